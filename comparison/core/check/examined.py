"""An edition as the rules look at it: its parts by key, with the places they stand in."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from ..catalogue import AddOn, Cell, Feature, Product
from ..languages import label
from ..markets import Market
from ..pricing.drift import Drift
from ..pricing.model import Component, Price
from ..pricing.reduced import Announced
from ..publication import Publication
from .finding import Finding, Missing

Seller = TypeVar("Seller", bound=Product | AddOn)
History = Callable[[], Sequence[Announced]]
Before = Callable[[], Publication | None]


class PlacedPrice(NamedTuple):
    """A price with its place and the name of what it is the price of."""

    price: Price
    path: str
    name: str
    of_tier: bool

    def charges(self) -> Iterator[tuple[Component, str]]:
        """Its charges with their places."""
        for index, component in enumerate(self.price.components):
            yield component, f"{self.path}.components[{index}]"


class Placed(NamedTuple, Generic[Seller]):
    """A product or an add-on, where it stands, and what a reader calls it."""

    seller: Seller
    path: str
    name: str

    def prices(self) -> Iterator[PlacedPrice]:
        """Its prices with their places."""
        of_tier = isinstance(self.seller, Product)
        for index, price in enumerate(self.seller.prices):
            yield PlacedPrice(price, f"{self.path}.prices[{index}]", self.name, of_tier)


class Examined:
    """What every rule is given: the edition, the records it lacks, and the day of the check.

    *drift* are the checkouts of the last 30 days that were held against their quotes. *history* finds what
    the price history says of the reductions that the edition announces, *before* the edition that it would
    follow.
    """

    def __init__(
        self,
        publication: Publication,
        missing: Sequence[Missing],
        today: datetime.date,
        *,
        drift: Drift | None = None,
        history: History | None = None,
        before: Before | None = None,
    ) -> None:
        self.publication = publication
        self.missing = tuple(missing)
        self.today = today
        self.drift = drift or Drift()
        self._history = history
        self._before = before

    @cached_property
    def history(self) -> Sequence[Announced]:
        """Computes prices, so it is asked only of an edition that has no error."""
        return self._history() if self._history else ()

    @cached_property
    def before(self) -> Publication | None:
        """The edition that is live now; read only where a rule asks for it."""
        return self._before() if self._before else None

    def said(self, text: dict[str, str]) -> str:
        """A label of the merchant's, in the shop's first language that it has."""
        return label(text, self.publication.shop.languages)

    @cached_property
    def products(self) -> tuple[Placed[Product], ...]:
        return tuple(
            Placed(product, f"$.products[{index}]", self.said(product.name))
            for index, product in enumerate(self.publication.products)
        )

    @cached_property
    def own_products(self) -> tuple[Placed[Product], ...]:
        """Those that the shop sells itself."""
        return tuple(placed for placed in self.products if placed.seller.competitor is None)

    @cached_property
    def others_products(self) -> tuple[Placed[Product], ...]:
        """Those that another seller sells."""
        return tuple(placed for placed in self.products if placed.seller.competitor is not None)

    @cached_property
    def add_ons(self) -> tuple[Placed[AddOn], ...]:
        return tuple(
            Placed(add_on, f"$.add_ons[{index}]", self.said(add_on.name))
            for index, add_on in enumerate(self.publication.add_ons)
        )

    @property
    def sellers(self) -> tuple[Placed[Product] | Placed[AddOn], ...]:
        """Products, then add-ons: all that has prices and cells."""
        return (*self.products, *self.add_ons)

    @property
    def own_sellers(self) -> tuple[Placed[Product] | Placed[AddOn], ...]:
        """As `sellers`, without what another seller sells: the shop cannot vouch for that."""
        return (*self.own_products, *self.add_ons)

    @cached_property
    def add_ons_by_key(self) -> dict[str, AddOn]:
        return {add_on.key: add_on for add_on in self.publication.add_ons}

    @cached_property
    def names(self) -> dict[str, str]:
        """What readers call products and add-ons, by key."""
        return {placed.seller.key: placed.name for placed in self.sellers}

    @cached_property
    def features(self) -> dict[str, Feature]:
        return {feature.key: feature for feature in self.publication.category.features}

    def markets_of(self, price: Price) -> tuple[Market, ...]:
        """The markets a price holds in: its own, and those that are part of it."""
        return tuple(
            market for market in self.publication.markets if price.market in {market.code, market.inherits}
        )

    @cached_property
    def prices(self) -> tuple[PlacedPrice, ...]:
        """Every price, those of products first."""
        return tuple(price for placed in self.sellers for price in placed.prices())

    def components(self) -> Iterator[tuple[PlacedPrice, Component, str]]:
        """Every charge with its price and its place."""
        for placed in self.prices:
            for component, path in placed.charges():
                yield placed, component, path

    def cells(self) -> Iterator[tuple[Placed[Product], Cell, str]]:
        """Every cell of a product with its place."""
        for placed in self.products:
            for index, cell in enumerate(placed.seller.cells):
                yield placed, cell, f"{placed.path}.cells[{index}]"

    def linked_of(self, key: str) -> tuple[str, ...]:
        """The features that the row *key* is a limit of; none where there is no such row."""
        feature = self.features.get(key)
        return feature.linked if feature else ()

    def feature_name(self, key: str) -> str:
        """What readers call a row; its key where there is no such row."""
        feature = self.features.get(key)
        return self.said(feature.label) if feature else key


Rule = Callable[[Examined], Iterator[Finding]]
