"""Pictures for formats that cannot show SVG everywhere: drawn by Typst, with the fonts of the house."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from typing import Any

import typst

from scripts.design import FONTS
from scripts.editions.drawings import restyled
from scripts.editions.edition import Edition
from scripts.editions.typesetting import compiler, pages
from scripts.publication import ast
from scripts.publication.cache import Cache, digest
from scripts.publication.errors import PublicationError
from scripts.publication.model import Node

_DOTS_PER_INCH = 300
# Inches; a picture that is higher is shown smaller, so that text and notes fit on its page too.
_HIGHEST = 4.4
# One page for each picture, as large as the picture itself.
_SHEET = '#set page(width: auto, height: auto, margin: 0pt)\n#set text(font: "{font}")\n'


def raster_pictures(edition: Edition, document: dict[str, Any]) -> dict[str, Any]:
    """The document with each SVG replaced by a PNG of the same size, which is written into the workspace."""
    images = (node for node in ast.walk(document["blocks"]) if node["t"] == "Image")
    paths = sorted({node["c"][2][0] for node in images if node["c"][2][0].lower().endswith(".svg")})
    if not paths:
        return document
    widths = {path: _write(edition, path, png) for path, png in zip(paths, _draw(edition, paths), strict=True)}

    def replace(node: Node) -> Node | None:
        if node["t"] != "Image" or node["c"][2][0] not in widths:
            return None
        (id, classes, pairs), alt, (path, title) = node["c"]
        attributes = ast.attributes(id, classes, {"width": f"{widths[path]:.4f}in"} | dict(pairs))
        return {"t": "Image", "c": [attributes, alt, [f"{path}.png", title]]}

    return document | {"blocks": ast.transform(document["blocks"], replace)}


def _draw(edition: Edition, paths: Sequence[str]) -> list[bytes]:
    """The drawings as PNG, from the cache if they were drawn before."""
    drawings = restyled(edition)
    inputs = {path: drawings[path] for path in paths if path in drawings}
    images = "\n#pagebreak()\n".join(_image(path, inputs) for path in paths)
    markup = _SHEET.format(font=edition.design["sans"]) + images
    docs = edition.publication.root / "docs"
    sources = [inputs[path].encode() if path in inputs else (docs / path).read_bytes() for path in paths]
    # A drawing can show another picture, and another house style has fonts of its own: those are always drawn anew.
    can_keep = edition.fonts == (FONTS,) and not any(b"<image" in source for source in sources)
    keys = [digest("drawing", markup, *sources, str(number)) for number in range(len(paths))] if can_keep else []
    cache = Cache(edition.publication.root)
    known = [png for key in keys if (png := cache.get(key)) is not None]
    if len(known) == len(paths):
        return known
    drawn = _drawn(edition, markup, inputs, paths)
    cache.put(dict(zip(keys, drawn, strict=False)))
    return drawn


def _drawn(edition: Edition, markup: str, inputs: dict[str, str], paths: Sequence[str]) -> list[bytes]:
    try:
        return pages(compiler(edition, markup.encode(), inputs).compile(format="png", ppi=_DOTS_PER_INCH))
    except typst.TypstError as error:
        names = ", ".join(f"docs/{path}" for path in paths)
        raise PublicationError(f"een tekening is niet te lezen ({names}): {error.message}") from error


def _image(path: str, inputs: Mapping[str, str]) -> str:
    source = f'bytes(sys.inputs.at("{_escaped(path)}"))' if path in inputs else f'"/{_escaped(path)}"'
    return f"#image({source})"


def _escaped(path: str) -> str:
    return path.replace("\\", "\\\\").replace('"', '\\"')


def _write(edition: Edition, path: str, png: bytes) -> float:
    """Put a drawing into the workspace; returns its width in inches (PNG's IHDR: size from byte 16, big-endian)."""
    file = edition.workspace / f"{path}.png"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(png)
    width, height = (dots / _DOTS_PER_INCH for dots in struct.unpack(">II", png[16:24]))
    return float(width * min(1.0, _HIGHEST / height))
