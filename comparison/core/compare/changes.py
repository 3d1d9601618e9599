"""What changed between two editions of a comparison, seen in one context: prices, rows, tiers, fit.

Both editions are shown as of today, so what differs is what the shop changed and not the calendar.
"""

import datetime
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from ..bounds import Result
from ..catalogue import Cell
from ..context import Asked, Context
from ..diff import cells_differ, cells_of
from ..messages import Message, Period, say
from ..publication import Edition
from ..view import Change, Changes, TierView, View
from ..view_rows import CellView
from .amounts import joined

# What is said, of which tier, in which row; the last two may be empty.
Place = tuple[str, str, str]
Day = Callable[[Place], datetime.date]


class Fact(Result, frozen=True, kw_only=True):
    """What an edition says at one place. *whole* has the small print that *short* leaves out."""

    short: Message
    whole: Message


Facts = dict[Place, Fact]


class Shown(Result, frozen=True, kw_only=True):
    """An edition as it shows in a context."""

    edition: Edition
    view: View


def same_context(asked: Asked, context: Context) -> Asked:
    """*asked* with all that *context* completed it with, so that another edition assumes the same.

    All rows are shown, since one that is hidden cannot be held against another.
    """
    return replace(
        asked,
        market=context.market,
        currency=context.currency,
        interval=context.interval,
        horizon=context.horizon,
        quantities=context.quantities,
        tiers=context.tiers,
        diff=None,
        quiz=None,
        against=None,
        view=None,
        edition=None,
    )


def facts(view: View) -> Facts:
    """Everything that *view* says and that a change of is told, in the order in which it is told."""
    said: Facts = {}
    for choice in view.picker:
        said["tier", choice.value, ""] = _plainly(choice.label)
    for tier in view.tiers:
        said.update(_facts_of_tier(tier))
    for row in (row for group in view.groups for row in (*group.rows, *group.folded)):
        said["row", "", row.feature] = _plainly(say("page.plain", text=row.label))
        for tier, cell in zip(view.tiers, row.cells, strict=True):
            said["cell", tier.key, row.feature] = Fact(short=cell.text, whole=_whole(cell))
    return said


def changes(before: Shown, now: Shown, made_on: datetime.date, day: Day) -> Changes:
    """What is different in *now*, and on which *day* it became so, prices first. *made_on* is the day
    of *before*.

    A quantity said in another unit is the same. What follows from another change (the cells of a row
    that is gone, a sum over years after the price itself) is left out.
    """
    said = _Said(before, now)
    told = [(place, day(place)) for place in said.places()]
    items = tuple(Change(text=said.change(place), on=on) for place, on in told)
    summary = say("page.nothing_changed")
    if told:
        summary = say("page.changed_since", date=made_on, change=said.first(*told[0]))
    return Changes(summary=summary, items=items, current=now.view.context.canonical)


def first_as_now(place: Place, now: Fact | None, count: int, at: Callable[[int], Facts]) -> int:
    """Which of *count* editions, oldest first and the newest as *now*, began to say what it says.

    *at* gives the facts of one of them, and is asked for few of them only: in growing steps back from
    the newest, then halfway. The edition before the one found says something else.
    """
    says, step = count - 1, 1
    while says >= step and not _differs(at(says - step).get(place), now):
        says, step = says - step, 2 * step
    differs = max(says - step, -1)
    while says - differs > 1:
        middle = (says + differs) // 2
        if _differs(at(middle).get(place), now):
            differs = middle
        else:
            says = middle
    return says


_ORDER = ("price", "later", "stock", "fit", "tier", "row", "cell")


def _plainly(words: Message) -> Fact:
    return Fact(short=words, whole=words)


def _facts_of_tier(tier: TierView) -> Iterator[tuple[Place, Fact]]:
    quote = tier.quote
    yield ("price", tier.key, ""), _plainly(tier.headline.figure)
    if quote.horizon_total is not None and quote.horizon_total != quote.headline:
        yield ("later", tier.key, ""), _plainly(say("page.plain", text=quote.horizon_total))
    if tier.stock is not None:
        yield ("stock", tier.key, ""), _plainly(tier.stock)
    if tier.fit_label is not None:
        yield ("fit", tier.key, ""), _plainly(tier.fit_label)


