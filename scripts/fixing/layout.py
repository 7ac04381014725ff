"""The canonical layout of a .bib file: one field a line, in one order, a blank line between entries.

What stands between entries (comments, @string, @preamble, anything else) stays where it is; entries that cannot be read
or hold comments of their own stay as they are, byte for byte. No value changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scripts.publication.bibtex import Item, Part, RawField, scan

# From who and what to where and when, then how to find it, then what is not printed. Unknown fields come in between.
_FIRST = (
    *("author", "editor", "translator", "title", "subtitle", "titleaddon", "maintitle", "booktitle", "booksubtitle"),
    *(
        "eventtitle",
        "venue",
        "eventdate",
        "journaltitle",
        "journal",
        "series",
        "volume",
        "volumes",
        "number",
        "issue",
        "eid",
    ),
    *(
        "chapter",
        "part",
        "edition",
        "version",
        "type",
        "pages",
        "pagetotal",
        "location",
        "address",
        "institution",
        "school",
    ),
    *(
        "organization",
        "publisher",
        "howpublished",
        "date",
        "year",
        "month",
        "doi",
        "isbn",
        "issn",
        "eprint",
        "eprinttype",
    ),
    *("eprintclass", "url", "urldate"),
)
_LAST = ("langid", "language", "note", "addendum", "crossref", "xdata", "abstract", "file", "keywords")
_ORDER = {name: place for place, name in enumerate(_FIRST)} | {name: 1000 + place for place, name in enumerate(_LAST)}
_UNKNOWN = 500


@dataclass(frozen=True, slots=True)
class Block:
    """An item without the white space around it; `before` is the white space in front of it."""

    item: Item
    text: str
    before: str


def blocks(text: str) -> list[Block]:
    """The items of a .bib text that are more than white space."""
    found = []
    before = ""
    for item in scan(text):
        source = text[item.start : item.end]
        body = source.strip() if item.kind == "text" else source
        lead = source[: len(source) - len(source.lstrip())] if item.kind == "text" else ""
        if body:
            found.append(Block(item, body, before + lead))
            before = source[len(lead) + len(body) :] if item.kind == "text" else ""
        else:
            before += source
    return found


def join(parts: Iterable[Block]) -> str:
    """The blocks as a text, with the canonical white space between them."""
    text = ""
    previous: Block | None = None
    for block in parts:
        text += (_gap(previous, block) if previous else "") + block.text
        previous = block
    return f"{text}\n" if text else ""


def _gap(previous: Block, block: Block) -> str:
    lines = block.before.count("\n")
    if block.item.kind == "entry":
        # A comment stays with the entry below it.
        return "\n" if previous.item.kind != "entry" and lines < 2 else "\n\n"
    if lines == 0:
        return block.before
    return "\n\n" if lines > 1 or previous.item.kind == "entry" else "\n"


def laid_out(block: Block, values: Mapping[str, str] | None = None) -> str:
    """The text of a block in the canonical layout; `values` are new values for some of its fields.

    An @string or @preamble is only written anew if pandoc cannot read the way it is written now.
    """
    item = block.item
    if item.kind == "entry" and not item.commented:
        new = _entry(item, values or {})
    elif item.kind == "string" and item.flaws:
        new = f"@string{{{item.fields[0].name} = {_value(item.fields[0].parts)}}}"
    elif item.kind == "preamble" and item.flaws:
        new = re.sub(
            r"\A@\s*preamble\s*\(\s*(.*?)\s*\)\Z", r"@preamble{\1}", block.text, flags=re.DOTALL | re.IGNORECASE
        )
    else:
        return block.text
    return new if _reads_as(new, item, values or {}) else block.text


def _entry(item: Item, values: Mapping[str, str]) -> str:
    lines = [f"@{item.type}{{{item.key},"]
    for field in sorted(item.fields, key=lambda field: _ORDER.get(field.name.lower(), _UNKNOWN)):
        name = field.name.lower()
        value = f"{{{values[name]}}}" if name in values else _value(field.parts)
        lines.append(f"  {name} = {value},")
    return "\n".join([*lines, "}"])


def _value(parts: tuple[Part, ...]) -> str:
    if len(parts) == 1 and parts[0].kind == "number":
        return f"{{{parts[0].text}}}"
    return " # ".join(_part(part) for part in parts) or "{}"


def _part(part: Part) -> str:
    if part.kind in {"number", "name"}:
        return part.text
    if part.kind == "braces" or _reads_in_braces(part.text):
        return f"{{{part.text}}}"
    return f'"{part.text}"'


def _reads_in_braces(text: str) -> bool:
    return next(scan(f"@a{{b,c={{{text}}}}}")).kind == "entry"


def _reads_as(new: str, item: Item, values: Mapping[str, str]) -> bool:
    """Whether the new text is one item with the same meaning (but for the new values) and without flaws of form."""
    read = list(scan(new))
    if len(read) != 1 or any(flaw.kind == "form" for flaw in read[0].flaws):
        return False
    return _meaning(read[0], {}) == _meaning(item, values)


def _meaning(item: Item, values: Mapping[str, str]) -> tuple[object, ...]:
    """What an item says, apart from layout and order; fields of one name keep their order."""
    fields = [(field.name.lower(), _texts(field, values.get(field.name.lower()))) for field in item.fields]
    # The text of a preamble is not read, only carried.
    return (item.kind, item.type, item.key, sorted(fields, key=lambda pair: pair[0]))


def _texts(field: RawField, new: str | None) -> list[tuple[bool, str]]:
    if new is not None:
        return [(False, new)]
    return [(part.kind == "name", part.text) for part in field.parts] or [(False, "")]
