"""Random edits of the real chapters: what comes back closes, 500 times, with the seeds as numbers of the files."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from scripts.publication.citeproc import format_references
from scripts.publication.load import load
from scripts.word.by_model import says
from scripts.word.content import OBJECT, Block, WordDocument
from scripts.word.merge import merge
from scripts.word.notes import known_notes
from scripts.word.package import package_from
from scripts.word.proposal import Proposal
from scripts.word.propose import Sent, propose
from scripts.word.prove import proved
from scripts.word.reader import read_document
from scripts.word.review_copy import make_review_copy
from scripts.word.roles import role
from scripts.word.sent import said
from scripts.word.source_map import map_document
from tests.conftest import PROJECT, copy_sources
from tests.word.cases import zotero
from tests.word.conftest import Copy
from tests.word.editor import Reviewer, W, text_of

FILES = 500
# Every so many files is proved by the whole way: a real export of the changed chapter.
EXPORTED = 125
WORDS = [
    "samen",
    "nieuw",
    "dus",
    "(ook)",
    "Nederland",
    "*ster*",
    "“zo”",
    "e.a.",
    "12%",
    "school–huis",
    "niet:",
    "&",
    "_lijn_",
    "[haak]",
    "#1",
]
NOT_TEXT = ("toc", "title", "subtitle", "caption", "figure", "author")
GENERATED = {"contents", "front", "reference list", "caption"}


@pytest.fixture(scope="module")
def chapters() -> list[Copy]:
    """A review copy of each chapter with text of the report."""
    publication = load(PROJECT)
    references = format_references(publication)
    found = []
    for chapter in publication.chapters:
        if chapter.printed and len(chapter.notes) > 1:
            docx = make_review_copy(publication, references, [chapter.path])
            mapped = map_document(read_document(package_from("kopie", docx)), publication, [chapter.path])
            known = known_notes(mapped, references, (entry.key for entry in publication.bibliography.entries))
            found.append(Copy(Sent(mapped, publication, known), docx, (chapter.path,)))
    return found


def edit_at_random(copy: Copy, seed: int) -> Reviewer:
    """One to six edits of all kinds, tracked or not."""
    chance = random.Random(seed)  # noqa: S311 - the same files in every run
    reviewer = Reviewer(copy.docx, tracked=chance.random() < 0.5)
    for _ in range(chance.randint(1, 6)):
        try:
            chance.choice(ACTIONS)(reviewer, chance)
        except AssertionError:
            continue  # the words are gone by now
    return reviewer


def returned_of(chapters: Sequence[Copy], seed: int) -> tuple[Copy, WordDocument]:
    """The file of that number, and what it is a copy of."""
    copy = chapters[seed % len(chapters)]
    return copy, read_document(edit_at_random(copy, seed).package())


def paragraph(reviewer: Reviewer, chance: random.Random) -> str:
    """The text of some paragraph of the chapter."""
    texts = []
    for element in reviewer.body.iter(f"{W}p"):
        style = element.find(f"{W}pPr/{W}pStyle")
        name = "" if style is None else style.get(f"{W}val", "").lower()
        if len(text_of(element)) > 40 and not name.startswith(NOT_TEXT):
            texts.append(text_of(element))
    return chance.choice(texts)


def some_words(reviewer: Reviewer, chance: random.Random, most: int = 4) -> str:
    """Some words in a row."""
    words = paragraph(reviewer, chance).split(" ")
    start = chance.randrange(len(words))
    found = " ".join(words[start : start + chance.randint(1, most)])
    assert found.strip()
    return found


def typed(chance: random.Random) -> str:
    words = [chance.choice(WORDS) for _ in range(chance.randint(1, 5))]
    return " ".join(words) + chance.choice(["", "", ".", ". En dan?"])


def delete_note(reviewer: Reviewer, chance: random.Random) -> None:
    reviewer.delete_note(some_words(reviewer, chance, 1))


ACTIONS: list[Callable[[Reviewer, random.Random], None]] = [
    lambda r, c: r.replace(some_words(r, c), typed(c)),
    lambda r, c: r.replace(some_words(r, c), typed(c)),
    lambda r, c: r.replace(some_words(r, c, 12), ""),
    lambda r, c: r.insert_behind(some_words(r, c), " " + typed(c)),
    lambda r, c: r.insert_before(some_words(r, c), typed(c) + " "),
    lambda r, c: r.insert_behind(some_words(r, c), " " + typed(c), bold=c.random() < 0.5, italic=c.random() < 0.3),
    lambda r, c: r.insert_paragraph(paragraph(r, c), typed(c)),
    lambda r, c: r.insert_paragraph(paragraph(r, c), typed(c), like=True),
    lambda r, c: r.delete_paragraph(paragraph(r, c)),
    lambda r, c: r.move_paragraph(paragraph(r, c), paragraph(r, c)),
    lambda r, c: r.split(some_words(r, c)),
    delete_note,
    lambda r, c: r.move_note(some_words(r, c, 1), some_words(r, c)),
    lambda r, c: r.copy_note(some_words(r, c, 1), some_words(r, c)),
    lambda r, c: r.add_note(some_words(r, c), typed(c)),
    lambda r, c: r.add_note(some_words(r, c), "Iets", zotero("Iets onbekends")),
    lambda r, c: r.comment(some_words(r, c), "Is dat zo?"),
    lambda r, c: r.look(some_words(r, c), bold=True),
]


def words_of(blocks: Iterable[Block]) -> Counter[str]:
    """All words of paragraphs, but for those that Word makes itself or that stand in the reference list."""
    texts = (block.text.replace(OBJECT, " ") for block in blocks if role(block) not in GENERATED)
    return Counter(word for text in texts for word in re.findall(r"\w+", text))


def words_expected(copy: Copy, proposal: Proposal) -> Counter[str]:
    """All words that the changed chapter has to say, and what the edition puts in the document besides."""
    captions = [figure.caption for chapter in copy.sent.publication.chapters for figure in chapter.figures]
    texts = [re.sub(r"⟦.*?⟧", " ", one.text) for one in proposal.expected if one.text not in captions]
    made = words_of(mapped.block for mapped in copy.sent.document.blocks if not mapped.is_editable)
    return made + Counter(word for text in texts for word in re.findall(r"\w+", text))


def test_random_edits_close(chapters: Sequence[Copy], closes: Callable[..., list[int]]) -> None:
    by_chapter: dict[int, dict[int, Proposal]] = {}
    edited = 0
    for seed in range(FILES):
        copy, returned = returned_of(chapters, seed)
        proposal = propose(copy.sent, returned, "Onbekende")
        edited += bool(proposal.edits)
        by_chapter.setdefault(seed % len(chapters), {})[seed] = proposal
        if not any(item.kind in {"structure", "generated", "refused"} for item in proposal.items):
            assert words_expected(copy, proposal) == words_of(returned.blocks), f"seed {seed}"
    assert edited > FILES * 0.9
    open_ends = [seed for number, proposals in by_chapter.items() for seed in closes(chapters[number], proposals)]
    assert len(open_ends) <= FILES * 0.01, open_ends
    for seed in open_ends:
        # What does not close is refused, and then the rest does.
        copy, returned = returned_of(chapters, seed)
        proposal = proved(
            copy.sent, returned, "Onbekende", lambda texts: dict(zip(texts, says([*texts.items()]), strict=True))
        )
        assert any(item.kind == "refused" for item in proposal.items)
        assert not closes(copy, {seed: proposal})


def test_what_was_taken_over_already_is_not_done_again(chapters: Sequence[Copy]) -> None:
    for seed in range(0, FILES, 5):
        copy, returned = returned_of(chapters, seed)
        proposal = propose(copy.sent, returned, "Onbekende")
        for file, text in proposal.texts(copy.sources).items():
            again = merge(copy.sources[file], text, [edit for edit in proposal.edits if edit.file == file])
            assert (again.text, again.conflicts) == (text, frozenset()), f"seed {seed}"


def test_a_sample_closes_by_a_real_export(chapters: Sequence[Copy], tmp_path: Path) -> None:
    root = copy_sources(tmp_path / "rapport")
    for seed in range(0, FILES, EXPORTED):
        copy, returned = returned_of(chapters, seed)
        before = propose(copy.sent, returned, "Onbekende")
        after = proved(copy.sent, returned, "Onbekende", lambda texts, copy=copy: said(root, texts, copy.files))
        assert after.edits == before.edits, f"seed {seed}"


def test_the_whole_report_comes_back_from_libreoffice_as_it_was(
    libreoffice: Callable[..., None], tmp_path: Path
) -> None:
    publication = load(PROJECT)
    references = format_references(publication)
    files = [chapter.path for chapter in publication.chapters if chapter.printed]
    docx = make_review_copy(publication, references, files)
    mapped = map_document(read_document(package_from("kopie", docx)), publication, files)
    known = known_notes(mapped, references, (entry.key for entry in publication.bibliography.entries))
    path = tmp_path / "rapport.docx"
    path.write_bytes(docx)
    libreoffice([path], tmp_path / "bewaard")
    returned = read_document(package_from("terug", (tmp_path / "bewaard" / path.name).read_bytes()))
    proposal = propose(Sent(mapped, publication, known), returned, "Onbekende")
    assert (proposal.edits, proposal.items) == ((), ())
