"""A git branch with a commit for each reviewer, made beside the working tree, which stays as it is."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.publication.errors import PublicationError
from scripts.publication.revisions import run_git
from scripts.publication.slug import slugify

_FILE = "100644"


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one reviewer changed: files by path in the project, and what to say of it."""

    author: str
    message: str
    files: Mapping[str, bytes]


def make_branch(root: Path, name: str, contributions: Sequence[Contribution]) -> str:
    """Make a branch off HEAD; its name comes back. PublicationError if it exists, or git cannot do it."""
    if not run_git(root, "check-ref-format", "--branch", name).returncode == 0:
        raise PublicationError(f"‘{name}’ kan geen naam van een tak zijn")
    if run_git(root, "rev-parse", "--verify", "--quiet", f"refs/heads/{name}").returncode == 0:
        raise PublicationError(f"de tak ‘{name}’ bestaat al; kies een andere naam met --branch NAAM")
    prefix = _git(root, "rev-parse", "--show-prefix")
    commit = _git(root, "rev-parse", "HEAD")
    with tempfile.TemporaryDirectory(prefix="index-") as folder:
        env = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        _git(root, "read-tree", commit, env=env)
        for one in contributions:
            for path, data in sorted(one.files.items()):
                blob = _git(root, "hash-object", "-w", "--stdin", stdin=data)
                _git(root, "update-index", "--cacheinfo", f"{_FILE},{blob},{prefix}{path}", env=env)
            tree = _git(root, "write-tree", env=env)
            commit = _git(root, "commit-tree", tree, "-p", commit, "-m", one.message, env=_ident(one.author))
    _git(root, "branch", "--no-track", name, commit)
    return name


def _ident(author: str) -> dict[str, str]:
    """The reviewer as author of a commit; Word knows no address."""
    name = " ".join(author.split()).strip("<>") or "onbekend"
    return {"GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": f"{slugify(name) or 'onbekend'}@word.invalid"}


def _git(root: Path, *arguments: str, stdin: bytes | None = None, env: Mapping[str, str] | None = None) -> str:
    done = run_git(root, *arguments, stdin=stdin, env=env)
    if done.returncode != 0:
        complaint = " ".join(done.stderr.decode(errors="replace").split())
        raise PublicationError(f"git kon de tak niet maken: {complaint}")
    return done.stdout.decode(errors="replace").strip()
