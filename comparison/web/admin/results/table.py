"""The counts of a shop as a CSV file: one row for each day and what was counted."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from litestar import Response
from litestar.handlers import HTTPRouteHandler

from ....storage.counts import CountRow
from ..desk import Desk
from ..visit import Visit
from .figures import asked_of
from .plots import FEWEST, Count

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
    rows = await desk.ask(desk.store.counts, visit.shop, asked.since.isoformat())
    name = f"{visit.shop}-counts-{asked.today.isoformat()}.csv"
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return Response(content=written(rows).encode(), media_type="text/csv; charset=utf-8", headers=headers)


def written(rows: Iterable[CountRow]) -> str:
    """*rows* as CSV; a number too small to be told is ``<5``."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows((row.day, row.comparison, row.kind, row.key, _told(row)) for row in rows)
    return out.getvalue()


def _told(row: CountRow) -> str:
    is_small = Count(row.count).is_small and row.kind not in _EXACT
    return f"<{FEWEST}" if is_small else str(row.count)
