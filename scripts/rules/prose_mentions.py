"""Where a sentence names the authors of a work: 'Van der Berg', 'Jansen, Bos en De Wit (2019)', 'het CPB'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from scripts.publication.people import words
from scripts.rules.prose_text import Token, longest, phrases
from scripts.rules.prose_works import Words, Works

_YEAR = re.compile(r"(1[5-9]|20)\d\d[a-z]?$")
_MOST_NAMES = 12


@dataclass(frozen=True, slots=True)
class Name:
    """One name as it stands in the sentence: its family name, the particles in front of it, and the whole of it."""

    family: Words
    particles: Words
    whole: Words
    text: str
    start: int
    end: int
    institution: bool = False
    person: bool = False

    @property
    def is_known(self) -> bool:
        return self.institution or self.person

    @property
    def looks_personal(self) -> bool:
        """One word with small letters in it (or known as a family name): not 'CPB', not 'Nationaal Programma'."""
        return self.person or (not self.institution and len(self.whole) <= 3 and not self.text[1:].isupper())


@dataclass(frozen=True, slots=True)
class Mention:
    """Names that belong together, with 'en collega’s' (`group`) and the years (text, offset) behind them.

    `first` and `last` are indices into the sentence's tokens; `last` is behind the mention.
    """

    names: tuple[Name, ...]
    start: int
    end: int
    group: bool = False
    ampersand: bool = False
    years: tuple[tuple[str, int], ...] = field(default=())
    first: int = 0
    last: int = 0
    in_parentheses: bool = False

    @property
    def is_authorship(self) -> bool:
        """Whether its form alone says that these are authors, known or not."""
        return self.group or self.ampersand

    @property
    def people_only(self) -> bool:
        return all(name.looks_personal for name in self.names)


def mentions(tokens: Sequence[Token], works: Works) -> list[Mention]:
    """The names in a sentence, in order."""
    reader = _Reader(tokens, works)
    found, index = [], 0
    while index < len(tokens):
        mention = reader.mention(index)
        if mention:
            found.append(mention)
        index = mention.last if mention else index + 1
    return found


def phrase_at(tokens: Sequence[Token], index: int, name: str) -> int:
    """The index behind the longest phrase of a list of prose.yml that starts at `index`; `index` if none does."""
    known = phrases(name)
    for count in range(min(longest(name), len(tokens) - index), 0, -1):
        if " ".join(token.low for token in tokens[index : index + count]) in known:
            return index + count
    return index


class _Reader:
    def __init__(self, tokens: Sequence[Token], works: Works) -> None:
        self.tokens = tokens
        self.works = works
        self.joins = phrases("joins")
        self.particles = phrases("particles")
        self.no_names = phrases("not_names")

    def mention(self, index: int) -> Mention | None:
        read = self.name(index)
        if read is None:
            return None
        names, at, ampersand = [read[0]], self.behind_initials(read[1]), False
        while len(names) < _MOST_NAMES and (following := self.join(at)):
            read = self.name(following)
            if read is None:
                break
            ampersand = ampersand or any(token.text == "&" for token in self.tokens[at:following])
            names.append(read[0])
            at = self.behind_initials(read[1])
        comma = at + 1 if self.mark(at, ",") else at
        behind = phrase_at(self.tokens, comma, "group")
        group = behind > comma
        at = behind if group else at
        years, at = self.years(at)
        end = self.tokens[at - 1].end
        opened = sum({"(": 1, ")": -1}.get(token.text, 0) for token in self.tokens[:index]) > 0
        return Mention(tuple(names), names[0].start, end, group, ampersand, tuple(years), index, at, opened)

    def mark(self, index: int, text: str) -> bool:
        return index < len(self.tokens) and self.tokens[index].text == text

    def join(self, index: int) -> int:
        """The index behind ',', 'en', '&' or ', en'; 0 if there is none of these."""
        at = index + 1 if self.mark(index, ",") else index
        if at < len(self.tokens) and self.tokens[at].low in self.joins:
            at += 1
        return at if at > index else 0

    def behind_initials(self, index: int) -> int:
        """Behind ', J.A.' or ', J. van der', where a name is written that way."""
        at = index + 1 if self.mark(index, ",") else index
        if at >= len(self.tokens) or self.tokens[at].kind != "initials":
            return index
        at += 1
        last = behind = at + 1 if self.mark(at, ",") else at
        while (
            last < len(self.tokens) and self.tokens[last].low in self.particles and self.tokens[last].text[0].islower()
        ):
            last += 1
        ended = last >= len(self.tokens) or not self.tokens[last].is_capital
        return last if last > behind and ended else at

    # -- one name --------------------------------------------------------------------------------------------------

    def name(self, index: int) -> tuple[Name, int] | None:
        """The name that starts at a token, and the index behind it."""
        if index >= len(self.tokens) or not self.can_start(self.tokens[index]):
            return None
        if institution := self.institution(index):
            return institution
        start = index
        while start < len(self.tokens) and self.tokens[start].kind == "initials":
            start += 1
        core = self.behind_particles(start)
        if core >= len(self.tokens) or not self.tokens[core].is_capital:
            return None
        if core > index and (institution := self.institution(core)):
            return institution
        end, family_start = self.run(core)
        if end == core:
            return None
        return self.made(start, core, family_start, end), end

    def can_start(self, token: Token) -> bool:
        """Whether a name can start with the token: most words of a text are soon passed over."""
        if token.kind == "word":
            return token.is_capital or token.low in self.particles or token.low in self.works.institutions
        return token.kind == "initials"

    def behind_particles(self, index: int) -> int:
        at = index
        while at < len(self.tokens) and self.tokens[at].kind == "word" and self.tokens[at].low in self.particles:
            at += 1
        return at

    def run(self, core: int) -> tuple[int, int]:
        """(index behind the words with capitals, index of the family name among them)."""
        known = self.family_at(core)
        if known > core:
            return known, core
        if self.tokens[core].low in self.no_names:
            return core, core
        at, family = core + 1, core
        while at < len(self.tokens):
            following = self.behind_particles(at)
            if following >= len(self.tokens) or not self.tokens[following].is_capital or not self.close(at):
                break
            if self.tokens[following].low in self.no_names:
                break
            family = following
            at = max(self.family_at(following), following + 1)
        return at, family

    def close(self, index: int) -> bool:
        """Whether the token follows the one in front of it after one space."""
        return self.tokens[index].start == self.tokens[index - 1].end + 1

    def family_at(self, index: int) -> int:
        """The index behind a known family name of one or more words, `index` if there is none."""
        for count in range(min(5, len(self.tokens) - index), 0, -1):
            if any(form in self.works.families for form in self.forms(index, index + count)):
                return index + count
        return index

    def forms(self, start: int, end: int) -> list[Words]:
        """The words of some tokens, and the same without the s of a possessive."""
        if any(token.kind not in {"word", "initials"} for token in self.tokens[start:end]):
            return []
        plain = words(" ".join(token.text for token in self.tokens[start:end]))
        if not plain:
            return []
        stem = re.sub(r"(?:'s|s|')$", "", plain[-1])
        return [plain, (*plain[:-1], stem)] if len(stem) > 1 and stem != plain[-1] else [plain]

    def institution(self, index: int) -> tuple[Name, int] | None:
        """The longest known institution at a token; at least one of its words has a capital."""
        first = words(self.tokens[index].text)
        candidates = (
            [n for form in self.forms(index, index + 1) for n in self.works.institutions.get(form[0], ())]
            if first
            else []
        )
        for known in sorted(set(candidates), key=lambda name: (-len(name), name)):
            at = index
            # A token may hold several words ('Verwey-Jonker').
            while at < len(self.tokens) and len(words(" ".join(t.text for t in self.tokens[index:at]))) < len(known):
                at += 1
            stretch = self.tokens[index:at]
            if known in self.forms(index, at) and any(token.is_capital for token in stretch):
                text = " ".join(token.text for token in stretch)
                return Name(known, (), known, text, stretch[0].start, stretch[-1].end, institution=True), at
        return None

    def made(self, start: int, core: int, family_start: int, end: int) -> Name:
        first = core if family_start == core else self.particles_before(family_start, core)
        before = self.tokens[(start if family_start == core else first) : family_start]
        particles = tuple(token.low.strip("'") for token in before if token.kind == "word")
        forms = self.forms(family_start, end) or [words(self.tokens[family_start].text)]
        family = next((form for form in forms if form in self.works.families), forms[0])
        person = any(ends_with(particles, words(someone.particle)) for someone in self.works.families.get(family, ()))
        shown = self.tokens[self.shown_from(start, core, family) : end]
        text = " ".join(token.text for token in shown)
        whole = words(" ".join(token.text for token in self.tokens[core:end]))
        return Name(family, particles, whole, text, shown[0].start, shown[-1].end, person=person)

    def particles_before(self, family: int, core: int) -> int:
        at = family
        while at > core and self.tokens[at - 1].low in self.particles:
            at -= 1
        return at

    def shown_from(self, start: int, core: int, family: Words) -> int:
        """Where the name begins for a reader: at its particle, not at the 'van' of 'onderzoek van Jansen'."""
        capital = next((index for index in range(start, core) if self.tokens[index].is_capital), core)
        if capital == 0:
            # 'De Graaf' or 'De Onderwijsraad'? An author of that name tells.
            particles = tuple(token.low for token in self.tokens[capital:core])
            known = self.works.families.get(family, ())
            return capital if any(words(someone.particle) == particles for someone in known) else core
        return capital

    # -- years -----------------------------------------------------------------------------------------------------

    def years(self, index: int) -> tuple[list[tuple[str, int]], int]:
        """The years that belong to the names in front of `index`, and the index behind them."""
        at = index
        if self.mark(at, "("):
            at += 1
            if at < len(self.tokens) and self.tokens[at].low in {"uit", "in"}:
                at += 1
            found, at = self.year_list(at)
            while found and at < len(self.tokens) and at < index + 12 and self.tokens[at].text not in ")(;":
                at += 1
            return (found, at + 1) if found and self.mark(at, ")") else ([], index)
        if at < len(self.tokens) and (self.tokens[at].text == "," or self.tokens[at].low == "uit"):
            at += 1
        found, behind = self.year_list(at)
        return (found, behind) if found else ([], index)

    def year_list(self, index: int) -> tuple[list[tuple[str, int]], int]:
        found, at = [], index
        while at < len(self.tokens) and _YEAR.match(self.tokens[at].text):
            found.append((self.tokens[at].text, self.tokens[at].start))
            at += 1
            if at + 1 < len(self.tokens) and self.tokens[at].text in ",;/&–-" and _YEAR.match(self.tokens[at + 1].text):
                at += 1
        return found, at


def ends_with(particles: Words, wanted: Words) -> bool:
    """Whether the particles of a name in a sentence can be those of an author: 'onderzoek van Van der Raad'."""
    return not wanted or particles[-len(wanted) :] == wanted
