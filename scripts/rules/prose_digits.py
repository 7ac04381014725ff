"""A rule about note numbers that stayed behind as digits, stuck to the word or the year in front of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from scripts.publication.model import Publication
from scripts.publication.people import comparable
from scripts.rules.engine import Problem, rule
from scripts.rules.prose_text import ProseText, Token, phrases, texts, tokenize

_YEAR_AND_DIGITS = re.compile(r"((?:19|20)\d\d)(\d{1,3})$")
_WORD_AND_DIGITS = re.compile(r"([^\W\d_](?:[^\W\d_]|[-’'])*[^\W\d_])([1-9]\d{0,2})$")
_CANDIDATE = re.compile(r"[^\W\d_]\d{1,3}\b|\b(?:19|20)\d{3,5}\b")
_SHORTEST_WORD = 5
# So far from the number that the next note would have, digits behind a year can be a note's number.
_OFF = 3
# In front of any number, so that only its value can tell.
_WEAK = {"in", "van", "tot", "vanaf", "&"}


@rule("C203", "review")
def stuck_digits(publication: Publication) -> Iterator[Problem]:
    """Een nootcijfer is als gewone cijfers aan een jaartal of woord blijven plakken.

    Dat gebeurt bij het overnemen van tekst uit een PDF of Word-bestand; de noot zelf is dan weg.

    Fout: `Onderzoek van Jansen uit 201938 laat dat zien.`
    Goed: `Onderzoek van Jansen uit 2019[@jansen2019] laat dat zien.`
    """
    running = [text for text in texts(publication) if text.note is None]
    candidates = [(text, token) for text in running for token in _ending_in_digits(text)]
    if not candidates:
        return
    plain = Counter(token.low for text in running for token in tokenize(text.shown) if token.kind == "word")
    lost = 0
    for text, token in candidates:
        stuck = _behind_year(text, token, lost) or _behind_word(text, token, plain, lost)
        if stuck:
            lost += 1
            kept, digits = stuck
            message = f"‘{token.text}’: is ‘{digits}’ een nootcijfer dat aan ‘{kept}’ is blijven plakken?"
            yield Problem(text.position(token.start), message, kept)


def _next_numbers(text: ProseText, token: Token, lost: int) -> tuple[int, int]:
    """The number that a note at this place would have, counted over the publication and from the chapter's start."""
    notes = text.chapter.notes
    in_chapter = bisect_left([note.start for note in notes], text.offset(token.start)) + lost + 1
    return in_chapter + (notes[0].number - 1 if notes else 0), in_chapter


def _ending_in_digits(text: ProseText) -> list[Token]:
    if not _CANDIDATE.search(text.passage.text):
        return []
    found = (token for token in tokenize(text.shown) if token.kind in {"word", "number"})
    return [
        t for t in found if t.text[-1].isdigit() and (_YEAR_AND_DIGITS.match(t.text) or _WORD_AND_DIGITS.match(t.text))
    ]


def _behind_year(text: ProseText, token: Token, lost: int) -> tuple[str, str] | None:
    match = _YEAR_AND_DIGITS.match(token.text)
    if match is None:
        return None
    before, behind = _around(tokenize(text.shown), token)
    if before not in phrases("before_year") or (behind[:1].isalnum() and behind not in phrases("behind_year")):
        return None
    following = _next_numbers(text, token, lost)
    if before in _WEAK and not any(abs(int(match.group(2)) - number) <= _OFF for number in following):
        return None
    return match.group(1), match.group(2)


def _around(tokens: Sequence[Token], token: Token) -> tuple[str, str]:
    """The comparable words in front of and behind a token; '' where there is none."""
    index = next(index for index, other in enumerate(tokens) if other.start == token.start)
    before = tokens[index - 1].low if index else ""
    return before, tokens[index + 1].low if index + 1 < len(tokens) else ""


def _behind_word(text: ProseText, token: Token, plain: Counter[str], lost: int) -> tuple[str, str] | None:
    """A word that the publication has without digits too, once with digits that are just the next note's number."""
    match = _WORD_AND_DIGITS.match(token.text)
    if match is None or len(match.group(1)) < _SHORTEST_WORD or not match.group(1)[1:].islower():
        return None
    word, digits = match.groups()
    known = plain[comparable(word)] > 0 and plain[token.low] == 1
    return (word, digits) if known and int(digits) == _next_numbers(text, token, lost)[0] else None
