"""A draft may name a day that no calendar has. The check says so; until then its view is shown all the same."""

import pytest
from builders_compare import edition, feature, monthly, product, view
from msgspec.structs import replace

from comparison.core.personas import Need, Persona
from comparison.core.publication import Edition
from comparison.core.sources import Source

NO_DAY = "2026-02-31"


def dated() -> Edition:
    price = replace(monthly("10.00"), checked_on=NO_DAY, source=Source(title="List", as_of=NO_DAY))
    persona = Persona(
        key="team",
        label={"en": "Team"},
        needs=(Need(feature="quiet", op="has", level="must"),),
        last_reviewed=NO_DAY,
    )
    return edition([product("lite", price, quiet=True)], [feature("quiet")], [persona])


@pytest.mark.parametrize("asked", [{}, {"persona": "team"}, {"lang": "ko"}])
def test_a_view_with_such_days_is_made(asked: dict[str, str]) -> None:
    assert view(dated(), asked).tiers


def test_a_price_checked_on_no_day_was_checked_long_ago() -> None:
    checked = view(dated()).checked_on
    assert checked is not None
    assert checked.year == 1
