"""Telling where in a work a citation points to: the locator in the words behind a cite key."""

from __future__ import annotations

import re

# Terms of CSL's Dutch and English locales, long and short forms.
_TERM = (
    r"p|pp|pag|blz|pagina|pagina[’']s|pages?|h|hfst|hfdst|hoofdstuk|ch|chap|chapter|par|paragraaf|§+|sec|section|"
    r"art|artikel|nr|no|noot|note|fig|figuur|tabel|table|deel|vol|bijlage"
)
# The labels that CSL has for these terms (https://docs.citationstyles.org/en/stable/specification.html#locators).
_LABELS = {
    "chapter": ("h", "hfst", "hfdst", "hoofdstuk", "ch", "chap", "chapter"),
    "section": ("par", "paragraaf", "§", "sec", "section"),
    "article-locator": ("art", "artikel"),
    "issue": ("nr", "no"),
    "note": ("noot", "note"),
    "figure": ("fig", "figuur"),
    "table": ("tabel", "table"),
    "part": ("deel",),
    "volume": ("vol",),
    "appendix": ("bijlage",),
}
_LABEL_OF = {term: label for label, terms in _LABELS.items() for term in terms}
_LEADING_TERM = re.compile(r"^(?:§+|[^\W\d]+)\.?\s*")
_LOCATOR = re.compile(
    rf"^,?\s*((?:{_TERM})\.?\s*[\divxlcIVXLC]+[\w.:]*(?:\s*[-–,]\s*\d[\w.:]*)*|\d+(?:\s*[-–]\s*\d+)?)(?!\w)"
)


def split_locator(suffix: str) -> tuple[str, str]:
    """A citation's words behind the key as (locator, suffix): ', p. 12, met tabel' → ('p. 12', ', met tabel')."""
    match = _LOCATOR.match(suffix)
    return (match.group(1).strip(), suffix[match.end() :].strip()) if match else ("", suffix.strip())


def csl_locator(locator: str) -> tuple[str, str]:
    """A locator as (CSL's label, what it points to): 'hfst. 3' → ('chapter', '3'); without a term it is a page."""
    place = _LEADING_TERM.sub("", locator)
    term = locator.removesuffix(place).rstrip(". ").replace("§§", "§")
    return (_LABEL_OF.get(term, "page"), place) if place else ("", "")
