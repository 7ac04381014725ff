"""Documents for the properties: snippets of everything an author types, put together at random, and wild text."""

from __future__ import annotations

from hypothesis import strategies as st

WORD_LIST = "de het een of samen werken coördinatie ’s “ja” 10-14 3."
MARKUP_LIST = r"""
\@a `@a` ``[^n]`` info@example.org <x@example.org> https://example.org/@a <https://example.org/@a> &amp; &eacute;
\[ \] \* * _ ** [ ] [] ( ) { } {.a} {#b} ! ![ ]( @ @@ ^ ^[ [^ [^weg] | -- … <b> </b> <!--x--> <!-- ` \ $a$ ~a~ ' " #
"""
FRAME_LIST = r"""
*{}*  **{}**  _{}_  [{}](b.md)  [{}](<c d> 'e')  [{}]{.a}  ![{}](f.png)  <span>{}</span>  [{}][n]  “{}”  ({})
"""
# One block a line; ¶ is a line break.
BLOCK_LIST = """
{}
{}
{}
# {}
## {} {#kop .unnumbered}
{}¶===
-   {}¶-   twee
1.  {}¶¶    meer
> {}
> -   {}
| {} | b |¶|---|---|¶| c | d |
| a |¶|:-:|¶| {} |¶¶: bijschrift
![{}](f.svg){#fig-x alt="x"}
```¶{}¶```
    {}
term¶:   {}
::: {.a}¶{}¶:::
<div>¶¶{}¶¶</div>
<!--¶{}¶-->
[^n]: {}
[^n]: noot¶¶    {}
[^m]:¶    {}
[n]: b.md '{}'
---¶¶{}
---¶a: b¶---¶¶{}
***
"""


def _filled(frame: str, inside: str) -> str:
    return frame.replace("{}", inside)


KEYS = st.sampled_from(["a", "kruiter2019", "b:c.d/e+f", "één", "_x", "1", "a-b"])
WORDS = st.lists(st.sampled_from(WORD_LIST.split()), min_size=1, max_size=5).map(" ".join)
PREFIX = st.one_of(st.just(""), WORDS.map("{} ".format), st.just("zie [ook] "), st.just("*vgl.* "))
SUFFIX = st.sampled_from(["", ", p. 3", ", pp. 3-5, 8", " passim", ", hoofdstuk 2; zie ook", " [x]"])
CITATION = st.builds("{}{}@{}{}".format, PREFIX, st.sampled_from(["", "-"]), KEYS, SUFFIX)
CLUSTER = st.lists(CITATION, min_size=1, max_size=3).map("; ".join).map("[{}]".format)
NARRATIVE = st.builds(_filled, st.sampled_from(["@{}", "@{{}}", "-@{} [p. 2]"]), KEYS)
MARKER = st.sampled_from(["[^n]", "[^m]", "[^nergens]"])
SIMPLE = st.one_of(WORDS, WORDS, CLUSTER, NARRATIVE, MARKER)
FRAMED = st.builds(_filled, st.sampled_from(FRAME_LIST.strip().split("  ")), SIMPLE)
INLINE = st.one_of(SIMPLE, SIMPLE, SIMPLE.map("^[{}]".format), st.sampled_from(MARKUP_LIST.split()), FRAMED)
LINE = st.builds(
    lambda between, parts: between.join(parts),
    st.sampled_from([" ", "", "\n"]),
    st.lists(INLINE, min_size=1, max_size=6),
)
BLOCKS = [block.replace("¶", "\n") for block in BLOCK_LIST.strip("\n").split("\n")]
BLOCK = st.builds(_filled, st.sampled_from(BLOCKS), LINE)
DOCUMENT = st.builds(
    lambda between, blocks: between.join(blocks) + "\n",
    st.sampled_from(["\n\n", "\n\n", "\n"]),
    st.lists(BLOCK, max_size=6),
)
WILD = st.text(
    st.one_of(st.sampled_from("@[]^{}()`*_\\-:;, \n#>|!<&ab1"), st.characters(exclude_categories=["Cs"])), max_size=60
)
DOCUMENTS = st.lists(st.one_of(DOCUMENT, DOCUMENT, DOCUMENT, WILD), min_size=8, max_size=30)
