"""Public holidays of the countries, by the library `holidays`."""

import datetime
from functools import lru_cache

_REMEMBERED = 256


@lru_cache(_REMEMBERED)
def holidays_of(country: str, year: int) -> frozenset[datetime.date] | None:
    """The public holidays of the whole of *country* (ISO 3166-1) in *year*, substitute days too.

    None for a country or a year that the library does not know. What only a part of a country
    keeps (a German Land) is not among them.
    """
    # A tenth of a second that only an edition with a promise of arrival is worth.
    from holidays import country_holidays  # noqa: PLC0415  See above.

    try:
        calendar = country_holidays(country, years=year)
    except NotImplementedError:
        return None
    if not calendar.start_year <= year <= calendar.end_year:
        return None
    return frozenset(calendar)
