"""Where the demo runs, and what a visitor looks for on its pages."""

from collections.abc import Callable
from typing import NamedTuple

from playwright.sync_api import Locator, Page

PLACES = ("team-chat/plans", "hanui/air-purifiers", "coffee/everyday", "shop-plans/plans")
WIDTHS = (360, 768, 1280)
# A page at an address, so many pixels wide, that is only looked at: other tests look at the same one.
Look = Callable[[str, int], Page]


class Demo(NamedTuple):
    """The comparisons' origin and the shop's."""

    host: str
    shop: str

    def share(self, place: str, query: str = "") -> str:
        return f"{self.host}/c/{place}{'?' if query else ''}{query}"

    def product(self, place: str, language: str = "ko", query: str = "") -> str:
        return f"{self.shop}/{language}/{place}{'?' if query else ''}{query}"


def comparison(page: Page) -> Locator:
    """The comparison, in the element's shadow or on the share page."""
    return page.locator("section.tc")


def chip(page: Page, words: str) -> Locator:
    return page.locator("label.tc-chip", has_text=words)


def is_sideways(page: Page) -> bool:
    """Whether the page scrolls sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))
