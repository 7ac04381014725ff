"""Drawings as drawings: beside the PNG that every program shows, the SVG that today's Word shows in its place.

The extension is described in [MS-ODRAWXML] 2.24.3.1 (`svgBlip`). In the SVG letters are outlines, for Word draws text
in a picture with whatever font it has.
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from scripts.editions.pictures import OUTLINED, RASTERED

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_WORD_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_LINKS, _CONTENT_TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"


def add_vector_pictures(document: etree._Element, parts: dict[str, bytes], workspace: Path) -> None:
    """Add the drawings that `raster_pictures` left in the workspace, each to the picture that was made of it."""
    links = etree.fromstring(parts[_LINKS])
    for frame in document.iter(f"{_WORD_DRAWING}inline"):
        described, shown = frame.find(f"{_WORD_DRAWING}docPr"), frame.find(f".//{_PICTURE}cNvPr")
        blip = frame.find(f".//{_DRAWING}blip")
        if described is None or shown is None or blip is None:
            continue
        # pandoc puts the path of the file where a screen reader may look for words.
        name = shown.get("descr", "")
        shown.set("descr", described.get("descr", ""))
        drawing = workspace / f"{name.removesuffix(RASTERED)}{OUTLINED}"
        if name.endswith(RASTERED) and drawing.is_file():
            id = f"rIdSvg{described.get('id')}"
            target = f"media/{id}.svg"
            parts[f"word/{target}"] = drawing.read_bytes()
            kind = f"{_RELATIONSHIPS}/image"
            etree.SubElement(links, f"{_PACKAGE}Relationship", {"Id": id, "Type": kind, "Target": target})
            blip.append(_extension(id))
    parts[_LINKS] = etree.tostring(links, xml_declaration=True, encoding="UTF-8", standalone=True)
    parts[_CONTENT_TYPES] = _with_svg(parts[_CONTENT_TYPES])


def _extension(id: str) -> etree._Element:
    extensions = etree.Element(f"{_DRAWING}extLst")
    extension = etree.SubElement(extensions, f"{_DRAWING}ext", {"uri": _EXTENSION})
    etree.SubElement(extension, f"{{{_SVG}}}svgBlip", {f"{{{_RELATIONSHIPS}}}embed": id}, nsmap={"asvg": _SVG})
    return extensions


def _with_svg(content_types: bytes) -> bytes:
    types = etree.fromstring(content_types)
    if not any(each.get("Extension") == "svg" for each in types):
        types.insert(0, etree.Element(f"{_TYPES}Default", {"Extension": "svg", "ContentType": "image/svg+xml"}))
    return etree.tostring(types, xml_declaration=True, encoding="UTF-8", standalone=True)
