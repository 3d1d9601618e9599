"""Shops, products and comparisons to store and publish, small unless a test says otherwise."""

from collections.abc import Sequence
from typing import Any

from builders_markets import KR

from comparison.core.catalogue import AddOn, Category, Cell, Comparison, Feature, Product, Shop, Tier
from comparison.core.check import Finding, Missing
from comparison.core.messages import say
from comparison.core.personas import Need, Persona
from comparison.core.pricing.amounts import Flat, PerUnit
from comparison.core.pricing.model import Component, Measure, Price
from comparison.core.publication import Publication
from comparison.core.values import Number, Unlimited, YesNo
from comparison.storage.store import AnyRecord, LiveEntry, ProductEditionRow, Store

NOON = "2026-11-22T12:00:00.000000Z"
LATER = "2026-11-22T13:00:00.000000Z"
NEXT_DAY = "2026-11-23T12:00:00.000000Z"
MARKETS = {"KR": KR}


def shop(key: str = "acme", **fields: Any) -> Shop:
    usual: dict[str, Any] = {"name": {"en": "Acme"}, "languages": ("en",), "markets": ("KR",)}
    return Shop(key=key, **(usual | fields))


def category(*features: Feature, key: str = "air") -> Category:
    return Category(key=key, label={"en": "Air purifiers"}, features=features or (feature(),))


def feature(key: str = "quiet", **fields: Any) -> Feature:
    return Feature(key=key, label={"en": key.title()}, **fields)


def price(value: str = "100", **fields: Any) -> Price:
    base = Component(key="base", label={"en": "Price"}, kind="base", amount=Flat(value=value))
    return Price(**({"market": "KR", "currency": "KRW", "components": (base,)} | fields))


def product(key: str = "small", **fields: Any) -> Product:
    usual: dict[str, Any] = {"name": {"en": key.title()}, "category": "air", "prices": (price(),)}
    return Product(key=key, **(usual | fields))


def number(amount: str, unit: str | None = None) -> Number:
    return Number(amount=amount, unit=unit)


def comparison(*products: str, key: str = "air", **fields: Any) -> Comparison:
    tiers = tuple(Tier(key=one, product=one) for one in products or ("small",))
    return Comparison(key=key, title={"en": "Air"}, category="air", tiers=tiers, **fields)


def catalogue(*products: Product) -> list[AnyRecord]:
    """A shop with one comparison of *products* that can be published."""
    sold = products or (product("small"), product("large"))
    return [shop(), category(), *sold, comparison(*(one.key for one in sold))]


def rich_catalogue() -> list[AnyRecord]:
    """A shop with something of every kind in it, in two languages."""
    weight = feature("weight", kind="number", unit="kg", direction="lower")
    users = PerUnit(value="8.75", unit="user")
    seat = Component(key="seat", label={"en": "Seat", "ko": "좌석"}, kind="seat", amount=users)
    pro = product(
        "pro",
        name={"ko": "프로", "en": "Pro"},
        description={"en": "First line.\n\n  Indented: yes\nno: 1.10\n"},
        cells=(
            Cell(feature="quiet", value=YesNo(yes=True), note={"en": "at 40 dB # not a comment"}),
            Cell(feature="weight", value=number("1.50", "kg")),
        ),
        prices=(price(components=(seat,), measure=Measure(amount="500", unit="g")),),
    )
    basic = product("basic", cells=(Cell(feature="weight", value=Unlimited(fair_use=number("900", "g"))),))
    silent = AddOn(key="silent", name={"en": "Silent: mode"}, prices=(price("9.90"),), available_for=("pro",))
    home = Persona(
        key="home",
        label={"en": "At home", "ko": "집에서"},
        needs=(Need(feature="weight", op="<=", number="2", unit="kg"),),
    )
    shown = comparison("pro", "basic", add_ons=("silent",), personas=("home",))
    return [shop(languages=("en", "ko")), category(feature(), weight), silent, pro, basic, home, shown]


def fill(store: Store, records: Sequence[AnyRecord], *, into: str = "acme") -> None:
    store.save_all(into, records, by="anna")


def finds_nothing(publication: Publication, missing: Sequence[Missing]) -> list[Finding]:
    return []


def finds_missing(publication: Publication, missing: Sequence[Missing]) -> list[Finding]:
    """An error for every record that is not there."""
    return [
        Finding(rule="missing", level="error", path=one.path, message=say("missing", name=one.key))
        for one in missing
    ]


def live_entry(number: int, since: str = NOON, **fields: str) -> LiveEntry:
    usual = {"shop": "acme", "comparison": "air", "by": "anna", "note": "", "entered_at": NOON}
    return LiveEntry(number=number, since=since, **(usual | fields))


def product_row(number: int, document: bytes = b'{"n":1}', **fields: str) -> ProductEditionRow:
    usual = {"shop": "acme", "product": "small", "digest": "d", "published_at": NOON}
    return ProductEditionRow(number=number, document=document, **(usual | fields))
