"""What mkdocs.yml says: the metadata of the publication and, in its nav, the only order of the chapters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Any

from scripts.publication.errors import PublicationError
from scripts.publication.exceptions import in_config
from scripts.publication.model import DeclaredException, Metadata, Position, TextFile
from scripts.publication.settings import Setting, read_settings
from scripts.publication.slug import slugify
from scripts.publication.text_files import read_text

CONFIG_FILE = "mkdocs.yml"
BIBLIOGRAPHY_FILE = "references.bib"
DEFAULT_STYLE = Path(__file__).with_name("noten.csl")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class NavPage:
    """One file in the nav; `part` is the title of the nav section it stands in."""

    file: PurePosixPath
    title: str | None
    part: str | None
    position: Position


@dataclass(frozen=True, slots=True)
class Config:
    """mkdocs.yml as far as the publication needs it; `values` is the whole of it, each scalar as typed."""

    values: Mapping[str, Any]
    metadata: Metadata
    pages: tuple[NavPage, ...]
    bibliography: Path
    source: TextFile
    exceptions: tuple[DeclaredException, ...] = ()
    glossary: Path | None = None


def read_config(root: Path) -> Config:
    """Read `root`/mkdocs.yml; PublicationError with its line for everything an author can get wrong there."""
    if not (root / CONFIG_FILE).exists():
        message = "dit bestand bestaat niet; ga naar de map van de publicatie of noem haar met -C MAP"
        raise PublicationError(message, Position(CONFIG_FILE, 1))
    source = read_text(root / CONFIG_FILE, CONFIG_FILE)
    settings, values = read_settings(source.text, CONFIG_FILE)
    glossary = settings.child("extra").child("glossary")
    return Config(
        values=values,
        metadata=_metadata(root, settings),
        pages=tuple(_nav(settings)),
        bibliography=_bibliography(root, settings),
        source=source,
        exceptions=tuple(in_config(settings.child("extra").child("exceptions").node, CONFIG_FILE)),
        glossary=_file(root, glossary) if glossary.text() else None,
    )


# -- nav -----------------------------------------------------------------------------------------------------------


def _nav(settings: Setting) -> Iterator[NavPage]:
    nav = settings.child("nav")
    first: dict[PurePosixPath, Position] = {}
    for page in _pages(nav):
        if page.file.is_absolute() or ".." in page.file.parts:
            raise PublicationError(f"‘{page.file}’ ligt buiten docs/", page.position)
        if page.file in first:
            line = first[page.file].line
            raise PublicationError(f"‘{page.file}’ staat al in de nav, op regel {line}", page.position)
        first[page.file] = page.position
        yield page
    if not first:
        raise nav.problem("‘nav’ noemt geen hoofdstukken; zet er de bestanden van docs/ in")


def _pages(setting: Setting, title: str | None = None, part: str | None = None) -> Iterator[NavPage]:
    """The pages in a value of the nav; links to elsewhere and files that are no Markdown are not part of it."""
    if setting.is_list:
        for item in setting.items():
            yield from _pages(item, None, title or part)
    elif setting.is_mapping:
        for name, value in setting.pairs():
            yield from _pages(value, name, part)
    elif (path := setting.text()) and path.endswith((".md", ".markdown")) and not re.match(r"\w+://", path):
        yield NavPage(PurePosixPath(normpath(path)), title, part, setting.position)


# -- bibliography --------------------------------------------------------------------------------------------------


def _bibliography(root: Path, settings: Setting) -> Path:
    named = settings.child("extra").child("bibliography")
    if not named.text():
        named = _bibliography_of_plugin(settings)
    if named.text():
        return _file(root, named)
    found = sorted(path for path in root.glob("*.bib") if path.is_file())
    if not found:
        raise PublicationError(f"er staat geen .bib-bestand naast {CONFIG_FILE} (verwacht: {BIBLIOGRAPHY_FILE})")
    preferred = root / BIBLIOGRAPHY_FILE
    if preferred in found or len(found) == 1:
        return preferred if preferred in found else found[0]
    names = ", ".join(path.name for path in found)
    raise settings.problem(f"meer dan één .bib ({names}); noem de goede als ‘extra: bibliography:’")


def _bibliography_of_plugin(settings: Setting) -> Setting:
    """The option `bib_file` of mkdocs-bibtex; `plugins` is a list of names and mappings, or one mapping."""
    for plugin in settings.child("plugins").items():
        if plugin.is_mapping and plugin.child("bibtex").is_mapping:
            return plugin.child("bibtex").child("bib_file")
    return Setting("plugins: bibtex: bib_file", None, settings.position)


def _file(root: Path, setting: Setting) -> Path:
    """The existing file of the project that a setting names."""
    path = (root / setting.text()).resolve()
    if not path.is_relative_to(root):
        raise setting.problem(f"‘{setting.text()}’ ligt buiten de projectmap")
    if not path.is_file():
        raise setting.problem(f"‘{setting.name}’ noemt een bestand dat niet bestaat: {setting.text()}")
    return path


# -- metadata ------------------------------------------------------------------------------------------------------


def _metadata(root: Path, settings: Setting) -> Metadata:
    extra = settings.child("extra")
    title = extra.child("title").text() or settings.child("site_name").text()
    if not title:
        raise settings.problem("‘site_name’ (de titel) ontbreekt")
    provenance = extra.child("provenance")
    csl, printed = extra.child("csl"), provenance.child("text")
    return Metadata(
        title=title,
        subtitle=extra.child("subtitle").text(),
        authors=_authors(extra.child("authors")) or _authors(settings.child("site_author")),
        date=extra.child("date").text(),
        publisher=extra.child("publisher").text(),
        rights=extra.child("rights").text() or settings.child("copyright").text(),
        description=settings.child("site_description").text(),
        lang=_language(extra.child("lang"), settings.child("theme")),
        slug=slugify(extra.child("slug").text() or title) or "publicatie",
        site_url=settings.child("site_url").text(),
        csl=_file(root, csl) if csl.text() else DEFAULT_STYLE,
        provenance=root / printed.text() if printed.text() else None,
        first_page=_number(provenance.child("first_page"), default=1),
    )


def _authors(setting: Setting) -> tuple[str, ...]:
    """A name, a list of names, or a list of mappings with `name`."""
    names = tuple(item.child("name").text() if item.is_mapping else item.text() for item in setting.items())
    if not all(names):
        raise setting.problem("elke auteur hoort een naam te hebben (‘name: …’)")
    return names


def _language(lang: Setting, theme: Setting) -> str:
    setting = lang if lang.text() or not theme.is_mapping else theme.child("language")
    value = setting.text() or "nl"
    if not _LANGUAGE.fullmatch(value):
        raise setting.problem(f"‘{value}’ is geen taalcode, zoals ‘nl’ of ‘en-GB’")
    return value.replace("_", "-")


def _number(setting: Setting, default: int) -> int:
    text = setting.text()
    if text and not re.fullmatch(r"-?[0-9]{1,6}", text):
        raise setting.problem(f"‘{setting.name}’ hoort een getal te zijn, niet ‘{text}’")
    return int(text) if text else default
