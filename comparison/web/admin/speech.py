"""Which language a merchant reads: the account's own, else what the browser asks for."""

import re

from ... import words

# Only these have words for merchants.
LANGUAGES = ("ko", "en")
_RANGE = re.compile(
    r"\s*(?P<tag>[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*)\s*(;\s*q\s*=\s*(?P<weight>[01](\.[0-9]{0,3})?)\s*)?"
)
_MOST_RANGES = 20


def wishes(accept_language: str) -> list[str]:
    """The tags of an ``Accept-Language`` header, the most wanted first."""
    found = [_RANGE.fullmatch(one) for one in accept_language.split(",")[:_MOST_RANGES]]
    weighed = [(float(one["weight"] or 1), one["tag"]) for one in found if one]
    return [tag for weight, tag in sorted(weighed, key=lambda pair: -pair[0]) if weight > 0]


def language_of(chosen: str, accept_language: str) -> str:
    """*chosen* where it is one of ours, else the best of what the browser wishes, else English."""
    for tag in (chosen, *wishes(accept_language)):
        if tag and (found := words.lookup(tag, LANGUAGES)):
            return found
    return "en"


def region_of(accept_language: str) -> str:
    """The country that the browser's wishes name first (``ko-KR``); empty where none does."""
    for tag in wishes(accept_language):
        for part in tag.split("-")[1:]:
            if len(part) == 2:
                return part.upper()
    return ""
