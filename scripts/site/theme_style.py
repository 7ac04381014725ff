"""The theme's files, cut down to what the pages of one site can use.

The theme brings a style sheet for everything it could ever show, scripts and indexes for many languages. A rule for a
class that no page has does nothing but cost readers time.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Set
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

_FOLDERS = ("assets/stylesheets", "assets/javascripts")
_SCRIPT = "bundle."
_ATTRIBUTE = re.compile(r'\s(class|id)="([^"]*)"|\s(?:href|src)="([^"?#]*)[^"]*"')
# https://www.w3.org/TR/css-syntax-3/: enough of it for what a minifier wrote.
_TOKEN = re.compile(r"""/\*.*?\*/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[{};]|[^"'{};/]+|/""", re.DOTALL)
_ARGUMENTS = re.compile(r"\([^()]*\)")
_NAME = re.compile(r"[.#](-?[A-Za-z_][\w-]*)")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
_PICTURE = re.compile(r'url\("data:image/svg\+xml;charset=utf-8,(<svg .*?</svg>)"\)')
# At-rules that hold rules; others (@keyframes, @font-face) are kept whole.
_GROUPS = ("@media", "@supports", "@layer", "@container")


def slim(site: Path, own: Collection[str] = ()) -> None:
    """Shorten the theme's style sheets below `site`, and remove those of its files that no page asks for.

    `own` names the files, relative to the site's root, that are the publication's; those stay as they are. A site with
    the theme's script keeps everything: what that asks for is not in the pages.
    """
    names, asked = {"js"}, set()
    for page in site.rglob("*.html"):
        for kind, value, target in _ATTRIBUTE.findall(page.read_text(encoding="utf-8")):
            if kind:
                names.update(value.split())
            else:
                asked.add(target.rpartition("/")[2])
    if any(name.startswith(_SCRIPT) for name in asked):
        return
    ours = "".join(path.read_text(encoding="utf-8") for path in sorted((site / "stijl").glob("*.css")))
    for path in _files(site, own):
        if path.name not in asked:
            path.unlink()
        elif path.suffix == ".css":
            css = used(path.read_text(encoding="utf-8"), names, ours)
            path.write_text(_with_icons_in_files(css, path.parent), encoding="utf-8", newline="\n")


def _files(site: Path, own: Collection[str]) -> list[Path]:
    """The theme's scripts and style sheets."""
    found = (path for folder in _FOLDERS for path in (site / folder).rglob("*") if path.is_file())
    return sorted(path for path in found if path.relative_to(site).as_posix() not in own)


def _with_icons_in_files(css: str, folder: Path) -> str:
    """The style sheet with the pictures that stand in it written to `folder`: the site's policy forbids `data:`."""

    def moved(match: re.Match[str]) -> str:
        icon = folder / f"icon-{sha256(match[1].encode()).hexdigest()[:8]}.svg"
        icon.write_text(unquote(match[1]), encoding="utf-8", newline="\n")
        return f'url("{icon.name}")'

    return _PICTURE.sub(moved, css)


def used(css: str, names: Set[str], others: str = "") -> str:
    """The style sheet without rules for classes and ids that are not among `names`, and without unused variables.

    `others` is what else uses its variables.
    """
    rules = list(_used_rules(_TOKEN.findall(css), names))
    variables = set(_VARIABLE.findall(others + "".join(body for _, body in rules)))
    return "".join(f"{opening}{_declarations(body, variables)}" for opening, body in rules)


def _used_rules(tokens: list[str], names: Set[str]) -> Iterator[tuple[str, str]]:
    """The rules that can apply, each as what comes in front of its declarations and these with their closing brace."""
    at = 0
    while at < len(tokens):
        start = at
        while at < len(tokens) and tokens[at] not in "{;}":
            at += 1
        prelude = "".join(tokens[start:at]).strip()
        if at >= len(tokens) or tokens[at] != "{":
            at += 1
            if prelude.startswith("@"):
                yield f"{prelude};", ""
            continue
        end = _closing(tokens, at)
        body = tokens[at + 1 : end]
        at = end + 1
        if prelude.startswith(_GROUPS):
            inner = list(_used_rules(body, names))
            if inner:
                yield f"{prelude}{{", ""
                yield from inner
                yield "}", ""
        elif prelude.startswith("@"):
            yield f"{prelude}{{{''.join(body)}}}", ""
        elif selectors := ",".join(one for one in _selectors(prelude) if _can_apply(one, names)):
            yield f"{selectors}{{", "".join(body) + "}"


def _closing(tokens: list[str], opening: int) -> int:
    depth = 0
    for at in range(opening, len(tokens)):
        depth += {"{": 1, "}": -1}.get(tokens[at], 0)
        if depth == 0:
            return at
    return len(tokens)


def _selectors(prelude: str) -> Iterator[str]:
    """The selectors of a list; a comma within brackets is part of one."""
    depth = start = 0
    for at, character in enumerate(prelude):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(character, 0)
        if character == "," and depth == 0:
            yield prelude[start:at]
            start = at + 1
    yield prelude[start:]


def _can_apply(selector: str, names: Set[str]) -> bool:
    """Whether every class and id that a selector asks for exists; what stands in `:not(…)` and the like need not."""
    plain = selector
    while _ARGUMENTS.search(plain):
        plain = _ARGUMENTS.sub("", plain)
    plain = re.sub(r"\[[^\]]*\]|\"[^\"]*\"", "", plain)
    return all(name in names for name in _NAME.findall(plain))


def _declarations(body: str, variables: Set[str]) -> str:
    if "--" not in body:
        return body
    kept = [
        declaration
        for declaration in _split(body.removesuffix("}"))
        if not declaration.strip().startswith("--") or declaration.split(":", 1)[0].strip() in variables
    ]
    return ";".join(kept) + "}"


def _split(body: str) -> Iterator[str]:
    """The declarations of a rule; a semicolon within quotes is part of one."""
    current = ""
    for piece in _TOKEN.findall(body):
        if piece == ";":
            yield current
            current = ""
        else:
            current += piece
    yield current
