"""Two versions of a form with rows (`parts`) made ready to stand side by side."""

from collections.abc import Mapping, Sequence

from ...core.messages import Message, say
from ..forms import Form
from .parts import Fields, Part, Parts, how_many, is_typed


def without_untyped(form: Form, lists: Mapping[str, Parts], groups: Mapping[str, Parts]) -> Form:
    """A tidied *form* without what a browser sends of groups in which nobody has typed anything."""
    inside = [
        (f"{name}.{place}.{part.name}.", part.parts)
        for name, parts in lists.items()
        for part in parts
        if part.kind == "group"
        for place in range(how_many(form, name))
    ]
    stems = [*inside, *((f"{name}.", parts) for name, parts in groups.items())]
    untyped = tuple(stem for stem, parts in stems if not is_typed(form, stem, parts))
    return Form([(name, value) for name, value in form.pairs if not name.startswith(untyped)])


def telling(form: Form, theirs: Fields) -> tuple[Form, Fields]:
    """*form* and *theirs* without what says nothing on either side: two versions to compare."""
    other = Form.filled(theirs)
    said = {name for name in other.names() if any(other.all(name))}
    mine = Form([(name, value) for name, value in form.pairs if value or name in said])
    return mine, {name: other.all(name) for name in other.names() if name in said or name in mine.names()}


def with_names(form: Form, labels: Mapping[str, Message]) -> Form:
    """*form* without fields that no form of ours has: nobody could say what they are."""
    known = {*labels, *(name for name in form.names() if name.partition(".")[0] in labels)}
    return Form([(name, value) for name, value in form.pairs if name in known or name.startswith("_")])


def named(form: Form, lists: Mapping[str, Parts], single: Parts = ()) -> dict[str, Message]:
    """What every field of *form* is called, for two versions side by side."""
    labels = {part.name: say(part.words) for part in single}
    for name in form.names():
        known = _part_at(name.split("."), lists)
        if known is not None:
            row, part = known
            labels[name] = say("admin_content.field_of_row", row=row + 1, field=say(part.words))
    return labels


def _part_at(steps: Sequence[str], lists: Mapping[str, Parts]) -> tuple[int, Part] | None:
    """The row and the part that a field's name leads to."""
    for cut in range(1, len(steps) - 1):
        parts = lists.get(".".join(steps[:cut]))
        if parts is None or not steps[cut].isdigit():
            continue
        part = next((one for one in parts if one.name == steps[cut + 1]), None)
        inner = _part_at(steps[cut + 1 :], {part.name: part.parts}) if part and part.parts else None
        return inner or ((int(steps[cut]), part) if part else None)
    return None
