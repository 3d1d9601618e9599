"""Random catalogues for the properties of fits: tiers with add-ons, and personas."""

from typing import Any

import msgspec
from builders_fit import NO, NOT_STATED, TODAY, YES, add_on, extra, number, persona, seats, unlimited
from hypothesis import strategies as st

from comparison.core.catalogue import AddOn, Cell, Evidence, Feature, Product, SizeRange, Stock
from comparison.core.fitting import Basis, Candidate, candidate_for
from comparison.core.personas import Budget, Need, Persona
from comparison.core.values import NotApplicable, Value

HAVING = ("h0", "h1", "h2", "h3")
COUNTING = ("n0", "n1")
FEATURES = (
    *(Feature(key=key, label={"en": key}) for key in HAVING),
    *(Feature(key=key, label={"en": key}, kind="number", direction="higher") for key in COUNTING),
)
ADD_ONS = ("x", "y", "z")
BASIS = Basis(today=TODAY, features=FEATURES, quantities={"user": 5})
COUNT = 5


class RandomTier(msgspec.Struct, frozen=True, kw_only=True):
    """What a candidate is made of, so that a test can change one thing and make it again."""

    key: str
    cells: dict[str, Cell]
    price: int | None
    extras: dict[str, int | None]
    add_ons: tuple[AddOn, ...]
    most: int | None

    def candidate(self) -> Candidate:
        capacity = () if self.most is None else (SizeRange(unit="user", max=self.most),)
        product = Product(
            key=self.key,
            name={"en": self.key},
            category="kind",
            cells=tuple(self.cells.values()),
            capacity=capacity,
            stock=Stock(),
        )
        price = None if self.price is None else str(self.price)
        extras = {key: None if cost is None else str(cost) for key, cost in self.extras.items()}
        return candidate_for(self.key, product, self.add_ons, seats(self.key, price, COUNT, extras=extras))

    def but(self, **changes: Any) -> "RandomTier":
        return msgspec.structs.replace(self, **changes)

    def with_value(self, feature: str, value: Value) -> "RandomTier":
        return self.but(cells={**self.cells, feature: Cell(feature=feature, value=value)})

    def meeting(self, need: Need) -> "RandomTier":
        """The same tier, meeting *need* by itself."""
        return self.with_value(need.feature, YES if need.op == "has" else number(need.number or "0"))

    def missing(self, need: Need) -> "RandomTier":
        """The same tier, known not to meet *need* by itself."""
        return self.with_value(need.feature, NO)


amounts = st.integers(1, 12)
had = st.sampled_from((YES, NO, NOT_STATED, NotApplicable(), *(extra(key) for key in ADD_ONS)))
counted = st.one_of(
    amounts.map(number),
    st.just(unlimited()),
    amounts.map(lambda amount: unlimited(number(amount))),
    st.sampled_from((NOT_STATED, NO, extra("x"))),
)
evidence = st.sampled_from(
    (None, *(Evidence(body="Body", number="1", valid_to=day) for day in ("2020-01-01", "2030-01-01")))
)


@st.composite
def cells_of(draw: st.DrawFn) -> dict[str, Cell]:
    values = {key: draw(had) for key in HAVING} | {key: draw(counted) for key in COUNTING}
    stated = [key for key in values if draw(st.integers(0, 9))]
    return {
        key: Cell(feature=key, value=values[key], claim=draw(st.integers(0, 5)) == 0, evidence=draw(evidence))
        for key in stated
    }


@st.composite
def add_ons_of(draw: st.DrawFn) -> tuple[AddOn, ...]:
    others = st.lists(st.sampled_from(ADD_ONS), max_size=1, unique=True).map(tuple)
    return tuple(
        add_on(
            key,
            dict.fromkeys(draw(st.sets(st.sampled_from(HAVING), max_size=2)), YES),
            raises=dict.fromkeys(draw(st.sets(st.sampled_from(COUNTING), max_size=1)), "4"),
            requires=tuple(one for one in draw(others) if one != key),
            excludes=tuple(one for one in draw(others) if one != key),
        )
        for key in draw(st.sets(st.sampled_from(ADD_ONS)).map(sorted))
    )


@st.composite
def tiers(draw: st.DrawFn, key: str = "tier") -> RandomTier:
    return RandomTier(
        key=key,
        cells=draw(cells_of()),
        price=draw(st.one_of(st.none(), st.integers(0, 20))),
        extras={one: draw(st.one_of(st.none(), st.integers(0, 8))) for one in ADD_ONS},
        add_ons=draw(add_ons_of()),
        most=draw(st.sampled_from((None, None, None, 4, 50))),
    )


@st.composite
def line_ups(draw: st.DrawFn) -> tuple[RandomTier, ...]:
    return tuple(draw(tiers(f"tier-{index}")) for index in range(draw(st.integers(1, 4))))


@st.composite
def needs(draw: st.DrawFn, levels: tuple[str, ...] = ("must", "should", "nice")) -> Need:
    level = draw(st.sampled_from(levels))
    weight = draw(st.one_of(st.none(), st.integers(1, 9)))
    if draw(st.booleans()):
        return Need(feature=draw(st.sampled_from(HAVING)), level=level, weight=weight)
    return Need(
        feature=draw(st.sampled_from(COUNTING)),
        op=">=",
        number=str(draw(amounts)),
        level=level,
        weight=weight,
    )


budgets = st.builds(
    Budget,
    amount=st.integers(0, 30).map(str),
    currency=st.just("USD"),
    per=st.sampled_from(("unit-month", "month", "horizon", "now")),
    hard=st.booleans(),
)


@st.composite
def personas(draw: st.DrawFn) -> Persona:
    return persona(
        *draw(st.lists(needs(), max_size=6, unique_by=lambda need: need.feature)),
        size=draw(st.sampled_from((None, SizeRange(unit="user", usual=COUNT)))),
        budget=draw(st.one_of(st.none(), budgets)),
    )
