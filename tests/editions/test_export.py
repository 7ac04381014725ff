from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from scripts.editions.export import export
from scripts.editions.format_files import edition_format, format_names
from scripts.editions.steps import FINISH, PREPARE
from scripts.publication.citeproc import References, format_references
from scripts.publication.errors import PublicationError
from scripts.publication.model import Publication

PROJECT = Path(__file__).parents[2]
EXPORT = """
import sys
from pathlib import Path
from scripts.editions.export import export, format_names
from scripts.publication.citeproc import format_references
from scripts.publication.load import load

publication = load(Path(sys.argv[1]))
export(publication, format_references(publication), format_names(), Path("."))
"""


def test_each_format_is_a_file_of_its_own_name(tiny_editions: Mapping[str, Path]) -> None:
    assert {name: path.name for name, path in tiny_editions.items()} == {
        "docx": "small-study.docx",
        "epub": "small-study.epub",
        "pdf": "small-study.pdf",
    }
    assert all(path.stat().st_size > 1000 for path in tiny_editions.values())


def test_an_unknown_format_names_the_known_ones(tiny: Publication, tiny_references: References, tmp_path: Path) -> None:
    with pytest.raises(PublicationError, match="onbekend formaat ‘odt’; kies uit docx, epub, pdf"):
        export(tiny, tiny_references, ["pdf", "odt"], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_same_input_same_bytes(tiny: Publication, tiny_editions: Mapping[str, Path], tmp_path: Path) -> None:
    elsewhere = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "1"}
    environment = os.environ | elsewhere | {"PYTHONPATH": str(PROJECT)}
    command = [sys.executable, "-c", EXPORT, str(tiny.root)]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True)
    for path in tiny_editions.values():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


@pytest.mark.parametrize(
    ("change", "place", "message"),
    [
        ({"docs/two.md": ("### Deeper", "#### Deeper")}, "docs/two.md:14", "skipped from heading level 2 to 4"),
        ({"docs/one.md": ("A claim", "A \U0001f98a claim")}, "docs/one.md:1", "could not be displayed"),
        ({"docs/one.md": ("a page[see", "a \U0001f98a page[see")}, "docs/one.md:3", "could not be displayed"),
    ],
)
def test_what_typst_refuses_is_told_with_the_nearest_place(
    changed: Callable[..., Publication],
    tmp_path: Path,
    change: Mapping[str, tuple[str, str]],
    place: str,
    message: str,
) -> None:
    publication = changed(change)
    with pytest.raises(PublicationError, match=message) as caught:
        export(publication, format_references(publication), ["pdf"], tmp_path)
    assert "Typst kan de PDF niet zetten" in caught.value.message
    assert str(caught.value.position).startswith(place)


def test_a_crash_of_typst_is_told_in_words(
    tiny: Publication, tiny_references: References, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PanicException(BaseException):
        """What Typst's bindings raise: no Exception, and not to be imported."""

    def crash(*_: object) -> None:
        raise PanicException

    monkeypatch.setattr("scripts.editions.typesetting.compiler", crash)
    with pytest.raises(PublicationError, match="Typst liep op deze publicatie vast"):
        export(tiny, tiny_references, ["pdf"], tmp_path)


def test_a_picture_without_words_is_refused(changed: Callable[..., Publication], tmp_path: Path) -> None:
    publication = changed({"docs/two.md": ("Text with", "![](figures/wheel.svg) with")})
    with pytest.raises(PublicationError, match="missing alt text"):
        export(publication, format_references(publication), ["pdf"], tmp_path)


def test_a_broken_drawing_is_named(changed: Callable[..., Publication], tmp_path: Path) -> None:
    publication = changed({"docs/figures/wheel.svg": ("<path", "<path <")})
    with pytest.raises(PublicationError, match=r"tekening is niet te lezen \(docs/figures/wheel.svg\)"):
        export(publication, format_references(publication), ["docx"], tmp_path)


def test_another_language_gets_its_own_words(changed: Callable[..., Publication], tmp_path: Path) -> None:
    publication = changed({"mkdocs.yml": ("language: en", "language: nl")})
    paths = export(publication, format_references(publication), ["pdf", "epub", "docx"], tmp_path)
    assert set(paths) == {"pdf", "epub", "docx"}


@pytest.mark.parametrize("name", format_names())
def test_a_format_is_data_whose_parts_exist(name: str) -> None:
    format = edition_format(name)
    named = [*format.filters, format.template, format.reference]
    assert all(path is None or path.is_file() for path in named)
    assert set(format.prepare) <= set(PREPARE)
    assert set(format.finish) <= set(FINISH)
