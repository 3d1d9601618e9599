"""Every finding leads to a page that is there, and to its field where the page has one."""

import re

import pytest
from builders_web import publication

from comparison.web.admin.comparisons.finding_places import place_of
from comparison.web.admin.products.price import price_key

WHOLE = publication()
PRICE = price_key(WHOLE.products[1].prices[0])


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("$.comparison.tiers", "/comparisons/air#f-tiers"),
        ("$.comparison.tiers[1].product", "/comparisons/air#f-tiers"),
        ("$.comparison.title", "/comparisons/air#f-title.en"),
        ("$.comparison.title.ko", "/comparisons/air#f-title.ko"),
        ("$.comparison.questions[0].text", "/content/comparisons/air"),
        ("$.comparison.quiz.questions[0]", "/quiz/air"),
        ("$.comparison.pains[0].feature", "/pains/air"),
        ("$.comparison.overrides[0].level", "/comparisons/air/marks"),
        ("$.comparison.pick.tier", "/comparisons/air/marks"),
        ("$.shop.theme.light.accent", "/theme#f-light.accent"),
        ("$.products[1].competitor.source.as_of", "/products/air-max/competitor"),
        ("$.products[1].prices[0].source", f"/products/air-max/prices/{PRICE}/full"),
        ("$.products[1].cells[1].source", "/content/evidence/air-max/quiet"),
        ("$.comparison", "/comparisons/air"),
        ("$", "/comparisons/air"),
        ("$.products[0]", "/products/air-lite"),
        ("$.products[0].name.ko", "/products/air-lite#f-name.ko"),
        ("$.products[1].prices[0].components[0].amount", f"/products/air-max/prices/{PRICE}"),
        ("$.products[1].prices", "/products/air-max"),
        ("$.products[1].prices[7]", "/products/air-max"),
        ("$.products[1].cells[0].value", "/values?category=air"),
        ("$.products[1].cells[1].evidence.valid_to", "/content/evidence/air-max/quiet"),
        ("$.products[1].returns.days", "/content/products/air-max"),
        ("$.products[9].name", "/comparisons/air"),
        ("$.personas[0].needs[0]", "/personas/flat"),
        ("$.category.features[1].label", "/categories/air/features/quiet"),
        ("$.category.label", "/categories/air"),
        ("$.shop.returns", "/content"),
        ("$.shop.channels[0]", "/content/contact"),
        ("$.shop.markets[0]", "/settings#f-markets"),
        ("$.shop.name.ko", "/settings#f-name.ko"),
        ("$.add_ons[0].prices[0]", "/comparisons/air"),
    ],
)
def test_the_place_of_a_finding_is_a_page(path: str, address: str):
    assert place_of(path, WHOLE, "acme") == f"/admin/acme{address}"


def test_every_field_of_the_comparison_that_is_led_to_is_in_its_form(tmp_path):
    from builders_comparisons import HERE, air_office, at_the_desk

    from comparison.web.admin.comparisons.finding_places import _COMPARISON_FIELDS

    text = at_the_desk(air_office(tmp_path)).get(HERE).text
    missing = [name for name in _COMPARISON_FIELDS if not re.search(rf'id="f-{name}[".]', text)]
    # These two are there where prices count something, or are sold in several rhythms.
    assert missing == ["interval", "usual"]
