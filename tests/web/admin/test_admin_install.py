"""The two lines to copy, and the look at the shop's page."""

from pathlib import Path

import msgspec
import pytest
from builders_admin import ADDRESS, Browser, Office
from builders_comparisons import HERE, air_office, at_the_desk, main_of, published

INSTALL = f"{HERE}/install"


@pytest.fixture
def at(tmp_path: Path) -> Office:
    return air_office(tmp_path)


@pytest.fixture
def owner(at: Office) -> Browser:
    return at_the_desk(at)


def lives_at(at: Office, home: str) -> None:
    stored = at.store.get("acme", "shop", "acme")
    changed = msgspec.structs.replace(stored.record, home=home)
    at.store.save("acme", changed, expected=stored.revision, by="test")


def test_the_two_lines_name_this_installation_and_this_comparison(owner: Browser):
    [snippet] = [one for one in owner.page(INSTALL).every("pre") if one["id"] == "snippet"]
    assert f'src="{ADDRESS}/embed/1/embed.js"' in snippet.text
    assert 'comparison="acme/air"' in snippet.text
    assert "Air &lt;cleaners&gt;</a>" in snippet.text


def test_a_comparison_that_is_not_live_is_said_to_show_nothing(owner: Browser):
    assert "not published yet" in owner.page(INSTALL).text
    published(owner)
    assert "not published yet" not in owner.page(INSTALL).text


def test_without_the_shops_address_no_page_is_looked_at(owner: Browser):
    got = owner.send(INSTALL, {"address": "https://shop.example/air"})
    assert got.status == 422
    assert 'id="e-address"' in got.text
    assert "Put the shop" in main_of(got).text


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:8670/healthz",
        "https://elsewhere.example/",
        "file:///etc/passwd",
        "https://u:p@shop.example/",
    ],
)
def test_pages_of_others_are_not_looked_at(at: Office, owner: Browser, address: str):
    lives_at(at, "https://shop.example/")
    got = owner.send(INSTALL, {"address": address})
    assert got.status == 422
    assert 'id="e-address"' in got.text


@pytest.mark.parametrize("home", ["http://127.0.0.1/", "http://169.254.169.254/"])
def test_an_owner_cannot_make_an_address_of_the_network_the_shops_own(at: Office, owner: Browser, home: str):
    lives_at(at, home)
    assert owner.send(INSTALL, {"address": home}).status == 422


def test_what_was_found_on_the_page_is_said(at: Office, owner: Browser, monkeypatch: pytest.MonkeyPatch):
    from comparison.web import doctor
    from comparison.web.admin.comparisons import installing

    def look(address: str, wanted: doctor.Wanted, hosts: list) -> list[doctor.Look]:
        assert {host.name for host in hosts} == {"shop.example", "www.shop.example"}
        return doctor.examined("<p>", address, wanted)

    monkeypatch.setattr(installing, "look_at", look)
    lives_at(at, "https://www.shop.example/")
    got = owner.send(INSTALL, {"address": "https://shop.example/air"})
    assert got.status == 200
    assert "The script is not there" in got.text
