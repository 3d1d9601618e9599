"""A column while the view is being made: a tier with its product, its add-ons, its quote and fit."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from ..catalogue import AddOn, Product, Tier
from ..context import Context
from ..delivery import Clock
from ..fit import Fit
from ..kept import Kept
from ..languages import label
from ..markets import Market
from ..pricing.frame import Frame
from ..pricing.model import Price
from ..pricing.quote import Quote
from ..pricing.schedule import as_day
from ..publication import Publication
from .quoting import frame_in, price_in, priced_by, quoted
from .undelivered import delivers_for_a_charge, opened

# What is worked out only where it is shown: for whom a tier comes first, what each gives up, how every sum
# adds up, the blocks beside the rows, the figure of a column head, prices with a condition, what a shopper
# can set, and what the price rows mean over time.
Part = Literal["first_for", "give_up", "receipt", "blocks", "headline", "conditional", "choices", "totals"]
# One view asks for some dozens; a hostile catalogue could have it ask for thousands.
_MOST_PRICED = 500


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One shown tier. *price* is the one that counts here, None where it is not sold like this; *quote*
    holds the add-ons the context names and those its fit had to take."""

    tier: Tier
    product: Product
    name: str
    add_ons: tuple[AddOn, ...]
    price: Price | None
    quote: Quote
    fit: Fit | None = None


class Bench(msgspec.Struct, frozen=True, kw_only=True):
    """What every part of the view is made from; *languages* are in order of preference.

    *kept* is what holds for every view of the publication, *quotes* what was priced for this one,
    *unshown* what nobody will be shown of it.
    """

    publication: Publication
    context: Context
    market: Market
    languages: tuple[str, ...]
    today: datetime.date
    clock: Clock | None = None
    kept: Kept = msgspec.field(default_factory=Kept)
    quotes: Kept = msgspec.field(default_factory=Kept)
    unshown: frozenset[Part] = frozenset()

    def is_sold_here(self, price: Price) -> bool:
        """Whether *price* holds in the market of the context, or in the one that it is part of."""
        return price.market in {self.market.code, self.market.inherits}

    def label(self, text: Mapping[str, str]) -> str:
        """The merchant's *text* in the reader's language, else in the shop's first."""
        return label(text, self.languages)

    def quote(
        self, tier: str, product: Product, add_ons: Sequence[AddOn], context: Context | None = None
    ) -> Quote:
        """The price of *product* with *add_ons*, in the view's own context or in another."""
        frame = self.frame(context or self.context)
        answer = self.quotes.once(
            "quotes",
            (tier, product.key, tuple([one.key for one in add_ons]), id(frame)),
            # Its identity stands for the frame only as long as that is held.
            lambda: (frame, self._quote(tier, product, add_ons, frame)),
            most=_MOST_PRICED,
        )
        return answer[1]

    def _quote(self, tier: str, product: Product, add_ons: Sequence[AddOn], frame: Frame) -> Quote:
        price = self._price(product, frame)
        found = quoted(tier, product, add_ons, frame, price, self.publication)
        return opened(found, price, self.is_delivered)

    def frame(self, context: Context) -> Frame:
        """How everything is priced in *context*: the very same for all that no price can tell apart."""
        answer = self.quotes.once(
            "contexts",
            id(context),
            # As above.
            lambda: (context, self._frame(context)),
            most=_MOST_PRICED,
        )
        return answer[1]

    def _frame(self, context: Context) -> Frame:
        return self.quotes.once(
            "frames",
            priced_by(context),
            lambda: frame_in(context, self.publication, self.market),
            most=_MOST_PRICED,
        )

    def is_delivered(self) -> bool:
        """Whether these are goods, and a shopper here may not refuse to pay for the delivery of any."""
        return self.publication.comparison.noun == "product" and self.kept.once(
            "delivered",
            self.market.code,
            lambda: any(
                delivers_for_a_charge(price.components)
                for product in self.publication.products
                for price in product.prices
                if self.is_sold_here(price)
            ),
        )

    def price(self, product: Product, context: Context | None = None) -> Price | None:
        """The price of *product* that counts here; None where it is not sold like this."""
        return self._price(product, self.frame(context or self.context))

    def _price(self, product: Product, frame: Frame) -> Price | None:
        answer = self.quotes.once(
            "prices",
            (product.key, id(frame)),
            # As above.
            lambda: (frame, price_in(product, frame)),
            most=_MOST_PRICED,
        )
        return answer[1]

    @staticmethod
    def day(text: str) -> datetime.date:
        """A date of the catalogue (`DateText`) as a date; long ago for one that no calendar has, as a draft
        may hold before it is checked."""
        return as_day(text) or datetime.date.min

    def optional_label(self, text: Mapping[str, str] | None) -> str | None:
        """As `label`, None for no text."""
        return self.label(text) if text else None


def written_name(tier: Tier, product: Product) -> Mapping[str, str]:
    """What a column is called, in every language it is written in: the tier's own label goes first."""
    return tier.label or product.name


def add_ons_for(product: Product, add_ons: Sequence[AddOn]) -> tuple[AddOn, ...]:
    """The add-ons that can be bought with *product*; none beside what another seller sells."""
    if product.competitor is not None:
        return ()
    return tuple(one for one in add_ons if not one.available_for or product.key in one.available_for)


def columns_of(bench: Bench, tiers: Sequence[str]) -> tuple[Column, ...]:
    """The tiers named, in publication order, each priced in the context."""
    products = {product.key: product for product in bench.publication.products}
    return tuple(
        _column(bench, tier, products[tier.product])
        for tier in bench.publication.comparison.tiers
        if tier.key in tiers and tier.product in products
    )


def asked_for(bench: Bench, product: Product) -> tuple[AddOn, ...]:
    """The add-ons that the context names; beside what another seller sells they count for nothing."""
    chosen = () if product.competitor else bench.context.addons
    return tuple(one for one in bench.publication.add_ons if one.key in chosen)


def requoted(bench: Bench, column: Column, context: Context) -> Quote:
    """The very basket of *column*, priced in another *context*."""
    inside = {line.add_on for line in column.quote.lines}
    asked = asked_for(bench, column.product)
    add_ons = tuple(one for one in bench.publication.add_ons if one in asked or one.key in inside)
    return bench.quote(column.tier.key, column.product, add_ons, context)


def _column(bench: Bench, tier: Tier, product: Product) -> Column:
    return Column(
        tier=tier,
        product=product,
        name=bench.label(written_name(tier, product)),
        add_ons=add_ons_for(product, bench.publication.add_ons),
        price=bench.price(product),
        quote=bench.quote(tier.key, product, asked_for(bench, product)),
    )
