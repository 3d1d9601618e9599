"""What a shopper may take besides a tier, and what each is called in ``addons=``.

An add-on is named by its key. So is an optional charge, or one choice of a group of which one must
be taken: the name means that charge in every tier that has it. Where an add-on has the same key,
the charge is named ``option.KEY``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from .bounds import Result
from .errors import BadParameter
from .pricing.model import Component, OneOf, Optional, Price
from .publication import Publication

OPTION = "option."


class Extra(Result, frozen=True, kw_only=True):
    """A charge that a shopper may choose. *group* is the key of the group it is one choice of."""

    key: str
    label: Mapping[str, str]
    group: str | None
    preselected: bool


def extras_of(publication: Publication) -> tuple[Extra, ...]:
    """Every charge that can be chosen, each key once, in the order they are written down."""
    found: dict[str, Extra] = {}
    for component in _components(_prices(publication)):
        obligation = component.obligation
        if isinstance(obligation, OneOf | Optional):
            group = obligation.group if isinstance(obligation, OneOf) else None
            extra = Extra(
                key=component.key, label=component.label, group=group, preselected=component.default_selected
            )
            found.setdefault(component.key, extra)
    return tuple(found.values())


def extra_name(key: str, publication: Publication) -> str:
    """What the charge of that *key* is called in an address."""
    return f"{OPTION}{key}" if any(one.key == key for one in publication.add_ons) else key


def chosen_extras(addons: Iterable[str], publication: Publication) -> tuple[str, ...]:
    """The keys of the charges among *addons*, which are in canonical form."""
    add_ons = {one.key for one in publication.add_ons}
    return tuple(name.removeprefix(OPTION) for name in addons if name not in add_ons)


def named_extras(asked: Sequence[str], publication: Publication) -> tuple[str, ...]:
    """The add-ons and charges *asked* for, by their own names, in publication order.

    What an earlier edition had is left out.

    Raises:
        BadParameter: one that there never was, or two of one group.
    """
    if not asked:
        return ()
    extras = extras_of(publication)
    names = [one.key for one in publication.add_ons]
    by_prefix = {f"{OPTION}{one.key}": extra_name(one.key, publication) for one in extras}
    names += by_prefix.values()
    wanted = {by_prefix.get(name, name) for name in asked}
    for name in sorted(wanted):
        if name not in names and name.removeprefix(OPTION) not in publication.gone:
            raise BadParameter("addons", name, tuple(names))
    chosen = tuple(name for name in names if name in wanted)
    _refuse_two_of_a_group(chosen, publication)
    return chosen


def _refuse_two_of_a_group(chosen: Sequence[str], publication: Publication) -> None:
    keys = set(chosen_extras(chosen, publication))
    for price in _prices(publication) if len(keys) > 1 else ():
        groups: dict[str, list[str]] = {}
        for component in price.components:
            if isinstance(component.obligation, OneOf):
                groups.setdefault(component.obligation.group, []).append(component.key)
        for members in groups.values():
            both = [key for key in members if key in keys]
            if len(both) > 1:
                raise BadParameter("addons", ",".join(both), tuple(members))


def _prices(publication: Publication) -> Iterator[Price]:
    for product in publication.products:
        yield from product.prices
    for add_on in publication.add_ons:
        yield from add_on.prices


def _components(prices: Iterable[Price]) -> Iterator[Component]:
    for price in prices:
        yield from price.components
