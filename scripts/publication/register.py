"""The note register: the one list from which every edition takes its notes, as `build/notes.json`."""

from __future__ import annotations

import json

from scripts.publication.citeproc import References
from scripts.publication.model import Publication


def register_json(publication: Publication, references: References) -> str:
    """All notes as JSON, in order: number, place in the source, address on the site, text as printed, citations."""
    notes = [
        {
            "number": note.number,
            "file": note.position.file,
            "line": note.position.line,
            "column": note.position.column,
            "anchor": publication.note_anchors[note.number],
            "text": references.notes[note.number].plain,
            "citations": [
                {
                    "key": citation.key,
                    "prefix": citation.prefix,
                    "locator": citation.locator,
                    "suffix": citation.suffix,
                }
                for citation in note.citations
            ],
        }
        for note in publication.notes
    ]
    return json.dumps(notes, ensure_ascii=False, indent=1) + "\n"
