"""A proposal in the making: what the steps that go through a returned document share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from scripts.word.authored import tidy
from scripts.word.compare import Comparer
from scripts.word.content import OBJECT, Block, author_of
from scripts.word.note_desk import NoteDesk
from scripts.word.patch import PARAGRAPH, Edit
from scripts.word.placement import Anchor
from scripts.word.proposal import Expected, GroupedEdit
from scripts.word.remarks import Place, Remarks
from scripts.word.review import Kind
from scripts.word.source_map import MappedBlock, MappedDocument


@dataclass
class Draft:
    """Edits and expectations so far. `anchor` is the paragraph behind which the next new one goes.

    An expectation is kept with its place: the index of a paragraph that went out, and a number behind it.
    """

    base: MappedDocument
    desk: NoteDesk
    remarks: Remarks
    comparer: Comparer
    refused: Mapping[int, Kind]
    anchor: Anchor | None = None
    edits: list[GroupedEdit] = field(default_factory=list)
    _expected: list[tuple[int, int, Expected]] = field(default_factory=list)

    @property
    def expected(self) -> tuple[Expected, ...]:
        """The expectations in the order of the chapters."""
        return tuple(one for _, _, one in sorted(self._expected, key=lambda found: found[:2]))

    def record(self, group: int, file: str, edits: Sequence[tuple[Edit, str]]) -> None:
        """Keep edits of a chapter, each with the name of who made it."""
        self.edits += [GroupedEdit(group, file, edit, author) for edit, author in edits]

    def expect(self, group: int, file: str, index: int, text: str) -> None:
        """Expect a paragraph behind the one of that index, or in its place."""
        if text := tidy(text):
            self._expected.append((index, len(self._expected), Expected(group, file, text)))

    def stays(self, group: int, index: int) -> None:
        """Expect a paragraph as it was."""
        mapped = self.base.blocks[index]
        if mapped.chapter is not None and mapped.is_editable:
            self.expect(group, mapped.chapter.path, index, self.comparer.authored(mapped, 0, len(mapped.spans)))

    def stand_behind(self, index: int) -> None:
        """What is new from now on goes behind this paragraph."""
        if self.base.blocks[index].is_editable:
            self.anchor = Anchor(self.base.blocks[index], index)

    def refuse(self, group: int, old: MappedBlock | None, new: Block, message: str) -> None:
        """Say that a change is not carried out, with the words that stand in Word."""
        words = new.text.replace(OBJECT, "◦").replace(PARAGRAPH, " ¶ ")
        self.remarks.add(
            self.refused.get(group, "structure"), f"{message}: {words}", Place(old, 0, new, 0), author_of(new)
        )
        self.comment(old, new)

    def comment(self, old: MappedBlock | None, new: Block) -> None:
        """Take the comments of a paragraph that is not compared word by word."""
        self.comparer.commented |= self.remarks.comments(self.desk.returned.comments, old, new, ())

    def remove_notes(self, group: int, old: Sequence[str], still: Sequence[str]) -> None:
        """Note which notes with a label a paragraph lost."""
        left = list(still)
        for id in old:
            if id in left:
                left.remove(id)
            elif id in self.base.note_of and self.base.note_of[id].label is not None:
                self.desk.removed.append((id, group))
