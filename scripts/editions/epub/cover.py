"""The cover of the EPUB: the title page of the book as one picture, in the colours of the house."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typst

from scripts.editions.edition import Edition
from scripts.editions.typesetting import compiler, pages
from scripts.publication import ast
from scripts.publication.errors import PublicationError
from scripts.publication.localisation import language_tag, shown_date

_TEMPLATE = Path(__file__).parent.parent / "formats" / "epub" / "cover.typ"
# 160 × 240 mm as 1600 × 2400 dots, what shops and reader programs ask for.
_DOTS_PER_INCH = 254
_FILE = "cover.png"


def draw_cover(edition: Edition, document: dict[str, Any]) -> dict[str, Any]:
    """The document with `cover-image` in its metadata; the picture is in the workspace of the edition."""
    metadata = edition.publication.metadata
    shown = {
        "title": metadata.title,
        "subtitle": metadata.subtitle,
        "authors": list(metadata.authors),
        "publisher": metadata.publisher,
        "date": shown_date(metadata.date, metadata.lang),
        "lang": language_tag(metadata.lang).partition("-")[0],
        "design": dict(edition.design),
    }
    inputs = {"edition": json.dumps(shown, ensure_ascii=False)}
    try:
        drawn = compiler(edition, _TEMPLATE.read_bytes(), inputs).compile(format="png", ppi=_DOTS_PER_INCH)
    except typst.TypstError as error:
        raise PublicationError(f"de omslag van de EPUB is niet te tekenen: {error.message}") from error
    path = edition.workspace / _FILE
    path.write_bytes(pages(drawn)[0])
    return document | {"meta": document["meta"] | {"cover-image": ast.meta_string(str(path))}}
