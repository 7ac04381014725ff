from __future__ import annotations

from pathlib import Path

from scripts.publication.load import load
from scripts.publication.running_text import RunningText, running_text

CHAPTER = """\
# Wheels

[](#fig-wheel) shows a wheel, as do [](#fig-axle) and ([](#wheels-spokes)); see also
[](#fig-axle)

![A wheel](wheel.svg){#fig-wheel alt="A wheel."}

![An axle](axle.svg){#fig-axle alt="An axle."}

## Spokes

-   no number
-   **no** number[@smith2019]

1.  one
2.  **two**

## Not counted {.unnumbered}

Text[@smith2019], text [@smith2019] and text.[@smith2019]
"""


def read(tmp_path: Path) -> RunningText:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: Wheels\nextra: {lang: en}\nnav: [wheels.md]\n", encoding="utf-8")
    (tmp_path / "references.bib").write_text("@book{smith2019, author = {Smith, A.}}\n", encoding="utf-8")
    (tmp_path / "docs" / "wheels.md").write_text(CHAPTER, encoding="utf-8")
    return running_text(load(tmp_path))


def test_words_are_those_of_the_printed_edition(tmp_path: Path) -> None:
    assert " ".join(word.text for word in read(tmp_path).words) == (
        "1 Wheels Figure 1.1 shows a wheel, as do Figure 1.2 and (1.1); see also Figure 1.2 "
        "Figure 1.1 A wheel Figure 1.2 An axle "
        "1.1 Spokes no number no number 1 one 2 two Not counted Text, text and text."
    )


def test_words_know_their_place_unless_they_are_made(tmp_path: Path) -> None:
    words = read(tmp_path).words
    assert all(CHAPTER.startswith(word.text[0], word.start) for word in words if word.start is not None)
    made = [word.text for word in words if word.start is None]
    assert made == [
        "1",
        "Figure",
        "1.1",
        "Figure",
        "1.2",
        "Figure",
        "1.2",
        "Figure",
        "1.1",
        "Figure",
        "1.2",
        "1.1",
        "1",
        "2",
    ]


def test_markers_stand_in_or_behind_their_words(tmp_path: Path) -> None:
    text = read(tmp_path)
    places = [(marker.number, text.words[marker.word].text, marker.behind) for marker in text.markers]
    assert places == [(1, "number", 0), (2, "Text,", 1), (3, "text", 0), (4, "text.", 0)]
