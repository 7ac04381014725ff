"""The abbreviations that a publication explains: the file that says what they mean, and where they are used.

The file is YAML, named in mkdocs.yml as `extra: glossary:`. Each name in it is an abbreviation as the text writes it:

    IKC:
      meaning: integraal kindcentrum     # in full; the only thing that must be there
      quote: …                           # the sentence in which the text explains it, word for word
      added: true                        # the text itself never writes it in full
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scripts.publication.model import Chapter, Passage, Term, TermUse, TextFile
from scripts.publication.settings import Setting, read_settings

_NAMES = {"meaning", "quote", "added"}
_TRUE, _FALSE = "true", "false"
# Endings that make a plural or a genitive: IKC’s, IB’ers, cao's, NJi’s.
_ENDING = r"(?:[’']?s|[’']en)?"
# Only in running text: headings are called by their words elsewhere, captions and cells have no room.
_KINDS = {"paragraph", "item"}


def read_glossary(text: TextFile) -> tuple[Term, ...]:
    """The terms of a glossary file, in its order; PublicationError with its line for what an author gets wrong."""
    settings, _ = read_settings(text.text, text.file)
    return tuple(_term(name, entry) for name, entry in settings.pairs())


def _term(name: str, entry: Setting) -> Term:
    unknown = next((key for key, _ in entry.pairs() if key not in _NAMES), None)
    if unknown is not None:
        raise entry.problem(f"‘{name}’ heeft ‘{unknown}’; hier horen alleen meaning, quote en added te staan")
    meaning, added = entry.child("meaning").text(), entry.child("added").text() or _FALSE
    if not meaning:
        raise entry.problem(f"‘{name}’ mist ‘meaning’: waar staat de afkorting voor?")
    if added not in {_TRUE, _FALSE}:
        raise entry.child("added").problem(f"‘added’ bij ‘{name}’ hoort true of false te zijn, niet ‘{added}’")
    return Term(name, meaning, entry.child("quote").text(), added == _TRUE, entry.position)


def term_uses(chapter: Chapter, terms: Sequence[Term]) -> Iterator[TermUse]:
    """Every place in the running text of a chapter where one of the terms stands, in order of the source.

    Notes, headings, captions, tables, links and code are left alone.
    """
    if not terms:
        return
    by_name = {term.name: term for term in terms}
    names = "|".join(re.escape(name) for name in sorted(by_name, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w-])(?P<name>{names}){_ENDING}(?![\w’'])")
    for passage in chapter.passages:
        if passage.kind in _KINDS:
            for match in pattern.finditer(passage.text):
                place = _place(chapter, passage, match)
                if place is not None:
                    yield TermUse(by_name[match["name"]], *place)


def _place(chapter: Chapter, passage: Passage, match: re.Match[str]) -> tuple[int, int] | None:
    """Where a match stands in the source; None if it stands there otherwise than in the text, in a link or in code."""
    word = next((word for word in passage.words if word.offset <= match.start() < word.offset + len(word.text)), None)
    if word is None or word.start is None or word.code:
        return None
    start = chapter.source.find(match.group(), word.start, word.start + len(word.text) + len(match.group()))
    end = start + len(match.group())
    if start < 0 or any(link.start <= start < link.end for link in chapter.links):
        return None
    return start, end
