"""What is measured: a verb, and the state of the project in which it finds itself."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from scripts.publication.config import read_config


@dataclass(frozen=True, slots=True)
class Case:
    """A command and what is done before each run of it."""

    name: str
    arguments: tuple[str, ...]
    prepare: Callable[[Path], None]


def forget(root: Path) -> None:
    """As in a fresh clone: nothing is known from an earlier run."""
    for name in (".cache", "build", TEMPORARY):
        shutil.rmtree(root / name, ignore_errors=True)


def change(root: Path) -> None:
    """One sentence more in the longest chapter, with everything else known."""
    pages = (root / "docs" / page.file for page in read_config(root).pages)
    longest = max(pages, key=lambda path: path.stat().st_size)
    with longest.open("a", encoding="utf-8") as file:
        file.write("\nEn nog een zin.\n")


def leave(_: Path) -> None:
    """Nothing changed since the last run."""


# Where a measured command may leave what it keeps outside the project (compiled templates).
TEMPORARY = ".tmp"

CHECKS = (
    Case("check", ("check",), forget),
    Case("  1 hoofdstuk anders", ("check",), change),
    Case("  niets anders", ("check",), leave),
)
PDF = Case("export pdf", ("export", "pdf", "--quiet"), forget)
CASES = (
    *CHECKS,
    Case("site", ("site", "--quiet"), forget),
    Case("  1 hoofdstuk anders", ("site", "--quiet"), change),
    PDF,
    Case("export docx", ("export", "docx", "--quiet"), forget),
    Case("export epub", ("export", "epub", "--quiet"), forget),
    Case("build", ("build", "--quiet"), forget),
    Case("  1 hoofdstuk anders", ("build", "--quiet"), change),
    Case("  niets anders", ("build", "--quiet"), leave),
)
