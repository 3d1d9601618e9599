"""Random prices and shoppers: every form of amount, obligation, rhythm and discount."""

import datetime
from typing import Any

from builders_pricing import (
    AMERICA,
    AUSTRALIA,
    EUROPE,
    KOREA,
    context,
    label,
    market,
    off,
    part,
    price,
)
from hypothesis import strategies as st

from comparison.core.context import Context
from comparison.core.markets import Market
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

KEYS = ("a", "b", "c", "d", "e")
UNITS = ("item", "user", "call")
REGIONS = ("near", "far")
BY_TOTAL = market(total_rounding="total")
MARKETS = (EUROPE, KOREA, AMERICA, AUSTRALIA, BY_TOTAL)


def money_text(most: int = 500_00) -> st.SearchStrategy[str]:
    """Amounts of money with up to four places, many of them whole cents."""
    cents = st.integers(0, most).map(lambda value: f"{value // 100}.{value % 100:02d}")
    fine = st.integers(0, most * 100).map(lambda value: f"{value // 10_000}.{value % 10_000:04d}")
    return st.one_of(cents, cents, fine)


def _rising(ends: list[int]) -> list[int]:
    return sorted(set(ends))


@st.composite
def banded(draw: st.DrawFn, form: Any) -> Any:
    ends = _rising(draw(st.lists(st.integers(1, 60), max_size=3)))
    made = [
        Band(up_to=end, value=draw(money_text()), flat=draw(st.sampled_from(("0", "0", "5.00"))))
        for end in (*ends, None)
    ]
    return form(bands=tuple(made), unit=draw(st.sampled_from((None, *UNITS))))


@st.composite
def stairs(draw: st.DrawFn) -> Stair:
    ends = _rising(draw(st.lists(st.integers(1, 60), max_size=3)))
    steps = [Step(up_to=end, value=draw(money_text())) for end in (*ends, None)]
    return Stair(steps=tuple(steps), unit=draw(st.sampled_from((None, *UNITS))))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    by = draw(st.sampled_from(("region", "basket", "weight")))
    rows = [
        TableRow(
            value=draw(money_text(20_00)),
            regions=draw(st.sampled_from(((), (), ("near",), ("far",), REGIONS))),
            below=None if by == "region" else draw(st.sampled_from((None, "50", "120"))),
        )
        for _ in range(draw(st.integers(1, 3)))
    ]
    # The last row holds everywhere, or everywhere that has a name.
    last = TableRow(value=draw(money_text(20_00)), regions=draw(st.sampled_from(((), REGIONS))))
    return Table(by=by, rows=(*rows, last))


@st.composite
def percents(draw: st.DrawFn) -> Percent:
    return Percent(
        rate=draw(st.sampled_from(("0", "2.9", "10", "33.333", "99"))),
        of=tuple(draw(st.lists(st.sampled_from(KEYS), max_size=3, unique=True))),
        of_quantity=draw(st.sampled_from((None, None, "call"))),
        plus=draw(st.sampled_from(("0", "0.30"))),
        plus_per=draw(st.sampled_from((None, None, "call"))),
        min=draw(st.sampled_from((None, "0.50"))),
        max=draw(st.sampled_from((None, "80"))),
    )


def spans() -> st.SearchStrategy[Span]:
    return st.builds(lambda one, other: Span(low=one, high=other), money_text(), money_text())


def known_amounts() -> st.SearchStrategy[Amount]:
    """Amounts that are one figure whatever the others are."""
    return st.one_of(
        st.builds(Flat, value=money_text()),
        st.builds(PerUnit, value=money_text(), unit=st.sampled_from((None, *UNITS))),
        banded(Graduated),
        banded(Volume),
        stairs(),
        st.builds(
            Package,
            value=money_text(),
            size=st.integers(1, 20),
            free_units=st.integers(0, 20),
            unit=st.sampled_from((None, *UNITS)),
        ),
    )


def amounts() -> st.SearchStrategy[Amount]:
    """All forms, the plain ones more often."""
    return st.one_of(
        known_amounts(),
        known_amounts(),
        percents(),
        tables(),
        spans(),
        st.just(Unknown(how=label("ask"))),
    )


def rhythms() -> st.SearchStrategy[Any]:
    return st.one_of(
        st.just(EachCycle()),
        st.just(Once()),
        st.builds(EachCycle, from_cycle=st.integers(1, 4), to_cycle=st.one_of(st.none(), st.integers(4, 9))),
        st.builds(Every, n=st.integers(1, 7), unit=st.sampled_from(("week", "month", "year"))),
        st.just(PerTransaction()),
        st.just(OnEvent(event=label("late"))),
    )


