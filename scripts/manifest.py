"""What a build has made: `build/manifest.json`, so that anyone can check which edition came from which source."""

from __future__ import annotations

import hashlib
import json
import platform
import shutil
import subprocess
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from scripts.publication import pandoc
from scripts.publication.anchors import ANCHORS_FILE
from scripts.publication.config import CONFIG_FILE
from scripts.publication.model import Publication

MANIFEST = "manifest.json"
PACKAGES = ("mkdocs", "mkdocs-bibtex", "mkdocs-material", "pybtex", "typst")


def manifest_json(publication: Publication, output: Path, facts: Mapping[str, dict[str, int]]) -> str:
    """Every file below `output` with size and checksum; `facts` adds counts to a file, by its name."""
    document = {
        "title": publication.metadata.title,
        "source": source_revision(publication),
        "versions": {"pandoc": pandoc.version(), **{name: version(name) for name in PACKAGES}},
        "python": ".".join(platform.python_version_tuple()[:2]),
        "files": [_file(path, output) | facts.get(path.name, {}) for path in _files(output)],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def source_revision(publication: Publication) -> dict[str, str | None]:
    """The git commit (None outside git; with '+' when the sources differ from it) and a checksum of the sources."""
    root = publication.root
    sources = [root / CONFIG_FILE, publication.bibliography.path, *_files(root / "docs")]
    sources += [path for path in (root / ANCHORS_FILE,) if path.exists()]
    digest = hashlib.sha256()
    for path in sources:
        digest.update(f"{path.relative_to(root).as_posix()}\0".encode() + _sha256(path).encode())
    head = commit(root)
    changed = "+" if head and _git(root, "status", "--porcelain", "--", *sources) else ""
    return {"commit": f"{head}{changed}" if head else None, "sha256": digest.hexdigest()}


def commit(root: Path) -> str | None:
    """The git commit that is checked out in a folder; None outside git and before the first commit."""
    return _git(root, "rev-parse", "HEAD") or None


def file_sums(folder: Path) -> dict[str, str]:
    """The checksum of every file below a folder, by its name there."""
    return {path.relative_to(folder).as_posix(): _sha256(path) for path in _files(folder)}


def _git(root: Path, *arguments: str | Path) -> str | None:
    if (git := shutil.which("git")) is None:
        return None
    done = subprocess.run([git, "-C", root, *arguments], capture_output=True, check=False)
    return done.stdout.decode().strip() if done.returncode == 0 else None


def _files(folder: Path) -> list[Path]:
    return sorted((path for path in folder.rglob("*") if path.is_file()), key=lambda path: path.as_posix())


def _file(path: Path, output: Path) -> dict[str, Any]:
    return {"name": path.relative_to(output).as_posix(), "bytes": path.stat().st_size, "sha256": _sha256(path)}


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
