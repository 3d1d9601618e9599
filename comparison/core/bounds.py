"""Bounds of every string, list and number that a catalogue may hold.

A hostile catalogue must not make a page of 100 MB. A fragment shows at most
`MOST_SHOWN_TIERS` columns of at most `MOST_FEATURES` rows. A list of 50 items makes a cell
of 10,000 characters, so it is `MOST_DOCUMENT_BYTES` of the whole edition that bounds the
page: HTML writes one byte as five at most, which makes about 45 MB of it.

Patterns spell digits as ``[0-9]`` (``\\d`` takes Arabic ones too) and end in ``$(?!\\n)``
(``$`` alone takes a trailing newline).
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

SHORT = 200
LINE = 400
PROSE = 2_000
LONG = 20_000
MOST_LANGUAGES = 12
MOST_FEATURES = 500
MOST_TIERS = 24
MOST_SHOWN_TIERS = 5
# Of what a shopper puts together, those past the shop's own bound wait for a swap.
MOST_PUT_TOGETHER = 10
MOST_DOCUMENT_BYTES = 8_000_000
MOST_MINOR = 9_000_000_000_000_000
MOST_QUANTITY = 1_000_000_000
MOST_HORIZON_MONTHS = 120

Key = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9-]{1,64}$(?!\n)",
        min_length=1,
        max_length=64,
        description="1 to 64 small letters, digits and hyphens",
    ),
]
LanguageTag = Annotated[
    str,
    Meta(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$(?!\n)", max_length=44, description="BCP 47"),
]
CurrencyCode = Annotated[str, Meta(pattern=r"^[A-Z]{3}$(?!\n)", max_length=3, description="ISO 4217")]
MarketCode = Annotated[
    str, Meta(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$(?!\n)", max_length=6, description="KR, DE, US-CA")
]
IntervalText = Annotated[
    str,
    Meta(
        pattern=r"^(once|day|week|month|year|[1-9][0-9]{0,2}-(day|week|month|year))$(?!\n)",
        max_length=9,
        description="once, day, week, month, year, or several as in 6-month",
    ),
]
UnitKey = Annotated[
    str,
    Meta(
        pattern=r"^[a-z][a-z0-9-]{0,31}$(?!\n)",
        max_length=32,
        description="kg, cm, m2, day, gb; counted things are plain keys: user, site",
    ),
]
AmountText = Annotated[
    str,
    Meta(
        pattern=r"^[0-9]{1,12}(\.[0-9]{1,12})?$(?!\n)",
        max_length=25,
        description="an amount of money in major units, as text: 8.75",
    ),
]
NumberText = Annotated[
    str,
    Meta(
        pattern=r"^-?[0-9]{1,12}(\.[0-9]{1,12})?$(?!\n)",
        max_length=26,
        description="a number as decimal text, at most 12 digits before and after the point",
    ),
]
RateText = Annotated[
    str,
    Meta(pattern=r"^[0-9]{1,4}(\.[0-9]{1,6})?$(?!\n)", max_length=11, description="percent as text: 19, 2.9"),
]
WebAddress = Annotated[
    str,
    Meta(pattern=r"^https?://[^\s<>\"'\\\x00-\x1f]{1,1990}$(?!\n)", max_length=2_000, description="http(s)"),
]
DateText = Annotated[
    str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$(?!\n)", max_length=10, description="ISO 8601 date")
]
ClockText = Annotated[
    str,
    Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$(?!\n)", max_length=5, description="a time of day: 14:00"),
]
CountryCode = Annotated[
    str, Meta(pattern=r"^[A-Z]{2}$(?!\n)", max_length=2, description="ISO 3166-1: KR, DE")
]
ZoneName = Annotated[
    str, Meta(pattern=r"^[A-Za-z0-9_+/-]{1,64}$(?!\n)", max_length=64, description="Asia/Seoul, UTC")
]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Quantity = Annotated[int, Meta(ge=0, le=MOST_QUANTITY)]
Months = Annotated[int, Meta(ge=1, le=MOST_HORIZON_MONTHS)]
Cycle = Annotated[int, Meta(ge=1, le=1_200)]

ShortString = Annotated[str, Meta(min_length=1, max_length=SHORT)]
ShortText = Annotated[
    dict[LanguageTag, Annotated[str, Meta(max_length=SHORT)]],
    Meta(min_length=1, max_length=MOST_LANGUAGES, description="language tag -> text, e.g. {ko: …, en: …}"),
]
LineText = Annotated[
    dict[LanguageTag, Annotated[str, Meta(max_length=LINE)]], Meta(min_length=1, max_length=MOST_LANGUAGES)
]
ProseText = Annotated[
    dict[LanguageTag, Annotated[str, Meta(max_length=PROSE)]], Meta(min_length=1, max_length=MOST_LANGUAGES)
]
LongText = Annotated[
    dict[LanguageTag, Annotated[str, Meta(max_length=LONG)]], Meta(min_length=1, max_length=MOST_LANGUAGES)
]
Languages = Annotated[tuple[LanguageTag, ...], Meta(min_length=1, max_length=MOST_LANGUAGES)]


class Record(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, gc=False
):
    """Base of everything a catalogue holds: immutable, no field unknown.

    Type checkers inherit neither ``frozen`` nor ``kw_only``: each record says both again. The collector of
    cycles does not look at records: what never changes cannot come to hold itself.
    """


class Result(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Base of what the core answers with; every field is written out, defaults too. As for a `Record`, the
    collector does not look at it."""
