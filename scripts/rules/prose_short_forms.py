"""Rules about short forms in sentences and notes: '(Jansen, 2018)', 'Taskforce (2017)', 'Sardes whitepaper'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scripts.publication.model import Position, Publication
from scripts.publication.people import words
from scripts.rules.engine import Problem, rule
from scripts.rules.prose_binding import bound_notes
from scripts.rules.prose_mentions import Mention, Name, ends_with, mentions, phrase_at
from scripts.rules.prose_text import ProseText, Sentence, Token, longest, phrases, texts, tokenize
from scripts.rules.prose_works import Work, Works

_HAS_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d")
# A footnote of so many words can be nothing but a short form.
_SHORT_NOTE = 8


@rule("C204", "review")
def unknown_short_form(publication: Publication) -> Iterator[Problem]:
    """Een korte vorm van een bron, zoals ‘(Jansen, 2018)’, hoort bij geen enkele titelbeschrijving.

    De lezer kan het werk dan nergens vinden. Een werk van dezelfde auteur uit een ander jaar is misschien bedoeld.

    Fout: `Dat blijkt ook elders (Pietersen & De Bruin, 2018).` zonder titelbeschrijving van dat werk
    Goed: `Dat blijkt ook elders.[@pietersen2018]`
    """
    for form in _short_forms(publication):
        if not form.works and form.is_certain:
            yield Problem(form.position, f"‘{form.text}’ hoort bij geen titelbeschrijving{form.other}", form.suggestion)


@rule("C205", "review")
def ambiguous_short_form(publication: Publication) -> Iterator[Problem]:
    """Een korte vorm van een bron hoort bij meer dan één titelbeschrijving.

    Fout: een noot `Jansen (2018).` bij twee werken van Jansen uit 2018
    Goed: een noot met de sleutel, `[@jansen2018b]`
    """
    for form in _short_forms(publication):
        if len(form.works) > 1:
            keys = " of ".join(f"@{work.entry.key}" for work in form.works[:3])
            yield Problem(form.position, f"‘{form.text}’ kan {len(form.works)} werken betekenen: {keys}")


@rule("C206", "review")
def typed_short_form(publication: Publication) -> Iterator[Problem]:
    """Een noot typt de korte vorm van een bron, waar een bronsleutel kan staan.

    Alleen wat met een sleutel wordt aangehaald, komt volledig in de noot en in de literatuurlijst.

    Fout: `[^toelichting]: Zie Jansen (2018).`
    Goed: `[^toelichting]: Zie [@jansen2018].`
    """
    for form in _short_forms(publication):
        if form.in_note and len(form.works) == 1:
            key = form.works[0].entry.key
            yield Problem(
                form.position, f"de noot typt ‘{form.text}’; met een bronsleutel komt het werk in de lijst", f"[@{key}]"
            )


@dataclass(frozen=True)
class _ShortForm:
    """A short form, the works that it can mean, and whether it is certainly meant as one."""

    text: str
    position: Position
    works: tuple[Work, ...]
    in_note: bool
    is_certain: bool = False
    others: tuple[Work, ...] = ()

    @property
    def other(self) -> str:
        """What works there are by the same authors from another year, as the end of a message."""
        found = sorted({year for work in self.others for year in work.years})
        return f"; wel is er een werk uit {' en '.join(found[:3])}" if found else ""

    @property
    def suggestion(self) -> str:
        return f"@{self.others[0].entry.key}" if len(self.others) == 1 else ""


@lru_cache(maxsize=1)
def _short_forms(publication: Publication) -> tuple[_ShortForm, ...]:
    bounds, works = bound_notes(publication)
    # What the note behind it cites is compared with these names already (C201, C202).
    judged = {(bound.sentence.text.passage.position, b.start) for bound in bounds if (b := bound.mention)}
    return tuple(form for text in texts(publication) for form in _in_text(text, works, judged))


_Judged = set[tuple[Position, int]]


def _in_text(text: ProseText, works: Works, judged: _Judged) -> Iterator[_ShortForm]:
    if _HAS_YEAR.search(text.passage.text):
        for sentence in text.sentences():
            if _HAS_YEAR.search(text.shown, sentence.start, sentence.end):
                yield from _in_sentence(sentence, works, judged)
    elif text.note and not text.note.clusters and len(text.passage.words) <= _SHORT_NOTE:
        yield from _in_short_note(text, works)


# -- with a year ---------------------------------------------------------------------------------------------------


def _in_sentence(sentence: Sentence, works: Works, judged: _Judged) -> Iterator[_ShortForm]:
    text = sentence.text
    for mention in mentions(sentence.tokens, works):
        alone = mention.years and (text.passage.position, mention.start) not in judged
        if alone and (form := _form(sentence.tokens, mention, text)):
            fitting = [work for year, _ in mention.years for work in _fitting(mention, year, works)]
            if form == "narrative" and not fitting and not _names_authors(mention, works):
                continue
            yield _ShortForm(
                text=_shown(sentence, mention),
                position=text.position(mention.start),
                works=tuple(_not_settled(dict.fromkeys(fitting), mention, text, works)),
                in_note=text.note is not None and not _cites(text, fitting),
                is_certain=not fitting and _is_author(mention) and not _published(mention, works),
                others=tuple(work for work in _fitting(mention, "", works) if _is_whole(mention, work)),
            )


def _form(tokens: Sequence[Token], mention: Mention, text: ProseText) -> str:
    """'narrative' for 'Jansen (2018)', 'piece' for one of '(Jansen, 2018; Bos, 2019)' or of a note, '' for neither."""
    start = _behind_lead_ins(tokens, mention.first)
    before = tokens[start - 1].text if start else ""
    behind = tokens[mention.last].text if mention.last < len(tokens) else ""
    opened = before == "(" or (before == ";" and mention.in_parentheses)
    if opened and behind in {")", ";", ",", ":"}:
        return "piece"
    # In a note a semicolon between two works is often missing.
    run_on = behind[:1].isupper() and tokens[mention.last - 1].text != ")"
    if text.note and (before in {"", ";", "."} or before.isdigit()) and (behind in {"", ";", ".", ")"} or run_on):
        return "piece"
    return "narrative" if tokens[mention.last - 1].text == ")" else ""


def _behind_lead_ins(tokens: Sequence[Token], index: int) -> int:
    """The index of the first of the words like 'zie ook' in front of a mention."""
    for count in range(min(longest("lead_ins"), index), 0, -1):
        if phrase_at(tokens, index - count, "lead_ins") == index:
            return index - count
    return index


def _names_authors(mention: Mention, works: Works) -> bool:
    """Whether names with a year in parentheses behind them are certainly authors: any proper name can have a year."""
    if mention.is_authorship or mention.names[0].person:
        return True
    return any(_is_an_author(name, work) for name in mention.names for work in works.works_of.get(name.family, ()))


def _is_author(mention: Mention) -> bool:
    """Whether names that no entry has can be an author's at all: not a place, a law or a long name."""
    if mention.is_authorship or any(name.is_known for name in mention.names):
        return True
    no_authors, ends = phrases("not_authors"), tuple(phrases("not_author_ends"))
    for name in mention.names:
        spaced = " ".join(name.whole)
        if spaced in no_authors or name.whole[0] in no_authors or name.whole[-1].endswith(ends):
            return False
        if name.whole != name.family and not name.particles:
            return False
    # 'Agenda 2030', 'PISA 2018' are names; 'Jansen, 2018' is not.
    return mention.years[0][1] - mention.names[-1].end == 2


