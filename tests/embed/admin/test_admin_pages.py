"""The merchant's side in a browser: the first run, editing with and without script, what axe finds."""

from collections.abc import Callable

import pytest
from builders_admin_pages import PASSWORD, Office, begin, is_sideways
from playwright.sync_api import Browser, Page, expect

PAGES = ("", "/settings", "/people", "/changes")


def watched(page: Page) -> list[str]:
    """What the policy of a page stopped, from now on."""
    stopped: list[str] = []
    page.on(
        "console", lambda line: stopped.append(line.text) if "Content Security Policy" in line.text else None
    )
    return stopped


@pytest.mark.parametrize("language", ["ko-KR", pytest.param("en-US", marks=pytest.mark.slow)])
@pytest.mark.parametrize("scheme", [pytest.param("light", marks=pytest.mark.slow), "dark"])
def test_axe_finds_nothing_on_any_page(
    browser: Browser, at: Office, axe: Callable[..., str], language: str, scheme: str
) -> None:
    context = browser.new_context(
        locale=language, color_scheme=scheme, viewport={"width": 360, "height": 740}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(at.at(at.first))
    assert axe(page) == ""
    begin(page, at)
    for path in PAGES:
        page.goto(at.at(f"/admin/hanui{path}"))
        for more in page.locator("main details").all():
            more.locator("summary").first.click()
        assert axe(page) == "", path
        assert not is_sideways(page), path
    page.goto(at.at("/admin/_/account"))
    assert axe(page) == ""
    context.clear_cookies()
    page.goto(at.at("/admin/hanui"))
    assert axe(page) == ""
    context.close()


def test_a_save_is_one_round_trip_and_stops_at_no_policy(page: Page, at: Office) -> None:
    stopped = watched(page)
    begin(page, at)
    page.goto(at.at("/admin/hanui/settings"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method))
    page.locator("[name='contact']").fill("https://hanui.example/help")
    page.locator("main form > fieldset > button").click()
    expect(page.locator("#status")).to_have_text("저장했어요.")
    assert asked == ["POST"]
    expect(page.locator("[name='_revision']")).to_have_value("2")
    assert page.locator("#status").count() == 1
    assert stopped == []


def test_a_wrong_field_is_said_without_leaving_the_page(page: Page, at: Office) -> None:
    begin(page, at)
    page.goto(at.at("/admin/hanui/settings"))
    page.locator("[name='time_zone']").fill("Mars/Olympus")
    page.locator("main form > fieldset > button").click()
    expect(page.locator("#e-time_zone")).to_be_visible()
    expect(page.locator("[name='time_zone']")).to_have_value("Mars/Olympus")
    expect(page.locator("h1")).to_have_count(1)


def test_the_slower_of_two_browsers_chooses_field_by_field(page: Page, browser: Browser, at: Office) -> None:
    begin(page, at)
    settings = at.at("/admin/hanui/settings")
    other = browser.new_context(storage_state=page.context.storage_state(), locale="ko-KR").new_page()
    for one in (page, other):
        one.goto(settings)
    other.locator("[name='name.ko']").fill("하늬")
    other.locator("main form > fieldset > button").click()
    expect(other.locator("#status")).to_have_text("저장했어요.")
    page.locator("[name='name.ko']").fill("하누이")
    page.locator("[name='contact']").fill("https://hanui.example/help")
    page.locator("main form > fieldset > button").click()
    expect(page.locator("h1")).to_contain_text("먼저 바꿨어요")
    page.locator("[name='_pick.name.ko'][value=theirs]").check()
    page.locator("main form button").click()
    expect(page.locator("[name='name.ko']")).to_have_value("하늬")
    expect(page.locator("[name='contact']")).to_have_value("https://hanui.example/help")


def test_an_ended_session_asks_to_sign_in_and_brings_the_form_back(page: Page, at: Office) -> None:
    begin(page, at)
    page.goto(at.at("/admin/hanui/settings"))
    page.locator("[name='name.ko']").fill("한 시간 동안 적은 이름")
    page.context.clear_cookies()
    page.locator("main form > fieldset > button").click()
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=name]").fill("owner")
    page.locator("main button").first.click()
    expect(page.locator("[name='name.ko']")).to_have_value("한 시간 동안 적은 이름")
    page.locator("main form > fieldset > button").click()
    expect(page.locator("#status")).to_have_text("저장했어요.")


def test_everything_works_without_script(browser: Browser, at: Office) -> None:
    context = browser.new_context(java_script_enabled=False, locale="en-US")
    page = context.new_page()
    begin(page, at)
    page.goto(at.at("/admin/hanui/settings"))
    page.locator("[name='contact']").fill("https://hanui.example/help")
    page.locator("main form > fieldset > button").click()
    expect(page.locator("#status")).to_have_text("Saved.")
    page.locator(".menu summary").click()
    page.locator(".menu button").click()
    expect(page.locator("h1")).to_have_text("Sign in")
    context.close()


def test_the_keyboard_alone_signs_out(page: Page, at: Office) -> None:
    begin(page, at)
    page.locator(".menu summary").focus()
    page.keyboard.press("Enter")
    page.locator(".menu button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("로그인")
