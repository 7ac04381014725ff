"""The findings that can be mended without judgement are mended: all files or none, each in one step."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from scripts.findings import Finding
from scripts.fixing.mend import Change, describe_file, mend_bibliography, mend_chapter
from scripts.publication.errors import PublicationError
from scripts.publication.model import Position, Publication, TextFile
from scripts.publication.text_files import decode
from scripts.replace import rewrite

ENCODING, BOM, CRLF = "B201", "B202", "B203"


def fix(publication: Publication, findings: Sequence[Finding], files: Collection[str] | None = None) -> list[Change]:
    """Mend the fixable findings in `files` (all files that were read, without), and lay out the .bib.

    Findings that an exception is made to are not in `findings`, and so stay as they are. Raises PublicationError, with
    nothing written, if a file was changed since it was read.
    """
    bibliography = publication.bibliography.path.relative_to(publication.root).as_posix()
    written: list[tuple[Path, bytes, bytes]] = []
    changes: list[Change] = []
    for text in publication.texts:
        if files is not None and text.file not in files:
            continue
        of_file = [finding for finding in findings if finding.position.file == text.file]
        if text.file == bibliography:
            mended, found = mend_bibliography(text.text, text.file, of_file)
        else:
            mended, found = mend_chapter(text.text, publication, of_file)
        path = (publication.root / text.file).resolve()
        old = _unchanged(path, text)
        new, about_bytes = _encoded(mended, text, {finding.code for finding in of_file}, old)
        if new != old:
            written.append((path, old, new))
            changes += [*(Change(Position(text.file, 1), message) for message in about_bytes), *found]
    for path, old, new in written:
        rewrite(path, new, old.__eq__)
    return sorted(changes)


def _unchanged(path: Path, text: TextFile) -> bytes:
    raw = path.read_bytes()
    if decode(raw, text.file) != text:
        raise PublicationError(f"‘{text.file}’ is intussen gewijzigd; er is niets verbeterd, probeer het opnieuw")
    return raw


def _encoded(mended: str, text: TextFile, codes: Collection[str], old: bytes) -> tuple[bytes, list[str]]:
    """The mended text as bytes, UTF-8 with LF unless an exception was made; and what that changes."""
    recode = ENCODING in codes
    bom, crlf = text.bom and (recode or BOM in codes), text.crlf and CRLF in codes
    if (text.strange and not recode) or (mended == text.text and not (recode or bom or crlf)):
        return old, []
    new = replace(text, bom=text.bom and not bom, crlf=text.crlf and not crlf).raw(mended)
    return new, list(describe_file(text.encoding, bom=bom, crlf=crlf))
