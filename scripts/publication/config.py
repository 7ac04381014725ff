"""What mkdocs.yml says: the metadata of the publication and, in its nav, the only order of the chapters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from scripts.publication.errors import PublicationError
from scripts.publication.exceptions import in_config
from scripts.publication.model import DeclaredException, Metadata, Position
from scripts.publication.slug import slugify

CONFIG_FILE = "mkdocs.yml"
DEFAULT_STYLE = Path(__file__).with_name("noten.csl")


@dataclass(frozen=True, slots=True)
class NavPage:
    """One file in the nav; `part` is the title of the nav section it stands in."""

    file: PurePosixPath
    title: str | None
    part: str | None
    position: Position


@dataclass(frozen=True, slots=True)
class Config:
    """mkdocs.yml as far as the publication needs it; `values` is the whole of it."""

    values: Mapping[str, Any]
    metadata: Metadata
    pages: tuple[NavPage, ...]
    bibliography: Path
    exceptions: tuple[DeclaredException, ...] = ()


class _TolerantLoader(yaml.SafeLoader):
    """YAML as MkDocs reads it, but `!ENV` and `!!python/name:` tags are read as plain values, never run."""


def _plain(loader: _TolerantLoader, _: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    assert isinstance(node, yaml.MappingNode)
    return loader.construct_mapping(node, deep=True)


_TolerantLoader.add_multi_constructor("!", _plain)
_TolerantLoader.add_multi_constructor("tag:yaml.org,2002:python/", _plain)


def read_text(path: Path, file: str) -> str:
    """A text file as UTF-8 with LF line ends; PublicationError that names the line when it is not UTF-8 or not there."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise PublicationError("dit bestand bestaat niet", Position(file, 1)) from error
    except OSError as error:
        raise PublicationError(f"dit bestand is niet te lezen ({error.strerror})", Position(file, 1)) from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        raise PublicationError(
            "dit bestand is geen UTF-8; bewaar het opnieuw als ‘UTF-8’", Position(file, line, column)
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_config(root: Path) -> Config:
    """Read `root`/mkdocs.yml; PublicationError with its line for everything an author can get wrong there."""
    text = read_text(root / CONFIG_FILE, CONFIG_FILE)
    try:
        loader = _TolerantLoader(text)
        tree = loader.get_single_node()
        values = loader.construct_document(tree) if tree else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        position = Position(CONFIG_FILE, mark.line + 1, mark.column + 1) if mark else Position(CONFIG_FILE, 1)
        raise PublicationError(f"geen geldige YAML: {error.problem or error.context}", position) from error
    except yaml.YAMLError as error:
        raise PublicationError(f"geen geldige YAML: {error}", Position(CONFIG_FILE, 1)) from error
    if not isinstance(values, dict):
        raise PublicationError("hier horen instellingen te staan, zoals ‘site_name: …’", Position(CONFIG_FILE, 1))
    pages = tuple(_pages(_child(tree, "nav")))
    if not pages:
        raise PublicationError("‘nav’ noemt geen hoofdstukken; zet er de bestanden van docs/ in", _at(tree))
    exceptions = tuple(in_config(_child(_child(tree, "extra"), "exceptions"), CONFIG_FILE))
    return Config(values, _metadata(root, values), pages, _bibliography(root, values), exceptions)


def _at(node: yaml.Node | None) -> Position:
    return (
        Position(CONFIG_FILE, node.start_mark.line + 1, node.start_mark.column + 1)
        if node
        else Position(CONFIG_FILE, 1)
    )


def _child(node: yaml.Node | None, name: str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == name), None)
    return None


def _pages(node: yaml.Node | None, title: str | None = None, part: str | None = None) -> list[NavPage]:
    if isinstance(node, yaml.ScalarNode):
        if re.match(r"\w+://", node.value) or not node.value.endswith((".md", ".markdown")):
            return []
        return [NavPage(PurePosixPath(node.value), title, part, _at(node))]
    if isinstance(node, yaml.SequenceNode):
        return [page for child in node.value for page in _pages(child, None, part if title is None else title)]
    if isinstance(node, yaml.MappingNode):
        return [page for key, value in node.value for page in _pages(value, str(key.value), part)]
    return []


def _bibliography(root: Path, values: Mapping[str, Any]) -> Path:
    extra = values.get("extra") or {}
    named = extra.get("bibliography") or _plugin_option(values, "bibtex", "bib_file")
    if named:
        path = root / str(named)
        if not path.is_file():
            raise PublicationError(f"bibliografie ‘{named}’ bestaat niet", Position(CONFIG_FILE, 1))
        return path
    found = sorted(root.glob("*.bib"))
    if not found:
        raise PublicationError("er staat geen .bib-bestand naast mkdocs.yml (verwacht: references.bib)")
    preferred = root / "references.bib"
    if preferred in found or len(found) == 1:
        return preferred if preferred in found else found[0]
    names = ", ".join(path.name for path in found)
    raise PublicationError(
        f"meer dan één .bib ({names}); noem de goede als ‘extra: bibliography:’", Position(CONFIG_FILE, 1)
    )


def _plugin_option(values: Mapping[str, Any], plugin: str, option: str) -> Any:
    for item in values.get("plugins") or []:
        if isinstance(item, dict) and isinstance(item.get(plugin), dict):
            return item[plugin].get(option)
    return None


def _metadata(root: Path, values: Mapping[str, Any]) -> Metadata:
    extra = values.get("extra") or {}
    if not isinstance(extra, dict):
        raise PublicationError("‘extra’ hoort uit ‘naam: waarde’-regels te bestaan", Position(CONFIG_FILE, 1))
    theme = values.get("theme")
    title = str(extra.get("title") or values.get("site_name") or "")
    if not title:
        raise PublicationError("‘site_name’ (de titel) ontbreekt", Position(CONFIG_FILE, 1))
    authors = extra.get("authors") or values.get("site_author") or []
    lang = extra.get("lang") or (theme.get("language") if isinstance(theme, dict) else None) or "nl"
    provenance = extra.get("provenance") or {}
    if not isinstance(provenance, dict) or not str(provenance.get("first_page", 1)).isdecimal():
        message = "‘extra: provenance’ hoort een ‘text: …’ te hebben, en ‘first_page: …’ als die niet 1 is"
        raise PublicationError(message, Position(CONFIG_FILE, 1))
    return Metadata(
        title=title,
        subtitle=str(extra.get("subtitle") or ""),
        authors=tuple(map(str, authors)) if isinstance(authors, list) else (str(authors),),
        date=str(extra.get("date") or ""),
        publisher=str(extra.get("publisher") or ""),
        rights=str(extra.get("rights") or values.get("copyright") or ""),
        description=str(values.get("site_description") or ""),
        lang=str(lang),
        slug=slugify(str(extra.get("slug") or title)) or "publicatie",
        site_url=str(values.get("site_url") or ""),
        csl=root / str(extra["csl"]) if extra.get("csl") else DEFAULT_STYLE,
        provenance=root / str(provenance["text"]) if provenance.get("text") else None,
        first_page=int(provenance.get("first_page", 1)),
    )
