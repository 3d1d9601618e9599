"""What a name says of how much is in a pack, and what is left of the name without it."""

import re
from decimal import Decimal
from typing import NamedTuple

_WORDS = (
    r"pieces?|pcs|count|ct|packs?|er[- ]?(?:pack|set)|bottles?|cans?|bags?|capsules?"
    r"|개입|개|입|팩|세트|병|캔|봉지|봉|매|묶음"
)
_COUNTS = (
    re.compile(r"(?<![\w.,])([0-9]+)\s?\+\s?([0-9]+)(?![\w.,])"),
    re.compile(r"\b([0-9]+) for (?:the price of )?[0-9]+\b"),
    re.compile(rf"(?<![\w.,])([0-9]+)[\s-]?(?:{_WORDS})(?![a-z])"),
    re.compile(r"(?<![\w.,])[x×]\s?([0-9]+)\b|(?<![\w.,])([0-9]+)\s?[x×](?!\w)"),
    re.compile(r"\b(?:pack|set|box|case|bundle) of ([0-9]+)\b"),
)
_AMOUNT = re.compile(r"(?<![\w.,])[0-9]+(?:[.,][0-9]+)?\s?(?:kg|g|mg|ml|cl|l|ℓ|m2|cm|m)(?![\w²])")
_SIZES = re.compile(
    r"\b(?:bundle|multipack|value|single|set|pack|box|large|small|big|mini|maxi|the|of|for|one|each)\b"
    r"|세트|묶음|낱개|단품|대용량|소용량|기획|증정"
)
_REST = re.compile(r"[^\w]+|_")


class Pack(NamedTuple):
    """*good* is the name without sizes and numbers, *pieces* how many it speaks of, else 1."""

    good: str
    pieces: Decimal


def pack(name: str) -> Pack:
    """The pack that *name* speaks of: "Green tea 3-pack" holds 3 of "green tea"."""
    rest, count = name.casefold(), 1
    for pattern in _COUNTS:
        stated = pattern.search(rest)
        if stated:
            count = sum(int(number) for number in stated.groups() if number)
            rest = pattern.sub(" ", rest)
            break
    rest = _SIZES.sub(" ", _AMOUNT.sub(" ", rest))
    return Pack(" ".join(_REST.sub(" ", rest).split()), Decimal(max(count, 1)))
