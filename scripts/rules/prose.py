"""Rules about sentences that name another author or year than the note right behind them cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scripts.publication.model import Publication
from scripts.publication.people import words
from scripts.rules.engine import Problem, rule
from scripts.rules.prose_binding import Bound, bound_notes
from scripts.rules.prose_names import any_agrees, respelt, shown_works, strangers
from scripts.rules.prose_text import Token, phrases
from scripts.rules.prose_works import Work, Works

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
# A publication named this many words before the note can still be what the note cites.
_NEAR_WORK = 4


@rule("C201", "review")
def other_name(publication: Publication) -> Iterator[Problem]:
    """De zin noemt een andere auteur of instelling dan de noot erachter aanhaalt.

    Een lezer die de noot volgt, komt bij het verkeerde werk uit. Alleen een naam die zeker een auteur of instelling is,
    vlak voor de noot, wordt vergeleken; bij ‘zie ook’ en dergelijke niets.

    Fout: `Uit onderzoek van Pietersen en collega’s[@jansen2020] blijkt dat niet.`
    Goed: `Uit onderzoek van Jansen en collega’s[@jansen2020] blijkt dat niet.`
    """
    bounds, works = bound_notes(publication)
    for bound in bounds:
        for name in strangers(bound, works):
            cited = shown_works(bound.cited)
            yield Problem(
                bound.position(name.start), f"de zin noemt ‘{name.text}’, maar de noot erachter citeert {cited}"
            )


@rule("C202", "review")
def other_year(publication: Publication) -> Iterator[Problem]:
    """De zin noemt een ander jaar dan dat van het werk in de noot erachter.

    Fout: `Onderzoek van Jansen uit 2018[@jansen2020] laat dat zien.`
    Goed: `Onderzoek van Jansen uit 2020[@jansen2020] laat dat zien.`
    """
    bounds, works = bound_notes(publication)
    for bound in bounds:
        cited = _meant(bound, works)
        known = {year for work in cited for year in work.years}
        claimed = _claimed_years(bound, cited)
        if not known or any(year in known or f" {year} " in work.about for year, _ in claimed for work in cited):
            continue
        for year, offset in claimed[:1]:
            message = f"de zin noemt het jaar {year}, maar de noot erachter citeert {shown_works(cited)}"
            yield Problem(bound.position(offset), message, _of_that_year(cited, year, works))


@rule("C207", "review")
def other_spelling(publication: Publication) -> Iterator[Problem]:
    """De zin schrijft een naam anders dan de titelbeschrijving van het werk in de noot erachter.

    Er ontbreekt een tussenvoegsel, of letters zijn verwisseld; een van beide plaatsen is dan onjuist.

    Fout: `Volgens het CBP[@cpb2017] kost dat tijd.`
    Goed: `Volgens het CPB[@cpb2017] kost dat tijd.`
    """
    bounds, works = bound_notes(publication)
    for bound in bounds:
        for name in bound.mention.names if bound.mention else ():
            if right := respelt(name, bound, works):
                message = f"de zin schrijft ‘{name.text}’, de titelbeschrijving van de noot erachter ‘{right}’"
                yield Problem(bound.position(name.start), message, right)


# -- years ---------------------------------------------------------------------------------------------------------


def _meant(bound: Bound, works: Works) -> Sequence[Work]:
    """The cited works that the names in the sentence are about; all of them when it names nobody."""
    if bound.mention is None:
        return bound.cited
    return [work for work in bound.cited if any_agrees(bound.mention, work, works)]


def _claimed_years(bound: Bound, cited: Sequence[Work]) -> list[tuple[str, int]]:
    """The years, with their offsets, that the sentence gives to the cited work."""
    mention = bound.mention
    if mention is not None and mention.years and cited:
        return [(year[:4], offset) for year, offset in mention.years]
    tokens = bound.sentence.tokens
    if mention is not None and cited and bound.distance == "adjacent":
        found = _year_of_saying(tokens[: mention.first], tokens[mention.last :])
        if found:
            return [(found.text, found.start)]
    until = [token for token in tokens if token.end <= bound.marker.offset]
    if mention is None or bound.distance == "sentence":
        found = _year_of_work(until[-_NEAR_WORK - 3 :])
    else:
        found = _year_of_work(tokens[max(0, mention.first - 4) : mention.first])
    return [(found.text, found.start)] if found else []


def _year_of_saying(before: Sequence[Token], behind: Sequence[Token]) -> Token | None:
    """The year in 'stelde in 2018' behind a name, or in 'In 2018 stelde de …' in front of it."""
    says = phrases("says")
    in_front = list(before[:-1] if before and before[-1].low in {"de", "het", "the"} else before)[-3:]
    match [token.low for token in in_front]:
        case ["in", year, verb] if verb in says and _YEAR.match(year):
            return in_front[1]
    match [token.low for token in behind[:4]]:
        case [verb, "in", year, *_] if verb in says and _YEAR.match(year):
            return behind[2]
        case [verb, _, "in", year] if verb in says and _YEAR.match(year):
            return behind[3]
    return None


def _year_of_work(tokens: Sequence[Token]) -> Token | None:
    """The year in 'onderzoek uit 2018' or 'studie (2018)'."""
    for index in range(len(tokens) - 3, -1, -1):
        noun, link, year = tokens[index : index + 3]
        if noun.low in phrases("works") and link.text in {"uit", "("} and _YEAR.match(year.text):
            return year
    return None


def _of_that_year(cited: Sequence[Work], year: str, works: Works) -> str:
    """The key of a work by the same first author from the year that the sentence gives."""
    for work in cited:
        for person in work.authors[:1]:
            same = (w for w in works.works_of.get(words(person.family), ()) if year in w.years)
            if other := next(same, None):
                return f"@{other.entry.key}"
    return ""
