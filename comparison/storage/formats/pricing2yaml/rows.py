"""Features and limits of a file as the rows of a category: keys, order, groups, kinds, units."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from ....core.bounds import SHORT
from ....core.catalogue import Feature, Group
from ....core.values import ValueKind
from ..names import plain_label, split_slug, unique
from .features import Row
from .node import Node
from .units import unit_key
from .values import kind_of


class _Known(NamedTuple):
    """What a row becomes: its key, its kind, its unit and what stands behind its label."""

    key: str
    kind: ValueKind
    unit: str | None
    measure: str


class Rows(NamedTuple):
    """The rows of a file. Features and limits have names of their own; their keys are one set."""

    features: tuple[Feature, ...]
    groups: tuple[Group, ...]
    by_feature: dict[str, _Known]
    by_limit: dict[str, _Known]

    def known(self, name: str, *, limit: bool) -> _Known:
        """What the feature or limit *name* is here; one that does not exist gets the key it would have."""
        found = (self.by_limit if limit else self.by_feature).get(name)
        return found or _Known(split_slug(name, fallback="feature"), "text", None, "")


def rows_of(
    features: list[Row], limits: list[Row], tags: tuple[str, ...], said: dict[str, list[Node]], language: str
) -> Rows:
    """The rows, each limit right after the first feature it is linked to.

    *said* are all values that stand in a feature's row, by the feature's name.
    """
    taken: set[str] = set()
    by_feature = {row.name: _known(row, taken, [row.default, *said.get(row.name, [])]) for row in features}
    by_limit = {row.name: _known(row, taken, [row.default]) for row in limits}
    groups = _groups([*tags, *(row.tag for row in features if row.tag)], language)
    group_of = {row.name: groups[row.tag].key for row in features if row.tag}
    linked_keys = {name: known.key for name, known in by_feature.items()}
    made = {
        (row.name, row.limit): _feature(
            row,
            (by_limit if row.limit else by_feature)[row.name],
            tuple(linked_keys.get(name) or split_slug(name, fallback="feature") for name in row.linked),
            next((group_of[name] for name in (row.name, *row.linked) if name in group_of), None),
            language,
        )
        for row in (*features, *limits)
    }
    ordered = tuple(made[place] for place in _order(features, limits))
    return Rows(ordered, tuple(groups.values()), by_feature, by_limit)


def _known(row: Row, taken: set[str], said: list[Node]) -> _Known:
    unit, measure = _unit(row.unit)
    key = unique(split_slug(row.name, fallback="feature"), taken)
    return _Known(key, kind_of(row.value_type, said), unit, measure)


def _unit(text: str | None) -> tuple[str | None, str]:
    """``document/user/month`` counts documents, each per user per month."""
    first, *rest = [part.strip() for part in (text or "").split("/")]
    measure = " ".join(f"per {part}" for part in rest if part)
    return unit_key(first), measure


def _groups(tags: Iterable[str], language: str) -> dict[str, Group]:
    taken: set[str] = set()
    return {
        tag: Group(key=unique(split_slug(tag, fallback="group"), taken), label={language: tag})
        for tag in dict.fromkeys(tags)
    }


def _feature(row: Row, known: _Known, linked: tuple[str, ...], group: str | None, language: str) -> Feature:
    label = plain_label(row.name) + (f" ({known.measure})" if known.measure else "")
    return Feature(
        key=known.key,
        label={language: label[:SHORT]},
        kind=known.kind,
        group=group,
        unit=known.unit,
        direction=_direction(row, known),
        linked=linked,
        help={language: row.description} if row.description else None,
        source_key=row.name[:SHORT],
    )


def _direction(row: Row, known: _Known) -> Literal["higher", "lower", "none"]:
    """More is better of a limit, unless it limits from below ("minimumUsersRequired")."""
    if not row.limit or known.kind != "number":
        return "none"
    return "lower" if "minimum" in known.key.split("-") else "higher"


def _order(features: list[Row], limits: list[Row]) -> list[tuple[str, bool]]:
    names = {row.name for row in features}
    after: dict[str | None, list[Row]] = {}
    for limit in limits:
        home = next((name for name in limit.linked if name in names), None)
        after.setdefault(home, []).append(limit)
    order: list[tuple[str, bool]] = []
    for feature in features:
        order.append((feature.name, False))
        order.extend((limit.name, True) for limit in after.get(feature.name, []))
    return [*order, *((limit.name, True) for limit in after.get(None, []))]
