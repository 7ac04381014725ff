"""Which names in a sentence belong to which note: the last ones in front of it, if they are near enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from scripts.publication.model import Position, Publication
from scripts.rules.prose_mentions import Mention, mentions
from scripts.rules.prose_text import Marker, Sentence, Token, longest, phrases, texts
from scripts.rules.prose_works import Work, Works

# A note this many words behind a name can still be the note of that name.
_NEAR = 6

Distance = Literal["adjacent", "near", "sentence"]


@dataclass(frozen=True)
class Bound:
    """A note, the works that it cites, and the mention (if there is one) in front of it that it can belong to."""

    sentence: Sentence
    marker: Marker
    cited: tuple[Work, ...]
    mention: Mention | None
    distance: Distance

    def position(self, offset: int) -> Position:
        """The place in the file of an offset in the sentence's passage."""
        return self.sentence.text.position(offset)

    @property
    def before(self) -> Sequence[Token]:
        """The tokens in front of the mention, without an article."""
        tokens = self.sentence.tokens[: self.mention.first if self.mention else 0]
        return tokens[:-1] if tokens and tokens[-1].low in {"de", "het", "the"} else tokens

    @property
    def behind(self) -> Sequence[Token]:
        """The tokens behind the mention."""
        return self.sentence.tokens[self.mention.last :] if self.mention else ()

    @cached_property
    def is_said_by(self) -> bool:
        """Whether the words around the mention tell that it says or found what the sentence says."""
        if self.mention is None:
            return False
        tokens, first = self.sentence.tokens, self.mention.first
        # A preposition can have been read as part of the name: 'onderzoek | van Bos'.
        for last in {len(self.before), first, first + 1, first + 2}:
            for count in range(1, longest("says_before") + 1):
                if " ".join(token.low for token in tokens[max(0, last - count) : last]) in phrases("says_before"):
                    return True
        nearby = [*self.before[-1:], *[token for token in self.behind if token.kind == "word"][:2]]
        return any(token.low in phrases("says") for token in nearby)


# The rules about prose read the same publication one after the other.
@lru_cache(maxsize=1)
def bound_notes(publication: Publication) -> tuple[tuple[Bound, ...], Works]:
    """Every note that cites, with the names in front of it, in the order of the text; and what works are called."""
    works = Works(publication)
    return tuple(_bound(publication, works)), works


def _bound(publication: Publication, works: Works) -> Iterator[Bound]:
    for text in texts(publication):
        if any(marker.citations for marker in text.markers):
            for sentence in text.sentences():
                if any(marker.citations for marker in sentence.markers):
                    yield from _bound_in(sentence, works)


def _bound_in(sentence: Sentence, works: Works) -> Iterator[Bound]:
    found = mentions(sentence.tokens, works)
    for index, marker in enumerate(sentence.markers):
        cited = tuple(works.by_key[c.key] for c in marker.citations if c.key in works.by_key)
        if not cited or len(cited) < len(marker.citations):
            continue
        start = sentence.markers[index - 1].offset if index else 0
        mention = _last(sentence, [m for m in found if start <= m.start and m.end <= marker.offset], marker)
        gap = _gap(sentence, mention, marker) if mention else 0
        at_end = not sentence.between(marker.offset, sentence.end)[1:] and len(sentence.markers) == 1
        if gap <= _NEAR or at_end:
            distance: Distance = "adjacent" if gap == 0 else "near" if gap <= _NEAR else "sentence"
            yield Bound(sentence, marker, cited, mention, distance)


def _last(sentence: Sentence, found: Sequence[Mention], marker: Marker) -> Mention | None:
    """The mention right in front of a marker, or else the last one that names authors."""
    if found and not _gap(sentence, found[-1], marker):
        return found[-1]
    return next((m for m in reversed(found) if _names_authors(m)), None)


def _names_authors(mention: Mention) -> bool:
    # Farther away, '(Jansen, 2018)' is a reference of its own.
    named = mention.is_authorship or mention.years or any(name.is_known for name in mention.names)
    return bool(named) and not mention.in_parentheses


def _gap(sentence: Sentence, mention: Mention, marker: Marker) -> int:
    """The number of words and numbers between a mention and a marker."""
    return sum(token.kind != "mark" for token in sentence.between(mention.end, marker.offset))
