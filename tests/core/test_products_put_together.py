"""Products' own editions as one comparison: what they share, and what is said where they share little."""

import pytest
from builders_together import AIR, KETTLE, row, rows_of, single, together, view
from msgspec.structs import replace

from comparison.core.catalogue import AddOn, Category, Stock
from comparison.core.errors import BadParameter
from comparison.core.overrides import Override
from comparison.core.pains import Pain
from comparison.core.personas import Need, Persona
from comparison.core.sources import Norm, Source
from comparison.core.view import View
from comparison.words import speaker

FAMILY = Persona(key="family", label={"en": "Family"}, needs=(Need(feature="area", op=">=", number="1"),))


def notices(shown: View, language: str = "en") -> list[str]:
    return [speaker(language).say(notice.text) for notice in shown.notices]


def test_tiers_are_the_products_in_the_order_asked() -> None:
    shown = view(together(single("max"), single("lite"), single("plus")))
    assert [(tier.key, tier.product, tier.name) for tier in shown.tiers] == [
        ("max", "max", "Max"),
        ("lite", "lite", "Lite"),
        ("plus", "plus", "Plus"),
    ]
    assert shown.title == "Max · Lite · Plus"


def test_the_canonical_address_names_the_products_and_no_comparison() -> None:
    shown = view(together(single("max"), single("lite")), lang="ko")
    assert shown.context.canonical == (("lang", "ko"), ("products", "max,lite"))
    assert (shown.publication.place, shown.publication.number) == ("shop", 0)


def test_the_digest_is_another_one_as_soon_as_one_product_is() -> None:
    first = together(single("max"), single("lite"))
    second = together(single("max"), single("lite", day="2026-11-02"))
    assert first.digest != second.digest


def test_products_of_one_category_share_every_row_and_nothing_is_said() -> None:
    shown = view(together(single("max"), single("lite")))
    assert rows_of(shown) == ["area", "weight", "warranty"]
    assert shown.notices == ()


def test_products_of_two_categories_share_the_rows_of_both_in_the_order_of_the_first() -> None:
    assert rows_of(view(together(single("max"), single("pot", KETTLE)))) == ["weight", "warranty"]
    assert rows_of(view(together(single("pot", KETTLE), single("max")))) == ["warranty", "weight"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ko", "종류가 달라 공통 항목 2개만 비교해요"),
        ("en", "Different kinds: comparing the 2 rows they share"),
    ],
)
def test_that_only_shared_rows_compare_is_said(language: str, said: str) -> None:
    shown = view(together(single("max"), single("pot", KETTLE), single("plus")))
    assert notices(shown, language) == [said]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(row("weight", "cm"), id="another measure"),
        pytest.param(replace(row("weight", "kg"), kind="text"), id="another kind"),
        pytest.param(row("mass", "kg"), id="another key"),
    ],
)
def test_a_row_that_only_looks_alike_is_not_shared(other) -> None:
    category = Category(key="other", label={"en": "Other"}, features=(other,))
    shown = view(together(single("max"), single("odd", category)))
    assert rows_of(shown) == []


def test_without_a_shared_row_the_prices_still_compare_and_it_says_so() -> None:
    category = Category(key="other", label={"en": "Other"}, features=(row("height", "cm"),))
    shown = view(together(single("max", price="5000"), single("odd", category, price="700")))
    assert notices(shown) == ["Different kinds with no row in common: only the prices compare"]
    assert notices(shown, "ko") == ["종류가 달라 함께 비교할 항목이 없어요. 가격만 비교해요"]
    amounts = [cell.amount for charge in shown.charges if charge.key == "now" for cell in charge.cells]
    assert [amount.minor for amount in amounts if amount] == [5000, 700]


def test_what_is_usual_for_one_kind_is_not_said_of_another() -> None:
    norm = Norm(low="1", high="2", source=Source(title={"en": "A test"}))
    usual = replace(AIR, features=(row("weight", "kg", norm=norm),))
    alone, mixed = (view(together(single("max", usual), single("b", kind))) for kind in (usual, KETTLE))
    assert alone.groups[0].rows[0].norm is not None
    assert mixed.groups[0].rows[0].norm is None


