"""Random catalogues for the properties of fits: tiers with add-ons, and personas."""

from typing import Any

import msgspec
from builders_fit import NO, NOT_STATED, TODAY, YES, add_on, extra, number, persona, seats, unlimited
from hypothesis import strategies as st

from comparison.core.catalogue import AddOn, Cell, Evidence, Feature, Product, Stock
from comparison.core.fitting import Basis, Candidate, candidate_for
from comparison.core.personas import Budget, Level, Need, Persona
from comparison.core.sizes import SizeRange
from comparison.core.values import NotApplicable, Value

HAVING = ("h0", "h1", "h2")
COUNTING = ("n0",)
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
        return self._without(need) if need.level == "never" else self._with(need)

    def missing(self, need: Need) -> "RandomTier":
        """The same tier, known not to meet *need* by itself."""
        return self._with(need) if need.level == "never" else self._without(need)

    def rid_of(self, feature: str) -> "RandomTier":
        """The same tier without *feature*, and without an add-on that brings it."""
        kept = tuple(
            msgspec.structs.replace(one, cells=tuple(cell for cell in one.cells if cell.feature != feature))
            for one in self.add_ons
        )
        return self.with_value(feature, NO).but(add_ons=kept)

    def _with(self, need: Need) -> "RandomTier":
        return self.with_value(need.feature, YES if need.op == "has" else number(need.number or "0"))

    def _without(self, need: Need) -> "RandomTier":
        return self.with_value(need.feature, NO)


def _cells(feature: str, *values: Value) -> list[Cell]:
    claims = [
        Cell(
            feature=feature,
            value=values[0],
            claim=True,
            evidence=Evidence(body="B", number="1", valid_to=day),
        )
        for day in ("2020-01-01", "2030-01-01")
    ]
    own_word = Cell(feature=feature, value=values[0], claim=True)
    return [*(Cell(feature=feature, value=value) for value in values), own_word, *claims]


def _variants(key: str, other: str) -> list[AddOn]:
    """The ways an add-on can be: what it gives or raises, and how it stands to another one."""
    gifts = ({}, {"h0": YES}, {"h1": YES}, {"h0": YES, "h1": YES}, {"h2": YES})
    ties = ({}, {}, {"requires": (other,)}, {"excludes": (other,)})
    raised = [add_on(key, raises={"n0": "4"}), add_on(key, {"n0": number(9)})]
    return [*raised, *(add_on(key, gift, **tie) for gift in gifts for tie in ties)]


HAD = (YES, NO, NO, NOT_STATED, NotApplicable(), extra("x"), extra("y"))
COUNTED = (
    number(10),
    *(number(count) for count in (1, 4, 6)),
    unlimited(),
    unlimited(number(5)),
    NOT_STATED,
    NO,
    extra("x"),
)
ALL_CELLS = {
    **{key: [None, *_cells(key, *HAD)] for key in HAVING},
    **{key: [None, *_cells(key, *COUNTED)] for key in COUNTING},
}
ALL_ADD_ONS = [
    [None, *_variants(key, other)] for key, other in zip(ADD_ONS, (*ADD_ONS[1:], ADD_ONS[0]), strict=True)
]
EXTRAS = (None, 0, 1, 3)


@st.composite
def tiers(draw: st.DrawFn, key: str = "tier") -> RandomTier:
    cells = [draw(st.sampled_from(options)) for options in ALL_CELLS.values()]
    add_ons = [draw(st.sampled_from(options)) for options in ALL_ADD_ONS]
    return RandomTier(
        key=key,
        cells={one.feature: one for one in cells if one},
        price=draw(st.sampled_from((None, 0, 2, 4, 5))),
        extras={one: draw(st.sampled_from(EXTRAS)) for one in ADD_ONS},
        add_ons=tuple(one for one in add_ons if one),
        most=draw(st.sampled_from((None, None, None, 4, 50))),
    )


@st.composite
def line_ups(draw: st.DrawFn) -> tuple[RandomTier, ...]:
    return tuple(draw(tiers(f"tier-{index}")) for index in range(draw(st.integers(1, 3))))


def _needs(level: Level) -> list[Need]:
    asked = [{"feature": key} for key in HAVING]
    counted = [{"feature": key, "op": ">=", "number": most} for key in COUNTING for most in ("1", "5", "10")]
    return [Need(**one, level=level, weight=weight) for one in (*asked, *counted) for weight in (None, 2)]


ALL_NEEDS = {level: _needs(level) for level in ("must", "never", "should", "nice")}
BUDGETS = [
    Budget(amount=str(amount * times), currency="USD", per=per, hard=hard)
    for hard in (True, True, False)
    for amount in (0, 4, 5)
    for per, times in (("unit-month", 1), ("month", COUNT), ("now", COUNT), ("horizon", 12 * COUNT))
]
needs = st.sampled_from(
    [need for level in ("must", "must", "never", "should", "nice") for need in ALL_NEEDS[level]]
)
musts = st.sampled_from([*ALL_NEEDS["must"], *ALL_NEEDS["never"]])


@st.composite
def personas(draw: st.DrawFn) -> Persona:
    return persona(
        *draw(st.lists(needs, max_size=4, unique_by=lambda need: need.feature)),
        size=draw(st.sampled_from((None, SizeRange(unit="user", usual=COUNT)))),
        budget=draw(st.sampled_from([None, *BUDGETS])),
    )
