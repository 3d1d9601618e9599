"""What the catalogue check says: findings, each with its rule, its place and its remedy."""

from typing import Any, Literal

from ..bounds import Result
from ..messages import Message, say

Level = Literal["error", "warning", "information"]
Kind = Literal["category", "product", "add_on", "persona"]


class Finding(Result, frozen=True, kw_only=True):
    """One thing that is wrong, or may be. An ``error`` keeps an edition from being published.

    *rule* is a name out of docs/catalogue-check.md, *path* the place inside the edition
    (``$.products[2].prices[0]``), *fix* what would mend it. *market* is set where only that
    market's rules make it a fault; *source* names the law or the record it rests on.
    """

    rule: str
    level: Level
    path: str
    message: Message
    fix: Message | None = None
    market: str | None = None
    source: str | None = None


class Missing(Result, frozen=True, kw_only=True):
    """A record of *kind* that the edition names at *path*, and that the shop does not have."""

    kind: Kind
    key: str
    path: str


class Place(Result, frozen=True, kw_only=True):
    """Where something was found, and under which market's rules alone it counts."""

    path: str
    market: str | None = None
    source: str | None = None


def found(rule: str, level: Level, place: Place | str, fault: str, **facts: Any) -> Finding:
    """A finding whose sentences are ``check.RULE.FAULT`` and ``check.fix.RULE.FAULT``, with *facts*."""
    where = Place(path=place) if isinstance(place, str) else place
    return Finding(
        rule=rule,
        level=level,
        path=where.path,
        message=say(f"check.{rule}.{fault}", **facts),
        fix=say(f"check.fix.{rule}.{fault}", **facts),
        market=where.market,
        source=where.source,
    )
