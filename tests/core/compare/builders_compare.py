"""Views of small comparisons: products built in a line, everything else as usual."""

import datetime
from collections.abc import Mapping, Sequence

from builders_markets import US

from comparison.core.asking import read_asked
from comparison.core.catalogue import (
    AddOn,
    Category,
    Cell,
    Comparison,
    Feature,
    Product,
    Shop,
    Stock,
    Tier,
)
from comparison.core.compare import compare
from comparison.core.personas import Persona
from comparison.core.pricing.amounts import PerUnit
from comparison.core.pricing.model import Component, EachCycle, Once, Price
from comparison.core.publication import FORMAT, Edition, Publication
from comparison.core.values import Number, Value, YesNo
from comparison.core.view import View

TODAY = datetime.date(2026, 11, 22)


def value(plain: bool | int | Value) -> Value:
    if isinstance(plain, bool):
        return YesNo(yes=plain)
    return Number(amount=str(plain)) if isinstance(plain, int) else plain


def monthly(amount: str, unit: str = "user", interval: str = "month") -> Price:
    seat = Component(
        key="seat",
        label={"en": "Seat"},
        kind="seat",
        amount=PerUnit(value=amount, unit=unit),
        when=EachCycle(),
    )
    return Price(
        market="US",
        currency="USD",
        interval=interval,
        tax="excluded",
        components=(seat,),
        quantity_unit=unit,
        checked_on="2026-11-01",
    )


def bought(amount: str) -> Price:
    item = Component(key="item", label={"en": "Item"}, kind="base", amount=PerUnit(value=amount), when=Once())
    return Price(market="US", currency="USD", tax="excluded", components=(item,))


def free() -> Price:
    return Price(market="US", currency="USD", interval="month", status="free", tax="excluded")


def on_request() -> Price:
    return Price(market="US", currency="USD", interval="month", status="on_request", words={"en": "Call us"})


def product(
    key: str,
    *prices: Price,
    stock: Stock = Stock(),  # noqa: B008  A frozen struct.
    offer: str | None = "https://shop.example/buy",
    **values: bool | int | Value,
) -> Product:
    cells = tuple(Cell(feature=name.replace("_", "-"), value=value(plain)) for name, plain in values.items())
    return Product(
        key=key,
        name={"en": key.title(), "ko": key.upper()},
        category="thing",
        prices=prices,
        cells=cells,
        stock=stock,
        offer=offer,
    )


def feature(key: str, kind: str = "yes_no", **more: object) -> Feature:
    return Feature(key=key, label={"en": key.title()}, kind=kind, **more)  # type: ignore[arg-type]


def edition(
    products: Sequence[Product],
    features: Sequence[Feature] = (),
    personas: Sequence[Persona] = (),
    *,
    add_ons: Sequence[AddOn] = (),
    gone: tuple[str, ...] = (),
    languages: tuple[str, ...] = ("en", "ko"),
) -> Edition:
    comparison = Comparison(
        key="things",
        title={"en": "Things", "ko": "물건"},
        category="thing",
        tiers=tuple(Tier(key=one.key, product=one.key) for one in products),
        personas=tuple(one.key for one in personas),
        noun="plan",
    )
    publication = Publication(
        format=FORMAT,
        policy_version="2026-01-01",
        shop=Shop(
            key="shop",
            name={"en": "Shop"},
            languages=languages,
            markets=("US",),
            contact="https://shop.example/contact",
        ),
        comparison=comparison,
        category=Category(key="thing", label={"en": "Thing"}, features=tuple(features)),
        products=tuple(products),
        add_ons=tuple(add_ons),
        personas=tuple(personas),
        markets=(US,),
        gone=gone,
    )
    return Edition(
        number=1, digest="0" * 64, published_at="2026-11-22T00:00:00.000000Z", publication=publication
    )


def view(of: Edition, asked: Mapping[str, str] | None = None) -> View:
    return compare(of, read_asked((asked or {}).items()), TODAY)
