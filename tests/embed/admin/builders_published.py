"""An installation that has products already, and the path from a comparison of them to shoppers."""

from pathlib import Path

from builders_admin_pages import PASSWORD, Office
from playwright.sync_api import Page, expect

from comparison.cli.demo import load_demo
from comparison.storage.opening import open_store

CATALOGUE = Path(__file__).parents[3] / "catalog_data" / "demo" / "hanui.yaml"


def sign_in_with_products(page: Page, at: Office) -> None:
    """Put the air purifiers into the shop ``hanui`` at *at*, and become its owner."""
    store = open_store(f"sqlite:{at.database}")
    load_demo(store, CATALOGUE)
    store.close()
    page.goto(at.at(at.first))
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main button").click()
    page.wait_for_url("**/admin/hanui*")


def press(page: Page, words: str) -> None:
    """Press the button of the page's main part that says *words*."""
    page.locator("main").get_by_role("button", name=words, exact=True).click()


def said(page: Page, words: str) -> None:
    expect(page.locator("#status")).to_have_text(words)
