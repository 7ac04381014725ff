"""Ids that outlive a revision: what keeps its id, what gets a new one, and what the register looks like in between."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.publication.anchors import ANCHORS_FILE, anchors_text, read_anchors
from scripts.publication.errors import PublicationError
from scripts.publication.identify import Identified, identify, register, reidentify
from scripts.publication.load import load
from scripts.publication.model import Anchor

Write = Callable[..., Path]
FILES = ("een.md", "twee.md", "drie.md")


def passage(text: str, file: str = "een.md") -> Anchor:
    return Anchor("", "passage", text, file)


def built(root: Path) -> Identified:
    """The ids that a build gives out, with the register written as a build writes it."""
    identified = identify(load(root))
    (root / ANCHORS_FILE).write_text(anchors_text(identified.anchors), encoding="utf-8", newline="\n")
    return identified


def ids(identified: Identified, file: str = "een.md") -> list[str]:
    return [id for id in identified.passages[PurePosixPath(file)] if id]


# -- properties --------------------------------------------------------------------------------------------------------

# Paragraphs of distinct words, so that which is which is not a matter of taste.
WORDS = st.lists(st.sampled_from("bdfghklmnprstvwz"), min_size=3, max_size=3).map("a".join)
TEXTS = st.lists(WORDS, min_size=6, max_size=14).map(" ".join)
BOOKS = st.lists(st.tuples(st.sampled_from(FILES), TEXTS), min_size=2, max_size=12, unique_by=lambda pair: pair[1])
# A paragraph after a revision: None if it was there, else the number of the one it comes from.
Book = list[tuple[int | None, Anchor]]


@st.composite
def revisions(draw: st.DrawFn, book: Sequence[tuple[str, str]]) -> Book:
    """A revision of a book: paragraphs go, come, move and get another word here and there."""
    result: Book = []
    for number, (file, text) in enumerate(book):
        action = draw(st.sampled_from(["keep", "keep", "delete", "move", "reword", "move and reword"]))
        if action == "delete":
            continue
        words = text.split()
        if "reword" in action:
            words[draw(st.integers(0, len(words) - 1))] = draw(WORDS)
        target = draw(st.sampled_from(FILES)) if "move" in action else file
        result.append((number, passage(" ".join(words), target)))
    for text in draw(st.lists(TEXTS, max_size=3)):
        result.insert(draw(st.integers(0, len(result))), (None, passage(text, draw(st.sampled_from(FILES)))))
    return result


def counted(book: Book) -> list[Anchor]:
    """As a build hands them over: what reads the same in one chapter is counted."""
    seen: list[tuple[str, str]] = []
    result = []
    for _, anchor in book:
        seen.append((anchor.file, anchor.text))
        result.append(replace(anchor, nth=seen.count(seen[-1])))
    return result


@given(BOOKS.flatmap(lambda book: st.tuples(st.just(book), revisions(book))))
def test_what_survives_a_revision_keeps_its_id(case: tuple[list[tuple[str, str]], Book]) -> None:
    book, revised = case
    before = reidentify((), [passage(text, file) for file, text in book])
    known = register((), before)
    after = reidentify(known, counted(revised))
    for (number, _), anchor in zip(revised, after, strict=True):
        if number is None:
            assert anchor.id not in {known.id for known in before}
        else:
            assert anchor.id == before[number].id
            moved = anchor.file != before[number].file
            assert anchor.earlier == ((before[number].file,) if moved else ())
    assert len({anchor.id for anchor in after}) == len(after)
    gone = {anchor.id: anchor for anchor in register(known, after) if not anchor.file}
    assert gone.keys() == {anchor.id for anchor in before} - {anchor.id for anchor in after}
    assert all(gone[anchor.id].earlier == (anchor.file,) for anchor in before if anchor.id in gone)


@given(BOOKS.flatmap(lambda book: st.tuples(st.just(book), revisions(book))))
def test_a_second_build_changes_nothing(case: tuple[list[tuple[str, str]], Book]) -> None:
    book, revised = case
    known = register((), reidentify((), [passage(text, file) for file, text in book]))
    after = reidentify(known, counted(revised))
    once = register(known, after)
    assert reidentify(once, counted(revised)) == after
    assert register(once, after) == once


@given(BOOKS.flatmap(lambda book: st.tuples(st.just(book), revisions(book), revisions(book))))
@settings(max_examples=60)
def test_two_branches_merge(case: tuple[list[tuple[str, str]], Book, Book]) -> None:
    """The merged register holds the lines of both; what either branch added keeps the id it had there."""
    book, *branches = case
    base = reidentify((), [passage(text, file) for file, text in book])
    known = register((), base)
    registers, added = [set(known)], []
    for branch in branches:
        # Each branch keeps what there was and adds something.
        new = [anchor for number, anchor in branch if number is None]
        found = reidentify(known, [*map(without_id, base), *counted([(None, anchor) for anchor in new])])
        registers.append(set(register(known, found)))
        added += found[len(base) :]
    merged = sorted(set.union(*registers), key=lambda anchor: anchor.id)
    text = anchors_text(merged)
    now = [*map(without_id, base), *({anchor.text: without_id(anchor) for anchor in added}.values())]
    again = reidentify(merged, now)
    assert [anchor.id for anchor in again[: len(base)]] == [anchor.id for anchor in base]
    assert {anchor.id for anchor in again[len(base) :]} <= {anchor.id for anchor in added}
    assert text == anchors_text(merged)


def without_id(anchor: Anchor) -> Anchor:
    return replace(anchor, id="")


# -- what authors do ---------------------------------------------------------------------------------------------------

LONG = "Samenwerken vraagt om een gedeelde visie en om vertrouwen tussen de partners."


def test_ids_do_not_shift_when_a_paragraph_comes_in_front(write_publication: Write) -> None:
    root = write_publication({"een.md": f"# Een\n\n{LONG}\n\n-   punt een\n-   punt twee\n\n    met meer\n"})
    before = built(root)
    write_publication(
        {"een.md": f"# Een\n\nNieuw vooraan.\n\n{LONG}\n\n-   nul\n-   punt een\n-   punt twee\n\n    met meer\n"}
    )
    after = built(root)
    assert ids(before) == [id for at, id in enumerate(ids(after)) if at not in {0, 2}]
    assert before.passages[PurePosixPath("een.md")][0] is None


def test_equal_paragraphs_have_different_ids_and_keep_their_order(write_publication: Write) -> None:
    root = write_publication({"een.md": "# Een\n\nJa.\n\nJa.\n\nNee.\n\nJa.\n"})
    first = ids(built(root))
    assert len(set(first)) == 4
    assert ids(built(root)) == first


def test_a_small_item_may_lose_a_letter(write_publication: Write) -> None:
    root = write_publication({"een.md": "# Een\n\n-   Gedeelde visie\n-   Vertrouwen\n"})
    first = ids(built(root))
    write_publication({"een.md": "# Een\n\n-   Een gedeelde visie\n-   Vertrouwens\n"})
    assert ids(built(root)) == first


def test_another_text_in_the_same_place_is_another_paragraph(write_publication: Write) -> None:
    root = write_publication({"een.md": f"# Een\n\n{LONG}\n"})
    (first,) = ids(built(root))
    write_publication(
        {"een.md": "# Een\n\nOver de kosten van het vervoer is in dit onderzoek niets bekend geworden.\n"}
    )
    after = built(root)
    assert first not in ids(after)
    gone = next(anchor for anchor in after.anchors if anchor.id == first)
    assert (gone.file, gone.earlier, gone.text) == ("", ("een.md",), LONG)


def test_a_paragraph_that_comes_back_has_its_old_id(write_publication: Write) -> None:
    root = write_publication({"een.md": f"# Een\n\n{LONG}\n", "twee.md": "# Twee\n"})
    (first,) = ids(built(root))
    write_publication({"een.md": "# Een\n", "twee.md": "# Twee\n"})
    built(root)
    write_publication({"een.md": "# Een\n", "twee.md": f"# Twee\n\n{LONG}\n"})
    back = built(root)
    assert ids(back, "twee.md") == [first]
    assert next(anchor for anchor in back.anchors if anchor.id == first).earlier == ("een.md",)


def test_a_note_keeps_its_id_when_its_number_its_sentence_or_its_source_changes(write_publication: Write) -> None:
    sentence = "Het aantal kindcentra in ons land is de laatste jaren sterk gegroeid."
    source = f"# Een\n\n{sentence}[@jansen2020] Dat is veel.[@jansen2020]\n"
    root = write_publication({"een.md": source})
    before = built(root).notes
    write_publication(
        {"een.md": source.replace("Een\n\n", "Een\n\nVooraf.[@jansen2020]\n\n").replace("sterk", "zeer sterk")}
    )
    after = built(root).notes
    assert (after[2], after[3]) == (before[1], before[2])
    write_publication({"een.md": source.replace("[@jansen2020]", "[zie @jansen2020, p. 3]", 1)})
    assert built(root).notes == before
    assert len({*before.values(), *after.values()}) == 3


def test_a_footnote_is_known_by_its_words(write_publication: Write) -> None:
    root = write_publication({"een.md": "# Een\n\nTekst[^n] hier.\n\n[^n]: De noot heeft eigen woorden.\n"})
    built(root)
    assert [(a.text, a.before) for a in read_anchors(root) if a.kind == "note"] == [
        ("De noot heeft eigen woorden.", "Tekst")
    ]


# -- the file ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "1",
        '{"id": "abc"}',
        '{"id": "A B", "kind": "passage", "file": "een.md", "text": "x"}',
        '{"id": "abc", "kind": "x", "file": "een.md", "text": "x"}',
        '{"id": "abc", "kind": "passage", "file": "../een.md", "text": "x"}',
        '{"id": "abc", "kind": "passage", "file": "", "text": "x"}',
        '{"id": "abc", "kind": "passage", "file": "een.md", "text": 3}',
        '{"id": "abc", "kind": "passage", "file": "een.md", "text": "x", "earlier": 3}',
    ],
)
def test_a_line_that_is_not_one_of_ours_is_pointed_at(write_publication: Write, line: str) -> None:
    root = write_publication({"een.md": f"# Een\n\n{LONG}\n"})
    built(root)
    with (root / ANCHORS_FILE).open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(PublicationError, match=r"^alineas\.jsonl:2:1: dit is geen regel van het register"):
        load(root)


def test_git_merges_two_branches_that_both_revise(write_publication: Write, tmp_path: Path) -> None:
    """Without the attribute `merge=union` that this project sets, so with the marks of a conflict in the file."""
    program = shutil.which("git")
    if program is None:
        pytest.skip("git is hier niet geïnstalleerd")

    def git(*arguments: str) -> int:
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        return subprocess.run([program, *who, *arguments], cwd=tmp_path, capture_output=True, check=False).returncode

    def revise(*extra: str) -> list[str]:
        root = write_publication({"een.md": "# Een\n\n" + "\n\n".join([LONG, *extra]) + "\n"})
        found = ids(built(root))
        git("add", ".")
        git("commit", "-m", "x")
        return found

    ours, theirs = "Wat de een toevoegt staat hier.", "Wat de ander toevoegt staat daar."
    git("init", "-b", "main")
    revise()
    git("checkout", "-b", "ander")
    (_, added_there) = revise(theirs)
    git("checkout", "main")
    (first, added_here) = revise(ours)
    git("merge", "ander")
    assert "<<<<<<<" in (tmp_path / ANCHORS_FILE).read_text(encoding="utf-8")
    root = write_publication({"een.md": f"# Een\n\n{LONG}\n\n{ours}\n\n{theirs}\n"})
    assert ids(built(root)) == [first, added_here, added_there]
    assert "<<<<<<<" not in (root / ANCHORS_FILE).read_text(encoding="utf-8")
