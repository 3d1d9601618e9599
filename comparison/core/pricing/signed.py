"""The part of a quote that is signed: what a checkout sends back beside the total it charged.

It holds no sentence and no label, so that it is the same in every language. How it is signed is
`comparison.web.signing`'s business. Source: docs/proof.md.
"""

import datetime
from typing import NamedTuple

import msgspec

from ..bounds import Result
from ..context import Context
from ..view import PublicationRef
from .proof import sums_that_differ
from .quote import Line, Quote


class SignedLine(Result, frozen=True, kw_only=True):
    """One line of the receipt: *amount* is one charge in minor units, *times* of them fall in the horizon.

    *due_today* says whether the first of them is part of what is due today.
    """

    component: str
    add_on: str | None
    times: int
    amount: int | None
    first: datetime.date
    due_today: bool


class SignedQuote(Result, frozen=True, kw_only=True):
    """What is promised: of which edition, in which context, and until when.

    *headline* and *due_today* are in minor units of *currency*. *context* holds the canonical
    parameters; the rest is the edition's own defaults on the day of *issued*. From the moment
    *expires* on nothing is promised any more.
    """

    shop: str
    comparison: str
    number: int
    digest: str
    context: dict[str, str]
    tier: str
    currency: str
    headline: int
    due_today: int
    lines: tuple[SignedLine, ...]
    issued: datetime.datetime
    expires: datetime.datetime
    policy_version: str


class Promise(NamedTuple):
    """What holds for every quote of one answer: the edition, the market rules' date, from when until when."""

    edition: PublicationRef
    policy_version: str
    issued: datetime.datetime
    expires: datetime.datetime


_encoder = msgspec.json.Encoder(order="deterministic")
_decoder = msgspec.json.Decoder(SignedQuote)


def signable(quote: Quote) -> bool:
    """Whether every unavoidable charge is known, and the receipt adds up to what is shown."""
    return quote.is_settled and not quote.open_choices and not sums_that_differ(quote)


def to_be_signed(quote: Quote, context: Context, promise: Promise) -> SignedQuote | None:
    """*quote* as it is signed; None where it must not be.

    A quote that begins on another day than today is not promised: its prices may be of a day gone by.
    """
    if not signable(quote) or context.start != context.today:
        return None
    if quote.headline is None or quote.due_today is None:
        return None
    return SignedQuote(
        shop=promise.edition.shop,
        comparison=promise.edition.comparison,
        number=promise.edition.number,
        digest=promise.edition.digest,
        context=dict(context.canonical),
        tier=quote.tier,
        currency=quote.currency,
        headline=quote.headline.minor,
        due_today=quote.due_today.minor,
        lines=tuple(_line(line) for line in quote.lines),
        issued=promise.issued,
        expires=promise.expires,
        policy_version=promise.policy_version,
    )


def payload_of(quote: SignedQuote) -> bytes:
    """Its deterministic JSON: the same bytes for the same quote."""
    return _encoder.encode(quote)


def read_payload(payload: bytes) -> SignedQuote:
    """The quote of *payload*, whose signature is ours. Fields of a later release are passed over.

    Raises:
        msgspec.MsgspecError: it is no signed quote.
    """
    return _decoder.decode(payload)


def _line(line: Line) -> SignedLine:
    return SignedLine(
        component=line.component,
        add_on=line.add_on,
        times=line.times,
        amount=line.amount.minor if line.amount else None,
        first=line.first,
        due_today=line.due_today,
    )
