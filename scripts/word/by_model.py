"""What chapters say by the model alone, without an export: quicker than by way of a document, and the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from scripts.publication.chapters import read_chapter
from scripts.publication.frontmatter import read_front_matter
from scripts.publication.model import Chapter, Note, Passage
from scripts.publication.numbering import Counters
from scripts.publication.parse import parse
from scripts.word.authored import citations_signature, enclosed, tidy


def says(sources: Sequence[tuple[str, str]]) -> list[list[str]]:
    """What each paragraph of each chapter (path, source) says, as `authored.all_authored` has it."""
    matters = [read_front_matter(text, file) for file, text in sources]
    parsed = parse([matter.blanked(text) for matter, (_, text) in zip(matters, sources, strict=True)])
    return [
        _chapter(read_chapter(PurePosixPath(file).relative_to("docs"), text, matter, one, Counters()))
        for (file, text), matter, one in zip(sources, matters, parsed, strict=True)
    ]


def _chapter(chapter: Chapter) -> list[str]:
    notes = {note.number: _note(note) for note in chapter.notes}
    return [text for passage in chapter.passages if (text := tidy(_with_notes(passage, notes)))]


def _note(note: Note) -> str:
    if not note.is_commentary:
        return enclosed(citations_signature(note.citations))
    clusters = {index: citations_signature(cluster.citations) for index, cluster in enumerate(note.clusters)}
    return enclosed(" / ".join(tidy(_with_notes(passage, clusters)) for passage in note.passages))


def _with_notes(passage: Passage, notes: Mapping[int, str]) -> str:
    pieces, at = [], 0
    for offset, number in sorted(passage.notes, key=lambda found: found[0]):
        pieces += [passage.text[at:offset], notes[number]]
        at = offset
    return "".join([*pieces, passage.text[at:]])
