from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from scripts.editions.links import LinkResolver
from scripts.publication.model import Publication


@pytest.mark.parametrize(
    ("target", "href", "text"),
    [
        ("#fig-wheel", "#fig-wheel", "Figure 1.1"),
        ("#two-table", "#two-table", "2.1"),
        ("#one-aside", "#one-aside", "Aside"),
        ("two.md#two-table", "#two-table", "2.1"),
        ("two.md", "#two", "2"),
        ("./two.md#unknown", "#two", "2"),
        ("https://example.org/a#b", "https://example.org/a#b", "https://example.org/a#b"),
        ("mailto:a@example.org", "mailto:a@example.org", "mailto:a@example.org"),
        ("log.md#later", "https://example.org/small/log/#later", "log.md#later"),
        ("index.md", "#colophon", "Colophon"),
        ("figures/my wheel.svg", "https://example.org/small/figures/my%20wheel.svg", "figures/my wheel.svg"),
        ("../secret.md", None, "../secret.md"),
    ],
)
def test_a_link_leads_to_the_printed_place_or_to_the_site(
    tiny: Publication, target: str, href: str | None, text: str
) -> None:
    destination = LinkResolver(tiny).resolve(target, tiny.chapters[1])
    assert (destination.href, destination.text) == (href, text)


def test_without_an_address_a_page_of_the_site_only_is_no_link(tiny: Publication) -> None:
    nowhere = replace(tiny, metadata=replace(tiny.metadata, site_url=""))
    assert LinkResolver(nowhere).resolve("log.md", nowhere.chapters[1]).href is None


def test_an_unknown_id_is_no_link(changed: Callable[..., Publication]) -> None:
    publication = changed({"docs/one.md": ("# First things\n", "")})
    assert publication.chapters[1].headings[0].id == "one-why-it-matters"
    assert LinkResolver(publication).resolve("one.md", publication.chapters[2]).href == "#one-why-it-matters"
