"""Steps from a reference column: only once one is chosen, in rows of numbers and in charges."""

from collections.abc import Mapping

import pytest
from builders_compare import bought, edition, feature, free, monthly, on_request, product, view

from comparison.core.catalogue import Feature
from comparison.core.money import Money
from comparison.core.pricing.model import Price
from comparison.core.values import NotStated, Number, Unlimited, Value
from comparison.core.view import View
from comparison.words import speaker

NOISE = feature("noise", "number", unit="db", direction="lower")
AREA = feature("area", "number", unit="m2", direction="higher")
WIDTH = feature("width", "number", unit="cm")


def number(amount: str, unit: str | None = None, base: str | None = None, of: str | None = None) -> Number:
    return Number(amount=amount, unit=unit, base=base, base_unit=of)


def pair(row: Feature, left: Value, right: Value, **asked: str) -> View:
    one = product("a", monthly("1"), **{row.key: left})
    other = product("b", monthly("2"), **{row.key: right})
    return view(edition([one, other], [row]), asked)


def deltas(shown: View, language: str = "en") -> list[str | None]:
    says = speaker(language)
    return [says.say(cell.delta) if cell.delta else None for cell in shown.groups[0].rows[0].cells]


def test_a_step_to_the_better_says_so_unless_the_cell_is_marked_the_best_already() -> None:
    products = [
        product(key, monthly("1"), noise=number(db, "db"))
        for key, db in zip("abc", ("25", "22", "20"), strict=True)
    ]
    shown = view(edition(products, [NOISE]), {"against": "a"})
    assert deltas(shown) == [None, "−3 dB · better", "−5 dB"]
    assert deltas(shown, "ko") == [None, "−3dB · 유리", "−5dB"]


@pytest.mark.parametrize(
    ("row", "left", "right", "said"),
    [
        pytest.param(NOISE, number("20", "db"), number("25", "db"), "+5 dB · worse", id="louder is worse"),
        pytest.param(AREA, number("82", "m2"), number("47", "m2"), "−35 m² · worse", id="smaller is worse"),
        pytest.param(WIDTH, number("21", "cm"), number("27", "cm"), "+6 cm", id="no direction, no verdict"),
        pytest.param(
            WIDTH,
            number("27", "cm", "270", "mm"),
            number("350", "mm", "350", "mm"),
            "+80 mm",
            id="in the cell's own unit",
        ),
        pytest.param(AREA, number("47", "m2"), number("47.0", "m2"), None, id="nothing where they are equal"),
        pytest.param(AREA, number("47", "m2"), NotStated(), None, id="nothing beside what is not stated"),
        pytest.param(AREA, Unlimited(), number("47", "m2"), None, id="nothing from an unlimited one"),
        pytest.param(AREA, number("5", "user"), number("4", "site"), None, id="nothing between units"),
    ],
)
def test_a_number_says_its_step_from_the_reference(
    row: Feature, left: Value, right: Value, said: str | None
) -> None:
    assert deltas(pair(row, left, right, against="a")) == [None, said]


def test_without_a_reference_nothing_is_said() -> None:
    shown = pair(NOISE, number("20", "db"), number("25", "db"))
    assert deltas(shown) == [None, None]
    assert {cell.delta for row in shown.charges for cell in row.cells} == {None}


def test_a_reference_that_is_not_shown_is_held_against_nothing() -> None:
    products = [product(key, monthly("1"), noise=number(str(20 + at), "db")) for at, key in enumerate("abc")]
    shown = view(edition(products, [NOISE]), {"against": "a", "tiers": "b,c"})
    assert deltas(shown) == [None, None]


def test_the_choice_of_a_reference_begins_with_none_and_offers_every_shown_tier() -> None:
    shown = pair(NOISE, number("20"), number("25"), against="b")
    assert [(choice.value, choice.selected) for choice in shown.references] == [
        ("", False),
        ("a", False),
        ("b", True),
    ]


def test_one_tier_alone_has_no_reference_to_choose() -> None:
    assert view(edition([product("a", monthly("1"))])).references == ()


def steps(left: Price, right: Price, asked: Mapping[str, str]) -> dict[str, Money | None]:
    shown = view(edition([product("a", left), product("b", right)]), {"against": "a", **asked})
    told = {row.key: row.cells[1].delta for row in shown.charges}
    return {key: delta.arguments["delta"] if delta else None for key, delta in told.items()}


def dollars(minor: int) -> Money:
    return Money(minor=minor, currency="USD")


def test_a_charge_and_the_sum_say_how_much_more_they_are() -> None:
    assert steps(monthly("8.75"), monthly("15.00"), {"qty.user": "10"}) == {
        "seat": dollars(6250),
        "now": dollars(6250),
        "later": dollars(75000),
    }


def test_what_costs_less_says_so() -> None:
    shown = view(edition([product("a", bought("12")), product("b", bought("10"))]), {"against": "a"})
    last = shown.charges[-1].cells[1].delta
    assert last is not None
    assert speaker("en").say(last) == "$2.00 less"
    assert speaker("ko").say(last) == "US$2.00 덜 내요"


def test_a_free_tier_is_held_against_one_that_costs() -> None:
    assert steps(free(), monthly("9.00"), {})["now"] == dollars(900)


def test_a_price_on_request_is_held_against_nothing() -> None:
    assert set(steps(on_request(), monthly("9.00"), {}).values()) == {None}


def test_the_reference_is_part_of_the_canonical_address() -> None:
    assert ("against", "a") in pair(NOISE, number("1"), number("2"), against="a").context.canonical
