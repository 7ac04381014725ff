"""The files that a browser needs to search a publication: its records with the rules of its language, and the script.

Both are scripts, fetched when the dialog is first opened: they work under `default-src 'self'`, without a server and
from a disk, where a browser fetches no other files. The index is made in the browser, from the same rules that read
the question, so nothing is normalised twice. Pagefind 1.5 was the alternative. Given the same records as they are, it
has 86 % of the answers to the queries of `tests/site/search` among its first five (80 % of the held-out ones), where
this has all; a first search takes 128 KB (here 54), gzipped. It also needs 'wasm-unsafe-eval' and a server.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from scripts.publication.citeproc import References
from scripts.publication.model import Chapter, Publication
from scripts.publication.wording import wording
from scripts.site.pages.home import numbered
from scripts.site.search.records import Record, records

SEARCH_SCRIPT, SEARCH_DATA = "script/zoeken.js", "script/zoekgegevens.js"
_HERE = Path(__file__).parent
_NO_RULES: Mapping[str, Any] = {
    "stop_words": "",
    "endings": [],
    "infix": {"weight": 0, "add": "", "behind": ""},
    "spelling": [],
    "compound_links": [],
}


def write_search(publication: Publication, references: References, folder: Path) -> None:
    """Write both files below `folder`, the root of the site."""
    pieces = sorted((_HERE / "script").glob("*.js"))
    script = "\n".join(piece.read_text(encoding="utf-8") for piece in pieces)
    found = list(records(publication, references))
    data = json.dumps(_data(publication, found), ensure_ascii=False, separators=(",", ":"))
    for name, text in ((SEARCH_SCRIPT, script), (SEARCH_DATA, f"window.publicationSearch.data={data};\n")):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _data(publication: Publication, found: Iterable[Record]) -> dict[str, Any]:
    words = wording(publication.metadata.lang)
    at = {chapter.file: index for index, chapter in enumerate(publication.chapters)}
    return {
        "rules": language_rules(publication.metadata.lang),
        "words": {key: word for key, word in words.items() if key.startswith("search")},
        "abbreviations": [[term.name, term.meaning] for term in publication.glossary],
        "chapters": [{"title": _title(chapter), "url": chapter.url} for chapter in publication.chapters],
        "records": [_values(record, at[record.chapter.file]) for record in found],
    }


def _title(chapter: Chapter) -> str:
    return numbered(chapter.number, chapter.nav_title or chapter.title)


def _values(record: Record, chapter: int) -> list[Any]:
    """As the script reads them, in the order that it knows; `prepare` in script/60-dialog.js gives them their names."""
    about = [" › ".join(record.path), record.names, int(record.chapter.printed), record.lang]
    return [record.kind, chapter, record.anchor, record.title, record.text, *about]


def language_rules(lang: str) -> dict[str, Any]:
    """The rules for a language tag as the script reads them; of a language without a file nothing is known."""
    path = _HERE / "languages" / f"{lang.lower().partition('-')[0]}.yml"
    rules = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else _NO_RULES
    return {
        **rules,
        "stop_words": rules["stop_words"].split(),
        "endings": [{**ending, "cut": ending["cut"].split()} for ending in rules["endings"]],
        "infix": {**rules["infix"], "behind": rules["infix"]["behind"].split()},
    }
