"""Rules about the files of a publication as files: which there are, and whether they came through unharmed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.publication.model import Chapter, Position, Publication
from scripts.rules.engine import Problem, rule
from scripts.rules.reading import all_words, words

_MERGE_MARK = re.compile(r"^(?:<{7}|\|{7}|>{7})(?= \S)", re.MULTILINE)
# Control characters but tab and line feed, the second row of them (a sign of cp1252 read as latin-1), a stray BOM.
_UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffd]")


@rule("S201", "review")
def file_not_in_nav(publication: Publication) -> Iterator[Problem]:
    """Een bestand in docs/ staat niet in de nav van mkdocs.yml en komt dus in geen enkele uitgave.

    Hoort het er niet in, zeg dat dan met `not_in_nav`, `draft_docs` of `exclude_docs` in mkdocs.yml.

    Fout: `docs/06-conclusie.md` zonder regel in `nav`
    Goed: `- 06-conclusie.md` onder `nav`
    """
    known = {chapter.file for chapter in publication.chapters}
    for file in sorted(publication.files - known - publication.left_out):
        if file.suffix in {".md", ".markdown"}:
            yield Problem(Position(f"docs/{file}", 1), "dit bestand staat niet in de nav van mkdocs.yml")


@rule("S202", "review")
def chapter_without_text(publication: Publication) -> Iterator[Problem]:
    """Een hoofdstuk heeft een titel, maar geen tekst.

    Fout: een bestand met alleen `# Conclusie`
    Goed: zet de tekst erin, of haal het bestand uit de nav
    """
    for chapter in publication.chapters:
        blocks = [block for block in chapter.blocks if block["t"] not in {"Header", "RawBlock", "HorizontalRule"}]
        if chapter.headings and not blocks:
            yield Problem(chapter.headings[0].position, "onder deze titel staat geen tekst")


@rule("S203")
def damaged_text(publication: Publication) -> Iterator[Problem]:
    """Er staan tekens die bij het overnemen of bewaren van de tekst beschadigd zijn.

    Fout: `coÃ¶rdinatie`, `co�rdinatie` of een onzichtbaar besturingsteken
    Goed: `coördinatie`
    """
    for chapter in publication.chapters:
        for match in _UNREADABLE.finditer(chapter.source):
            code = f"U+{ord(match.group()):04X}"
            yield Problem(chapter.position_at(match.start()), f"onleesbaar teken ({code}) in de tekst")
    for word in all_words(publication):
        if (meant := _repaired(word.text)) and not _UNREADABLE.search(word.text):
            yield Problem(word.position(), f"‘{word.text}’ is verkeerd gecodeerd", meant)


@rule("S204")
def merge_mark(publication: Publication) -> Iterator[Problem]:
    """Er is een teken achtergebleven van een samenvoeging in Git waarin twee versies botsten.

    Fout: een regel met `<<<<<<< HEAD` of `>>>>>>> versie`
    Goed: kies een van de twee versies en verwijder de tekens
    """
    message = "teken van een onvoltooide samenvoeging; kies een van de twee versies"
    for chapter in publication.chapters:
        if marks := list(_MERGE_MARK.finditer(chapter.source)):
            lines = _lines_with_words(chapter)
            for match in marks:
                if (position := chapter.position_at(match.start())).line in lines:
                    yield Problem(position, message)
    bibliography = publication.bibliography
    file = bibliography.path.relative_to(publication.root).as_posix()
    for match in _MERGE_MARK.finditer(bibliography.source):
        yield Problem(Position(file, bibliography.source.count("\n", 0, match.start()) + 1), message)


def _lines_with_words(chapter: Chapter) -> set[int]:
    """The lines that are not code: a chapter may show how a merge mark looks."""
    return {chapter.position_at(word.start).line for word in words(chapter)}


def _repaired(word: str) -> str:
    """The word as it was before UTF-8 was read as Windows-1252; '' if that cannot have happened."""
    if word.isascii():
        return ""
    try:
        raw = b"".join(_byte(character) for character in word)
        meant = raw.decode("utf-8")
    except UnicodeError:
        return ""
    return meant if meant != word else ""


def _byte(character: str) -> bytes:
    # The five bytes that Windows-1252 leaves open are read as in Latin-1.
    return character.encode("latin-1" if character in "\x81\x8d\x8f\x90\x9d" else "cp1252")
