"""What is ready of a page before anybody asks: its form, what it is asked for by, and when it holds.

Two parts: the rows, which hardly any parameter changes, and where all of it stays true past midnight the
whole view of a shopper who says nothing. Both are in words, so a template needs no more than writes them.
"""

import datetime
import hashlib
import zlib
from collections.abc import Iterable, Set
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import babel
import msgspec
from msgspec.structs import replace

from ..core.compare.column import Part
from ..core.compare.receipts import EMPTY
from ..core.compare.rows import RowQuestion
from ..core.context import Asked
from ..core.known_names import KnownNames
from ..core.view import View
from ..core.view_rows import GroupView, RowView
from ..storage.zones import zone_of
from ..words import spoken
from .freshness import Freshness, day_ends
from .kept_groups import WrittenGroup

_PACKAGE = Path(__file__).parents[1]
# Whatever has a say in what a view is, in how it is said, and in how long it holds.
_MAKERS = (
    *("core/**/*.py", "words/**/*.py", "locales/**/*.po", "storage/holidays.py", "storage/zones.py"),
    *("web/prepar*.py", "web/lasting.py", "web/freshness.py"),
)
_NOTHING = Asked()
_SUM_BYTES = 4
_MOST_QUERIES = 256


class Prepared(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """The body of a `PreparedRow`, made at the moment *made*.

    *view* holds until *view_until* and is empty where it cannot be known before. It has no *receipt*, which
    an owner's templates may not show, and no *groups*, which hold until the first of *turns*: all the later
    moments at which a date of the document may change a figure, in order. The HTML of groups is that of
    *groups_maker* (`group_makers`), if there is any, in columns that have these `looks`. *true_until* is
    what `Freshness` says of the view at first. *dates* are all that the document holds, *features* are in
    the order of the comparison. Moments count seconds as `time.time` does. The other fields say what was
    asked.
    """

    made: float
    turns: tuple[float, ...]
    dates: frozenset[datetime.date]
    true_until: float | None
    view_until: float
    zone: str
    names: KnownNames
    languages: tuple[str, ...]
    market: str
    interval: str
    tiers: tuple[str, ...]
    features: tuple[str, ...]
    view: bytes
    receipt: bytes
    groups: tuple[WrittenGroup, ...]
    groups_maker: str | None
    looks: str
    pair: tuple[str, ...]
    pair_differing: int | None

    def whole(
        self, now: datetime.datetime, groups_maker: str | None, unshown: Set[Part] = frozenset(), **more: Any
    ) -> View | None:
        """The view as of *now* with *more* in it and no receipt where that is *unshown*, if it is here and
        still true. Its groups are written already where *groups_maker* would write them so."""
        if not self.made <= now.timestamp() < self.view_until:
            return None
        view = spoken.decoded(self.view)
        today = now.astimezone(zone_of(self.zone)).date()
        context = replace(view.context, today=today, start=today)
        receipt = EMPTY if "receipt" in unshown else spoken.decoded_receipt(self.receipt)
        is_written = self.is_written_by(groups_maker)
        groups = self.groups if is_written else tuple(one.group() for one in self.groups)
        return replace(view, context=context, receipt=receipt, groups=groups, **more)

    def is_written_by(self, groups_maker: str | None) -> bool:
        """Whether the HTML of groups is here, as *groups_maker* would write it."""
        return groups_maker is not None and groups_maker == self.groups_maker

    def answers(self, asked: Asked) -> bool:
        """Whether it is in the language and for the market that are *asked*."""
        return asked.lang in {None, self.languages[0]} and asked.market in {None, self.market}

    def has_rows(self, now: datetime.datetime) -> bool:
        """Whether the rows are still true."""
        at = now.timestamp()
        return self.made <= at and (not self.turns or at < self.turns[0])

    def question(self, now: datetime.datetime) -> RowQuestion:
        """What the rows are the answer to."""
        today = now.astimezone(zone_of(self.zone)).date()
        return RowQuestion(self.languages, self.market, self.interval, today, self.tiers, None)

    def rows(self, groups: Iterable[GroupView]) -> tuple[RowView, ...]:
        """Every row of the comparison, in its own order; *groups* are those that were prepared."""
        by_feature = {row.feature: row for group in groups for row in (*group.rows, *group.folded)}
        return tuple(by_feature[feature] for feature in self.features)

    def fresh(self, view: View, now: datetime.datetime) -> Freshness:
        """How long the page of *view*, which is the whole one as of *now*, stays true."""
        zone, true_until = zone_of(self.zone), self.true_until
        if datetime.datetime.fromtimestamp(self.made, zone).date() != view.context.today:
            true_until = next((turn for turn in self.turns if turn > now.timestamp()), None)
        return Freshness(day_ends=day_ends(view, zone), true_until=true_until)


def is_plain(asked: Asked) -> bool:
    """Whether no more than a language and a market is *asked*, so that the whole page may be ready."""
    return replace(asked, lang=None, market=None) == _NOTHING


def queries_of(asked: Asked) -> tuple[str, ...]:
    """By which queries what is ready for the language and market *asked* may be found, the likeliest first.

    The shop's first language is ready under no language, and so is its first market.
    """
    return _queries(asked.lang, asked.market)


@lru_cache(_MOST_QUERIES)
def _queries(lang: str | None, market: str | None) -> tuple[str, ...]:
    wider = ((lang, market), (None, market), (lang, None), (None, None))
    return tuple(dict.fromkeys(base_query(*one) for one in wider))


def base_query(lang: str | None, market: str | None) -> str:
    """The query of a page in another language or market than the shop's first."""
    return "&".join(f"{name}={said}" for name, said in (("lang", lang), ("market", market)) if said)


def write_prepared(prepared: Prepared) -> bytes:
    """*prepared* as the body of a row: its sum, by which damage is known wherever it is, and then itself."""
    written = msgspec.msgpack.encode(prepared)
    return _sum(written) + written


def read_prepared(body: bytes) -> Prepared:
    """What lies in the body of a row.

    Raises:
        msgspec.MsgspecError: another release made it, or it is damaged.
    """
    written = memoryview(body)[_SUM_BYTES:]
    if _sum(written) != body[:_SUM_BYTES]:
        raise msgspec.DecodeError
    return _decoder.decode(written)


@cache
def maker() -> str:
    """The very software that prepares: another text as soon as any line or word of it is another one."""
    seen = hashlib.blake2b(babel.__version__.encode(), digest_size=16)
    for pattern in _MAKERS:
        for file in sorted(_PACKAGE.glob(pattern)):
            seen.update(file.relative_to(_PACKAGE).as_posix().encode())
            seen.update(file.read_bytes())
    return seen.hexdigest()


def _sum(written: bytes | memoryview) -> bytes:
    """Finds damage, and nobody's intent: who can write the database needs no forgery."""
    return zlib.crc32(written).to_bytes(_SUM_BYTES)


_decoder = msgspec.msgpack.Decoder(Prepared)
