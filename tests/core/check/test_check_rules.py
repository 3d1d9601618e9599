"""Every rule finds its fault in a catalogue that has it, and nothing in one that is clean."""

import inspect

import bad_catalogues
import pytest
from bad_catalogues import Bad
from bad_content import BAD_CONTENT, MORE_CONTENT
from bad_drift import BAD_DRIFT
from bad_fits import BAD_FITS, MORE_FITS
from bad_lengths import BAD_LENGTHS, MORE_LENGTHS
from bad_prices import BAD_PRICES, MORE_PRICES
from bad_quizzes import BAD_QUIZZES, MORE_QUIZZES
from bad_reductions import BAD_REDUCTIONS
from builders_check import (
    TODAY,
    add_on,
    edition,
    feature,
    features,
    german_market,
    large,
    persona,
    price,
    product,
    small,
    vat,
)
from msgspec.structs import replace

from comparison.core import check
from comparison.core.catalogue import Cell
from comparison.core.personas import Need
from comparison.core.pricing.amounts import PerUnit
from comparison.core.pricing.model import Once, PerTransaction
from comparison.core.publication import Publication
from comparison.core.values import Extra, Number, Unlimited, Words, YesNo
from comparison.words import speaker
from comparison.words.catalogues import entries

BAD = (
    *bad_catalogues.BAD,
    *BAD_CONTENT,
    *BAD_DRIFT,
    *BAD_FITS,
    *BAD_LENGTHS,
    *BAD_PRICES,
    *BAD_QUIZZES,
    *BAD_REDUCTIONS,
)
MORE = (*bad_catalogues.MORE, *MORE_CONTENT, *MORE_FITS, *MORE_LENGTHS, *MORE_PRICES, *MORE_QUIZZES)
TIERS = (("small", "10"), ("large", "20"))


def _keys(publication: Publication) -> set[str]:
    return {finding.message.key for finding in check.run(publication, (), TODAY)}


def test_a_clean_catalogue_has_no_findings():
    assert check.run(edition(), (), TODAY) == ()


def test_a_clean_catalogue_with_add_ons_has_no_findings():
    sold = edition(
        small(), large(sso=Extra(add_on="ai")), add_ons=(add_on("ai"), add_on("keys", requires=("ai",)))
    )
    assert check.run(sold, (), TODAY) == ()


@pytest.mark.parametrize(
    "bad", [*BAD, *MORE], ids=lambda bad: f"{bad.rule}-{bad.fault}-{bad.level}-{bad.path}"
)
def test_a_bad_catalogue_is_found_out_at_its_place(bad: Bad):
    findings = check.run(
        bad.make(), bad.missing, TODAY, drift=bad.drift, history=bad.history, before=bad.before
    )
    assert (bad.rule, bad.key, bad.level, bad.path) in {
        (finding.rule, finding.message.key, finding.level, finding.path) for finding in findings
    }


@pytest.mark.parametrize(
    "rule", [*check.RULES, *check.RULES_FOR_SOUND_EDITIONS], ids=lambda rule: rule.__name__
)
def test_every_rule_has_a_bad_catalogue(rule: check.Rule):
    found = [
        finding
        for bad in BAD
        for finding in rule(
            check.Examined(
                bad.make(), bad.missing, TODAY, drift=bad.drift, history=bad.history, before=bad.before
            )
        )
        if finding.message.key == bad.key
    ]
    assert found


def test_every_fault_that_has_a_sentence_has_a_bad_catalogue():
    said = {key for key in entries("en") if key.startswith("check.") and not key.startswith("check.fix.")}
    assert said == {bad.key for bad in BAD}


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("bad", BAD, ids=lambda bad: f"{bad.rule}-{bad.fault}-{bad.level}")
def test_every_finding_and_its_remedy_can_be_said(bad: Bad, language: str):
    for finding in check.run(
        bad.make(), bad.missing, TODAY, drift=bad.drift, history=bad.history, before=bad.before
    ):
        assert speaker(language).say(finding.message)
        assert finding.fix is not None
        assert speaker(language).say(finding.fix)


def test_errors_come_first():
    both = edition(product("small", price(components=(), closed=None)), personas=())
    levels = [finding.level for finding in check.run(both, (), TODAY)]
    assert levels == sorted(levels, key=["error", "warning", "information"].index)


def test_a_rule_says_in_its_first_words_which_number_it_has():
    for rule in (*check.RULES, *check.RULES_FOR_SOUND_EDITIONS):
        assert (inspect.getdoc(rule) or "").startswith(("H", "Q", "S"))


def test_prices_without_tax_are_fine_where_the_rate_is_known():
    german = edition(product("small", price(market="DE", currency="EUR")), markets=(german_market(vat()),))
    assert "check.H08.no_rate" not in _keys(german)


def test_a_price_looked_at_180_days_ago_is_not_old():
    assert _keys(edition(product("small", price(checked_on="2026-05-26", closed=None)))) == {
        "check.H02.unattested"
    }


def test_a_price_looked_at_181_days_ago_is_old():
    keys = _keys(edition(product("small", price(checked_on="2026-05-25", closed=None))))
    assert keys == {"check.H02.unattested", "check.H02.old"}


def test_a_year_at_the_price_of_twelve_months_is_no_fault():
    same = edition(product("small", price("10"), price("120", interval="year")))
    assert _keys(same) == set()


