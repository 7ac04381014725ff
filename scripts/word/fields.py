"""Fields of Word, as far as the loop understands them: citations that Zotero manages, and links."""

from __future__ import annotations

import json
import re
from typing import Any

from scripts.word.content import CitationField, CitedItem

# https://www.zotero.org/support/dev/client_coding/libreoffice_plugin_wire_protocol
_ZOTERO = re.compile(r"\s*ADDIN ZOTERO_ITEM CSL_CITATION\s*(\{.*\})\s*", re.DOTALL)
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(\\l\s+)?"([^"]*)"')
# ECMA-376 part 1, 17.16.5.
_MADE_BY_WORD = {"SEQ", "REF", "PAGEREF", "NOTEREF", "STYLEREF", "PAGE", "NUMPAGES"}


def citation_field(instruction: str, shown: str) -> CitationField | None:
    """The citation in a field with this instruction and result; None for any other field."""
    match = _ZOTERO.fullmatch(instruction)
    if match is None:
        return None
    try:
        value = json.loads(match.group(1))
    except (ValueError, RecursionError):
        return None
    items = value.get("citationItems") if isinstance(value, dict) else None
    if not isinstance(items, list):
        return None
    return CitationField(tuple(_item(item) for item in items if isinstance(item, dict)), shown)


def link_target(instruction: str) -> str | None:
    """Where a HYPERLINK field leads: a URL or '#bookmark'; None for any other field."""
    match = _HYPERLINK.match(instruction)
    return None if match is None else ("#" if match.group(1) else "") + match.group(2)


def made_by_word(instruction: str) -> str:
    """The name of a field whose result Word makes anew whenever it likes, a number or a cross reference; or ''."""
    name = instruction.split(maxsplit=1)[0].upper() if instruction.strip() else ""
    return f"veld {name}" if name in _MADE_BY_WORD else ""


def _item(item: dict[str, Any]) -> CitedItem:
    data = item.get("itemData")
    data = data if isinstance(data, dict) else {}
    return CitedItem(
        key=str(data.get("citation-key") or ""),
        locator=str(item.get("locator") or ""),
        label=str(item.get("label") or "") if item.get("locator") else "",
        prefix=str(item.get("prefix") or "").strip(),
        suffix=str(item.get("suffix") or "").strip(),
        data=data,
    )
