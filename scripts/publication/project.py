"""The state of a whole project: a digest of all that its editions can be made from."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from scripts.publication.cache import digest
from scripts.publication.config import CONFIG_FILE
from scripts.publication.errors import PublicationError
from scripts.publication.settings import read_settings

# What is made, and what belongs to programs.
_LEFT_OUT = frozenset({"build", "__pycache__", "node_modules"})
# Settings whose meaning is in mkdocs.yml and in files of the project; others may run a program or read anything.
_PLAIN = frozenset(
    (
        *("site_name", "site_description", "site_url", "site_author", "copyright", "nav", "extra", "theme"),
        *("plugins", "extra_css", "not_in_nav", "exclude_docs", "draft_docs", "repo_url", "repo_name", "edit_uri"),
    )
)
_PLAIN_PLUGINS = frozenset({"search", "bibtex"})
# A tag such as !ENV, and a path out of the project.
_ELSEWHERE = re.compile(r"(?:^|[\s\[{,:-])!{1,2}[A-Za-z]|\.\./|[:\s\"']/\w", re.MULTILINE)


def project_state(root: Path, without: Collection[str] = ()) -> str | None:
    """A digest of the content of every file in the project but hidden and made ones, and those named in `without`.

    None if the editions may depend on anything else: a hook, another plugin, the environment, a file elsewhere.
    """
    try:
        config = (root / CONFIG_FILE).read_text(encoding="utf-8")
        if not _is_plain(config):
            return None
        files = sorted((name, path, size, time) for name, path, size, time in _files(str(root)) if name not in without)
        return digest("project", *(part for name, *file in files for part in (name, _content(*file))))
    except (OSError, UnicodeDecodeError, PublicationError, _Elsewhere):
        # Whoever reads the project in earnest says what is wrong with it.
        return None


class _Elsewhere(Exception):  # noqa: N818 - no error: the project has a folder of another place
    pass


def _is_plain(config: str) -> bool:
    settings, values = read_settings(config, CONFIG_FILE)
    plugins = (item for item in settings.child("plugins").items())
    names = {name for item in plugins for name in ([n for n, _ in item.pairs()] if item.is_mapping else [item.text()])}
    return values.keys() <= _PLAIN and names <= _PLAIN_PLUGINS and not _ELSEWHERE.search(config)


@lru_cache(maxsize=65536)
def _content(path: str, _size: int, _time: int) -> bytes:
    """The digest of a file's content, read again in this run if its size or time of change is another."""
    return sha256(Path(path).read_bytes()).digest()


def _files(folder: str, below: str = "") -> Iterator[tuple[str, str, int, int]]:
    """The name in the project, the path, the size and the time of change of each file."""
    for item in os.scandir(folder):
        if item.name.startswith(".") or item.name in _LEFT_OUT or item.name.endswith(".egg-info"):
            continue
        if item.is_dir():
            if item.is_symlink():
                raise _Elsewhere
            yield from _files(item.path, f"{below}{item.name}/")
        else:
            status = item.stat()
            yield f"{below}{item.name}", item.path, status.st_size, status.st_mtime_ns
