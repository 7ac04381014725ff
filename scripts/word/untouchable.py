"""What of a review copy cannot be changed from Word, said before it goes out."""

from __future__ import annotations

from collections import Counter

from scripts.word.content import OBJECT
from scripts.word.roles import role
from scripts.word.source_map import MappedBlock, MappedDocument

_MADE = {
    "front": "de titelpagina (staat in mkdocs.yml)",
    "contents": "de inhoudsopgave (volgt uit de koppen)",
    "reference list": "de literatuurlijst en de tekst van verwijzingen (staan in de bibliografie)",
    "caption": "figuren en wat daar onder staat, behalve het onderschrift",
}
_SHORT = 60


def untouchable(mapped: MappedDocument) -> list[str]:
    """A line for each kind of thing that the edition makes, and one for each place that was not found in a chapter."""
    kinds = Counter(role(block.block) for block in mapped.blocks if block.chapter is None)
    lines = [text for kind, text in _MADE.items() if kinds[kind]]
    if any(kind not in _MADE for kind in kinds):
        lines.append("wat de drukkerij toevoegt, zoals een lijst van afkortingen")
    if any(role(block.block).startswith("heading") for block in mapped.blocks):
        lines.append("nummers van koppen, figuren en noten, en de tekst van koppelingen ernaar (worden geteld)")
    blocks = [*mapped.blocks, *(block for blocks in mapped.notes.values() for block in blocks)]
    return lines + [line for block in blocks if (line := _not_found(block))]


def _not_found(block: MappedBlock) -> str | None:
    """A paragraph of a chapter of which most words have no place: code, formulas, what is written in HTML."""
    if block.chapter is None or block.passage is None:
        return None
    letters = [at for at, character in enumerate(block.block.text) if character.isalpha() and character != OBJECT]
    missing = [at for at in letters if block.spans[at] is None]
    if len(missing) * 2 <= len(letters):
        return None
    words = block.block.text.replace(OBJECT, "")
    return f"{block.position(0)}: ‘{words if len(words) <= _SHORT else words[: _SHORT - 1] + '…'}’"
