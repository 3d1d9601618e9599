"""Random prices and shoppers: every form of amount, obligation, rhythm and discount.

A case takes one draw, the seed of its dice: drawing every number of a price by itself is slow and
gives mostly empty prices, while the laws are broken by crowded ones.
"""

import datetime
from collections.abc import Callable, Sequence
from random import Random
from typing import Any, TypeVar

from builders_pricing import (
    AMERICA,
    AUSTRALIA,
    EUROPE,
    JAPAN,
    KOREA,
    add_on,
    context,
    label,
    market,
    off,
    part,
    price,
)
from hypothesis import strategies as st
from msgspec.structs import replace

from comparison.core.catalogue import AddOn
from comparison.core.context import Context
from comparison.core.markets import Market, Region
from comparison.core.pricing.amounts import (
    Amount,
    Flat,
    Graduated,
    Package,
    Percent,
    PerUnit,
    Span,
    Stair,
    Table,
    Unknown,
    Volume,
)
from comparison.core.pricing.amounts.bands import Band
from comparison.core.pricing.amounts.stair import Step
from comparison.core.pricing.amounts.table import TableRow
from comparison.core.pricing.model import (
    Always,
    Component,
    Condition,
    Discount,
    EachCycle,
    Every,
    If,
    Once,
    OneOf,
    OnEvent,
    Optional,
    PerTransaction,
    Phase,
    Price,
    Term,
)

Item = TypeVar("Item")
Maker = Callable[[Random], Amount]
Case = tuple[Price, Context, Market]

KEYS = ("a", "b", "c", "d", "e")
UNITS = ("item", "user", "call")
REGIONS = ("near", "far")
BY_TOTAL = market(total_rounding="total")
CANADA = market("CA", "CAD", tax="separate", deposit="own_line", rates=())
ZONES = market(
    regions=tuple(Region(key=key, label=label(key), reverse_charge=key == "far") for key in REGIONS)
)
MARKETS = (EUROPE, KOREA, AMERICA, AUSTRALIA, JAPAN, CANADA, BY_TOTAL, ZONES)
INTERVALS = ("once", "week", "month", "month", "3-month", "year")


def money_text(most: int = 500_00) -> st.SearchStrategy[str]:
    """Amounts of money with two places."""
    return st.integers(0, most).map(lambda value: f"{value // 100}.{value % 100:02d}")


@st.composite
def cases(draw: st.DrawFn, makers: Sequence[Maker] = (), *, reduced: bool = True) -> Case:
    """A price, who asks for it, and where. *makers* restrict the forms of its amounts."""
    dice = draw(st.randoms(use_true_random=True))
    where = dice.choice(MARKETS)
    stated = _price(dice, where, makers or ALL, reduced=reduced)
    if not makers:
        stated = _plain(dice, stated)
    return stated, _shopper(dice, where, stated.interval), where


@st.composite
def cases_with_add_on(draw: st.DrawFn) -> tuple[Case, AddOn]:
    """A case, and something that is bought beside it, in the same rhythm or one of its own."""
    dice = draw(st.randoms(use_true_random=True))
    where = dice.choice(MARKETS)
    stated = _price(dice, where, ALL, reduced=True)
    beside = _price(dice, where, ALL, reduced=dice.random() < 0.3)
    rhythm = dice.choice((stated.interval, beside.interval))
    named = tuple(replace(one, key=f"x-{one.key}") for one in beside.components)
    extra = add_on("extra", replace(beside, interval=rhythm, components=named))
    return (stated, _shopper(dice, where, stated.interval), where), extra


def _maybe(dice: Random, item: Item, chance: float = 0.3) -> Item | None:
    return item if dice.random() < chance else None


def _money(dice: Random, most: int = 500) -> str:
    """Often whole cents, sometimes finer, sometimes nothing."""
    places = dice.choice((0, 2, 2, 2, 4))
    return "0" if dice.random() < 0.05 else f"{dice.uniform(0, most):.{places}f}"


def _unit(dice: Random) -> str | None:
    return dice.choice((None, *UNITS))


def _ends(dice: Random) -> list[int | None]:
    last = dice.randint(60, 80) if dice.random() < 0.05 else None
    return [*sorted({dice.randint(1, 59) for _ in range(dice.randint(0, 3))}), last]


def _bands(dice: Random) -> tuple[Band, ...]:
    return tuple(
        Band(up_to=end, value=_money(dice), flat=dice.choice(("0", "0", "5.00"))) for end in _ends(dice)
    )


def _package(dice: Random) -> Amount:
    return Package(
        value=_money(dice), size=dice.randint(1, 20), free_units=dice.randint(0, 20), unit=_unit(dice)
    )


def _stair(dice: Random) -> Amount:
    steps = tuple(Step(up_to=end, value=_money(dice)) for end in _ends(dice))
    return Stair(steps=steps, unit=_unit(dice))


def _percent(dice: Random) -> Amount:
    return Percent(
        rate=dice.choice(("0", "2.9", "10", "33.333", "99", "100")),
        of=tuple(dice.sample(KEYS, dice.randint(0, 3))),
        of_quantity=_maybe(dice, "call"),
        plus=dice.choice(("0", "0.30")),
        plus_per=_maybe(dice, "call"),
        min=_maybe(dice, "0.50"),
        max=_maybe(dice, "80"),
    )


def _table(dice: Random) -> Amount:
    by = dice.choice(("region", "basket", "basket", "weight"))
    rows = [
        TableRow(
            value=_money(dice, 20),
            regions=dice.choice(((), (), ("near",), ("far",), REGIONS)),
            below=None if by == "region" else dice.choice((None, "50", "120", "900")),
        )
        for _ in range(dice.randint(1, 3))
    ]
    # The last row holds everywhere, or everywhere that has a name; rarely nothing is offered there.
    last = TableRow(
        value=None if dice.random() < 0.05 else _money(dice, 20), regions=dice.choice(((), REGIONS))
    )
    return Table(by=by, rows=(*rows, last))


