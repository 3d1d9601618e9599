"""Cells that hold several values, and values as a row of a comparison says them."""

import re
from collections.abc import Sequence

from ...core.bounds import LINE, SHORT
from ...core.values import Listing, Value, Words, YesNo

MOST_ITEMS = 50
YES = frozenset({"yes", "true", "y", "✓", "✔", "예", "네", "있음", "지원", "ja", "oui", "sí", "はい"})
NO = frozenset({"no", "false", "n", "✗", "✘", "아니요", "없음", "미지원", "nein", "non", "いいえ"})


def split_escaped(text: str, mark: str) -> list[str]:
    """The parts of *text* between *mark*, which a backslash before it makes part of the text."""
    parts = re.split(rf"(?<!\\){re.escape(mark)}", text)
    return [clean for part in parts if (clean := part.replace(f"\\{mark}", mark).strip())]


def one_or_several(values: Sequence[str], language: str) -> Value:
    """*values* as one value of a row: words, yes or no where it is that word alone, or a list."""
    distinct = list(dict.fromkeys(values))
    if len(distinct) == 1:
        return worded(distinct[0], language)
    return Listing(items=tuple({language: value[:SHORT]} for value in distinct[:MOST_ITEMS]))


def worded(text: str, language: str) -> Value:
    """*text* as yes or no where it says just that, else as words."""
    if text.casefold() in YES:
        return YesNo(yes=True)
    if text.casefold() in NO:
        return YesNo(yes=False)
    return Words(text={language: text[:LINE]})
