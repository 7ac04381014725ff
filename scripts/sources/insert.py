"""A new entry in the text of a .bib file: at its place in the order of keys, everything else left as it is."""

from __future__ import annotations

from collections.abc import Mapping

from scripts.fixing.layout import Block, blocks, laid_out
from scripts.sources.draft import Draft


def entry_text(draft: Draft, key: str, more: Mapping[str, str] | None = None) -> str:
    """The entry in the house layout; `more` are fields that come on top."""
    fields = "".join(f" {name} = {{{value}}}," for name, value in (dict(draft.fields) | dict(more or {})).items())
    (block,) = blocks(f"@{draft.type}{{{key},{fields}}}")
    return laid_out(block)


def inserted(source: str, entry: str, key: str) -> tuple[str, int]:
    """The .bib text with the entry in it, and the line it starts on.

    In front of the first entry with a later key (and the comment above that), if the file is sorted by key; else at
    the end.
    """
    found = blocks(source)
    entries = [block for block in found if block.item.kind == "entry"]
    keys = [block.item.key.lower() for block in entries]
    later = next((block for block in entries if block.item.key.lower() > key.lower()), None)
    if later is None or keys != sorted(keys):
        head = source.rstrip("\n")
        return (f"{head}\n\n{entry}\n" if head else f"{entry}\n"), head.count("\n") + 3 if head else 1
    at = _start(source, found, later)
    return f"{source[:at]}{entry}\n\n{source[at:]}", source.count("\n", 0, at) + 1


def _start(source: str, found: list[Block], entry: Block) -> int:
    """Where an entry starts, or the comment that stands right above it."""
    place = found.index(entry)
    above = found[place - 1] if place else None
    if above is None or above.item.kind != "text" or entry.before.count("\n") > 1:
        return entry.item.start
    # A comment on the entry is what follows the last empty line.
    paragraph = source.rfind("\n\n", above.item.start, above.item.start + len(above.before) + len(above.text) + 1)
    return paragraph + 2 if paragraph >= 0 else source.index(above.text, above.item.start)
