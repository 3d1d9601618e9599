"""A real server with an owner signed in, as a browser meets it."""

import datetime
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from fresh import with_schema, with_templates
from playwright.sync_api import Page

from comparison.storage.access import first_link
from comparison.storage.opening import open_store

sys.path.append(str(Path(__file__).parents[2] / "web"))
from builders_server import running  # The tests of the web room lie beside these.

PASSWORD = "a long enough sentence"


class Office(NamedTuple):
    """A running installation, and the path of its first link."""

    origin: str
    database: Path
    first: str

    def at(self, path: str) -> str:
        return f"{self.origin}{path}"


@contextmanager
def serving(folder: Path) -> Iterator[Office]:
    """A server over an empty database in *folder*."""
    with_schema(folder / "shop.db")
    with_templates(folder / "shop.db")
    store = open_store(f"sqlite:{folder / 'shop.db'}")
    secret = first_link(store, datetime.datetime.now(datetime.UTC))
    store.close()
    with running(folder) as server:
        origin = f"http://127.0.0.1:{server.port}"
        yield Office(origin, folder / "shop.db", f"/admin/_/first/{secret}")


def begin(page: Page, at: Office, shop: str = "Hanui") -> None:
    """Open the first link, and become the owner of *shop*."""
    page.goto(at.at(at.first))
    page.locator("[name=shop_name]").fill(shop)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main button").click()
    page.wait_for_url("**/admin/*")


def is_sideways(page: Page) -> bool:
    """Whether the page scrolls sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))
