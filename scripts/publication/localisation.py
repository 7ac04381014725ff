"""The publication's language and date in the forms that the editions need: BCP 47 tags, shown dates, timestamps."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, format_skeleton

_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_LANGIDS = {"nl": "dutch", "en": "english", "de": "german", "fr": "french", "es": "spanish", "it": "italian"}
# The year of files whose publication has no date: a constant, so that builds on two days are equal.
_UNDATED = 2000


def language_tag(lang: str) -> str:
    """The tag with its region, which word processors ask for: 'nl' → 'nl-NL', 'nl-BE' as it is."""
    if "-" in lang:
        return lang
    likely = str(get_global("likely_subtags").get(lang, lang)).split("_")
    return f"{lang}-{likely[-1]}" if len(likely) > 1 else lang


def shown_date(value: str, lang: str) -> str:
    """The date as a reader reads it: '2023-03' → 'maart 2023'; what is not an ISO date stays as typed."""
    parsed = _parse(value)
    if parsed is None:
        return value
    day, precision = parsed
    locale = _locale(lang)
    if precision == 1:
        return str(day.year)
    return format_date(day, "long", locale) if precision == 3 else format_skeleton("yMMMM", day, locale=locale)


def iso_date(value: str) -> str:
    """The date as far as it is an ISO date ('2023', '2023-03' or '2023-03-01'), else the year in it, else ''."""
    if _parse(value):
        return value
    year = _YEAR.search(value)
    return year.group() if year else ""


def timestamp(value: str) -> datetime:
    """The moment that files of this edition bear: the publication's date at midnight UTC, the same on every build."""
    parsed = _parse(iso_date(value))
    day = parsed[0] if parsed else date(_UNDATED, 1, 1)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _parse(value: str) -> tuple[date, int] | None:
    """The first day that an ISO date covers and how many of year, month and day it names; None for anything else."""
    match = _ISO_DATE.fullmatch(value.strip())
    if match is None:
        return None
    year, month, day = (int(number or 1) for number in match.groups())
    try:
        return date(year, month, day), sum(number is not None for number in match.groups())
    except ValueError:
        return None


def _locale(lang: str) -> Locale:
    try:
        return Locale.parse(lang, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def langid(tag: str) -> str:
    """What biblatex calls a language (`langid`), for a tag such as 'nl-NL' or 'en_GB'; '' for one not listed."""
    return _LANGIDS.get(tag.lower().replace("_", "-").partition("-")[0], "")
