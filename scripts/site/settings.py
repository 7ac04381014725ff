"""The settings of the site: those of `defaults.yml`, with what a project's mkdocs.yml adds, and titles as safe HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from markupsafe import Markup, escape

from scripts.publication.data_files import read_data
from scripts.publication.model import Chapter, Publication
from scripts.publication.wording import wording
from scripts.site.pages.home import numbered
from scripts.site.staging import HOME

_DEFAULTS = Path(__file__).with_name("defaults.yml")
# What the site needs as it is, whatever a project says.
_FIXED = ("use_directory_urls", "strict", "validation")
_REPLACED = ("search", "material/search")


def site_settings(
    publication: Publication, project: Mapping[str, Any], departed: Iterable[PurePosixPath] = ()
) -> dict[str, Any]:
    """The settings for MkDocs; `project` is the content of the project's mkdocs.yml.

    `departed` are the pages at addresses where a chapter once was; they are not in the nav.

    Themes do not escape what they are given, so titles and metadata are given to them as HTML.
    """
    meta = publication.metadata
    defaults = _filled(read_data(_DEFAULTS), wording(meta.lang))
    settings = {name: value for name, value in project.items() if name not in {"docs_dir", "site_dir"}}
    settings |= {name: defaults[name] for name in _FIXED}
    settings |= {
        "site_name": escape(meta.title),
        "site_description": escape(meta.description),
        "site_author": escape(", ".join(meta.authors)),
        "copyright": escape(meta.rights),
        "theme": _theme(defaults["theme"], project.get("theme") or {}, meta.lang),
        "extra": defaults["extra"] | {"theme_script": _asks_for_more(project)} | (project.get("extra") or {}),
        "extra_css": defaults["extra_css"] + (project.get("extra_css") or []),
        "extra_javascript": defaults["extra_javascript"] + (project.get("extra_javascript") or []),
        "plugins": _plugins(defaults["plugins"], project.get("plugins")),
        "markdown_extensions": _options(project.get("markdown_extensions")) | defaults["markdown_extensions"],
        "nav": _nav(publication, project.get("nav")),
        "not_in_nav": "\n".join([project.get("not_in_nav") or "", *map(_pattern, departed)]),
    }
    return settings


def _asks_for_more(project: Mapping[str, Any]) -> bool:
    """Whether a project wants of the theme what takes the theme's own script; without it a page is half as heavy."""
    theme = project.get("theme")
    return isinstance(theme, Mapping) and bool(theme.get("features") or theme.get("palette"))


def _pattern(file: PurePosixPath) -> str:
    """The pattern of just this file, as git's ignore files have it."""
    return "/" + re.sub(r"([\\*?\[\]! ])", r"\\\1", file.as_posix())


def _filled(value: Any, words: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return value.format_map(words)
    if isinstance(value, list):
        return [_filled(child, words) for child in value]
    if isinstance(value, dict):
        return {name: _filled(child, words) for name, child in value.items()}
    return value


def _theme(defaults: Mapping[str, Any], project: Any, lang: str) -> dict[str, Any]:
    own: Mapping[str, Any] = {"name": project} if isinstance(project, str) else project
    features = dict.fromkeys([*defaults["features"], *(own.get("features") or [])])
    return {"language": lang, **defaults, **own, "features": list(features)}


def _plugins(defaults: Mapping[str, Any], project: Any) -> dict[str, Any]:
    """Those of the project too, but for the search that ours takes the place of."""
    plugins = {**defaults, **_options(project)}
    return {name: options for name, options in plugins.items() if name not in _REPLACED}


def _options(listed: Any) -> dict[str, Any]:
    """A list of names and `name: options` (or one mapping of them), as MkDocs accepts it, as a mapping."""
    if isinstance(listed, Mapping):
        return {name: options or {} for name, options in listed.items()}
    pairs = [item if isinstance(item, Mapping) else {item: {}} for item in listed or []]
    return {name: options or {} for pair in pairs for name, options in pair.items()}


def _nav(publication: Publication, project: Any) -> list[Any]:
    chapters = {chapter.file.as_posix(): chapter for chapter in publication.chapters}
    home = [] if HOME.as_posix() in chapters else [{escape(publication.metadata.title): HOME.as_posix()}]
    nav = _titled(project, chapters)
    return home + (nav if isinstance(nav, list) else [nav])


def _titled(item: Any, chapters: Mapping[str, Chapter]) -> Any:
    """The same nav, with the number and title of each chapter written out."""
    if isinstance(item, list):
        return [_titled(child, chapters) for child in item]
    if isinstance(item, Mapping):
        return dict(_titled_pair(title, value, chapters) for title, value in item.items())
    return {_title(chapters[item]): item} if item in chapters else item


def _titled_pair(title: str, value: Any, chapters: Mapping[str, Chapter]) -> tuple[Markup, Any]:
    chapter = chapters.get(value) if isinstance(value, str) else None
    return _title(chapter, title) if chapter else escape(title), _titled(value, chapters) if not chapter else value


def _title(chapter: Chapter, title: str | None = None) -> Markup:
    return escape(numbered(chapter.number, str(title or chapter.title)))
