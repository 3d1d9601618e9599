"""What differs between the two columns that a phone shows of four."""

import pytest
from builders_compare import edition, feature, free, monthly, product, view

from comparison.core.personas import Need, Persona
from comparison.core.publication import Edition

COMPANY = Persona(key="company", label={"en": "Company"}, needs=(Need(feature="sso"),))


def four() -> Edition:
    """Three rows differ; two of them between `a` and `b`, one between `c` and `d`."""
    columns = [
        product("a", free(), people=1, guests=False, sso=False, same=True),
        product("b", monthly("5"), people=2, guests=True, sso=False, same=True),
        product("c", monthly("9"), people=3, guests=True, sso=True, same=True),
        product("d", monthly("12"), people=4, guests=True, sso=True, same=True),
    ]
    features = [feature("people", "number"), feature("guests"), feature("sso"), feature("same")]
    return edition(columns, features, (COMPANY,))


@pytest.mark.parametrize(
    ("asked", "differing", "in_pair"),
    [
        ({}, 3, 2),
        ({"persona": "company"}, 3, 2),
        ({"diff": "only"}, 3, 2),
        ({"tiers": "c,d"}, 1, None),
        ({"tiers": "a,b,c"}, 3, None),
    ],
    ids=["the first two", "the answer and the next cheaper", "only differences", "named", "room for three"],
)
def test_of_what_differs_the_pair_of_a_phone_is_counted_by_itself(
    asked: dict[str, str], differing: int, in_pair: int | None
) -> None:
    shown = view(four(), asked)
    assert (shown.rows_differing, shown.pair_differing) == (differing, in_pair)


def test_only_differences_of_a_pair_in_the_address_are_those_of_the_pair() -> None:
    shown = view(four(), {"tiers": "c,d", "diff": "only"})
    assert [row.feature for group in shown.groups for row in group.rows] == ["people"]


def test_a_pair_that_differs_wherever_any_do_has_no_count_of_its_own() -> None:
    columns = [product(key, free(), sso=key in "bc") for key in "abcd"]
    assert view(edition(columns, [feature("sso")])).pair_differing is None
