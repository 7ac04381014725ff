"""All or nothing: make a folder or file aside and put it in the place of the old one only when it is complete."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.publication.cache import cache_folder
from scripts.publication.errors import PublicationError

_ASIDE = ".build-"
# Longer than any build takes: whoever waits this long waits for a process that hangs.
_PATIENCE_SECONDS = 900


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Keep other runs that write in the same project waiting; PublicationError if one never seems to end."""
    # Imported here: a check, which writes nothing, does not wait for it.
    from filelock import FileLock, Timeout

    try:
        with FileLock(cache_folder(root) / "build.lock", timeout=_PATIENCE_SECONDS):
            yield
    except Timeout as error:
        minutes = _PATIENCE_SECONDS // 60
        raise PublicationError(f"een andere opdracht in deze map is na {minutes} minuten nog niet klaar") from error


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A new, empty folder that takes the place of `target` when the block ends well, and disappears otherwise.

    It stands beside `target`, so that moving it is one rename. Only one run at a time may do this: see `alone`.
    """
    _restore(target)
    fresh = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=target.parent))
    try:
        fresh.chmod(0o755)
        yield fresh
        _exchange(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


@contextmanager
def aside(path: Path) -> Iterator[Path]:
    """A temporary file in the folder of `path`, gone afterwards unless it took its place."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    os.close(handle)
    fresh = Path(name)
    try:
        yield fresh
    finally:
        fresh.unlink(missing_ok=True)


def write_if_changed(path: Path, text: str) -> None:
    """Write a text file in one step, keeping its permissions; one that would stay the same is left alone."""
    content = text.encode()
    if path.exists() and path.read_bytes() == content:
        return
    with aside(path) as fresh:
        fresh.write_bytes(content)
        fresh.chmod(path.stat().st_mode if path.exists() else 0o644)
        fresh.replace(path)


@contextmanager
def together(target: Path) -> Iterator[Path]:
    """A new folder whose files all go to the folder `target` when the block ends well, and none otherwise."""
    target.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=target) as folder:
        yield Path(folder)
        for path in Path(folder).iterdir():
            path.replace(target / path.name)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file in one step, whether it is there or not; its folder is made if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with aside(path) as fresh:
        fresh.write_bytes(data)
        fresh.chmod(0o644)
        fresh.replace(path)


def rewrite(path: Path, new: bytes, is_unchanged: Callable[[bytes], bool]) -> None:
    """Put `new` in the place of a file in one step; a reader sees the old file or the new one.

    PublicationError, and nothing written, if what the file holds by now is not what `is_unchanged` expects.
    """
    with aside(path) as fresh:
        fresh.write_bytes(new)
        fresh.chmod(path.stat().st_mode)
        if not is_unchanged(path.read_bytes()):
            raise PublicationError(f"‘{path.name}’ is intussen gewijzigd en is zo gebleven; probeer het opnieuw")
        fresh.replace(path)


def _previous(target: Path) -> Path:
    return target.with_name(f"{_ASIDE}vorige")


def _restore(target: Path) -> None:
    """Clear up after a run that was killed: its unfinished folders, and a previous build that it had set aside."""
    previous = _previous(target)
    if previous.exists() and not target.exists():
        previous.rename(target)
    for left_over in target.parent.glob(f"{_ASIDE}*"):
        shutil.rmtree(left_over, ignore_errors=True)


def _exchange(fresh: Path, target: Path) -> None:
    previous = _previous(target)
    if target.exists():
        target.rename(previous)
    try:
        fresh.rename(target)
    except OSError:
        if previous.exists():
            previous.rename(target)
        raise
    shutil.rmtree(previous, ignore_errors=True)
