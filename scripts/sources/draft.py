"""A source on its way into the bibliography: entry type and fields as the .bib writes them, in plain Unicode.

Whatever form a source comes in, its reader makes a `Draft` with the functions here, so that all look alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from scripts.publication.localisation import langid
from scripts.publication.number_forms import bare_doi

_SPECIAL = re.compile(r"[&%#_$]")
_TAG = re.compile(r"<(/?)(i|em|b|strong|sub|sup|sc|span)\b[^>]*>", re.IGNORECASE)
_ITALIC = {"i", "em"}
_CAPITALISED = re.compile(r"(?<![\w{\\])[^\W\d_][\w'’-]*")
_SENTENCE_START = re.compile(r"(?:^|[:?!.–—]\s+|[\"“‘(]\s*)\Z")


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry without a key; `remarks` are Dutch lines about what its author has to look at."""

    type: str
    fields: Mapping[str, str]
    remarks: tuple[str, ...] = ()


def draft(type: str, fields: Mapping[str, str], remarks: Iterable[str] = ()) -> Draft:
    """A draft with the values (already escaped) on one line, in their usual form and without empty ones."""
    values = {name: " ".join(value.split()) for name, value in fields.items()}
    if "doi" in values:
        values["doi"] = bare_doi(values["doi"])
    if "pages" in values:
        values["pages"] = re.sub(r"(?<=\d)\s*[-–—−]+\s*(?=\w)", "--", values["pages"])
    if "langid" in values:
        typed = values["langid"].lower()
        values["langid"] = langid(typed) or typed
    if values.get("langid") == "english":
        values |= {name: _protected(values[name]) for name in ("title", "subtitle", "booktitle") if name in values}
    return Draft(type, {name: value for name, value in values.items() if value.strip("{} ")}, tuple(remarks))


def escaped(text: str) -> str:
    """Plain text as a value in a .bib file: what LaTeX gives a meaning of its own is escaped; italics stay."""
    pieces, at = [], 0
    for tag in _TAG.finditer(text):
        pieces += [_plain(text[at : tag.start()]), _markup(tag)]
        at = tag.end()
    value = "".join([*pieces, _plain(text[at:])])
    return value if value.count("{") == value.count("}") else _plain(_TAG.sub("", text))


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text.replace("{", "(").replace("}", ")").replace("\\", "/"))


def _markup(tag: re.Match[str]) -> str:
    if tag[2].lower() not in _ITALIC:
        return ""
    return "}" if tag[1] else r"\emph{"


def _protected(title: str) -> str:
    """An English title with braces around the capitals that citeproc would make small (all but those of sentences)."""

    def protect(match: re.Match[str]) -> str:
        word = match.group()
        starts = _SENTENCE_START.search(title, 0, match.start())
        keeps = word == word.lower() or (starts and word[1:] == word[1:].lower())
        return word if keeps else f"{{{word}}}"

    return title if "{" in title else _CAPITALISED.sub(protect, title)


def date(year: object, month: object = None, day: object = None) -> str:
    """A date as biblatex writes it, as far as it is known: '2019', '2019-03', '2019-03-01'."""
    found = re.search(r"\d{4}", str(year or ""))
    parts = [found.group()] if found else []
    for part, most in ((month, 12), (day, 31)):
        if not (parts and str(part or "").isdecimal() and 1 <= int(str(part)) <= most):
            break
        parts.append(f"{int(str(part)):02d}")
    return "-".join(parts)


def isbn(text: str) -> str:
    """The first of the numbers in an ISBN field."""
    return next(iter(re.findall(r"[0-9Xx][0-9Xx -]{8,}[0-9Xx]", text)), text)


def left_out(names: Iterable[str]) -> Iterator[str]:
    """A remark about what a source has more than a titelbeschrijving holds, if there is anything."""
    listed = ", ".join(sorted(set(names)))
    if listed:
        yield f"niet overgenomen: {listed}"
