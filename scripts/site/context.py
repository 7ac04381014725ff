"""What the makers of pages start from: one publication, its formatted notes and works, and the page being made."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from scripts.publication.citeproc import References
from scripts.publication.identify import Identified
from scripts.publication.model import Publication
from scripts.publication.provenance import UNPRINTED, Normalisation, Provenance
from scripts.publication.wording import wording
from scripts.rule_texts import RuleText
from scripts.site.addresses import SOURCES_DIV, Addresses, url
from scripts.site.parallels import Topic, topics
from scripts.site.works import Work, cited_works


@dataclass(frozen=True, slots=True)
class Extras:
    """What is known about a publication besides itself: its normalised notes, where printed pages begin, lasting ids.

    `page_marks` holds (offset in the chapter's source, page number) for each chapter file; `editions` the extensions of
    the print editions that can be downloaded. Without `identified` nothing has a lasting id. `rules` gives the rules
    with their documentation, to a page that asks for them.
    """

    normalisations: Sequence[Normalisation] = ()
    page_marks: Mapping[PurePosixPath, Sequence[tuple[int, int]]] = field(default_factory=dict)
    editions: Sequence[str] = ()
    provenance: Provenance = UNPRINTED
    identified: Identified | None = None
    rules: Callable[[], Sequence[RuleText]] = tuple


@dataclass(frozen=True, eq=False)
class Shared:
    """What several pages are made from, worked out once, when the first of them asks for it."""

    publication: Publication
    addresses: Addresses

    @cached_property
    def works(self) -> Mapping[str, Work]:
        """Every cited work, by its key, in the order in which they are first cited."""
        return cited_works(self.publication, self.addresses)

    @cached_property
    def topics(self) -> Sequence[Topic]:
        """The headings that chapters share."""
        return topics(self.publication)


@dataclass(frozen=True, slots=True)
class Context:
    """One page of the site while it is staged; `page` is its file, relative to docs/."""

    publication: Publication
    references: References
    extras: Extras
    addresses: Addresses
    page: PurePosixPath
    shared: Shared

    def url(self, target: str) -> str:
        """The address, seen from this page, of a place given as an address below the site's root."""
        return url(target, self.url_of_page)

    def file(self, name: str) -> str:
        """The address, seen from this page, of a file given by its name below the site's root."""
        return posixpath.relpath(f"/{name}", f"/{self.url_of_page}")

    @property
    def url_of_page(self) -> str:
        """The address of this page below the site's root."""
        return next((c.url for c in self.publication.chapters if c.file == self.page), "")

    @property
    def url_of_sources(self) -> str | None:
        """The address, seen from this page, of the page with the list of sources; None if there is none."""
        found = (c.url for c in self.publication.chapters if c.file == self.addresses.file(SOURCES_DIV))
        return next((self.url(address) for address in found), None)

    @property
    def words(self) -> Mapping[str, str]:
        """The words that editions add, in the publication's language."""
        return wording(self.publication.metadata.lang)
