"""The YAML block at the start of a chapter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from scripts.publication.errors import PublicationError
from scripts.publication.model import Position

_BLOCK = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The settings of a page and the offset behind their block (0 without one)."""

    values: Mapping[str, Any] = field(default_factory=dict)
    end: int = 0

    def blanked(self, source: str) -> str:
        """The source with spaces in the place of the block, so that lines and offsets stay."""
        return _LINE.sub(lambda line: " " * len(line.group()), source[: self.end]) + source[self.end :]


def read_front_matter(source: str, file: str) -> FrontMatter:
    """Read the `---` … `---` block; like MkDocs, take one that is no mapping for ordinary text.

    Raises PublicationError with the line for a block that is not valid YAML.
    """
    block = _BLOCK.match(source)
    if block is None:
        return FrontMatter()
    try:
        values = yaml.safe_load(block.group(1))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        message = f"het YAML-blok bovenaan is niet te lezen: {error.problem or error.context}"
        raise PublicationError(message, Position(file, line)) from error
    except (yaml.YAMLError, ValueError) as error:
        # ValueError: a date that does not exist, a number of thousands of digits.
        raise PublicationError(f"het YAML-blok bovenaan is niet te lezen: {error}", Position(file, 1)) from error
    if values is None:
        return FrontMatter(end=block.end())
    return FrontMatter(values, block.end()) if isinstance(values, dict) else FrontMatter()