def _published(mention: Mention, works: Works) -> bool:
    """Whether an institution published something in that year: 'Sardes (2019)' may be a work by its people."""
    years = {year[:4] for year, _ in mention.years}
    return any(years & work.years for name in mention.names for work in _known_works(name, works))


def _known_works(name: Name, works: Works) -> list[Work]:
    same = [n for n in works.institutions.get(name.whole[0], ()) if works.same_institution(name.whole, n)]
    forms = dict.fromkeys([name.family, name.whole, *same])
    return [work for form in forms for work in works.works_of.get(form, ())]


def _fitting(mention: Mention, year: str, works: Works) -> list[Work]:
    """The works by these authors from that year (from any year if `year` is empty); best fits only."""
    found = []
    for work in dict.fromkeys(_known_works(mention.names[0], works)):
        in_year = not year or year[:4] in work.years
        if in_year and _is_an_author(mention.names[0], work) and _all_wrote(mention, work):
            found.append(work)
    exact = [work for work in found if len(work.authors) == len(mention.names) and not work.others]
    return exact if exact and not mention.group else found


def _is_whole(mention: Mention, work: Work) -> bool:
    return mention.group or len(work.authors) == len(mention.names)


def _all_wrote(mention: Mention, work: Work) -> bool:
    if mention.group and len(work.authors) < 2 and not work.others:
        return False
    return work.others or all(_is_an_author(name, work) for name in mention.names[1:])


