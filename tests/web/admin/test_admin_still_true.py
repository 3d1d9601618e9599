"""Home asks whether what is old still holds: in one step, and not before a year has passed."""

from pathlib import Path

import pytest
from builders_admin import Browser, office, signed_in
from builders_web import price, product, publication
from msgspec.structs import replace

from comparison.core.catalogue import Cell, Comparison, Evidence, Tier
from comparison.core.personas import Need, Persona
from comparison.core.pricing.model import Attestation
from comparison.core.values import YesNo

YEAR_AGO, LATER = "2025-11-22", "2025-11-23"
NEED = Need(feature="rooms", op=">=", number="4")


def home(
    folder: Path,
    *,
    looked: str = LATER,
    needs: tuple[Need, ...] = (),
    valid_to: str = "2027-01-01",
    closed: str = LATER,
) -> Browser:
    proof = Evidence(body="Lab", number="1", valid_to=valid_to)
    claim = Cell(feature="quiet", value=YesNo(yes=True), claim=True, evidence=proof)
    figure = price("10.00", closed=Attestation(by="Anna", on=closed))
    sold = replace(product("lite", "1", rooms="1", quiet=True), cells=(claim,), prices=(figure,))
    return signed_in(
        office(
            folder,
            sold,
            publication().category,
            Persona(key="flat", label={"en": "Small flat"}, last_reviewed=looked, needs=needs),
            Comparison(
                key="air", title={"en": "Air"}, category="air", tiers=(Tier(key="lite", product="air-lite"),)
            ),
        )
    )


def steps(browser: Browser) -> list[str]:
    return [
        one.text
        for one in browser.page("/admin/acme").every("li", having="class")
        if "Look again" in one.text
    ]


def test_what_was_looked_at_within_a_year_asks_nothing(tmp_path: Path):
    assert steps(home(tmp_path)) == []


@pytest.mark.parametrize(
    ("old", "said", "address"),
    [
        ({"looked": YEAR_AGO}, "Small flat", "/admin/acme/personas"),
        ({"needs": (NEED, replace(NEED, op="<=", number="2"))}, "Small flat", "/admin/acme/personas"),
        ({"valid_to": "2026-11-21"}, "run out", "/admin/acme/content/evidence/air-lite/quiet"),
        (
            {"closed": YEAR_AGO},
            "confirmed over a year ago",
            "/admin/acme/products/air-lite/prices/us-usd-month-any",
        ),
    ],
    ids=["a buyer type", "needs that contradict", "evidence", "a price"],
)
def test_what_is_old_is_asked_for_where_it_is_looked_at(tmp_path: Path, old: dict, said: str, address: str):
    browser = home(tmp_path, **old)
    [step] = steps(browser)
    assert said in step
    [link] = [
        one["href"]
        for one in browser.page("/admin/acme").every("a", having="href")
        if one.text == "Look again"
    ]
    assert link == address
    assert browser.get(link).status == 200


def test_many_are_one_step(tmp_path: Path):
    [step] = steps(home(tmp_path, looked=YEAR_AGO, valid_to="2026-01-01", closed=YEAR_AGO))
    assert "3 things to look at again" in step
