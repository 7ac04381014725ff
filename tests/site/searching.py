"""The search dialog as tests use it, and what is marked on a page."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect


class Search:
    """The search dialog of a page, opened with its button."""

    def __init__(self, page: Page, name: str = "Zoeken") -> None:
        self.page = page
        page.get_by_role("button", name=name, exact=True).click()
        self.dialog = page.get_by_role("dialog", name=name)
        self.box = self.dialog.get_by_role("searchbox")
        expect(self.box).to_be_focused()

    def ask(self, question: str) -> list[str]:
        """The places that are shown for a question: the last parts of their addresses, from top to bottom."""
        self.box.fill(question)
        expect(self.dialog).to_have_attribute("data-question", question)
        return self.places()

    def places(self) -> list[str]:
        found = self.results.evaluate_all("links => links.map(link => decodeURIComponent(link.hash.slice(1)))")
        assert isinstance(found, list)
        return found

    @property
    def results(self) -> Locator:
        return self.dialog.get_by_role("link")

    @property
    def status(self) -> Locator:
        return self.dialog.get_by_role("status")


def marks(page: Page, name: str = "zoektreffer") -> list[str]:
    """The texts that are marked on the page."""
    found = page.evaluate("name => Array.from(CSS.highlights.get(name) ?? [], String)", name)
    assert isinstance(found, list)
    return found
