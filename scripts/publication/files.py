"""What stands in docs/, and what of it mkdocs.yml keeps out of the nav on purpose."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

# https://www.mkdocs.org/user-guide/configuration/#validation, under 'exclude_docs', 'draft_docs' and 'not_in_nav'.
_PATTERNS = ("exclude_docs", "draft_docs", "not_in_nav")


def docs_files(docs: Path) -> frozenset[PurePosixPath]:
    """All files below a folder, relative to it; without hidden ones, which MkDocs leaves out too."""
    found = (PurePosixPath(path.relative_to(docs).as_posix()) for path in docs.rglob("*") if path.is_file())
    return frozenset(file for file in found if not any(part.startswith(".") for part in file.parts))


def left_out(files: frozenset[PurePosixPath], config: Mapping[str, Any]) -> frozenset[PurePosixPath]:
    """The files that match a pattern of mkdocs.yml, and each README.md that an index.md replaces."""
    replaced = {file for file in files if file.name == "README.md" and file.with_name("index.md") in files}
    patterns = [line for name in _PATTERNS for line in str(config.get(name) or "").splitlines()]
    return frozenset(replaced | _matching(files, patterns) if patterns else replaced)


def _matching(files: frozenset[PurePosixPath], patterns: list[str]) -> set[PurePosixPath]:
    # Imported where it is needed: few projects have patterns, and every check would wait for it.
    from pathspec.gitignore import GitIgnoreSpec  # (see above)

    return set(map(PurePosixPath, GitIgnoreSpec.from_lines(patterns).match_files(map(str, files))))