KNOWN: tuple[Maker, ...] = (
    lambda dice: Flat(value=_money(dice)),
    lambda dice: PerUnit(value=_money(dice), unit=_unit(dice)),
    lambda dice: Graduated(bands=_bands(dice), unit=_unit(dice)),
    lambda dice: Volume(bands=_bands(dice), unit=_unit(dice)),
    _stair,
    _package,
)
ALL: tuple[Maker, ...] = (
    *KNOWN,
    *KNOWN,
    _percent,
    _percent,
    _table,
    _table,
    lambda dice: Span(low=_money(dice), high=_money(dice)),
    lambda dice: Unknown(how=label("ask")) if dice.random() < 0.4 else Flat(value=_money(dice)),
)


def _rhythm(dice: Random) -> Any:
    every = Every(n=dice.randint(1, 7), unit=dice.choice(("week", "month", "year")))
    some = EachCycle(from_cycle=dice.randint(1, 4), to_cycle=_maybe(dice, dice.randint(4, 9), 0.5))
    return dice.choice(
        (
            EachCycle(),
            EachCycle(),
            Once(),
            Once(),
            some,
            every,
            PerTransaction(),
            OnEvent(event=label("late")),
        )
    )


def _obligation(dice: Random) -> Any:
    condition = Condition(
        regions=dice.choice(((), ("near",))),
        customer_type=dice.choice((None, "b2c", "b2b")),
        first_purchase=dice.choice((None, True, False)),
        min_quantity=_maybe(dice, 3),
    )
    group = OneOf(group=dice.choice(("first", "second")))
    return dice.choice((Always(), Always(), Always(), If(condition=condition), group, Optional()))


def _component(dice: Random, key: str, makers: Sequence[Maker]) -> Component:
    return part(
        key,
        dice.choice(makers)(dice),
        dice.choice(("base", "base", "seat", "usage", "addon", "fee", "delivery", "deposit", "consumable")),
        when=_rhythm(dice),
        obligation=_obligation(dice),
        stated_per=dice.choice(("cycle", "cycle", "month")),
        included=dice.choice((0, 0, 2)),
        taxable=dice.random() < 0.8,
        tax_class=_maybe(dice, "reduced", 0.2),
        default_selected=dice.random() < 0.1,
    )


def _phase(dice: Random) -> Phase:
    length = {"cycles": dice.randint(1, 4)} if dice.random() < 0.6 else {"days": dice.randint(1, 40)}
    kind: Any = dice.choice(("trial", "intro", "increase"))
    return Phase(kind=kind, amount=_maybe(dice, _money(dice, 50), 0.6), **length)


def _discount(dice: Random, number: int) -> Discount:
    return off(
        dice.choice(("percent", "percent", "amount", "fixed_price")),
        dice.choice(("0", "7.5", "20", "100", "150")),
        key=f"off-{number}",
        scope=tuple(dice.sample(KEYS, dice.randint(0, 2))),
        cycles=_maybe(dice, dice.randint(1, 5), 0.5),
        needs=dice.choice(("none", "none", "first_purchase", "member", "coupon")),
        coupon=dice.choice((None, "CODE")),
        valid_from=_maybe(dice, "2026-01-01", 0.1),
        valid_to=_maybe(dice, "2028-01-01", 0.1),
        stack_group=dice.randint(0, 1),
        order=dice.randint(0, 2),
        exclusive=dice.random() < 0.2,
    )


def _price(dice: Random, where: Market, makers: Sequence[Maker], *, reduced: bool) -> Price:
    return price(
        *(_component(dice, key, makers) for key in KEYS[: dice.randint(1, len(KEYS))]),
        where=where,
        interval=dice.choice(INTERVALS),
        tax=dice.choice(("included", "included", "excluded", "excluded", "unknown")),
        min_quantity=dice.choice((0, 1, 3)),
        quantity_step=dice.choice((1, 1, 5)),
        phases=tuple(_phase(dice) for _ in range(dice.choice((0, 0, 1, 2)))),
        discounts=tuple(_discount(dice, at) for at in range(dice.randint(0, 3) if reduced else 0)),
        max_quantity=_maybe(dice, 60, 0.05),
        term=_maybe(dice, Term(min_months=dice.randint(0, 24), exit_fee=_maybe(dice, _money(dice))), 0.5),
    )


def _plain(dice: Random, stated: Price) -> Price:
    """Rarely a price without any components: between two ends, free, or on request."""
    if dice.random() > 0.08:
        return stated
    status: Any = dice.choice(("range", "range", "free", "on_request"))
    high = _maybe(dice, _money(dice), 0.7)
    return replace(stated, status=status, components=(), low=_money(dice), high=high)


def _shopper(dice: Random, where: Market, interval: str) -> Context:
    return context(
        where,
        interval=interval,
        start=datetime.date(2024, 1, 1) + datetime.timedelta(days=dice.randint(0, 2_000)),
        horizon=dice.randint(1, 40),
        quantities={unit: dice.randint(0, 70) for unit in UNITS},
        region=dice.choice((None, None, *REGIONS)),
        customer_type=dice.choice(("b2c", "b2c", "b2b")),
        first_purchase=dice.random() < 0.5,
        member=dice.random() < 0.5,
        coupon=dice.choice((None, "CODE", "off-1", "gone")),
        addons=tuple(dice.sample(KEYS, dice.randint(0, 2))),
    )
