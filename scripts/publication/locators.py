"""Telling where in a work a citation points to: the locator in the words behind a cite key."""

from __future__ import annotations

import re

# Terms of CSL's Dutch and English locales, long and short forms.
_TERM = (
    r"p|pp|pag|blz|pagina|pagina[’']s|pages?|h|hfst|hfdst|hoofdstuk|ch|chap|chapter|par|paragraaf|§+|sec|section|"
    r"art|artikel|nr|no|noot|note|fig|figuur|tabel|table|deel|vol|bijlage"
)
_LOCATOR = re.compile(
    rf"^,?\s*((?:{_TERM})\.?\s*[\divxlcIVXLC]+[\w.:]*(?:\s*[-–,]\s*\d[\w.:]*)*|\d+(?:\s*[-–]\s*\d+)?)(?!\w)"
)


def split_locator(suffix: str) -> tuple[str, str]:
    """A citation's words behind the key as (locator, suffix): ', p. 12, met tabel' → ('p. 12', ', met tabel')."""
    match = _LOCATOR.match(suffix)
    return (match.group(1).strip(), suffix[match.end() :].strip()) if match else ("", suffix.strip())
