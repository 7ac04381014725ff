"""Passages and links: the running text as words with their places."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scripts.publication.model import Chapter, Passage

Read = Callable[[str], Chapter]


def assert_words_stand_where_they_say(chapter: Chapter) -> None:
    starts = []
    for passage in chapter.passages:
        for word in passage.words:
            assert passage.text.startswith(word.text, word.offset)
            if word.start is not None:
                starts.append(word.start)
                assert chapter.source.startswith(word.text[:1], word.start), word
    assert starts == sorted(starts)


def located(passage: Passage) -> list[str]:
    return [word.text for word in passage.words if word.start is not None]


def test_each_plain_word_has_its_place(read: Read) -> None:
    source = (
        "# Samen werken\n\nEen zin.[@a] De zin daarna\nop de volgende regel, met “aanhaling”.\n\n"
        "-   **Gedeelde visie:** de motivatie\n-   de tweede\n\n    met alinea\n\n1.  een\n2.  twee\n\n"
        "> de *schuine* tekst\n\n| de | kop |\n|---|---|\n| een | twee |\n\nDe laatste de een de.\n"
    )
    chapter = read(source)
    for passage in chapter.passages:
        for word in passage.words:
            assert word.start is not None
            assert source.startswith(word.text, word.start)
    assert_words_stand_where_they_say(chapter)
    assert [(passage.kind, passage.text) for passage in chapter.passages] == [
        ("heading", "Samen werken"),
        ("paragraph", "Een zin. De zin daarna op de volgende regel, met “aanhaling”."),
        ("item", "Gedeelde visie: de motivatie"),
        ("item", "de tweede"),
        ("item", "met alinea"),
        ("item", "een"),
        ("item", "twee"),
        ("paragraph", "de schuine tekst"),
        ("cell", "de"),
        ("cell", "kop"),
        ("cell", "een"),
        ("cell", "twee"),
        ("paragraph", "De laatste de een de."),
    ]
    assert chapter.passages[1].notes == ((len("Een zin."), 1),)
    assert [str(passage.position) for passage in chapter.passages[:3]] == [
        "docs/een.md:1:3",
        "docs/een.md:3:1",
        "docs/een.md:6:7",
    ]


@pytest.mark.parametrize(
    "between",
    [
        "caf&eacute; &ndash; x &mdash; é",
        '![beeld de een](a.png){alt="de een"}',
        '<span class="de een">x</span>',
        '[x]{.de een="de"}',
        "`de een`{.de}",
        '[x](de.md "de een")',
        "[x][de een]",
        "\\* \\_ \\[ \\] \\` \\\\ \\#",
        "<!-- de een -->",
        "x^[de een]",
        "<https://example.org/de/een>",
        "[x@example.org](mailto:x@example.org)",
        "\\\nx",
        "$de een$ ~~x~~ ^x^",
    ],
)
def test_words_behind_markup_are_found(read: Read, between: str) -> None:
    source = f"# Een\n\nvooraf {between} de een of de ander\n\nde een of de ander\n\n[de een]: https://example.org\n"
    chapter = read(source)
    assert_words_stand_where_they_say(chapter)
    last = chapter.passages[-1]
    assert last.words[0].start == source.rindex("de een of")
    assert [word.start for word in chapter.passages[1].words[-5:]] == [
        source.index("de een of") + at for at in (0, 3, 7, 10, 13)
    ]


@pytest.mark.parametrize(
    "block",
    [
        "```python\nde = een\nof = ander\n```",
        "    de een of\n    de ander",
        "<div>\n<p>de een of</p>\n</div>",
        "<!-- de een\nof de ander -->",
        "[^weg]: de een of de ander\n\n    de een",
        "[de]: https://example.org/een\n[een]: <x> 'de een'",
        '![de een](a.svg){#fig-de alt="de een of" note="de ander"}',
        "::: {.de .een}\nx\n:::",
        "| de | een |\n|:--|--:|\n| of | de |\n\n: ander de",
        "***",
    ],
)
def test_words_behind_blocks_are_found(read: Read, block: str) -> None:
    source = f"# Een\n\nx\n\n{block}\n\nde een of de ander\n"
    chapter = read(source)
    assert [word.start for word in chapter.passages[-1].words] == [
        source.rindex("de een of") + at for at in (0, 3, 7, 10, 13)
    ]


def test_code_is_marked(read: Read) -> None:
    passage = read("# Een\n\nDe `code en` meer x`y`.\n").passages[1]
    assert [(word.text, word.code) for word in passage.words] == [
        ("De", False),
        ("code", True),
        ("en", True),
        ("meer", False),
        ("xy.", True),
    ]


def test_definition_lists_and_divs(read: Read) -> None:
    chapter = read(
        "# Een\n\nbegrip\n:   uitleg van\n    het begrip\n\n::: {#kader .a}\nbinnen\n\n::: b\ndieper\n:::\n:::\n\nna\n"
    )
    assert [passage.text for passage in chapter.passages[1:]] == [
        "begrip",
        "uitleg van het begrip",
        "binnen",
        "dieper",
        "na",
    ]
    for passage in chapter.passages:
        assert located(passage) == passage.text.split()


@pytest.mark.parametrize(
    ("typed", "target", "text"),
    [
        ("[tekst](https://example.org)", "https://example.org", "tekst"),
        ("[](#fig-a)", "#fig-a", ""),
        ('[een *twee* `drie`](a.md#b "titel"){.klas}', "a.md#b", "een twee drie"),
        ("[haken \\[x\\] [y]](a.md)", "a.md", "haken [x] [y]"),
        ("<https://example.org/a_b>", "https://example.org/a_b", "https://example.org/a_b"),
        ("<info@example.org>", "mailto:info@example.org", "info@example.org"),
        ("[tekst][naam]", "https://example.org/naam", "tekst"),
        ("[naam][]", "https://example.org/naam", "naam"),
        ("[naam]", "https://example.org/naam", "naam"),
        ("[![b](b.png)](a.md)", "a.md", "b"),
        ("[tekst](<a b.md>)", "a%20b.md", "tekst"),
        ("[met noot[@k]](a.md)", "a.md", "met noot"),
    ],
)
def test_links(read: Read, typed: str, target: str, text: str) -> None:
    source = (
        f"# Een\n\n\\[geen link\\] `[ook](niet)` naam {typed}, en [ander](b.md).\n\n[naam]: https://example.org/naam\n"
    )
    first, second = read(source).links
    assert (first.target, first.text) == (target, text)
    assert source[first.start : first.end] == typed
    assert first.position.column == source.index(typed) - len("# Een\n\n") + 1
    assert source[second.start : second.end] == "[ander](b.md)"


def test_links_in_notes_headings_items_and_cells(read: Read) -> None:
    source = (
        "# Een [a](1.md)\n\nX[^n] ^[zie [b](2.md)].\n\n-   [c](3.md)\n\n| [d](4.md) |\n|---|\n| [](5.md) |\n\n"
        "[^n]: Zie [e](6.md) en [](7.md).\n"
    )
    links = read(source).links
    assert [source[link.start : link.end] for link in links] == [
        "[a](1.md)",
        "[e](6.md)",
        "[](7.md)",
        "[b](2.md)",
        "[c](3.md)",
        "[d](4.md)",
        "[](5.md)",
    ]


def test_comments_are_kept_with_their_place(read: Read) -> None:
    source = "# Een\n\n<!-- blok -->\n\nTekst <!-- in de regel --> meer.\n"
    assert [(comment.text, comment.start) for comment in read(source).comments] == [
        ("<!-- blok -->", source.index("<!-- blok")),
        ("<!-- in de regel -->", source.index("<!-- in")),
    ]


@pytest.mark.parametrize(
    ("front", "printed"),
    [
        ("---\nprint: false\n---\n", False),
        ("---\nprint: true\ntitle: 'Een: twee'\n...\n", True),
        ("---\n---\n", True),
        ("---\n# niets\n---\n\n", True),
    ],
)
def test_front_matter_is_no_text(read: Read, front: str, printed: bool) -> None:
    chapter = read(f"{front}# Een\n\nTekst[@a].\n")
    assert chapter.printed is printed
    assert [passage.text for passage in chapter.passages] == ["Een", "Tekst."]
    assert chapter.notes[0].position.line == front.count("\n") + 3


def test_rules_and_mappings_elsewhere_are_no_front_matter(read: Read) -> None:
    chapter = read("---\n\nGewone tekst\n\n---\n\n# Een\n\n---\na: b\n---\n\nMeer[@a].\n")
    assert chapter.printed
    assert [passage.text for passage in chapter.passages] == ["Gewone tekst", "Een", "a: b", "Meer."]
    assert chapter.headings[0].position.line == 7


def test_percent_and_dollar_at_the_start_are_text(read: Read) -> None:
    assert [passage.text for passage in read("% Titel\n\n$5 en $6\n").passages] == ["% Titel", "$5 en $6"]


def test_line_ends_and_byte_order_mark_do_not_matter(read: Read) -> None:
    source = "# Een\n\nRegel[@a]\nen é[^n].\n\n[^n]: Noot\n    van twee.\n"
    plain = read(source)
    for variant in (source.replace("\n", "\r\n"), source.replace("\n", "\r"), "\ufeff" + source):
        chapter = read(variant)
        assert chapter.source == source
        assert chapter.notes == plain.notes
        assert chapter.passages == plain.passages