def _is_an_author(name: Name, work: Work) -> bool:
    for person in work.authors:
        family = words(person.family)
        if family == name.family and ends_with(name.particles, words(person.particle)):
            return True
        if person.is_institution and family[: len(name.whole)] == name.whole:
            return True
    return False


def _not_settled(fitting: dict[Work, None], mention: Mention, text: ProseText, works: Works) -> list[Work]:
    """The works a form can mean; none if the letter of '2018a' or the notes around it settle which one it is."""
    found = list(fitting)
    if len(found) < 2:
        return found
    if len(mention.years) > 1 or not mention.years[0][0].isdigit():
        return []
    cited = works.publication.cited_in
    near = {c.key for marker in text.markers for c in marker.citations}
    settled = any(work.entry.key in near for work in found) or sum(work.entry.key in cited for work in found) == 1
    return [] if settled else found


def _cites(text: ProseText, found: Sequence[Work]) -> bool:
    keys = {citation.key for citation in text.note.citations} if text.note else set()
    return any(work.entry.key in keys for work in found)


def _shown(sentence: Sentence, mention: Mention) -> str:
    return sentence.text.shown[mention.start : mention.end].strip()


# -- without a year ------------------------------------------------------------------------------------------------


def _in_short_note(text: ProseText, works: Works) -> Iterator[_ShortForm]:
    """The pieces of a footnote that is nothing but short forms: 'Sardes whitepaper, taskforce'."""
    tokens = tokenize(text.shown)
    pieces: list[list[Token]] = [[]]
    for token in tokens:
        if token.text in {",", ";", "."}:
            pieces.append([])
        else:
            pieces[-1].append(token)
    for piece in (piece for piece in pieces if piece and all(token.kind == "word" for token in piece)):
        start = next((at for at in range(len(piece)) if phrase_at(piece, at, "lead_ins") == at), len(piece))
        wanted = words(" ".join(token.text for token in piece[start:]))
        if wanted and (found := [work for work in works.by_key.values() if _calls(wanted, work)]):
            shown = text.shown[piece[start].start : piece[-1].end]
            yield _ShortForm(shown, text.position(piece[start].start), tuple(found), in_note=True)


def _calls(wanted: Sequence[str], work: Work) -> bool:
    """Whether these words, a name among them, are all words of the entry; or part of its title."""
    if len(wanted) > 2 and f" {' '.join(wanted)} " in f" {' '.join(words(work.entry.fields.get('title', '')))} ":
        return True
    makers = {name[0] for name in work.institutions} | {words(p.family)[-1] for p in work.authors if words(p.family)}
    bag = {word for person in work.authors for word in words(person.name)}
    bag |= {word for name in work.institutions for word in name}
    return any(word in makers for word in wanted) and all(word in bag or f" {word} " in work.about for word in wanted)
