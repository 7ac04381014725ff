"""Hypothesis strategies for bibliographies: well-formed ones in every layout, and any text that looks like one."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = [
    *(
        "@book{",
        "@Report(",
        "@string{",
        "@string(",
        "@preamble{",
        "@comment{",
        "@",
        "a1,",
        "a1",
        "b:2/c+d,",
        "}",
        ")",
        "{",
    ),
    *(
        "title",
        "Author",
        "pages",
        "=",
        " = ",
        ",",
        "#",
        '"',
        "\\",
        "\\{",
        "\\}",
        '\\"',
        "{x}",
        '"y"',
        "2020",
        "jan",
        "naam",
    ),
    *(
        "%",
        "% opmerking\n",
        "\n",
        "\n\n",
        "\n\n\n",
        "\n@book{z,",
        " ",
        "\t",
        "é",
        "\u00a0",
        "\x00",
        "title = {x},",
        "},\n",
    ),
]
bib_like = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=30).map("".join)

_NAMES = ["author", "title", "date", "year", "pages", "doi", "institution", "journal", "keywords", "note", "custom-a"]
_WORDS = st.lists(st.sampled_from(["de", "Molen", "10\\%", "{IKC}", "é", "& co", "\\'e", "--", "x_y"]), max_size=4).map(
    " ".join
)
_SPACE = st.sampled_from(["", " ", "\n", "\n  ", "\t"])


@st.composite
def bibliographies(draw: st.DrawFn) -> str:
    """A well-formed .bib: entries, @string, comments and words, in any layout."""
    parts = ["@string{uitg = {Uitgever}}\n"]
    for number in range(draw(st.integers(0, 5))):
        parts.append(
            draw(st.sampled_from(["", "\n", "\n\n\n", "% een opmerking\n", "losse woorden\n", "@comment{x}\n"]))
        )
        parts.append(draw(_entry(number)))
    return "".join(parts)


@st.composite
def _entry(draw: st.DrawFn, number: int) -> str:
    kind = draw(st.sampled_from(["report", "Article", "BOOK", "misc"]))
    opening, closing = draw(st.sampled_from(["{}", "()"]))
    fields = []
    for name in draw(st.lists(st.sampled_from(_NAMES), max_size=5)):
        words = draw(_WORDS)
        value = draw(st.sampled_from([f"{{{words}}}", f'"{words}"', "uitg", "2020", f"uitg # {{ {words}}}"]))
        equals = draw(st.sampled_from(["=", " = ", "   =\n "]))
        fields.append(f"{draw(_SPACE)}{draw(st.sampled_from([name, name.upper()]))}{equals}{value}{draw(_SPACE)}")
    end = draw(st.sampled_from([",", ",\n", "", "\n"])) if fields else ""
    return f"@{kind}{opening}key{number},{','.join(fields)}{end}{closing}{draw(_SPACE)}"
