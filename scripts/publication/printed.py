"""The printed report as pages, words and notes, read from the text that was extracted from its PDF.

The only module that knows how such an extraction looks; found by reading one, as there is no standard for it:

* A page starts with a line that begins with a space behind a line that is not blank (what is left of a form feed), or
  with its printed number, alone on a line behind three blank lines.
* The notes of a page stand behind a line of spaces only, the rule above them. Each starts with its number; the numbers
  go on over the pages. In the text the number of a note is glued to the word in front of it, or follows a space.
* Behind the notes come the addresses of the page's links once more.
* Lines end in a space. One that ends in a hyphen was broken there: the hyphen may belong to the word or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

_RULE = re.compile(r" {20,}$")
_CLOSING = r"[.,;:!?)\]’”»]*"
_ADDRESS = re.compile(r"https?://\S+$")
# What a place may cost where a note's number could stand: '85' in 'uitgewisseld.85', '2019 85', '10-85', ' 85'.
_GLUED, _BEHIND_DIGIT, _BEHIND_SENTENCE, _UNLIKELY, _ABSENT = 0, 1, 1, 3, 10


@dataclass(frozen=True, slots=True)
class PrintedWord:
    """A word of the running text; `unbroken` is the word without the hyphen at which a line was broken, if one was."""

    text: str
    page: int
    unbroken: str | None = None


@dataclass(frozen=True, slots=True)
class PrintedMarker:
    """Where a note's number stands: in or directly behind a word, with `behind` characters of the word after it."""

    number: int
    word: int
    behind: int


@dataclass(frozen=True, slots=True)
class PrintedNote:
    """A footnote as printed, without its number, its lines joined."""

    number: int
    text: str
    page: int


@dataclass(frozen=True, slots=True)
class Furniture:
    """Words that a page holds besides running text and notes."""

    page: int
    text: str


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """The running text in reading order, the notes, and all that is neither."""

    words: tuple[PrintedWord, ...]
    markers: tuple[PrintedMarker, ...]
    notes: tuple[PrintedNote, ...]
    furniture: tuple[Furniture, ...]


@dataclass(slots=True)
class _Page:
    number: int
    lines: list[str] = field(default_factory=list)
    words: list[PrintedWord] = field(default_factory=list)
    notes: list[PrintedNote] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Place:
    """A word of a page that may carry the number of a note: `before` and `after` are what is left of the word."""

    number: int
    word: int
    before: str
    after: str
    cost: int


def read_printed(text: str, furniture: Sequence[Furniture] = (), first_page: int = 1) -> PrintedReport:
    """Read an extraction whose first line is on page `first_page`.

    `furniture` names further words to leave out, for each page in reading order; ValueError, with those words, if a
    page does not have them.
    """
    pages = list(_pages(text.split("\n"), first_page))
    for page in pages:
        _read_notes(page)
    _read_words(pages)
    for page in pages:
        _leave_out(page, [item.text for item in furniture if item.page == page.number])
    words: list[PrintedWord] = []
    markers: list[PrintedMarker] = []
    for page in pages:
        _take_markers(page, words, markers)
    notes = tuple(note for page in pages for note in page.notes)
    return PrintedReport(tuple(words), tuple(markers), notes, tuple(item for page in pages for item in page.furniture))


# -- pages ---------------------------------------------------------------------------------------------------------


def _pages(lines: Sequence[str], first_page: int) -> Iterator[_Page]:
    page = _Page(first_page)
    for index, line in enumerate(lines):
        if (number := _printed_number(lines, index)) is not None and number > page.number:
            yield page
            page = _Page(number, furniture=[Furniture(number, line.strip())])
            continue
        if line.startswith(" ") and line.strip() and index and lines[index - 1].strip():
            yield page
            page = _Page(page.number + 1)
        page.lines.append(line)
    yield page


def _printed_number(lines: Sequence[str], index: int) -> int | None:
    alone = (
        index >= 3 and lines[index].strip().isdecimal() and not any(line.strip() for line in lines[index - 3 : index])
    )
    return int(lines[index]) if alone else None


# -- notes ---------------------------------------------------------------------------------------------------------


