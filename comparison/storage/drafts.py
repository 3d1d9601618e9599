"""A comparison as it would be published now: everything it names, put together."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

from ..core.catalogue import AddOn, Category, Comparison, Product, Shop
from ..core.check.finding import Kind, Missing
from ..core.errors import NotFound
from ..core.markets import Market
from ..core.personas import Persona, without_notes
from ..core.publication import FORMAT, Publication
from .feature_units import (
    comparison_in_feature_units,
    in_feature_units,
    needs_in_feature_units,
    units_of,
)
from .store import KINDS, Store

Found = TypeVar("Found", Category, Product, AddOn, Persona)
Wanted = TypeVar("Wanted", Shop, Comparison)
_KINDS: dict[type, Kind] = {Category: "category", Product: "product", AddOn: "add_on", Persona: "persona"}


class Draft(NamedTuple):
    """The publication as far as it can be put together, and the records that are not there."""

    publication: Publication
    missing: tuple[Missing, ...]


def resolve(store: Store, shop: str, comparison: str, *, markets: Mapping[str, Market]) -> Draft:
    """The draft of *comparison*. *markets* are all rows there are; those of the shop go in.

    A record that is named but not there is left out and listed; a missing category is an empty one.

    Raises:
        NotFound: no such shop or comparison.
    """
    its_shop = _wanted(store, shop, shop, Shop)
    its_comparison = _wanted(store, shop, comparison, Comparison)
    finder = _Finder(store, shop)
    category = finder.category(its_comparison, its_shop.languages[0])
    units = units_of(category)
    products = finder.all(Product, [tier.product for tier in its_comparison.tiers], "tiers[{}].product")
    add_ons = finder.all(AddOn, its_comparison.add_ons, "add_ons[{}]")
    personas = finder.all(Persona, its_comparison.personas, "personas[{}]")
    rows = tuple(markets[code] for code in its_shop.markets if code in markets)
    publication = Publication(
        format=FORMAT,
        policy_version=max((row.as_of for row in rows), default=""),
        shop=its_shop,
        comparison=comparison_in_feature_units(its_comparison, units),
        category=category,
        products=tuple(in_feature_units(product, units) for product in products),
        add_ons=tuple(in_feature_units(add_on, units) for add_on in add_ons),
        personas=tuple(needs_in_feature_units(without_notes(persona), units) for persona in personas),
        markets=rows,
    )
    return Draft(publication, tuple(finder.missing))


def _wanted(store: Store, shop: str, key: str, record: type[Wanted]) -> Wanted:
    found = store.get(shop, KINDS[record], key)
    if found is None or not isinstance(found.record, record):
        raise NotFound(KINDS[record], key)
    return found.record


class _Finder:
    """Looks up what a comparison names, and notes in *missing* what is not there."""

    def __init__(self, store: Store, shop: str) -> None:
        self._store, self._shop = store, shop
        self.missing: list[Missing] = []

    def all(self, record: type[Found], keys: Sequence[str], place: str) -> tuple[Found, ...]:
        """The records of *keys*, each once; *place* is where in the comparison the nth key stands."""
        kind = _KINDS[record]
        stored = self._store.get_many(self._shop, kind, keys)
        found: dict[str, Found] = {}
        for index, key in enumerate(keys):
            one = stored[key].record if key in stored else None
            if isinstance(one, record):
                found[key] = one
            else:
                self._miss(kind, key, place.format(index))
        return tuple(found.values())

    def category(self, comparison: Comparison, language: str) -> Category:
        """The comparison's category, or an empty one in its place."""
        key = comparison.category
        for category in self.all(Category, [key], "category"):
            return category
        return Category(key=key, label={language: key})

    def _miss(self, kind: Kind, key: str, place: str) -> None:
        self.missing.append(Missing(kind=kind, key=key, path=f"$.comparison.{place}"))
