"""Rules about the names in author and editor fields; only what is certainly not a name is reported."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.publication.entry_types import fields, is_institution, model
from scripts.publication.model import Bibliography, Entry
from scripts.publication.people import split_names
from scripts.rules.engine import Problem, rule

_INITIALS = r"(?:[^\W\d_]{1,2}\.[\s-]?)+"
_AND_OTHERS = re.compile(r"(?:^|[\s,])(?:et\.?\s*al|e\.\s?a|c\.\s?s)\.?(?:$|[,;])|^e\.?a\.?$", re.IGNORECASE)
_SWAPPED = re.compile(rf"\s*{_INITIALS}\s*,\s*[^\W\d_][^\W\d_'’-]{{2,}}.*")
_INITIALS_LAST = re.compile(rf"(?P<family>[^\W\d_][\w'’-]+(?:\s+[^\W\d_][\w'’-]+)*)\s+(?P<initials>{_INITIALS})\s*")
_HIDDEN = "▢"


def _names(bibliography: Bibliography) -> Iterator[tuple[Entry, str, str]]:
    """(entry, field, name) for each name that is not wholly in braces; what is in braces is hidden in the name."""
    for entry in bibliography.entries:
        for field in entry.fields.keys() & fields("names"):
            for name in split_names(entry.fields[field]):
                shown = _hidden(name)
                if shown.strip(_HIDDEN + " ") and "=" not in name:
                    yield entry, field, shown


def _hidden(name: str) -> str:
    """The name with everything in braces, and every LaTeX command, as one sign a character."""
    depth, shown = 0, []
    for character in re.sub(r"\\[a-zA-Z]+\s*|\\.", lambda m: _HIDDEN * len(m.group()), name):
        depth += (character == "{") - (character == "}")
        shown.append(_HIDDEN if depth or character == "}" else character)
    return "".join(shown)


@rule("B141")
def names_not_parted(bibliography: Bibliography) -> Iterator[Problem]:
    """Tussen twee namen staat geen ‘and’, zodat zij één naam worden.

    Ook een komma of puntkomma tussen personen en een ‘&’ of ‘en’ worden niet als scheiding gelezen.

    Fout: `author = {Kruiter, J., Studulski, F.}`
    Goed: `author = {Kruiter, J. and Studulski, F.}`
    """
    for entry, field, name in _names(bibliography):
        if not is_institution(name) and not _AND_OTHERS.search(name) and (sign := _wrong_separator(name)):
            yield Problem(
                entry.positions[field], f"in ‘{_restored(entry, field, name)}’ staat {sign}; zet ‘and’ tussen namen"
            )
    for entry in bibliography.entries:
        for field in entry.fields.keys() & fields("names"):
            if re.search(r"^and\s|\sand\s+and\s|\sand$", entry.fields[field].strip()):
                yield Problem(entry.positions[field], f"in ‘{field}’ ontbreekt een naam voor of achter ‘and’")


@rule("B142")
def typed_and_others(bibliography: Bibliography) -> Iterator[Problem]:
    """‘et al.’ of ‘e.a.’ staat als een naam getypt.

    ‘and others’ zegt hetzelfde; in de verwijzing komt dan wat de verwijsstijl ervoor heeft.

    Fout: `author = {Jonkman, H. and et al.}`
    Goed: `author = {Jonkman, H. and others}`
    """
    for entry, field, name in _names(bibliography):
        if match := _AND_OTHERS.search(name):
            typed = match.group().strip(" ,;")
            if not re.search(r",\s*$", name[: match.start() + 1]) or typed.islower():
                yield Problem(entry.positions[field], f"‘{typed}’ is geen naam", "and others")


@rule("B143")
def swapped_name(bibliography: Bibliography) -> Iterator[Problem]:
    """Voorletters staan op de plaats van de achternaam, of ‘jr.’ op de plaats van de voorletters.

    Voor de komma hoort de achternaam; zonder komma staat de achternaam achteraan.

    Fout: `author = {J., Kruiter}` of `author = {Kruiter J.A.}`
    Goed: `author = {Kruiter, J.}` en `author = {Kruiter, J.A.}`
    """
    for entry, field, name in _names(bibliography):
        if not is_institution(name) and not _AND_OTHERS.search(name):
            shown = _restored(entry, field, name)
            if suggestion := _unswapped(name, shown, entry.fields[field]):
                yield Problem(
                    entry.positions[field], f"in ‘{shown}’ staan achternaam en voorletters verkeerd", suggestion
                )


def _unswapped(name: str, shown: str, everyone: str) -> str:
    """The name in the right order; '' if nothing is certainly wrong with the order it has."""
    parts = [part.strip() for part in shown.split(",")]
    if len(parts) == 3 and _is_suffix(parts[2]):
        return f"{parts[0]}, {parts[2]}, {parts[1]}"
    if len(parts) == 2 and _SWAPPED.fullmatch(name):
        return f"{parts[1]}, {parts[0]}"
    last = _INITIALS_LAST.fullmatch(name)
    if last is None or _HIDDEN in name or _is_suffix(last["initials"]):
        return ""
    # 'Rishi T.' may be the whole name of one person; among names in another form it is not.
    others = [other for other in split_names(everyone) if other != shown]
    if last["initials"].count(".") > 1 or any("," in other or _INITIALS_LAST.fullmatch(other) for other in others):
        return f"{last['family']}, {last['initials'].strip()}"
    return ""


def _is_suffix(text: str) -> bool:
    return text.casefold().strip(". ") in model()["names"]["suffixes"]


@rule("B144", "review")
def particle_behind(bibliography: Bibliography) -> Iterator[Problem]:
    """Een tussenvoegsel staat achter de voorletters.

    Fout: `author = {Berg, A. van den}`
    Goed: `author = {van den Berg, A.}`
    """
    particles = set(model()["names"]["particles"])
    for entry, field, name in _names(bibliography):
        family, comma, given = name.partition(",")
        tokens = given.split()
        count = next((n for n, token in enumerate(reversed(tokens)) if token not in particles), len(tokens))
        if comma and count and "," not in given and not is_institution(name):
            particle, rest = " ".join(tokens[len(tokens) - count :]), " ".join(tokens[: len(tokens) - count])
            suggestion = f"{particle} {family.strip()}, {rest}".rstrip(", ")
            shown = suggestion if _HIDDEN not in suggestion else ""
            message = f"‘{particle}’ in ‘{_restored(entry, field, name)}’ hoort voor de achternaam"
            yield Problem(entry.positions[field], message, shown)


@rule("B145")
def institution_without_braces(bibliography: Bibliography) -> Iterator[Problem]:
    """Een organisatie staat zonder dubbele accolades, zodat haar naam als die van een persoon wordt gelezen.

    Fout: `author = {Inspectie van het Onderwijs}` (dat wordt ‘Onderwijs, I. van het’)
    Goed: `author = {{Inspectie van het Onderwijs}}`
    """
    for entry, field, name in _names(bibliography):
        if is_institution(name):
            shown = _restored(entry, field, name)
            yield Problem(
                entry.positions[field], f"organisatie ‘{shown}’ staat niet tussen dubbele accolades", f"{{{shown}}}"
            )


def _wrong_separator(name: str) -> str:
    """The sign that stands where 'and' is missing, in words; '' if there is none."""
    if ";" in name:
        return "een puntkomma"
    if match := re.search(r"\s(&|en|und|et|y|AND|And)\s", name):
        return f"‘{match.group(1)}’"
    parts = [part.strip() for part in name.split(",")]
    if len(parts) > 1 and not parts[-1]:
        return "een komma te veel"
    if len(parts) > 3 or (len(parts) == 3 and not _is_suffix(parts[1]) and not _is_suffix(parts[2])):
        return "een komma tussen personen"
    return ""


def _restored(entry: Entry, field: str, name: str) -> str:
    """The name as typed."""
    return next((typed for typed in split_names(entry.fields[field]) if _hidden(typed) == name), name)
