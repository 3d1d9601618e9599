"""A clean edition, and short ways to break one thing of it."""

import datetime
from typing import Any

from msgspec.structs import replace

from comparison.core.catalogue import AddOn, Category, Cell, Comparison, Feature, Product, Shop, Tier
from comparison.core.content import Returns
from comparison.core.markets import Market, TaxRate
from comparison.core.personas import Need, Persona
from comparison.core.pricing.amounts import Amount, Flat, PerUnit
from comparison.core.pricing.model import Attestation, Component, Price
from comparison.core.publication import Publication
from comparison.core.values import Number, Value, YesNo

TODAY = datetime.date(2026, 11, 22)
_LATELY = "2026-11-01"


def us_market() -> Market:
    return _market("US", "USD", tax="separate")


def german_market(*rates: TaxRate) -> Market:
    return _market("DE", "EUR", tax="included", rates=rates)


def vat() -> TaxRate:
    return TaxRate(tax_class="standard", rate="19", label={"en": "VAT"}, source="law", since="2021-01-01")


def _market(code: str, currency: str, **rules: Any) -> Market:
    return Market(
        code=code,
        name={"en": code},
        currency=currency,
        delivery="included",
        deposit="own_line",
        preselected="forbidden",
        b2b_net=True,
        sources=("the law of the place",),
        as_of="2026-01-01",
        **rules,
    )


def charge(amount: Amount | str, **changes: Any) -> Component:
    stated = Flat(value=amount) if isinstance(amount, str) else amount
    return replace(Component(key="base", label={"en": "Subscription"}, kind="base", amount=stated), **changes)


def price(amount: Amount | str = "10", **changes: Any) -> Price:
    """Ten dollars a month, attested and checked lately."""
    usual = Price(
        market="US",
        currency="USD",
        interval="month",
        tax="excluded",
        components=(charge(amount),),
        checked_on=_LATELY,
        closed=Attestation(by="Kim", on=_LATELY),
    )
    return replace(usual, **changes)


def on_request(**changes: Any) -> Price:
    return price(**{"status": "on_request", "components": (), "words": {"en": "Ask us"}, **changes})


def product(key: str, *prices: Price, cells: dict[str, Value] | None = None, **changes: Any) -> Product:
    values = {"chat": YesNo(yes=True), "storage": Number(amount="10"), **(cells or {})}
    made = Product(
        key=key,
        name={"en": key.title()},
        category="apps",
        cells=tuple(Cell(feature=feature, value=value) for feature, value in values.items()),
        prices=prices or (price(),),
    )
    return replace(made, **changes)


def small() -> Product:
    return product("small", price("10"))


def large(**cells: Value) -> Product:
    return product("large", price("20"), cells={"storage": Number(amount="50"), **cells})


def add_on(key: str, *prices: Price, gives: dict[str, Value] | None = None, **changes: Any) -> AddOn:
    """For every tier; gives single sign-on, which no tier has."""
    values = {"sso": YesNo(yes=True)} if gives is None else gives
    made = AddOn(
        key=key,
        name={"en": key.title()},
        cells=tuple(Cell(feature=feature, value=value) for feature, value in values.items()),
        prices=prices or (price("5"),),
    )
    return replace(made, **changes)


def feature(key: str, **changes: Any) -> Feature:
    return Feature(key=key, label={"en": key.title()}, **changes)


def features() -> tuple[Feature, ...]:
    return (
        feature("chat"),
        feature("storage", kind="number", direction="higher", linked=("chat",)),
        feature("sso"),
    )


def shop(**changes: Any) -> Shop:
    """In English, with whatever is sold returnable for 30 days at no cost."""
    usual = Shop(
        key="acme",
        name={"en": "Acme"},
        languages=("en",),
        markets=("US",),
        returns=Returns(days=30, who_pays="shop", fee="0"),
    )
    return replace(usual, **changes)


def edition(*products: Product, **changes: Any) -> Publication:
    """Two tiers, a small one and a large one that has more and costs more; nothing wrong with it."""
    shown = products or (small(), large())
    said = tuple(_with_sso_stated(one) for one in shown)
    comparison = Comparison(
        key="apps",
        title={"en": "Apps"},
        category="apps",
        tiers=tuple(Tier(key=one.key, product=one.key) for one in said),
    )
    whole = Publication(
        format=1,
        policy_version="2026-01-01",
        shop=shop(),
        comparison=replace(comparison, **changes.pop("comparison", {})),
        category=Category(key="apps", label={"en": "Apps"}, features=changes.pop("features", features())),
        products=said,
        markets=(us_market(),),
    )
    return replace(whole, **changes)


def persona(*needs: Need) -> Persona:
    return Persona(key="teams", label={"en": "Teams"}, needs=needs)


def per_user(value: str) -> PerUnit:
    return PerUnit(value=value, unit="user")


def _with_sso_stated(one: Product) -> Product:
    if any(cell.feature == "sso" for cell in one.cells):
        return one
    return replace(one, cells=(*one.cells, Cell(feature="sso", value=YesNo(yes=False))))
