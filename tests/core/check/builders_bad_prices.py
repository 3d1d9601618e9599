"""Short ways to break one thing of a price."""

from typing import Any

from builders_check import charge, edition, german_market, price, product, vat
from msgspec.structs import replace

from comparison.core.catalogue import Feature, Product
from comparison.core.content import ExcludedCost
from comparison.core.markets import Market, Region, UnitPriceBase
from comparison.core.pricing.amounts import (
    Amount,
    Flat,
    PerUnit,
    Table,
    Volume,
)
from comparison.core.pricing.amounts.bands import Band
from comparison.core.pricing.amounts.table import TableRow
from comparison.core.pricing.model import (
    Component,
    Discount,
    Measure,
    Once,
    OneOf,
    OnEvent,
    Phase,
    Price,
    Term,
)
from comparison.core.publication import Publication
from comparison.core.values import Number

TRIAL_TERM = Term(how_to_cancel={"en": "Under your account"})


def extra(label: str, **changes: Any) -> Component:
    """One more charge of 3.00 a month beside the subscription."""
    usual = Component(key="extra", label={"en": label}, kind="fee", amount=Flat(value="3"))
    return replace(usual, **changes)


def with_extra(label: str = "Set-up", **changes: Any) -> Publication:
    return edition(product("small", price(components=(charge("10"), extra(label, **changes)))))


def named(name: str, *prices: Price, **changes: Any) -> Product:
    return product("small", *prices, name={"en": name}, **changes)


def called(label: str, amount: Amount | str = "10", **changes: Any) -> Publication:
    """A subscription with that label on its only charge."""
    return edition(product("small", price(components=(charge(amount, label={"en": label}),), **changes)))


def off(key: str, label: str, kind: Any = "percent", value: str = "10", **changes: Any) -> Discount:
    return Discount(key=key, label={"en": label}, kind=kind, value=value, **changes)


def reduced(*discounts: Discount, **changes: Any) -> Publication:
    return edition(product("small", price(discounts=discounts, **changes)))


def goods(value: str | Amount = "10", *more: Component, **changes: Any) -> Price:
    """Ten dollars, once."""
    amount = PerUnit(value=value) if isinstance(value, str) else value
    part = charge(amount, label={"en": "Item"}, when=Once())
    return price(components=(part, *more), **{"interval": "once", **changes})


def delivery(*rows: TableRow, by: Any = "basket") -> Component:
    table = Table(by=by, rows=rows)
    return Component(key="delivery", label={"en": "Delivery"}, kind="delivery", amount=table, when=Once())


def germany(**rules: Any) -> Market:
    return replace(german_market(vat()), **rules)


def german(*products: Product, **rules: Any) -> Publication:
    return edition(*products, markets=(germany(**rules),))


def in_euros(stated: Price, **changes: Any) -> Price:
    return replace(stated, market="DE", currency="EUR", tax="included", **changes)


def bottles(amount: str = "700", unit: str = "ml", per: str = "1", per_unit: str = "l") -> Measure:
    return Measure(amount=amount, unit=unit, per=per, per_unit=per_unit)


KILOGRAMS_AND_LITRES = (UnitPriceBase(per="1", unit="kg"), UnitPriceBase(per="1", unit="l"))
UNIT_PRICES: dict[str, Any] = {"unit_price": "required", "unit_price_bases": KILOGRAMS_AND_LITRES}


def larger(name: str, stated: Price, **changes: Any) -> Product:
    """A product that has more storage than the usual one, so that it is not dominated by it."""
    return product("large", stated, name={"en": name}, cells={"storage": Number(amount="50")}, **changes)


def bands(*ends: tuple[int | None, str]) -> Volume:
    return Volume(bands=tuple(Band(up_to=end, value=value) for end, value in ends))


def zones(*rows: TableRow, by: Any = "region") -> Publication:
    """A good delivered in America, where there are two zones."""
    america = replace(edition().markets[0], regions=tuple(_zone(key) for key in ("north", "south")))
    return edition(product("small", goods("10", delivery(*rows, by=by))), markets=(america,))


def _zone(key: str) -> Region:
    return Region(key=key, label={"en": key.title()})


def delivered(words: str, *rows: TableRow, by: Any = "basket", **changes: Any) -> Publication:
    """A good that *words* describe, with a table for its delivery."""
    shown = zones(*rows, by=by)
    described = replace(shown.products[0], description={"en": words}, **changes)
    return replace(shown, products=(described,))


def trial(*phases: Phase, term: Term | None = TRIAL_TERM, **changes: Any) -> Publication:
    return edition(product("small", price(phases=phases, term=term, **changes)))


def drained() -> Publication:
    row = Feature(key="drained-weight", label={"en": "Drained weight"}, kind="number", unit="g")
    olives = product(
        "small",
        goods("3", measure=bottles("370", "g", "1", "kg")),
        cells={"drained-weight": Number(amount="160", unit="g")},
    )
    return edition(olives, features=(*edition().category.features, row))


def left_out(label: str, **changes: Any) -> Publication:
    """A cost of 20.00 that is in no sum."""
    cost = ExcludedCost(
        key="extra", label={"en": label}, reason={"en": "Paid to others"}, estimate="20", **changes
    )
    return edition(product("small", excluded=(cost,)))


def cheap_nowhere() -> Publication:
    """Every zone of the table is named, and the cheap one does not exist."""
    return zones(TableRow(value="9", regions=("north", "south")), TableRow(value="1", regions=("moon",)))


def dearer_way() -> Publication:
    """Express is chosen from the start, though the standard way costs less."""
    ways = (
        extra("Express", obligation=OneOf(group="way"), default_selected=True),
        extra("Standard", key="standard", amount=Flat(value="1"), obligation=OneOf(group="way")),
    )
    return edition(product("small", price(components=(charge("10"), *ways))))


def business_list() -> Price:
    return replace(in_euros(price("9")), customer_type="b2b", tax="excluded")


def two_bases() -> Publication:
    """Two oils: one price is said for a litre, the other for a third of one, and no market has a say."""
    large = larger("Oil B", in_euros(goods("12"), measure=bottles(per="750", per_unit="ml")))
    small = named("Oil A", in_euros(goods("10"), measure=bottles()))
    return german(small, large, unit_price="required")


def paid_on_arrival() -> Publication:
    arrival = extra("Courier", kind="delivery", when=OnEvent(event={"en": "on arrival"}))
    stated = goods("10", arrival)
    return edition(product("small", stated, description={"en": "Free delivery"}))


def free_from_two() -> Publication:
    """One piece and its delivery cost 9, two pieces 8."""
    return edition(
        product("small", goods("4", delivery(TableRow(value="5", below="8"), TableRow(value="0"))))
    )
