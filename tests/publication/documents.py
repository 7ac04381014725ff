"""Documents for the properties: snippets of everything an author types, put together at random, and wild text."""

from __future__ import annotations

from hypothesis import strategies as st

KEYS = st.sampled_from(["a", "kruiter2019", "b:c.d/e+f", "één", "_x", "1", "a-b"])
WORDS = st.lists(
    st.sampled_from(["de", "het", "een", "of", "samen", "werken", "coördinatie", "’s", "“ja”", "10-14", "3."]),
    min_size=1,
    max_size=5,
).map(" ".join)
MARKUP = st.sampled_from(
    [
        "\\@a",
        "`@a`",
        "``[^n]``",
        "info@example.org",
        "<x@example.org>",
        "https://example.org/@a",
        "<https://example.org/@a>",
        "&amp;",
        "&eacute;",
        "\\[",
        "\\]",
        "\\*",
        "*",
        "_",
        "**",
        "[",
        "]",
        "[]",
        "(",
        ")",
        "{",
        "}",
        "{.a}",
        "{#b}",
        "!",
        "![",
        "](",
        "@",
        "@@",
        "^",
        "^[",
        "[^",
        "[^weg]",
        "|",
        "--",
        "…",
        "<b>",
        "</b>",
        "<!--x-->",
        "<!--",
        "`",
        "\\",
        "$a$",
        "~a~",
        "'",
        '"',
        "#",
    ]
)
PREFIX = st.one_of(st.just(""), WORDS.map(lambda words: f"{words} "), st.just("zie [ook] "), st.just("*vgl.* "))
SUFFIX = st.sampled_from(["", ", p. 3", ", pp. 3-5, 8", " passim", ", hoofdstuk 2; zie ook", " [x]"])
CITATION = st.builds(
    lambda prefix, minus, key, suffix: f"{prefix}{minus}@{key}{suffix}",
    PREFIX,
    st.sampled_from(["", "-"]),
    KEYS,
    SUFFIX,
)
CLUSTER = st.lists(CITATION, min_size=1, max_size=3).map("; ".join).map(lambda inside: f"[{inside}]")
NARRATIVE = st.one_of(
    KEYS.map(lambda key: f"@{key}"), KEYS.map(lambda key: f"@{{{key}}}"), KEYS.map(lambda key: f"-@{key} [p. 2]")
)
MARKER = st.sampled_from(["[^n]", "[^m]", "[^nergens]"])
SIMPLE = st.one_of(WORDS, WORDS, CLUSTER, NARRATIVE, MARKER)
INLINE_NOTE = SIMPLE.map(lambda inside: f"^[{inside}]")
AROUND = st.sampled_from(
    [
        "*{}*",
        "**{}**",
        "_{}_",
        "[{}](b.md)",
        "[{}](<c d> 'e')",
        "[{}]{{.a}}",
        "![{}](f.png)",
        "<span>{}</span>",
        "[{}][n]",
        "“{}”",
        "({})",
    ]
)
INLINE = st.one_of(
    SIMPLE, SIMPLE, INLINE_NOTE, MARKUP, st.builds(lambda frame, inside: frame.format(inside), AROUND, SIMPLE)
)
LINE = st.lists(INLINE, min_size=1, max_size=6).flatmap(
    lambda parts: st.sampled_from([" ", "", "\n"]).map(lambda between: between.join(parts))
)
BLOCK_FRAMES = st.sampled_from(
    [
        "{}", "{}", "{}", "# {}", "## {} {{#kop .unnumbered}}", "{}\n===", "-   {}\n-   twee", "1.  {}\n\n    meer", "> {}",
        "> -   {}", "| {} | b |\n|---|---|\n| c | d |", "| a |\n|:-:|\n| {} |\n\n: bijschrift", "![{}](f.svg){{#fig-x alt=\"x\"}}",
        "```\n{}\n```", "    {}", "term\n:   {}", "::: {{.a}}\n{}\n:::", "<div>\n\n{}\n\n</div>", "<!--\n{}\n-->", "[^n]: {}",
        "[^n]: noot\n\n    {}", "[^m]:\n    {}", "[n]: b.md '{}'", "---\n\n{}", "---\na: b\n---\n\n{}", "***",
    ]
)  # fmt: skip
BLOCK = st.builds(lambda frame, line: frame.format(line), BLOCK_FRAMES, LINE)
DOCUMENT = st.lists(BLOCK, max_size=6).flatmap(
    lambda blocks: st.sampled_from(["\n\n", "\n\n", "\n"]).map(lambda between: between.join(blocks) + "\n")
)
WILD = st.text(
    st.one_of(st.sampled_from("@[]^{}()`*_\\-:;, \n#>|!<&ab1"), st.characters(exclude_categories=["Cs"])), max_size=60
)
DOCUMENTS = st.lists(st.one_of(DOCUMENT, DOCUMENT, DOCUMENT, WILD), min_size=8, max_size=30)
