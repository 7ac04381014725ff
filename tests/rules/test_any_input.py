"""Whatever stands in the files, the rules answer with findings at places that exist."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scripts.findings import as_github, as_json, as_text
from scripts.publication.errors import PublicationError
from scripts.publication.load import load
from scripts.rules import check

MARKUP = [
    *(
        "[@a1]",
        "[@A1; @b]",
        "[@",
        "@a1",
        "-@a1",
        "[@a1, p. 9-3]",
        "[a1]",
        "[@a1][@b]",
        "@{a 1}",
        "[^n]",
        "[^",
        "[^n]: ",
    ),
    *(
        "[x](y.md#z)",
        "![](p.svg)",
        "![x",
        "](",
        ")",
        "]",
        "{#id",
        '{alt="[@a1]"}',
        "<sup>1</sup>",
        "<!-- rapport: C101 -->",
    ),
    *(
        "<!-- rapport: C101 omdat x -->",
        "<!--",
        "-->",
        "`",
        "```\n",
        "    ",
        "\n",
        "\n\n",
        "# ",
        "##",
        "#x",
        "- ",
        "1. ",
    ),
    *("  - ", "> ", "|---|", "| a | b |\n", ": ", ":::", "---\n", "<<<<<<< x\n", "\\", "*", "**", "_", "~", "^1^", "¹"),
    *(
        "'",
        '"',
        "‘x’",
        "Ibid.",
        "a.w.",
        "https://x.nl/@a",
        "www.",
        "&amp;",
        "\x00",
        "\ufeff",
        "é",
        "Ã©",
        "日",
        "\u2028",
    ),
    *("woord", "Jansen (2018)", "et al.", "2018", ".", ",", " ", "\t", "\r"),
]
texts = st.lists(st.sampled_from(MARKUP) | st.text(max_size=4), max_size=25).map("".join)
BIBTEX = [
    "@report{a1,",
    "@",
    "{",
    "}",
    ",",
    "title = ",
    "author = {X and Y}",
    "date = {2018}",
    "a1",
    "\n",
    "% rapport: B102 omdat x\n",
]
bibliographies = st.lists(st.sampled_from(BIBTEX) | st.text(max_size=3), max_size=20).map("".join)
declared = st.sampled_from(
    ["C101", "[]", "[C101]", "[{code: C101}]", "[{code: [x], reason: y}]", "{code: C101}", "[[1]]"]
)


def encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(texts, min_size=1, max_size=12), bibliographies, declared)
def test_every_finding_of_any_input_has_a_place(
    tmp_path: Path, chapters: list[str], bibliography: str, exceptions: str
) -> None:
    (tmp_path / "docs").mkdir(exist_ok=True)
    names = [f"{number:02}.md" for number in range(len(chapters))]
    nav = "".join(f"  - {name}\n" for name in names)
    (tmp_path / "mkdocs.yml").write_text(
        f"site_name: P\nnav:\n{nav}extra:\n  exceptions: {exceptions}\n", encoding="utf-8"
    )
    (tmp_path / "references.bib").write_bytes(encoded(bibliography))
    for name, text in zip(names, chapters, strict=True):
        (tmp_path / "docs" / name).write_bytes(encoded(text))
    try:
        publication = load(tmp_path)
    except PublicationError:
        return
    findings = check(publication)
    lines = {text.file: text.text.split("\n") for text in publication.texts}
    for finding in findings:
        place = finding.position
        if place.file in lines:
            assert 1 <= place.line <= len(lines[place.file])
            assert 1 <= place.column <= len(lines[place.file][place.line - 1]) + 1
        assert "\n" not in finding.text
    assert as_text(findings).count("\n") == as_github(findings).count("\n") == len(findings)
    assert as_json(findings) == as_json(check(load(tmp_path)))
