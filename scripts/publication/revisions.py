"""Earlier revisions of a project, from git: the files of a commit in a folder of their own."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from scripts.publication.errors import PublicationError


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit: what it was asked for by, its full hash, when it was made and by whom."""

    name: str
    commit: str
    moment: datetime
    author: str


def revision(root: Path, name: str) -> Revision:
    """The commit that `name` (a hash, tag, branch, `HEAD~3`, …) stands for; PublicationError if there is none."""
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if not commit:
        raise PublicationError(f"revisie ‘{name}’ bestaat niet in deze map; ‘git log --oneline’ noemt de revisies")
    moment, author = (_git(root, "show", "--no-patch", "--format=%cI%n%an", commit) or "").split("\n", 1)
    return Revision(name, commit, datetime.fromisoformat(moment), author)


@contextmanager
def checked_out(root: Path, commit: str) -> Iterator[Path]:
    """The project as it was at a commit, in a temporary folder with the name of the project's."""
    # In a subfolder of a repository git archives that subfolder.
    archive = run_git(root, "archive", "--format=tar", commit).stdout
    with tempfile.TemporaryDirectory(prefix="revisie-") as folder:
        target = Path(folder).resolve() / root.resolve().name
        target.mkdir()
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(target, filter="data")
        yield target


def _git(root: Path, *arguments: str) -> str | None:
    """What git says; None if it fails."""
    done = run_git(root, *arguments)
    return done.stdout.decode(errors="replace").strip() if done.returncode == 0 else None


def run_git(
    root: Path, *arguments: str, stdin: bytes | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run git in a project; PublicationError if it is not installed. `env` is added to the environment."""
    git = shutil.which("git")
    if git is None:
        raise PublicationError("git ontbreekt op deze computer; zonder git zijn er geen eerdere revisies")
    surroundings = {**os.environ, **(env or {})}
    return subprocess.run(
        [git, "-C", str(root), *arguments], input=stdin, capture_output=True, check=False, env=surroundings
    )
