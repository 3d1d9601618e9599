"""Small builders for prices: a test names only what it is about."""

import datetime
from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from comparison.core.catalogue import AddOn, Product
from comparison.core.context import Context
from comparison.core.markets import Market, TaxRate
from comparison.core.money import Money, exponent
from comparison.core.pricing.amounts import (
    Amount,
    Flat,
    Graduated,
    PerUnit,
    Table,
    Volume,
)
from comparison.core.pricing.amounts.bands import Band
from comparison.core.pricing.amounts.table import TableRow
from comparison.core.pricing.engine import quote_tier
from comparison.core.pricing.model import Component, Discount, Once, Price
from comparison.core.pricing.quote import Line, Quote

START = datetime.date(2026, 1, 1)


def day(text: str) -> datetime.date:
    """A date from ISO text."""
    return datetime.date.fromisoformat(text)


def label(text: str) -> dict[str, str]:
    """The same label in both languages, told apart by its prefix."""
    return {"ko": f"ko {text}", "en": f"en {text}"}


def rate(percent: str, tax_class: str = "standard", since: str = "2000-01-01") -> TaxRate:
    return TaxRate(tax_class=tax_class, rate=percent, label=label("tax"), source="test", since=since)


def market(code: str = "DE", currency: str = "EUR", **changes: Any) -> Market:
    """A market that includes tax and delivery in the headline, with 19 and 7 percent."""
    usual: dict[str, Any] = {
        "name": label(code),
        "tax": "included",
        "delivery": "included",
        "deposit": "separate",
        "preselected": "forbidden",
        "b2b_net": True,
        "rates": (rate("19"), rate("7", "reduced")),
        "sources": ("test",),
        "as_of": "2026-01-01",
    }
    return Market(code=code, currency=currency, **{**usual, **changes})


EUROPE = market()
KOREA = market("KR", "KRW", rates=(rate("10"),), deposit="own_line")
JAPAN = market("JP", "JPY", rates=(rate("10"), rate("8", "reduced")), deposit="own_line")
AMERICA = market("US", "USD", tax="separate", delivery="separate", deposit="own_line", rates=())
AUSTRALIA = market(
    "AU", "AUD", rates=(rate("10"),), preselected="counted_in", deposit="included", b2b_net=False
)
KUWAIT = market("KW", "KWD", rates=())


def context(where: Market = EUROPE, **changes: Any) -> Context:
    """A shopper who said nothing, in *where*, on the first of January 2026."""
    usual: dict[str, Any] = {
        "lang": "en",
        "market": where.code,
        "region": None,
        "currency": where.currency,
        "customer_type": "b2c",
        "quantities": {},
        "quantity_typed": False,
        "interval": "month",
        "horizon": 12,
        "start": START,
        "today": START,
        "addons": (),
        "coupon": None,
        "first_purchase": False,
        "member": False,
        "persona": None,
        "tiers": (),
        "diff": None,
        "view": "consideration",
        "edition": None,
        "canonical": (),
    }
    return Context(**{**usual, **changes})


def part(key: str, amount: Amount | str, kind: Any = "base", **changes: Any) -> Component:
    """A component; a plain text is a flat amount."""
    typed = Flat(value=amount) if isinstance(amount, str) else amount
    return Component(key=key, label=label(key), kind=kind, amount=typed, **changes)


def once(key: str, amount: Amount | str, kind: Any = "fee", **changes: Any) -> Component:
    """A component that is due on the first day."""
    return part(key, amount, kind, when=Once(), **changes)


def each(value: str, unit: str | None = None) -> PerUnit:
    return PerUnit(value=value, unit=unit)


def bands(*pairs: tuple[int | None, str]) -> tuple[Band, ...]:
    return tuple(Band(up_to=up_to, value=value) for up_to, value in pairs)


def graduated(*pairs: tuple[int | None, str], unit: str | None = None) -> Graduated:
    return Graduated(bands=bands(*pairs), unit=unit)


def volume(*pairs: tuple[int | None, str], unit: str | None = None) -> Volume:
    return Volume(bands=bands(*pairs), unit=unit)


def by_region(*rows: tuple[str, str | None]) -> Table:
    """Rows of (region, value); an empty region is everywhere else."""
    return Table(
        by="region", rows=tuple(TableRow(value=value, regions=(key,) if key else ()) for key, value in rows)
    )


def by_basket(*rows: tuple[str | None, str]) -> Table:
    """Rows of (below, value)."""
    return Table(by="basket", rows=tuple(TableRow(value=value, below=below) for below, value in rows))


def off(kind: Any, value: str, key: str = "off", **changes: Any) -> Discount:
    return Discount(key=key, label=label(key), kind=kind, value=value, **changes)


def price(*components: Component, where: Market = EUROPE, **changes: Any) -> Price:
    """A price for *where* that is billed monthly and includes tax where the market wants it."""
    usual: dict[str, Any] = {
        "currency": where.currency,
        "interval": "month",
        "tax": "included" if where.tax == "included" else "excluded",
    }
    return Price(market=where.code, components=tuple(components), **{**usual, **changes})


def bought(*components: Component, **changes: Any) -> Price:
    """A price for what is bought once."""
    return price(*components, **{"interval": "once", **changes})


def product(*prices: Price, **changes: Any) -> Product:
    usual: dict[str, Any] = {"key": "thing", "name": label("thing"), "category": "things"}
    return Product(prices=prices, **{**usual, **changes})


def add_on(key: str, *prices: Price, **changes: Any) -> AddOn:
    return AddOn(key=key, name=label(key), prices=prices, **changes)


def quote(
    stated: Price | Product,
    where: Market = EUROPE,
    add_ons: Sequence[AddOn] = (),
    **changes: Any,
) -> Quote:
    """The quote of a price; *changes* are what the shopper said."""
    sold = stated if isinstance(stated, Product) else product(stated)
    told = context(where, **changes)
    if "interval" not in changes and sold.prices:
        told = replace(told, interval=sold.prices[0].interval)
    return quote_tier("tier", sold, add_ons, told, where)


def figure(money: Money | None) -> str | None:
    """Money as people write it: "122.50", "32700"."""
    if money is None:
        return None
    places = exponent(money.currency)
    if places == 0:
        return str(money.minor)
    sign = "-" if money.minor < 0 else ""
    whole, rest = divmod(abs(money.minor), 10**places)
    return f"{sign}{whole}.{rest:0{places}d}"


def line(quoted: Quote, component: str, number: int = 0) -> Line:
    """Line *number* of that component."""
    return [one for one in quoted.lines if one.component == component][number]


def keys(quoted: Quote) -> set[str]:
    """The keys of all assumptions."""
    return {message.key for message in quoted.assumptions}


def excluded(quoted: Quote) -> list[tuple[str, str]]:
    """Key and kind of everything left out by name."""
    return [(one.item, one.kind) for one in quoted.excluded]
