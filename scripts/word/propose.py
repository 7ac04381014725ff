"""From a returned document to a proposal: which characters of the chapters change, and what is for the review list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scripts.publication.model import Publication
from scripts.word.align import Pair, Paragraph, align
from scripts.word.compare import Comparer, joined, joined_blocks
from scripts.word.content import OBJECT, Block, WordDocument, author_of, shown_text
from scripts.word.draft import Draft
from scripts.word.note_desk import NoteDesk
from scripts.word.notes import KnownNotes, object_identity
from scripts.word.placement import Anchor, gap_between
from scripts.word.proposal import Proposal
from scripts.word.remarks import Place, Remarks, changed
from scripts.word.review import Kind
from scripts.word.roles import role
from scripts.word.settle import loose_comments, settle_notes
from scripts.word.source_map import MappedBlock, MappedDocument
from scripts.word.tokens import block_tokens
from scripts.word.whole import add_new, move, remove

# Where that is written which the edition puts in the document.
_MADE = "dit maakt de drukkerij zelf"
_WRITTEN = {
    "front": "de titelpagina komt uit mkdocs.yml",
    "reference list": "de literatuurlijst komt uit de bibliografie; pas de titelbeschrijving aan",
    "caption": "figuren en hun onderschriften staan in het hoofdstuk en worden daar gewijzigd",
}
# Made anew whenever a document is updated.
_CONTENTS = "contents"


@dataclass(frozen=True, slots=True)
class Sent:
    """What went out: the document, the publication of that moment, and its notes and works."""

    document: MappedDocument
    publication: Publication
    known: KnownNotes


def propose(sent: Sent, returned: WordDocument, saved_by: str, refused: Mapping[int, Kind] | None = None) -> Proposal:
    """Compare a returned document with what went out; groups in `refused` stay as they were, and why.

    Groups are numbered by the pairs of paragraphs, so they are the same whatever is refused. `saved_by` is named for
    changes that nobody tracked.
    """
    base = sent.document
    remarks = Remarks(saved_by)
    desk = NoteDesk(base, returned, sent.known, {chapter.path: chapter for chapter in sent.publication.chapters})
    draft = Draft(base, desk, remarks, Comparer(desk, remarks), refused or {})
    pairs = align(_paragraphs(base.document), _paragraphs(returned))
    first = (pair.old[0] for pair in pairs if pair.old and base.blocks[pair.old[0]].is_editable)
    if (index := min(first, default=None)) is not None:
        draft.anchor = Anchor(base.blocks[index], index, before=True)
    for group, pair in enumerate(pairs):
        _pair(draft, group, pair)
    links = settle_notes(draft)
    loose_comments(draft)
    return Proposal(tuple(draft.edits), draft.expected, tuple(remarks.items), links)


def _paragraphs(document: WordDocument) -> list[Paragraph]:
    return [
        Paragraph(
            block_tokens(block, lambda mark: object_identity(document, mark)), frozenset(block.bookmarks), role(block)
        )
        for block in document.blocks
    ]


def _pair(draft: Draft, group: int, pair: Pair) -> None:
    old = _joined([draft.base.blocks[at] for at in pair.old])
    blocks = [draft.desk.returned.blocks[at] for at in pair.new]
    new = joined_blocks(*blocks) if len(blocks) > 1 else blocks[0] if blocks else None
    if old is None and new is not None:
        if pair.old:
            _not_joined(draft, group, pair, new)
        else:
            add_new(draft, group, new)
    elif old is None:
        return
    elif not old.is_editable:
        _uneditable(draft, old, new)
    elif new is None:
        remove(draft, group, pair.old[0], old)
    elif pair.moved:
        move(draft, group, pair.old[0], old, new)
    else:
        _changed(draft, group, pair, old, new)
    if pair.old and pair.new and not pair.moved:
        draft.stand_behind(pair.old[-1])


def _joined(blocks: Sequence[MappedBlock]) -> MappedBlock | None:
    if len(blocks) < 2:
        return blocks[0] if blocks else None
    gap = gap_between(blocks[0], blocks[1])
    return joined(blocks[0], blocks[1], gap) if gap else None


def _not_joined(draft: Draft, group: int, pair: Pair, new: Block) -> None:
    for index in pair.old:
        draft.stays(group, index)
    draft.refuse(group, draft.base.blocks[pair.old[0]], new, "deze alinea’s kunnen in het hoofdstuk niet één worden")


def _changed(draft: Draft, group: int, pair: Pair, old: MappedBlock, new: Block) -> None:
    if group in draft.refused:
        for index in pair.old:
            draft.stays(group, index)
        draft.refuse(group, old, new, "deze alinea is niet overgenomen; in Word staat")
        return
    if role(old.block) != role(new):
        message = f"de soort alinea werd anders: {role(old.block)} werd {role(new)}"
        draft.remarks.add("formatting", message, Place(old, 0, new, 0), author_of(new))
    compared = draft.comparer.paragraph(old, new, group)
    draft.record(group, old.home.path, compared.edits)
    ids = [mark.note for mark in old.block.marks if mark.note]
    draft.remove_notes(group, ids, _sent(draft, new, ids))
    for text in compared.expected:
        draft.expect(group, old.home.path, pair.old[0], text)


def _sent(draft: Draft, new: Block, ids: Iterable[str]) -> list[str]:
    """Of the notes that a paragraph had, those that it still has; notes that say the same count as each other."""
    left = [draft.desk.new_identity(mark) for mark in new.marks if mark.note]
    still = []
    for id in ids:
        identity = draft.desk.identity_of_sent(id)
        if identity in left:
            left.remove(identity)
            still.append(id)
    return still


def _uneditable(draft: Draft, old: MappedBlock, new: Block | None) -> None:
    """A paragraph that the edition made: whatever changed in it is for the list."""
    kind = role(old.block)
    if kind == _CONTENTS and (new is None or _without_page(old.block) == _without_page(new)):
        # Word fills in the pages, and makes the table anew whenever it likes.
        return
    written = _WRITTEN.get(kind, _MADE)
    if new is None:
        gone = Block(old.block.style, "", ())
        draft.remarks.add(
            "structure", f"{changed(old.block.text or 'een afbeelding', '')}; {written}", Place(old, 0, gone, 0)
        )
        return
    draft.comment(old, new)
    if shown_text(old.block) != shown_text(new):
        what: Kind = "reference" if kind == "reference list" else "generated"
        message = f"{changed(shown_text(old.block), shown_text(new))}; {written}"
        draft.remarks.add(what, message, Place(old, 0, new, 0), author_of(new))


def _without_page(block: Block) -> str:
    return block.text.rstrip(f" 0123456789{OBJECT}")
