"""A shop with products to change many at once, and the pages on which that is done."""

import datetime
from collections.abc import Mapping
from pathlib import Path

from builders_admin import Browser, Office, fields_of, office
from builders_tree import Node, tree
from builders_web import Got, product, publication, shop
from msgspec.structs import replace

from comparison.core.catalogue import Category, Feature, Product
from comparison.core.pricing.amounts import Flat, PerUnit
from comparison.core.pricing.model import Attestation, Component, Once, Price
from comparison.core.sources import Competitor, Source
from comparison.web.admin.guesses import markets
from comparison.web.admin.products.bulk import planning
from comparison.web.admin.products.bulk.deed import Doing, Known
from comparison.web.forms import Form

BULK, PRODUCTS = "/admin/acme/bulk", "/admin/acme/products"
LITE, MAX = "air-lite", "air-max"
RIVAL = Competitor(seller={"en": "Rival"}, source=Source(title={"en": "Their page"}, as_of="2026-11-01"))
WORD = Attestation(by="anna", on="2026-01-01")


def goods(amount: str, **changes: object) -> Price:
    """A price in Korea that nothing speaks against but what *changes* say."""
    sold = Component(key="goods", label={"en": "Goods", "ko": "상품"}, kind="base", amount=PerUnit(value=amount),
                     when=Once())  # fmt: skip
    plain = Price(market="KR", currency="KRW", tax="included", components=(sold,))
    return replace(plain, **changes)


def thing(key: str, *prices: Price, **changes: object) -> Product:
    return replace(product(key, "1", rooms="1", quiet=True), prices=prices, **changes)


def stocked(folder: Path) -> Office:
    """A shop of two air cleaners in one comparison, and a category that nothing is in."""
    it = publication()
    other = Category(
        key="sea",
        label={"en": "Sea", "ko": "바다"},
        features=(Feature(key="brand", label={"en": "Brand"}, kind="text"),),
    )
    made = office(folder, it.category, other, it.comparison)
    made.store.save("acme", shop(markets=("KR", "US")), expected=1, by="test")
    made.store.save_all(
        "acme", [thing("lite", goods("10000")), thing("max", goods("25500", closed=WORD))], by="test"
    )
    return made


def there(at: Office, key: str) -> Product:
    stored = at.store.get("acme", "product", key)
    assert stored is not None
    assert isinstance(stored.record, Product)
    return stored.record


def put(at: Office, record: Product) -> None:
    at.store.save("acme", record, expected=None, by="test")


def amount(at: Office, key: str) -> str:
    found = there(at, key).prices[0].components[0].amount
    assert isinstance(found, Flat | PerUnit)
    return found.value


def page_of(got: Got) -> Node:
    return tree(got.text.removeprefix("<!doctype html>"))


def listed(browser: Browser, address: str = PRODUCTS) -> dict[str, str | list[str]]:
    """The form around the list."""
    return next(fields_of(one) for one in browser.page(address).every("form") if one["action"] == BULK)


def looked(browser: Browser, deed: str, typed: Mapping[str, str] | None = None, *keys: str) -> Got:
    """The page with before and after, of the products *keys* (all where none is named)."""
    which: dict[str, object] = {"product": keys} if keys else {"all": "1"}
    token = listed(browser)["_token"]
    return browser.post(BULK, {"_token": token, "_do": "look", "deed": deed, **which, **(typed or {})})


def done(browser: Browser, deed: str, typed: Mapping[str, str] | None = None, *keys: str) -> Got:
    """The same, and then done."""
    page = page_of(looked(browser, deed, typed, *keys))
    form = next(one for one in page.every("form") if "_seen" in fields_of(one))
    return browser.post(BULK, fields_of(form) | {"_do": "apply"})


def asked(deed: str, typed: Mapping[str, str]) -> Doing:
    """What a form asks for, in a shop that sells in Korea."""
    known = Known(
        shop=shop(markets=("KR",)), categories=(), comparisons=(), rows={"KR": markets()["KR"]}, by="anna",
        today=datetime.date(2026, 11, 22), language="en",
    )  # fmt: skip
    form = Form.filled(typed)
    doing = planning.DEEDS[deed](form, known)
    assert form.errors == {}
    return doing


def cells(got: Got) -> list[list[str]]:
    return [
        [one.text for one in row.every("td")] for row in page_of(got).every("tr") if list(row.every("td"))
    ]
