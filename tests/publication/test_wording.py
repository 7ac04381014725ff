"""The words that editions add, in each language that has a file of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from scripts.publication import wording as module
from scripts.publication.wording import wording

FILES = sorted(Path(module.__file__).with_name("wording").glob("*/*.yml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_each_file_has_the_same_words(path: Path) -> None:
    words, english = (
        yaml.safe_load(file.read_text(encoding="utf-8")) for file in (path, path.parent.with_name("en") / path.name)
    )
    assert list(words) == list(english)
    assert all(isinstance(word, str) and word.strip() for word in words.values())


def test_language_of_a_tag() -> None:
    assert wording("nl")["figure"] == wording("nl-NL")["figure"] == wording("NL-be")["figure"] == "Figuur"
    assert wording("en-GB")["figure"] == wording("fy")["figure"] == "Figure"


def test_a_word_stands_in_one_file_only() -> None:
    for language in {path.parent for path in FILES}:
        words = [name for path in language.glob("*.yml") for name in yaml.safe_load(path.read_text(encoding="utf-8"))]
        assert len(words) == len(set(words))
