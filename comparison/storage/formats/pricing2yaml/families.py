"""Families of plans in one file (``WEBSITE_BASIC``, ``ECOMMERCE_PLUS``): each is a comparison of its own.

Nobody chooses between a plan for a website and one for a workspace. Families are only seen where nearly
all plans belong to one and no plan is called as a family is: ``BUSINESS`` beside ``BUSINESS_PLUS`` is a
ladder.
"""

from collections.abc import Sequence
from typing import NamedTuple

from .plans import Sold

_FEWEST_PLANS = 6
_FEWEST_OF_A_FAMILY = 2
_MOST_ALONE = 4


class Family(NamedTuple):
    """The plans that are compared with each other; *name* is what their names begin with, empty for all."""

    name: str
    plans: tuple[Sold, ...]

    def short(self, plan: Sold) -> str:
        """The name of *plan* without the family's."""
        return plan.name.removeprefix(f"{self.name}_") if self.name else plan.name


def families_of(plans: Sequence[Sold]) -> tuple[Family, ...]:
    """The families of *plans* in the order of the file, plans that stand alone in each of them; one
    family of all where there are no others, and none where there are no plans."""
    if not plans:
        return ()
    groups: dict[str, list[Sold]] = {}
    for plan in plans:
        groups.setdefault(plan.name.partition("_")[0], []).append(plan)
    names = [name for name, group in groups.items() if len(group) >= _FEWEST_OF_A_FAMILY]
    alone = [plan for name, group in groups.items() if name not in names for plan in group]
    ladder = any(plan.name in names for plan in plans)
    if len(plans) < _FEWEST_PLANS or len(names) < 2 or ladder or len(alone) * _MOST_ALONE > len(plans):
        return (Family("", tuple(plans)),)
    return tuple(
        Family(name, tuple(plan for plan in plans if plan in groups[name] or plan in alone)) for name in names
    )
