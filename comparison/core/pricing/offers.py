"""The prices that meet in one quote: the product's own and those of its add-ons, with quantities."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Literal

from ..bounds import Result
from ..catalogue import AddOn, Product
from ..messages import Message, Quantified, say
from .amounts import Flat, Span, Unknown
from .discounts import discounts_in
from .frame import Frame
from .model import Component, Discount, Price
from .refusals import NotSold
from .schedule import Interval, interval_of
from .selection import interval_words, price_for_add_on

WHOLE = "price"
REST = "price-rest"


class Offer(Result, frozen=True, kw_only=True):
    """A price as it was chosen. *quantity* is billed, *asked* is what the context said.

    *components* are the price's own, or one that stands for a price without any: a range, or an
    amount nobody published.
    """

    price: Price
    add_on: str | None
    name: str
    interval: Interval
    components: tuple[Component, ...]
    quantity: int
    asked: int
    discounts: tuple[Discount, ...]

    def count(self, unit: str | None, frame: Frame) -> int:
        """How many of *unit* (None: the price's own) this price charges for."""
        if unit is None or unit == self.price.quantity_unit:
            return self.quantity
        return frame.context.quantities.get(unit, self.price.min_quantity or 1)


def tier_offer(product: Product, price: Price, frame: Frame) -> Offer:
    """The product's own *price*.

    Raises:
        NotSold: the quantity is above what the price or the product can hold.
    """
    for size in product.capacity:
        asked = frame.context.quantities.get(size.unit)
        if asked is not None and size.max is not None and asked > size.max:
            raise _too_many(asked, size.max, size.unit)
    return _offer(price, _stated_components(price, product), None, frame.label(product.name), frame)


def add_on_offers(product: Product, add_ons: Sequence[AddOn], frame: Frame) -> list[Offer]:
    """One offer for each of *add_ons*.

    Raises:
        NotSold: one is not for this product, excludes another, lacks one it requires, or has no
            price here.
    """
    taken = {one.key: one for one in add_ons}
    for one in add_ons:
        _refuse_misfit(one, product, taken, frame)
    return [_add_on_offer(one, frame) for one in add_ons]


def own_rhythm_notes(offers: Sequence[Offer], frame: Frame) -> list[Message]:
    """Add-ons that are not billed in the interval asked for."""
    wanted = frame.context.interval
    return [
        say("price.add_on_own_interval", add_on=one.name, interval=interval_words(one.interval.text))
        for one in offers
        if one.add_on is not None and one.interval.text not in {wanted, "once"} and one.price.components
    ]


def _refuse_misfit(add_on: AddOn, product: Product, taken: Mapping[str, AddOn], frame: Frame) -> None:
    name = frame.label(add_on.name)
    misfit = add_on.available_for and product.key not in add_on.available_for
    if misfit or product.key in add_on.excludes:
        raise NotSold("price.reason.add_on_not_for", add_on=name)
    for key in add_on.excludes:
        if key in taken:
            other = frame.label(taken[key].name)
            raise NotSold("price.reason.add_on_excludes", add_on=name, other=other)
    if any(key not in taken and key != product.key for key in add_on.requires):
        raise NotSold("price.reason.add_on_requires", add_on=name)


def _add_on_offer(add_on: AddOn, frame: Frame) -> Offer:
    name = frame.label(add_on.name)
    if not add_on.prices:
        price = Price(market=frame.market.code, currency=frame.currency, status="on_request")
    else:
        try:
            price = price_for_add_on(add_on.prices, frame)
        except NotSold as refusal:
            raise NotSold("price.reason.add_on", add_on=name, reason=refusal.reason) from refusal
    return _offer(price, _stated_components(price, add_on), add_on.key, name, frame)


def _offer(
    price: Price, components: tuple[Component, ...], add_on: str | None, name: str, frame: Frame
) -> Offer:
    asked = frame.context.quantities.get(price.quantity_unit, price.min_quantity or 1)
    return Offer(
        price=price,
        add_on=add_on,
        name=name,
        interval=interval_of(price.interval),
        components=components,
        quantity=_billed(price, asked),
        asked=asked,
        discounts=discounts_in(price, frame),
    )


def least_sold(price: Price, asked: int = 1) -> int:
    """What is billed for *asked*: at least the minimum, then up to the next whole step counted from zero."""
    return -(-max(asked, price.min_quantity) // price.quantity_step) * price.quantity_step


def most_sold(price: Price) -> int | None:
    """The largest whole step that is sold; None where there is no most."""
    most = price.max_quantity
    return None if most is None else most // price.quantity_step * price.quantity_step


def _billed(price: Price, asked: int) -> int:
    billed, most = least_sold(price, asked), most_sold(price)
    if most is not None and billed > most:
        raise _too_many(asked, most, price.quantity_unit)
    return billed


def _too_many(asked: int, most: int, unit: str) -> NotSold:
    return NotSold(
        "price.reason.over_most",
        asked=Quantified(amount=str(asked), unit=unit),
        most=Quantified(amount=str(most), unit=unit),
    )


def _stated_components(price: Price, seller: Product | AddOn) -> tuple[Component, ...]:
    if price.components or price.status == "free":
        return price.components
    kind: Literal["base", "addon"] = "base" if isinstance(seller, Product) else "addon"
    whole = partial(Component, label=seller.name, kind=kind)
    if price.status == "range" and price.low is not None:
        if price.high is not None:
            span = Span(low=price.low, high=price.high, depends_on=price.words)
            return (whole(key=WHOLE, amount=span),)
        return (whole(key=WHOLE, amount=Flat(value=price.low)), whole(key=REST, amount=_unpublished(price)))
    return (whole(key=WHOLE, amount=_unpublished(price)),)


def _unpublished(price: Price) -> Unknown:
    return Unknown(how=price.words or {})
