"""What a shop says beside values and prices: ratings, what is in the box, support, questions, contact."""

from typing import Annotated, Literal

from msgspec import Meta

from .bounds import (
    AmountText,
    ClockText,
    CurrencyCode,
    DateText,
    Key,
    LanguageTag,
    LineText,
    Months,
    NumberText,
    ProseText,
    Quantity,
    Record,
    ShortText,
    Weekday,
)

MOST_GRADES = 100
Verified = Literal["purchase", "account", "not_verified"]
# The parts of a page that a merchant can order and leave out. Prices and receipts are none of them.
BlockKey = Literal[
    "box", "delivery", "returns", "support", "evidence", "ratings", "heard", "changes", "questions", "contact"
]
BLOCKS: tuple[BlockKey, ...] = (
    "box",
    "delivery",
    "returns",
    "support",
    "evidence",
    "ratings",
    "heard",
    "questions",
    "contact",
)
MOST_BLOCKS = len(BLOCKS) + 1
ContactAddress = Annotated[
    str,
    Meta(
        pattern=r"^(https?://|mailto:|tel:)[!#-&(-;=?-\[\]-~]{1,1990}$(?!\n)",
        max_length=2_000,
        description="an address in ASCII that begins with https://, mailto: or tel:",
    ),
]
Digest = Annotated[
    str, Meta(pattern=r"^[0-9a-f]{64}$(?!\n)", max_length=64, description="SHA-256, 64 hexadecimal digits")
]
MOST_SIDE = 8_000


class PartRating(Record, frozen=True, kw_only=True):
    """What some buyers, or all of them about one thing, said: *average* of *count* ratings.

    *of* tells what *key* names: a persona (those buyers), or a feature (graded by itself).
    """

    of: Literal["persona", "feature"]
    key: Key
    average: NumberText
    count: Quantity


class Rating(Record, frozen=True, kw_only=True):
    """What buyers said in numbers: *average* of *count* ratings, the best grade being *scale*, the worst 1.

    *period* are the months in which they were given, up to the day of counting. *spread* is how many gave
    each grade, the worst first. *verified* says how the shop knows them for buyers: by the ``purchase``, by
    an ``account`` only, or ``not_verified``. What is missing can be stored; the check (H37) asks for it.
    *parts* are of the same scale.
    """

    average: NumberText
    scale: Annotated[int, Meta(ge=2, le=MOST_GRADES)]
    count: Quantity | None = None
    period: Months | None = None
    verified: Verified | None = None
    spread: Annotated[tuple[Quantity, ...], Meta(max_length=MOST_GRADES)] = ()
    parts: Annotated[tuple[PartRating, ...], Meta(max_length=50)] = ()


class Returns(Record, frozen=True, kw_only=True):
    """How something bought can be sent back, within *days* after it arrived; 0 days: not at all.

    *who_pays* pays for sending it. *fee* is what the shop charges or keeps, sending by its own courier
    included, in major units of *currency*; ``0`` for nothing. What is missing can be stored; the check
    (H41) asks for it.
    """

    days: Annotated[int, Meta(ge=0, le=3_650)] | None = None
    who_pays: Literal["shop", "buyer"] | None = None
    fee: AmountText | None = None
    currency: CurrencyCode | None = None


class ExcludedCost(Record, frozen=True, kw_only=True):
    """A running cost that is not part of any sum here, named with the reason (electricity).

    *estimate* is in major units of the price's currency per *every*; *method* says how it was
    worked out.
    """

    key: Key
    label: ShortText
    reason: LineText
    method: LineText | None = None
    estimate: AmountText | None = None
    currency: CurrencyCode | None = None
    every: Literal["month", "year"] | None = None


class BoxItem(Record, frozen=True, kw_only=True):
    """One thing that comes with a product, *count* of it."""

    label: ShortText
    count: Annotated[int, Meta(ge=1, le=10_000)] = 1


class Separate(Record, frozen=True, kw_only=True):
    """One thing that has to be bought besides. *charge* is the key of the charge that it is paid by.

    Without a charge its price is not stated, which is never nothing.
    """

    label: ShortText
    charge: Key | None = None


class Support(Record, frozen=True, kw_only=True):
    """Help after the sale. *months* from the purchase, or for as long as it is paid for; else not stated."""

    label: ShortText
    months: Months | None = None
    while_paid: bool = False
    note: LineText | None = None


class Hours(Record, frozen=True, kw_only=True):
    """When somebody answers, in the shop's own time. From 00:00 to 00:00 is the whole day."""

    days: Annotated[tuple[Weekday, ...], Meta(min_length=1, max_length=7)] = (
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
    )
    opens: ClockText
    closes: ClockText


class Channel(Record, frozen=True, kw_only=True):
    """One way to ask. *person* is where a human answers, if this way begins with a machine.

    *reply_hours* is what an answer usually takes; 0: at once.
    """

    label: ShortText
    address: ContactAddress
    answered_by: Literal["person", "machine_first", "machine"]
    hours: Annotated[tuple[Hours, ...], Meta(max_length=7)] = ()
    languages: Annotated[tuple[LanguageTag, ...], Meta(max_length=12)] = ()
    reply_hours: Annotated[int, Meta(ge=0, le=720)] | None = None
    person: ContactAddress | None = None


class Question(Record, frozen=True, kw_only=True):
    """A question that shoppers ask, with its *answer*."""

    question: ShortText
    answer: ProseText


class Heard(Record, frozen=True, kw_only=True):
    """What buyers *said*, and what the shop *did* about it, *on* which day."""

    said: LineText
    did: LineText
    on: DateText


class Image(Record, frozen=True, kw_only=True):
    """A picture of a product, its own size in pixels. *alt* says what is to be seen on it.

    *digest* names the picture among those that the shop has uploaded. A *decorative* one says nothing that
    the name beside it does not say: its *alt* is an empty text, and stays one in every language.
    """

    digest: Digest
    width: Annotated[int, Meta(ge=1, le=MOST_SIDE)]
    height: Annotated[int, Meta(ge=1, le=MOST_SIDE)]
    alt: ShortText
    decorative: bool = False
