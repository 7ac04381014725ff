"""The bibliography as RIS, for reference managers."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.publication.bibliography import parse_bibliography
from scripts.publication.ris import ris


def written(fields: str) -> str:
    return ris(parse_bibliography(Path("r.bib"), "r.bib", f"@report{{een, {fields}}}\n"))


def test_an_entry_has_the_tags_that_reference_managers_read() -> None:
    text = written(
        "author = {van der Berg, A. and {{Open, Huis}} and others}, title = {M\\&O}, date = {2020}, pages = {1--9}"
    )
    for line in (
        "TY  - RPRT",
        "AU  - van der Berg, A.",
        "AU  - Open, Huis",
        "TI  - M&O",
        "PY  - 2020",
        "SP  - 1",
        "EP  - 9",
    ):
        assert line in text.split("\n")
    assert "others" not in text


@pytest.mark.parametrize("names", ["Jansen, A., B., C., D.", ",", "and"])
def test_names_that_cannot_be_read_are_taken_as_they_are(names: str) -> None:
    assert "TY  - " in written(f"author = {{{names}}}, title = {{Titel}}")
