"""Staged pages: what a chapter becomes, without any site generator."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

import pytest

from scripts.publication.citeproc import format_references
from scripts.publication.load import load
from scripts.publication.provenance import Normalisation
from scripts.site.assets import write_assets
from scripts.site.context import Extras
from scripts.site.staging import Page, stage, write

BIBLIOGRAPHY = """
@book{a, author = {Aa, Piet van der}, title = {Een & <b>ander</b>}, year = {2001}}
@book{b:c.d, author = {Bee, B.}, title = {Twee}, year = {2002}, keywords = {x, onvolledig}}
"""
Stage = Callable[..., Mapping[str, Page]]


@pytest.fixture
def staged(tmp_path: Path) -> Stage:
    """Stage chapters given as text, in the order given."""

    def make(extras: Extras | None = None, /, **chapters: str) -> Mapping[str, Page]:
        (tmp_path / "docs").mkdir()
        files = [f"{name}.md" for name in chapters]
        for file, text in zip(files, chapters.values(), strict=True):
            (tmp_path / "docs" / file).write_text(text, encoding="utf-8")
        settings = "\n".join(["site_name: Proef", "extra: {lang: nl}", "nav:", *(f"  - {file}" for file in files)])
        (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
        (tmp_path / "references.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
        publication = load(tmp_path)
        return {page.file.stem: page for page in stage(publication, format_references(publication), extras)}

    return make


def test_a_note_becomes_one_marker_with_the_number_of_the_publication(staged: Stage) -> None:
    pages = staged(
        een="# Een\n\nA.[@a]\n", twee="# Twee\n\nB[zie @a, p. 3; @b:c.d], en C.[^los]\n\n[^los]: Woorden [@a].\n"
    )
    assert "A.[@noot-1]" in pages["een"].text
    assert "B[@noot-2], en C.[@noot-3]" in pages["twee"].text
    assert "[^los]" not in pages["twee"].text
    assert list(pages["twee"].notes) == ["noot-2", "noot-3"]
    assert pages["twee"].notes["noot-3"].startswith("Woorden ")


def test_text_outside_edits_stays_byte_for_byte(staged: Stage) -> None:
    body = "Tekst met  twee spaties,\neen *regel* en `code [@a]`.\n\n    ingesprongen [@b\n\n-   item\n"
    assert body in staged(een=f"# Een\n\n{body}")["een"].text


def test_plain_markdown_has_ordinary_footnotes(staged: Stage) -> None:
    plain = staged(een="# Een\n\nA.[@a]\n")["een"].as_plain_markdown()
    assert "A.[^noot-1]\n" in plain
    assert "\n[^noot-1]: " in plain
    assert "[@" not in plain


def test_headings_get_number_and_id_and_lose_what_pandoc_alone_reads(staged: Stage) -> None:
    text = staged(
        een="# Een\n\n## Sub {#eigen .klas}\n\nSetext\n------\n\n### Los {.unnumbered}\n\n## Dicht {-}\n\n# Twee\n"
    )["een"].text
    for line in (
        "# 1 Een {: #een }",
        "## 1.1 Sub {: #eigen }",
        "1.2 Setext {: #een-setext }\n------",
        "### Los {: #een-los }",
        "## Dicht {: #een-dicht }",
        "# 2 Twee {: #een-2 }",
    ):
        assert f"{line}\n" in text


def test_cross_references_are_filled_and_lead_across_files(staged: Stage) -> None:
    pages = staged(
        een="# Een\n\nZie [](#fig-x), [](#doel), [](twee.md#los) en [hier](#doel).\n",
        twee="# Twee\n\n## Kop {#doel}\n\n## Los {#los .unnumbered}\n\n![Bij *schrift*](x.svg){#fig-x}\n\n[](#fig-x)\n",
    )
    expected = "Zie [Figuur 2.1](twee.md#fig-x), [2.1](twee.md#doel), [Los](twee.md#los) en [hier](twee.md#doel)."
    assert expected in pages["een"].text
    assert "\n[Figuur 2.1](#fig-x)\n" in pages["twee"].text


def test_a_figure_becomes_a_picture_and_its_caption(staged: Stage) -> None:
    source = '![Bij *schrift*[@a]](map/x.svg){#fig-x alt="Een [x]" note="Klein <br>"}'
    text = staged(een=f"# Een\n\n{source}\n")["een"].text
    assert (
        "![Een \\[x\\]](map/x.svg)\n"
        'Figuur 1.1: Bij *schrift*[@noot-1] <small class="bijschrift">Klein &lt;br&gt;</small>\n'
        "{: #fig-x .figuur }\n"
    ) in text


def test_a_page_mark_is_named_in_text_and_silent_in_a_heading(staged: Stage) -> None:
    source = "# Een\n\nVan de ene op de andere.\n"
    marks = {PurePosixPath("een.md"): [(source.index("Een"), 7), (source.index("andere"), 8)]}
    text = staged(Extras(page_marks=marks), een=source)["een"].text
    assert '# <span class="pagina" id="p7" data-pagina="7"></span>1 Een' in text
    assert 'op de <span class="pagina" id="p8" data-pagina="8" title="Pagina 8"></span>andere' in text


def test_sources_have_anchors_links_to_their_notes_and_a_mark(staged: Stage) -> None:
    pages = staged(
        een="# Een\n\nA.[@a] B.[@a; @b:c.d]\n",
        bronnen="# Bronnen {-}\n\nHier:\n\n::: {#refs}\nweg\n:::\n\nEn verder.\n",
    )
    text = pages["bronnen"].text
    links = '<a href="../een/#fn:noot-1">1</a>, <a href="../een/#fn:noot-2">2</a>'
    assert f"geciteerd in noot {links}</p>" in text
    assert "&lt;b&gt;ander" in text.lower()
    assert text.count('class="onvolledig"') == 1
    assert '<li class="bron" id="bron-b:c.d" ' in text
    assert "weg" not in text
    assert "En verder." in text
    assert "[Bron](bronnen.md#bron-a)" in pages["een"].notes["noot-1"]
    assert "[Bron 2](bronnen.md#bron-b:c.d " in pages["een"].notes["noot-2"]


def test_without_a_list_of_sources_notes_do_not_link_to_one(staged: Stage) -> None:
    assert "Bron" not in staged(een="# Een\n\nA.[@a]\n")["een"].notes["noot-1"]


def test_table_of_normalisations(staged: Stage) -> None:
    source = "# Een\n\nA.[@a]\n\n::: {#normalisaties}\n:::\n"
    text = staged(Extras([Normalisation(1, "Ibid. | <b>", "Aa *x*")]), een=source)["een"].text
    assert "| [1](een.md#fn:noot-1) | Ibid. &#124; &lt;b&gt; | Aa \\*x\\* |" in text.replace("(#fn", "(een.md#fn")


def test_without_normalisations_their_place_disappears(staged: Stage) -> None:
    text = staged(een="# Een\n\nA.\n\n::: {#normalisaties}\n:::\n")["een"].text
    assert "normalisaties" not in text
    assert ":::" not in text


def test_other_divs_become_html_except_in_code(staged: Stage) -> None:
    text = staged(een="# Een\n\n::: {#kader .let-op}\nTekst[@a]\n:::\n\n```\n::: {#kader}\n:::\n```\n")["een"].text
    assert '<div id="kader" class="let-op" markdown="1">\nTekst[@noot-1]\n</div>\n' in text
    assert "```\n::: {#kader}\n:::\n```" in text


def test_escapes_that_only_pandoc_knows_are_written_out(staged: Stage) -> None:
    text = staged(een="# Een\n\nM\\&O, 5\\%, \\<b>, a\\ b, \\*ster\\*, `c\\%`.\n")["een"].text
    assert "M&#38;O, 5&#37;, &#60;b>, a&nbsp;b, \\*ster\\*, `c\\%`." in text


def test_home_page_is_made_if_the_nav_has_none_and_lists_all_chapters(staged: Stage) -> None:
    pages = staged(een="# Een <x>\n\n## Sub\n", twee="# Twee {-}\n")
    assert list(pages) == ["index", "een", "twee"]
    home = pages["index"].text
    assert home.startswith("# Proef\n")
    assert "-   [1 Een](een.md)\n    -   [1.1 Sub](een.md#een-sub)\n-   [Twee](twee.md)" in home
    assert 'href="downloads/references.bib"' in home
    assert "proef.pdf" not in home, "no print edition was made"


def test_home_page_keeps_its_text_and_says_nothing_twice(tiny: Path) -> None:
    publication = load(tiny)
    home = stage(publication, format_references(publication))[0]
    assert home.text.count("Ada Lovelace") == 1
    assert "A publication to try things on\n{: .ondertitel }" in home.text
    assert home.text.index(".ondertitel") < home.text.index("Written by") < home.text.index("downloads/")


def test_pictures_and_other_files_come_along_but_no_chapter_outside_the_nav(tiny: Path, tmp_path: Path) -> None:
    (tiny / "docs" / "draft.md").write_text("# Draft\n", encoding="utf-8")
    publication = load(tiny)
    write(publication, stage(publication, format_references(publication)), tmp_path / "staged")
    staged = {path.relative_to(tmp_path / "staged").as_posix() for path in (tmp_path / "staged").rglob("*.*")}
    write_assets(tmp_path / "ours")
    ours = {path.relative_to(tmp_path / "ours").as_posix() for path in (tmp_path / "ours").rglob("*.*")}
    assert staged - ours == {"index.md", "one.md", "two.md", "sources.md", "log.md", "figures/wheel.svg"}
    assert ours <= staged
