"""A small publication with everything that the loop has to get through Word and back, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path, PurePosixPath

import pytest

from scripts.publication.chapters import read_chapter
from scripts.publication.citeproc import format_references
from scripts.publication.frontmatter import read_front_matter
from scripts.publication.load import load
from scripts.publication.model import Chapter, Note, Passage
from scripts.publication.numbering import Counters
from scripts.publication.parse import parse
from scripts.word.authored import citations_signature, enclosed, tidy
from scripts.word.package import package_from
from scripts.word.proposal import Proposal
from scripts.word.propose import Sent, propose
from scripts.word.reader import read_document
from scripts.word.review_copy import make_review_copy
from scripts.word.sent import sent_from

PUBLICATION = Path(__file__).parent / "publication"


@dataclass(frozen=True)
class Copy:
    """A review copy and what it was made from."""

    sent: Sent
    docx: bytes
    files: tuple[str, ...]

    @property
    def sources(self) -> dict[str, str]:
        return {chapter.path: chapter.source for chapter in self.sent.publication.chapters}

    def proposal(self, docx: bytes) -> Proposal:
        return propose(self.sent, read_document(package_from("terug.docx", docx)), "Onbekende")

    def outcome(self, docx: bytes) -> str:
        """What a returned document comes to: the lines that change, and the review list."""
        proposal = self.proposal(docx)
        lines: list[str] = []
        for file, text in sorted(proposal.texts(self.sources).items()):
            diff = unified_diff(self.sources[file].splitlines(), text.splitlines(), file, file, n=0, lineterm="")
            lines += [line for line in diff if not line.startswith(("---", "+++"))]
        for item in proposal.items:
            lines.append(f"{item.kind} | {item.position or '-'} | {item.message} | {item.sentence}")
            lines += [f"    {line}" for line in item.proposal.splitlines()]
        return "\n".join(lines) + "\n"


def copy_of(root: Path, files: Sequence[str]) -> Copy:
    publication = load(root)
    docx = make_review_copy(publication, format_references(publication), files)
    return Copy(sent_from(root, files), docx, tuple(files))


@pytest.fixture(scope="session")
def small() -> Copy:
    return copy_of(PUBLICATION, ["docs/een.md", "docs/twee.md", "docs/bronnen.md"])


# -- what a chapter says, by the model alone ---------------------------------------------------------------------------


def says(sources: Sequence[tuple[str, str]]) -> list[list[str]]:
    """What each paragraph of each chapter (path, source) says: as `all_authored` does by way of the document."""
    matters = [read_front_matter(text, file) for file, text in sources]
    parsed = parse([matter.blanked(text) for matter, (_, text) in zip(matters, sources, strict=True)])
    return [
        chapter_says(read_chapter(PurePosixPath(file).relative_to("docs"), text, matter, one, Counters()))
        for (file, text), matter, one in zip(sources, matters, parsed, strict=True)
    ]


def chapter_says(chapter: Chapter) -> list[str]:
    notes = {note.number: note_says(note) for note in chapter.notes}
    return [text for passage in chapter.passages if (text := tidy(with_notes(passage, notes)))]


def note_says(note: Note) -> str:
    if not note.is_commentary:
        return enclosed(citations_signature(note.citations))
    clusters = {index: citations_signature(cluster.citations) for index, cluster in enumerate(note.clusters)}
    return enclosed(" / ".join(tidy(with_notes(passage, clusters)) for passage in note.passages))


def with_notes(passage: Passage, notes: Mapping[int, str]) -> str:
    pieces, at = [], 0
    for offset, number in sorted(passage.notes, key=lambda found: found[0]):
        pieces += [passage.text[at:offset], notes[number]]
        at = offset
    return "".join([*pieces, passage.text[at:]])


@pytest.fixture(scope="session")
def closes() -> Callable[[Copy, Mapping[int, Proposal]], list[int]]:
    """The closing property: the changed chapters say what is expected; the names of proposals that do not come back."""

    def check(copy: Copy, proposals: Mapping[int, Proposal]) -> list[int]:
        texts = [
            (name, proposal, file, text)
            for name, proposal in proposals.items()
            for file, text in sorted(proposal.texts(copy.sources).items())
        ]
        found = says([(file, text) for _, _, file, text in texts])
        return [
            name
            for (name, proposal, file, _), said in zip(texts, found, strict=True)
            if [one.text for one in proposal.expected if one.file == file] != said
        ]

    return check
