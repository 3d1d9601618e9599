"""How many checkouts of a shop were checked lately, remembered for at most a minute."""

import datetime
from functools import cached_property

import msgspec

from ..core.messages import Message, say
from ..core.pricing.drift import count_said, since_day
from .places import Recent
from .reading import Reader

REMEMBERED_SECONDS = 60
_MOST_SHOPS = 10_000
_SHOP_BYTES = 1_000


class Proof(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What the end of a receipt says: the count, and a link's words where some differed."""

    count: Message | None = None
    more: Message | None = None

    @cached_property
    def key(self) -> str:
        """A text that differs wherever what is said does."""
        return msgspec.json.encode(self, order="deterministic").decode()


class _Known(msgspec.Struct, frozen=True, kw_only=True):
    proof: Proof
    until: float


class CheckoutCounts:
    """Asks the store once a minute for each shop that is looked at, and for no more shops than fit."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: Recent[_Known] = Recent(_MOST_SHOPS, _MOST_SHOPS * _SHOP_BYTES)

    async def proof(self, shop: str) -> Proof:
        """What receipts of *shop* say of its checkouts in the last 30 days."""
        now = self._reader.clock().timestamp()
        kept = self.kept(shop, now)
        if kept is not None:
            return kept
        proof = await self._ask(shop)
        self._known.put(shop.encode(), _Known(proof=proof, until=now + REMEMBERED_SECONDS), _SHOP_BYTES)
        return proof

    def kept(self, shop: str, now: float) -> Proof | None:
        """What `proof` answers without asking the store; None where it would have to."""
        known = self._known.get(shop.encode())
        # A clock that was set back must not make a memory last.
        if known is not None and 0 <= known.until - now <= REMEMBERED_SECONDS:
            return known.proof
        return None

    async def _ask(self, shop: str) -> Proof:
        today = self._reader.clock().astimezone(datetime.UTC).date()
        store = self._reader.store
        checked, differing = await self._reader.ask(store.checkout_counts, shop, since_day(today).isoformat())
        said = count_said(checked, differing)
        return Proof(count=said, more=say("receipt.drift_see") if said and differing else None)
