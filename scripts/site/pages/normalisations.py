"""The table of notes that read differently in this edition than in print."""

from __future__ import annotations

from scripts.site.context import Context
from scripts.site.markdown import literal


def normalisation_table(context: Context) -> str:
    """The notes whose printed form differs from the one of this edition, as a Markdown table; '' if there are none."""
    words, addresses, page = context.words, context.addresses, context.page
    rows = [
        f"| [{item.number}]({addresses.note(item.number, page)}) | {literal(item.printed)} | {literal(item.now)} |"
        for item in context.extras.normalisations
    ]
    head = f"| {words['note']} | {words['as_printed']} | {words['as_edited']} |\n|---:|:---|:---|"
    return "\n".join([head, *rows]) if rows else ""
