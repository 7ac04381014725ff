"""The parts of pages that nobody types: what comes in the place of `::: {#name}` on a page, by that name.

Each is a function from a `Context` to Markdown, or to HTML as a `Markup` ('' for nothing at all).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from scripts.site.addresses import SOURCES_DIV
from scripts.site.context import Context
from scripts.site.pages.changes import changes_since_print
from scripts.site.pages.citing import all_downloads, own_reference
from scripts.site.pages.comparison import COMPARISON_DIV, comparison_table
from scripts.site.pages.evidence import recency_by_chapter, sources_by_chapter, sources_by_year, sources_together
from scripts.site.pages.glossary import glossary_list
from scripts.site.pages.normalisations import normalisation_table
from scripts.site.pages.rules import rule_list
from scripts.site.pages.sources import source_list
from scripts.site.terms import GLOSSARY_DIV

CONTENTS: Mapping[str, Callable[[Context], str]] = {
    SOURCES_DIV: source_list,
    COMPARISON_DIV: comparison_table,
    "bronnen-per-jaar": sources_by_year,
    "bronnen-per-hoofdstuk": sources_by_chapter,
    "bronnen-samen": sources_together,
    "jaren-per-hoofdstuk": recency_by_chapter,
    "normalisaties": normalisation_table,
    "verwijzing": own_reference,
    "uitgaven": all_downloads,
    "regels": rule_list,
    "verschillen": changes_since_print,
    GLOSSARY_DIV: glossary_list,
}
