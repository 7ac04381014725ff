"""Rules about markup that is not read as its author meant it, or is read in two ways by web and print."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.publication.model import Chapter, Passage, Publication
from scripts.rules.engine import Problem, rule
from scripts.rules.reading import ReadWord, all_words, words_of

_TYPED_HEADING = re.compile(r"#{1,6}[^\s#]")
_BULLET = re.compile(r"[-*+]")
_NUMBER = re.compile(r"(\d{1,2})[.)]")
_LIST_MARK = re.compile(r"(?:\A|\s)(?:[-*+•◦▪‣·●○■]|\d{1,2}[.)])\s")
_TYPED_BULLETS = frozenset("•◦▪‣·●○■")
# The mark of a list item in front of its first word, which may begin with markup of its own.
_ITEM = re.compile(r"( *)(?:[-*+]|\d+[.)]) +[*_`\[“‘(]*\Z")
# Signs of a formula, in which a line may begin with a minus or a plus.
_FORMULA = re.compile(r"\$\$|\\[A-Za-z]{2}")
_TABLE_RULE = re.compile(r"\|?:?-{3,}:?\||\|:?-{3,}")
# Python-Markdown's and pandoc's (four_space_rule) measure of what belongs to a list item.
_INDENT = 4


@rule("S107")
def heading_without_space(publication: Publication) -> Iterator[Problem]:
    r"""Een regel begint met een hekje zonder spatie erachter.

    In de webuitgave wordt zo’n regel een kop, in de gedrukte uitgaven niet.

    Fout: `##Effecten` of een regel die met `#1` begint
    Goed: `## Effecten`, of `\#1` als het geen kop is
    """
    for word in all_words(publication):
        if word.text[0] == "#" and _TYPED_HEADING.match(word.text) and word.opens_line and not word.is_escaped:
            words = word.text.lstrip("#")
            marks = word.text[: len(word.text) - len(words)]
            yield Problem(word.position(), "‘#’ aan het begin van een regel zonder spatie erachter", f"{marks} {words}")


@rule("S108")
def list_without_blank_line(publication: Publication) -> Iterator[Problem]:
    """Een opsomming wordt niet als opsomming gelezen.

    Voor een lijst hoort een lege regel, en elk punt begint met een liggend streepje of een nummer.

    Fout: een zin, en direct op de volgende regels `- een` en `- twee`; of punten met een getypt `•`
    Goed: een lege regel tussen de zin en `-   een`
    """
    for chapter in publication.chapters:
        for passage in chapter.passages:
            may_be_list = passage.kind in {"paragraph", "item"} and _LIST_MARK.search(passage.text)
            if may_be_list and not _FORMULA.search(passage.text):
                yield from _typed_list(list(words_of(chapter, passage)))


@rule("S109")
def list_indentation(publication: Publication) -> Iterator[Problem]:
    """Wat bij een punt van een lijst hoort, is niet met vier spaties ingesprongen.

    Zonder vier spaties staat een alinea buiten de lijst, en een lijst in een lijst op hetzelfde niveau.

    Fout: `  - deelpunt` onder `- punt`
    Goed: `    - deelpunt` onder `- punt`
    """
    for chapter in publication.chapters:
        columns: list[int] = []
        for passage in chapter.passages:
            column = _item_column(chapter, passage)
            if passage.kind == "item" and column is not None:
                columns = [parent for parent in columns if parent < column]
                if columns and 2 <= column - columns[-1] < _INDENT:
                    yield Problem(passage.position, "dit punt hoort vier spaties verder te staan dan het punt erboven")
                columns.append(column)
            elif passage.kind != "item":
                before = _indentation(chapter, passage)
                if columns and passage.kind == "paragraph" and 2 <= before < _INDENT:
                    message = "deze alinea staat buiten de lijst; spring haar vier spaties in"
                    yield Problem(passage.position, message)
                columns = []


@rule("S111")
def table_not_read(publication: Publication) -> Iterator[Problem]:
    """Een tabel wordt niet als tabel gelezen.

    Meestal ontbreekt de lege regel ervoor, of heeft de streepjesregel een ander aantal kolommen.

    Fout: een zin, en direct op de volgende regels `| a | b |` en `|---|---|`
    Goed: een lege regel tussen de zin en de tabel
    """
    for word in all_words(publication):
        if "---" in word.text and _TABLE_RULE.search(word.text):
            yield Problem(word.position(), "deze tabel wordt niet als tabel gelezen; zet er een lege regel voor")


def _typed_list(words: list[ReadWord]) -> Iterator[Problem]:
    """At most one problem a passage: where a list begins that is read as sentences."""
    found: list[tuple[ReadWord, bool]] = []
    for before, word in zip([None, *words], words, strict=False):
        if not word.opens_line or word.is_escaped:
            continue
        if word.text in _TYPED_BULLETS:
            yield Problem(word.position(), f"getypt ‘{word.text}’; maak er een lijst van", "-")
            return
        numbers = _NUMBER.fullmatch(word.text)
        if before and (_BULLET.fullmatch(word.text) or (numbers and int(numbers.group(1)) == len(found) + 1)):
            found.append((word, before.text.endswith(":")))
    if len(found) > 1 or (found and found[0][1]):
        yield Problem(found[0][0].position(), "deze lijst wordt niet als lijst gelezen; zet er een lege regel voor")


def _line_before(chapter: Chapter, passage: Passage) -> str:
    start = next((word.start for word in passage.words if word.start is not None), None)
    return chapter.source[chapter.source.rfind("\n", 0, start) + 1 : start] if start is not None else ""


def _item_column(chapter: Chapter, passage: Passage) -> int | None:
    """The column of the mark in front of a list item's first words; None when they stand elsewhere."""
    match = _ITEM.match(_line_before(chapter, passage))
    return len(match.group(1)) if match else None


def _indentation(chapter: Chapter, passage: Passage) -> int:
    before = _line_before(chapter, passage)
    return len(before) if not before.strip(" ") else 0
