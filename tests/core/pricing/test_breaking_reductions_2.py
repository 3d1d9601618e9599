"""A price is measured by its own dates: those of the other prices of the product cost it nothing.

With sixty prices of twenty sales each, asking of every price about the days of all of them took a
minute for each product, under the database's write lock.
"""

from builders_pricing import KOREA, bought, day, off, once, product
from msgspec.structs import replace

from comparison.core.pricing.model import Price
from comparison.core.pricing.schedule import add_days
from comparison.core.pricing.selling import LAST_DAY, identities, sold_between

FIRST = day("2026-11-22")


def with_daily_sales(interval: str, sales: int, first: int) -> Price:
    """One price with so many sales, each of a day of its own from the *first* day on."""
    days = [add_days(FIRST, first + number).isoformat() for number in range(sales)]
    discounts = tuple(off("percent", "10", key=f"sale-{day}", valid_from=day, valid_to=day) for day in days)
    plain = bought(once("goods", "1000", "base"), where=KOREA)
    return replace(plain, interval=interval, discounts=discounts)


def test_a_price_changes_on_its_own_dates_alone() -> None:
    sold = product(with_daily_sales("once", 3, first=1), with_daily_sales("month", 9, first=20))
    mine = identities(sold, KOREA)[0]
    days = [one.since for one in sold_between(sold, mine, KOREA, FIRST, LAST_DAY)]
    assert days == [FIRST, *(add_days(FIRST, number) for number in range(1, 5))]
