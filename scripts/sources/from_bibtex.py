"""Sources as BibTeX or biblatex: the fields stay, their names, types and letters become those of the house."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from pathlib import Path

import latexcodec  # noqa: F401 - registers the codec 'ulatex'

from scripts.publication.bibliography import parse_bibliography
from scripts.publication.entry_types import fields as fields_of
from scripts.publication.entry_types import is_institution, known_fields, model
from scripts.publication.people import read_names, split_names
from scripts.sources.draft import Draft, date, draft, left_out
from scripts.sources.names import institution, names, person
from scripts.sources.unreadable import UnreadableSourceError

_TYPES = {
    "techreport": "report",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "electronic": "online",
    "www": "online",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Of use to the program that exported them, or too long for a bibliography.
_NOT_KEPT = {"abstract", "file", "keywords", "note", "annote", "timestamp", "owner", "month"}
# A letter with an accent (\"u, \"{u}, \'{\i}) or one with a name (\o, \o{}), with or without braces around it.
_ACCENTED = r"\\(?:[`'^\"~=.]|[cvuHrkbdt](?![a-zA-Z]))\s*(?:\{\\?[a-zA-Z]\}|\\?[a-zA-Z])"
_NAMED = r"\\(?:ss|o|O|l|L|aa|AA|ae|AE|oe|OE)(?![a-zA-Z])(?:\{\})?"
_LETTER = re.compile(rf"\{{(?:{_ACCENTED}|{_NAMED})\}}|{_ACCENTED}|{_NAMED}")


def read_bibtex(text: str) -> list[Draft]:
    """The drafts of a BibTeX text; what cannot be read in it is refused as a whole."""
    bibliography = parse_bibliography(Path("bron.bib"), "bron", text)
    broken = next((p for p in bibliography.problems if p.kind in {"syntax", "cycle"}), None)
    if broken:
        raise UnreadableSourceError(f"regel {broken.position.line}: {broken.message}")
    return [_draft(entry.type, entry.fields) for entry in bibliography.entries]


def _draft(type: str, raw: Mapping[str, str]) -> Draft:
    same = model()["same_field"] | {"year": "year"}
    known = {same.get(name, name): value for name, value in raw.items() if name not in _NOT_KEPT}
    kept = {name: value for name, value in known.items() if name in known_fields()}
    year = kept.pop("year", "")
    if year and "date" not in kept:
        kept["date"] = date(year, _month(raw.get("month", ""))) or year
    values = {name: _value(name, value) for name, value in kept.items()}
    dropped = [name for name in raw if same.get(name, name) not in {*kept, "year", "month"}]
    return draft(_TYPES.get(type, type), values, left_out(dropped))


def _month(typed: str) -> str:
    name = typed[:3].lower()
    return str(_MONTHS.index(name) + 1) if name in _MONTHS else typed


def _value(name: str, value: str) -> str:
    if name in fields_of("verbatim"):
        return re.sub(r"\\([&%#_$~])", r"\1", value)
    return names(map(_name, split_names(_unicode(value)))) if name in fields_of("names") else _unicode(value)


def _name(name: str) -> str:
    """The name as it is, but for an institution without braces and a particle at the wrong end."""
    if "{" in name or "=" in name or name.lower() == "others":
        return name
    if is_institution(name) or is_institution(name.partition(",")[0]):
        return institution(name)
    people = read_names(name).persons
    return person(people[0].family, people[0].given, people[0].particle) if name.count(",") < 2 and people else name


def _unicode(value: str) -> str:
    """The value with LaTeX's letters and accents as characters; what else LaTeX means something by stays."""
    return _LETTER.sub(_character, value) if "\\" in value else value


def _character(match: re.Match[str]) -> str:
    without_dots = re.sub(r"\\([ij])(?![a-zA-Z])", r"\1", match.group())
    return re.sub(r"[{}]", "", codecs.decode(without_dots.encode("ascii"), "latex"))
