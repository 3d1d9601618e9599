"""E33 and E34: a reduction is measured from what the shop itself published before, over the whole application."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from builders_web import client
from builders_worked import BOUGHT, COMPARISON, Catalogue, each, one, publish, sold

from comparison.core.check.finding import Finding
from comparison.core.errors import PublishingRefused
from comparison.storage.opening import open_store
from comparison.storage.store import Store

TODAY = "2026-11-22"


def goods(market: str, value: str, *, reduced: bool = False) -> Catalogue:
    item = each(value, "goods", "item", "base", when="{is: once}")
    return one("sale", market, sold(item, by=BOUGHT, more=f"reduced_since: {TODAY}" if reduced else ""))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(f"sqlite:{tmp_path / 'shop.db'}")
    store.migrate()
    yield store
    store.close()


def sell(store: Store, market: str, *history: tuple[str, str]) -> None:
    """Publish one price after the other, each at noon of its day."""
    for day, value in history:
        publish(store, goods(market, value), f"{day}T12:00:00.000000Z")


def announce(store: Store, market: str, value: str) -> None:
    publish(store, goods(market, value, reduced=True), f"{TODAY}T11:00:00.000000Z")


def seen(folder: Path) -> tuple[dict[str, Any], str]:
    asking = client(folder)
    [tier] = json.loads(asking.get(f"/api/v1/quotes/sale/{COMPARISON}").text)["tiers"]
    return tier["prior_price"], asking.get(f"/fragments/sale/{COMPARISON}?lang=en").text


def refusals(store: Store, market: str, value: str) -> list[str]:
    with pytest.raises(PublishingRefused) as refusal:
        announce(store, market, value)
    return [one.rule for one in refusal.value.findings if isinstance(one, Finding)]


UNION = (("2026-06-01", "99.90"), ("2026-10-01", "79.90"))
RAISED = (("2026-10-01", "1780"), ("2026-11-17", "12900"))


def test_e33_six_percent_below_the_lowest_of_thirty_days_and_never_a_quarter(
    store: Store, tmp_path: Path
) -> None:
    sell(store, "DE", *UNION)
    announce(store, "DE", "74.90")
    prior, page = seen(tmp_path)
    assert (prior["money"]["text"], prior["percent"], prior["days"]) == ("€79.90", 6, 30)
    assert "6% below the lowest price of the last 30 days, €79.90" in page
    assert "25%" not in page
    assert "99.90" not in page


def test_e33_a_price_that_is_no_lower_cannot_be_announced(store: Store) -> None:
    sell(store, "DE", *UNION)
    assert refusals(store, "DE", "79.90") == ["H10"]


@pytest.mark.parametrize(("value", "percent"), [("6450", None), ("1780", None), ("1770", 0), ("1602", 10)])
def test_e34_two_for_a_raised_price_are_no_discount(
    store: Store, tmp_path: Path, value: str, percent: int | None
) -> None:
    sell(store, "KR", *RAISED)
    if percent is None:
        assert refusals(store, "KR", value) == ["H10"]
        return
    announce(store, "KR", value)
    prior, page = seen(tmp_path)
    if percent:
        assert (prior["money"]["minor"], prior["percent"], prior["days"]) == (1_780, percent, 20)
        assert "₩1,780" in page
    else:
        # Less than one percent is nothing to speak of.
        assert prior is None
    assert "12,900" not in page
