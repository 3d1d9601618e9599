"""A shop on its way out: what every export format writes from, and what it has to leave behind."""

import datetime
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TypeVar

import msgspec

from ...core.catalogue import AddOn, Category, Comparison, Product, Shop
from ...core.errors import BadParameter, NotFound
from ...core.languages import label
from ...core.markets import Market
from ...core.messages import Message, say
from ...core.personas import Persona
from ..store import KINDS, AnyRecord, Store
from ..units import without_base_values

Listed = TypeVar("Listed", Category, Product, AddOn, Persona, Comparison)


class ExportWishes(msgspec.Struct, frozen=True, kw_only=True):
    """What an export may be told. *today* decides which prices hold.

    *language* is the one of the texts (None: the shop's first), *market* the one whose rules prices
    are shown by (None: the shop's first), *comparison* the one to write where a format holds only one.
    *byte_order_mark* begins a table of text, because spreadsheets read it as another encoding without.
    """

    today: datetime.date
    language: str | None = None
    market: str | None = None
    comparison: str | None = None
    byte_order_mark: bool = True


class LeftBehind:
    """What a format cannot carry, counted by the end of the key of its note (``export.lost.X``)."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def count(self, what: str, by: int = 1) -> None:
        """So many more of *what* stay behind."""
        if by:
            self._counts[what] = self._counts.get(what, 0) + by

    @property
    def notes(self) -> tuple[Message, ...]:
        """All of it, in the order in which it was met."""
        return tuple(say(f"export.lost.{what}", count=count) for what, count in self._counts.items())


class Outgoing:
    """A shop as one moment had it, walked record by record and never held whole."""

    def __init__(self, store: Store, shop: Shop, wishes: ExportWishes, markets: Mapping[str, Market]) -> None:
        self._store, self._markets = store, markets
        self.shop, self.today = shop, wishes.today
        self.language = wishes.language or shop.languages[0]
        self.wishes = wishes
        self.left = LeftBehind()

    def uncounted(self) -> "Outgoing":
        """The same shop, with a tally of its own that nobody reads."""
        return Outgoing(self._store, self.shop, self.wishes, self._markets)

    @cached_property
    def market(self) -> Market:
        """The market whose rules prices are shown by.

        Raises:
            BadParameter: there is no row for it.
        """
        code = self.wishes.market or self.shop.markets[0]
        if code not in self._markets:
            raise BadParameter("market", code, tuple(sorted(self._markets)))
        return self._markets[code]

    def all(self, record: type[Listed]) -> Iterator[Listed]:
        """Every record of a kind in the order of their keys, without what can be worked out again."""
        return (one for one in self.records(record) if isinstance(one, record))

    def records(self, record: type[AnyRecord]) -> Iterator[AnyRecord]:
        """As `all`, of a kind that is not known beforehand."""
        for stored in self._store.scan(self.shop.key, KINDS[record]):
            yield without_base_values(stored.record)

    def one(self, record: type[Listed], key: str) -> Listed | None:
        """The record of that key."""
        stored = self._store.get(self.shop.key, KINDS[record], key)
        found = stored.record if stored else None
        return without_base_values(found) if isinstance(found, record) else None

    def leave(self, *records: type[AnyRecord]) -> None:
        """Count all records of these kinds among what stays behind."""
        for record in records:
            kind = KINDS[record]
            self.left.count(f"{kind}s", sum(1 for _ in self._store.scan(self.shop.key, kind)))

    def text(self, text: Mapping[str, str] | None) -> str:
        """*text* in the language of the export, else in the first it has; nothing where there is none."""
        return label(text, (self.language, *self.shop.languages)) if text else ""


def outgoing(store: Store, shop: str, wishes: ExportWishes, markets: Mapping[str, Market]) -> Outgoing:
    """The shop of that key. *markets* are all rows there are.

    Raises:
        NotFound: there is no such shop.
        BadParameter: the shop does not speak the language.
    """
    stored = store.get(shop, "shop", shop)
    if stored is None or not isinstance(stored.record, Shop):
        raise NotFound("shop", shop)
    found = stored.record
    if wishes.language is not None and wishes.language not in found.languages:
        raise BadParameter("lang", wishes.language, found.languages)
    return Outgoing(store, found, wishes, markets)
