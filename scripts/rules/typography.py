"""Rules about characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.publication.model import Publication
from scripts.rules.engine import Problem, rule
from scripts.rules.reading import ReadWord, all_words

_STRAIGHT = re.compile(r"(?<![\d\\=])[\"']")
_CURLY = "‘’“”„"
# So many times more curly than straight quotes tell that the straight ones are slips and not the style.
_SLIP = 4


@rule("S110", "review")
def straight_quote(publication: Publication) -> Iterator[Problem]:
    """Er staat een recht aanhalingsteken of een rechte apostrof in een tekst die verder krulletjes gebruikt.

    Fout: `zo'n "gedeelde visie"`
    Goed: `zo’n “gedeelde visie”`
    """
    straight: list[tuple[ReadWord, re.Match[str]]] = []
    curly = 0
    for word in all_words(publication):
        if not word.text.isascii():
            curly += sum(map(word.text.count, _CURLY))
        if ("'" in word.text or '"' in word.text) and not word.is_address and not word.is_escaped:
            straight += ((word, match) for match in _STRAIGHT.finditer(word.text))
    if curly >= _SLIP * len(straight):
        for word, match in straight:
            message = f"recht teken {match.group()} waar de tekst krulletjes gebruikt"
            yield Problem(word.position(match.start()), message)
