"""SVG pictures as part of the page, so that they take on its colours and fonts; pictures that could do harm refused.

Whatever is in a picture, only what is known to be harmless comes into a page: a picture with anything else in it (a
style sheet of its own, say) stays a picture in a file, where browsers run no scripts and load nothing. A file that
would run or load something when it is opened by itself is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from lxml import etree

from scripts.design import design

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
# fmt: off
_DRAWING = frozenset({
    "svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text",
    "tspan", "textPath", "marker", "mask", "clipPath", "pattern", "linearGradient", "radialGradient", "stop",
})
# fmt: on
# What says in words what the picture shows; in a page its alternative text does.
_WORDS = frozenset({"title", "desc", "metadata"})
_ACTIVE = frozenset({"script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler", "listener"})
_REFERENCE = re.compile(r"url\((?!\s*[\"']?#)", re.IGNORECASE)
_OWN_REFERENCE = re.compile(r"url\(\s*[\"']?#([^\"')]+)[\"']?\s*\)", re.IGNORECASE)
_IMPORT = re.compile(rf"@import|{_REFERENCE.pattern}", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*([a-z-]+)\s*:\s*([^;]+?)\s*(?:;|$)")
# Names for colours that mean what is behind the page and what is written on it.
_COMMON = {"#fff": "paper", "#ffffff": "paper", "white": "paper", "#000": "ink", "#000000": "ink", "black": "ink"}


class UnsafePictureError(Exception):
    """The picture has something in it that runs or loads something; the message says what."""


def as_markup(svg: bytes, prefix: str, label: str) -> str | None:
    """The picture as one `<svg>` element for a page; None if it has to stay in a file.

    `prefix` makes its ids unique in the page, `label` says in words what it shows. Raises UnsafePictureError.
    """
    root = _parsed(svg)
    for fault in _faults(root):
        raise UnsafePictureError(fault)
    if not all(_is_drawing(element) for element in root.iter(etree.Element)):
        return None
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or etree.QName(element).localname in _WORDS or not _is_svg(element):
            _drop(element)
        else:
            _settle(element, prefix)
    for name in ("width", "height", "aria-labelledby", "aria-describedby"):
        root.attrib.pop(name, None)
    root.attrib.update({"role": "img", "aria-label": label, "class": "tekening"})
    etree.cleanup_namespaces(root)
    text = etree.tostring(root, encoding="unicode", with_tail=False)
    return re.sub(r">\s+<", "><", text.replace(' xmlns="http://www.w3.org/2000/svg"', ""))


def check(svg: bytes) -> None:
    """Raise UnsafePictureError if the file would run or load something when it is opened."""
    for fault in _faults(_parsed(svg)):
        raise UnsafePictureError(fault)


def _parsed(svg: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(svg, parser)
    except etree.XMLSyntaxError as error:
        raise UnsafePictureError(f"het is geen geldige SVG ({error.msg})") from error
    types = root.getroottree().docinfo.internalDTD
    for entity in types.iterentities() if types is not None else ():
        raise UnsafePictureError(f"het definieert een entiteit (‘{entity.name}’)")
    return root


def _faults(root: etree._Element) -> Iterator[str]:
    for element in chain(root.itersiblings(preceding=True), root.iter()):
        if isinstance(element, etree._ProcessingInstruction):
            yield f"er staat een verwerkingsopdracht in (<?{element.target}>)"
        elif isinstance(element.tag, str):
            name = etree.QName(element).localname
            if name.casefold() in _ACTIVE:
                yield f"er staat <{name}> in"
            if name == "style" and _IMPORT.search("".join(element.itertext())):
                yield "de opmaak erin haalt iets van elders op"
            yield from _faults_of_attributes(name, dict(element.attrib))


def _faults_of_attributes(element: str, attributes: Mapping[str, str]) -> Iterator[str]:
    for qualified, value in attributes.items():
        name = etree.QName(qualified).localname
        target = re.sub(r"[\s\x00-\x1f]", "", value).casefold()
        if name.casefold().startswith("on"):
            yield f"<{element}> voert bij ‘{name}’ iets uit"
        elif name == "href" and element != "a" and not target.startswith(("#", "data:image/png", "data:image/jpeg")):
            yield f"<{element}> verwijst naar ‘{value[:60]}’, buiten het bestand"
        elif name in {"href", "from", "to", "values"} and "javascript:" in target:
            yield f"<{element}> voert bij ‘{name}’ iets uit"
        elif _REFERENCE.search(value):
            yield f"<{element}> haalt bij ‘{name}’ iets van elders op"


def _is_svg(element: etree._Element) -> bool:
    return bool(etree.QName(element).namespace == _SVG[1:-1])


def _is_drawing(element: etree._Element) -> bool:
    """Whether an element may come into a page or may be dropped: words, and what drawing programs keep in a file."""
    if not isinstance(element.tag, str) or not _is_svg(element):
        return True
    return etree.QName(element).localname in _DRAWING | _WORDS


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        if element.tail and element.tail.strip():
            previous = element.getprevious()
            if previous is not None:
                previous.tail = (previous.tail or "") + element.tail
            else:
                parent.text = (parent.text or "") + element.tail
        parent.remove(element)


def _settle(element: etree._Element, prefix: str) -> None:
    """Make the attributes those of an element in a page: no style, ids of its own, colours of the house."""
    for name, typed in dict(element.attrib).items():
        del element.attrib[name]
        value = _OWN_REFERENCE.sub(rf"url(#{prefix}-\1)", typed)
        if name == "style":
            for property, setting in _DECLARATION.findall(value):
                element.set(property, _in_house(setting))
        elif name == "id":
            element.set("id", f"{prefix}-{value}")
        elif name in {"href", _XLINK_HREF}:
            element.set("href", f"#{prefix}-{value[1:]}")
        elif not name.startswith("{") and name not in {"class", "version"}:
            element.set(name, _in_house(value))
    if "font-family" in element.attrib:
        del element.attrib["font-family"]


def _in_house(value: str) -> str:
    """A colour of the house style as the variable that follows the reader's choice of light or dark."""
    name = _colours().get(value.casefold())
    return f"var(--publicatie-{name})" if name else value


def _colours() -> Mapping[str, str]:
    house = {value.casefold(): name for name, value in design().items() if not name.startswith("dark_")}
    return _COMMON | {value: name for value, name in house.items() if value.startswith("#")}
