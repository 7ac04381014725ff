"""Citations as the fields of Zotero's Word plug-in, so that colleagues who have it can go on working in the file.

What a field holds is described at https://www.zotero.org/support/dev/client_coding/libreoffice_plugin_wire_protocol and
in CSL's schema of a citation (the `schema` below). Each field carries its works with it, for the reader's own library
does not have them. The visible text stays that of the edition: it is the field's result.
"""

from __future__ import annotations

import json
from base64 import b32encode
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from scripts.editions.document import REFERENCE_LIST_ID
from scripts.editions.docx.fields import closing, field, opening
from scripts.editions.edition import Edition
from scripts.publication import ast
from scripts.publication.localisation import language_tag
from scripts.publication.locators import csl_locator
from scripts.publication.model import NOTE_CLASS, Citation, CitationCluster, Metadata, Node
from scripts.publication.polish import CLUSTER_CLASS

_SCHEMA = "https://github.com/citation-style-language/schema/raw/master/csl-citation.json"
_BIBLIOGRAPHY = 'ADDIN ZOTERO_BIBL {"uncited":[],"omitted":[],"custom":[]} CSL_BIBLIOGRAPHY'
# Word keeps at most this many characters in a document property; Zotero puts the pieces together again.
_PROPERTY_LENGTH = 255
_CSL = "{http://purl.org/net/xbiblio/csl}"


def citation_fields(edition: Edition, document: dict[str, Any]) -> dict[str, Any]:
    """The document with each citation cluster of the notes, and the reference list, as the result of a field."""
    notes = {note.number: note for note in edition.publication.notes}
    cite = _Citer(edition)

    def replace(node: Node) -> Node | None:
        if node["t"] == "Div" and node["c"][0][0] == REFERENCE_LIST_ID:
            return _bibliography(node)
        if node["t"] != "Span" or NOTE_CLASS not in node["c"][0][1]:
            return None
        number = int(node["c"][0][0].removeprefix("noot-"))
        clusters = iter(notes[number].clusters)

        def enclose(inner: Node) -> list[Node] | None:
            if inner["t"] != "Span" or CLUSTER_CLASS not in inner["c"][0][1]:
                return None
            return cite.field(next(clusters), number, inner["c"][1])

        return {"t": "Span", "c": [node["c"][0], ast.transform(node["c"][1], enclose)]}

    return document | {"blocks": ast.transform(document["blocks"], replace)}


def document_preferences(metadata: Metadata) -> Mapping[str, str]:
    """Zotero's settings of the document (style, language, notes at the foot) as document properties."""
    style = ElementTree.parse(metadata.csl).findtext(f"{_CSL}info/{_CSL}id", "")  # noqa: S314 - the publication's own style
    data = (
        '<data data-version="3" zotero-version="7.0">'
        f"<session id={quoteattr(_key(metadata.slug))}/>"
        f"<style id={quoteattr(style)} locale={quoteattr(language_tag(metadata.lang))}"
        ' hasBibliography="1" bibliographyStyleHasBeenSet="1"/>'
        '<prefs><pref name="fieldType" value="Field"/><pref name="automaticJournalAbbreviations" value="false"/>'
        '<pref name="noteType" value="1"/></prefs></data>'
    )
    pieces = (data[start : start + _PROPERTY_LENGTH] for start in range(0, len(data), _PROPERTY_LENGTH))
    return {f"ZOTERO_PREF_{number}": piece for number, piece in enumerate(pieces, 1)}


class _Citer:
    """Makes the fields of one document."""

    def __init__(self, edition: Edition) -> None:
        self._items = edition.references.items
        self._slug = edition.publication.metadata.slug
        self._seen: Counter[str] = Counter()

    def field(self, cluster: CitationCluster, note: int, shown: list[Node]) -> list[Node]:
        """The field of one cluster in the note of that number, with what is printed of it as its result."""
        citation = {
            "citationID": self._identity(cluster.citations),
            "properties": {
                "formattedCitation": _rtf(shown),
                "plainCitation": ast.stringify(shown),
                "noteIndex": note,
            },
            "citationItems": [self._item(citation) for citation in cluster.citations],
            "schema": _SCHEMA,
        }
        return field(f"ADDIN ZOTERO_ITEM CSL_CITATION {_json(citation)}", shown)

    def _identity(self, citations: Iterable[Citation]) -> str:
        """The same for the same citations in every build, whatever comes before them; repeated ones are told apart."""
        content = _json([(c.key, c.prefix, c.locator, c.suffix, c.suppress_author) for c in citations])
        self._seen[content] += 1
        return _digest(f"{content}#{self._seen[content]}")[:10].lower()

    def _item(self, citation: Citation) -> dict[str, Any]:
        item = self._items[citation.key]
        uri = f"http://zotero.org/users/local/{_key(self._slug)}/items/{_key(f'{self._slug}#{citation.key}')}"
        label, locator = csl_locator(citation.locator)
        about = {
            "locator": locator,
            "label": label,
            "prefix": citation.prefix,
            "suffix": citation.suffix,
            "suppress-author": citation.suppress_author,
        }
        data = {**item, "type": item.get("type") or "document", "citation-key": citation.key}
        return {"id": citation.key, "uris": [uri], "itemData": data} | {k: v for k, v in about.items() if v}


def _bibliography(div: Node) -> Node:
    """The reference list with a field from its first word to its last."""
    attributes, blocks = div["c"]
    paragraphs = [node for node in ast.walk(blocks) if node["t"] in {"Para", "Plain"}]
    if not paragraphs:
        return div
    first, last = paragraphs[0], paragraphs[-1]

    def enclose(node: Node) -> Node | None:
        before = [opening(_BIBLIOGRAPHY)] if node is first else []
        after = [closing()] if node is last else []
        return {"t": node["t"], "c": [*before, *node["c"], *after]} if before or after else None

    return {"t": "Div", "c": [attributes, ast.transform(blocks, enclose)]}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _key(name: str) -> str:
    """A key as Zotero gives its objects, here from a name: eight capitals and digits, never O, 0 or 1."""
    return _digest(name)[:8].replace("O", "8")


def _digest(text: str) -> str:
    return b32encode(sha256(text.encode()).digest()).decode()


def _rtf(inlines: list[Node]) -> str:
    """What is shown as the scrap of RTF that Zotero compares with what it would make itself."""
    pieces = []
    for node in inlines:
        if node["t"] == "Emph":
            pieces.append(f"\\i{{}}{_rtf(node['c'])}\\i0{{}}")
        elif node["t"] in {"Link", "Span"}:
            pieces.append(_rtf(node["c"][1]))
        else:
            pieces.append("".join(map(_rtf_character, ast.stringify([node]) or " ")))
    return "".join(pieces)


def _rtf_character(character: str) -> str:
    if character in "\\{}":
        return f"\\{character}"
    return character if character.isascii() else f"\\uc0\\u{ord(character)}{{}}"
