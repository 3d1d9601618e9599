"""In which markets the things of a page are sold, and for what: all its offers put together.

Several offers for one market, currency and interval are choices of which one is bought. Where an offer
names countries (``eligibleRegion``, ``shippingDestination``) it holds in those of them that have
market rules; else in the wished market, else in that of its currency.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from ...core.catalogue import Arrival, Stock
from ...core.pricing.model import Component
from .delivery_rates import Rate, arrival, delivery
from .goods import Choice, Offer
from .json_ld_delivery import EUROPEAN_UNION
from .json_ld_nodes import Node, local_name
from .json_ld_specs import Reader
from .json_ld_stated import Stated, stated_by
from .names import slug, unique
from .pricing2yaml import MARKETS_OF_CURRENCIES
from .reading import Wishes
from .tallies import Tally

State = Literal["available", "sold_out", "gone"]

_STATES: dict[str, State] = {
    "instock": "available",
    "instoreonly": "available",
    "onlineonly": "available",
    "limitedavailability": "available",
    "madetoorder": "available",
    "preorder": "available",
    "presale": "available",
    "backorder": "available",
    "outofstock": "sold_out",
    "soldout": "sold_out",
    "reserved": "sold_out",
    "discontinued": "gone",
}
_EU = "EU"


class Variant(NamedTuple):
    """One way to have a thing, called *label* where it is told from others, and its offers."""

    label: str
    sku: str
    offers: Sequence[Node]


class Sold(NamedTuple):
    """What a thing is offered for, whether it can be had, and when it arrives."""

    offers: tuple[Offer, ...]
    stock: Stock
    arrival: Arrival | None


class _Bid(NamedTuple):
    """One stated price of one variant."""

    stated: Stated
    label: str
    sku: str
    available: bool


def sold(variants: Sequence[Variant], reader: Reader, wishes: Wishes, tally: Tally) -> Sold:
    """The offers of a thing with these *variants*.

    Raises:
        RefusedFile: something in one of them cannot be read.
    """
    offers = [(variant, offer) for variant in variants for offer in _whole(variant.offers)]
    bids = [
        _Bid(stated, _label(variant, offer), variant.sku or offer.text("sku"), _can_be_had(offer))
        for variant, offer in offers
        for stated in stated_by(offer, reader, tally)
    ]
    buyable = [bid for bid in bids if bid.available] or bids
    placed: dict[tuple[object, ...], list[_Bid]] = {}
    for bid in buyable:
        for market in _markets(bid.stated, wishes, tally):
            key = (market, bid.stated.currency, bid.stated.interval, bid.stated.days)
            placed.setdefault(key, []).append(bid)
    made = tuple(_offer(str(key[0]), several) for key, several in placed.items())
    return Sold(made, _stock([offer for _, offer in offers]), _arrival(placed))


def state_of(offer: Node) -> State | None:
    """Whether *offer* can be taken; None where it does not say, or in no known word."""
    word = local_name(offer.text("availability")).lower().replace(" ", "").replace("_", "")
    return _STATES.get(word.rsplit("/", 1)[-1]) if word else "available"


def _can_be_had(offer: Node) -> bool:
    """Unless it says in a known word that it cannot."""
    return state_of(offer) in {None, "available"}


def _whole(offers: Sequence[Node]) -> Iterator[Node]:
    """Offers as they are; in place of a summary of offers those that it holds, where they have a price."""
    for offer in offers:
        inner = [one for one in offer.nodes("offers") if one.has("price") or one.has("priceSpecification")]
        yield from inner if "AggregateOffer" in offer.types and inner else [offer]


def _label(variant: Variant, offer: Node) -> str:
    """How the offer is told from others of the same thing."""
    own = [offer.text("name"), *(item.text("name") for item in offer.nodes("itemOffered"))]
    condition = local_name(offer.text("itemCondition"))
    last = [offer.text("sku"), condition, offer.text("seller"), offer.text("offeredBy")]
    return variant.label or next((text for text in (*own, *last) if text), "")


def _markets(stated: Stated, wishes: Wishes, tally: Tally) -> tuple[str, ...]:
    known = frozenset(wishes.markets or MARKETS_OF_CURRENCIES.values()) - {_EU}
    default = _default_market(stated, wishes)
    countries = [*stated.countries, *(rate.country for rate in stated.rates)]
    named = dict.fromkeys(_in_union(country, default) for country in countries if country)
    home = default.partition("-")[0]
    found = [
        default if country == home else country for country in named if country in known or country == home
    ]
    tally.name("countries_left_out", (country for country in named if country not in known))
    return tuple(found) or (default,)


def _default_market(stated: Stated, wishes: Wishes) -> str:
    currency = stated.currency or wishes.currency
    return wishes.market or MARKETS_OF_CURRENCIES.get(currency or "", "")


def _in_union(country: str, market: str) -> str:
    """*market* where the whole union is named and it is a member."""
    return market if country == _EU and market in EUROPEAN_UNION else country


def _offer(market: str, bids: Sequence[_Bid]) -> Offer:
    first = bids[0].stated
    distinct = _distinct(bids)
    single = len(distinct) == 1
    free = single and first.amount is not None and not Decimal(first.amount)
    ends = _ends(distinct)
    return Offer(
        markets=(market,) if market else (),
        amount=first.amount if single and not free else None,
        currency=first.currency,
        interval=first.interval,
        tax=first.tax,
        choices=_choices(distinct) if ends is None and not single else (),
        charges=_charges(market, [bid.stated for bid in bids]),
        measure=first.measure,
        low=ends[0] if ends else None,
        high=ends[1] if ends else None,
        words=first.words or None,
        free=free,
        phases=first.phases if single else (),
        term=first.term,
        min_quantity=first.least,
        valid_from=first.days[0],
        valid_to=first.days[1],
    )


def _distinct(bids: Sequence[_Bid]) -> list[_Bid]:
    """Those that say something of their own: the same amount under the same name counts once."""
    seen: dict[tuple[object, ...], _Bid] = {}
    for bid in bids:
        stated = bid.stated
        seen.setdefault((bid.label, stated.amount, stated.low, stated.high, stated.words), bid)
    return list(seen.values())


def _ends(bids: Sequence[_Bid]) -> tuple[str, str] | None:
    """Least and most, where one of the offers is a span itself."""
    stated = [bid.stated for bid in bids]
    if all(one.amount is not None or one.low is None or one.high is None for one in stated):
        return None
    amounts = [text for one in stated for text in (one.amount or one.low, one.amount or one.high) if text]
    return min(amounts, key=Decimal), max(amounts, key=Decimal)


def _choices(bids: Sequence[_Bid]) -> tuple[Choice, ...]:
    taken: set[str] = set()
    return tuple(_choice(bid, taken) for bid in bids if bid.stated.amount is not None)


def _choice(bid: _Bid, taken: set[str]) -> Choice:
    label = bid.label or bid.sku or str(bid.stated.amount)
    return Choice(
        key=unique(slug(label, fallback="choice"), taken),
        label=label,
        amount=bid.stated.amount,
        sku=bid.sku or None,
        available=bid.available,
    )


def _charges(market: str, stated: Sequence[Stated]) -> tuple[Component, ...]:
    """Charges on top. Rates for delivery by place count before one that is said for every place."""
    first = stated[0]
    placed = tuple([_at_home(one.rates, market) for one in stated])
    rates = delivery(market, placed, first.currency) if market else None
    if rates is None:
        return first.charges
    return (*(one for one in first.charges if one.kind != "delivery"), rates)


def _at_home(rates: Sequence[Rate], market: str) -> tuple[Rate, ...]:
    """*rates* with the market's own country where they name none, or the union that it is part of."""
    home = market.partition("-")[0]
    return tuple([rate._replace(country=_in_union(rate.country, home) or home) for rate in rates])


def _arrival(placed: dict[tuple[object, ...], list[_Bid]]) -> Arrival | None:
    for key, bids in placed.items():
        market = str(key[0])
        if market:
            return arrival(market, tuple([_at_home(bid.stated.rates, market) for bid in bids]))
    return None


def _stock(offers: Sequence[Node]) -> Stock:
    states = {state_of(offer) or "available" for offer in offers}
    if not states or "available" in states:
        return Stock()
    return Stock(state="sold_out" if "sold_out" in states else "gone")
