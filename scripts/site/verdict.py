"""Whether the finished site says what the publication says: its notes, no markup as typed, nothing of this machine."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from scripts.publication.citeproc import References
from scripts.publication.errors import PublicationError
from scripts.publication.leftovers import left_as_typed, names_folder
from scripts.publication.model import Chapter, Position, Publication

_NOTE = re.compile(r'<li id="fn:noot-(\d+)"(?: value="(\d+)")?>(.*?)(?=<li id="fn:noot-|</ol>\s*</div>|\Z)', re.DOTALL)
_BLOCK = re.compile(r"</?(?:p|li|ul|ol|blockquote|pre|br|div)\b[^>]*>")
_TAG = re.compile(r"""<[A-Za-z/!](?:[^"'>]|"[^"]*"|'[^']*')*>""")
_UNREAD = re.compile(r"<(code|pre|script|style|textarea|svg|head)\b.*?</\1>", re.DOTALL)
_TEXTS = frozenset({".html", ".xml", ".json", ".txt", ".svg"})


def verify_site(publication: Publication, references: References, site: Path, folders: Sequence[Path]) -> None:
    """Raise PublicationError for the first difference, at the line of the chapter that it is about.

    `folders` are those in which the site was made, which no file may name.
    """
    for chapter in publication.chapters:
        page = (site / chapter.url / "index.html").read_text(encoding="utf-8")
        for problem in _problems(chapter, page, publication, references):
            raise PublicationError(f"webuitgave, {chapter.url or 'voorpagina'}: {problem.message}", problem.position)
    for path in sorted(path for path in site.rglob("*") if path.suffix in _TEXTS):
        if names_folder(path.read_bytes(), folders):
            name = path.relative_to(site).as_posix()
            raise PublicationError(f"webuitgave: {name} noemt een map op deze computer")


def _problems(
    chapter: Chapter, page: str, publication: Publication, references: References
) -> Iterator[PublicationError]:
    shown = [(int(id), int(value or id), text) for id, value, text in _NOTE.findall(page)]
    expected = {note.number: note for note in chapter.notes}
    for id, value, text in shown:
        note = expected.pop(id, None)
        if note is None or value != id:
            yield PublicationError(
                f"noot {value} hoort hier niet", note.position if note else Position(chapter.path, 1)
            )
        elif not _has_words(text, references.notes[id].plain):
            yield PublicationError(f"noot {id} luidt anders dan in het register", note.position)
    for number, note in expected.items():
        yield PublicationError(f"noot {number} ontbreekt", note.position)
    if mark := left_as_typed(_text(_UNREAD.sub("", page)), publication, references):
        message = f"hier staat opmaak nog zoals zij getypt is (‘{mark}’)"
        at = max(chapter.source.find(mark), 0)
        yield PublicationError(message, chapter.position_at(at))


def _has_words(shown: str, plain: str) -> bool:
    """Whether the words of the register are there in order; the site adds links, and texts of cross references."""
    words = iter(_text(shown).split())
    return all(word in words for word in plain.split())


def _text(markup: str) -> str:
    return html.unescape(_TAG.sub("", _BLOCK.sub(" ", markup)))
