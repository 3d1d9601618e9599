"""The figures of one comparison over some days, by the names that things have now."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ....core.catalogue import Comparison, Product, Shop, Tier
from ....core.errors import NotFound
from ....core.languages import label
from ....core.personas import Persona
from ....core.pricing.drift import since_day
from ....core.quiz import NOT_SURE
from ....storage.counts import REASONS, CountKind, CountRow
from ....storage.finding_counts import LEVELS
from ....storage.store import Store
from ....storage.zones import zone_of
from ..visit import Visit
from .plots import Columns, Count, Line, Stacks, columns, lines, stacks

PERIODS = (30, 90)
# With an error nothing is published, so there is none to show.
SHOWN_LEVELS = tuple(level for level in LEVELS if level != "error")


class Asked(NamedTuple):
    """What the address asks for: a *comparison*, empty if there is none, over so many *days* to today."""

    comparison: str
    days: int
    since: datetime.date
    today: datetime.date


class Figures(NamedTuple):
    """Everything that the page shows."""

    asked: Asked
    is_counting: bool
    is_empty: bool
    comparisons: tuple[Line, ...]
    views: Columns
    presses: Count
    personas: tuple[Line, ...]
    answers: tuple[tuple[str, tuple[Line, ...]], ...]
    tiers: tuple[Line, ...]
    helped: Count
    reasons: tuple[Line, ...]
    dropped: int
    checked: int
    differing: int
    checkouts: Stacks
    findings: Stacks


def asked_of(store: Store, visit: Visit) -> Asked:
    """What the visit asks for; of what it cannot mean, the first comparison over 30 days."""
    wanted = visit.query.get("comparison", "")
    stored = store.get(visit.shop, "comparison", wanted) if wanted else None
    first = store.page(visit.shop, "comparison", limit=1)
    key = wanted if stored else (first[0].record.key if first else "")
    days = next((one for one in PERIODS if str(one) == visit.query.get("days")), PERIODS[0])
    today = visit.now.astimezone(zone_of(visit.time_zone)).date()
    return Asked(key, days, today - datetime.timedelta(days=days - 1), today)


def figures(store: Store, visit: Visit) -> Figures:
    """The figures that the visit asks for."""
    asked = asked_of(store, visit)
    since = asked.since.isoformat()
    rows = store.counts(visit.shop, since, asked.comparison) if asked.comparison else []
    views = columns(_days(asked), _by_day(rows, "view"))
    of = _Of(store, visit, asked.comparison, rows)
    presses = _by_key(rows, "select")
    checked, differing = store.checkout_counts(visit.shop, since_day(asked.today).isoformat())
    return Figures(
        asked=asked,
        is_counting=_shop(store, visit).counting,
        is_empty=all(row.kind == "findings" for row in rows),
        comparisons=_comparisons(store, visit, since),
        views=views,
        presses=Count(sum(presses.values())),
        personas=of.personas(),
        answers=of.answers(),
        tiers=of.tiers(views.total.exact),
        helped=Count(_by_key(rows, "helped")["yes"]),
        reasons=lines((one, one, _by_key(rows, "why")[one]) for one in REASONS),
        dropped=sum(_by_key(rows, "dropped").values()),
        checked=checked,
        differing=differing,
        checkouts=_checkouts(store, visit, asked),
        findings=stacks(_days(asked), SHOWN_LEVELS, _findings(rows)),
    )


class _Of:
    """Counts of one comparison by the names of what they are about; what is no more keeps its key."""

    def __init__(self, store: Store, visit: Visit, comparison: str, rows: list[CountRow]) -> None:
        self._store, self._visit, self._rows = store, visit, rows
        stored = store.get(visit.shop, "comparison", comparison) if comparison else None
        self._comparison = stored.record if stored and isinstance(stored.record, Comparison) else None

    def personas(self) -> tuple[Line, ...]:
        counts = _by_key(self._rows, "persona")
        own = self._comparison.personas if self._comparison else ()
        keys = list(dict.fromkeys((*own, *counts)))
        rows = self._store.get_many(self._visit.shop, "persona", keys)
        records = {key: row.record for key, row in rows.items()}
        return lines(
            (key, self._said(one.label) if isinstance(one := records.get(key), Persona) else key, counts[key])
            for key in keys
        )

    def answers(self) -> tuple[tuple[str, tuple[Line, ...]], ...]:
        counts = _by_key(self._rows, "quiz")
        quiz = self._comparison.quiz if self._comparison else None
        return tuple(
            (
                self._said(question.text),
                lines(
                    [
                        *(
                            (one.key, self._said(one.label), counts[f"{question.key}/{one.key}"])
                            for one in question.answers
                        ),
                        (NOT_SURE, NOT_SURE, counts[f"{question.key}/{NOT_SURE}"]),
                    ]
                ),
            )
            for question in (quiz.questions if quiz else ())
        )

    def tiers(self, views: int) -> tuple[Line, ...]:
        counts = _by_key(self._rows, "select")
        own = self._comparison.tiers if self._comparison else ()
        rows = self._store.get_many(self._visit.shop, "product", [tier.product for tier in own])
        products = {key: row.record for key, row in rows.items()}
        named = {tier.key: self._named(tier, products.get(tier.product)) for tier in own}
        gone = {key: key for key in counts if key not in named}
        return lines(((key, name, counts[key]) for key, name in (named | gone).items()), of=views)

    def _named(self, tier: Tier, product: object) -> str:
        text = tier.label or (product.name if isinstance(product, Product) else {})
        return self._said(text) or tier.key

    def _said(self, text: Mapping[str, str]) -> str:
        return label(text, (self._visit.language,))


def _comparisons(store: Store, visit: Visit, since: str) -> tuple[Line, ...]:
    counts = store.count_totals(visit.shop, "view", since)
    records = [row.record for row in store.page(visit.shop, "comparison")]
    named = [
        (one.key, label(one.title, (visit.language,)), counts.get(one.key, 0))
        for one in records
        if isinstance(one, Comparison)
    ]
    return lines(sorted(named, key=lambda row: -row[2]))


def _findings(rows: Iterable[CountRow]) -> dict[str, dict[str, int]]:
    """What the check found when the comparison was published, by the day of that."""
    days: dict[str, dict[str, int]] = {}
    for row in rows:
        if row.kind == "findings":
            days.setdefault(row.day, {})[row.key] = row.count
    return days


def _checkouts(store: Store, visit: Visit, asked: Asked) -> Stacks:
    """The checked checkouts of the comparison, those that were equal and those that were not."""
    counts = {
        row.day: {"equal": row.checked - row.differing, "differing": row.differing}
        for row in store.checkout_days(visit.shop, asked.since.isoformat())
        if row.comparison == asked.comparison
    }
    return stacks(_days(asked), ("equal", "differing"), counts)


def _by_day(rows: Iterable[CountRow], kind: CountKind) -> dict[str, int]:
    return {row.day: row.count for row in rows if row.kind == kind}


def _by_key(rows: Iterable[CountRow], kind: CountKind) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in rows:
        if row.kind == kind:
            found[row.key] += row.count
    return found


def _days(asked: Asked) -> list[str]:
    return [(asked.since + datetime.timedelta(days=place)).isoformat() for place in range(asked.days)]


def _shop(store: Store, visit: Visit) -> Shop:
    row = store.get(visit.shop, "shop", visit.shop)
    if row is None or not isinstance(row.record, Shop):
        raise NotFound("shop", visit.shop)
    return row.record
