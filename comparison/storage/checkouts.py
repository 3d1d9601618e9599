"""Checked checkouts: a log that only grows, and what the last 30 days of it add up to.

Days are those of UTC. No order number is kept, only a digest of it (`CheckoutRow.reference`).
"""

import datetime
from typing import Protocol

import msgspec

from ..core.errors import StoreUnusable
from ..core.pricing.drift import Checked, Drift, drift_lines, since_day

MOST_LISTED = 50
_MOST_EXAMINED = 1_000
_encoder = msgspec.json.Encoder(order="deterministic")
_decoder = msgspec.json.Decoder(Checked)


class CheckoutRow(msgspec.Struct, frozen=True, kw_only=True):
    """One checked checkout. *quote* and *reference* together count once.

    *day* is the date of *checked_at*. *charges* names what was due, so that a later checkout of the same
    charges can be found. *document* is a `Checked` as JSON.
    """

    shop: str
    quote: str
    reference: str
    checked_at: str
    day: str
    comparison: str
    tier: str
    charges: str
    differing: bool
    document: bytes


class CheckoutDay(msgspec.Struct, frozen=True, kw_only=True):
    """How many checkouts of *comparison* were checked on *day*, and how many of them differed."""

    day: str
    comparison: str
    checked: int
    differing: int


class DriftRow(msgspec.Struct, frozen=True, kw_only=True):
    """A checkout that differed. *settled* means that a later one of the same charges was equal."""

    day: str
    settled: bool
    document: bytes


class CheckoutStore(Protocol):
    """What an engine does for checked checkouts."""

    def add_checkout(self, row: CheckoutRow) -> CheckoutRow:
        """Store *row* for good; the row that now stands for its quote and reference.

        That is the first one ever stored: a checkout that is sent again counts once.
        """

    def checkout_counts(self, shop: str, since_day: str) -> tuple[int, int]:
        """How many checkouts were checked on *since_day* (``2026-11-22``) and later; how many differed."""

    def checkout_days(self, shop: str, since_day: str) -> list[CheckoutDay]:
        """The checkouts that were checked on *since_day* and later, by day and comparison."""

    def drifts(self, shop: str, since_day: str, limit: int) -> list[DriftRow]:
        """The checkouts that differed on *since_day* and later, newest first."""


def document_of(checked: Checked) -> bytes:
    """*checked* as it is stored."""
    return _encoder.encode(checked)


def read_checked(document: bytes) -> Checked:
    """The checkout of *document*.

    Raises:
        StoreUnusable: it was damaged.
    """
    try:
        return _decoder.decode(document)
    except msgspec.MsgspecError as error:
        reason = f"A checked checkout is damaged ({error}). Restore a backup: tier-compare restore FILE."
        raise StoreUnusable(reason) from error


def drift_of(store: CheckoutStore, shop: str, today: datetime.date) -> Drift:
    """The checkouts of *shop* in the last 30 days up to *today*, those that differed by charge."""
    since = since_day(today).isoformat()
    checked, differing = store.checkout_counts(shop, since)
    rows = store.drifts(shop, since, _MOST_EXAMINED) if differing else []
    records = [
        (read_checked(row.document), datetime.date.fromisoformat(row.day), row.settled) for row in rows
    ]
    return Drift(checked=checked, differing=differing, lines=drift_lines(records))
