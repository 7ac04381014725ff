"""How to cite the publication: in a text, in a list of references, and for reference managers."""

from __future__ import annotations

from markupsafe import Markup

from scripts.publication.citing import apa, bibtex, in_text, ris
from scripts.site.context import Context
from scripts.site.pages.home import DOWNLOADS, downloads

_REFERENCE = Markup(
    '<div class="verwijzing" data-form="{form}" data-copy="{copy}" data-copied="{copied}">\n'
    '<p class="verwijzing-vorm"><strong>{label}</strong></p>\n'
    '<div class="verwijzing-tekst">{text}</div>\n</div>'
)
_TITLED = Markup("<p>{}<em>{}</em>{}</p>")
_PROSE, _CODE = Markup("<p>{}</p>"), Markup("<pre><code>{}</code></pre>")
_FILE = Markup('<p class="verwijzing-bestand"><a href="{address}" download>{name}</a></p>')


def own_reference(context: Context) -> Markup:
    """The publication in every form that a reader may need, each ready to be copied, as HTML."""
    meta, words = context.publication.metadata, context.words
    listed = apa(meta)

    def shown(form: str, label: str, text: Markup) -> Markup:
        copy = words["copy_as"].format(form=form)
        return _REFERENCE.format(form=form, label=label, text=text, copy=copy, copied=words["copied"])

    def file(suffix: str) -> Markup:
        name = f"{meta.slug}.{suffix}"
        return _FILE.format(address=context.file(f"{DOWNLOADS}/{name}"), name=name)

    parts = [
        shown("APA", words["in_reference_list"], _TITLED.format(listed.before, listed.title, listed.after)),
        shown(words["in_text_form"], words["in_running_text"], _PROSE.format(f"({in_text(meta)})")),
        shown("BibTeX", "BibTeX", _CODE.format(bibtex(meta))),
        file("bib"),
        shown("RIS", "RIS", _CODE.format(ris(meta))),
        file("ris"),
    ]
    return Markup("\n").join(parts)


def all_downloads(context: Context) -> str:
    """The same links as on the home page."""
    return downloads(context.publication, context.extras.editions, context.file(DOWNLOADS))
