"""The generated parts of the home page: what the title page says, downloads, contents."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from scripts.publication.citing import own_references
from scripts.publication.localisation import shown_date
from scripts.publication.model import Chapter, Publication
from scripts.publication.wording import wording
from scripts.site.markdown import attribute, literal
from scripts.site.reading_time import reading_minutes

DOWNLOADS = "downloads"
# What readers call a print edition, by its extension.
_EDITION_LABELS = {"pdf": "PDF", "docx": "Word", "epub": "EPUB"}
_BIBLIOGRAPHIES = (("references.bib", "BibTeX"), ("references.ris", "RIS"))


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


def beginning(publication: Publication) -> str:
    """A link to the first chapter, where reading begins; '' for a publication that is all home page."""
    first = next((chapter for chapter in publication.chapters if reading_minutes(chapter)), None)
    if first is None:
        return ""
    words, title = wording(publication.metadata.lang), numbered(first.number, first.title)
    time = words["minutes"].format(minutes=reading_minutes(first))
    return (
        f"[{literal(words['begin_with'])} {literal(title)}]({first.file}){{: .md-button .md-button--primary }} "
        f'<span class="leestijd">{literal(time)}</span>\n{{: .begin }}'
    )


def downloads(publication: Publication, editions: Sequence[str], folder: str = DOWNLOADS) -> str:
    """Links to the bibliography and to the print editions with these extensions, all in `folder` seen from the page."""
    words = wording(publication.metadata.lang)
    links = "\n".join(
        # As HTML, since the files are not among the staged ones.
        f'<a class="md-button" href="{attribute(folder)}/{attribute(name)}" download>{literal(label)}</a>'
        for name, label in _downloads(publication, editions)
    )
    return f"{literal(words['downloads'])}:\n{links}\n{{: .downloads }}"


def download_names(publication: Publication, editions: Sequence[str]) -> frozenset[str]:
    """The files in the folder of downloads, relative to the site's root."""
    listed = [name for name, _ in _downloads(publication, editions)]
    return frozenset(f"{DOWNLOADS}/{name}" for name in [*listed, *own_references(publication.metadata)])


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
