"""What a new shop is taken to be until somebody says otherwise: its language, market and time zone."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from ...assets import CATALOG_DATA
from ...core.markets import Market
from ...storage.market_files import load_markets
from ...storage.zones import place_names

_ZONES = {
    "KR": "Asia/Seoul",
    "JP": "Asia/Tokyo",
    "AU": "Australia/Sydney",
    "CA": "America/Toronto",
    "US": "America/New_York",
    "GB": "Europe/London",
    "DE": "Europe/Berlin",
    "FR": "Europe/Paris",
    "NL": "Europe/Amsterdam",
    "ES": "Europe/Madrid",
    "IT": "Europe/Rome",
}
_MARKET_OF_LANGUAGE = {"ko": "KR", "ja": "JP", "de": "DE", "fr": "FR", "nl": "NL", "es": "ES", "it": "IT"}
# What shoppers' pages have words in, and languages that labels are often written in.
LANGUAGES = ("ko", "en", "ja", "de", "fr", "es", "it", "nl", "zh-Hans", "zh-Hant", "vi", "th")


class Guess(NamedTuple):
    """A language tag, the code of a market, and the name of a time zone."""

    language: str
    market: str
    zone: str


@cache
def markets() -> Mapping[str, Market]:
    """The markets that a shop can sell in; one that others are part of (EU) is none itself."""
    rows = load_markets(CATALOG_DATA / "markets")
    return {code: row for code, row in sorted(rows.items()) if code in _ZONES or "-" in code}


@cache
def zones() -> tuple[str, ...]:
    """The names of all time zones of places that this machine knows."""
    return place_names()


def guessed(language: str, region: str) -> Guess:
    """What *language* and *region* of a browser make likely."""
    market = region if region in markets() else _MARKET_OF_LANGUAGE.get(language, "US")
    return Guess(language, market, _ZONES.get(market, "UTC"))
