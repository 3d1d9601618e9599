"""The second step by an app: set up, asked at signing in, used once, turned off, taken off by the operator."""

import base64
import datetime
import re

import pyotp
import pytest
from builders_admin import PASSWORD, Browser, Office, signed_in
from builders_tree import tree
from builders_web import settings
from msgspec.structs import replace

from comparison.app import keys_of
from comparison.storage.factors import TotpRow
from comparison.storage.moments import moment
from comparison.storage.second_steps import confirm_totp, reset_factors
from comparison.web.admin.factors.codes import matching_step, new_recovery_codes, tidied
from comparison.web.sealing import Sealing

SIGN_IN, SECOND = "/admin/_/sign-in", "/admin/_/second-step"
FACTORS = "/admin/_/account/second-step"
PICTURE = f"{FACTORS}/picture.svg"


def act(browser: Browser, deed: str, **fields: str):
    token = browser.filled("/admin/_/account")["_token"]
    return browser.post(FACTORS, {"_token": token, "act": deed, **fields})


def digits(at: Office, user: str = "owner", *, steps: int = 0) -> str:
    return pyotp.TOTP(app_secret(at, user)).at(at.clock() + datetime.timedelta(seconds=30 * steps))


def app_secret(at: Office, user: str = "owner") -> str:
    """What the app of *user* was given."""
    row = at.store.totp(user)
    assert row is not None
    return Sealing(keys_of(settings(at.folder)).verifying).opened(user, row.secret)


def shown(browser: Browser) -> str:
    """The mark of the secret that the page for setting up shows."""
    return str(browser.filled(FACTORS)["shown"])


def turned_on(at: Office, browser: Browser, user: str = "owner") -> list[str]:
    """Its recovery codes."""
    act(browser, "begin", password=PASSWORD)
    got = act(browser, "confirm", code=digits(at, user), shown=shown(browser))
    assert got.status == 200, got.text
    at.clock.at += datetime.timedelta(seconds=30)
    return re.findall(r"\w{4}-\w{4}-\w{4}-\w{4}", got.text)


def half(browser: Browser, next_: str = "/admin/acme") -> dict[str, str]:
    """The fields of the form of the second step."""
    got = browser.send(f"{SIGN_IN}?next={next_}", {"name": "owner", "password": PASSWORD})
    assert (got.status, "tc-local" in browser.cookies) == (200, False)
    found = tree(got.text.removeprefix("<!doctype html>")).every("input", having="name")
    fields = {one["name"]: one["value"] for one in found}
    return {name: fields[name] for name in ("_token", "_half", "_next")} | {"act": "code"}


