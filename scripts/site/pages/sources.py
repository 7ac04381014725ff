"""The list of sources: every cited work with its anchor and the notes that cite it."""

from __future__ import annotations

from collections.abc import Sequence

from scripts.publication.model import Entry
from scripts.site.addresses import source_id
from scripts.site.context import Context
from scripts.site.markdown import from_html, indented, literal

INCOMPLETE = "onvolledig"


def source_list(context: Context) -> str:
    """The cited works as a Markdown list, each with its anchor and links to the notes that cite it."""
    publication, references, addresses, page = context.publication, context.references, context.addresses, context.page
    words, entries = context.words, publication.bibliography.by_key
    items = []
    for key, work in references.works.items():
        reference = indented(from_html(work.html, lambda target: addresses.resolve(target, page)))
        numbers = publication.cited_in.get(key, ())
        links = ", ".join(f"[{number}]({addresses.note(number, page)})" for number in numbers)
        cited = words["cited_in_note" if len(numbers) == 1 else "cited_in_notes"]
        small = f'<span class="geciteerd">{literal(cited)} {links}</span>'
        if _is_incomplete(entries.get(key)):
            small += f'<span class="onvolledig">{literal(words["incomplete"])}</span>'
        # The list is loose, since only a paragraph of its own can carry an id in every case.
        items.append(f"-   {reference}\n    {small}\n    {{: #{source_id(key)} .bron }}\n")
    return "\n".join(items)


def _is_incomplete(entry: Entry | None) -> bool:
    keywords: Sequence[str] = entry.fields.get("keywords", "").split(",") if entry else ()
    return INCOMPLETE in (keyword.strip() for keyword in keywords)
