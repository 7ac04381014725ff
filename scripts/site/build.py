"""The web edition: stage the chapters, have them built, look at the result."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from scripts.publication.citeproc import References
from scripts.publication.identify import identify
from scripts.publication.model import Publication
from scripts.publication.provenance import align, normalisations, page_markers
from scripts.rule_texts import RuleText
from scripts.site.adapter import build_with_mkdocs
from scripts.site.context import Extras
from scripts.site.hosting import write_host_files
from scripts.site.pages.home import download_names
from scripts.site.result import check_site
from scripts.site.search.write import write_search
from scripts.site.staging import stage, write
from scripts.site.theme_style import slim
from scripts.site.verdict import verify_site


def build_site(
    publication: Publication,
    references: References,
    output: Path,
    *,
    editions: Sequence[str] = (),
    rules: Callable[[], Sequence[RuleText]] = tuple,
) -> None:
    """Write the complete static site into the folder `output`, which need not exist; what is in it goes.

    Links to the bibliography and to the print editions with the extensions `editions` in `downloads/`, which it does
    not make. `rules` gives the documentation that a page for authors shows. Raises PublicationError, with the place in
    the chapters where it is known, if a link leads nowhere or MkDocs has another complaint.
    """
    provenance = align(publication)
    extras = Extras(
        normalisations=normalisations(publication, references, provenance),
        page_marks=page_markers(publication, provenance),
        editions=editions,
        provenance=provenance,
        identified=identify(publication),
        rules=rules,
    )
    pages = stage(publication, references, extras)
    with tempfile.TemporaryDirectory(prefix="site-") as folder:
        docs = Path(folder).resolve() / "docs"
        write(publication, pages, docs)
        write_search(publication, references, docs)
        build_with_mkdocs(publication, pages, docs, output.resolve())
    slim(output, {file.as_posix() for file in publication.files})
    write_host_files(output, publication.metadata.site_url)
    check_site(output, download_names(publication, editions))
    verify_site(publication, references, output, [publication.root, Path(folder).resolve()])
