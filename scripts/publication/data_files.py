"""The data files that come with this program (YAML)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

# The parser in C, which the wheels of PyYAML have, reads them ten times as fast.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_data(path: Path) -> Any:
    """The content of one file. For what authors write there is `settings`, which knows the place of each value."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - both loaders are safe ones
