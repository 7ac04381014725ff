"""Looking at the finished site: no citation left as typed, no link within the site that leads nowhere."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from scripts.publication.errors import PublicationError

# Enough of HTML for pages that a program wrote, in a tenth of the time that a parser takes.
_TAG = re.compile(r"""<[A-Za-z/!](?:[^"'>]|"[^"]*"|'[^']*')*>""")
# The values of all attributes are read, or one that is written in the value of another would count.
_ATTRIBUTE = re.compile(r"""\s([\w:-]+)=(?:"([^"]*)"|'([^']*)'|([^\s>]*))""")
_LINKS = frozenset({"href", "src"})
_AS_TYPED = re.compile(r"<(code|pre|script|style|textarea)\b.*?</\1>", re.DOTALL)


@dataclass
class _Contents:
    """What one page holds that matters here."""

    ids: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)
    raw_citation: bool = False


def check_site(site: Path, promised: Collection[str] = ()) -> None:
    """Raise PublicationError if a page shows `[@` or links to a page, anchor or file that is not there.

    `promised` names files, relative to the site's root, that come later.
    """
    pages = {path.relative_to(site).as_posix(): _read(path) for path in sorted(site.rglob("*.html"))}
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()} | set(promised)
    problems = [problem for name in pages if name != "404.html" for problem in _problems(name, pages, files)]
    if problems:
        raise PublicationError("\n".join(["de webuitgave deugt niet:", *problems]))


def _problems(name: str, pages: dict[str, _Contents], files: set[str]) -> Iterator[str]:
    if pages[name].raw_citation:
        yield f"op {name} staat een bronverwijzing nog zoals zij getypt is (‘[@’)"
    for target in sorted(pages[name].targets):
        file, id = _resolve(name, target)
        if file not in files:
            yield f"op {name} leidt ‘{target}’ nergens heen"
        elif id and file in pages and id not in pages[file].ids:
            yield f"op {name} leidt ‘{target}’ naar een plaats die er niet is"


def _resolve(name: str, target: str) -> tuple[str, str]:
    """The file below the site's root that a relative link on page `name` leads to, and the id in it."""
    parts = urlsplit(target)
    file = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path))) if parts.path else name
    if parts.path.endswith(("/", ".")) or not parts.path.rpartition("/")[2]:
        file = name if not parts.path else posixpath.normpath(posixpath.join(file, "index.html"))
    return file, unquote(parts.fragment)


def _read(path: Path) -> _Contents:
    page = path.read_text(encoding="utf-8")
    contents = _Contents(raw_citation="[@" in page and "[@" in _TAG.sub("", _AS_TYPED.sub("", page)))
    for name, *values in _ATTRIBUTE.findall(" ".join(_TAG.findall(page))):
        target = html.unescape("".join(values))
        if name == "id":
            contents.ids.add(target)
        elif name in _LINKS and not urlsplit(target).scheme and not target.startswith("/"):
            contents.targets.add(target)
    return contents
