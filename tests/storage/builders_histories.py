"""Shops that publish, roll back, schedule and go offline at random, and what shoppers saw of it."""

import datetime
import random
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from builders_prices import JAPAN, KOREA, UNION, off
from builders_store import catalogue, comparison, fill, finds_nothing, price, product, shop

from comparison.core.catalogue import Stock
from comparison.core.compare import compare
from comparison.core.context import Asked
from comparison.core.errors import BadParameter, NotFound, PublishingRefused
from comparison.core.markets import PriorPrice
from comparison.core.view import TierView
from comparison.storage.editions import read_edition
from comparison.storage.moments import moment
from comparison.storage.publish import publish, roll_back, schedule, take_offline
from comparison.storage.store import Store

PAGES = ("air", "other")
_BEGIN = datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.UTC)
_PAUSES = (0, 1, 5, 20, 48, 168, 360, 480, 504, 720, 744)
_ZONES = ("Asia/Seoul", "America/New_York", "UTC", "Pacific/Kiritimati")


class Seen(NamedTuple):
    """What a page showed of *small* on a day: its figure, and the earlier price beside it."""

    day: datetime.date
    amount: int | None
    claimed: int | None


class RandomShop:
    """One shop with *small* on two pages, and the steps that it takes."""

    def __init__(self, store: Store, seed: int) -> None:
        self._store, self._random = store, random.Random(seed)  # noqa: S311  Dice, no secret.
        self.zone = ZoneInfo(self._random.choice(_ZONES))
        self._market = self._random.choice((KOREA, KOREA, UNION, JAPAN))
        self._now = _BEGIN
        fill(store, [*catalogue(product(), product("large")), shop(time_zone=self.zone.key)])
        fill(store, [comparison("small", "large", key="other")])

    @property
    def rule(self) -> PriorPrice:
        assert self._market.prior_price is not None
        return self._market.prior_price

    def live_through(self, steps: int) -> None:
        """Take so many steps at random; those that are refused change nothing."""
        acts = (self._publish, self._publish, self._publish, self._go_back, self._go_offline)
        for _ in range(steps):
            self._now += datetime.timedelta(hours=self._random.choice(_PAUSES))
            try:
                self._random.choice(acts)(self._random.choice(PAGES))
            except (PublishingRefused, NotFound, BadParameter):
                continue

    def seen(self) -> list[Seen]:
        """What every page showed, at every moment at which that may have changed."""
        return [one for at in self._moments() for page in PAGES if (one := self._seen(page, at))]

    def _publish(self, page: str) -> None:
        """Most often at another price, reduced for everyone or by a discount, sold out now and then."""
        chance = self._random.random
        fields: dict[str, Any] = {"discounts": self._discounts() if chance() < 0.25 else ()}
        if chance() < 0.45:
            fields["reduced_since"] = self._day(-40, -3, 0, 0, 0, 2)
        amount = self._random.choice(("0", "1", "80", "90", "99", "100", "100", "120"))
        stock = Stock(state="sold_out") if chance() < 0.07 else Stock()
        fill(self._store, [product(prices=(price(amount, **fields),), stock=stock)])
        usual = {"by": "anna", "note": "", "now": moment(self._now), "check": finds_nothing}
        publish(self._store, "acme", page, markets={"KR": self._market}, since=self._since(), **usual)

    def _discounts(self) -> tuple[Any, ...]:
        begins, ends = self._day(-2, 0, 3, 10), self._day(3, 10, 20)
        return (off(self._random.choice(("10", "50")), valid_from=begins, valid_to=ends),)

    def _go_back(self, page: str) -> None:
        numbers = [row.number for row in self._store.editions("acme", page)] or [1]
        usual = {"by": "anna", "note": "", "now": moment(self._now)}
        since = self._since()
        if since is None:
            roll_back(self._store, "acme", page, self._random.choice(numbers), **usual)
        else:
            schedule(self._store, "acme", page, self._random.choice(numbers), since=since, **usual)

    def _go_offline(self, page: str) -> None:
        take_offline(
            self._store, "acme", page, by="anna", note="", now=moment(self._now), since=self._since()
        )

    def _since(self) -> str | None:
        later = self._now + datetime.timedelta(hours=self._random.choice((1, 24, 240, 600)))
        return moment(later) if self._random.random() < 0.25 else None

    def _day(self, *days: int) -> str:
        at = self._now + datetime.timedelta(days=self._random.choice(days))
        return at.astimezone(self.zone).date().isoformat()

    def _moments(self) -> Iterator[datetime.datetime]:
        """Each midnight in the shop's zone, and whatever the live log names in between."""
        logged = {entry.since for page in PAGES for entry in self._store.live_log("acme", page)}
        end = self._now + datetime.timedelta(days=40)
        first = _BEGIN.astimezone(self.zone).date()
        days = (first + datetime.timedelta(days=number) for number in range((end - _BEGIN).days + 2))
        midnights = {datetime.datetime.combine(day, datetime.time(), self.zone) for day in days}
        moments = midnights | {datetime.datetime.fromisoformat(at) for at in logged}
        return (at for at in sorted(moments) if _BEGIN <= at <= end)

    def _seen(self, page: str, at: datetime.datetime) -> Seen | None:
        row = self._store.live("acme", page, moment(at.astimezone(datetime.UTC)))
        if row is None:
            return None
        day = at.astimezone(self.zone).date()
        edition = read_edition(row)
        tier = compare(edition, Asked(), day).tiers[0]
        on_sale = edition.publication.products[0].stock.state == "available"
        claimed = tier.earlier.money.minor if tier.earlier else None
        return Seen(day, _figure(tier) if on_sale else None, claimed)


def _figure(tier: TierView) -> int | None:
    return tier.quote.headline.minor if tier.quote.headline is not None else None


def lowest_by_day(seen: list[Seen]) -> dict[datetime.date, int]:
    """The lowest figure of each day on which there was one."""
    days: defaultdict[datetime.date, list[int]] = defaultdict(list)
    for one in seen:
        if one.amount is not None:
            days[one.day].append(one.amount)
    return {day: min(amounts) for day, amounts in days.items()}