@pytest.mark.parametrize(
    ("second", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_the_standard(second: int, code: str):
    """RFC 6238, appendix B: the last six digits of its codes by SHA-1."""
    secret = base64.b32encode(b"12345678901234567890").decode()
    now = datetime.datetime.fromtimestamp(second, datetime.UTC)
    assert matching_step(secret, code, now) == second // 30


@pytest.fixture
def codes(at: Office, owner: Browser) -> list[str]:
    """The owner has an app; these are the recovery codes."""
    made = new_recovery_codes()
    at.store.keep_totp(TotpRow(user="owner", secret=pyotp.random_base32(), made_at=moment(at.clock())))
    step = int(at.clock().timestamp()) // 30 - 2
    confirm_totp(at.store, "owner", step, [tidied(one) for one in made], now=moment(at.clock()))
    return made


def test_setting_up_needs_the_password_and_one_code(at: Office, owner: Browser):
    assert act(owner, "begin", password="not this sentence").status == 422
    assert at.store.totp("owner") is None
    act(owner, "begin", password=PASSWORD)
    assert app_secret(at) in owner.page(FACTORS).text.replace(" ", "")
    assert act(owner, "confirm", code="000000", shown=shown(owner)).status == 422
    assert at.browser().send(SIGN_IN, {"name": "owner", "password": PASSWORD}).status == 303
    assert len(turned_on(at, owner)) == 10


def test_the_picture_is_there_until_the_app_is_confirmed(at: Office, owner: Browser):
    assert owner.get(PICTURE).status == 404
    act(owner, "begin", password=PASSWORD)
    address = next(one["src"] for one in owner.page(FACTORS).every("img", having="width"))
    got = owner.get(address)
    assert (got.status, got.headers["content-type"]) == (200, "image/svg+xml")
    assert got.headers["cache-control"] == "no-store"
    assert "style" not in got.text
    turned_on(at, owner)
    assert owner.get(address).status == 404
    assert app_secret(at) not in owner.page(FACTORS).text.replace(" ", "")


def test_recovery_codes_are_shown_once_and_kept_as_digests(at: Office, owner: Browser, codes: list[str]):
    assert len(set(codes)) == 10
    assert codes[0] not in owner.page(FACTORS).text
    everything = b"".join(file.read_bytes() for file in at.folder.glob("shop.db*") if file.is_file())
    assert not any(
        code.encode() in everything or code.replace("-", "").encode() in everything for code in codes
    )


def test_the_password_alone_opens_nothing(at: Office, codes: list[str]):
    browser = at.browser()
    half(browser)
    assert browser.get("/admin/acme").status == 303


def test_password_and_code_lead_to_where_one_wanted_to_go(at: Office, codes: list[str]):
    browser = at.browser()
    got = browser.post(SECOND, half(browser, "/admin/acme/people") | {"code": digits(at)})
    assert got.headers["location"] == "/admin/acme/people"
    assert browser.get("/admin/acme").status == 200


def test_a_form_that_waits_comes_back_after_the_second_step(at: Office, owner: Browser, codes: list[str]):
    typed = owner.filled("/admin/acme/settings") | {"home": "https://typed.example"}
    owner.cookies.clear()
    door = owner.post("/admin/acme/settings", typed)
    fields = {
        one["name"]: one["value"]
        for one in tree(door.text.removeprefix("<!doctype html>")).every("input", having="name")
    }
    asked = owner.post(SIGN_IN, fields | {"name": "owner", "password": PASSWORD})
    fields = {
        one["name"]: one["value"]
        for one in tree(asked.text.removeprefix("<!doctype html>")).every("input", having="name")
    }
    assert "password" not in fields
    got = owner.post(SECOND, fields | {"code": digits(at)})
    assert "https://typed.example" in str(owner.filled(got.headers["location"])["home"])


def test_a_clock_may_be_one_step_early_or_late(at: Office, codes: list[str]):
    at.clock.at += datetime.timedelta(minutes=5)
    said = []
    for tried in ((-2, 2, -1), (0,), (1,)):
        browser = at.browser()
        fields = half(browser)
        said += [browser.post(SECOND, fields | {"code": digits(at, steps=steps)}).status for steps in tried]
    assert said == [422, 422, 303, 303, 303]


def test_no_code_is_taken_again_nor_an_earlier_one(at: Office, codes: list[str]):
    browser = at.browser()
    assert browser.post(SECOND, half(browser) | {"code": digits(at)}).status == 303
    for steps in (0, -1):
        other = at.browser()
        assert other.post(SECOND, half(other) | {"code": digits(at, steps=steps)}).status == 422


def test_the_code_that_set_it_up_does_not_sign_in(at: Office, owner: Browser):
    act(owner, "begin", password=PASSWORD)
    code = digits(at)
    act(owner, "confirm", code=code, shown=shown(owner))
    browser = at.browser()
    assert browser.post(SECOND, half(browser) | {"code": code}).status == 422


def test_a_recovery_code_works_once_however_it_is_written(at: Office, codes: list[str]):
    for status in (303, 422):
        browser = at.browser()
        typed = f" {codes[3].upper().replace('-', ' ')} "
        assert browser.post(SECOND, half(browser) | {"code": typed}).status == status
    assert at.store.recovery_left("owner") == 9


def test_a_half_session_ends_after_five_minutes(at: Office, codes: list[str]):
    browser = at.browser()
    fields = half(browser)
    at.clock.at += datetime.timedelta(minutes=5)
    got = browser.post(SECOND, fields | {"code": digits(at)})
    assert (got.status, "tc-local" in browser.cookies) == (422, False)
    assert "too long" in got.text


def test_a_half_session_is_good_in_its_own_browser_alone(at: Office, codes: list[str]):
    fields = half(at.browser())
    thief = at.browser()
    token = thief.filled(SIGN_IN)["_token"]
    got = thief.post(SECOND, fields | {"_token": token, "code": digits(at)})
    assert (got.status, "tc-local" in thief.cookies) == (422, False)


def test_a_half_session_becomes_whole_once(at: Office, codes: list[str]):
    browser = at.browser()
    fields = half(browser)
    assert browser.post(SECOND, fields | {"code": digits(at)}).status == 303
    at.clock.at += datetime.timedelta(seconds=30)
    assert browser.post(SECOND, fields | {"code": digits(at)}).status == 422


def test_a_new_password_ends_half_sessions_too(at: Office, owner: Browser, codes: list[str]):
    browser = at.browser()
    fields = half(browser)
    owner.send("/admin/_/account", {"password": PASSWORD, "new_password": "another long sentence"})
    assert browser.post(SECOND, fields | {"code": digits(at)}).status == 422


def test_five_wrong_codes_are_all_that_a_quarter_of_an_hour_has(at: Office, codes: list[str]):
    browser = at.browser()
    fields = half(browser)
    for _ in range(5):
        assert browser.post(SECOND, fields | {"code": "000000"}).status == 422
    # A right password forgives none of them.
    assert browser.post(SECOND, half(browser) | {"code": digits(at)}).status == 429
    at.clock.at += datetime.timedelta(minutes=16)
    assert browser.post(SECOND, half(browser) | {"code": digits(at)}).status == 303


def test_twenty_wrong_codes_are_all_that_half_a_day_has(at: Office, codes: list[str]):
    said = []
    for _ in range(6):
        browser = at.browser()
        fields = half(browser)
        said += [browser.post(SECOND, fields | {"code": "000000"}).status for _ in range(4)]
        at.clock.at += datetime.timedelta(minutes=16)
    assert said == [422] * 20 + [429] * 4


def test_whoever_uses_the_codes_up_shuts_nobody_out(at: Office, codes: list[str]):
    """Somebody knows the password and guesses; the owner has recovery codes."""
    for _ in range(6):
        thief = at.browser()
        fields = half(thief)
        for _ in range(4):
            thief.post(SECOND, fields | {"code": "000000"})
        at.clock.at += datetime.timedelta(minutes=16)
    owner = at.browser()
    fields = half(owner)
    assert owner.post(SECOND, fields | {"code": digits(at)}).status == 429
    assert owner.post(SECOND, fields | {"code": codes[0]}).status == 303
    # Whose account it is has all tries again.
    browser = at.browser()
    assert browser.post(SECOND, half(browser) | {"code": digits(at)}).status == 303


def test_right_passwords_do_not_use_up_the_tries_of_the_account(at: Office, codes: list[str]):
    for _ in range(7):
        half(at.browser())


def test_recovery_codes_wait_for_their_address_alone(at: Office, codes: list[str]):
    browser = at.browser()
    fields = half(browser)
    said = [browser.post(SECOND, fields | {"code": f"nothing-of-it-{number}"}).status for number in range(20)]
    assert said == [422] * 19 + [429]
    at.clock.at += datetime.timedelta(minutes=2)
    assert browser.post(SECOND, fields | {"code": codes[0]}).status == 303


def test_a_code_of_a_secret_that_another_tab_replaced_turns_nothing_on(at: Office, owner: Browser):
    act(owner, "begin", password=PASSWORD)
    first, code = shown(owner), digits(at)
    act(owner, "begin", password=PASSWORD)
    for typed in (code, digits(at)):
        got = act(owner, "confirm", code=typed, shown=first)
        assert (got.status, "another tab" in got.text) == (422, True)
    assert owner.get(f"{PICTURE}?of={first}").status == 404
    assert act(owner, "confirm", code=digits(at), shown=shown(owner)).status == 200


def test_nothing_on_the_disk_says_the_secret_of_an_app(at: Office, owner: Browser):
    turned_on(at, owner)
    everything = b"".join(file.read_bytes() for file in at.folder.glob("shop.db*") if file.is_file())
    assert at.store.totp("owner").secret.encode() in everything
    assert app_secret(at).encode() not in everything


def test_a_secret_of_an_earlier_release_is_sealed_when_its_code_is_used(at: Office, codes: list[str]):
    assert "." not in at.store.totp("owner").secret
    browser = at.browser()
    assert browser.post(SECOND, half(browser) | {"code": digits(at)}).status == 303
    assert at.store.totp("owner").secret.startswith("s1.")
    at.clock.at += datetime.timedelta(seconds=30)
    again = at.browser()
    assert again.post(SECOND, half(again) | {"code": digits(at)}).status == 303


def test_after_a_rotation_codes_go_on_and_are_sealed_with_the_new_key(at: Office, owner: Browser):
    turned_on(at, owner)
    new = keys_of(settings(at.folder)).rotate(moment(at.clock()))
    browser = at.browser()
    assert browser.post(SECOND, half(browser) | {"code": digits(at)}).status == 303
    assert at.store.totp("owner").secret.startswith(f"s1.{new.id}.")


def test_without_its_key_the_page_says_what_helps(at: Office, owner: Browser):
    code = turned_on(at, owner)[0]
    kept = at.store.totp("owner")
    at.store.keep_totp(replace(kept, secret=kept.secret[:3] + "0" * 16 + kept.secret[19:]))
    browser = at.browser()
    fields = half(browser)
    got = browser.post(SECOND, fields | {"code": "000000"})
    assert got.status == 422
    assert "tier-compare user reset-factor owner" in got.text
    assert browser.post(SECOND, fields | {"code": code}).status == 303


def test_turning_it_off_needs_the_password(at: Office, owner: Browser, codes: list[str]):
    assert act(owner, "off", password="not this sentence").status == 422
    assert act(owner, "off", password=PASSWORD).status == 303
    assert at.store.recovery_left("owner") == 0
    assert at.browser().send(SIGN_IN, {"name": "owner", "password": PASSWORD}).status == 303


def test_new_recovery_codes_end_the_old_ones(at: Office, owner: Browser, codes: list[str]):
    new = re.findall(r"\w{4}-\w{4}-\w{4}-\w{4}", act(owner, "codes", password=PASSWORD).text)
    browser = at.browser()
    fields = half(browser)
    assert browser.post(SECOND, fields | {"code": codes[0]}).status == 422
    assert browser.post(SECOND, fields | {"code": new[0]}).status == 303


def test_turning_it_on_ends_sessions_elsewhere(at: Office, owner: Browser):
    other = at.browser()
    other.send(SIGN_IN, {"name": "owner", "password": PASSWORD})
    turned_on(at, owner)
    assert other.get("/admin/acme").status == 303
    assert owner.get("/admin/acme").status == 200


def test_the_operator_takes_it_off(at: Office, owner: Browser, codes: list[str]):
    reset_factors(at.store, "owner", by="command line", now="2026-11-22T12:00:00.000000Z")
    assert owner.get("/admin/acme").status == 303
    assert at.browser().send(SIGN_IN, {"name": "owner", "password": PASSWORD}).status == 303


def test_owners_see_who_has_a_second_step(at: Office, owner: Browser):
    editor = signed_in(at, "editor")
    assert "Second step" not in owner.page("/admin/acme/people").text
    turned_on(at, editor, "editor")
    assert owner.page("/admin/acme/people").text.count("Second step") == 1
    assert "Second step" not in editor.page("/admin/acme/people").text
    assert next(row.action for _, row in at.store.audit("acme")) == "second_step"
    assert "changed the second step" in owner.page("/admin/acme/changes").text
