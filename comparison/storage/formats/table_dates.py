"""Dates in the cells of a table, as ISO 8601."""

import datetime

from ...core.messages import say
from .tables import Row, refused_at

# The forms that shop systems write; a day before a month is only read where the mark says so.
_FORMS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%m/%d/%Y", "%m/%d/%y", "%d.%m.%Y")


def date_of(file: str, row: Row, column: str) -> str | None:
    """The date in a cell (a time after it is left out), None where the cell is empty.

    Raises:
        RefusedFile: the cell holds anything else.
    """
    text = row.get(column)
    if not text:
        return None
    day = plain_date(text)
    if day is None:
        reason = say("import.reason.cell_no_date", text=text[:60])
        raise refused_at(file, row.line, column, reason, say("import.accepted.cell_date"))
    return day


def plain_date(text: str) -> str | None:
    """*text* as an ISO 8601 date, None where it is none."""
    bare = text.replace("T", " ").split(" ")[0].rstrip(",")
    for form in _FORMS:
        try:
            return datetime.datetime.strptime(bare, form).date().isoformat()  # noqa: DTZ007  A day has no zone.
        except ValueError:
            continue
    return None
