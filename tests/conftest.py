"""What several test modules share: the project's own report, built once a session, and the small publication."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from difflib import unified_diff
from pathlib import Path

import pytest
from hypothesis import settings

PROJECT = Path(__file__).resolve().parent.parent
SOURCES = ("mkdocs.yml", "docs", "references.bib", "begrippen.yml", "source", "alineas.jsonl")


def rapport(
    *arguments: str | Path, cwd: Path, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command line as its user does; the exit code and both streams come back."""
    command = [sys.executable, "-m", "scripts", *map(str, arguments)]
    surroundings = {**os.environ, "PYTHONPATH": str(PROJECT), **(env or {})}
    return subprocess.run(command, cwd=cwd, env=surroundings, capture_output=True, encoding="utf-8", check=False)


def copy_sources(target: Path) -> Path:
    """The report's sources, without anything built, in a folder of their own."""
    target.mkdir(parents=True)
    for name in SOURCES:
        source = PROJECT / name
        if source.is_dir():
            shutil.copytree(source, target / name)
        else:
            shutil.copyfile(source, target / name)
    return target


@pytest.fixture(scope="session")
def project_root() -> Path:
    return PROJECT


@pytest.fixture(scope="session")
def built_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real report after `rapport build`, in a folder with a space in its name; treat as read-only."""
    root = copy_sources(tmp_path_factory.mktemp("boek") / "met spatie")
    done = rapport("build", "--quiet", cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root


# -- properties: the same documents in every run, and no deadline on a machine that others use too ---------------------

settings.register_profile("project", derandomize=True, deadline=None, database=None, print_blob=False)
settings.load_profile("project")


# -- golden files ------------------------------------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what the tests find into their golden files")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """`golden(path, text)`: the text is that of the golden file; with --update-golden it becomes so."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        expected = path.read_text(encoding="utf-8") if path.is_file() else ""
        difference = unified_diff(
            expected.splitlines(), text.splitlines(), f"{path.name} (golden)", "found now", lineterm="", n=1
        )
        if shown := "\n".join(difference):
            pytest.fail(f"{shown}\n\nIf this is what it should be: pytest --update-golden", pytrace=False)

    return compare


# -- small publications ------------------------------------------------------------------------------------------------

EXAMPLE_BIBLIOGRAPHY = """\
@report{jansen2020,
  author = {Jansen, A.},
  title = {Een voorbeeld},
  location = {Utrecht},
  institution = {Uitgever},
  date = {2020},
  langid = {dutch},
}
"""


@pytest.fixture
def write_publication(tmp_path: Path) -> Callable[..., Path]:
    """`write_publication({"een.md": "# Een"}, bibliography=…, config=…)`: its folder.

    The nav has the chapters in the order given; `config` is put behind it in mkdocs.yml.
    """

    def write(chapters: Mapping[str, str], bibliography: str = EXAMPLE_BIBLIOGRAPHY, config: str = "") -> Path:
        nav = "".join(f"  - {name}\n" for name in chapters)
        files = {"mkdocs.yml": f"site_name: Proef\nnav:\n{nav}{config}", "references.bib": bibliography}
        files |= {f"docs/{name}": text for name, text in chapters.items()}
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        return tmp_path

    return write
