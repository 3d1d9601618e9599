"""The demo's own fragments, as HTML: nothing that costs money is ticked or selected when they open."""

import datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from builders_demo import demo_edition, demo_shop

from comparison.core.asking import read_asked
from comparison.core.compare import compare
from comparison.web.render import Renderer

TODAY = datetime.date(2026, 11, 22)
PLACES = [
    (shop, one.key)
    for shop in ("coffee", "hanui", "shop-plans", "team-chat")
    for one in demo_shop(shop).comparisons
]


class Choices(HTMLParser):
    """Every ticked box and every selected option, by the name of its field. What has none is never sent:
    it folds rows of the table."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[tuple[str, str]] = []
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "select":
            self._select = given.get("name") or ""
        if tag == "option" and "selected" in given and given.get("value"):
            self.made.append((self._select, given["value"] or ""))
        if tag == "input" and "checked" in given and (name := given.get("name")):
            self.made.append((name, given.get("value") or ""))


def made(shop: str, comparison: str, **asked: str) -> list[tuple[str, str]]:
    view = compare(demo_edition(shop, comparison), read_asked(asked.items()), TODAY)
    renderer = Renderer(own=None, address="https://compare.example", asset_url=lambda name: name)
    choices = Choices()
    choices.feed(renderer.fragment(view).decode())
    return choices.made


@pytest.mark.parametrize(("shop", "comparison"), PLACES)
def test_a_page_without_parameters_has_no_paid_choice_made(shop: str, comparison: str) -> None:
    free_of_charge = {"interval", "horizon", "tiers", "against"}
    assert [choice for choice in made(shop, comparison) if choice[0] not in free_of_charge] == []


def test_the_measure_sees_a_choice_that_was_made() -> None:
    assert ("addons", "pos-pro") in made("shop-plans", "plans", addons="pos-pro")


def test_the_pages_looked_at_are_all_there_are() -> None:
    files = sorted((Path(__file__).parents[2] / "catalog_data" / "demo").glob("*.yaml"))
    assert [file.stem for file in files] == sorted({shop for shop, _ in PLACES})
