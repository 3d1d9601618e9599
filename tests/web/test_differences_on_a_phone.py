"""A phone that shows two of four tiers offers the differences of these two, with and without script."""

import pytest
from builders_demo_views import demo_editions, seen
from builders_tree import tree
from msgspec.structs import replace

from comparison.core.publication import Edition
from comparison.core.view import View
from comparison.web.render import Renderer, pair_of
from comparison.words import speaker

RENDERER = Renderer(own=None, address="https://compare.example", asset_url=lambda name: name)


def of_four(shop: str) -> Edition:
    return next(one for one in demo_editions() if one.publication.shop.key == shop)


def switches(view: View) -> list[tuple[str, dict[str, str]]]:
    """What each switch says and what its form sends when it is on: the one on top, the one of a phone."""
    page = tree(RENDERER.share(view).decode())
    return [
        (
            " ".join(form.text.split()),
            {field["name"]: field["value"] for field in form.every("input")},
        )
        for form in page.every("form", of_class="tc-differences")
    ]


@pytest.mark.parametrize("query", ["", "persona=staff", "lang=en"])
def test_the_switch_of_a_phone_leads_to_as_many_rows_as_it_says(query: str) -> None:
    edition = of_four("shop-plans")
    view = seen(edition, query)
    (_, wide), (label, narrow) = switches(view)
    assert narrow == wide | {"tiers": ",".join(pair_of(view))}
    two = seen(edition, "&".join(f"{name}={value}" for name, value in narrow.items()))
    assert 0 < two.rows_shown == view.pair_differing < view.rows_differing
    assert f"({two.rows_shown})" in label
    assert [tier.key for tier in two.tiers] == list(pair_of(view))


def test_of_two_that_the_address_names_both_switches_say_the_same() -> None:
    view = seen(of_four("shop-plans"), "tiers=basic,shopify")
    assert switches(view)[0] == switches(view)[1]


def test_differences_of_all_four_can_be_left_as_they_came() -> None:
    wide, narrow = switches(seen(of_four("shop-plans"), "diff=only"))
    assert wide == narrow


def test_the_bar_counts_what_differs_between_the_two_for_a_phone_alone() -> None:
    view = seen(of_four("team-chat"), "lang=ko")
    page = tree(RENDERER.share(view).decode())
    (bar,) = page.every("tbody", of_class="tc-bar")
    (small,) = bar.every("small")
    assert small.classes == {"tc-place-rows"}
    assert small.text == speaker("ko").text("control.differences_pair", count=view.pair_differing)


@pytest.mark.parametrize("tiers", ["plus,max", "plus"], ids=["two alike", "one alone"])
def test_where_nothing_differs_any_more_both_switches_lead_back_to_the_rows(tiers: str) -> None:
    edition = next(one for one in demo_editions() if one.publication.comparison.key == "air-purifiers")
    document = edition.publication
    lite, plus, largest = document.products
    alike = (lite, plus, replace(largest, cells=plus.cells))
    edition = replace(edition, publication=replace(document, products=alike))
    view = seen(edition, f"tiers={tiers}&diff=only")
    assert (view.rows_shown, view.rows_differing) == (0, 0)
    assert [fields.get("tiers") for _, fields in switches(view)] == [tiers, tiers]
