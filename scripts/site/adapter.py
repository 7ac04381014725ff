"""The only module that knows MkDocs and mkdocs-bibtex: staged pages in, a static site out.

mkdocs-bibtex finds the markers `[@noot-21]`, checks the keys behind them against the .bib it has read, and asks our
registry for the text of each note, which comes from the one citeproc pass. By itself it would make a note a source.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, cast

import jinja2
from markupsafe import escape
from mkdocs.commands.build import build
from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import get_theme_dir
from mkdocs.utils.yaml import get_yaml_loader, yaml_load
from mkdocs_bibtex.citation import Citation, CitationBlock, InlineReference
from mkdocs_bibtex.plugin import BibTexPlugin
from mkdocs_bibtex.registry import ReferenceRegistry
from pybtex.exceptions import PybtexError

from scripts.publication.config import CONFIG_FILE
from scripts.publication.errors import PublicationError
from scripts.publication.model import Position, Publication
from scripts.site.figures import with_drawings
from scripts.site.settings import site_settings
from scripts.site.staging import HOME, Page

_THEME = Path(__file__).with_name("theme")
# The theme's own search, in the place of which comes ours, and maps of its sources.
_UNUSED = re.compile(r"assets/(?:javascripts/(?:lunr|workers)/|.*\.map$)")
_MARKER = re.compile(r"\[@(noot-\d+)\]")
_BAD_LINK = re.compile(r"Doc file '(?P<file>.+?)' contains an? (?:\w+ )*link '(?P<target>.+?)'(?=, )")
# Any day will do for the files that bear one, as long as it is the same on every build.
_DAY = "2000-01-01"


def build_with_mkdocs(publication: Publication, pages: Sequence[Page], docs: Path, output: Path) -> None:
    """Build the staged pages in `docs` into `output`.

    Raises PublicationError for everything that MkDocs complains about, with the place in the source where it is known.
    """
    with _complaints() as complaints:
        try:
            build(_config(publication, pages, docs, output))
        except (MkDocsException, PybtexError, jinja2.TemplateError) as error:
            # In strict mode MkDocs stops because of what it has complained of before.
            if not (complaints and isinstance(error, Abort)):
                complaints.append(str(error))
    if complaints:
        raise _error(publication, complaints)


def serve(refresh: Callable[[], None], site: Path, watched: Sequence[Path], port: int) -> None:
    """Show `site` on http://127.0.0.1:`port`/ until Ctrl-C; `refresh` makes it, now and at each change in `watched`.

    Raises PublicationError if the port is taken.
    """
    refresh()
    server = LiveReloadServer(refresh, "127.0.0.1", port, str(site))
    for path in watched:
        server.watch(str(path))
    try:
        server.serve()  # type: ignore[no-untyped-call] # MkDocs types all but this
    except KeyboardInterrupt:
        # How an author ends it; not a failure.
        return
    except OSError as error:
        raise PublicationError(f"poort {port} is niet te gebruiken ({error.strerror}); kies een andere") from error
    finally:
        server.shutdown()


def _config(publication: Publication, pages: Sequence[Page], docs: Path, output: Path) -> MkDocsConfig:
    path = publication.root / CONFIG_FILE
    config = MkDocsConfig(config_file_path=str(path))
    with path.open(encoding="utf-8-sig") as file:
        project = yaml_load(file, get_yaml_loader(config=config))
    in_nav = {HOME, *(chapter.file for chapter in publication.chapters)}
    settings = site_settings(publication, project, [page.file for page in pages if page.file not in in_nav])
    settings["theme"]["language"] = _theme_language(settings["theme"])
    settings["plugins"]["bibtex"] = {
        "bib_file": str(publication.bibliography.path),
        "enable_inline_citations": False,
    }
    config.load_dict(settings | {"docs_dir": str(docs), "site_dir": str(output)})
    errors, warnings = config.validate()
    if errors or warnings:
        name, problem = (errors or warnings)[0]
        raise PublicationError(f"de instelling ‘{name}’ deugt niet: {problem}", Position(CONFIG_FILE, 1))
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(_THEME))
    # MkDocs keeps the plugin's object for the next build in this process, and with it the .bib of this one.
    cast(BibTexPlugin, config.plugins["bibtex"]).last_configured = None
    config.plugins["rapport"] = _Publication(publication, pages)
    return config


def _theme_language(theme: Mapping[str, Any]) -> str:
    """The language of the theme's own words: the one asked for, the same without its region, or else English."""
    folder = Path(get_theme_dir(theme["name"])) / "partials" / "languages"
    wanted = (theme["language"], theme["language"].split("-")[0])
    return next((language for language in wanted if (folder / f"{language}.html").is_file()), "en")


