"""What the authors wrote of a document: its text without numbers, labels and formatted references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from scripts.publication.locators import csl_locator
from scripts.publication.model import Citation, CitationCluster
from scripts.word.content import OBJECT
from scripts.word.source_map import MappedBlock, MappedDocument


def authored(mapped: MappedDocument, block: MappedBlock) -> str:
    """The words of a paragraph that stand in the chapter, what its notes say in their places."""
    return tidy(authored_range(mapped, block, 0, len(block.spans)))


def authored_range(
    mapped: MappedDocument, block: MappedBlock, start: int, end: int, signatures: Mapping[str, str] | None = None
) -> str:
    """The same for part of a paragraph, its spaces as they are; `signatures` has notes that say something else now."""
    clusters: Iterator[CitationCluster] = iter(block.note.clusters if block.note else ())
    pieces = []
    for at in range(end):
        character, mark = block.block.text[at], block.block.marks[at]
        piece = character
        if block.spans[at] is None:
            piece = ""
        elif character == OBJECT:
            piece = (
                (signatures or {}).get(mark.note) or note_signature(mapped, mark.note)
                if mark.note
                else citations_signature(next(clusters).citations)
            )
        if at >= start:
            pieces.append(piece)
    return "".join(pieces)


def note_signature(mapped: MappedDocument, id: str) -> str:
    """What a note of the chapters says: its citations, or its words with them in place."""
    note = mapped.note_of[id]
    if not note.is_commentary:
        return enclosed(citations_signature(note.citations))
    return enclosed(" / ".join(authored(mapped, block) for block in mapped.notes[id]))


def enclosed(text: str) -> str:
    """The signature of a note from what it says."""
    return f"⟦{text}⟧"


def citations_signature(citations: Iterable[Citation]) -> str:
    """The works of a cluster, each with its place."""
    return cited_signature((citation.key, csl_locator(citation.locator)[1]) for citation in citations)


def cited_signature(cited: Iterable[tuple[str, str]]) -> str:
    """The same from keys and places."""
    return "[" + "; ".join(f"@{key} {place}".strip() for key, place in cited) + "]"


def tidy(text: str) -> str:
    """The text with single spaces."""
    return " ".join(text.split())


def all_authored(mapped: MappedDocument, file: str) -> list[str]:
    """The text of each paragraph of a chapter, in the order of the document."""
    blocks = (block for block in mapped.blocks if block.chapter is not None and block.chapter.path == file)
    return [text for block in blocks if (text := authored(mapped, block))]
