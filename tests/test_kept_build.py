"""A build of what was built before: nothing is made again, and what there is is what a fresh build gives."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scripts import build_publication
from scripts.__main__ import main
from scripts.editions import export, pictures
from scripts.publication.project import project_state
from tests.test_build import TINY, contents


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small publication after a build that left nothing to add to its register."""
    root = Path(shutil.copytree(TINY, tmp_path_factory.mktemp("klaar") / "tiny"))
    assert main(["build", "--quiet", "-C", str(root)]) == 0
    assert main(["build", "--quiet", "-C", str(root)]) == 0
    return root


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is made during the test: the names of formats, and 'build' for a whole one."""
    seen: list[str] = []
    real_make, real_build = export.make, build_publication._make

    def make(publication, references, format, *rest):
        seen.append(format.name)
        return real_make(publication, references, format, *rest)

    def build(*arguments):
        seen.append("build")
        return real_build(*arguments)

    monkeypatch.setattr(export, "make", make)
    monkeypatch.setattr(build_publication, "_make", build)
    return seen


@pytest.fixture
def tiny(built: Path, tmp_path: Path) -> Path:
    """A copy that a test may change; the results of runs of pandoc name the folder, so those are new."""
    root = Path(shutil.copytree(built, tmp_path / "tiny"))
    assert main(["build", "--quiet", "-C", str(root)]) == 0
    return root


def test_an_unchanged_project_is_not_built_again(
    tiny: Path, made: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(tiny / "build")
    assert main(["build", "-C", str(tiny)]) == 0
    assert "build/ is al bijgewerkt" in capsys.readouterr().err
    assert made == []
    assert contents(tiny / "build") == before


DAMAGES: dict[str, Callable[[Path], object]] = {
    "a file is changed": lambda build: (build / "notes.json").write_text("[]", encoding="utf-8"),
    "a file is gone": lambda build: (build / "site" / "index.html").unlink(),
    "a file too many": lambda build: (build / "oud.pdf").write_bytes(b"%PDF"),
    "all is gone": shutil.rmtree,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_build_that_somebody_touched_is_made_again(
    tiny: Path, made: list[str], damage: Callable[[Path], object]
) -> None:
    before = contents(tiny / "build")
    damage(tiny / "build")
    assert main(["build", "--quiet", "-C", str(tiny)]) == 0
    assert made == ["build"]
    assert contents(tiny / "build") == before


def test_without_the_cache_everything_is_made_to_the_same_bytes(tiny: Path, made: list[str]) -> None:
    before = contents(tiny / "build")
    shutil.rmtree(tiny / ".cache")
    assert main(["build", "--quiet", "-C", str(tiny)]) == 0
    assert sorted(made) == ["build", "docx", "epub", "pdf"]
    assert contents(tiny / "build") == before


def test_a_changed_picture_or_chapter_is_seen(tiny: Path, made: list[str]) -> None:
    picture = tiny / "docs" / "figures" / "wheel.svg"
    picture.write_text(picture.read_text(encoding="utf-8").replace("</svg>", "<!-- x --></svg>"), encoding="utf-8")
    assert main(["export", "epub", "--quiet", "-C", str(tiny)]) == 0
    assert main(["export", "epub", "--quiet", "-C", str(tiny)]) == 0
    assert made == ["epub"]
    chapter = tiny / "docs" / "one.md"
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("A claim", "One claim"), encoding="utf-8")
    assert main(["build", "--quiet", "-C", str(tiny)]) == 0
    assert sorted(made) == ["build", "docx", "epub", "epub", "pdf"]


def test_a_drawing_is_drawn_when_it_is_another(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    real = pictures._drawn
    monkeypatch.setattr(pictures, "_drawn", lambda *rest: (drawn.extend(rest[-1]), real(*rest))[1])
    chapter, picture = tiny / "docs" / "one.md", tiny / "docs" / "figures" / "wheel.svg"
    whole = picture.read_text(encoding="utf-8")

    def export_with(words: str, drawing: str) -> None:
        chapter.write_text(chapter.read_text(encoding="utf-8").replace("claim", words), encoding="utf-8")
        picture.write_text(whole.replace("</svg>", f"{drawing}</svg>"), encoding="utf-8")
        assert main(["export", "docx", "--quiet", "-C", str(tiny)]) == 0

    export_with("first claim", "")
    assert drawn == []
    export_with("second claim", '<rect width="5" height="5"/>')
    assert drawn == ["figures/wheel.svg"]
    # What another file in the drawing looks like is not known.
    for words in ("third claim", "fourth claim"):
        export_with(words, '<image width="5" height="5"/>')
    assert drawn == ["figures/wheel.svg"] * 3


@pytest.mark.parametrize(
    "setting",
    [
        "hooks: [hook.py]",
        "INHERIT: ../basis.yml",
        "plugins: [search, macros]",
        "plugins:\n  - bibtex\n  - tags: {}",
        "site_url: !ENV [ADRES, 'https://example.org/']",
        "extra: {provenance: {text: /elders/tekst.txt}}",
        "markdown_extensions: [pymdownx.snippets]",
    ],
)
def test_a_project_that_depends_on_more_than_its_files_is_always_built(tmp_path: Path, setting: str) -> None:
    (tmp_path / "docs").mkdir()
    config = tmp_path / "mkdocs.yml"
    config.write_text("site_name: Proef!\nnav: [a.md]\nplugins: [search, {bibtex: {}}]\n", encoding="utf-8")
    first = project_state(tmp_path)
    assert first
    (tmp_path / ".verborgen").write_text("x", encoding="utf-8")
    assert project_state(tmp_path) == first
    (tmp_path / "docs" / "a.md").write_text("# A\n", encoding="utf-8")
    assert project_state(tmp_path) not in {first, None}
    config.write_text(f"site_name: Proef\nnav: [a.md]\n{setting}\n", encoding="utf-8")
    assert project_state(tmp_path) is None
