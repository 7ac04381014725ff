"""What can be said only when a whole returned document was gone through: labels of notes, comments without a place."""

from __future__ import annotations

from dataclasses import replace

from scripts.publication.model import Note
from scripts.word.content import Block, Change
from scripts.word.draft import Draft
from scripts.word.note_desk import Labelled
from scripts.word.patch import Edit
from scripts.word.placement import without
from scripts.word.proposal import GroupedEdit
from scripts.word.remarks import Place


def settle_notes(draft: Draft) -> frozenset[frozenset[int]]:
    """Give moved and copied notes their labels, add the definitions of new ones, take out those nobody refers to.

    The groups come back that hang together because a note went from one to the other.
    """
    desk = draft.desk
    labels: dict[str, str] = {}
    links: set[frozenset[int]] = set()
    lost = list(desk.removed)
    for placed in desk.labelled:
        note = draft.base.note_of[placed.base_id]
        taken = next((one for one in lost if _same(draft.base.note_of[one[0]], note, placed)), None)
        if taken is not None:
            lost.remove(taken)
            links.add(frozenset({taken[1], placed.group}))
            labels[placed.placeholder] = note.label or ""
        else:
            labels[placed.placeholder] = _copy(draft, placed, note)
    _remove_definitions(draft, lost)
    draft.edits[:] = [_with_labels(one, labels) for one in draft.edits]
    for group, file, text in desk.definitions:
        end = len(desk.chapters[file].source.rstrip("\n"))
        draft.record(group, file, [(Edit(end, end, f"\n\n{text}"), draft.remarks.saved_by)])
    return frozenset(link for link in links if len(link) > 1)


def _same(one: Note, other: Note, placed: Labelled) -> bool:
    return one.label == other.label and one.position.file == other.position.file == placed.file


def _copy(draft: Draft, placed: Labelled, note: Note) -> str:
    """A second note that says the same: its definition once more, under another label."""
    source = draft.desk.chapters[note.position.file].source
    label = draft.desk.new_label(note.label or "")
    if note.definition is not None:
        words = source[slice(*note.definition)].split("]:", 1)[-1].strip()
        draft.desk.definitions.append((placed.group, placed.file, f"[^{label}]: {words}"))
    return label


def _remove_definitions(draft: Draft, lost: list[tuple[str, int]]) -> None:
    """Take out the definition of each label of which no marker is left."""
    for id, group in lost:
        note = draft.base.note_of[id]
        chapter = draft.desk.chapters[note.position.file]
        markers = sum(one.label == note.label for one in chapter.notes)
        gone = sum(draft.base.note_of[one].label == note.label for one, _ in lost)
        if note.definition is not None and gone >= markers:
            draft.record(group, chapter.path, [(without(chapter.source, *note.definition), draft.remarks.saved_by)])


def _with_labels(one: GroupedEdit, labels: dict[str, str]) -> GroupedEdit:
    text = one.edit.text
    for placeholder, label in labels.items():
        text = text.replace(placeholder, label)
    return replace(one, edit=replace(one.edit, text=text)) if text != one.edit.text else one


def loose_comments(draft: Draft) -> None:
    """Comments that stand in no paragraph that was looked at: in notes that only cite, in headers, nowhere."""
    for id, comment in draft.desk.returned.comments.items():
        if id not in draft.comparer.commented:
            by = Change(comment.author, comment.date)
            draft.remarks.add("comment", comment.text, Place(None, 0, Block("normal", "", ()), 0), by)
