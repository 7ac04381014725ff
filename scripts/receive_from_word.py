"""The verb `word receive`: what came back from Word as a patch, changed chapters or a branch, with a review list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import unified_diff
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.progress import progress
from scripts.publication.errors import PublicationError
from scripts.publication.load import load
from scripts.publication.model import Publication, TextFile
from scripts.publication.text_files import decode
from scripts.replace import alone, rewrite, write_whole

if TYPE_CHECKING:
    from scripts.word.receive import Outcome
    from scripts.word.review import ReviewItem

_SERIOUS = {"conflict", "refused"}


def receive_from_word(
    root: Path,
    files: Sequence[Path],
    *,
    apply: bool = False,
    branch: str | None = None,
    authors: Sequence[str] = (),
    output: Path | None = None,
    quiet: bool = False,
) -> int:
    """Write the patch and the review list of returned documents beside the first of them; returns the exit code.

    With `apply` the chapters are changed too; with `branch` (a name, '' for one from the file) a branch is made, with a
    commit for each reviewer. 1 if something could not be carried out. Raises PublicationError for a document that is
    no review copy of this publication or that cannot be read; then nothing is written.
    """
    from scripts.word.receive import accept_of, open_returned, receive

    publication = load(root)
    documents = open_returned(files, publication)
    with progress(2, quiet=quiet) as steps, alone(publication.root):
        texts = {text.file: text for text in publication.texts}
        with steps.step("revisies lezen, vergelijken en narekenen"):
            start = _at_head(publication) if branch is not None else {name: text.text for name, text in texts.items()}
            by_reviewer = branch is not None
            outcomes = list(receive(publication.root, start, documents, accept_of(authors), by_reviewer=by_reviewer))
        after = _after(start, outcomes)
        items = [item for outcome in outcomes for item in outcome.items]
        stem = (output or files[0].parent) / files[0].stem
        with steps.step("schrijven"):
            if apply:
                _apply(publication.root, texts, start, after)
            made = _branch(publication.root, branch, stem.name, texts, outcomes) if branch is not None else ""
            written = _write_lists(stem, _patch(start, after), items)
    _tell(outcomes, start, after, written)
    if apply and after != start:
        print("De hoofdstukken zijn gewijzigd; ‘rapport check’ controleert ze.")
    if made:
        print(f"Tak ‘{made}’ gemaakt; bekijk haar met ‘git log -p HEAD..{made}’.")
    return int(any(item.kind in _SERIOUS for item in items))


def _at_head(publication: Publication) -> dict[str, str]:
    """The chapters as they were last committed."""
    from scripts.publication.revisions import checked_out, revision

    with checked_out(publication.root, revision(publication.root, "HEAD").commit) as folder:
        return {text.file: text.text for text in load(folder).texts}


def _after(start: Mapping[str, str], outcomes: Sequence[Outcome]) -> dict[str, str]:
    texts = dict(start)
    for outcome in outcomes:
        texts |= outcome.texts
    return texts


def _patch(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """All changes as one patch for ‘git apply’."""
    lines: list[str] = []
    for file in sorted(after):
        old, new = (text[file].splitlines(keepends=True) for text in (before, after))
        lines += map(_whole_line, unified_diff(old, new, f"a/{file}", f"b/{file}"))
    return "".join(lines)


def _whole_line(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _write_lists(stem: Path, patch: str, items: Sequence[ReviewItem]) -> list[Path]:
    from scripts.word.review import as_json, as_markdown

    contents = {".patch": patch, "-na-te-zien.md": as_markdown(items), "-na-te-zien.json": as_json(items)}
    written = []
    for ending, text in contents.items():
        path = stem.with_name(f"{stem.name}{ending}")
        write_whole(path, text.encode())
        written.append(path)
    return written


def _apply(root: Path, texts: Mapping[str, TextFile], before: Mapping[str, str], after: Mapping[str, str]) -> None:
    """Change the chapters, all or none: each must still be what was read."""
    changed = [texts[file] for file in sorted(after) if after[file] != before[file]]
    for text in changed:
        if decode((root / text.file).read_bytes(), text.file) != text:
            raise PublicationError(f"‘{text.file}’ is intussen gewijzigd; er is niets veranderd, probeer het opnieuw")
    for text in changed:
        rewrite(root / text.file, text.raw(after[text.file]), partial(_is, text))


def _is(text: TextFile, raw: bytes) -> bool:
    return decode(raw, text.file) == text


def _branch(root: Path, name: str, stem: str, texts: Mapping[str, TextFile], outcomes: Sequence[Outcome]) -> str:
    from scripts.publication.slug import slugify
    from scripts.word.branch import Contribution, make_branch

    contributions = [
        Contribution(
            outcome.reviewer,
            f"Word: wijzigingen van {outcome.reviewer} ({outcome.name})",
            {file: texts[file].raw(text) for file, text in outcome.texts.items()},
        )
        for outcome in outcomes
        if outcome.texts
    ]
    return make_branch(root, name or f"word/{slugify(stem)}", contributions) if contributions else ""


def _tell(
    outcomes: Sequence[Outcome], before: Mapping[str, str], after: Mapping[str, str], written: list[Path]
) -> None:
    for outcome in outcomes:
        print(f"{outcome.name} ({outcome.reviewer}): {_counted(outcome.edits, 'wijziging', 'wijzigingen')}")
    for file in sorted(after):
        if after[file] != before[file]:
            lines = list(unified_diff(before[file].splitlines(), after[file].splitlines(), n=0, lineterm=""))[2:]
            come, gone = (sum(line.startswith(sign) for line in lines) for sign in "+-")
            print(f"  {file}: {_counted(come, 'regel', 'regels')} nieuw of anders, {gone} vervallen of vervangen")
    if after == before:
        print("Geen wijziging van de hoofdstukken.")
    kinds = Counter(item.kind for outcome in outcomes for item in outcome.items)
    if kinds:
        print(f"Na te zien: {', '.join(f'{number} {_KINDS[kind]}' for kind, number in sorted(kinds.items()))}")
    for path in written:
        print(f"  {path}")


_KINDS = {
    "comment": "opmerking(en)",
    "reference": "gewijzigde verwijzing(en)",
    "source": "onbekende bron(nen)",
    "citation": "nieuwe noot of noten",
    "formatting": "keer opmaak",
    "generated": "keer iets wat de drukkerij maakt",
    "structure": "keer iets wat niet vanuit Word kan",
    "conflict": "tegenstrijdig",
    "refused": "niet overgenomen",
}


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
