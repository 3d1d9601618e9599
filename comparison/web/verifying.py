"""The body of a verification: read, bounded, and refused by the name of the field that is wrong."""

import json
from collections import Counter
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from ..core.bounds import MOST_MINOR, CurrencyCode, Record
from ..core.messages import say
from ..core.pricing.charged import ChargedLine
from ..storage.formats.explaining import Fault, explained
from .proof_refusals import BadField
from .signing import MOST_SIGNED

MOST_BODY_BYTES = 150_000
_MOST_LINES = 400

SignedText = Annotated[
    str,
    Meta(
        pattern=r"^[!-~]+$(?!\n)",
        min_length=1,
        max_length=MOST_SIGNED,
        description="the text that the quotes API gave as signed",
    ),
]
OrderText = Annotated[
    str,
    Meta(
        pattern=r"^[!-~]{1,100}$(?!\n)",
        min_length=1,
        max_length=100,
        description="1 to 100 printable characters of ASCII without a space",
    ),
]


class ChargedTotal(Record, frozen=True, kw_only=True):
    """What the checkout charged today, in whole minor units (32700 KRW, 1299 for 12.99 EUR)."""

    minor: Annotated[int, Meta(ge=0, le=MOST_MINOR)]
    currency: CurrencyCode


class Verification(Record, frozen=True, kw_only=True):
    """What a checkout sends back: the *signed* quote, the *total* it charged, and its *lines* if it has any.

    The same quote and *order* count once. Without an order, the same amounts for the same quote do.
    """

    signed: SignedText
    total: ChargedTotal
    lines: Annotated[tuple[ChargedLine, ...], Meta(max_length=_MOST_LINES)] | None = None
    order: OrderText | None = None


def read_verification(body: bytes) -> Verification:
    """What *body* says.

    Raises:
        BadField: it is no JSON, or a field is missing, unknown, twice, or of the wrong form.
    """
    try:
        data = msgspec.json.decode(body)
    except msgspec.DecodeError as error:
        raise BadField("$", say("refused.not_json", problem=str(error)), say("accepted.json")) from None
    try:
        read = msgspec.convert(data, Verification)
    except msgspec.ValidationError as error:
        fault = explained(error, Verification, data)
        raise BadField(_field(fault), fault.reason, fault.accepted) from None
    _check_once(json.loads(body, object_pairs_hook=_Fields, parse_int=str, parse_float=str), "$")
    return read


def _field(fault: Fault) -> str:
    """The place of the field, also of one that is missing or unknown."""
    named = fault.reason.key in {"refused.missing_field", "refused.unknown_field"}
    return f"{fault.spelled}.{fault.reason.arguments['name']}" if named else fault.spelled


class _Fields(list[tuple[str, Any]]):
    """The fields of an object, as they came."""


def _check_once(value: object, place: str) -> None:
    """The decoder takes the last of two fields of one name; nobody can mean that."""
    if isinstance(value, _Fields):
        twice = [name for name, count in Counter(name for name, _ in value).items() if count > 1]
        if twice:
            raise BadField(f"{place}.{twice[0]}", say("refused.twice", name=twice[0]), say("accepted.once"))
        for name, inner in value:
            _check_once(inner, f"{place}.{name}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            _check_once(inner, f"{place}[{index}]")
