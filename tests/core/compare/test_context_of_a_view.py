"""The context that a view is made in, and the one address it has."""

import pytest
from builders_compare import edition, free, monthly, on_request, product, view
from msgspec.structs import replace

from comparison.core.errors import BadParameter
from comparison.core.personas import Persona
from comparison.core.resolving import query
from comparison.core.sizes import SizeRange

TEAM = Persona(key="team", label={"en": "Team"}, size=SizeRange(unit="user", min=10, max=50, usual=20))
DUO = Persona(key="duo", label={"en": "Two"}, size=SizeRange(unit="user", min=2))
PLANS = edition(
    [product("free", free()), product("pro", monthly("8.75"), monthly("87", interval="year"))],
    (),
    [TEAM, DUO],
)


def test_nothing_asked_is_the_shortest_address() -> None:
    assert view(PLANS).context.canonical == ()


def test_defaults_spelled_out_are_the_same_address() -> None:
    spelled = {
        "lang": "en",
        "market": "US",
        "currency": "USD",
        "interval": "month",
        "qty.user": "1",
        "tiers": "pro,free",
    }
    assert view(PLANS, spelled).context.canonical == ()


def test_names_are_sorted_and_lists_in_publication_order() -> None:
    many = edition([product(key, monthly("1")) for key in "abcdef"])
    asked = {"tiers": "f,a", "interval": "year", "diff": "only"}
    assert view(many, asked).context.canonical == (("diff", "only"), ("interval", "year"), ("tiers", "a,f"))


def test_the_first_five_tiers_are_shown_unasked() -> None:
    many = edition([product(key, monthly("1")) for key in "abcdef"])
    assert view(many).context.tiers == ("a", "b", "c", "d", "e")


@pytest.mark.parametrize(("persona", "count"), [("team", 20), ("duo", 2)])
def test_a_persona_brings_its_usual_or_least_quantity(persona: str, count: int) -> None:
    context = view(PLANS, {"persona": persona}).context
    assert (context.quantities, context.quantity_typed) == ({"user": count}, False)


def test_a_typed_quantity_stays_when_a_persona_is_chosen() -> None:
    context = view(PLANS, {"persona": "team", "qty.user": "14"}).context
    assert context.quantities == {"user": 14}
    assert context.canonical == (("persona", "team"), ("qty.user", "14"))


def test_a_unit_that_nobody_sells_reaches_no_address() -> None:
    assert view(PLANS, {"qty.elephant": "3"}).context.canonical == ()


@pytest.mark.parametrize(
    ("name", "value", "accepted"),
    [
        ("persona", "nobody", ("team", "duo")),
        ("tiers", "gold", ("free", "pro")),
        ("market", "KR", ("US",)),
        ("region", "jeju", ()),
        ("addons", "extra", ()),
    ],
)
def test_an_unknown_code_is_refused_with_those_that_are_known(
    name: str, value: str, accepted: tuple[str, ...]
) -> None:
    with pytest.raises(BadParameter) as refused:
        view(PLANS, {name: value})
    assert (refused.value.name, refused.value.accepted) == (name, accepted)


def test_a_key_that_an_earlier_edition_had_gets_a_notice() -> None:
    later = edition([product("pro", monthly("1"))], gone=("basic", "old-team", "backup"))
    shown = view(later, {"tiers": "basic,pro", "persona": "old-team", "addons": "backup"})
    assert shown.context.gone == ("basic", "old-team", "backup")
    assert shown.context.addons == ()
    assert [notice.text.key for notice in shown.notices] == ["page.gone_keys"]
    assert [tier.key for tier in shown.tiers] == ["pro"]


def test_a_key_that_is_gone_is_named_once_however_often_it_is_asked_for() -> None:
    later = edition([product("pro", monthly("1"))], gone=("team",))
    assert view(later, {"tiers": "team", "persona": "team"}).context.gone == ("team",)


def test_a_language_is_looked_up_and_falls_back_to_the_shops_first() -> None:
    assert view(PLANS, {"lang": "ko-KR"}).title == "물건"
    assert view(PLANS, {"lang": "fr"}).context.lang == "en"


def test_an_interval_that_one_tier_does_not_sell_makes_only_that_tier_unavailable() -> None:
    both = edition([product("a", monthly("1")), product("b", monthly("1"), monthly("10", interval="year"))])
    statuses = {tier.key: tier.quote.status for tier in view(both, {"interval": "year"}).tiers}
    assert statuses == {"a": "not_available", "b": "complete_ex_tax"}


def test_a_free_and_an_on_request_price_stand_for_every_interval() -> None:
    plans = edition(
        [
            product("free", free()),
            product("pro", monthly("1"), monthly("9", interval="year")),
            product("grid", on_request()),
        ]
    )
    statuses = [tier.quote.status for tier in view(plans, {"interval": "year"}).tiers]
    assert statuses == ["complete", "complete_ex_tax", "on_request"]


def test_a_link_changes_one_thing_and_keeps_the_rest() -> None:
    context = view(PLANS, {"persona": "team", "diff": "only"}).context
    assert query(context, interval="year") == "diff=only&interval=year&persona=team"
    assert query(context, persona=None) == "diff=only"
    assert query(context, **{"qty.user": "30"}) == "diff=only&persona=team&qty.user=30"


@pytest.mark.parametrize(("wished", "shown"), [(None, "month"), ("year", "year"), ("week", "month")])
def test_the_rhythm_that_the_shop_wishes_comes_first_where_it_is_sold(wished: str | None, shown: str) -> None:
    publication = PLANS.publication
    comparison = replace(publication.comparison, interval=wished)
    wishing = replace(PLANS, publication=replace(publication, comparison=comparison))
    seen = view(wishing).context
    assert (seen.interval, dict(seen.canonical).get("interval")) == (shown, None)
    other = "month" if shown == "year" else "year"
    assert dict(view(wishing, {"interval": other}).context.canonical)["interval"] == other
