"""The proof of a proposal: the changed chapters are exported once more and must say what the returned document says.

A paragraph for which they do not is left as it was, with a line on the review list, and the rest is proved again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rapidfuzz.distance import Indel

from scripts.publication.errors import PublicationError
from scripts.word.content import WordDocument
from scripts.word.proposal import Expected, Proposal, overlapping
from scripts.word.propose import Sent, propose
from scripts.word.review import Kind

# The changed chapters by path in, what each paragraph of each of them says out.
Export = Callable[[Mapping[str, str]], Mapping[str, Sequence[str]]]

# Each round refuses at least one paragraph more; after so many, whole chapters.
_ROUNDS = 6
_NEAR = 2


def proved(
    sent: Sent, returned: WordDocument, saved_by: str, export: Export, refused: Mapping[int, Kind] | None = None
) -> Proposal:
    """A proposal that was carried out on paper and says what it has to; PublicationError if there is none."""
    refused = dict(refused or {})
    sources = {chapter.path: chapter.source for chapter in sent.publication.chapters}
    for attempt in range(_ROUNDS + 1):
        proposal = propose(sent, returned, saved_by, refused)
        wrong = overlapping(proposal.edits)
        if not wrong:
            if not proposal.edits:
                return proposal
            try:
                said = export(proposal.texts(sources))
            except PublicationError:
                said = {}
            wrong = mismatches(proposal, said, whole_chapters=attempt >= _ROUNDS - 1 or not said)
        if not wrong:
            return proposal
        refused |= dict.fromkeys(proposal.linked(wrong), "refused")
    raise PublicationError("de wijzigingen zijn niet met zekerheid over te nemen; er is niets gewijzigd")


def mismatches(proposal: Proposal, said: Mapping[str, Sequence[str]], *, whole_chapters: bool = False) -> set[int]:
    """The groups of edits that may be to blame for a chapter that does not say what is expected."""
    wrong: set[int] = set()
    for file in sorted(proposal.files):
        expected = [one for one in proposal.expected if one.file == file]
        if [one.text for one in expected] != list(said.get(file, ())):
            edited = {one.group for one in proposal.edits if one.file == file}
            wrong |= edited if whole_chapters else _nearest(expected, said.get(file, ()), edited)
    return wrong


def _nearest(expected: Sequence[Expected], said: Sequence[str], edited: set[int]) -> set[int]:
    """The edited groups where the texts differ, or else near there, or else all."""
    for reach in (0, _NEAR):
        found: set[int] = set()
        for code in Indel.opcodes([one.text for one in expected], list(said)):
            if code.tag != "equal":
                found |= {one.group for one in expected[max(code.src_start - reach, 0) : code.src_end + reach]}
        if found & edited:
            return found & edited
    return edited
