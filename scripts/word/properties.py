"""What a review copy says about itself, as custom properties of the document, so that it can find its way back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from scripts.publication.errors import PublicationError
from scripts.word.content import WordDocument
from scripts.word.notes import plain_text

_REVISION = "RAPPORT_REVISIE"
_PUBLICATION = "RAPPORT_PUBLICATIE"
_CHAPTERS = "RAPPORT_HOOFDSTUKKEN"
_PRESS = "RAPPORT_DRUKKERIJ"
_TEXT = "RAPPORT_TEKST"
# Word keeps at most this many characters in a property; longer values are cut in numbered pieces.
_LENGTH = 255
_BETWEEN = "|"
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a review copy came from; `press` is the version of this program, `text` a digest of what the copy says."""

    commit: str
    publication: str
    chapters: tuple[str, ...]
    press: str
    text: str


def to_properties(origin: Origin) -> dict[str, str]:
    """The properties of a document that came from there."""
    chapters = _BETWEEN.join(origin.chapters)
    pieces = [chapters[at : at + _LENGTH] for at in range(0, len(chapters), _LENGTH)]
    return {
        _REVISION: origin.commit,
        _PUBLICATION: origin.publication,
        _PRESS: origin.press,
        _TEXT: origin.text,
        **{f"{_CHAPTERS}_{number}": piece for number, piece in enumerate(pieces, 1)},
    }


def origin_of(name: str, properties: Mapping[str, str], publication: str) -> Origin:
    """Where a returned document came from; PublicationError for one that is no review copy of this publication."""
    commit = properties.get(_REVISION, "")
    if not _COMMIT.fullmatch(commit):
        raise PublicationError(
            f"{name} is geen leeskopie van ‘rapport word send’ (of de eigenschappen van het document zijn gewist)"
        )
    if properties.get(_PUBLICATION) != publication:
        raise PublicationError(f"{name} is een leeskopie van een ander rapport: ‘{properties.get(_PUBLICATION, '')}’")
    numbered = sorted(
        (int(key.rpartition("_")[2]), value)
        for key, value in properties.items()
        if re.fullmatch(rf"{_CHAPTERS}_\d+", key)
    )
    chapters = "".join(value for _, value in numbered).split(_BETWEEN)
    return Origin(commit, publication, tuple(chapters), properties.get(_PRESS, ""), properties.get(_TEXT, ""))


def text_digest(document: WordDocument) -> str:
    """A digest of all that a document says."""
    texts: Sequence[str] = [
        *(block.text for block in document.blocks),
        *(plain_text(document.notes[mark.note]) for block in document.blocks for mark in block.marks if mark.note),
    ]
    return sha256("\n".join(texts).encode()).hexdigest()
