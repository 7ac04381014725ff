"""Forms of numbers in a bibliography: years and dates, page ranges, ISBN, ISSN and DOI."""

from __future__ import annotations

import re
from datetime import date

# EDTF levels 0 and 1, as biblatex reads them (https://www.loc.gov/standards/datetime/): 'X' for unknown digits, seasons
# as months 21–41, '?', '~' and '%' for doubt.
_DAY = re.compile(
    r"(?P<year>-?\d{4}|-?\d{3}X|-?\d{2}XX|[yY]-?\d{5,})"
    r"(?:-(?P<month>0[1-9]|1[0-2]|2[1-9]|3\d|4[01]|XX)(?:-(?P<day>0[1-9]|[12]\d|3[01]|XX))?)?"
    r"(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?[?~%]?"
)
_UNDATED = re.compile(r"(?i)\W*(?:z\W*[jd]|s\W*[ad]|n\W*d|ongedateerd|undated|o\W*j)\W*")
_MONTHS = re.compile(r"(?:0?[1-9]|1[0-2])|\D*[^\W\d]\D*|\D*\d{1,2}\D*[^\W\d]\D*|[^\W\d].*")
_DASH = r"\s*(?:-{1,3}|[‐‑‒–—―−])\s*"
PAGE_RANGE = re.compile(
    rf"\s*(?P<mark>[a-zA-Z]{{0,3}}\.?)(?P<first>\d+)(?P<dash>{_DASH})(?P<mark2>[a-zA-Z]{{0,3}}\.?)(?P<last>\d+)\s*"
)
_DOI_PREFIX = re.compile(
    r"(?i)^(?:(?:https?:)?(?://)?(?:www\.)?(?:dx\.)?doi\.org[/:]\s*|(?:urn:|info:)?doi\s*[:/]?\s*(?=10\.))+"
)


def date_problem(name: str, value: str) -> str:
    """What is wrong with a date field of biblatex, or ''. Words ('z.d.') are allowed in `date` only."""
    bare = value.replace("{", "").replace("}", "").strip()
    if not bare or (name == "date" and (_UNDATED.fullmatch(bare) or not any(c.isdigit() for c in bare))):
        return ""
    ends = bare.split("/")
    if len(ends) > 2:
        return "is geen datum (JJJJ-MM-DD)"
    problems = [_day_problem(end.strip()) for end in ends if end.strip() not in {"", ".."}]
    if not problems:
        return "is geen datum (JJJJ-MM-DD)"
    if not any(problems) and len(ends) == 2 and all(re.match(r"\d", end) for end in ends) and ends[0][:4] > ends[1][:4]:
        return "loopt terug"
    return next(filter(None, problems), "")


def year_problem(name: str, value: str) -> str:
    """What is wrong with BibTeX's `year` or `month`, or ''. A year without any digit is words: 'z.d.', 'in druk'."""
    bare = re.sub(r"\\\w+\s*\{[^}]*\}|[{}~]", "", value).strip()
    if name == "month":
        return "" if not bare or _MONTHS.fullmatch(bare) else "is geen maand"
    if not any(character.isdigit() for character in bare):
        return ""
    if re.fullmatch(r"-?\d{4}", bare):
        return ""
    if re.fullmatch(r"\d+", bare):
        return "heeft geen vier cijfers"
    if re.fullmatch(r"\d{4}\s*(?:-{1,3}|–|/)\s*\d{2,4}", bare):
        return "is een periode; schrijf die als ‘date = {JJJJ/JJJJ}’"
    return "is geen jaar"


def _day_problem(text: str) -> str:
    match = _DAY.fullmatch(text)
    if match is None:
        return "heeft geen vier cijfers" if text.isdecimal() else "is geen datum (JJJJ-MM-DD)"
    year, month, day = match["year"], match["month"], match["day"]
    if day and all(part.isdecimal() for part in (year, month, day)) and int(year) > 0 and int(month) <= 12:
        try:
            date(int(year), int(month), int(day))
        except ValueError:
            return "bestaat niet in de kalender"
    return ""


def is_reversed(pages: re.Match[str]) -> bool:
    """Whether a PAGE_RANGE runs backwards; an abbreviated end ('1234--41') counts as written in full."""
    first, last = pages["first"], pages["last"]
    if pages["mark2"] and pages["mark2"] != pages["mark"]:
        return False
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return int(last) < int(first)


def isbns(value: str) -> list[str]:
    """What looks like an ISBN in the field; all of it if nothing does but there are digits."""
    text = re.sub(
        r"\([^)]*\)|\[[^\]]*\]|(?i:e?isbn(?:[- ]?1[03])?\s*:?)", " ", value.replace("‐", "-").replace("–", "-")
    )
    found = re.findall(r"(?<![\w-])\d(?:[\s-]?\d){6,15}[\s-]?[\dXx]?(?![\w-])", text)
    split = [number for text in found for number in _apart(text)]
    return split or ([value] if any(character.isdigit() for character in value) else [])


def _apart(text: str) -> list[str]:
    """Numbers that only a space parts, when each is an ISBN of its own."""
    pieces = text.split()
    return pieces if len(pieces) > 1 and all(is_isbn(piece) or is_issn(piece) for piece in pieces) else [text]


def issns(value: str) -> list[str]:
    """What looks like an ISSN in the field; all of it if nothing does but there are digits."""
    text = value.replace("‐", "-").replace("–", "-").replace("--", "-")
    found = re.findall(r"(?<![\w-])\d{4}\s?-?\s?\d{3,5}[\dXx]?(?![\w-])", text)
    return found or ([value] if any(character.isdigit() for character in value) else [])


def is_isbn(number: str) -> bool:
    """Whether the check digit of an ISBN-10 or ISBN-13 is right (ISO 2108)."""
    digits = re.sub(r"[\s-]", "", number).upper()
    if re.fullmatch(r"\d{9}[\dX]", digits):
        return sum(weight * _digit(sign) for weight, sign in zip(range(10, 0, -1), digits, strict=True)) % 11 == 0
    if re.fullmatch(r"97[89]\d{10}", digits):
        return sum((1, 3)[place % 2] * int(sign) for place, sign in enumerate(digits)) % 10 == 0
    return False


def is_issn(number: str) -> bool:
    """Whether the check digit of an ISSN is right (ISO 3297)."""
    digits = re.sub(r"[\s-]", "", number).upper()
    if not re.fullmatch(r"\d{7}[\dX]", digits):
        return False
    return sum(weight * _digit(sign) for weight, sign in zip(range(8, 0, -1), digits, strict=True)) % 11 == 0


def _digit(sign: str) -> int:
    return 10 if sign == "X" else int(sign)


def bare_doi(value: str) -> str:
    """A DOI without resolver address, 'doi:' and LaTeX escapes."""
    text = _DOI_PREFIX.sub("", value.strip())
    return re.sub(r"\{?\\([_%&#$])\}?|\{([_<>])\}", lambda match: match.group(1) or match.group(2), text)
