"""Puts signatures to quotes. The command line does it too, so nothing here knows the framework.

A signed quote is cut to the shop's day: it says it was issued at the midnight that began the day, and it
expires a set number of hours after the midnight that ends it. So all answers of a day are the same to
the byte, and a shopper who comes a minute before midnight has the same hours as any other. It never
outlives the next date of the published document at which a figure may change; an answer that carries it
is kept by no cache past that moment (`kept_while_signed`).
"""

import datetime
from collections.abc import Callable

import msgspec
from msgspec.structs import replace

from ..core.pricing.signed import Promise, payload_of, to_be_signed
from ..core.publication import Publication
from ..core.view import View
from .freshness import SHARED_SECONDS, Freshness, next_turn, start_of
from .shapes import QuotedTier, Quotes, quotes_of
from .signing import MOST_SIGNED, SigningKey, quote_id, signed

_DAY = datetime.timedelta(days=1)


class Offered(msgspec.Struct, frozen=True, kw_only=True):
    """What is quoted: a *view* with the edition it was made from. *current* says that it is the live one.

    *document* is the edition's, *zone* the shop's.
    """

    view: View
    publication: Publication
    document: bytes
    zone: datetime.tzinfo
    current: bool


class Signer:
    """Signs with the key that *key* gives now; a quote holds *hours* beyond its day."""

    def __init__(self, key: Callable[[], SigningKey], hours: int) -> None:
        self._key, self._hours = key, hours

    def quotes(self, offered: Offered) -> Quotes:
        """The quotes of a view, each with its id and signature where it may be promised.

        An earlier edition that is looked at again promises nothing.
        """
        plain = quotes_of(offered.view)
        if not offered.current:
            return plain
        key, promise = self._key(), self.promise(offered)
        tiers = tuple(_signed(one, offered.view, promise, key) for one in plain.tiers)
        return replace(plain, tiers=tiers)

    def promise(self, offered: Offered) -> Promise:
        """From when until when the quotes of a view hold, and which edition they are of."""
        today, zone = offered.view.context.today, offered.zone
        ends = [start_of(today + _DAY, zone) + self._hours * 3_600]
        turn = next_turn(offered.document, today, zone)
        return Promise(
            edition=offered.view.publication,
            policy_version=offered.publication.policy_version,
            issued=_moment(start_of(today, zone)),
            expires=_moment(min([*ends, turn] if turn else ends)),
        )


def kept_while_signed(fresh: Freshness, promise: Promise) -> Freshness:
    """*fresh*, cut so that no cache shows an expired quote, not even a stale answer after an error.

    A cache may show an answer for as long again as `true_until` allows, after a minute of keeping it.
    """
    ends = promise.expires.timestamp() - SHARED_SECONDS
    known = ends if fresh.true_until is None else min(fresh.true_until, ends)
    return Freshness(day_ends=fresh.day_ends, true_until=known)


def _signed(tier: QuotedTier, view: View, promise: Promise, key: SigningKey) -> QuotedTier:
    shown = next(one for one in view.tiers if one.key == tier.tier)
    # What another seller charges is not the shop's to promise.
    promised = None if shown.competitor else to_be_signed(shown.quote, view.context, promise)
    if promised is None:
        return tier
    payload = payload_of(promised)
    text = signed(payload, key)
    if len(text) > MOST_SIGNED:
        return tier
    return replace(tier, quote_id=quote_id(payload), signed=text)


def _moment(seconds: float) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)