class _Publication(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call] # MkDocs types all but this
    """What this publication asks of MkDocs, around what mkdocs-bibtex does."""

    def __init__(self, publication: Publication, pages: Sequence[Page]) -> None:
        self.publication = publication
        self.pages = pages
        self.heads = {page.file.as_posix(): page.head for page in pages}
        self.drawings = {page.file.as_posix(): page.drawings for page in pages}

    @event_priority(-100)
    def on_config(self, config: MkDocsConfig) -> None:
        """Behind mkdocs-bibtex, which has read the .bib by now."""
        plugin = cast(BibTexPlugin, config.plugins["bibtex"])
        plugin.registry = _NoteRegistry(plugin.registry.bib_data, self.publication, self.pages)

    def on_env(self, env: jinja2.Environment, **_: Any) -> jinja2.Environment:
        """Compiling the theme's templates is a quarter of a build; they change with the theme only.

        They are kept in the user's own temporary folder, never in the project: what comes with a project must not run.
        """
        with suppress(OSError, RuntimeError):
            env.bytecode_cache = jinja2.FileSystemBytecodeCache()
        return env

    def on_files(self, files: Files, **_: Any) -> Files:
        """Leave out what no page of ours asks for: two megabytes."""
        return Files([file for file in files if not _UNUSED.match(file.src_uri)])

    def on_pre_page(self, page: MkDocsPage, **_: Any) -> None:
        page.update_date = _DAY

    def on_page_content(self, html: str, *, page: MkDocsPage, **_: Any) -> str:
        return with_drawings(html, self.drawings.get(page.file.src_uri, {}))

    def on_page_context(self, context: Any, *, page: MkDocsPage, **_: Any) -> None:
        context["head_of_page"] = self.heads.get(page.file.src_uri, "")

    def on_page_markdown(self, _: str, *, page: MkDocsPage, **__: Any) -> None:
        page.meta = {name: escape(value) if isinstance(value, str) else value for name, value in page.meta.items()}


class _NoteRegistry(ReferenceRegistry):  # type: ignore[misc] # mkdocs-bibtex has no types
    """Answers mkdocs-bibtex about notes instead of sources."""

    def __init__(self, bib_data: Any, publication: Publication, pages: Sequence[Page]) -> None:
        super().__init__([])
        self.bib_data = bib_data
        self.notes = {id: text for page in pages for id, text in page.notes.items()}
        self.cited = {note.id: [citation.key for citation in note.citations] for note in publication.notes}

    def validate_citation_blocks(self, citation_blocks: list[CitationBlock]) -> None:
        """Check the keys behind each marker; whatever else looks like a citation (in code, say) is left alone."""
        citation_blocks[:] = [block for block in citation_blocks if _MARKER.search(str(block))]
        for block in citation_blocks:
            block.citations = [Citation(id) for id in _MARKER.findall(str(block)) if id in self.notes]
            for citation in block.citations:
                for key in self.cited[citation.key]:
                    if key not in self.bib_data.entries:
                        raise PublicationError(f"mkdocs-bibtex vindt bronsleutel ‘{key}’ niet in de bibliografie")

    def validate_inline_references(self, _: list[InlineReference]) -> set[InlineReference]:
        return set()

    def inline_text(self, citation_block: CitationBlock) -> str:
        return _MARKER.sub(r"[^\1]", str(citation_block))

    def reference_text(self, citation: Citation) -> str:
        return self.notes[citation.key]


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collects what MkDocs and its plugins log from level WARNING on, instead of showing it."""
    messages: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    logger = logging.getLogger("mkdocs")
    handler = Collector(logging.WARNING)
    propagate = logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield messages
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


def _error(publication: Publication, complaints: Sequence[str]) -> PublicationError:
    """One error for all complaints: the first with its position, the others below it."""
    located = [_located(publication, message) for message in dict.fromkeys(complaints)]
    (position, first), *others = located
    lines = [f"{place}: {message}" if place else message for place, message in others]
    return PublicationError("\n".join([first, *lines]), position)


def _located(publication: Publication, message: str) -> tuple[Position | None, str]:
    match = _BAD_LINK.search(message)
    chapter = next((c for c in publication.chapters if match and str(c.file) == match["file"]), None)
    if match is None or chapter is None:
        return None, f"MkDocs meldt: {message}"
    target = match["target"]
    places = (chapter.source.find(typed) for typed in (target, f"#{target.partition('#')[2]}"))
    offset = next((place for place in places if place >= 0), 0)
    return chapter.position_at(offset), f"de verwijzing naar ‘{target}’ leidt nergens heen"
