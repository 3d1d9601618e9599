"""What a shopper told us: context parameters, checked, completed and in canonical form.

``Asked`` is what an address said, in valid form. ``Context`` is that, completed from an
edition and a date. Unknown parameter names are ignored and reach no link; a value of the
wrong form is a `BadParameter`.
"""

import datetime
from collections.abc import Mapping
from typing import Any, Literal

from .bounds import Result

View = Literal["awareness", "consideration", "decision"]


class Asked(Result, frozen=True, kw_only=True):
    """What the address said; None and empty mean it did not say."""

    lang: str | None = None
    market: str | None = None
    region: str | None = None
    currency: str | None = None
    customer_type: Literal["b2c", "b2b"] | None = None
    quantities: Mapping[str, int] = {}
    interval: str | None = None
    horizon: int | None = None
    start: datetime.date | None = None
    addons: tuple[str, ...] = ()
    coupon: str | None = None
    first_purchase: bool = False
    member: bool = False
    persona: str | None = None
    pain: str | None = None
    quiz: str | None = None
    against: str | None = None
    tiers: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    current: str | None = None
    find: str | None = None
    diff: Literal["only"] | None = None
    view: View | None = None
    edition: int | None = None
    answers: Mapping[str, str] = {}


class Context(Result, frozen=True, kw_only=True):
    """The completed context: everything a price, a fit and a view depend on.

    *quantities* holds every unit the edition's prices count. *quantity_typed* is False while the
    quantity is the persona's or the default. *canonical* are the parameters that differ from the
    defaults, names sorted, lists in publication order: the same view has one address.

    *pain* is a pain point, *quiz* where a quiz stands (``start``, or the question it goes on from; None
    once it is answered), *answers* those given (``not-sure`` adds nothing; they go before a persona),
    *against* the tier that numbers are compared with. *products* are those that a shopper put side by
    side; empty in a comparison of the shop's own. *current* is the tier whose page the shopper is on, *find*
    the words that a product to add is looked for by.
    """

    lang: str
    market: str
    region: str | None
    currency: str
    customer_type: Literal["b2c", "b2b"]
    quantities: Mapping[str, int]
    quantity_typed: bool
    interval: str
    horizon: int
    start: datetime.date
    today: datetime.date
    addons: tuple[str, ...]
    coupon: str | None
    first_purchase: bool
    member: bool
    persona: str | None
    pain: str | None = None
    quiz: str | None = None
    answers: Mapping[str, str] = {}
    against: str | None = None
    tiers: tuple[str, ...]
    products: tuple[str, ...] = ()
    current: str | None = None
    find: str | None = None
    diff: Literal["only"] | None
    view: View
    edition: int | None
    canonical: tuple[tuple[str, str], ...]
    gone: tuple[str, ...] = ()


def unasked(
    today: datetime.date,
    *,
    lang: str,
    market: str,
    currency: str,
    customer_type: Literal["b2c", "b2b"],
    interval: str,
    **known: Any,
) -> Context:
    """The context of a shopper who says nothing: the least quantity, no coupon, no region. *known* are
    the fields in which it is otherwise."""
    nothing: dict[str, Any] = {
        "region": None,
        "quantities": {},
        "quantity_typed": False,
        "horizon": 12,
        "start": today,
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
    return Context(
        today=today,
        lang=lang,
        market=market,
        currency=currency,
        customer_type=customer_type,
        interval=interval,
        **(nothing | known),
    )
