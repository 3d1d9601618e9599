"""What a shopper may add: extras, optional charges, and one of each group. Nothing paid is preselected."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from msgspec.structs import replace

from ..catalogue import AddOn
from ..extras import extra_name
from ..messages import Message, say
from ..pricing.model import Component, OneOf, Optional
from ..pricing.quote import Line
from ..view_controls import Choice
from .amounts import per_interval
from .charges import line_words
from .column import Bench, Column
from .competitors import ours


class _Offered(msgspec.Struct, frozen=True):
    """A charge that can be chosen, and the columns that have it. *group* as in `Choice`."""

    component: Component
    group: str | None
    columns: list[Column]


def add_ons(bench: Bench, columns: Sequence[Column]) -> tuple[Choice, ...]:
    """Extras and charges that a shown tier can take, each with its price; of a group only one."""
    mine = ours(columns)
    return (*_extras(bench, mine), *_charges(bench, mine))


def _extras(bench: Bench, columns: Sequence[Column]) -> Iterator[Choice]:
    sellable = {one.key: one for column in columns for one in column.add_ons if _is_offered(bench, one)}
    for one in sellable.values():
        takers = [column for column in columns if one in column.add_ons]
        words = next((words for column in takers if (words := _extra_words(bench, column, one))), None)
        name = say("page.plain", text=bench.label(one.name))
        yield Choice(value=one.key, label=_priced(name, words), selected=one.key in bench.context.addons)


def _is_offered(bench: Bench, add_on: AddOn) -> bool:
    """One with a price; a private one only for whom it was named."""
    named = add_on.key in bench.context.addons
    return named or (not add_on.private and any(price.status == "priced" for price in add_on.prices))


def _extra_words(bench: Bench, column: Column, add_on: AddOn) -> Message | None:
    """What *add_on* costs beside *column*, alone but for what it requires."""
    needed = {add_on.key, *add_on.requires}
    together = tuple(one for one in bench.publication.add_ons if one.key in needed)
    quote = bench.quote(column.tier.key, column.product, together, replace(bench.context, addons=()))
    lines = [line for line in quote.lines if line.add_on == add_on.key]
    return _words(lines) if quote.is_computed else None


def _charges(bench: Bench, columns: Sequence[Column]) -> Iterator[Choice]:
    for offered in _offered(columns).values():
        value = extra_name(offered.component.key, bench.publication)
        lines = [_charge_lines(bench, column, offered.component, value) for column in offered.columns]
        name = say("page.plain", text=bench.label(offered.component.label))
        yield Choice(
            value=value,
            label=_priced(name, _in_every_tier([one for one in lines if one])),
            selected=value in bench.context.addons,
            group=offered.group,
        )


def _offered(columns: Sequence[Column]) -> dict[str, _Offered]:
    found: dict[str, _Offered] = {}
    for column in columns:
        price = column.price
        components = price.components if price is not None else ()
        for component, group in _choosable(components):
            found.setdefault(component.key, _Offered(component, group, [])).columns.append(column)
    return dict(sorted(found.items(), key=lambda item: item[1].group or ""))


def _choosable(components: Iterable[Component]) -> Iterator[tuple[Component, str | None]]:
    """Charges in the shopper's hands; a preselected one is counted in, so it is no choice."""
    groups: dict[str, list[Component]] = {}
    for component in components:
        if isinstance(component.obligation, Optional) and not component.default_selected:
            yield component, None
        if isinstance(component.obligation, OneOf):
            groups.setdefault(component.obligation.group, []).append(component)
    for group, members in groups.items():
        if len(members) > 1:
            yield from ((member, group) for member in members)


def _charge_lines(bench: Bench, column: Column, component: Component, name: str) -> list[Line]:
    quote = bench.quote(column.tier.key, column.product, (), replace(bench.context, addons=(name,)))
    if not quote.is_computed:
        return []
    return [line for line in quote.lines if line.component == component.key and line.add_on is None]


def _in_every_tier(lines: Sequence[Sequence[Line]]) -> Message | None:
    """What it costs in every tier that has it: one price, or from the least to the most."""
    said = [_words(one) for one in lines]
    if all(words == said[0] for words in said):
        return said[0] if said else None
    known = [line for one in lines for line in one if line.amount is not None and line.low == line.amount]
    if len(known) != sum(len(one) for one in lines) or len({line.every for line in known}) > 1:
        return None
    amounts = sorted((line.amount for line in known if line.amount), key=lambda amount: amount.minor)
    if len(amounts) != len(lines):
        return None
    return per_interval(say("price.range", low=amounts[0], high=amounts[-1]), known[0].every)


def _words(lines: Sequence[Line]) -> Message | None:
    said = tuple(line_words(line) for line in lines)
    if len(said) < 2:
        return said[0] if said else None
    return say("page.commas", items=said)


def _priced(name: Message, words: Message | None) -> Message:
    return say("page.bracketed", text=name, note=words) if words else name
