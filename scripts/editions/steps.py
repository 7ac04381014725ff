"""The steps that a format's data file can name: `prepare` works on the pandoc document, `finish` on pandoc's output."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from scripts.editions.docx.citations import citation_fields
from scripts.editions.docx.contents import contents
from scripts.editions.docx.finish import tidy_docx
from scripts.editions.docx.numbers import number_fields
from scripts.editions.docx.tracked_changes import track_changes
from scripts.editions.edition import Edition
from scripts.editions.epub.cover import draw_cover
from scripts.editions.epub.finish import tidy_epub
from scripts.editions.pictures import raster_pictures
from scripts.editions.typesetting import typeset

PREPARE: Mapping[str, Callable[[Edition, dict[str, Any]], dict[str, Any]]] = {
    "raster-pictures": raster_pictures,
    "contents": contents,
    "cover": draw_cover,
    "citation-fields": citation_fields,
    "number-fields": number_fields,
}
FINISH: Mapping[str, Callable[[Edition, bytes], bytes]] = {
    "typeset": typeset,
    "tidy-docx": tidy_docx,
    "tracked-changes": track_changes,
    "tidy-epub": tidy_epub,
}
