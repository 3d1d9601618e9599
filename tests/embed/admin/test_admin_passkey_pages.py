"""Passkeys in a real browser with a device of its own (virtual), and what axe finds on the pages around them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from builders_admin_pages import PASSWORD, Office, begin, is_sideways, serving
from playwright.sync_api import Browser, Page, expect

FACTORS = "/admin/_/account/second-step"
_DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Office]:
    """A server with nobody yet, by the name that passkeys work by."""
    with serving(tmp_path) as office:
        yield office._replace(origin=office.origin.replace("127.0.0.1", "localhost"))


def with_device(page: Page) -> None:
    """Give the browser of *page* a device that recognises its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": _DEVICE})


def add_passkey(page: Page, at: Office) -> None:
    page.goto(at.at(FACTORS))
    form = page.locator("form[data-passkey]")
    form.locator("[name=name]").fill("My phone")
    form.locator("[name=password]").fill(PASSWORD)
    form.locator("button").click()
    expect(page.locator("#codes")).to_be_visible()


def sign_out(page: Page) -> None:
    page.locator(".menu summary").click()
    page.locator(".menu button").click()
    expect(page.locator("form[data-passkey]")).to_be_visible()


def test_a_passkey_is_made_and_signs_in_alone_and_after_the_password(
    browser: Browser, at: Office, axe: Callable[..., str]
) -> None:
    context = browser.new_context(locale="ko-KR", viewport={"width": 360, "height": 740})
    page = context.new_page()
    with_device(page)
    begin(page, at)
    add_passkey(page, at)
    assert axe(page) == ""
    assert not is_sideways(page)
    sign_out(page)
    assert axe(page) == ""
    page.locator("form[data-passkey] button").click()
    page.wait_for_url("**/admin/hanui")
    sign_out(page)
    page.locator("[name=name]").fill("owner")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main button").first.click()
    expect(page.locator("[name=code]")).to_be_visible()
    assert axe(page) == ""
    assert not is_sideways(page)
    page.locator("form[data-passkey] button").click()
    page.wait_for_url("**/admin/hanui")
    context.close()


@pytest.mark.parametrize("language", ["ko-KR", pytest.param("en-US", marks=pytest.mark.slow)])
def test_setting_up_an_app_is_one_round_trip_and_axe_finds_nothing(
    browser: Browser, at: Office, axe: Callable[..., str], language: str
) -> None:
    context = browser.new_context(
        locale=language, viewport={"width": 360, "height": 740}, color_scheme="dark"
    )
    page = context.new_page()
    begin(page, at)
    page.goto(at.at("/admin/_/new-shop"))
    assert axe(page) == ""
    page.goto(at.at(FACTORS))
    page.locator("details.more summary").click()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.resource_type}"))
    page.locator("details.more [name=password]").fill(PASSWORD)
    page.locator("details.more button").click()
    expect(page.locator(".qr")).to_be_visible()
    page.locator("[name=code]").fill("000000")
    page.locator("button[value=confirm]").click()
    expect(page.locator("#e-code")).to_be_visible()
    assert [one for one in asked if "image" not in one] == ["POST fetch", "POST fetch"]
    assert axe(page) == ""
    assert not is_sideways(page)
    context.close()


def test_by_a_number_for_an_address_the_page_says_where_passkeys_work(page: Page, at: Office) -> None:
    with_device(page)
    page.goto(at.at("/admin/_/sign-in").replace("localhost", "127.0.0.1"))
    page.locator("form[data-passkey] button").click()
    expect(page.locator("form[data-passkey] [role=alert]")).to_contain_text(at.origin)


def test_without_script_an_app_is_set_up_and_passkeys_say_what_they_need(
    browser: Browser, at: Office
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="en-US")
    page = context.new_page()
    begin(page, at)
    page.goto(at.at(FACTORS))
    expect(page.locator("form[data-passkey]")).to_be_hidden()
    expect(page.get_by_text("Passkeys need script")).to_be_visible()
    page.locator("details.more summary").click()
    page.locator("details.more [name=password]").fill(PASSWORD)
    page.locator("details.more button").click()
    expect(page.locator(".qr")).to_be_visible()
    page.wait_for_load_state()
    assert page.evaluate("document.querySelector('.qr').naturalWidth") > 100
    context.close()
