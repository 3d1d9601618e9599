"""Amounts and numbers in the cells of a table, as decimal text and never by way of a float."""

import re

from ...core.messages import say
from .tables import Row, refused_at

_LONGEST = 60
_SIGNS = re.compile(r"^(?:US\$|[$€£¥₩]|[A-Z]{3}\s)\s*|\s*(?:[$€£¥₩원円]|[A-Z]{3})$")
_PLAIN = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,12})?")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,12})?")
_COMMA = re.compile(r"[0-9]{1,12},[0-9]{1,2}")
_EUROPEAN = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,2}")


def amount_of(file: str, row: Row, column: str) -> str | None:
    """The amount of money in a cell, in major units; None where the cell is empty.

    ``1,299.00``, ``1.299,00``, ``12,50`` and ``$12.50`` are read; ``1,299`` is one thousand two
    hundred and ninety-nine.

    Raises:
        RefusedFile: the cell holds anything else.
    """
    text = row.get(column)
    if not text:
        return None
    amount = plain_amount(text)
    if amount is None:
        reason = say("import.reason.no_amount", text=text[:60])
        raise refused_at(file, row.line, column, reason, say("import.accepted.amount"))
    return amount


def plain_amount(text: str) -> str | None:
    """*text* as decimal text with a point, None where it is no amount of money."""
    bare = text.strip()
    if len(bare) > _LONGEST:
        return None
    bare = _SIGNS.sub("", bare, count=2).strip()
    if _PLAIN.fullmatch(bare):
        return _trimmed(bare)
    if _THOUSANDS.fullmatch(bare):
        return _trimmed(bare.replace(",", ""))
    if _COMMA.fullmatch(bare):
        return _trimmed(bare.replace(",", "."))
    if _EUROPEAN.fullmatch(bare):
        return _trimmed(bare.replace(".", "").replace(",", "."))
    return None


def number_of(file: str, row: Row, column: str) -> str | None:
    """The plain decimal number in a cell, None where it is empty.

    Raises:
        RefusedFile: the cell holds anything else.
    """
    text = row.get(column)
    if not text:
        return None
    bare = text.removeprefix("-")
    if not _PLAIN.fullmatch(bare):
        reason = say("import.reason.no_number", text=text[:60])
        raise refused_at(file, row.line, column, reason, say("import.accepted.number"))
    return text[: len(text) - len(bare)] + _trimmed(bare)


def _trimmed(number: str) -> str:
    """Without zeros that say nothing: ``007.50`` is ``7.5``."""
    whole, point, places = number.partition(".")
    places = places.rstrip("0")
    return (whole.lstrip("0") or "0") + (point + places if places else "")
