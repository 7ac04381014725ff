"""Results kept between runs, in `.cache/` of a project: safe to delete, and never another result than a fresh one.

A result is found by a digest of everything that it was made from, this program and its tools included, so nothing
has to be declared out of date. Each stands in a file of its own that begins with the digest of what follows: a file
that is cut short or damaged counts as absent. What is kept is text that is read as data (JSON) and never as code, as
pickled objects would be: a project, with its `.cache/`, may come from somebody else.
"""

from __future__ import annotations

import json
import os
import re
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

FOLDER = ".cache"
# Of all results together; those that were longest unused go first.
MAX_BYTES = 128_000_000
_PROGRAM = Path(__file__).resolve().parent.parent
_RESULT = re.compile(r"[0-9a-f]{64}(?:\.\d+-\d+)?")
_DIGEST_LENGTH = 64


def cache_folder(root: Path) -> Path:
    """The folder `.cache/` of the project in `root`, made if need be, which tells git to leave it alone."""
    folder = root / FOLDER
    folder.mkdir(exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8", newline="\n")
    return folder


def digest(*parts: str | bytes) -> str:
    """A digest of the parts and of where one ends and the next begins, and of the program that works on them."""
    total = sha256(_program())
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "little"))
        total.update(data)
    return total.hexdigest()


class Cache:
    """The kept results of one project. Where nothing can be read or written there are none, and that is no error."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folder = root / FOLDER / "results"

    def get(self, key: str) -> bytes | None:
        """What was kept under a digest; None if there is nothing, or not in one piece."""
        path = self._folder / key
        try:
            content = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        check, body = content[:_DIGEST_LENGTH], content[_DIGEST_LENGTH:]
        return body if check == sha256(body).hexdigest().encode() else None

    def get_json(self, key: str) -> Any:
        """The same as data; None also if it is no JSON."""
        body = self.get(key)
        try:
            return None if body is None else json.loads(body)
        except (ValueError, RecursionError):
            return None

    def put(self, results: Mapping[str, bytes]) -> None:
        """Keep results under their digests, each whole or not at all."""
        with suppress(OSError):
            cache_folder(self._root)
            self._folder.mkdir(exist_ok=True)
            for key, body in results.items():
                self._write(self._folder / key, body)
            self._trim()

    def put_json(self, results: Mapping[str, Any]) -> None:
        """Keep data likewise; what JSON cannot hold is not kept."""
        encoded = {}
        for key, value in results.items():
            with suppress(ValueError, RecursionError):
                encoded[key] = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        self.put(encoded)

    def _write(self, path: Path, body: bytes) -> None:
        """By way of a file that no other process or thread writes, so that a reader never meets half of it."""
        aside = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}")
        try:
            aside.write_bytes(sha256(body).hexdigest().encode() + body)
            aside.replace(path)
        except OSError:
            aside.unlink(missing_ok=True)
            raise

    def _trim(self) -> None:
        """Remove what was longest unused (and what killed processes left) until the rest is within bounds."""
        if self._folder.is_symlink():
            return
        files = [(item.stat(), item.path) for item in os.scandir(self._folder) if _RESULT.fullmatch(item.name)]
        total = sum(status.st_size for status, _ in files)
        for status, path in sorted(files, key=lambda file: file[0].st_mtime_ns):
            if total <= MAX_BYTES:
                break
            Path(path).unlink(missing_ok=True)
            total -= status.st_size


@cache
def _program() -> bytes:
    """What tells this installation from another: its own files as Python's own cache knows them (size and time of
    change), the names of the installed packages, which have their versions in them, and the version of Python.
    """
    package = find_spec("pypandoc")
    installed = Path(package.origin).parent.parent if package and package.origin else Path()
    names = sorted(item.name for item in os.scandir(installed) if item.name.endswith(".dist-info"))
    return "\n".join([sys.version, *names, *sorted(_own_files(str(_PROGRAM)))]).encode()


def _own_files(folder: str) -> Iterator[str]:
    for item in os.scandir(folder):
        if item.is_dir():
            if item.name != "__pycache__":
                yield from _own_files(item.path)
        else:
            status = item.stat()
            yield f"{item.path} {status.st_size} {status.st_mtime_ns}"
