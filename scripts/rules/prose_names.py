"""Do the names in a sentence agree with the works that its note cites; and can that be told at all?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from scripts.publication.people import Person, words
from scripts.rules.misspelling import is_misspelling
from scripts.rules.prose_binding import Bound
from scripts.rules.prose_mentions import Mention, Name, ends_with
from scripts.rules.prose_works import Work, Works

Stance = Literal["agrees", "loosely", "differs"]
_DUTCH = {"", "dutch", "nl", "nederlands"}


def strangers(bound: Bound, works: Works) -> Iterator[Name]:
    """The names of a mention that are none of the cited works' names, where that can be told."""
    if (mention := bound.mention) is None:
        return
    agreeing = [name for name in mention.names if _best(name, bound.cited, works) != "differs"]
    strange = [name for name in mention.names if name not in agreeing]
    if not strange or any(respelt(name, bound, works) for name in strange):
        return
    if any(_same_family(name, person) for name in agreeing for work in bound.cited for person in work.persons):
        yield from _intruders(mention, bound, strange)
    elif not agreeing and _can_be_told(mention, bound, works):
        yield strange[0]


def any_agrees(mention: Mention, work: Work, works: Works) -> bool:
    """Whether one of the names is one of the work's."""
    return any(_stance(name, work, works) != "differs" for name in mention.names)


def respelt(name: Name, bound: Bound, works: Works) -> str:
    """The name as the cited work has it, if the sentence writes the same name in another way; otherwise ''."""
    if bound.mention is None or bound.distance == "sentence":
        return ""
    stance = _best(name, bound.cited, works)
    if stance == "loosely" and (bound.distance == "adjacent" or bound.mention.is_authorship):
        found = (p.name for work in bound.cited for p in work.persons if _lacks_particle(name, p, work))
        return _capital(next(found, ""))
    if stance == "differs" and not name.is_known:
        for person in (person for work in bound.cited for person in work.authors):
            if is_misspelling("".join(name.family), "".join(words(person.family))):
                return _capital(person.name)
    return ""


def shown_works(cited: Sequence[Work]) -> str:
    """The cited works by author and year, as in 'Jonkman e.a. (2022)'."""
    return "; ".join(map(_shown_work, cited[:3])) + (" en meer" if len(cited) > 3 else "")


def _shown_work(work: Work) -> str:
    names = [_capital(person.name) for person in work.authors]
    who = f"{names[0]} e.a." if names and (len(names) > 2 or work.others) else " en ".join(names)
    year = f" ({min(work.years)})" if work.years else ""
    return f"{who}{year}" if who else f"‘{work.entry.key}’"


# -- what can be told ----------------------------------------------------------------------------------------------


def _intruders(mention: Mention, bound: Bound, strange: list[Name]) -> Iterator[Name]:
    """Names in a list of authors of whom the others did write the cited work."""
    complete = all(work.persons and not work.others for work in bound.cited)
    near = bound.distance == "adjacent" or (bound.distance == "near" and (mention.years or bound.is_said_by))
    if complete and near and mention.people_only:
        yield from (name for name in strange if name.looks_personal)


def _can_be_told(mention: Mention, bound: Bound, works: Works) -> bool:
    """Whether names none of which agrees with the cited works are certainly meant as their authors."""
    cited, near = bound.cited, bound.distance != "sentence"
    if not all(work.authors for work in cited):
        return near and _written_by_exactly(mention, works)
    if not any(name.looks_personal for name in mention.names):
        told = all(work.tells_institution for work in cited)
        return told and near and bound.is_said_by and any(name.institution for name in mention.names)
    if mention.is_authorship:
        return near or bound.is_said_by or bool(mention.years)
    if not all(work.persons for work in cited):
        return near and (_written_by_exactly(mention, works) or _never_worked_there(mention, cited, works))
    if mention.years:
        return bound.distance == "adjacent" or mention.names[0].person
    if not all(name.person for name in mention.names) or any(work.others for work in cited):
        return False
    return bound.distance == "adjacent" or (near and bound.is_said_by)


def _written_by_exactly(mention: Mention, works: Works) -> bool:
    """Whether some entry has exactly these authors: two or more names are then no coincidence."""
    named = {name.family for name in mention.names}
    first = works.works_of.get(mention.names[0].family, ())
    return len(named) > 1 and any(named == {words(person.family) for person in work.persons} for work in first)


def _never_worked_there(mention: Mention, cited: Sequence[Work], works: Works) -> bool:
    """Whether these known authors have no work with the institutions that are the authors of the cited works."""
    if not all(name.person for name in mention.names):
        return False
    theirs = {work for name in mention.names for work in works.works_of.get(name.family, ())}
    makers = [words(person.name) for work in cited for person in work.authors if person.is_institution]
    return not any(
        works.same_institution(made, maker) for work in theirs for made in work.institutions for maker in makers
    )


# -- agreement -----------------------------------------------------------------------------------------------------


def _best(name: Name, cited: Sequence[Work], works: Works) -> Stance:
    stances = {_stance(name, work, works) for work in cited}
    return "agrees" if "agrees" in stances else "loosely" if "loosely" in stances else "differs"


def _stance(name: Name, work: Work, works: Works) -> Stance:
    alike = [person for person in work.everyone if _same_family(name, person)]
    if any(ends_with(name.particles, words(person.particle)) for person in alike):
        return "agrees"
    forms = {name.family, name.whole} - {()}
    if any(works.same_institution(form, known) for form in forms for known in work.institutions):
        return "agrees"
    if any(f" {' '.join(form)} " in work.about for form in forms):
        return "agrees"
    return "loosely" if alike else "differs"


def _same_family(name: Name, person: Person) -> bool:
    """Equal, or one of them a part of a double name: 'Verheijen' for 'Verheijen-Tiemstra'."""
    family = words(person.family)
    if not family:
        return False
    if name.family == family or name.whole[-len(family) :] == family:
        return True
    return len(family) > 1 and name.family in {family[:1], family[-1:]}


def _lacks_particle(name: Name, person: Person, work: Work) -> bool:
    # Other languages drop it ('Tocqueville'); Dutch does not.
    dutch = work.entry.fields.get("langid", "").lower() in _DUTCH
    return dutch and bool(person.particle) and _same_family(name, person)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
