"""Optional charges and choices of one: named in an address, shown with their price, never preselected."""

import pytest
from builders_compare import product
from builders_totals import cells, korea, one_of, optional, plans, said, seen, tier, won

from comparison.core.catalogue import AddOn
from comparison.core.errors import BadParameter
from comparison.core.publication import Edition

CHOICE = plans(won("9900", one_of("white", "0"), one_of("black", "20000")))
BOTH = plans(won("9900", optional("care", "30000")), won("19900", optional("care", "50000")))


def offered(of: Edition, **asked: str) -> list[tuple[str, str | None, str | None, bool]]:
    return [
        (choice.value, said(choice.label), choice.group, choice.selected)
        for choice in seen(of, asked).add_ons
    ]


def headlines(of: Edition, **asked: str) -> list[int | None]:
    return [one.quote.headline.minor if one.quote.headline else None for one in seen(of, asked).tiers]


def test_an_optional_charge_is_offered_with_its_price_and_not_taken() -> None:
    assert offered(plans(won("9900", optional("care", "30000")))) == [("care", "Care (₩30,000)", None, False)]


def test_a_charge_that_differs_between_tiers_says_its_whole_span() -> None:
    assert offered(BOTH) == [("care", "Care (₩30,000–50,000)", None, False)]


def test_naming_a_charge_takes_it_in_every_tier_that_has_it() -> None:
    assert headlines(BOTH) == [9_900, 19_900]
    assert headlines(BOTH, addons="care") == [39_900, 69_900]
    assert offered(BOTH, addons="care")[0][-1] is True


def test_a_charge_that_was_named_stays_in_the_address() -> None:
    assert seen(BOTH, {"addons": "care"}).context.canonical == (("addons", "care"),)


def test_a_tier_without_the_charge_is_not_available_and_the_others_stand() -> None:
    shown = seen(plans(won("9900"), won("19900", optional("care", "50000"))), {"addons": "care"})
    first, second = shown.tiers
    assert (first.quote.status, said(first.headline.second)) == ("not_available", "Care can't be added here")
    assert second.quote.headline is not None
    assert second.quote.headline.minor == 69_900


def test_choices_of_one_share_a_group_and_none_is_selected() -> None:
    assert offered(CHOICE) == [
        ("white", "White (Free)", "colour", False),
        ("black", "Black (₩20,000)", "colour", False),
    ]


def test_a_choice_nobody_made_leaves_the_price_between_its_ends() -> None:
    shown = tier(CHOICE)
    assert shown.quote.status == "bounded"
    assert said(shown.headline.figure) == "₩9,900–29,900"
    assert "Depends on your choice: White, Black" in (said(shown.headline.second_short) or "")


def test_the_row_of_an_open_choice_names_every_option() -> None:
    shown = seen(CHOICE)
    [row] = [row for row in shown.charges if row.key == "black"]
    assert (said(row.label), cells(shown.charges, "black")) == ("White, Black", ["₩0–20,000"])


@pytest.mark.parametrize(("chosen", "headline"), [("white", 9_900), ("black", 29_900)])
def test_a_choice_that_was_made_settles_the_price(chosen: str, headline: int) -> None:
    shown = tier(CHOICE, {"addons": chosen})
    assert shown.quote.status == "complete"
    assert shown.quote.headline is not None
    assert shown.quote.headline.minor == headline


@pytest.mark.parametrize(
    ("addons", "accepted"),
    [("blue", ("white", "black")), ("white,black", ("white", "black")), ("option.blue", ("white", "black"))],
)
def test_an_unknown_charge_and_two_of_one_group_are_refused(addons: str, accepted: tuple[str, ...]) -> None:
    with pytest.raises(BadParameter) as refused:
        seen(CHOICE, {"addons": addons})
    assert (refused.value.name, refused.value.accepted) == ("addons", accepted)


def test_a_charge_that_an_earlier_edition_had_gets_a_notice() -> None:
    shown = seen(plans(won("9900"), gone=("care",)), {"addons": "option.care"})
    assert (shown.context.gone, shown.context.addons) == (("care",), ())
    assert len(shown.notices) == 1


def test_the_longer_name_of_a_charge_becomes_the_shorter_one() -> None:
    assert seen(BOTH, {"addons": "option.care"}).context.canonical == (("addons", "care"),)


def test_a_charge_with_the_key_of_an_add_on_has_a_name_of_its_own() -> None:
    add_on = AddOn(key="care", name={"en": "Care plus"}, prices=(won("5000"),))
    both = korea(product("p0", won("9900", optional("care", "30000"))), add_ons=(add_on,))
    assert [one[:2] for one in offered(both)] == [
        ("care", "Care plus (₩5,000 a month)"),
        ("option.care", "Care (₩30,000)"),
    ]
    assert headlines(both, addons="care") == [14_900]
    assert headlines(both, addons="option.care") == [39_900]
    assert headlines(both, addons="care,option.care") == [44_900]


def test_a_private_add_on_is_offered_to_whom_it_was_named() -> None:
    add_on = AddOn(key="vip", name={"en": "Vip"}, prices=(won("5000"),), private=True)
    one = korea(product("p0", won("9900")), add_ons=(add_on,))
    assert offered(one) == []
    assert offered(one, addons="vip") == [("vip", "Vip (₩5,000 a month)", None, True)]


def test_a_group_of_one_is_no_choice() -> None:
    assert offered(plans(won("9900", one_of("white", "1000")))) == []
    assert headlines(plans(won("9900", one_of("white", "1000")))) == [10_900]
