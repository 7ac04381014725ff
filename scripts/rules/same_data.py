"""The words of same.yml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

_DATA = Path(__file__).with_name("same.yml")


@cache
def _data() -> Mapping[str, Sequence[str]]:
    data: dict[str, list[str]] = yaml.safe_load(_DATA.read_text(encoding="utf-8"))
    return data


@cache
def listed(name: str) -> frozenset[str]:
    """A list of same.yml."""
    return frozenset(_data()[name])
