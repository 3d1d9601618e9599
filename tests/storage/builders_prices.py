"""A shop that sells one thing, at one price after another: each published on a day of its own."""

import datetime
from collections.abc import Mapping
from typing import Any

from builders_store import KR, catalogue, fill, finds_nothing, price, product, shop
from msgspec.structs import replace

from comparison.core.asking import read_asked
from comparison.core.catalogue import Stock
from comparison.core.check.finding import Finding
from comparison.core.compare import compare
from comparison.core.errors import PublishingRefused
from comparison.core.markets import Market, PriorPrice
from comparison.core.pricing.model import Discount
from comparison.core.pricing.prior import Prior
from comparison.core.view import TierView
from comparison.storage.editions import read_edition
from comparison.storage.publish import publish
from comparison.storage.store import EditionRow, Store

KOREA = replace(KR, prior_price=PriorPrice(days=20, method="lowest", source="notice on unfair labelling"))
UNION = replace(KR, prior_price=PriorPrice(days=30, method="lowest", source="Art. 6a"))
JAPAN = replace(KR, prior_price=PriorPrice(days=56, method="majority", source="double prices"))


def noon(day: str) -> str:
    return f"{day}T12:00:00.000000Z"


def after(day: str, days: int) -> str:
    """The day so many *days* after *day*."""
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=days)).isoformat()


def off(value: str, key: str = "sale", **fields: Any) -> Discount:
    return Discount(key=key, label={"en": "Sale"}, kind="percent", value=value, **fields)


def open_shop(store: Store, **fields: Any) -> None:
    """A shop with the comparison *air* of one product, *small*."""
    fill(store, catalogue(product()))
    fill(store, [shop(time_zone="Asia/Seoul", **fields)])


def put_out(store: Store, day: str, *, rule: Market = KOREA, key: str = "air", **options: Any) -> EditionRow:
    """Publish at noon (UTC) of *day*, or at the moment *day*."""
    usual: dict[str, Any] = {"by": "anna", "note": "", "check": finds_nothing, "markets": {"KR": rule}}
    now = day if "T" in day else noon(day)
    return publish(store, "acme", key, now=now, **(usual | options))


def sell(
    store: Store, day: str, value: str, *, rule: Market = KOREA, since: str | None = None, **fields: Any
) -> EditionRow:
    """Publish *small* for *value* on *day*; *fields* are those of its price."""
    store.save("acme", product(prices=(price(value, **fields),)), expected=None, by="anna")
    return put_out(store, day, rule=rule, since=since)


def sold_out(store: Store, day: str, value: str) -> EditionRow:
    gone = product(prices=(price(value),), stock=Stock(state="sold_out"))
    store.save("acme", gone, expected=None, by="anna")
    return put_out(store, day)


def priors(row: EditionRow) -> tuple[Prior, ...]:
    return read_edition(row).publication.priors


def tier(store: Store, day: str, asked: Mapping[str, str] | None = None, key: str = "air") -> TierView:
    """The first column as shoppers see it on *day*."""
    row = store.live("acme", key, noon(day))
    assert row is not None
    today = datetime.date.fromisoformat(day)
    return compare(read_edition(row), read_asked((asked or {}).items()), today).tiers[0]


def faults(refusal: PublishingRefused) -> list[tuple[str, str]]:
    """Message key and place of every finding that kept an edition from going live."""
    return [(one.message.key, one.path) for one in refusal.findings if isinstance(one, Finding)]
