"""What buyers said of a product in numbers, and how many it is for, as the fields of its forms."""

import re
from collections.abc import Sequence
from typing import Any, get_args

from ....core.bounds import MOST_HORIZON_MONTHS, MOST_QUANTITY
from ....core.content import MOST_GRADES, Verified
from ....core.messages import say
from ...forms import Form
from ..options import Options
from ..parts import Fields, Part, Parts, read_rows

VERIFIED: tuple[str, ...] = get_args(Verified)
_COUNT = re.compile(r"[0-9]{1,9}|[1-9][0-9]{0,2}(,[0-9]{3}){1,2}")
_BETWEEN = re.compile(r"[\s/;·]+|,\s+")


def rating_parts(about: Options, verified: Options) -> Parts:
    """An average with what it is of. *about* are the buyer types and rows that may have one of their own.

    *verified* are the ways to know buyers, by their words.
    """
    inner = (
        Part("about", "choice", "admin_rated.about", pairs=tuple(about)),
        Part("average", "number", "admin_rated.average", needed=True),
        Part("count", "whole", "admin_rated.count", needed=True, most=MOST_QUANTITY),
    )
    parts = Part(
        "parts",
        "rows",
        "admin_rated.parts",
        parts=inner,
        fill=_parts_filled,
        reads=lambda form, name: _parts_read(form, name, inner),
    )
    return (
        Part("average", "number", "admin_rated.average", needed=True),
        Part(
            "scale",
            "whole",
            "admin_rated.scale",
            needed=True,
            least=2,
            most=MOST_GRADES,
            help="admin_rated.scale_help",
        ),
        Part("count", "whole", "admin_rated.count", most=MOST_QUANTITY),
        Part("period", "whole", "admin_rated.period", least=1, most=MOST_HORIZON_MONTHS),
        Part("verified", "choice", "admin_rated.verified", pairs=tuple(verified)),
        Part(
            "spread",
            "text",
            "admin_rated.spread",
            help="admin_rated.spread_help",
            fill=_spread_filled,
            reads=_spread_read,
        ),
        *((parts,) if about else ()),
    )


def capacity_parts(units: Options) -> Parts:
    """For how many of *units* something is."""
    return (
        Part("unit", "choice", "admin_rated.unit", needed=True, pairs=tuple(units)),
        Part("min", "whole", "admin_rated.at_least"),
        Part("max", "whole", "admin_rated.at_most"),
        Part("usual", "whole", "admin_rated.usual"),
    )


def _spread_filled(name: str, spread: Sequence[int]) -> Fields:
    return {name: ", ".join(str(one) for one in spread)}


def _spread_read(form: Form, name: str) -> list[int]:
    """The counts in a field, with commas or blanks between; an error is noted where one is no count."""
    pieces = _BETWEEN.split(form.text(name, least=0, most=1_000))
    found = [one.strip(", ") for one in pieces if one.strip(", ")]
    # Five counts without blanks ("1,0,3,20,40") are no thousands.
    if len(found) == 1 and _COUNT.fullmatch(found[0]) is None:
        found = found[0].split(",")
    if any(_COUNT.fullmatch(one) is None for one in found):
        form.fail(name, say("admin_rated.no_counts"))
        return []
    return [int(one.replace(",", "")) for one in found]


def _parts_filled(name: str, parts: Sequence[dict[str, Any]]) -> Fields:
    found: Fields = {}
    for place, one in enumerate(parts):
        stem = f"{name}.{place}."
        found |= {
            f"{stem}about": f"{one['of']}:{one['key']}",
            f"{stem}average": one["average"],
            f"{stem}count": str(one["count"]),
        }
    return found


def _parts_read(form: Form, name: str, inner: Parts) -> list[dict[str, Any]]:
    found = []
    for place, row in enumerate(read_rows(form, name, inner, ())):
        of, _, key = row.pop("about", "").partition(":")
        if not of:
            form.fail(f"{name}.{place}.about", say("admin_form.choose"))
        found.append({"of": of, "key": key, **row})
    return found
