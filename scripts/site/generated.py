"""The parts of pages that nobody types: the list of sources, the home page's lists, the table of normalisations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from scripts.publication.citeproc import References
from scripts.publication.localisation import shown_date
from scripts.publication.model import Chapter, Entry, Publication
from scripts.publication.provenance import Normalisation
from scripts.publication.wording import wording
from scripts.site.addresses import Addresses, source_id
from scripts.site.markdown import attribute, from_html, indented, literal

INCOMPLETE = "onvolledig"
DOWNLOADS = "downloads"
# What readers call a print edition, by its extension.
_EDITION_LABELS = {"pdf": "PDF", "docx": "Word", "epub": "EPUB"}
_BIBLIOGRAPHIES = (("references.bib", "BibTeX"), ("references.ris", "RIS"))


def source_list(publication: Publication, references: References, addresses: Addresses, page: PurePosixPath) -> str:
    """The cited works as a Markdown list, each with its anchor and links to the notes that cite it."""
    words = wording(publication.metadata.lang)
    entries = publication.bibliography.by_key
    items = []
    for key, work in references.works.items():
        reference = indented(from_html(work.html, lambda target: addresses.resolve(target, page)))
        numbers = publication.cited_in.get(key, ())
        links = ", ".join(f"[{number}]({addresses.note(number, page)})" for number in numbers)
        cited = words["cited_in_note" if len(numbers) == 1 else "cited_in_notes"]
        small = f'<span class="geciteerd">{literal(cited)} {links}</span>'
        if _is_incomplete(entries.get(key)):
            small += f'<span class="onvolledig">{literal(words["incomplete"])}</span>'
        # The list is loose, since only a paragraph of its own can carry an id in every case.
        items.append(f"-   {reference}\n    {small}\n    {{: #{source_id(key)} .bron }}\n")
    return "\n".join(items)


def normalisation_table(
    publication: Publication, normalisations: Iterable[Normalisation], addresses: Addresses, page: PurePosixPath
) -> str:
    """The notes whose printed form differs from the one of this edition, as a Markdown table; '' if there are none."""
    words = wording(publication.metadata.lang)
    rows = [
        f"| [{item.number}]({addresses.note(item.number, page)}) | {literal(item.printed)} | {literal(item.now)} |"
        for item in normalisations
    ]
    head = f"| {words['note']} | {words['as_printed']} | {words['as_edited']} |\n|---:|:---|:---|"
    return "\n".join([head, *rows]) if rows else ""


def introduction(publication: Publication) -> str:
    """Subtitle, authors and date for the home page, as far as its own text does not have them."""
    home = next((chapter for chapter in publication.chapters if chapter.is_title_page), None)
    typed = " ".join(passage.text for passage in home.passages).casefold() if home else ""
    meta = publication.metadata
    authors = ", ".join(author for author in meta.authors if author.casefold() not in typed)
    lines = [
        ("ondertitel", meta.subtitle if meta.subtitle.casefold() not in typed else ""),
        ("auteurs", authors),
        # The text may write the date in many ways, but never without the year.
        ("datum", shown_date(meta.date, meta.lang) if meta.date[:4] not in typed else ""),
    ]
    return "\n\n".join(f"{literal(text)}\n{{: .{name} }}" for name, text in lines if text)


def downloads(publication: Publication, editions: Sequence[str]) -> str:
    """Links to the bibliography and to the print editions with these extensions, all in the folder of downloads."""
    words = wording(publication.metadata.lang)
    links = "\n".join(
        # As HTML, since the files are not among the staged ones; the home page is at the site's root.
        f'<a class="md-button" href="{DOWNLOADS}/{attribute(name)}" download>{literal(label)}</a>'
        for name, label in _downloads(publication, editions)
    )
    return f"{literal(words['downloads'])}:\n{links}\n{{: .downloads }}"


def download_names(publication: Publication, editions: Sequence[str]) -> frozenset[str]:
    """The files that `downloads` links to, relative to the site's root."""
    return frozenset(f"{DOWNLOADS}/{name}" for name, _ in _downloads(publication, editions))


def _downloads(publication: Publication, editions: Sequence[str]) -> list[tuple[str, str]]:
    slug, sources = publication.metadata.slug, wording(publication.metadata.lang)["sources"]
    print_editions = [(f"{slug}.{suffix}", _EDITION_LABELS.get(suffix, suffix.upper())) for suffix in editions]
    return print_editions + [(name, f"{sources} ({label})") for name, label in _BIBLIOGRAPHIES]


def contents(publication: Publication, page: PurePosixPath) -> str:
    """All chapters but the home page, with their numbered sections, as a nested Markdown list of links."""
    lines: list[str] = []
    for part in publication.parts:
        chapters = [chapter for chapter in part.chapters if chapter.file != page]
        if part.title and chapters:
            lines.append(f"-   {literal(part.title)}")
        lines += [_contents_of(chapter, "    " if part.title else "") for chapter in chapters]
    return "\n".join(lines)


def numbered(number: str | None, title: str) -> str:
    """A title as it is shown: with its number in front, if it has one."""
    return f"{number} {title}" if number else title


def _contents_of(chapter: Chapter, indent: str) -> str:
    title = chapter.nav_title or chapter.title
    lines = [f"{indent}-   [{literal(numbered(chapter.number, title))}]({chapter.file})"]
    lines += [
        f"{indent}    -   [{literal(numbered(heading.number, heading.text))}]({chapter.file}#{heading.id})"
        for heading in chapter.headings
        if heading.level == 2 and heading.number
    ]
    return "\n".join(lines)


def _is_incomplete(entry: Entry | None) -> bool:
    keywords: Sequence[str] = entry.fields.get("keywords", "").split(",") if entry else ()
    return INCOMPLETE in (keyword.strip() for keyword in keywords)
