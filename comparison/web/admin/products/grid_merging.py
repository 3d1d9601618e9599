"""What somebody typed into a grid and what somebody else saved meanwhile, put together cell by cell.

A cell that one of them left alone is the other's. Only a cell that both changed, to something different, is
a question. What a cell said when the page was drawn comes back with the form as a short mark.
"""

from collections.abc import Mapping
from hashlib import blake2s
from typing import NamedTuple

from ...forms import Form

MARKS = "d."
_MARK_BYTES = 4
Lines = Mapping[str, str]


class Merged(NamedTuple):
    """The fields to save, and the names of the cells that both changed."""

    form: Form
    contested: list[str]


def marks_of(lines: Lines) -> str:
    """What the cells of a product said, by feature: ``rooms:1a2b3c4d``; empty ones are left out."""
    return " ".join(f"{feature}:{_mark(line)}" for feature, line in lines.items() if line)


def merged(form: Form, now: Mapping[str, tuple[str, Lines]]) -> Merged:
    """*form* on top of what is stored *now*: the revision and the lines of each product, by its key."""
    fields = {name: form.all(name) for name in form.names()}
    contested: list[str] = []
    for product, (revision, lines) in now.items():
        if form.get(f"r.{product}") == revision:
            continue
        before = _read(form.get(f"{MARKS}{product}"))
        for feature, theirs in lines.items():
            name = f"v.{product}.{feature}"
            mine, was = form.get(name).strip(), before.get(feature, "")
            if name not in fields or mine == theirs:
                continue
            if _mark(mine) == was:
                fields[name] = [theirs]
            elif _mark(theirs) != was:
                contested.append(name)
        fields |= {f"r.{product}": [revision], f"{MARKS}{product}": [marks_of(lines)]}
    return Merged(Form.filled(fields), contested)


def _mark(line: str) -> str:
    return blake2s(line.encode(), digest_size=_MARK_BYTES).hexdigest() if line else ""


def _read(marks: str) -> dict[str, str]:
    pairs = (one.partition(":") for one in marks.split())
    return {feature: mark for feature, _, mark in pairs}
