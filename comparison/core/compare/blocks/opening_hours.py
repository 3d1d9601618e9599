"""When somebody answers, in words: ``weekdays 9–18``, ``every day, all day``."""

import datetime

from ...bounds import Weekday
from ...content import Hours
from ...messages import Message, say

_WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri")
_WEEK: tuple[Weekday, ...] = (*_WEEKDAYS, "sat", "sun")
_MIDNIGHT = "00:00"
_A_RANGE = 3


def hours_words(hours: Hours) -> Message:
    """The days and the time of day of *hours*, in the shop's own time."""
    days = tuple(day for day in _WEEK if day in hours.days)
    if hours.opens == hours.closes == _MIDNIGHT:
        return say("contact.all_day", days=_days(days))
    if days == _WEEKDAYS and hours.opens.endswith(":00") and hours.closes.endswith(":00"):
        return say("contact.weekdays", open=int(hours.opens[:2]), close=int(hours.closes[:2]))
    opens, closes = (datetime.time.fromisoformat(one) for one in (hours.opens, hours.closes))
    return say("contact.hours", days=_days(days), open=opens, close=closes)


def _days(days: tuple[Weekday, ...]) -> Message:
    if days == _WEEK:
        return say("contact.every_day")
    if days == _WEEKDAYS:
        return say("contact.on_weekdays")
    names = tuple(say(f"contact.day.{day}") for day in days)
    first = _WEEK.index(days[0])
    if len(days) >= _A_RANGE and days == _WEEK[first : first + len(days)]:
        return say("contact.day_range", first=names[0], last=names[-1])
    return say("page.commas", items=names)
