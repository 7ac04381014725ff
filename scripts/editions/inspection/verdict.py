"""Whether a finished edition holds what the publication says, nothing less and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.editions.docx.bookmarks import label_of, reference
from scripts.editions.inspection.facts import EditionFacts, Flaw, words_of
from scripts.publication.citeproc import References
from scripts.publication.errors import PublicationError
from scripts.publication.leftovers import left_as_typed
from scripts.publication.model import Heading, Position, Publication


def verify(publication: Publication, references: References, name: str, facts: EditionFacts) -> None:
    """Raise PublicationError for the first difference, at the line of the chapter that it is about.

    `name` is that of the file that the facts were read from.
    """
    for problem in _problems(publication, references, facts):
        raise PublicationError(f"{name}: {problem.message}", problem.position)


def _problems(publication: Publication, references: References, facts: EditionFacts) -> Iterator[PublicationError]:
    yield from _notes(publication, references, facts)
    yield from _headings(publication, facts)
    for flaw in facts.flaws:
        yield _complaint(publication, flaw)
    text = " ".join([facts.text, *(note.text for note in facts.notes)])
    if mark := left_as_typed(text, publication, references):
        yield PublicationError(f"hier staat opmaak nog zoals zij getypt is (‘{mark}’)", _typed_at(publication, mark))
    if facts.pages == 0:
        yield PublicationError("er zijn geen bladzijden")


def _notes(publication: Publication, references: References, facts: EditionFacts) -> Iterator[PublicationError]:
    """The notes of the printed chapters, each with the number and the words of the register."""
    printed = {note.number: note.text for note in facts.notes}
    expected = [note for chapter in publication.chapters if chapter.printed for note in chapter.notes]
    for note in expected:
        if note.number not in printed:
            yield PublicationError(f"noot {note.number} ontbreekt", note.position)
        elif words_of(printed[note.number]) != words_of(references.notes[note.number].plain):
            yield PublicationError(f"noot {note.number} luidt anders dan in het register", note.position)
    for number in printed.keys() - {note.number for note in expected}:
        yield PublicationError(f"noot {number} staat niet in het register")


def _headings(publication: Publication, facts: EditionFacts) -> Iterator[PublicationError]:
    """The headings of the chapters in order, each with its number; those of the colophon come before."""
    chapters = (chapter for chapter in publication.chapters if chapter.printed and not chapter.is_title_page)
    found = iter([(level, words_of(text)) for level, text in facts.headings])
    for heading in (heading for chapter in chapters for heading in chapter.headings):
        if (heading.level, words_of(_shown(heading))) not in found:
            message = f"de kop ‘{_shown(heading)}’ ontbreekt of staat niet op zijn plaats"
            yield PublicationError(message, heading.position)


def _shown(heading: Heading) -> str:
    return f"{heading.number or ''} {heading.text}".strip()


def _complaint(publication: Publication, flaw: Flaw) -> PublicationError:
    messages = {
        "link": f"de verwijzing naar ‘{flaw.place}’ komt nergens uit",
        "font": f"het lettertype ‘{flaw.place}’ zit niet in het bestand",
        "picture": f"een beeld heeft geen alternatieve tekst ({flaw.place})",
    }
    position = _link_position(publication, flaw.place) if flaw.kind == "link" else None
    return PublicationError(messages[flaw.kind], position)


def _link_position(publication: Publication, id: str) -> Position | None:
    links = (link for chapter in publication.chapters if chapter.printed for link in chapter.links)
    return next((each.position for each in links if id in _names(each.target.partition("#")[2])), None)


def _typed_at(publication: Publication, mark: str) -> Position | None:
    """The first place in the printed chapters where a mark of markup was typed."""
    chapters = (chapter for chapter in publication.chapters if chapter.printed and mark in chapter.source)
    return next((chapter.position_at(chapter.source.index(mark)) for chapter in chapters), None)


def _names(id: str) -> tuple[str, ...]:
    """What a place with this id is called in the files: itself, and in Word the name of a bookmark."""
    return id, reference(id), reference(label_of(id))
