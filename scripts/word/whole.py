"""New, deleted and moved paragraphs of a returned document."""

from __future__ import annotations

from scripts.word.content import OBJECT, Block, Mark, Style, author_of
from scripts.word.draft import Draft
from scripts.word.lines import line_per_sentence
from scripts.word.new_text import breaks_by_sentence, escaped_start, markdown
from scripts.word.placement import Anchor, cut, inserted, is_plain, new_further, new_mark, removed
from scripts.word.remarks import Place, changed
from scripts.word.roles import role
from scripts.word.source_map import MappedBlock

_IMPOSSIBLE = {"cell", "caption", "front", "reference list"}


def add_new(draft: Draft, group: int, new: Block) -> None:
    """A paragraph that was not sent: it goes behind the anchor, or on the list if it cannot stand in a chapter."""
    kind, anchor = role(new), draft.anchor
    beside = anchor.mapped if anchor else None
    if kind == "contents" or not (new.text or new.point_comments):
        return
    for mark in new.marks:
        if mark.kind.startswith(("afbeelding", "tekstvak")):
            draft.remarks.add("structure", f"ingevoegd: {mark.kind}", Place(beside, 0, new, 0), author_of(new))
    if not new.text.replace(OBJECT, "").strip() and not any(mark.note for mark in new.marks):
        draft.comment(beside, new)
        return
    if anchor is None or kind in _IMPOSSIBLE or group in draft.refused:
        draft.refuse(group, beside, new, "deze nieuwe alinea is niet overgenomen")
        return
    text, says = _source_of(draft, group, anchor, new)
    by = author_of(new)
    edit = inserted(anchor, text, item=kind == "item")
    draft.record(group, anchor.file, [(edit, by.author if by else draft.remarks.saved_by)])
    draft.expect(group, anchor.file, anchor.index - anchor.before, says)
    draft.comment(anchor.mapped, new)


def _source_of(draft: Draft, group: int, anchor: Anchor, new: Block) -> tuple[str, str]:
    """The Markdown of a new paragraph and what it says."""
    signatures: dict[str, str] = {}

    def objects(mark: Mark) -> str | None:
        if not mark.note:
            return None
        placed = draft.desk.place(mark.note, anchor.file, group)
        signatures[mark.note] = placed.signature
        if placed.is_new:
            draft.remarks.new_note(draft.desk.about(mark.note), Place(anchor.mapped, 0, new, 0))
        return placed.markdown

    further = new_further(anchor, new)
    by_sentence = further is not None and line_per_sentence(anchor.source)

    def space(at: int) -> str:
        return f"\n{further}" if by_sentence and breaks_by_sentence(new.text, at) else " "

    heading = role(new).startswith("heading")
    text = markdown(new.text, new.marks, Style(bold=heading, italic=heading), objects, space)
    says = (
        signatures.get(mark.note, "") if character == OBJECT else character
        for character, mark in zip(new.text, new.marks, strict=True)
    )
    return new_mark(anchor, new) + escaped_start(text), "".join(says)


def remove(draft: Draft, group: int, index: int, old: MappedBlock) -> None:
    """A paragraph that did not come back: its lines go, unless they hold more than it."""
    gone = Block("normal", old.block.text, old.block.marks)
    if group in draft.refused or not is_plain(old):
        draft.stays(group, index)
        message = f"{changed(old.block.text, '')}; dat is niet overgenomen"
        draft.remarks.add(draft.refused.get(group, "structure"), message, Place(old, 0, gone, 0))
        return
    draft.record(group, old.home.path, [(removed(old), draft.remarks.saved_by)])
    draft.remove_notes(group, [mark.note for mark in old.block.marks if mark.note], ())


def move(draft: Draft, group: int, index: int, old: MappedBlock, new: Block) -> None:
    """A paragraph in another place of its chapter; in another chapter it would leave its notes behind."""
    anchor, file = draft.anchor, old.home.path
    if group in draft.refused or anchor is None or not is_plain(old) or anchor.file != file:
        draft.stays(group, index)
        draft.refuse(group, old, new, "deze alinea is in Word verplaatst, en dat is niet overgenomen")
        return
    compared = draft.comparer.paragraph(old, new, group)
    by = author_of(new)
    author = by.author if by else draft.remarks.saved_by
    edits = [edit for edit, _ in compared.edits]
    taken = removed(old)
    again = inserted(anchor, cut(old, edits), item=role(old.block) == "item")
    elsewhere = [edit for edit in edits if not (taken.start <= edit.start and edit.end <= taken.end)]
    draft.record(group, file, [(edit, author) for edit in (taken, again, *elsewhere)])
    for text in compared.expected:
        draft.expect(group, file, anchor.index - anchor.before, text)