def test_a_row_with_two_directions_has_no_best() -> None:
    light = replace(KETTLE, features=(row("weight", "g", direction="higher"),))
    mixed = together(single("max"), single("pot", light))
    assert [one.direction for one in mixed.publication.category.features] == ["none"]


def test_personas_and_pains_stand_where_all_are_of_one_kind() -> None:
    pain = Pain(key="dust", label={"en": "Dust"}, needs=FAMILY.needs)
    one = single("max", personas=(FAMILY,), pains=(pain,))
    alike = together(one, single("lite"))
    mixed = together(one, single("pot", KETTLE))
    assert [persona.key for persona in alike.publication.personas] == ["family"]
    assert [pain.key for pain in alike.publication.comparison.pains] == ["dust"]
    assert (mixed.publication.personas, mixed.publication.comparison.pains) == ((), ())
    assert view(alike, persona="family").answer is not None
    with pytest.raises(BadParameter):
        view(mixed, persona="family")


def test_of_two_versions_of_a_persona_the_newer_stands_in_any_order() -> None:
    newer = replace(FAMILY, label={"en": "Big family"})
    old, new = single("a", personas=(FAMILY,)), single("b", personas=(newer,), day="2026-11-20")
    for pair in ((old, new), (new, old)):
        assert [one.label["en"] for one in together(*pair).publication.personas] == ["Big family"]


def test_a_fit_that_the_shop_lowered_stays_lowered() -> None:
    lowered = Override(persona="family", tier="a", level="no", reason={"en": "Too loud at night"})
    elsewhere = Override(persona="family", tier="b", level="no", reason={"en": "Not of this product"})
    one = single("a", personas=(FAMILY,), overrides=(lowered, elsewhere))
    assert together(one, single("b")).publication.comparison.overrides == (lowered,)


def test_an_add_on_is_sold_beside_the_products_that_brought_it_and_no_other() -> None:
    stand = AddOn(key="stand", name={"en": "Stand"})
    made = together(single("a", add_ons=(stand,)), single("b"), single("c", add_ons=(stand,)))
    assert [set(one.available_for) for one in made.publication.add_ons] == [{"a", "c"}]


def test_the_longest_horizon_stands_for_all_and_a_mix_is_of_products() -> None:
    made = together(single("a", horizon=12, noun="plan"), single("b", horizon=36))
    assert (made.publication.comparison.horizon, made.publication.comparison.noun) == (36, "product")
    plans = together(single("a", noun="plan"), single("b", noun="plan"))
    assert plans.publication.comparison.noun == "plan"


def test_a_product_alone_asks_for_another_one() -> None:
    assert notices(view(together(single("max")))) == ["Add another product to compare"]
    assert notices(view(together(single("max", noun="plan"))), "ko") == [
        "비교하려면 요금제를 하나 더 골라 주세요"
    ]


def test_a_product_that_is_no_longer_sold_is_named() -> None:
    shown = view(together(single("max"), single("plus"), gone=("lite",)), products="max,lite,plus")
    assert notices(shown) == ["This link named lite: no longer in this comparison"]
    assert dict(shown.context.canonical)["products"] == "max,plus"


def test_a_product_that_is_sold_out_says_so() -> None:
    out = single("max", product={"stock": Stock(state="sold_out")})
    stock = view(together(out, single("plus"))).tiers[0].stock
    assert stock is not None
    assert speaker("en").say(stock).startswith("Sold out")


def test_each_of_three_can_be_taken_away_and_none_of_two() -> None:
    three = view(together(single("a"), single("b"), single("c")))
    assert [tier.drop for tier in three.tiers] == ["b,c", "a,c", "a,b"]
    assert [tier.drop for tier in view(together(single("a"), single("b"))).tiers] == [None, None]


def test_tiers_of_it_can_be_chosen_and_held_against_each_other() -> None:
    shown = view(together(single("a"), single("b"), single("c")), tiers="a,c", against="c")
    assert [tier.key for tier in shown.tiers] == ["a", "c"]
    assert shown.charges[0].cells[0].delta is None