def obligations() -> st.SearchStrategy[Any]:
    conditions = st.builds(
        Condition,
        regions=st.sampled_from(((), ("near",))),
        customer_type=st.sampled_from((None, "b2c", "b2b")),
        first_purchase=st.sampled_from((None, True, False)),
        min_quantity=st.sampled_from((None, 3)),
    )
    return st.one_of(
        st.just(Always()),
        st.just(Always()),
        st.builds(If, condition=conditions),
        st.builds(OneOf, group=st.sampled_from(("first", "second"))),
        st.just(Optional()),
    )


@st.composite
def components(draw: st.DrawFn, key: str, of: Any = None) -> Component:
    return part(
        key,
        draw(amounts() if of is None else of),
        draw(
            st.sampled_from(
                ("base", "seat", "usage", "addon", "fee", "delivery", "deposit", "surcharge", "consumable")
            )
        ),
        when=draw(rhythms()),
        obligation=draw(obligations()),
        stated_per=draw(st.sampled_from(("cycle", "cycle", "month"))),
        included=draw(st.sampled_from((0, 0, 2))),
        taxable=draw(st.sampled_from((True, True, False))),
        tax_class=draw(st.sampled_from((None, None, "reduced"))),
    )


def phases() -> st.SearchStrategy[Phase]:
    lengths = st.one_of(
        st.builds(lambda cycles: {"cycles": cycles}, st.integers(1, 4)),
        st.builds(lambda days: {"days": days}, st.integers(1, 40)),
    )
    return st.builds(
        lambda kind, length, amount: Phase(kind=kind, amount=amount, **length),
        st.sampled_from(("trial", "intro", "increase")),
        lengths,
        st.one_of(st.none(), money_text(50_00)),
    )


@st.composite
def discounts(draw: st.DrawFn, key: str) -> Discount:
    kind = draw(st.sampled_from(("percent", "amount", "fixed_price")))
    return off(
        kind,
        draw(st.sampled_from(("0", "7.5", "20", "100", "150"))),
        key=key,
        scope=tuple(draw(st.lists(st.sampled_from(KEYS), max_size=2, unique=True))),
        cycles=draw(st.one_of(st.none(), st.integers(1, 5))),
        needs=draw(st.sampled_from(("none", "none", "first_purchase", "member"))),
        stack_group=draw(st.integers(0, 1)),
        order=draw(st.integers(0, 2)),
        exclusive=draw(st.sampled_from((False, False, False, True))),
    )


@st.composite
def prices(draw: st.DrawFn, where: Market, of: Any = None, *, reduced: bool = True) -> Price:
    """A price for *where* of one to five components; *of* restricts their amounts."""
    count = draw(st.integers(1, len(KEYS)))
    return price(
        *(draw(components(key, of)) for key in KEYS[:count]),
        where=where,
        interval=draw(st.sampled_from(("once", "week", "month", "month", "3-month", "year"))),
        tax=draw(st.sampled_from(("included", "excluded", "unknown"))),
        min_quantity=draw(st.sampled_from((0, 1, 3))),
        quantity_step=draw(st.sampled_from((1, 1, 5))),
        phases=tuple(draw(st.lists(phases(), max_size=2))),
        discounts=tuple(
            draw(discounts(f"off-{at}")) for at in range(draw(st.integers(0, 2 if reduced else 0)))
        ),
        term=draw(st.one_of(st.none(), st.builds(Term, min_months=st.integers(0, 24)))),
    )


@st.composite
def shoppers(draw: st.DrawFn, where: Market, interval: str) -> Context:
    """A shopper in *where* who asks for *interval*."""
    return context(
        where,
        interval=interval,
        start=draw(st.dates(datetime.date(2024, 1, 1), datetime.date(2029, 12, 31))),
        horizon=draw(st.integers(1, 40)),
        quantities={unit: draw(st.integers(0, 70)) for unit in UNITS},
        region=draw(st.sampled_from((None, *REGIONS))),
        customer_type=draw(st.sampled_from(("b2c", "b2b"))),
        first_purchase=draw(st.booleans()),
        member=draw(st.booleans()),
        addons=tuple(draw(st.lists(st.sampled_from(KEYS), max_size=2, unique=True))),
    )


@st.composite
def cases(draw: st.DrawFn, of: Any = None, *, reduced: bool = True) -> tuple[Price, Context, Market]:
    """A price, who asks for it, and where."""
    where = draw(st.sampled_from(MARKETS))
    stated = draw(prices(where, of, reduced=reduced))
    return stated, draw(shoppers(where, stated.interval)), where
