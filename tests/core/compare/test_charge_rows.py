"""The rows of charges: each charge once, under its own name, with every amount it will have."""

import pytest
from builders_compare import product
from builders_totals import KR, all_said, cells, charge, korea, once, plans, said, seen, tier, won
from msgspec.structs import replace

from comparison.core.catalogue import AddOn
from comparison.core.content import ExcludedCost
from comparison.core.pricing.model import Component, EachCycle, Phase, Price
from comparison.core.view import View
from comparison.core.view_rows import ChargeRow

PLAN = won("5000")
RANGE = replace(PLAN, components=(), status="range", low="1000", high="2000", words={"en": "by use"})
NO_TOP = replace(RANGE, high=None)


def support(kind: str) -> Component:
    return charge("support", "500", kind, when=EachCycle())


def rows(shown: View) -> tuple[tuple[ChargeRow, ...], ...]:
    """What you pay, and the receipt."""
    return shown.charges, shown.receipt.rows


@pytest.mark.parametrize("place", [0, 1], ids=["charges", "receipt"])
def test_a_charge_that_tiers_call_different_kinds_stands_in_one_row(place: int) -> None:
    both = plans(won("1000", support("fee")), won("2000", support("surcharge")))
    keys = [row.key for row in rows(seen(both))[place]]
    assert keys.count("support") == 1


def test_a_charge_is_called_what_the_price_shown_calls_it() -> None:
    whole_year = replace(PLAN.components[0], label={"en": "Whole year"})
    yearly = replace(PLAN, interval="year", components=(whole_year,))
    shown = seen(korea(product("pro", PLAN, yearly)), {"interval": "year"})
    assert [said(row.label) for row in shown.charges if row.key == "plan"] == ["Whole year"]


@pytest.mark.parametrize(("language", "names"), [("en", ["Price", "The rest"]), ("ko", ["가격", "나머지"])])
def test_a_price_without_charges_has_a_name_in_the_reader_s_language(language: str, names: list[str]) -> None:
    shown = seen(plans(NO_TOP), {"lang": language})
    labels = [row.label for row in shown.charges if row.key.startswith("price")]
    assert all_said(labels, language) == names


@pytest.mark.parametrize("price", [RANGE, NO_TOP])
def test_a_figure_adds_no_name_that_nobody_wrote_down(price: Price) -> None:
    headline = tier(plans(price)).headline
    assert said(headline.figure) in {"₩1,000–2,000 a month", "At least ₩1,000"}


def test_the_charges_of_an_add_on_are_told_apart() -> None:
    price = replace(won("1"), interval="once", components=(once("fitting", "5000"), once("parts", "2000")))
    extra = AddOn(key="install", name={"en": "Install"}, prices=(price,))
    shown = seen(korea(product("pro", PLAN), add_ons=[extra]), {"addons": "install"})
    labels = [row.label for row in shown.charges if row.key.startswith("install")]
    assert all_said(labels) == ["Install (Fitting)", "Install (Parts)"]


def test_a_single_charge_of_an_add_on_is_called_like_it() -> None:
    extra = AddOn(key="install", name={"en": "Install"}, prices=(replace(PLAN, interval="once"),))
    shown = seen(korea(product("pro", PLAN), add_ons=[extra]), {"addons": "install"})
    assert all_said([row.label for row in shown.charges if row.key == "install-plan"]) == ["Install"]


@pytest.mark.parametrize(
    ("reasons", "said_below"),
    [
        (["by use", "by use"], ["Power not included: by use"]),
        (["by use", "by town"], ["P0: Power not included: by use", "P1: Power not included: by town"]),
    ],
)
def test_a_cost_left_out_for_different_reasons_names_the_tiers(
    reasons: list[str], said_below: list[str]
) -> None:
    tiers = [
        replace(
            product(f"p{at}", PLAN),
            excluded=(ExcludedCost(key="power", label={"en": "Power"}, reason={"en": reason}),),
        )
        for at, reason in enumerate(reasons)
    ]
    assert all_said(seen(korea(*tiers)).receipt.excluded) == said_below


def test_what_rounding_adds_has_a_name() -> None:
    market = replace(KR, total_rounding="total")
    net = replace(
        won("1.4"), tax="excluded", components=tuple(charge(key, "14", when=EachCycle()) for key in "abc")
    )
    made = plans(net)
    shown = seen(replace(made, publication=replace(made.publication, markets=(market,))), {"lang": "ko"})
    assert all_said([row.label for row in shown.charges if row.key == "rounding"], "ko") == ["반올림"]


def test_a_price_of_many_phases_says_the_regular_amount_too() -> None:
    phases = (
        Phase(kind="trial", cycles=1),
        *(Phase(kind="intro", cycles=1, amount=amount) for amount in ("1000", "2000", "3000")),
    )
    [words] = cells(seen(plans(replace(PLAN, phases=phases))).charges, "plan")
    assert "₩5,000 a month" in words
