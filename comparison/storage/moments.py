"""Moments as text in UTC with microseconds, so that the order of the text is the order of time."""

import datetime
import re

from ..core.errors import BadParameter

_FORM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")


def moment(at: datetime.datetime) -> str:
    """``2026-11-22T04:10:05.123456Z``. *at* must know its time zone."""
    if at.tzinfo is None:
        raise ValueError("A moment needs a time zone.")
    return at.astimezone(datetime.UTC).isoformat(timespec="microseconds")[:26] + "Z"


def now() -> str:
    """This moment by the machine's clock."""
    return moment(datetime.datetime.now(datetime.UTC))


def moment_before(text: str) -> str:
    """The last moment before the one that *text* says."""
    return moment(datetime.datetime.fromisoformat(text) - datetime.timedelta(microseconds=1))


def checked_moment(name: str, text: str) -> str:
    """*text* itself, where it is a moment in the one form whose order is that of time.

    Raises:
        BadParameter: any other form, or no such day or hour; it names the parameter *name*.
    """
    if _FORM.fullmatch(text):
        try:
            datetime.datetime.fromisoformat(text)
        except ValueError:
            pass
        else:
            return text
    raise BadParameter(name, text, ("2026-11-22T04:10:05.123456Z",))
