"""When the earlier price stands beside a headline, and when it does not."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from builders_compare import bought, edition, monthly, product
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from comparison.core.asking import read_asked
from comparison.core.catalogue import Stock
from comparison.core.compare import compare
from comparison.core.pricing.amounts import Flat
from comparison.core.pricing.model import Component, Discount, Optional, Price
from comparison.core.pricing.prior import Earlier, Prior
from comparison.core.publication import Edition
from comparison.words import speaker

TODAY = "2026-11-22"


def sale(value: str = "10", **changes: Any) -> Discount:
    usual: dict[str, Any] = {"key": "sale", "label": {"en": "Sale"}, "kind": "percent", "value": value}
    return Discount(**{**usual, **changes})


def prior(amount: int | None = 10_000, **changes: Any) -> Prior:
    usual = Prior(
        product="one",
        market="US",
        currency="USD",
        interval="once",
        customer_type="b2c",
        discount="sale",
        reduced_on="2026-11-20",
        amount=amount,
        days=30,
        method="lowest",
    )
    return replace(usual, **changes)


def on_sale(*discounts: Discount, priors: tuple[Prior, ...] | None = None, **changes: Any) -> Edition:
    """A hundred dollars, ten per cent off."""
    stated = replace(bought("100"), **{"discounts": discounts or (sale(),), **changes})
    return selling(stated, priors=priors)


def selling(*prices: Price, priors: tuple[Prior, ...] | None = None, **changes: Any) -> Edition:
    whole = edition([replace(product("one", *prices), **changes), product("two", bought("50"))])
    kept = (prior(),) if priors is None else priors
    return replace(whole, publication=replace(whole.publication, priors=kept))


def earlier(of: Edition, day: str = TODAY, **asked: str) -> Earlier | None:
    pairs = [(name.replace("__", "."), text) for name, text in asked.items()]
    return compare(of, read_asked(pairs), datetime.date.fromisoformat(day)).tiers[0].earlier


def said(of: Edition, language: str = "en", **asked: str) -> str | None:
    shown = earlier(of, **asked)
    return speaker(language).say(shown.words) if shown else None


def test_a_running_reduction_says_its_percent_and_what_it_is_measured_from() -> None:
    assert said(on_sale()) == "10% below the lowest price of the last 30 days, $100.00"


def test_the_tier_says_the_same_in_words_and_in_figures() -> None:
    tier = compare(on_sale(), read_asked(()), datetime.date.fromisoformat(TODAY)).tiers[0]
    assert tier.earlier is not None
    assert tier.prior == tier.earlier.words


def test_without_an_earlier_price_nothing_is_said() -> None:
    assert earlier(on_sale(priors=())) is None
    assert earlier(on_sale(priors=(prior(None),))) is None


def test_an_earlier_price_of_another_product_is_not_said() -> None:
    assert earlier(on_sale(priors=(prior(product="two"),))) is None


@pytest.mark.parametrize(
    ("day", "shown"),
    [("2026-11-19", False), ("2026-11-20", True), ("2026-11-30", True), ("2026-12-01", False)],
)
def test_it_is_said_on_the_days_of_the_reduction_alone(day: str, shown: bool) -> None:
    dated = sale(valid_from="2026-11-20", valid_to="2026-11-30")
    assert (earlier(on_sale(dated), day) is not None) == shown


def test_it_is_not_said_for_a_later_day_on_which_the_reduction_has_ended() -> None:
    dated = sale(valid_to="2026-11-30")
    assert earlier(on_sale(dated), start="2026-12-24") is None
    assert earlier(on_sale(dated), start="2026-11-25") is not None


def test_it_is_not_said_today_of_a_reduction_to_come() -> None:
    coming = sale(valid_from="2026-12-01")
    shown = on_sale(coming, priors=(prior(reduced_on="2026-12-01"),))
    assert earlier(shown, start="2026-12-05") is None


@pytest.mark.parametrize(("amount", "percent"), [(9_001, None), (9_090, None), (9_091, 1), (9_200, 2)])
def test_less_than_a_whole_percent_is_not_said(amount: int, percent: int | None) -> None:
    shown = earlier(on_sale(priors=(prior(amount),)))
    assert (shown.percent if shown else None) == percent


@pytest.mark.parametrize("amount", [9_000, 8_000, 0])
def test_what_was_no_dearer_before_is_not_said(amount: int) -> None:
    assert earlier(on_sale(priors=(prior(amount),))) is None


@given(st.integers(0, 30_000), st.integers(1, 30_000), st.integers(0, 99))
def test_the_percent_shown_is_never_more_than_the_true_one(before: int, cents: int, off: int) -> None:
    stated = replace(bought(f"{cents // 100}.{cents % 100:02}"), discounts=(sale(str(off)),))
    shown = earlier(selling(stated, priors=(prior(before),)))
    if shown is None:
        return
    view = compare(selling(stated, priors=()), read_asked(()), datetime.date.fromisoformat(TODAY))
    now = view.tiers[0].quote.headline
    assert now is not None
    assert 1 <= Decimal(shown.percent) <= Decimal(before - now.minor) / before * 100


def test_the_percent_is_of_the_earlier_price_and_not_of_the_discount() -> None:
    assert said(on_sale(sale("25"), priors=(prior(7_990),))) == (
        "6% below the lowest price of the last 30 days, $79.90"
    )


def test_a_shopper_who_buys_more_is_told_for_what_it_holds() -> None:
    assert (
        said(on_sale(), qty__item="3")
        == "For 1 item: 10% below the lowest price of the last 30 days, $100.00"
    )
    assert said(on_sale(), "ko", qty__item="3") == "1개 기준, 최근 30일 최저가 US$100.00보다 10% 저렴해요"


@pytest.mark.parametrize("asked", [{"coupon": "tea"}, {"member": "1"}, {"first_purchase": "1"}])
def test_a_figure_of_somebody_s_own_is_not_held_against_everyone_s_earlier_price(
    asked: dict[str, str],
) -> None:
    own = (
        sale("5", key="tea", needs="coupon"),
        sale("5", key="member", needs="member"),
        sale("5", key="first", needs="first_purchase"),
    )
    assert earlier(on_sale(sale(), *own)) is not None
    assert earlier(on_sale(sale(), *own), **asked) is None


def test_a_reduction_that_a_coupon_pushes_aside_is_not_said() -> None:
    alone = sale("20", key="tea", needs="coupon", exclusive=True)
    assert earlier(on_sale(sale(), alone), coupon="tea", qty__item="2") is None


def test_what_is_added_is_not_held_against_the_earlier_price() -> None:
    [item] = bought("100").components
    wrapping = Component(
        key="wrap", label={"en": "Wrapping"}, kind="fee", amount=Flat(value="5"), obligation=Optional()
    )
    both = on_sale(sale(scope=("item",)), components=(item, wrapping))
    assert earlier(both) is not None
    assert earlier(both, addons="wrap") is None


@pytest.mark.parametrize(
    "changes", [{"interval": "month"}, {"market": "CA"}, {"currency": "CAD"}, {"customer_type": "b2b"}]
)
def test_the_earlier_price_of_another_list_is_not_said(changes: dict[str, Any]) -> None:
    assert earlier(on_sale(priors=(prior(**changes),))) is None


def test_it_stands_beside_the_interval_that_is_reduced_alone() -> None:
    yearly = replace(monthly("100", interval="year"), discounts=(sale(valid_to="2026-12-31"),))
    sold = selling(monthly("10"), yearly, priors=(prior(interval="year"),))
    assert earlier(sold, interval="month") is None
    assert earlier(sold, interval="year") is not None


def test_a_business_is_not_told_of_the_price_of_consumers() -> None:
    assert earlier(on_sale(), customer_type="b2b") is None


def test_what_is_sold_out_is_not_called_reduced() -> None:
    sold = replace(bought("100"), discounts=(sale(),))
    assert earlier(selling(sold, stock=Stock(state="sold_out"))) is None


def test_a_price_that_is_itself_reduced_is_said_too() -> None:
    reduced = bought("90")
    shown = selling(replace(reduced, reduced_since="2026-11-20"), priors=(prior(discount=None),))
    assert said(shown) == "10% below the lowest price of the last 30 days, $100.00"


def test_the_usual_price_of_eight_weeks_has_words_of_its_own() -> None:
    shown = on_sale(priors=(prior(days=56, method="majority"),))
    assert said(shown) == "10% below the price charged on most of the last 56 days, $100.00"
    assert said(shown, "ko") == "최근 56일 동안 주로 판매한 가격 US$100.00보다 10% 저렴해요"
    assert said(shown, qty__item="2") == (
        "For 1 item: 10% below the price charged on most of the last 56 days, $100.00"
    )
