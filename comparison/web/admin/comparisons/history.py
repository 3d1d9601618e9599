"""What was published, by whom and why; what differs between any two; what is scheduled, and its end."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from litestar.handlers import HTTPRouteHandler

from ....core.errors import NotFound, PublishingRefused
from ....core.messages import say
from ....storage.editions import read_edition
from ....storage.noted_publishing import Doing, cancel_scheduled, scheduled
from ....storage.publish import History
from ....storage.publish import history as history_of
from ....storage.store import LiveEntry, Store
from ...answers import Answer
from ..desk import Desk, Page
from ..visit import Visit
from .drafting import now_there
from .known import title_in
from .looking import reasons
from .places import ONE, address_of, page_of
from .seen_changes import Day, Seen, seen_changes

HISTORY = f"{ONE}/history"


class Two(NamedTuple):
    """Two editions held against each other."""

    before: int
    after: int
    seen: Seen


class Past(NamedTuple):
    """Everything of the page: *live* is the number of what shoppers see, 0 for nothing; *told* is what was
    live until now, the newest first."""

    title: str
    history: History
    told: list[LiveEntry]
    live: int
    planned: list[LiveEntry]
    two: Two | None


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page, and taking back what is scheduled."""
    return [desk.shows(HISTORY, show), desk.changes(HISTORY, cancel)]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The history, with what differs between ``from`` and ``to``."""
    return desk.page(visit, await _page(desk, visit))


async def cancel(desk: Desk, visit: Visit) -> Answer:
    """Let what is live stay at the moment that the form names."""
    doing = Doing(visit.shop, visit.keys["comparison"], visit.by, "", visit.moment)
    try:
        await desk.change(cancel_scheduled, desk.store, doing, visit.form.get("since"))
    except PublishingRefused as refused:
        visit.form.fail("", say("admin_publish.refused"))
        return desk.refused(visit, await _page(desk, visit, reasons(refused.findings, visit)))
    return desk.done(visit, await _page(desk, visit), address_of(visit, "/history"), "cancelled")


def past(store: Store, visit: Visit) -> Past:
    """What the page shows.

    Raises:
        NotFound: the comparison is not there and never was, or one of the editions is not.
    """
    comparison = visit.keys["comparison"]
    found = history_of(store, visit.shop, comparison)
    if not found.editions and store.get(visit.shop, "comparison", comparison) is None:
        raise NotFound("comparison", comparison)
    live = store.live(visit.shop, comparison, visit.moment)
    planned = scheduled(store, visit.shop, comparison, visit.moment)
    return Past(
        title=title_in(store, visit),
        history=found,
        told=was_live(found.entries, visit.moment),
        live=live.number if live else 0,
        planned=planned,
        two=_two(store, visit),
    )


def was_live(entries: Sequence[LiveEntry], now: str) -> list[LiveEntry]:
    """Those of *entries* that shoppers met up to *now*, the newest first.

    *entries* begin with the one that was entered last. What was cancelled or replaced before its moment was
    never met, nor was an entry that changed nothing.
    """
    begun = sorted((one for one in reversed(entries) if one.since <= now), key=lambda one: one.since)
    told: list[LiveEntry] = []
    for entry, after in zip_longest(begun, begun[1:]):
        is_replaced = after is not None and entry.entered_at < entry.since == after.since
        if not is_replaced and entry.number != (told[-1].number if told else 0):
            told.append(entry)
    return told[::-1]


def _two(store: Store, visit: Visit) -> Two | None:
    numbers = [visit.query.get(name, "") for name in ("from", "to")]
    if not all(one.isascii() and one.isdigit() and len(one) < 10 for one in numbers):
        return None
    before, after = (store.edition(visit.shop, visit.keys["comparison"], int(one)) for one in numbers)
    if before is None or after is None:
        raise NotFound("edition", ", ".join(numbers))
    day = Day(now_there(visit), visit.language)
    return Two(before.number, after.number, seen_changes(read_edition(before), read_edition(after), day))


async def _page(desk: Desk, visit: Visit, why: list[str] | None = None) -> Page:
    found = await desk.change(past, desk.store, visit)
    values = {"form": visit.form, "past": found, "reasons": why or []}
    return page_of("comparison_history", "history", visit, found.title, **values)