def _read_notes(page: _Page) -> None:
    """Move what stands behind the rule from the page's lines to its notes."""
    rule = next((index for index, line in enumerate(page.lines) if _RULE.match(line)), len(page.lines))
    lines = page.lines[rule + 1 :]
    del page.lines[rule:]
    notes: list[tuple[int, list[str]]] = []
    ended = False
    for line in lines:
        start = re.match(r"(\d+) (?=\S)", line)
        if ended and _ADDRESS.match(line):
            page.furniture.append(Furniture(page.number, line))
        elif start and (not notes or int(start.group(1)) == notes[-1][0] + 1):
            notes.append((int(start.group(1)), [line[start.end() :]]))
        elif line.strip():
            (notes[-1][1] if notes else page.lines).append(line)
        ended = ended or not line.strip()
    page.notes = [PrintedNote(number, _joined(content), page.number) for number, content in notes]


def _joined(lines: Iterable[str]) -> str:
    text = "".join(line if line.endswith("-") else f"{line} " for line in lines)
    return " ".join(text.split())


# -- words ---------------------------------------------------------------------------------------------------------


def _read_words(pages: Iterable[_Page]) -> None:
    """Split the lines that are left into words; a word that was broken at a line's end belongs to its first page."""
    last: list[PrintedWord] = []
    broken = False
    for page in pages:
        for line in filter(str.strip, page.lines):
            words = [PrintedWord(word, page.number) for word in line.split()]
            if broken:
                start, rest = last[-1], words.pop(0).text
                last[-1] = PrintedWord(start.text + rest, start.page, start.text.removesuffix("-") + rest)
            page.words.extend(words)
            last = page.words if words else last
            broken = line.endswith("-") and len(line.split()[-1]) > 1


def _leave_out(page: _Page, texts: Iterable[str]) -> None:
    """Take the words of each text out of the page, each behind the one before."""
    at = 0
    for text in texts:
        wanted = text.split()
        have = [word.text for word in page.words]
        at = next((i for i in range(at, len(have)) if have[i : i + len(wanted)] == wanted), -1)
        if at < 0:
            raise ValueError(text)
        del page.words[at : at + len(wanted)]
        page.furniture.append(Furniture(page.number, text))


# -- markers -------------------------------------------------------------------------------------------------------


def _take_markers(page: _Page, words: list[PrintedWord], markers: list[PrintedMarker]) -> None:
    """Add the page's words to `words`, without the numbers of its notes, and these to `markers`."""
    options = [list(_places(page.words, note.number)) for note in page.notes]
    chosen = {place.word: place for place in _cheapest(options)}
    for index, word in enumerate(page.words):
        place = chosen.get(index)
        if place is None:
            words.append(word)
            continue
        text = place.before + place.after
        if place.before:
            words.append(PrintedWord(text, word.page, word.unbroken and word.unbroken.replace(word.text, text)))
        else:
            words[-1] = PrintedWord(words[-1].text + text, words[-1].page, words[-1].unbroken)
        markers.append(PrintedMarker(place.number, len(words) - 1, len(place.after)))


def _places(words: Sequence[PrintedWord], number: int) -> Iterator[_Place]:
    marked = re.compile(rf"(.*?)({number})({_CLOSING})$")
    for index, word in enumerate(words):
        match = marked.match(word.text)
        if match is None:
            continue
        before, _, after = match.groups()
        if before:
            cost = _BEHIND_DIGIT if before[-1].isdigit() else _UNLIKELY if before[-1] in "-–" else _GLUED
        elif index:
            cost = _UNLIKELY if words[index - 1].text[-1].isalnum() else _BEHIND_SENTENCE
        else:
            continue
        yield _Place(number, index, before, after, cost)


def _cheapest(options: Iterable[Sequence[_Place]]) -> tuple[_Place, ...]:
    """For each note one of its places, in ascending order and at the least cost; a note may do without."""
    chains: dict[int, tuple[int, tuple[_Place, ...]]] = {-1: (0, ())}
    for places in options:
        longer = {word: (cost + _ABSENT, chain) for word, (cost, chain) in chains.items()}
        for place in places:
            cost, chain = min((chains[word] for word in chains if word < place.word), key=lambda found: found[0])
            if place.word not in longer or cost + place.cost < longer[place.word][0]:
                longer[place.word] = (cost + place.cost, (*chain, place))
        chains = longer
    return min(chains.values(), key=lambda found: found[0])[1]
