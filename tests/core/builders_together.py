"""Editions of single products, of two categories that share some rows."""

import datetime
from collections.abc import Sequence
from typing import Any

from builders_markets import KR as KOREA
from msgspec.structs import replace

from comparison.core.adhoc import put_together
from comparison.core.asking import read_asked
from comparison.core.catalogue import AddOn, Category, Cell, Comparison, Feature, Product, Shop, Tier
from comparison.core.compare import compare
from comparison.core.personas import Persona
from comparison.core.pricing.amounts import Flat
from comparison.core.pricing.model import Component, Price
from comparison.core.publication import FORMAT, Edition, Publication
from comparison.core.values import Number
from comparison.core.view import View

TODAY = datetime.date(2026, 11, 22)
FAMILIES = {"kg": "mass", "g": "mass", "year": "time", "month": "time", "cm": "length"}


def row(key: str, unit: str | None = None, **more: Any) -> Feature:
    return Feature(key=key, label={"en": key.title()}, kind="number", unit=unit, **more)


AIR = Category(
    key="air",
    label={"en": "Air purifiers"},
    features=(row("area", "m2"), row("weight", "kg", direction="lower"), row("warranty", "year")),
)
KETTLE = Category(
    key="kettle",
    label={"en": "Kettles"},
    features=(row("warranty", "month"), row("volume", "l"), row("weight", "g", direction="lower")),
)


def single(
    key: str,
    category: Category = AIR,
    *,
    day: str = "2026-11-01",
    price: str = "1000",
    add_ons: Sequence[AddOn] = (),
    personas: Sequence[Persona] = (),
    product: dict[str, Any] | None = None,
    **comparison: Any,
) -> Edition:
    """The edition of the product *key*, whose every number is 1, published on *day*."""
    base = Component(key="base", label={"en": "Price"}, kind="base", amount=Flat(value=price))
    cells = tuple(Cell(feature=one.key, value=Number(amount="1", unit=one.unit)) for one in category.features)
    sold = Product(
        key=key,
        name={"en": key.title(), "ko": key.upper()},
        category=category.key,
        cells=cells,
        prices=(Price(market="KR", currency="KRW", tax="included", components=(base,)),),
    )
    publication = Publication(
        format=FORMAT,
        policy_version="2026-01-01",
        shop=Shop(key="shop", name={"en": "Shop"}, languages=("en", "ko"), markets=("KR",)),
        comparison=Comparison(
            key=key,
            title=sold.name,
            category=category.key,
            tiers=(Tier(key=key, product=key),),
            personas=tuple(persona.key for persona in personas),
            **comparison,
        ),
        category=category,
        products=(replace(sold, **(product or {})),),
        add_ons=tuple(add_ons),
        personas=tuple(personas),
        markets=(KOREA,),
    )
    return Edition(
        number=3, digest=f"{key}@{day}", published_at=f"{day}T00:00:00.000000Z", publication=publication
    )


def together(*editions: Edition, gone: Sequence[str] = ()) -> Edition:
    return put_together(editions, gone, lambda unit: FAMILIES.get(unit or "", unit))


def view(edition: Edition, **asked: str) -> View:
    return compare(edition, read_asked(asked.items()), TODAY)


def rows_of(shown: View) -> list[str]:
    return [row.feature for group in shown.groups for row in (*group.rows, *group.folded)]
