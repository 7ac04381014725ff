"""How the publication itself is cited: as APA (7th edition, in Dutch or English) has it, in BibTeX and in RIS.

The forms are those of a report in the Publication Manual of the American Psychological Association, section 10.4. In
Dutch a name's particle has a capital where no given name or initials stand in front of it: 'Van den Berg, D.'.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scripts.publication.bibliography import as_bibtex
from scripts.publication.entry_types import is_institution
from scripts.publication.localisation import iso_date, langid
from scripts.publication.model import Entry, Metadata, Position
from scripts.publication.people import Person, people, read_names
from scripts.publication.ris import plain, ris_record
from scripts.publication.slug import slugify
from scripts.publication.wording import wording

# A reference names up to twenty authors; of more, the first nineteen and the last one.
_MOST_AUTHORS = 20
_LATEX = {"\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_SPECIAL = re.compile(r"[&%$#_]")


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference as it stands in a list of references: what comes in front of the title, the title, what follows."""

    before: str
    title: str
    after: str

    @property
    def text(self) -> str:
        return self.before + self.title + self.after

    @property
    def html(self) -> str:
        before, title, after = (html.escape(part, quote=False) for part in (self.before, self.title, self.after))
        return f"{before}<em>{title}</em>{after}"


def apa(meta: Metadata, address: str | None = None) -> Reference:
    """The publication in a list of references: 'Van den Berg, D., & Wisse, R. (2023). *Titel*. Uitgever. https://…'.

    `address` is where it can be read, if not at the address that mkdocs.yml gives; '' for none.
    """
    year, title = f"({_year(meta)})", full_title(meta)
    names = _listed([_inverted(person, meta) for person in authors(meta)])
    by_itself = [] if not meta.publisher or meta.publisher in meta.authors else [_sentence(meta.publisher)]
    url = meta.site_url if address is None else address
    rest = [*by_itself, *([url] if url else [])]
    if not names:
        return Reference("", title, " ".join([f" {year}.", *rest]))
    end = "" if title.endswith((".", "?", "!")) else "."
    return Reference(f"{_sentence(names)} {year}. ", title, " ".join([end, *rest]) if rest else end)


def in_text(meta: Metadata) -> str:
    """What stands between parentheses behind a quotation, without the place: 'Van den Berg et al., 2023'."""
    persons = [_short(person, meta) for person in authors(meta)]
    names = persons[0] + " et al." if len(persons) > 2 else " & ".join(persons)
    return f"{names or meta.title}, {_year(meta)}"


def work_in_text(entry: Entry) -> str:
    """Another work as a sentence names it: 'Jansen (2020)', 'Jansen & van Dijk (2020)', 'Jansen et al. (2020)'."""
    named = people(entry)
    names = [person.name for person in named.persons] or [plain(entry.fields.get("title", entry.key))]
    short = f"{names[0]} et al." if len(names) > 2 or named.others else " & ".join(names)
    return f"{short} ({entry.year})" if entry.year else short


def entry(meta: Metadata) -> Entry:
    """The publication as an entry of a bibliography."""
    persons = authors(meta)
    first = slugify(persons[0].family if persons else meta.title).replace("-", "")
    fields = {
        "author": " and ".join(map(_as_bibtex_name, persons)),
        "title": _escaped(full_title(meta)),
        "date": iso_date(meta.date),
        "institution": _escaped(meta.publisher),
        "url": meta.site_url,
        "langid": langid(meta.lang),
    }
    known = {name: value for name, value in fields.items() if value}
    return Entry(f"{first}{iso_date(meta.date)[:4]}", "report", known, {}, Position("mkdocs.yml", 1))


def bibtex(meta: Metadata) -> str:
    """The publication as a BibTeX entry."""
    return as_bibtex(entry(meta))


def ris(meta: Metadata) -> str:
    """The publication as a RIS record."""
    return ris_record(entry(meta))


def own_references(meta: Metadata) -> Mapping[str, str]:
    """The files that describe the publication for reference managers: their content by name."""
    return {f"{meta.slug}.bib": bibtex(meta), f"{meta.slug}.ris": ris(meta)}


def full_title(meta: Metadata) -> str:
    """Title and subtitle."""
    if not meta.subtitle:
        return meta.title
    return f"{meta.title}{' ' if meta.title.endswith(('?', '!', '.')) else ': '}{meta.subtitle}"


def authors(meta: Metadata) -> list[Person]:
    """The authors as parts of names; one that is also the publisher, or is called so, is an institution."""
    return [person for name in meta.authors for person in _person(name, meta)]


def _person(name: str, meta: Metadata) -> Sequence[Person]:
    if name == meta.publisher or is_institution(name):
        return [Person(name, is_institution=True)]
    return read_names(name).persons


def _year(meta: Metadata) -> str:
    return iso_date(meta.date)[:4] or wording(meta.lang)["undated"]


def _short(person: Person, meta: Metadata) -> str:
    """The name without given names, as it begins a reference or stands between parentheses."""
    dutch = meta.lang.lower().startswith("nl")
    return person.name[:1].upper() + person.name[1:] if dutch and person.particle else person.name


def _inverted(person: Person, meta: Metadata) -> str:
    initials = _initials(person.given)
    return f"{_short(person, meta)}, {initials}" if initials else _short(person, meta)


def _initials(given: str) -> str:
    """'Marie-Louise E.R.' → 'M.-L. E. R.'."""
    parts = [part.split("-") for part in re.split(r"[\s.]+", given) if part.strip("-")]
    return " ".join("-".join(f"{piece[0].upper()}." for piece in part if piece) for part in parts)


def _listed(names: Sequence[str]) -> str:
    if len(names) > _MOST_AUTHORS:
        return ", ".join(names[: _MOST_AUTHORS - 1]) + f", … {names[-1]}"
    return ", & ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _as_bibtex_name(person: Person) -> str:
    name = _escaped(person.name)
    if person.is_institution:
        return f"{{{name}}}"
    return f"{name}, {_escaped(person.given)}" if person.given else f"{{{name}}}"


def _escaped(text: str) -> str:
    """Plain text as the value of a field."""
    return _SPECIAL.sub(r"\\\g<0>", "".join(_LATEX.get(character, character) for character in text))
