"""A kit for a comparison that has its products already: rows of both that are the same become one.

The shop's row keeps its key, its name and every value; the kit's needs ask for it under that key. So nothing
that products say is touched, and the list it came from finds its rows again.
Source: docs/admin.md, "Beginning".
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from ..core.asked_needs import with_needs
from ..core.bounds import MOST_FEATURES
from ..core.catalogue import Category, Comparison, Feature, Group
from ..core.errors import NotFound
from ..core.personas import Need, Persona
from .auditing import save_noted
from .formats.names import unique
from .kits import Kit, in_languages, personas_beside
from .row_names import Meeting, fit, listed, row_names
from .store import Store
from .units import dimension_of

MOST_PERSONAS = 12


class SameRow(NamedTuple):
    """The shop's row that a row of the kit is, by its key; and the *unit* of its numbers, if it had none."""

    key: str
    unit: str | None = None


class Joined(NamedTuple):
    """A comparison of a shop and its category, as they are before a kit comes."""

    comparison: Comparison
    category: Category
    revisions: tuple[int, int]


class Joining(NamedTuple):
    """A *kit*, where it goes, and its rows that are there, by their keys."""

    kit: Kit
    joined: Joined
    same: Mapping[str, SameRow]


def joined_at(store: Store, shop: str, key: str) -> Joined:
    """The comparison *key* with its category.

    Raises:
        NotFound: one of them is not there.
    """
    comparison = store.get(shop, "comparison", key)
    if comparison is None or not isinstance(comparison.record, Comparison):
        raise NotFound("comparison", key)
    category = store.get(shop, "category", comparison.record.category)
    if category is None or not isinstance(category.record, Category):
        raise NotFound("category", comparison.record.category)
    return Joined(comparison.record, category.record, (comparison.revision, category.revision))


def proposed(kit: Kit, category: Category) -> dict[str, Meeting]:
    """The rows of *category* that rows of *kit* evidently are, by the kit's keys; what is not certain of a
    unit says so."""
    rows = {one.key: listed(one) for one in category.features}
    there = {one.key: one for one in category.features}
    met = row_names().meetings(rows, kit.category.features)
    return {
        one.feature.key: one._replace(feature=there[key])
        for key, one in met.items()
        if could_be(one.feature, there[key])
    }


def could_be(row: Feature, there: Feature) -> bool:
    """Whether the values of *there* can stand in a kit's *row*: of its kind, and convertible to its unit."""
    return fit(listed(there), row) is not None


def needs_unit(row: Feature, there: Feature) -> bool:
    """Whether nobody has said in which unit the numbers of *there* are, and *row* needs one."""
    return row.kind == "number" and there.unit is None and dimension_of(row.unit) is not None


def is_joined(store: Store, shop: str, kit: Kit, joined: Joined) -> bool:
    """Whether *kit* came to that category before: each of its buyer types is there, under any of its keys."""
    every = (one.record for one in store.scan(shop, "persona"))
    there = {one.key for one in every if isinstance(one, Persona) and one.category == joined.category.key}
    return all(any(key == one.key or key.startswith(f"{one.key}-") for key in there) for one in kit.personas)


def too_many(joining: Joining) -> bool:
    """Whether the category would have more rows than one may have."""
    rows = len(joining.joined.category.features) + len(joining.kit.category.features)
    return rows - len(joining.same) > MOST_FEATURES


def too_many_personas(joining: Joining) -> bool:
    """Whether the comparison would have more buyer types than one may have."""
    return len(joining.joined.comparison.personas) + len(joining.kit.personas) > MOST_PERSONAS


def join_kit(
    store: Store, shop: str, joining: Joining, languages: Sequence[str], *, by: str, now: str
) -> None:
    """Bring a kit to a comparison; all of it or nothing.

    There must be room (`too_many`, `too_many_personas`). A comparison that has buyer types or a quiz keeps
    its horizon and its noun, and its quiz.

    Raises:
        StaleRevision: somebody changed the comparison or its category since.
    """
    kit, joined, same = joining
    category, keys = _category(joined.category, kit, same, languages)
    with store.writing():
        personas = [
            _persona(in_languages(one, languages), category.key, keys)
            for one in personas_beside(store, shop, kit)
        ]
        comparison = _comparison(joined.comparison, kit, personas, keys, languages)
        for record, expected in ((category, joined.revisions[1]), (comparison, joined.revisions[0])):
            save_noted(store, shop, record, expected=expected, by=by, now=now)
        for persona in personas:
            save_noted(store, shop, persona, expected=0, by=by, now=now)


def _category(
    old: Category, kit: Kit, same: Mapping[str, SameRow], languages: Sequence[str]
) -> tuple[Category, dict[str, str]]:
    """*old* with the rows of *kit*, and what the kit's keys became."""
    new = in_languages(kit.category, languages)
    taken = {one.key for one in old.features}
    keys = {one.key: same[one.key].key if one.key in same else unique(one.key, taken) for one in new.features}
    from_kit = {keys[one.key]: (one, same[one.key].unit) for one in new.features if one.key in same}
    there = [_enriched(one, *from_kit[one.key]) if one.key in from_kit else one for one in old.features]
    more = [replace(one, key=keys[one.key]) for one in new.features if one.key not in same]
    groups: dict[str, Group] = {one.key: one for one in (*new.groups, *old.groups)}
    return replace(old, groups=tuple(groups.values()), features=(*there, *more)), keys


def _enriched(there: Feature, row: Feature, unit: str | None) -> Feature:
    """*there* with what it does not say and the kit's *row* does."""
    is_alike = there.direction in {"none", row.direction}
    return replace(
        there,
        label={**row.label, **there.label},
        group=there.group or row.group,
        unit=there.unit or unit or (row.unit if dimension_of(row.unit) is None else None),
        direction=row.direction if is_alike else there.direction,
        help=there.help or row.help,
        best=there.best or (row.best if is_alike else None),
    )


def _comparison(
    old: Comparison, kit: Kit, personas: Sequence[Persona], keys: Mapping[str, str], languages: Sequence[str]
) -> Comparison:
    new = with_needs(in_languages(kit.comparison, languages), lambda need: _renamed(need, keys))
    is_bare = not old.personas and old.quiz is None
    rows = dict.fromkeys((*old.features, *keys.values())) if old.features else ()
    return replace(
        old,
        personas=(*old.personas, *(one.key for one in personas)),
        quiz=old.quiz or new.quiz,
        horizon=new.horizon if is_bare else old.horizon,
        noun=new.noun if is_bare else old.noun,
        features=tuple(rows)[:MOST_FEATURES],
    )


def _persona(persona: Persona, category: str, keys: Mapping[str, str]) -> Persona:
    needs = tuple(_renamed(need, keys) for need in persona.needs)
    return replace(persona, category=category, needs=needs)


def _renamed(need: Need, keys: Mapping[str, str]) -> Need:
    return replace(need, feature=keys.get(need.feature, need.feature))
