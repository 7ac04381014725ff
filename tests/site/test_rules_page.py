"""The page for authors: every rule with its example, at the address that `rapport explain` names."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag

from scripts.explain_rules import explain_rule
from scripts.rules import all_rules
from tests.site.conftest import Built, read_page


@pytest.fixture(scope="module")
def shown(book_site: Built) -> BeautifulSoup:
    return read_page(book_site.site / "regels" / "index.html")


def text(element: Tag) -> str:
    return " ".join(element.get_text().split())


def test_every_rule_is_there_once_as_its_docstring_tells_it(shown: BeautifulSoup) -> None:
    sections = {section["id"]: section for section in shown.select("section.regel")}
    assert len(sections) == len(shown.select("section.regel"))
    assert set(sections) == {rule.code.lower() for rule in all_rules()}
    for rule in all_rules():
        section = sections[rule.code.lower()]
        documented = " ".join(rule.documentation.replace("`", " ").split())
        told = [text(element) for element in section.select("h3, p:not(.regel-soort), dd")]
        told[0] = told[0].removeprefix(rule.code).strip()
        for piece in told:
            assert piece.replace(" ", "") in documented.replace(" ", "")
        assert len(section.select("dd")) == 2
        kind = text(section.select_one(".regel-soort"))
        assert kind.startswith("fout" if rule.level == "error" else "beoordelen")
        assert ("--fix" in kind) == rule.fixable


def test_families_lead_to_their_rules(shown: BeautifulSoup) -> None:
    links = [link["href"] for link in shown.select(".regels-inhoud a")]
    assert links == [f"#{heading['id']}" for heading in shown.select("#regels h2")]
    for heading in shown.select("#regels h2"):
        codes = {section["id"][:2] for section in heading.find_next_sibling("div").select("section")}
        assert codes == {heading["id"].removeprefix("regels-")}


def test_explain_names_the_address_on_the_page(shown: BeautifulSoup, capsys: pytest.CaptureFixture[str]) -> None:
    assert explain_rule("c203") == 0
    address = capsys.readouterr().out.split()[-1]
    assert address.startswith("regels/#")
    assert shown.find(id=address.partition("#")[2])