def _whole(cell: CellView) -> Message:
    note = say("page.plain", text=cell.note) if cell.note else None
    return joined(cell.text, note, cell.evidence) or cell.text


def _differs(old: Fact | None, new: Fact | None) -> bool:
    return (old and old.whole) != (new and new.whole)


def _pair(old: Fact, new: Fact) -> dict[str, Message]:
    if old.short != new.short:
        return {"before": old.short, "after": new.short}
    return {"before": old.whole, "after": new.whole}


class _Said:
    """Both editions' facts side by side; says a change with the names of today, else with those of then."""

    def __init__(self, before: Shown, now: Shown) -> None:
        self._before, self._now = before, now
        self._old, self._new = facts(before.view), facts(now.view)
        self._names = {**self._old, **self._new}

    def places(self) -> list[Place]:
        """Where the two say something different."""
        places = [place for place in self._names if _differs(self._old.get(place), self._new.get(place))]
        repriced = {tier for kind, tier, _ in places if kind == "price"}
        told = [place for place in places if self._is_told(place, repriced)]
        return sorted(told, key=lambda place: _ORDER.index(place[0]))

    def change(self, place: Place) -> Message:
        """What is different at *place*."""
        kind, tier, feature = place
        old, new = self._old.get(place), self._new.get(place)
        if kind == "row":
            key = "change.row_added" if old is None else "change.row_gone"
            return say(key, feature=self._names[place].short)
        if old is None or new is None:
            return self._come_or_gone(kind, tier, new)
        return self._from_to(place, _pair(old, new), feature)

    def first(self, place: Place, on: datetime.date) -> Message:
        """The one change that the summary names, with its day."""
        if place[0] != "price":
            return say("change.dated", change=self.change(place), date=on)
        both = _pair(self._old[place], self._new[place])
        return say("page.price_change", tier=self._tier(place[1]), date=on, **both)

    def _is_told(self, place: Place, repriced: set[str]) -> bool:
        """Whether a change at *place* is one by itself and not what another one brings with it."""
        kind, tier, _ = place
        in_both = place in self._old and place in self._new
        if kind in {"price", "fit"}:
            return in_both
        if kind == "later":
            return in_both and tier not in repriced
        if kind == "cell":
            return in_both and not self._is_restated(place)
        if kind == "stock":
            return all(("price", tier, "") in said for said in (self._old, self._new))
        return kind == "tier" or not in_both

    def _is_restated(self, place: Place) -> bool:
        """Whether the cells at *place* say the same in other units or in another order."""
        cells = [_cell(shown, place) for shown in (self._before, self._now)]
        return not cells_differ(cells, self._now.view.context.today)

    def _tier(self, key: str) -> Message:
        return self._names["tier", key, ""].short

    def _come_or_gone(self, kind: str, tier: str, new: Fact | None) -> Message:
        name = self._tier(tier)
        if kind == "tier":
            return say("change.tier_gone" if new is None else "change.tier_added", tier=name)
        if new is None:
            return say("change.in_stock", tier=name)
        return say("change.stock", tier=name, after=new.short)

    def _from_to(self, place: Place, both: dict[str, Message], feature: str) -> Message:
        kind, name = place[0], self._tier(place[1])
        if kind == "tier":
            return say("change.renamed", **both)
        if kind == "later":
            period = Period(months=self._now.view.context.horizon)
            return say("change.later", tier=name, period=period, **both)
        if kind == "fit":
            return say("change.fit", tier=name, persona=self._persona(), **both)
        if kind == "cell":
            return say("change.cell", tier=name, feature=self._names["row", "", feature].short, **both)
        if kind == "stock":
            return say("change.stock", tier=name, after=both["after"])
        return say("change.price", tier=name, **both)

    def _persona(self) -> Message:
        if self._now.view.context.answers:
            return say("quiz.your_answers")
        chosen = (one.label for one in self._now.view.personas if one.selected)
        return next(chosen, say("control.persona_none"))


def _cell(shown: Shown, place: Place) -> Cell | None:
    _, tier, feature = place
    key = next((one.product for one in shown.view.tiers if one.key == tier), None)
    products = shown.edition.publication.products
    return next((cells_of(one).get(feature) for one in products if one.key == key), None)
