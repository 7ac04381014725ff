"""Whether `build/` holds what a build would make: then there is nothing to do.

A build is known by a digest of the whole project and of the commit that its manifest names; what belongs to it is told
by the checksums in that manifest. Two builds of one state are the same bytes, so a kept one is as good as a fresh one.
"""

from __future__ import annotations

import json
from pathlib import Path

from scripts.manifest import MANIFEST, commit, file_sums
from scripts.publication.cache import Cache, digest
from scripts.publication.project import project_state

KIND = "build"


def build_state(root: Path) -> str | None:
    """What a build starts from, as a digest; None if that cannot be told."""
    state = project_state(root)
    return digest(KIND, state, commit(root) or "") if state else None


def is_kept(root: Path, output: Path, state: str | None) -> bool:
    """Whether `output` is what was made of this state, every file of it and no other."""
    made = Cache(root).get(state) if state else None
    try:
        return made is not None and _sums(output) == json.loads(made)
    except OSError:
        return False


def keep_build(root: Path, output: Path, state: str | None) -> None:
    """Remember what was made of a state, if the project did not change meanwhile."""
    if state and build_state(root) == state:
        Cache(root).put_json({state: _sums(output)})


def _sums(output: Path) -> dict[str, str]:
    return file_sums(output) if (output / MANIFEST).is_file() else {}
