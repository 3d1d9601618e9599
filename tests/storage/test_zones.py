"""Which names are the time zone of a place, in a form and in a file."""

import pytest

from comparison.core.errors import RefusedFile
from comparison.storage.formats.native import read_native
from comparison.storage.zones import is_place, place_names

NO_PLACES = (
    "posixrules",
    "localtime",
    "Factory",
    "posix/Asia/Seoul",
    "right/Asia/Seoul",
    "EST5EDT",
    "Etc/GMT+9",
)
PLACES = ("UTC", "Asia/Seoul", "America/Argentina/Buenos_Aires", "America/New_York", "US/Eastern")


@pytest.mark.parametrize("name", [*NO_PLACES, "Asia", "Asia/Nowhere", "Mars/Olympus", "Asia/../Factory", ""])
def test_names_that_are_no_places_are_none(name: str):
    assert not is_place(name)


@pytest.mark.parametrize("name", ["Etc/UTC", "GMT", "Japan", "Singapore"])
def test_what_shops_have_from_before_is_taken_as_well(name: str):
    assert is_place(name)


def test_places_are_listed_and_nothing_else():
    listed = place_names()
    assert set(PLACES) <= set(listed)
    assert not set(NO_PLACES) & set(listed)
    assert all(is_place(one) for one in PLACES)


def test_a_machine_without_zones_takes_what_has_the_form_of_one(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("comparison.storage.zones.ZoneInfo", _no_zone)
    assert [is_place(one) for one in ("Asia/Seoul", "posixrules")] == [True, False]


def _no_zone(name: str) -> None:
    raise OSError(name)


@pytest.mark.parametrize("name", ["posixrules", "Factory", "Mars/Olympus"])
def test_a_file_with_another_is_refused_at_its_line_with_what_is_accepted(name: str):
    document = (
        f"shop:\n  key: acme\n  name: {{en: Acme}}\n  languages: [en]\n  markets: [US]\n  time_zone: {name}\n"
    )
    with pytest.raises(RefusedFile) as refused:
        read_native(document.encode(), "shop.yaml")
    assert (refused.value.line, refused.value.path) == (6, "$.shop.time_zone")
    assert getattr(refused.value.accepted, "key", "") == "accepted.time_zone"
    assert read_native(document.replace(name, "Asia/Seoul").encode(), "shop.yaml").shop is not None
