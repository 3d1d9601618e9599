"""H33: whatever language a shopper reads, the same things are said, with the same numbers."""

import re
from collections.abc import Iterator
from itertools import groupby

from .examined import Examined
from .finding import Finding, Level, found
from .sayings import Saying, sayings
from .stated_numbers import differing_numbers

# A finding quotes the beginning of a long text.
_SHORT = 60
_DIGIT = re.compile(r"[0-9０-９]")


def texts_in_one_language_only(examined: Examined) -> Iterator[Finding]:
    """H33: a record says something in some of the shop's languages; one finding for each language."""
    for _, said in groupby(sayings(examined), key=lambda one: one.record):
        about = [one for one in said if not one.is_name]
        for language in examined.publication.shop.languages:
            lacking = [one for one in about if not one.text.get(language, "").strip()]
            if lacking:
                facts = {"language": language, "words": _short(examined.said(dict(lacking[0].text)))}
                level = _level(examined, language)
                yield found("H33", level, lacking[0].path, "missing", count=len(lacking), **facts)


def numbers_that_differ(examined: Examined) -> Iterator[Finding]:
    """H33: a text states another number in one language than in the shop's first."""
    several = len(examined.publication.shop.languages) > 1
    for one in sayings(examined) if several else ():
        spoken = [name for name in examined.publication.shop.languages if one.text.get(name, "").strip()]
        for language in spoken[1:]:
            numbers = _differing(one, spoken[0], language)
            if numbers:
                facts = {"language": language, "first": spoken[0], "numbers": numbers}
                said = {"words": _short(one.text[language]), "others": _short(one.text[spoken[0]])}
                yield found("H33", _level(examined, language), one.path, "numbers", **facts, **said)


def _short(words: str) -> str:
    return words if len(words) <= _SHORT else f"{words[: _SHORT - 1]}…"


def _level(examined: Examined, language: str) -> Level:
    return "error" if language in examined.publication.shop.complete_languages else "warning"


def _differing(one: Saying, first: str, language: str) -> tuple[str, ...]:
    left, right = one.text[first], one.text[language]
    if not _DIGIT.search(left) and not _DIGIT.search(right):
        return ()
    return tuple(dict.fromkeys(differing_numbers(left, first, right, language)))
