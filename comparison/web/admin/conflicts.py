"""Two versions of a record, side by side: what I typed, and what somebody else saved first."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ...core.messages import Message
from ...storage.store import Stored
from ..forms import Form
from .guesses import LANGUAGES

Values = Mapping[str, str | Sequence[str]]


class Side(NamedTuple):
    """A field that both changed. Each side is the values of the fields of that name."""

    name: str
    label: Message
    mine: tuple[str, ...]
    theirs: tuple[str, ...]

    @property
    def language(self) -> str:
        """The language of ``name.ko``; empty where the field has none."""
        tag = self.name.rpartition(".")[2]
        return tag if tag in LANGUAGES else ""


class Conflict(NamedTuple):
    """*by* saved *revision* first. *sides* differ; *same* are the fields on which both agree."""

    by: str
    at: str
    revision: int
    action: str
    sides: tuple[Side, ...]
    same: tuple[tuple[str, str], ...]


def conflict(
    form: Form, theirs: Values, labels: Mapping[str, Message], current: Stored, action: str
) -> Conflict:
    """The conflict of *form* with *theirs*, the fields of *current*, which is what the store holds now.

    *labels* names every field for people (by its name, or what stands before its first point); *action* is
    where the chosen version is sent.
    """
    other = Form.filled(theirs)
    every = dict.fromkeys((*form.names(), *other.names()))
    names = [name for name in every if not name.startswith("_")]
    # A field that the form shows empty is not among the fields of what is stored.
    differing = [name for name in names if (form.all(name) or [""]) != (other.all(name) or [""])]
    sides = tuple(
        Side(name, _label(labels, name), tuple(form.all(name)), tuple(other.all(name))) for name in differing
    )
    same = tuple((name, value) for name in names if name not in differing for value in form.all(name))
    return Conflict(current.updated_by, current.updated_at, current.revision, action, sides, same)


def _label(labels: Mapping[str, Message], name: str) -> Message:
    stem = name.partition(".")[0]
    return labels[name] if name in labels else labels[stem]
