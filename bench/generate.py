"""Publications to measure: the report many times over, and the same chapters as plain MkDocs would build them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import yaml

from scripts.publication.config import read_config
from scripts.publication.load import load
from scripts.publication.model import Chapter, Publication

_ENTRY = re.compile(r"^(@\w+\{)([^,\s]+),", re.MULTILINE)


def multiplied(root: Path, times: int, target: Path, bibliographies: int = 0) -> Path:
    """A publication with each printed, numbered or noted chapter of `root` `times` times, keys and ids kept apart.

    Its .bib has that of `root` as many times, or `bibliographies` times: the rest of it is not cited.
    """
    publication = load(root)
    shutil.copytree(root / "docs", target / "docs")
    for text in publication.texts:
        # The glossary and whatever else mkdocs.yml names; the bibliography and mkdocs.yml itself are written below.
        if not text.file.startswith("docs/"):
            (target / text.file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / text.file, target / text.file)
    config: dict[str, Any] = dict(read_config(root).values)
    config["extra"] = {key: value for key, value in config["extra"].items() if key not in {"provenance", "glossary"}}
    config["nav"] = [str(chapter.file) for chapter in publication.chapters if not chapter.notes]
    bibliography = publication.bibliography.path.read_text(encoding="utf-8")
    for copy in range(1, times + 1):
        for chapter in publication.chapters:
            if chapter.notes:
                name = f"{copy:03d}-{chapter.file.name}"
                text = _apart(chapter, f"x{copy}")
                (target / "docs" / chapter.file.parent / name).write_text(text, encoding="utf-8")
                config["nav"].append(str(chapter.file.parent / name))
    copies = [_ENTRY.sub(rf"\g<1>\g<2>x{copy},", bibliography) for copy in range(1, max(times, bibliographies) + 1)]
    (target / publication.bibliography.path.name).write_text("\n".join(copies), encoding="utf-8")
    (target / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return target


def plain_mkdocs(root: Path, target: Path) -> Path:
    """The same chapters for MkDocs, Material and mkdocs-bibtex with a CSL file and nothing of ours: the unit M."""
    publication = load(root)
    shutil.copytree(root / "docs", target / "docs")
    shutil.copyfile(publication.bibliography.path, target / "references.bib")
    shutil.copyfile(publication.metadata.csl, target / "style.csl")
    config = {
        "site_name": publication.metadata.title,
        "theme": {"name": "material", "language": "nl"},
        "nav": [str(chapter.file) for chapter in publication.chapters],
        "plugins": ["search", {"bibtex": {"bib_file": "references.bib", "csl_file": "style.csl"}}],
        "markdown_extensions": ["footnotes", "attr_list", "md_in_html", "tables", "toc"],
    }
    (target / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    return target


def _apart(chapter: Chapter, suffix: str) -> str:
    """The source of a chapter with `suffix` behind each cite key and figure id."""
    text = chapter.source
    places = [(citation, note) for note in chapter.notes for citation in note.citations]
    offsets = sorted(_offset(chapter, citation.position.line, citation.position.column) for citation, _ in places)
    for offset in reversed(offsets):
        match = re.compile(r"@\{?[\w:.#$%&\-+?<>~/]*\w").match(text, offset)
        if match:
            text = f"{text[: match.end()]}{suffix}{text[match.end() :]}"
    return re.sub(r"(#fig-[\w-]+)", rf"\1-{suffix}", text)


def _offset(chapter: Chapter, line: int, column: int) -> int:
    lines = chapter.source.split("\n")
    return sum(len(text) + 1 for text in lines[: line - 1]) + column - 1


def size(publication: Publication) -> str:
    """How big a publication is, for the heading of a table."""
    words = sum(len(passage.words) for chapter in publication.chapters for passage in chapter.passages)
    entries = len(publication.bibliography.entries)
    return (
        f"{len(publication.chapters)} bestanden; {words} woorden; {len(publication.notes)} noten; "
        f"{entries} titelbeschrijvingen"
    )
