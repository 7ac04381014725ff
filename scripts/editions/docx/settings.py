"""Small parts of the Word file that pandoc fills with its own defaults: settings, properties, colours of the theme."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from babel import Locale
from babel.core import UnknownLocaleError

from scripts.editions.docx.markup import NAMESPACE
from scripts.publication.localisation import language_tag
from scripts.publication.model import Metadata

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
# The id that properties without a format of their own have, and the first number that is free (ECMA-376 part 1, 22.3).
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_PROPERTY = 2
_THEME_COLOURS = ("light1", "dark1", "light2", "dark2", *(f"accent{number}" for number in range(1, 7)))


def settings(metadata: Metadata) -> str:
    """The settings of the document: those of today's Word (a file without opens in compatibility mode)."""
    tag = language_tag(metadata.lang)
    decimal = _decimal(tag)
    colours = {"bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2"}
    colours |= {name: name for name in _THEME_COLOURS if name.startswith("accent")}
    colours |= {"hyperlink": "hyperlink", "followedHyperlink": "followedHyperlink"}
    mapping = " ".join(f'w:{name}="{value}"' for name, value in colours.items())
    return (
        f'{_HEAD}<w:settings xmlns:w="{NAMESPACE}"><w:zoom w:percent="100"/><w:embedTrueTypeFonts/>'
        '<w:defaultTabStop w:val="720"/><w:autoHyphenation w:val="false"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
        f' w:val="15"/></w:compat><w:themeFontLang w:val={quoteattr(tag)}/><w:clrSchemeMapping {mapping}/>'
        f'<w:decimalSymbol w:val="{decimal}"/><w:listSeparator w:val="{";" if decimal == "," else ","}"/></w:settings>'
    )


def custom_properties(values: Mapping[str, str]) -> str:
    """The part of a document that holds these properties, all of them texts."""
    properties = "".join(
        f'<property fmtid="{_FORMAT_ID}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), _FIRST_PROPERTY)
    )
    return (
        f'{_HEAD}<Properties xmlns="{_OFFICE}/custom-properties"'
        f' xmlns:vt="{_OFFICE}/docPropsVTypes">{properties}</Properties>'
    )


def application_properties(metadata: Metadata) -> str:
    """Who published it; the counts of pandoc's own example document are left out.

    The application is Word, for other programs read a file with Word's rules only if it says so.
    """
    company = f"<Company>{escape(metadata.publisher)}</Company>" if metadata.publisher else ""
    return (
        f'{_HEAD}<Properties xmlns="{_OFFICE}/extended-properties">'
        f"<Application>Microsoft Office Word</Application>{company}<AppVersion>16.0000</AppVersion></Properties>"
    )


def house_theme(theme: str, design: Mapping[str, str]) -> str:
    """Word's theme with the colours and fonts of the house, so that they come first in its menus."""
    colours = {"accent1": design["accent"], "accent2": design["quiet"], "hlink": design["accent"]}
    for name, colour in colours.items():
        before, found, after = _split(theme, rf'<a:{name}>\s*<a:srgbClr val="([0-9A-Fa-f]+)')
        theme = before + (colour.lstrip("#").upper() if found else "") + after
    for name, family in (("majorFont", design["sans"]), ("minorFont", design["serif"])):
        before, found, after = _split(theme, rf"<a:{name}>\s*(<a:latin [^>]*/>)")
        theme = before + (f"<a:latin typeface={quoteattr(family)}/>" if found else "") + after
    return theme


def _split(text: str, pattern: str) -> tuple[str, str, str]:
    """A text before, within and after the group of a pattern; all before if it does not match."""
    match = re.search(pattern, text)
    return (text[: match.start(1)], match[1], text[match.end(1) :]) if match else (text, "", "")


def _decimal(tag: str) -> str:
    try:
        return str(Locale.parse(tag, sep="-").number_symbols["latn"]["decimal"])
    except (UnknownLocaleError, ValueError, KeyError):
        return "."
