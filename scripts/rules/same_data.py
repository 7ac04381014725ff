"""The words of same.yml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from scripts.publication.data_files import read_data

_DATA = Path(__file__).with_name("same.yml")


@cache
def _data() -> Mapping[str, Sequence[str]]:
    data: dict[str, list[str]] = read_data(_DATA)
    return data


@cache
def listed(name: str) -> frozenset[str]:
    """A list of same.yml."""
    return frozenset(_data()[name])
