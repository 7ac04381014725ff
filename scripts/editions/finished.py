"""Print editions that are finished: written, reopened and held against the publication, or known from before."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.design import FONTS, HouseStyle, house_style
from scripts.editions.edition import EditionFormat
from scripts.editions.export import export
from scripts.editions.format_files import edition_format
from scripts.editions.inspection import inspected
from scripts.publication.anchors import ANCHORS_FILE
from scripts.publication.cache import Cache, digest
from scripts.publication.citeproc import References
from scripts.publication.model import Publication
from scripts.publication.project import project_state


def finish(
    publication: Publication,
    references: References,
    names: Sequence[str],
    output: Path,
    style: HouseStyle | None = None,
) -> Mapping[str, dict[str, int]]:
    """Write `<slug>.<extension>` into the existing folder `output` for each format name; what is in each, by file name.

    What was made of the same before is taken from the cache of the project. Raises PublicationError for an unknown
    format, for what `compose` refuses, when pandoc or Typst fails, and for an edition that lacks something.
    """
    style = style or house_style()
    cache = Cache(publication.root)
    # The register of lasting ids is for the site, and each build may add to it.
    state = project_state(publication.root, without={ANCHORS_FILE})
    formats = {name: edition_format(name, publication.root) for name in names}
    read = [text.text for text in publication.texts] + [note.html for note in references.notes.values()]
    keys = {name: _key(state, read, format, style) for name, format in formats.items()}
    kept = {name: content for name, key in keys.items() if key and (content := cache.get(key)) is not None}
    counts: dict[str, dict[str, int]] = {}

    def look(path: Path) -> None:
        counts[path.name] = inspected(publication, references, path)

    new = [name for name in formats if name not in kept]
    made = export(publication, references, new, output, style, look=look)
    if project_state(publication.root, without={ANCHORS_FILE}) == state:
        cache.put({key: _packed(counts[made[name].name], made[name]) for name in new if (key := keys[name])})
    for name, content in kept.items():
        path = output / formats[name].file_name(publication.metadata.slug)
        counts[path.name] = _unpack(content, path)
    return counts


def _packed(counts: Mapping[str, int], path: Path) -> bytes:
    """A finished edition and what is in it, as they are kept."""
    return json.dumps(counts).encode() + b"\n" + path.read_bytes()


def _unpack(content: bytes, path: Path) -> dict[str, int]:
    counts, _, edition = content.partition(b"\n")
    path.write_bytes(edition)
    told: dict[str, int] = json.loads(counts)
    return told


def _key(state: str | None, read: Sequence[str], format: EditionFormat, style: HouseStyle) -> str | None:
    """What an edition is made from, as a digest; None if that cannot be told, or is not in the project only.

    `read` is what was read before `state` was looked at: a file may have been changed in between.
    """
    if state is None or style.fonts != (FONTS,):
        return None
    return digest("edition", state, *read, format.name, json.dumps(dict(style.values), sort_keys=True))
