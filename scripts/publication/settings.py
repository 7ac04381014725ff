"""A YAML file as settings that know their place, so that every message can name the line.

Scalars are text as typed: `date: 2023-03-01` and `title: 1984` mean what they say. Tags such as `!ENV` and
`!!python/name:` are read as plain values, never run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from scripts.publication.errors import PublicationError
from scripts.publication.model import Position

_NULL = "tag:yaml.org,2002:null"
_MERGE = "tag:yaml.org,2002:merge"
# Deeper than any nav; a value may also refer to what it stands in (`nav: &nav [*nav]`), without an end.
_MAX_DEPTH = 50


class _TextLoader(yaml.SafeLoader):
    """YAML in which every scalar is text, except an empty one."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own attribute, never changed
        first: [(tag, pattern) for tag, pattern in resolvers if tag in {_NULL, _MERGE}]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _plain(loader: _TextLoader, _: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    return str(node.value)


_TextLoader.add_multi_constructor("!", _plain)
_TextLoader.add_multi_constructor("tag:yaml.org,2002:python/", _plain)


@dataclass(frozen=True, slots=True)
class Setting:
    """A value in a YAML file, or the absence of one (`node` None), with the name and place to give in messages.

    The name of the file's own mapping is ''; of what is in it 'extra', and of what is in that 'extra: lang'.
    """

    name: str
    node: yaml.Node | None
    position: Position

    def problem(self, message: str) -> PublicationError:
        """An error about this setting."""
        return PublicationError(message, self.position)

    def child(self, name: str) -> Setting:
        """The value with this name; PublicationError if this setting is something other than named values."""
        absent = Setting(self._path_of(name), None, self.position)
        return next((setting for key, setting in self.pairs() if key == name), absent)

    def pairs(self) -> Iterator[tuple[str, Setting]]:
        """The names and values in this setting; none if it is absent or empty."""
        if self.node is None or self._is_empty():
            return
        if not isinstance(self.node, yaml.MappingNode):
            raise self.problem(f"‘{self.name}’ hoort uit ‘naam: waarde’-regels te bestaan")
        for key, value in self.node.value:
            yield str(key.value), self._inner(self._path_of(str(key.value)), value)

    def items(self) -> Iterator[Setting]:
        """The values of a list; a single value is a list of one, an absent one of none."""
        if isinstance(self.node, yaml.SequenceNode):
            yield from (self._inner(self.name, value) for value in self.node.value)
        elif self.node is not None and not self._is_empty():
            yield self

    def text(self) -> str:
        """The value as typed, '' if it is absent; PublicationError if it is no single value."""
        if self.node is None or self._is_empty():
            return ""
        if not isinstance(self.node, yaml.ScalarNode):
            raise self.problem(f"‘{self.name}’ hoort één waarde te hebben")
        return str(self.node.value).strip()

    @property
    def is_list(self) -> bool:
        """Whether the value is a list."""
        return isinstance(self.node, yaml.SequenceNode)

    @property
    def is_mapping(self) -> bool:
        """Whether the value consists of named values."""
        return isinstance(self.node, yaml.MappingNode)

    def _path_of(self, name: str) -> str:
        return f"{self.name}: {name}" if self.name else name

    def _is_empty(self) -> bool:
        return isinstance(self.node, yaml.ScalarNode) and self.node.tag == _NULL

    def _inner(self, name: str, node: yaml.Node) -> Setting:
        return Setting(name, node, _position(self.position.file, node))


def read_settings(text: str, file: str) -> tuple[Setting, dict[str, Any]]:
    """The whole of a YAML text as a Setting and as plain data.

    Raises PublicationError for broken YAML, for a name that stands twice in one place, and if it is no mapping.
    """
    try:
        loader = _TextLoader(text)
        tree = loader.get_single_node()
        if tree is not None:
            _check(tree, file)
        values = loader.construct_document(tree) if tree else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        position = Position(file, mark.line + 1, mark.column + 1) if mark else Position(file, 1)
        raise PublicationError(f"geen geldige YAML: {error.problem or error.context}", position) from error
    except yaml.YAMLError as error:
        message = " ".join(str(error).split())
        raise PublicationError(f"geen geldige YAML: {message}", Position(file, 1)) from error
    except RecursionError as error:
        raise PublicationError("geen geldige YAML: te diep genest", Position(file, 1)) from error
    if not isinstance(values, dict):
        raise PublicationError("hier horen instellingen te staan, zoals ‘site_name: …’", Position(file, 1))
    return Setting("", tree, Position(file, 1)), values


def _check(node: yaml.Node, file: str, depth: int = 0) -> None:
    """Refuse what YAML allows and no author means."""
    if depth > _MAX_DEPTH:
        raise PublicationError("instellingen zijn hier te diep genest", _position(file, node))
    if isinstance(node, yaml.SequenceNode):
        for child in node.value:
            _check(child, file, depth + 1)
    elif isinstance(node, yaml.MappingNode):
        first: dict[str, int] = {}
        for key, value in node.value:
            line = first.setdefault(str(key.value), key.start_mark.line + 1)
            if key.start_mark.line + 1 != line:
                raise PublicationError(f"‘{key.value}’ staat al op regel {line}", _position(file, key))
            _check(value, file, depth + 1)


def _position(file: str, node: yaml.Node) -> Position:
    return Position(file, node.start_mark.line + 1, node.start_mark.column + 1)
