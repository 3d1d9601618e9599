"""The few fields that a new shop is made of; the rest is guessed, in one line that can be changed."""

from typing import Any

from ...core.catalogue import Shop
from ...core.messages import say
from ...storage.zones import is_place
from ..forms import Form
from .guesses import LANGUAGES, guessed, markets, zones
from .visit import Visit


def guessed_fields(visit: Visit) -> dict[str, str]:
    """What the visit's browser makes likely, as fields."""
    guess = guessed(visit.language, visit.region)
    return {"language": guess.language, "market": guess.market, "time_zone": guess.zone}


def shop_values(form: Form) -> dict[str, Any]:
    """What ``admin/new_shop_ui.html`` shows."""
    known = {"languages": LANGUAGES, "markets": markets(), "zones": zones()}
    return {"form": form, "market": markets().get(form.get("market")), **known}


def shop_of(form: Form, key: str) -> Shop | None:
    """The shop that was typed, under *key*; None where an error was noted."""
    language = form.choice("language", LANGUAGES)
    name = form.text("shop_name")
    market = form.choice("market", markets())
    zone = form.text("time_zone")
    if not is_place(zone):
        form.fail("time_zone", say("admin_pages.no_zone"))
    return form.record(
        Shop,
        {
            "key": key,
            "name": {language: name},
            "languages": [language],
            "markets": [market],
            "time_zone": zone,
        },
    )
