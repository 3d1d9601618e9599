"""Columns: headline, button, answer, and what is given up."""

import pytest
from builders_compare import bought, edition, feature, free, monthly, on_request, product, view

from comparison.core.catalogue import AddOn, Stock
from comparison.core.messages import Message
from comparison.core.money import Money
from comparison.core.personas import Budget, Need, Persona
from comparison.core.sizes import SizeRange
from comparison.words import speaker

SSO = Persona(
    key="sso",
    label={"en": "Company"},
    size=SizeRange(unit="user", usual=10),
    needs=(Need(feature="sso"), Need(feature="audit", level="nice")),
)
FEATURES = [feature("sso"), feature("audit")]


def plans(personas: tuple[Persona, ...] = (SSO,)) -> object:
    return edition(
        [
            product("free", free(), sso=False, audit=False),
            product("pro", monthly("8.75"), sso=True, audit=False),
            product("max", monthly("15"), sso=True, audit=True),
            product("grid", on_request(), sso=True, audit=True),
        ],
        FEATURES,
        personas,
    )


def headline_keys(key: str, **asked: str) -> tuple[str | None, str]:
    tier = next(tier for tier in view(plans(), asked).tiers if tier.key == key)
    return (tier.headline.lead.key if tier.headline.lead else None, tier.headline.figure.key)


def test_a_monthly_price_says_its_month_in_the_figure() -> None:
    assert headline_keys("pro") == (None, "price.a_month")


def test_a_free_tier_says_so() -> None:
    assert headline_keys("free") == (None, "price.free")


def test_a_price_on_request_says_so_with_the_sellers_words() -> None:
    tier = view(plans()).tiers[3]
    assert tier.headline.figure.key == "price.on_request"
    assert tier.headline.second == Message(key="page.plain", arguments={"text": "Call us"})


def test_goods_are_paid_now() -> None:
    tier = view(edition([product("lamp", bought("25"))])).tiers[0]
    assert tier.headline.lead == Message(key="price.you_pay_now")
    assert tier.headline.amount.arguments["text"] == Money(minor=2500, currency="USD")


def test_the_sum_of_a_receipt_is_the_headline() -> None:
    shown = view(plans(), {"qty.user": "14", "tiers": "pro"})
    now = next(row for row in shown.receipt.rows if row.emphasis == "now")
    assert now.cells[0].amount == Money(minor=12250, currency="USD") == shown.tiers[0].quote.headline


def test_each_charge_is_one_row_for_all_tiers() -> None:
    rows = [row.key for row in view(plans()).charges]
    assert rows == ["seat", "now", "later"]


def test_no_charge_cell_is_empty() -> None:
    for row in view(plans()).charges:
        assert all(cell.amount is not None or cell.text is not None for cell in row.cells)


def test_the_answer_is_the_cheapest_that_fits_well() -> None:
    shown = view(plans(), {"persona": "sso"})
    assert [tier.key for tier in shown.tiers if tier.answer] == ["pro"]
    assert shown.order == ("pro", "max", "grid", "free")


def test_only_a_strong_answer_is_tinted() -> None:
    costly = Persona(
        key="sso",
        label={"en": "Poor company"},
        size=SizeRange(unit="user", usual=10),
        needs=(Need(feature="sso"),),
        budget=Budget(amount="1", currency="USD", per="unit-month"),
    )
    shown = view(plans((costly,)), {"persona": "sso"})
    assert [(tier.answer, tier.tinted) for tier in shown.tiers if tier.answer] == [(True, False)]


def test_nothing_is_tinted_or_labelled_before_a_choice() -> None:
    for tier in view(plans()).tiers:
        assert (tier.fit, tier.fit_label, tier.mark, tier.answer, tier.tinted) == (
            None,
            None,
            None,
            False,
            False,
        )


def test_before_a_choice_each_tier_names_whom_it_comes_first_for() -> None:
    assert {tier.key: tier.first_for for tier in view(plans()).tiers if tier.first_for} == {
        "pro": ("Company",)
    }


