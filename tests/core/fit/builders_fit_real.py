"""Slack's plans as published, read by the importer and priced by the engine, and personas over their rows."""

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from builders_fit import NO, TODAY, YES, number, persona, words
from builders_fit_random import COUNT
from builders_markets import US
from hypothesis import strategies as st

from comparison.core.catalogue import AddOn, Category, Cell, Comparison, Feature, Product, Shop
from comparison.core.context import Asked, Context
from comparison.core.fitting import Candidate, candidate_for
from comparison.core.personas import Budget, Level, Need, Persona
from comparison.core.pricing.amounts import PerUnit
from comparison.core.pricing.engine import quote_tier
from comparison.core.pricing.model import Price
from comparison.core.publication import FORMAT, Publication
from comparison.core.resolving import resolve
from comparison.core.sizes import SizeRange
from comparison.core.values import Value
from comparison.storage.formats import pricing2yaml
from comparison.storage.formats.reading import SourceFile, Wishes

FILE = Path("../shared/catalogs/pricing2yaml/v2.1/slack/2025.yml")


class Catalogue(NamedTuple):
    """What the file holds, by kind, and the context in which five people ask for it."""

    features: tuple[Feature, ...]
    products: tuple[Product, ...]
    add_ons: tuple[AddOn, ...]
    context: Context


@cache
def slack() -> Catalogue:
    """The file of the shared folder; its tests are skipped where that folder is missing."""
    read = pricing2yaml.read(SourceFile(name=FILE.name, raw=FILE.read_bytes()), Wishes())
    records = tuple(read.records)
    category = next(one for one in records if isinstance(one, Category))
    comparison = next(one for one in records if isinstance(one, Comparison))
    products = tuple(one for one in records if isinstance(one, Product))
    add_ons = tuple(one for one in records if isinstance(one, AddOn))
    publication = Publication(
        format=FORMAT,
        policy_version="2026-01-01",
        shop=Shop(key="slack", name={"en": "Slack"}, languages=("en",), markets=("US",)),
        comparison=comparison,
        category=category,
        products=products,
        add_ons=add_ons,
        markets=(US,),
    )
    context = resolve(Asked(quantities={"user": COUNT}), publication, TODAY)
    return Catalogue(category.features, products, add_ons, context)


class RealTier(msgspec.Struct, frozen=True, kw_only=True):
    """A published plan, of which a test can change one thing and make it again.

    *price* is what a seat costs a month, None where that is free or on request.
    """

    product: Product
    cells: dict[str, Cell]
    price: Decimal | None

    @property
    def key(self) -> str:
        return self.product.key

    def candidate(self) -> Candidate:
        product = msgspec.structs.replace(
            self.product,
            cells=tuple(self.cells.values()),
            prices=tuple(_priced(one, self.price) for one in self.product.prices),
        )
        catalogue = slack()
        return candidate_for(
            self.key,
            product,
            catalogue.add_ons,
            lambda taken: quote_tier(self.key, product, taken, catalogue.context, US),
        )

    def but(self, **changes: Any) -> "RealTier":
        return msgspec.structs.replace(self, **changes)

    def with_value(self, feature: str, value: Value) -> "RealTier":
        return self.but(cells={**self.cells, feature: Cell(feature=feature, value=value)})

    def meeting(self, need: Need) -> "RealTier":
        """The same plan, meeting *need* by itself."""
        if need.op == "in":
            return self.with_value(need.feature, words(en=need.texts[0]))
        return self.with_value(need.feature, YES if need.op == "has" else _enough(need))

    def missing(self, need: Need) -> "RealTier":
        """The same plan, known not to meet *need* by itself."""
        return self.with_value(need.feature, NO)


def plan(product: Product) -> RealTier:
    amounts = [one.components[0].amount for one in product.prices if one.components]
    each = next((amount.value for amount in amounts if isinstance(amount, PerUnit)), None)
    return RealTier(
        product=product,
        cells={cell.feature: cell for cell in product.cells},
        price=None if each is None else Decimal(each),
    )


def _enough(need: Need) -> Value:
    return number(need.number or "0", need.unit)


def _priced(price: Price, each: Decimal | None) -> Price:
    if each is None or not price.components:
        return price
    seat = msgspec.structs.replace(price.components[0], amount=PerUnit(value=str(each), unit="user"))
    return msgspec.structs.replace(price, components=(seat,))


@st.composite
def real_tiers(draw: st.DrawFn) -> RealTier:
    return plan(draw(st.sampled_from(slack().products)))


@st.composite
def real_line_ups(draw: st.DrawFn) -> tuple[RealTier, ...]:
    chosen = draw(st.lists(st.sampled_from(slack().products), min_size=1, unique_by=lambda one: one.key))
    return tuple(plan(product) for product in chosen)


@st.composite
def real_needs(draw: st.DrawFn, levels: tuple[Level, ...] = ("must", "must", "should", "nice")) -> Need:
    feature = draw(st.sampled_from(slack().features))
    level, weight = draw(st.sampled_from(levels)), draw(st.sampled_from((None, 2)))
    if feature.kind == "number":
        least = draw(st.sampled_from(("1", "2", "10", "11", "90", "365")))
        return Need(feature=feature.key, op=">=", number=least, unit=feature.unit, level=level, weight=weight)
    if feature.kind == "text":
        said = draw(st.sampled_from(("LIMITED", "UNLIMITED")))
        return Need(feature=feature.key, op="in", texts=(said,), level=level, weight=weight)
    return Need(feature=feature.key, level=level, weight=weight)


BUDGETS = [
    Budget(amount=amount, currency="USD", per=per, hard=hard)
    for amount in ("0", "8.75", "43.75", "80")
    for per in ("unit-month", "month", "now", "horizon")
    for hard in (True, False)
]


@st.composite
def real_personas(draw: st.DrawFn) -> Persona:
    return persona(
        *draw(st.lists(real_needs(), max_size=5, unique_by=lambda need: need.feature)),
        size=draw(st.sampled_from((None, SizeRange(unit="user", usual=COUNT)))),
        budget=draw(st.sampled_from([None, *BUDGETS])),
    )