def test_a_monthly_amount_of_a_yearly_price_is_charged_twelve_times():
    stated = price("10", interval="year")
    by_month = replace(stated, components=(replace(stated.components[0], stated_per="month"),))
    assert _keys(edition(product("small", price("9"), by_month))) == {"check.H18.year_dearer"}


def test_two_currencies_are_no_fault_where_every_tier_has_both():
    both = (price("10"), price("9", currency="EUR"))
    keys = _keys(
        edition(product("small", *both), replace(large(), prices=(price("20"), price("19", currency="EUR"))))
    )
    assert keys == {"check.H24.foreign"}


def test_an_amount_for_each_unit_may_be_smaller_than_the_smallest_coin():
    assert _keys(edition(product("small", price(PerUnit(value="0.0005", unit="call"))))) == set()


def test_an_add_on_that_charges_for_use_is_not_the_same_as_its_tier():
    usage = price(PerUnit(value="0.1", unit="message"))
    metered = replace(usage, components=(replace(usage.components[0], when=PerTransaction()),))
    assert _keys(edition(add_ons=(add_on("more", metered, gives={"chat": YesNo(yes=True)}),))) == set()


def test_an_add_on_for_something_the_tiers_do_not_count_is_not_the_same_as_its_tier():
    kiosks = price(PerUnit(value="1", unit="kiosk"), quantity_unit="kiosk")
    assert _keys(edition(add_ons=(add_on("kiosks", kiosks, gives={"chat": YesNo(yes=True)}),))) == set()


def test_an_add_on_that_some_of_its_tiers_lack_is_not_the_same_as_a_tier():
    without = product("tiny", price("5"), cells={"chat": YesNo(yes=False), "storage": Number(amount="1")})
    assert _keys(edition(without, large(), add_ons=(add_on("ai", gives={"chat": YesNo(yes=True)}),))) == set()


def test_a_tier_that_is_cheaper_for_some_quantity_is_not_dominated():
    flat = product("flat", price("30"))
    by_user = product("by-user", price(PerUnit(value="4"), quantity_unit="item"))
    assert _keys(edition(flat, by_user)) == set()


def test_tiers_that_count_different_things_are_not_held_against_each_other():
    by_user = product("by-user", price(PerUnit(value="4"), quantity_unit="user"))
    by_site = product("by-site", price(PerUnit(value="9"), quantity_unit="site"))
    assert _keys(edition(by_user, by_site)) == set()


def test_a_tier_on_request_is_not_held_against_a_priced_one():
    asked = replace(
        small(), key="asked", prices=(price(status="on_request", components=(), words={"en": "Ask"}),)
    )
    assert _keys(edition(small(), asked)) == set()


def test_more_than_enough_is_never_less():
    boundless = product("large", price("20"), cells={"storage": Unlimited()})
    assert _keys(edition(small(), boundless)) == set()


def test_a_set_up_charge_counts_against_a_tier():
    fee = replace(price("10").components[0], key="fee", when=Once())
    with_fee = product("fee", price(components=(*price("10").components, fee)))
    assert _keys(edition(small(), with_fee)) == {"check.H29.dominated"}


def test_a_limit_of_zero_is_no_fault_where_the_feature_is_off():
    off = product("small", cells={"chat": YesNo(yes=False), "storage": Number(amount="0")})
    assert _keys(edition(off)) == set()


def test_a_limit_of_zero_is_no_fault_where_another_limit_leaves_some():
    """Fifty uses in all, and none of them again each month."""
    rows = (*features(), feature("monthly", kind="number", direction="higher", linked=("chat",)))
    tiers = (product(key, price(cost), cells={"monthly": Number(amount="0")}) for key, cost in TIERS)
    assert _keys(edition(*tiers, features=rows)) & {"check.H30.limit_zero"} == set()


def test_a_row_that_nobody_fills_is_not_half_filled():
    assert _keys(edition(features=(*features(), feature("export")))) == set()


def test_open_references_are_those_that_lead_out_of_the_edition():
    known = add_on("ai", available_for=("small", "hidden"), requires=("keys",), excludes=("old",))
    named = check.open_references(edition(add_ons=(known, add_on("keys"))))
    assert [(one.kind, one.key, one.path) for one in named] == [
        ("product", "hidden", "$.add_ons[0].available_for[1]"),
        ("add_on", "old", "$.add_ons[0].excludes[0]"),
    ]


def test_whom_nothing_fits_is_not_asked_of_a_broken_edition():
    broken = edition(
        product("small", price(valid_to="2026-13-40")),
        personas=(persona(Need(feature="storage", op=">=", number="9000")),),
    )
    assert _keys(broken) == {"check.H23.no_such_day"}


def test_a_persona_that_one_tier_fits_is_no_finding():
    assert _keys(edition(personas=(persona(Need(feature="storage", op=">=", number="50")),))) == set()


def test_goods_that_state_no_row_with_a_better_value_are_not_ranked_by_their_prices():
    rows = (feature("colour", kind="text"), feature("length", kind="number"))
    said = (
        Cell(feature="colour", value=Words(text={"en": "Blue"})),
        Cell(feature="length", value=Number(amount="70", unit="cm")),
    )
    shirt, tuxedo = product("shirt", price("10")), product("tuxedo", price("90"))
    shown = edition(shirt, tuxedo, features=rows)
    goods = tuple(replace(one, cells=said) for one in shown.products)
    assert _keys(replace(shown, products=goods)) == set()