def test_the_answer_gives_up_what_it_lacks() -> None:
    pro = view(plans(), {"persona": "sso"}).tiers[1]
    assert [message.key for message in pro.give_up] == ["fit.but_lacking"]


def test_the_give_up_line_is_never_empty_where_another_tier_is_better() -> None:
    assert all(tier.give_up for tier in view(plans()).tiers)


def test_a_sold_out_tier_has_no_button_and_says_so() -> None:
    stock = Stock(state="sold_out", back_on="2026-12-01")
    tier = view(edition([product("lamp", bought("25"), stock=stock)])).tiers[0]
    assert tier.action is None
    assert tier.stock is not None
    assert tier.stock.key == "delivery.sold_out_back"


@pytest.mark.parametrize(
    ("back_on", "words"),
    [
        ("2026-11-21", "Sold out · no date yet"),
        ("2026-11-22", "Sold out · back on Nov 22"),
        ("2027-01-05", "Sold out · back on Jan 5, 2027"),
    ],
)
def test_a_day_that_is_past_is_no_promise_and_another_year_is_named(back_on: str, words: str) -> None:
    stock = Stock(state="sold_out", back_on=back_on)
    said = view(edition([product("lamp", bought("25"), stock=stock)])).tiers[0].stock
    assert said is not None
    assert speaker("en").say(said) == words


def test_a_price_on_request_leads_to_a_person() -> None:
    action = view(plans()).tiers[3].action
    assert action is not None
    assert (action.label.key, action.href) == ("price.ask_quote", "https://shop.example/contact")


@pytest.mark.parametrize(("persona", "pair"), [(None, ("free", "pro")), ("sso", ("free", "pro"))])
def test_a_phone_shows_two_of_four(persona: str | None, pair: tuple[str, ...]) -> None:
    shown = view(plans(), {"persona": persona} if persona else {})
    assert shown.pair
    assert tuple(tier.key for tier in shown.tiers if tier.in_pair) == pair


def test_three_short_figures_fit_a_phone() -> None:
    assert not view(edition([product(key, monthly("8")) for key in "abc"])).pair


@pytest.mark.parametrize(
    ("keys", "asked", "words"),
    [
        ("abc", "", None),
        ("abc", "a,c", "Show all 3"),
        ("abcdefg", "", None),
        ("abcdefg", "f,g", "Show the first 5"),
        ("abcdefg", "a,b,c,d,e", None),
    ],
)
def test_the_way_back_says_how_many_it_leads_to(keys: str, asked: str, words: str | None) -> None:
    link = view(edition([product(key, monthly("8")) for key in keys]), {"tiers": asked}).all_tiers
    assert (speaker("en").say(link) if link else None) == words


@pytest.mark.parametrize(("amount", "pair"), [("12345.67", False), ("123456.78", True), ("1234567", True)])
def test_a_figure_of_eleven_characters_does_not_fit_a_third_of_a_phone(amount: str, *, pair: bool) -> None:
    assert view(edition([product(key, monthly(amount)) for key in "abc"])).pair is pair


def test_yearly_tabs_say_the_whole_range_of_savings_rounded_down() -> None:
    saver = edition(
        [
            product("pro", monthly("8.75"), monthly("87", interval="year")),
            product("max", monthly("15"), monthly("150", interval="year")),
        ]
    )
    label = view(saver).intervals[1].label
    assert label.key == "interval.with_saving"
    assert label.arguments["saving"].arguments == {"low": "16", "high": "17"}


def test_one_interval_has_no_tabs() -> None:
    assert view(plans()).intervals == ()


def test_no_option_for_money_is_ever_preselected() -> None:
    extra = AddOn(key="ai", name={"en": "AI"}, prices=(monthly("3"),))
    offered = view(edition([product("pro", monthly("8.75"))], add_ons=[extra])).add_ons
    assert [(choice.value, choice.selected) for choice in offered] == [("ai", False)]
