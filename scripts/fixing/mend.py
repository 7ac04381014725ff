"""What `rapport check --fix` mends in the text of one file: pure, from text and findings to new text and changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scripts.findings import Finding
from scripts.fixing.layout import Block, blocks, join, laid_out
from scripts.publication.model import Position, Publication
from scripts.publication.number_forms import PAGE_RANGE, bare_doi

KEY_CASE, REPEATED, PAGES, DOI = "C103", "B103", "B124", "B127"


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """What was changed where, in one Dutch line."""

    position: Position
    message: str

    def __str__(self) -> str:
        return f"{self.position}: {self.message}"


def mend_chapter(source: str, publication: Publication, findings: Sequence[Finding]) -> tuple[str, list[Change]]:
    """Cite keys in the case that the bibliography has."""
    typed = {citation.position: citation.key for note in publication.notes for citation in note.citations}
    lines = source.split("\n")
    changes = []
    for finding in sorted(findings, key=lambda finding: finding.order, reverse=True):
        key = typed.get(finding.position, "")
        if finding.code == KEY_CASE and key and _is_only(finding.suggestion, publication):
            line, at = lines[finding.position.line - 1], finding.position.column - 1
            mended = re.sub(rf"(@\{{?){re.escape(key)}", rf"\g<1>{finding.suggestion}", line[at:], count=1)
            lines[finding.position.line - 1] = line[:at] + mended
            changes.append(Change(finding.position, f"‘@{key}’ is nu ‘@{finding.suggestion}’"))
    return "\n".join(lines), changes


def _is_only(key: str, publication: Publication) -> bool:
    """Whether no other entry has this key in another case: else which one is meant is not for a program to say."""
    return {entry.key for entry in publication.bibliography.entries if entry.key.lower() == key.lower()} == {key}


def mend_bibliography(source: str, file: str, findings: Sequence[Finding]) -> tuple[str, list[Change]]:
    """The canonical layout, without repeated entries, with DOIs and pages in their usual form."""
    by_line: dict[int, set[str]] = {}
    for finding in findings:
        by_line.setdefault(finding.position.line, set()).add(finding.code)
    changes: list[Change] = []
    kept: list[Block] = []
    found = blocks(source)
    line, at = 1, 0
    for block in found:
        line, at = line + source.count("\n", at, block.item.start), block.item.start
        if REPEATED in by_line.get(line, ()) and block.item.kind == "entry":
            changes.append(Change(Position(file, line), f"dubbele titelbeschrijving ‘{block.item.key}’ verwijderd"))
            continue
        values, messages = _new_values(block, source, by_line, line)
        text = laid_out(block, values)
        changes += [Change(Position(file, line), f"‘{block.item.key}’: {message}") for message in messages]
        if text != block.text and not messages:
            name = f"‘{block.item.key}’" if block.item.key else f"@{block.item.type}"
            changes.append(Change(Position(file, line), f"{name} opnieuw ingedeeld"))
        kept.append(Block(block.item, text, block.before))
    mended = join(kept)
    if mended != source and not changes:
        changes.append(Change(Position(file, 1), "witregels tussen de titelbeschrijvingen"))
    return mended, changes


def _new_values(
    block: Block, source: str, by_line: Mapping[int, set[str]], line: int
) -> tuple[dict[str, str], list[str]]:
    """New values for the fields with a finding that can be mended, and what to say of each."""
    values: dict[str, str] = {}
    messages = []
    if block.item.kind == "entry" and not block.item.commented:
        for field in block.item.fields:
            codes = by_line.get(line + source.count("\n", block.item.start, field.start), set())
            name = field.name.lower()
            if len(field.parts) == 1:
                old = field.parts[0].text
                for code, wanted, new in ((DOI, "doi", bare_doi), (PAGES, "pages", _usual_pages)):
                    if code in codes and name == wanted and new(old) != old:
                        values[name] = new(old)
                        messages.append(f"{name} ‘{old}’ is nu ‘{values[name]}’")
    return values, messages


def _usual_pages(value: str) -> str:
    return "".join(_usual_range(piece) for piece in re.split(r"([,;])", value))


def _usual_range(piece: str) -> str:
    match = PAGE_RANGE.fullmatch(piece)
    if match is None or match["dash"].strip() in {"--", "–"}:
        return piece
    return piece[: match.start("dash")] + "--" + piece[match.end("dash") :]


def describe_file(encoding: str, *, bom: bool, crlf: bool) -> Iterator[str]:
    """What is changed about the bytes of a file."""
    if encoding != "UTF-8":
        yield f"bewaard als UTF-8 (was {encoding})"
    elif bom:
        yield "BOM weggehaald"
    if crlf:
        yield "regeleinden omgezet naar LF"
