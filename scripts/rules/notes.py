"""Rules about footnotes with words of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.publication.ast import stringify
from scripts.publication.model import Note, Passage, Position, Publication
from scripts.publication.note_definitions import definitions
from scripts.rules.engine import Problem, rule
from scripts.rules.reading import ReadWord, all_words, is_escaped, passages

_MARKER = re.compile(r"\[\^([^\]\s]*)(\]?)")
_IBID = re.compile(
    r"(?<![\w‘“'\"„])(?:ibid(?:em)?\b|(?:op|loc)\.\s?cit\b|a\.w\.|t\.a\.p\.|o\.c\.|idem\b(?=\W*(?:\Z|,\s*(?:p|blz|pag)\b)))",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"<?(?:https?://|www\.)\S+")
# What a note's number may stand behind: the end of a sentence or of a word that is not a unit of measure.
_BEFORE_NUMBER = r"(?:[.,;:!?)”’»]|(?<!\w)(?!\w*meter)\w*[^\W\d_]{4})"
_ENDS_IN_NUMBER = re.compile(r"[\d⁰¹²³⁴-⁹\]^][.,;:!?)”’]*\Z")
_SUPERSCRIPT = re.compile(rf"{_BEFORE_NUMBER}(?P<number>[¹²³⁰⁴-⁹]{{1,3}}|\^\d{{1,3}}\^)(?=[.,;:!?)”’]*\Z)")
_BRACKETED = re.compile(rf"(?:{_BEFORE_NUMBER}|\A)(?P<number>\[\d{{1,3}}\])(?=[.,;:!?)”’]*\Z)")
_RAISED = re.compile(rf"{_BEFORE_NUMBER}(?P<number><sup>\s*\d{{1,3}}\s*</sup>)")


@rule("N101")
def missing_definition(publication: Publication) -> Iterator[Problem]:
    """Een noot wordt aangeroepen, maar de tekst van de noot ontbreekt.

    Fout: `Zie de toelichting.[^toelichting]`
    Goed: dezelfde regel, met onderaan het bestand `[^toelichting]: De tekst van de noot.`
    """
    labels = {chapter.file: {label for label, *_ in definitions(chapter.source)} for chapter in publication.chapters}
    for word in all_words(publication):
        for match in _MARKER.finditer(word.text) if "[^" in word.text else ():
            source = word.chapter.source
            if not source.startswith(word.text, word.start) or is_escaped(source, word.start + match.start()):
                continue
            place = word.position(match.start())
            if not match.group(2):
                yield Problem(place, f"noot ‘{match.group()}’ is niet te lezen: een label is één woord tussen [^ en ]")
            elif match.group(1) in labels[word.chapter.file]:
                yield Problem(place, f"noot ‘{match.group()}’ staat waar geen noot kan staan, zoals in een andere noot")
            else:
                yield Problem(place, f"noot ‘{match.group()}’ wordt nergens in dit bestand beschreven")


@rule("N102")
def unused_definition(publication: Publication) -> Iterator[Problem]:
    """De tekst van een noot staat er, maar niets roept de noot aan.

    Fout: `[^toelichting]: …` zonder `[^toelichting]` in de tekst
    Goed: verwijder de noottekst, of zet `[^toelichting]` op zijn plaats in de zin
    """
    for position, message in publication.warnings:
        if match := re.match(r"Note with key '(.+)' defined at .* but not used", message):
            yield Problem(position, f"noottekst ‘[^{match.group(1)}]’ wordt nergens aangeroepen")


@rule("N103")
def duplicate_label(publication: Publication) -> Iterator[Problem]:
    """Twee noten hebben hetzelfde label, zodat een van beide teksten verloren gaat.

    Labels gelden per bestand: hetzelfde label in een ander hoofdstuk mag.

    Fout: twee keer `[^toelichting]: …`
    Goed: `[^toelichting]: …` en `[^toelichting-wet]: …`
    """
    for position, message in publication.warnings:
        if match := re.match(r"Duplicate note reference '(.+)' at", message):
            yield Problem(position, f"label ‘[^{match.group(1)}]’ wordt in dit bestand twee keer beschreven")


@rule("N104")
def empty_note(publication: Publication) -> Iterator[Problem]:
    """Een noot heeft geen tekst.

    Fout: `[^toelichting]:` zonder woorden erachter
    Goed: `[^toelichting]: De tekst van de noot.`
    """
    for note in publication.notes:
        if not note.clusters and not stringify(note.blocks):
            yield Problem(note.position, f"noot {note.number} is leeg")


@rule("N105")
def typed_ibid(publication: Publication) -> Iterator[Problem]:
    """Er staat getypt ‘ibid.’, ‘op. cit.’, ‘a.w.’ of ‘idem’ in plaats van een bronsleutel.

    Zodra er een noot tussen komt, wijst zo’n woord naar het verkeerde werk.

    Fout: `[^toelichting]: Ibid., p. 12.`
    Goed: `[@kruiter2019, p. 12]`
    """
    for chapter in publication.chapters:
        for passage, note in passages(chapter):
            for match in _IBID.finditer(passage.text):
                at = _place(passage, match.start())
                if at is not None and (note or passage.text[: match.start()].endswith("(")):
                    message = f"getypt ‘{match.group()}’; noem het werk met zijn bronsleutel"
                    yield Problem(chapter.position_at(at), message)
        for citation in (citation for note in chapter.notes for citation in note.citations):
            if typed := _IBID.search(citation.prefix) or _IBID.search(citation.suffix):
                message = f"getypt ‘{typed.group()}’ bij een bronsleutel; de sleutel is genoeg"
                yield Problem(citation.position, message)


@rule("N106", "review")
def bare_address(publication: Publication) -> Iterator[Problem]:
    """Een noot bestaat alleen uit een webadres.

    Een adres zonder auteur, titel en datum is geen bron: beschrijf het werk in de bibliografie.

    Fout: `[^site]: https://www.cbs.nl/cijfers`
    Goed: `[@cbs2022]`, met de titelbeschrijving in de bibliografie
    """
    for note in publication.notes:
        if not note.clusters and note.is_commentary and _ADDRESS.fullmatch(stringify(note.blocks)):
            yield Problem(_begin(note), "noot met alleen een webadres; maak er een titelbeschrijving van")


@rule("N107", "review")
def typed_number(publication: Publication) -> Iterator[Problem]:
    """Een nootcijfer lijkt getypt te zijn.

    Noten worden geteld; een getypt cijfer hoort bij geen enkele noot.

    Fout: `Dat blijkt uit onderzoek.¹²`, `onderzoek.[12]`, `onderzoek.^12^` of `onderzoek.<sup>12</sup>`
    Goed: `Dat blijkt uit onderzoek.[@kruiter2019]`
    """
    for word in all_words(publication):
        if word.note or not _ENDS_IN_NUMBER.search(word.text) or word.is_address:
            continue
        number, offset = _typed_number(word)
        if number:
            yield Problem(word.position(offset), f"getypt nootcijfer ‘{number}’; zet hier de bronsleutel of het label")


def _typed_number(word: ReadWord) -> tuple[str, int]:
    if match := _SUPERSCRIPT.search(word.text) or _BRACKETED.search(word.text):
        in_source = word.chapter.source.startswith(word.text, word.start)
        return (match["number"], match.start("number")) if in_source else ("", 0)
    typed = word.chapter.source[word.start : word.start + len(word.text) + len("<sup></sup>")]
    match = _RAISED.search(typed)
    return (match["number"], 0) if match else ("", 0)


def _place(passage: Passage, offset: int) -> int | None:
    """The place in the source of a character of a passage; None in code."""
    for word in passage.words:
        if word.offset <= offset < word.offset + len(word.text) and word.start is not None and not word.code:
            return word.start + offset - word.offset
    return None


def _begin(note: Note) -> Position:
    first = next((passage.position for passage in note.passages), None)
    return first or note.position
