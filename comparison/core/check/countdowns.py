"""H38: whoever says that something ends soon has its end among the data, and does not begin again."""

import datetime
import re
from collections.abc import Iterator

from ..catalogue import AddOn, Product
from ..pricing.schedule import add_days, as_day
from .examined import Examined
from .finding import Finding, found
from .grading import AnySeller
from .pressing_words import ENDS_IN_DAYS, ENDS_SOMETIME, ENDS_SOON, ENDS_TODAY
from .scarcity import pressing_texts, stated_number
from .texts import Text
from .wordings import told

_SOON_DAYS = 7
# What ended longer ago and is announced once more is another sale.
_SAME_SALE_DAYS = 30
_TIMED = (ENDS_TODAY, ENDS_IN_DAYS, ENDS_SOON, ENDS_SOMETIME)
Days = tuple[datetime.date, ...]


def ends_without_a_date(examined: Examined) -> Iterator[Finding]:
    """H38: words say that something ends, and no price, discount or offer ends then."""
    comparison = examined.publication.comparison
    title = examined.said(comparison.title)
    for placed, text in pressing_texts(examined):
        ends = _days(comparison.operates_to, *(_ends(placed) if placed else ()))
        yield from _findings(text, placed.name if placed else title, ends, examined.today)


def ends_that_start_again(examined: Examined) -> Iterator[Finding]:
    """H38: words still hurry shoppers to an end, and the edition before ended it on an earlier day."""
    hurrying = {
        placed.path: placed for placed, text in pressing_texts(examined) if placed and _is_timed(text.words)
    }
    for placed in hurrying.values():
        for path, before, now in _moved(examined, placed):
            yield found("H38", "error", path, "restarted", name=placed.name, before=before, date=now)


def _is_timed(words: str) -> bool:
    return any(told(pattern, words) for pattern in _TIMED)


def _findings(text: Text, name: str, ends: Days, today: datetime.date) -> Iterator[Finding]:
    words = _untimely(ends, text.words, today)
    if words is None:
        return
    facts = {"name": name, "words": words}
    if ends:
        yield found("H38", "error", text.path, "other_end", **facts, date=min(ends))
    else:
        yield found("H38", "error", text.path, "no_end", **facts)


def _untimely(ends: Days, words: str, today: datetime.date) -> str | None:
    """The words that hurry to an end that is not there."""
    for pattern in _TIMED:
        claim = told(pattern, words)
        if claim is not None and not any(_is_then(pattern, claim, end, today) for end in ends):
            return claim.group()
    return None


def _is_then(
    pattern: re.Pattern[str], claim: re.Match[str], end: datetime.date, today: datetime.date
) -> bool:
    days = (end - today).days
    if pattern is ENDS_TODAY:
        return days == 0
    if pattern is ENDS_IN_DAYS:
        return days == stated_number(claim)
    return 0 <= days <= _SOON_DAYS if pattern is ENDS_SOON else days >= 0


def _days(*dates: str | None) -> Days:
    return tuple(day for day in map(as_day, dates) if day is not None)


def _ends(placed: AnySeller) -> Iterator[str | None]:
    """The end of every price, every discount, and of the offer itself."""
    yield from (date for _, _, date in _dated(placed.seller))
    if isinstance(placed.seller, Product):
        yield placed.seller.offered_to


def _dated(seller: Product | AddOn) -> Iterator[tuple[tuple[str, ...], str, str | None]]:
    """What may end: what it is, its place in the seller, and its end."""
    for index, price in enumerate(seller.prices):
        identity = (price.market, price.currency, price.interval, price.customer_type)
        yield identity, f"prices[{index}].valid_to", price.valid_to
        for number, discount in enumerate(price.discounts):
            place = f"prices[{index}].discounts[{number}].valid_to"
            yield (*identity, discount.key), place, discount.valid_to


def _moved(examined: Examined, placed: AnySeller) -> Iterator[tuple[str, datetime.date, datetime.date]]:
    """The place of each end that the edition before showed as an earlier day, with both days."""
    before = _seller_before(examined, placed.seller)
    shown = {identity: as_day(date) for identity, _, date in _dated(before)} if before else {}
    oldest = add_days(examined.today, -_SAME_SALE_DAYS)
    for identity, place, date in _dated(placed.seller):
        earlier, now = shown.get(identity), as_day(date)
        if earlier is not None and now is not None and oldest <= earlier < now:
            yield f"{placed.path}.{place}", earlier, now


def _seller_before(examined: Examined, seller: Product | AddOn) -> Product | AddOn | None:
    publication = examined.before
    if publication is None:
        return None
    same_kind = publication.products if isinstance(seller, Product) else publication.add_ons
    return next((one for one in same_kind if one.key == seller.key), None)
