"""Contexts with one address are one context, down to the last field."""

from builders_compare import edition, monthly, product, view

PLANS = edition([product("pro", monthly("8.75"))])


def test_a_quantity_typed_as_it_would_be_anyway_is_the_same_context() -> None:
    assert view(PLANS, {"qty.user": "1"}).context == view(PLANS).context


def test_another_quantity_than_the_usual_one_was_typed() -> None:
    assert view(PLANS, {"qty.user": "2"}).context.quantity_typed
