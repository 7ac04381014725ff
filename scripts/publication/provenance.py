"""Which page of the printed report each passage and each note comes from, and what has changed since.

The printed text (`printed`) and the chapters (`running_text`) are matched word by word; pages are never typed into the
chapters. So after a revision the pages follow from the words that are still there. Compared are words as they stand,
with their punctuation; only what typesetting does is undone: line breaks, the hyphens they made, numbers of notes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType

import yaml

from scripts.publication.citeproc import References
from scripts.publication.errors import PublicationError
from scripts.publication.matching import match_words
from scripts.publication.model import Position, Publication
from scripts.publication.printed import Furniture, PrintedNote, PrintedReport, PrintedWord, read_printed
from scripts.publication.running_text import RunningText, RunningWord, running_text
from scripts.publication.text_files import read_text


@dataclass(frozen=True, slots=True)
class PageStart:
    """A printed page begins in front of the word at `offset` in the source of chapter `file`."""

    page: int
    file: PurePosixPath
    offset: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of the printed report and the words that stand in their place now; one of the two may be empty."""

    printed: tuple[PrintedWord, ...]
    now: tuple[RunningWord, ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """The alignment of a publication with the printed report.

    `words` maps indexes in `printed.words` to indexes in `text.words`. `passages` holds, for each chapter file, the
    pages of each of its passages, ascending; none for a passage that the report does not have. `notes` holds the
    printed note of each note that stands where one stood in print.
    """

    printed: PrintedReport
    text: RunningText
    words: Mapping[int, int]
    passages: Mapping[PurePosixPath, tuple[tuple[int, ...], ...]]
    notes: Mapping[int, PrintedNote]
    page_starts: tuple[PageStart, ...]
    differences: tuple[Difference, ...]


# Of a publication that was never printed before.
UNPRINTED = Provenance(PrintedReport((), (), (), ()), RunningText((), ()), {}, {}, {}, (), ())


@dataclass(frozen=True, slots=True)
class Normalisation:
    """A note as printed and as the edition prints it now."""

    number: int
    printed: str
    now: str


def align(publication: Publication) -> Provenance:
    """Match the chapters with the printed report that mkdocs.yml names; if it names none, nothing has a page.

    Raises PublicationError if the report or the list of its furniture cannot be read.
    """
    if publication.metadata.provenance is None:
        return UNPRINTED
    printed = _read_report(publication, publication.metadata.provenance)
    text = running_text(publication)
    words = _match(printed, text)
    return Provenance(
        printed=printed,
        text=text,
        words=MappingProxyType(words),
        passages=MappingProxyType(_passages(publication, printed, text, words)),
        notes=MappingProxyType(_notes(printed, text, words)),
        page_starts=tuple(_page_starts(publication, printed, text, words)),
        differences=tuple(_differences(printed, text, words)),
    )


def page_markers(
    publication: Publication, provenance: Provenance | None = None
) -> Mapping[PurePosixPath, tuple[tuple[int, int], ...]]:
    """For each chapter file the (source offset, page number) of each printed page that begins in it, ascending.

    A page without words that the chapters still have gets no marker, every other page gets one. `provenance` spares
    the work of aligning once more.
    """
    markers: dict[PurePosixPath, list[tuple[int, int]]] = {}
    for start in (provenance or align(publication)).page_starts:
        markers.setdefault(start.file, []).append((start.offset, start.page))
    return {file: tuple(found) for file, found in markers.items()}


def normalisations(
    publication: Publication, references: References, provenance: Provenance | None = None
) -> tuple[Normalisation, ...]:
    """The notes whose printed form differs from the one of this edition, in the order of the notes."""
    notes = (provenance or align(publication)).notes
    pairs = ((number, notes[number].text, references.notes[number].plain) for number in sorted(notes))
    return tuple(Normalisation(number, printed, now) for number, printed, now in pairs if printed != now)


# -- reading -------------------------------------------------------------------------------------------------------


def _read_report(publication: Publication, path: Path) -> PrintedReport:
    file = path.relative_to(publication.root).as_posix()
    text = read_text(path, file).text
    furniture_path = path.with_suffix(".yml")
    furniture_file = PurePosixPath(file).with_suffix(".yml").as_posix()
    furniture = _read_furniture(furniture_path, furniture_file) if furniture_path.is_file() else []
    try:
        return read_printed(text, furniture, publication.metadata.first_page)
    except ValueError as error:
        message = f"‘{' '.join(str(error).split())}’ staat niet op de genoemde bladzijde van {file}"
        raise PublicationError(message, Position(furniture_file, 1)) from error


def _read_furniture(path: Path, file: str) -> list[Furniture]:
    """The list next to the report: items with `pages`, the `text` that each of these holds, and a `reason`."""
    try:
        items = yaml.safe_load(read_text(path, file).text) or []
        return [Furniture(int(page), str(item["text"])) for item in items for page in item["pages"]]
    except yaml.YAMLError as error:
        raise PublicationError("geen geldige YAML", Position(file, 1)) from error
    except (KeyError, TypeError, ValueError) as error:
        message = "hier hoort een lijst te staan met bij elk punt ‘pages’, ‘text’ en ‘reason’"
        raise PublicationError(message, Position(file, 1)) from error


# -- matching ------------------------------------------------------------------------------------------------------


def _match(printed: PrintedReport, text: RunningText) -> dict[int, int]:
    known = {word.text for word in text.words}
    before = [_as_typed(word, known) for word in printed.words]
    words = dict(match_words(before, [word.text for word in text.words]))
    words.update(_made_numbers(before, text, words))
    return dict(sorted(words.items()))


def _made_numbers(before: list[str], text: RunningText, words: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """What is a made number now and had a full stop or a colon in print: '3.' in front of a heading, 'Figuur 2.1:'."""
    printed_at = {index: place for place, index in words.items()}
    for index, word in enumerate(text.words[:-1]):
        if word.start is None and index not in printed_at and index + 1 in printed_at:
            place = printed_at[index + 1] - 1
            if place >= 0 and place not in words and before[place].rstrip(".:") == word.text:
                yield place, index


def _as_typed(word: PrintedWord, known: set[str]) -> str:
    """The word as the chapters write it, if a line break left two ways."""
    return word.unbroken if word.unbroken in known and word.text not in known else word.text


# -- what follows from it ------------------------------------------------------------------------------------------


def _passages(
    publication: Publication, printed: PrintedReport, text: RunningText, words: Mapping[int, int]
) -> dict[PurePosixPath, tuple[tuple[int, ...], ...]]:
    pages = {chapter.file: [set[int]() for _ in chapter.passages] for chapter in publication.chapters}
    for place, index in words.items():
        word = text.words[index]
        if word.start is not None:
            pages[word.file][word.passage].add(printed.words[place].page)
    return {file: tuple(tuple(sorted(found)) for found in passages) for file, passages in pages.items()}


def _notes(printed: PrintedReport, text: RunningText, words: Mapping[int, int]) -> dict[int, PrintedNote]:
    """A note is a printed one if it stands behind the same word, or else in front of the same word."""
    notes = {note.number: note for note in printed.notes}
    by_word: dict[int, list[int]] = {}
    for stands in text.markers:
        by_word.setdefault(stands.word, []).append(stands.number)
    found: dict[int, PrintedNote] = {}
    for marker in printed.markers:
        places = (words.get(marker.word), words.get(marker.word + 1, 0) - 1)
        here = next((by_word[place] for place in places if place is not None and by_word.get(place)), None)
        if here:
            found[here.pop(0)] = notes[marker.number]
    return found


def _page_starts(
    publication: Publication, printed: PrintedReport, text: RunningText, words: Mapping[int, int]
) -> Iterator[PageStart]:
    """The first word of each page that is typed in a chapter, not in a caption: that is inside an image's brackets."""
    kinds = {chapter.file: [passage.kind for passage in chapter.passages] for chapter in publication.chapters}
    last: int | None = None
    for place, index in words.items():
        page, word = printed.words[place].page, text.words[index]
        if page != last and word.start is not None and kinds[word.file][word.passage] != "caption":
            yield PageStart(page, word.file, word.start)
            last = page


def _differences(printed: PrintedReport, text: RunningText, words: Mapping[int, int]) -> Iterator[Difference]:
    """The gaps between matched words, in order."""
    at_printed, at_text = 0, 0
    for place, index in [*words.items(), (len(printed.words), len(text.words))]:
        if place > at_printed or index > at_text:
            yield Difference(printed.words[at_printed:place], text.words[at_text:index])
        at_printed, at_text = place + 1, index + 1
