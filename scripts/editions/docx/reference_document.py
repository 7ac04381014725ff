"""The Word document from which pandoc takes styles, page and page furniture, made from a file of styles.

Element names and units are those of WordprocessingML (ECMA-376 part 1, chapter 17): distances in twentieths of a point,
sizes in half points, lines in 240ths.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from scripts.editions.archive import write_parts
from scripts.editions.docx.stylesheet import TWIPS_PER_MM, Style, stylesheet, text_width
from scripts.editions.edition import Edition
from scripts.publication.localisation import language_tag, timestamp

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NAMESPACES = f'xmlns:w="{_WORD}" xmlns:r="{_RELATIONSHIPS}"'
_PARTS = {"styles": "styles", "settings": "settings", "header1": "header", "footer1": "footer"}
_MONOSPACED = "Consolas"


def write_reference_document(edition: Edition, styles: Path) -> Path:
    """Write a reference document with the styles of a YAML file into the workspace of the edition."""
    sheet = stylesheet(styles)
    metadata = edition.publication.metadata
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations({"word/document.xml": "officeDocument"}),
        "word/_rels/document.xml.rels": _relations({f"{name}.xml": kind for name, kind in _PARTS.items()}),
        "word/document.xml": _part("document", f"<w:body><w:p/>{_section(sheet['page'])}</w:body>"),
        "word/styles.xml": _part("styles", _styles(sheet, edition.design, language_tag(metadata.lang))),
        "word/settings.xml": _part("settings", ""),
        "word/header1.xml": _part("hdr", _header(metadata.title)),
        "word/footer1.xml": _part("ftr", _paragraph("footer", _simple_field("PAGE", "1"))),
    }
    path = edition.workspace / "reference.docx"
    encoded = {name: text.encode() for name, text in parts.items()}
    path.write_bytes(write_parts(encoded, timestamp(metadata.date), "[Content_Types].xml"))
    return path


def _part(root: str, content: str) -> str:
    return f"{_XML}<w:{root} {_NAMESPACES}>{content}</w:{root}>"


def _content_types() -> str:
    overrides = {"document": "document.main"} | _PARTS
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{_MIME}.{kind}+xml"/>'
            for name, kind in overrides.items()
        )
        + "</Types>"
    )


def _relations(targets: Mapping[str, str]) -> str:
    return (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{_RELATIONSHIPS}/{kind}" Target="{target}"/>'
            for number, (target, kind) in enumerate(targets.items(), 1)
        )
        + "</Relationships>"
    )


def _section(page: Style) -> str:
    """Page size and margins; header and footer, but not on the first page; notes numbered through."""
    twips = {name: round(value * TWIPS_PER_MM) for name, value in page.items()}
    ids = {name: f"rId{number}" for number, name in enumerate(_PARTS, 1)}
    margins = " ".join(f'w:{side}="{twips[side]}"' for side in ("top", "right", "bottom", "left", "header", "footer"))
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{ids["header1"]}"/>'
        f'<w:footerReference w:type="default" r:id="{ids["footer1"]}"/>'
        '<w:footnotePr><w:numFmt w:val="decimal"/><w:numRestart w:val="continuous"/></w:footnotePr>'
        '<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{twips["width"]}" w:h="{twips["height"]}"/><w:pgMar {margins} w:gutter="0"/>'
        "<w:titlePg/></w:sectPr>"
    )


def _header(title: str) -> str:
    """The title of the publication on the left, that of the chapter on the right."""
    # By its rank, for the name of the style depends on the language of the Word that opens the file.
    chapter = _simple_field("STYLEREF 1", "")
    return _paragraph("header", f"{_run(title)}<w:r><w:tab/></w:r>{chapter}")


def _paragraph(style: str, content: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{_id(style)}"/></w:pPr>{content}</w:p>'


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _simple_field(instruction: str, result: str) -> str:
    return f"<w:fldSimple w:instr={quoteattr(instruction)}>{_run(result)}</w:fldSimple>"


def _styles(sheet: Mapping[str, Any], design: Mapping[str, str], lang: str) -> str:
    defaults = sheet["defaults"]
    run = _run_properties(defaults, design).removesuffix("</w:rPr>") + f"<w:lang w:val={quoteattr(lang)}/></w:rPr>"
    head = (
        f"<w:docDefaults><w:rPrDefault>{run}</w:rPrDefault>"
        f"<w:pPrDefault>{_paragraph_properties(defaults)}</w:pPrDefault></w:docDefaults>"
    )
    width = text_width(sheet["page"])
    paragraphs = "".join(_style(name, "paragraph", style, design, width) for name, style in sheet["paragraph"].items())
    characters = "".join(_style(name, "character", style, design, width) for name, style in sheet["character"].items())
    return head + paragraphs + characters + _table_styles(design["accent"].lstrip("#"))


def _id(name: str) -> str:
    """The id pandoc and Word give a style of that name: 'heading 1' → 'Heading1'."""
    return "".join(word[:1].upper() + word[1:] for word in name.split())


def _style(name: str, type: str, style: Style, design: Mapping[str, str], width: float) -> str:
    default = ' w:default="1"' if not style.get("based") and name in {"Normal", "Default Paragraph Font"} else ""
    links = "".join(
        f"<w:{tag} w:val={quoteattr(_id(style[key]))}/>"
        for tag, key in (("basedOn", "based"), ("next", "next"))
        if key in style
    )
    paragraph = _paragraph_properties(style, width, design["accent"].lstrip("#")) if type == "paragraph" else ""
    return (
        f"<w:style w:type={quoteattr(type)}{default} w:styleId={quoteattr(_id(name))}><w:name w:val={quoteattr(name)}/>"
        f"{links}<w:qFormat/>{paragraph}{_run_properties(style, design)}</w:style>"
    )


def _paragraph_properties(style: Style, width: float = 0, accent: str = "auto") -> str:
    """`w:pPr` with its children in the order of the schema; a tab 'right' stands at the right end of the line."""
    flags = {"keep_next": "keepNext", "keep_lines": "keepLines", "page_break": "pageBreakBefore"}
    parts = [f"<w:{tag}/>" for key, tag in flags.items() if style.get(key)]
    if "list" in style:
        level, number = style["list"]
        parts.append(f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="{number}"/></w:numPr>')
    if "rule" in style:
        parts.append(_rule(style["rule"], accent))
    if tabs := style.get("tabs"):
        parts.append(f"<w:tabs>{''.join(_tab(*tab, width=width) for tab in tabs)}</w:tabs>")
    spacing: dict[str, object] = {key: round(style[key] * 20) for key in ("before", "after") if key in style}
    if "line" in style:
        spacing |= {"line": round(style["line"] * 240), "lineRule": "auto"}
    indent = {key: round(style[key] * TWIPS_PER_MM) for key in ("left", "right", "hanging") if key in style}
    for tag, values in (("spacing", spacing), ("ind", indent)):
        if values:
            parts.append(f"<w:{tag} " + " ".join(f'w:{name}="{value}"' for name, value in values.items()) + "/>")
    if style.get("contextual"):
        parts.append("<w:contextualSpacing/>")
    for key, tag in (("align", "jc"), ("outline", "outlineLvl")):
        if key in style:
            parts.append(f'<w:{tag} w:val="{style[key]}"/>')
    return f"<w:pPr>{''.join(parts)}</w:pPr>"


def _rule(points: float, colour: str) -> str:
    """A rule above a paragraph, so many points thick."""
    return f'<w:pBdr><w:top w:val="single" w:sz="{round(points * 8)}" w:space="14" w:color="{colour}"/></w:pBdr>'


def _tab(place: float | str, leader: str = "none", *, width: float) -> str:
    kind, at = ("right", width) if place == "right" else ("left", float(place))
    return f'<w:tab w:val="{kind}" w:leader="{leader}" w:pos="{round(at * TWIPS_PER_MM)}"/>'


def _run_properties(style: Style, design: Mapping[str, str]) -> str:
    """`w:rPr` with its children in the order of the schema."""
    parts = []
    if "font" in style:
        font = quoteattr(design.get(style["font"], _MONOSPACED))
        parts.append(f"<w:rFonts w:ascii={font} w:hAnsi={font} w:cs={font} w:eastAsia={font}/>")
    parts += [f"<w:{tag}/>" for key, tag in (("bold", "b"), ("italic", "i")) if style.get(key)]
    if "colour" in style:
        parts.append(f'<w:color w:val="{design[style["colour"]].lstrip("#")}"/>')
    if "kern" in style:
        parts.append(f'<w:kern w:val="{round(style["kern"] * 2)}"/>')
    if "size" in style:
        parts.append(f'<w:sz w:val="{round(style["size"] * 2)}"/><w:szCs w:val="{round(style["size"] * 2)}"/>')
    if style.get("superscript"):
        parts.append('<w:vertAlign w:val="superscript"/>')
    return f"<w:rPr>{''.join(parts)}</w:rPr>"


def _table_styles(colour: str) -> str:
    """Word's default table style and pandoc's 'Table' on top of it: a rule under the header row and at the end."""
    rule = f'<w:bottom w:val="single" w:sz="6" w:space="0" w:color="{colour}"/>'
    sides = "".join(f'<w:{side} w:w="108" w:type="dxa"/>' for side in ("left", "right"))
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        f'<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>{sides}</w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="Table"><w:name w:val="Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f'<w:tblPr><w:tblBorders>{rule}</w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>'
        f"<w:tcPr><w:tcBorders>{rule}</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
    )
