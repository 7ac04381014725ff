"""The verb `source add`: a source in any usual form becomes a titelbeschrijving in the bibliography."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from scripts.findings import Finding
from scripts.publication.bibliography import parse_bibliography
from scripts.publication.entry_types import INCOMPLETE
from scripts.publication.errors import PublicationError
from scripts.publication.load import load
from scripts.publication.localisation import langid
from scripts.publication.model import Entry, Position, Publication, TextFile
from scripts.publication.text_files import decode, read_text
from scripts.replace import alone, rewrite
from scripts.rules import check_bibliography
from scripts.sources.draft import Draft
from scripts.sources.formats import read_drafts
from scripts.sources.insert import entry_text, inserted
from scripts.sources.keys import propose_key
from scripts.sources.lookup import Registries, by_doi, by_isbn
from scripts.sources.unreadable import UnreadableSourceError

# The same work is there already: the same key, the same entry, the same DOI or author, title and year.
_DUPLICATE = {"B102", "B103", "B301"}
_MISSING = "B111"


def add_source(
    root: Path,
    file: str | None,
    *,
    doi: str = "",
    isbn: str = "",
    key: str = "",
    dry_run: bool = False,
    registries: Registries | None = None,
) -> int:
    """Add the sources in `file` (None or '-': standard input), or that a DOI or ISBN stands for; returns the exit code.

    1 if a source is there already and so was not added. Raises PublicationError for what cannot be read.
    """
    publication = load(root)
    drafts = _drafts(file, doi, isbn, registries or Registries())
    if key and len(drafts) > 1:
        raise PublicationError("een bronsleutel kiezen kan alleen bij één bron tegelijk")
    with alone(publication.root):
        text = _bibliography_text(publication)
        source, refused = text.text, 0
        for draft in drafts:
            added = _added(publication, source, draft, key)
            refused += added is None
            source = added or source
        if source != text.text and not dry_run:
            rewrite(publication.bibliography.path, text.raw(source), lambda raw: decode(raw, text.file) == text)
    if dry_run:
        print("Alleen getoond; er is niets gewijzigd.", file=sys.stderr)
    return int(refused > 0)


def _drafts(file: str | None, doi: str, isbn: str, registries: Registries) -> list[Draft]:
    name = file if file not in {None, "-"} else "invoer"
    try:
        if doi or isbn:
            return read_drafts(by_doi(doi, registries) if doi else by_isbn(isbn, registries))
        if file not in {None, "-"}:
            return read_drafts(read_text(Path(file), file).text)
        if sys.stdin.isatty():
            print("Plak de bron en sluit af met Ctrl-D (Windows: Ctrl-Z en Enter).", file=sys.stderr)
        return read_drafts(decode(sys.stdin.buffer.read(), name).text)
    except UnreadableSourceError as error:
        raise PublicationError(str(error), None if doi or isbn else Position(name, 1)) from error


def _bibliography_text(publication: Publication) -> TextFile:
    """The file as it is now: another run may have written it since the publication was read."""
    path = publication.bibliography.path
    text = read_text(path, path.relative_to(publication.root).as_posix())
    if text.strange:
        message = f"dit bestand is geen UTF-8 maar {text.encoding}; voer eerst ‘rapport check --fix’ uit"
        raise PublicationError(message, text.strange)
    return text


def _added(publication: Publication, source: str, draft: Draft, wanted: str) -> str | None:
    """The bibliography with the source in it, which is shown; None for a source that is there already."""
    file = publication.bibliography.path.relative_to(publication.root).as_posix()
    known = parse_bibliography(publication.bibliography.path, file, source)
    chosen = wanted or propose_key(draft, [entry.key for entry in known.entries])
    more = {} if draft.fields.get("langid") else _assumed_language(publication)
    findings = _findings(publication, source, entry_text(draft, chosen, more), chosen)
    if duplicates := [finding for finding in findings if finding.code in _DUPLICATE]:
        title = re.sub(r"[{}]", "", draft.fields.get("title", "")) or chosen
        print(f"Niet toegevoegd: ‘{title}’ staat er al: {duplicates[0].text}", file=sys.stderr)
        return None
    missing = [finding for finding in findings if finding.code == _MISSING]
    entry = entry_text(draft, chosen, more | ({"keywords": INCOMPLETE} if missing else {}))
    new, line = inserted(source, entry, chosen)
    print(f"{entry}\n")
    print(f"{file}:{line}: ‘{chosen}’; verwijs ernaar met [@{chosen}]", file=sys.stderr)
    remarks = [*draft.remarks, *(["langid is aangenomen: de taal van de publicatie"] if more else [])]
    for remark in [*remarks, *(finding.text for finding in findings)]:
        print(f"  {remark}", file=sys.stderr)
    return new


def _assumed_language(publication: Publication) -> dict[str, str]:
    language = langid(publication.metadata.lang)
    return {"langid": language} if language else {}


def _findings(publication: Publication, source: str, entry: str, key: str) -> Sequence[Finding]:
    """What the rules say of the entry as the last one in the bibliography, so that it is the later of any two."""
    path = publication.bibliography.path
    file = path.relative_to(publication.root).as_posix()
    bibliography = parse_bibliography(path, file, f"{source.rstrip()}\n\n{entry}\n")
    new = bibliography.entries[-1:]
    if not new or new[0].key != key:
        raise PublicationError(f"met bronsleutel ‘{key}’ is de bibliografie niet te lezen; kies een andere")
    return [finding for finding in check_bibliography(bibliography).findings if _is_about(new[0], finding, file)]


def _is_about(entry: Entry, finding: Finding, file: str) -> bool:
    return finding.position.file == file and finding.position.line >= entry.position.line
