"""The counts of a shop as a CSV file: one row for each day and what was counted."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from litestar import Response
from litestar.handlers import HTTPRouteHandler

from ....storage.checkouts import CheckoutDay
from ....storage.counts import CountRow
from ..desk import Desk
from ..visit import Visit
from .figures import asked_of
from .plots import FEWEST, Count, lines

FILE = "/admin/{shop:str}/results/counts.csv"
COLUMNS = ("day", "comparison", "kind", "key", "count")
# What is nobody's doing can be told exactly.
_EXACT = {"findings", "dropped"}


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The file."""
    return [desk.sends(FILE, send)]


async def send(desk: Desk, visit: Visit) -> Response[Any]:
    """Every count of the period that the address asks for, of all comparisons."""
    asked = await desk.ask(asked_of, desk.store, visit)
    since = asked.since.isoformat()
    rows = await desk.ask(desk.store.counts, visit.shop, since)
    checkouts = await desk.ask(desk.store.checkout_days, visit.shop, since)
    period = f"{since}/{asked.today.isoformat()}"
    name = f"{visit.shop}-counts-{asked.today.isoformat()}.csv"
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return Response(
        content=written(rows, checkouts, period).encode(),
        media_type="text/csv; charset=utf-8",
        headers=headers,
    )


def written(rows: Sequence[CountRow], checkouts: Iterable[CheckoutDay], period: str) -> str:
    """*rows* as CSV; a number too small to be told is ``<5``.

    Checkouts follow, then how many in a hundred views of the whole *period* pressed each tier's button.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows((row.day, row.comparison, row.kind, row.key, _told(row)) for row in rows)
    for day in checkouts:
        writer.writerow((day.day, day.comparison, "checkouts", "checked", day.checked))
        writer.writerow((day.day, day.comparison, "checkouts", "differing", day.differing))
    writer.writerows((period, *line) for line in _rates(rows))
    return out.getvalue()


def _rates(rows: Iterable[CountRow]) -> Iterator[tuple[str, str, str, int]]:
    """The select rate of each tier in hundredths, where both of its numbers may be told."""
    views: Counter[str] = Counter()
    presses: Counter[tuple[str, str]] = Counter()
    for row in rows:
        if row.kind == "view":
            views[row.comparison] += row.count
        elif row.kind == "select":
            presses[row.comparison, row.key] += row.count
    for (comparison, tier), count in sorted(presses.items()):
        [line] = lines([(tier, tier, count)], of=views[comparison])
        if line.share is not None:
            yield comparison, "select_rate", tier, line.share


def _told(row: CountRow) -> str:
    is_small = Count(row.count).is_small and row.kind not in _EXACT
    return f"<{FEWEST}" if is_small else str(row.count)
