"""The house's fonts in the Word file itself (ECMA-376 part 1, 17.8), so that it looks alike on every computer."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import quoteattr

from scripts.design.metrics import font_files
from scripts.editions.docx.markup import NAMESPACE

_PART = "word/fontTable.xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
# How the file of a font is named → what Word calls the style; in the order of the schema.
_STYLES = {"Regular": "Regular", "Bold": "Bold", "It": "Italic", "BoldIt": "BoldItalic"}
_OTHER_NAMES = {"Italic": "It", "BoldItalic": "BoldIt"}
# So many bytes at the beginning of a font are hidden behind its key.
_HIDDEN = 32


def embed_fonts(parts: dict[str, bytes], families: Mapping[str, str], folders: tuple[Path, ...]) -> None:
    """Put the fonts of these families into a document; a family is given with what Word may show in its place."""
    known = font_files(folders)
    fonts: list[str] = []
    relations: list[str] = []
    for family, fallback in families.items():
        embedded = []
        stems = {path.stem.rpartition("-")[2]: path for path in known.get(family, ())}
        by_style = {_OTHER_NAMES.get(stem, stem): path for stem, path in stems.items()}
        for name, path in ((name, by_style[stem]) for stem, name in _STYLES.items() if stem in by_style):
            target, key, content = _hidden(path)
            parts[f"word/{target}"] = content
            id = f"rId{len(relations) + 1}"
            relations.append(f'<Relationship Id="{id}" Type="{_RELATIONSHIPS}/font" Target="{target}"/>')
            embedded.append(f'<w:embed{name} r:id="{id}" w:fontKey="{{{key}}}"/>')
        fonts.append(
            f"<w:font w:name={quoteattr(family)}><w:altName w:val={quoteattr(fallback)}/>{''.join(embedded)}</w:font>"
        )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    table = f'{head}<w:fonts xmlns:w="{NAMESPACE}" xmlns:r="{_RELATIONSHIPS}">{"".join(fonts)}</w:fonts>'
    parts[_PART] = table.encode()
    if relations:
        links = f'{head}<Relationships xmlns="{_PACKAGE}">{"".join(relations)}</Relationships>'
        parts["word/_rels/fontTable.xml.rels"] = links.encode()


def _hidden(path: Path) -> tuple[str, str, bytes]:
    """The name in the document, the key and the hidden content of a font file."""
    key = str(uuid5(NAMESPACE_URL, path.name)).upper()
    mask = bytes.fromhex(key.replace("-", ""))[::-1]
    content = path.read_bytes()
    start = bytes(byte ^ mask[place % len(mask)] for place, byte in enumerate(content[:_HIDDEN]))
    return f"fonts/{path.stem}.odttf", key, start + content[_HIDDEN:]
