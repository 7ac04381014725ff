"""Several returned documents, one after another, as changes of the chapters as they are now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from scripts.publication.errors import PublicationError
from scripts.publication.model import Publication
from scripts.publication.revisions import checked_out, revision
from scripts.word.content import WordDocument
from scripts.word.merge import keeps_both, merge
from scripts.word.package import Package, open_package
from scripts.word.properties import Origin, origin_of, text_digest
from scripts.word.proposal import Proposal
from scripts.word.propose import Sent
from scripts.word.prove import Export, proved
from scripts.word.reader import custom_properties, everybody, nobody, read_document
from scripts.word.review import Kind, ReviewItem
from scripts.word.sent import said, sent_from

Accept = Callable[[str], bool]
_UNKNOWN = "onbekend"


@dataclass(frozen=True, slots=True)
class Returned:
    """A returned document: its name, what is in it, and where it came from."""

    name: str
    package: Package
    origin: Origin


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one reviewer of one document changed: the chapters as they then are, and the review list."""

    reviewer: str
    name: str
    texts: Mapping[str, str]
    items: tuple[ReviewItem, ...]
    edits: int


def open_returned(paths: Sequence[Path], publication: Publication) -> list[Returned]:
    """Open all documents; PublicationError for the first that is no review copy of this publication."""
    found = []
    for path in paths:
        package = open_package(path)
        origin = origin_of(path.name, custom_properties(package), publication.metadata.slug)
        found.append(Returned(path.name, package, origin))
    return found


def receive(
    root: Path, current: Mapping[str, str], documents: Sequence[Returned], accept: Accept, *, by_reviewer: bool = False
) -> Iterator[Outcome]:
    """What each document changes in `current`, the chapters by path; with `by_reviewer` a reviewer at a time.

    Tracked changes of those whom `accept` leaves out are undone. Raises PublicationError for an unknown revision and
    for a document that this press would not have made.
    """
    texts = dict(current)
    with ExitStack() as folders:
        made: dict[tuple[str, tuple[str, ...]], tuple[Path, Sent]] = {}
        for document in documents:
            key = (document.origin.commit, document.origin.chapters)
            if key not in made:
                folder = folders.enter_context(checked_out(root, _commit(root, document)))
                made[key] = folder, _sent(folder, document)
            for outcome in _reviewers(*made[key], document, dict(texts), accept, by_reviewer=by_reviewer):
                texts |= outcome.texts
                yield outcome


def _commit(root: Path, document: Returned) -> str:
    try:
        return revision(root, document.origin.commit).commit
    except PublicationError as error:
        short = document.origin.commit[:10]
        raise PublicationError(
            f"{document.name} is gemaakt van revisie {short}, en die is hier onbekend; haal haar op met ‘git fetch’"
        ) from error


def _sent(folder: Path, document: Returned) -> Sent:
    sent = sent_from(folder, document.origin.chapters)
    if text_digest(sent.document.document) != document.origin.text:
        raise PublicationError(
            f"{document.name} is gemaakt met een andere versie van de drukkerij ({document.origin.press}); "
            "ontvang haar met die versie, of verstuur een nieuwe leeskopie"
        )
    return sent


def _reviewers(
    folder: Path, sent: Sent, document: Returned, texts: Mapping[str, str], accept: Accept, *, by_reviewer: bool
) -> Iterator[Outcome]:
    whole = read_document(document.package, accept)
    saved_by = whole.saved_by or _UNKNOWN
    outcome_of = partial(_outcome, sent, document.name, partial(_said, folder, document.origin.chapters))
    if not by_reviewer:
        names = ", ".join(sorted(filter(accept, whole.authors))) or saved_by
        yield outcome_of(whole, names, texts)
        return
    yield from _stages(document, [None, *sorted(filter(accept, whole.authors))], saved_by, texts, outcome_of)


def _stages(
    document: Returned,
    authors: Sequence[str | None],
    saved_by: str,
    texts: Mapping[str, str],
    outcome_of: Callable[[WordDocument, str, Mapping[str, str]], Outcome],
) -> Iterator[Outcome]:
    """What each reviewer adds to those before; None are the changes that nobody tracked. The last one has the list.

    Each stage starts from the chapters as they were before this document, for who comes later may undo what others did.
    """
    before: Mapping[str, str] = {}
    edits = 0
    for number, author in enumerate(authors):
        accepted = set(filter(None, authors[: number + 1]))
        stage = read_document(document.package, accepted.__contains__ if accepted else nobody)
        outcome = outcome_of(stage, author or saved_by, texts)
        after = {**{file: texts[file] for file in before}, **outcome.texts}
        last = number == len(authors) - 1
        if after != before or last:
            items = outcome.items if last else ()
            yield replace(outcome, texts=after, items=items, edits=max(outcome.edits - edits, 0))
        before, edits = after, outcome.edits


def _said(folder: Path, files: Sequence[str], texts: Mapping[str, str]) -> Mapping[str, Sequence[str]]:
    return said(folder, texts, files)


def _outcome(  # noqa: PLR0917 - the first three are bound once for a document
    sent: Sent, name: str, export: Export, returned: WordDocument, reviewer: str, texts: Mapping[str, str]
) -> Outcome:
    """Prove the proposal of one document, then carry it over to the chapters as they are now."""
    refused: dict[int, Kind] = {}
    saved_by = returned.saved_by or reviewer
    while True:
        proposal = proved(sent, returned, saved_by, export, refused)
        merged, conflicts = _merged(sent, proposal, texts)
        if not conflicts:
            return Outcome(reviewer, name, merged, proposal.items, len(proposal.edits))
        refused |= dict.fromkeys(proposal.linked(conflicts), "conflict")


def _merged(sent: Sent, proposal: Proposal, texts: Mapping[str, str]) -> tuple[dict[str, str], frozenset[int]]:
    sources = {chapter.path: chapter.source for chapter in sent.publication.chapters}
    found: dict[str, str] = {}
    conflicts: set[int] = set()
    for file in sorted(proposal.files):
        edits = [edit for edit in proposal.edits if edit.file == file]
        if file not in texts:
            conflicts |= {edit.group for edit in edits}
            continue
        result = merge(sources[file], texts[file], edits)
        conflicts |= result.conflicts
        if not (
            result.conflicts or sources[file] == texts[file] or keeps_both(file, sources[file], texts[file], result)
        ):
            conflicts |= {edit.group for edit in edits}
        if result.text != texts[file]:
            found[file] = result.text
    return found, frozenset(conflicts)


def accept_of(authors: Sequence[str]) -> Accept:
    """Whose tracked changes count: those of the authors named, or of everyone."""
    return (lambda author: author in authors) if authors else everybody
