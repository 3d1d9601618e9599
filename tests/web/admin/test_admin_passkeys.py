"""Passkeys: made, used alone and as the second step, removed; and every answer that is refused."""

import datetime
import json
import random
import re

import pytest
from builders_admin import ADDRESS, PASSWORD, Browser, Office
from builders_passkeys import (
    FACTORS,
    PASSKEYS,
    Device,
    at_localhost,
    device_form,
    registered,
    signed_by,
)

from comparison.storage.factors import MOST_PASSKEYS, PasskeyRow
from comparison.web.admin.factors.ceremonies import RefusedPasskey, made, signed
from comparison.web.admin.site import Site

SIGN_IN, SECOND, ENTER = "/admin/_/sign-in", "/admin/_/second-step", "/admin/_/passkey"
SITE = Site(ADDRESS)


@pytest.fixture
def owner(at: Office) -> Browser:
    """The owner, come by the name that passkeys work by."""
    return at_localhost(at.owner())


@pytest.fixture
def device(at: Office, owner: Browser) -> Device:
    """It holds a passkey of the owner."""
    made_by = Device()
    assert registered(owner, made_by).status == 200
    return made_by


def visitor(at: Office) -> Browser:
    return at_localhost(at.browser())


def entering(browser: Browser, device: Device):
    return signed_by(browser, device, ENTER, browser.get(SIGN_IN).text)


def test_a_passkey_alone_signs_in(at: Office, device: Device):
    browser = visitor(at)
    assert entering(browser, device).status == 303
    assert browser.get("/admin/acme").status == 200
    assert at.store.passkeys("owner")[0].sign_count == 1


def test_with_a_passkey_the_password_needs_a_second_step(at: Office, device: Device):
    browser = visitor(at)
    page = browser.send(SIGN_IN, {"name": "owner", "password": PASSWORD}).text
    assert browser.get("/admin/acme").status == 303
    assert signed_by(browser, device, SECOND, page).status == 303
    assert browser.get("/admin/acme").status == 200


def test_the_first_passkey_brings_recovery_codes_and_the_last_takes_them_away(at: Office, owner: Browser):
    first, second = Device(), Device()
    assert len(re.findall(r"\w{4}-\w{4}-\w{4}-\w{4}", registered(owner, first).text)) == 10
    assert registered(owner, second, "Key").status == 303
    token = owner.filled("/admin/_/account")["_token"]
    for row in at.store.passkeys("owner"):
        gone = {"_token": token, "act": "remove", "id": row.id}
        assert owner.post(PASSKEYS, gone | {"password": "not this sentence"}).status == 422
        assert owner.post(PASSKEYS, gone | {"password": PASSWORD}).status == 303
    assert at.store.recovery_left("owner") == 0
    changes = [row.changes for _, row in at.store.audit("acme")][:4]
    assert changes[0] == '[["passkey","Key",null]]' or changes[1] == '[["passkey","Key",null]]'


def test_making_one_needs_the_password_and_a_name(at: Office, owner: Browser):
    fields = device_form(owner.get(FACTORS).text)
    for wrong in ({"name": "", "password": PASSWORD}, {"name": "Phone", "password": "not this sentence"}):
        got = owner.post(PASSKEYS, fields | wrong)
        assert (got.status, got.headers["content-type"]) == (422, "application/json")
        assert json.loads(got.text)["message"]


# Another site, another port, a number for a name, and a device that did not recognise its owner.
WRONG = (
    {"origin": "https://evil.example"},
    {"origin": "http://localhost:8671"},
    {"origin": "http://127.0.0.1:8670"},
    {"verifies": False},
)


def test_a_device_that_answers_for_others_makes_none(at: Office, owner: Browser):
    assert [registered(owner, Device(**wrong)).status for wrong in WRONG] == [422] * 4
    assert at.store.passkeys("owner") == []


def test_a_device_that_answers_for_others_signs_nobody_in(at: Office, device: Device):
    for wrong in WRONG:
        other = Device(**wrong)
        device.origin, device.flags = other.origin, other.flags
        browser = visitor(at)
        assert entering(browser, device).status == 422
        assert "tc-local" not in browser.cookies


def test_an_answer_is_taken_once_and_to_its_own_browser_alone(at: Office, device: Device):
    browser, thief = visitor(at), visitor(at)
    fields = device_form(browser.get(SIGN_IN).text)
    asked = json.loads(browser.post(ENTER, fields).text)
    answer = {"act": "passkey", "passkey": json.dumps(device.signs(asked))}
    stolen = device_form(thief.get(SIGN_IN).text)
    thief.post(ENTER, stolen)
    assert thief.post(ENTER, stolen | answer).status == 422
    assert browser.post(ENTER, fields | answer).status == 303
    assert browser.post(ENTER, fields | answer).status == 422


def test_a_challenge_is_good_for_five_minutes(at: Office, device: Device):
    browser = visitor(at)
    fields = device_form(browser.get(SIGN_IN).text)
    asked = json.loads(browser.post(ENTER, fields).text)
    at.clock.at += datetime.timedelta(minutes=5)
    answer = {"act": "passkey", "passkey": json.dumps(device.signs(asked))}
    assert browser.post(ENTER, fields | answer).status == 422


def test_a_count_that_does_not_grow_is_a_copy_and_refused(at: Office, device: Device):
    assert entering(visitor(at), device).status == 303
    device.count -= 1
    assert entering(visitor(at), device).status == 422


def test_a_device_that_never_counts_is_taken(at: Office, owner: Browser):
    device = Device(counts=False)
    registered(owner, device)
    assert [entering(visitor(at), device).status for _ in range(2)] == [303, 303]


def test_a_passkey_of_somebody_else_is_no_second_step(at: Office, owner: Browser, device: Device):
    editor, theirs = at_localhost(at.joined("editor")), Device()
    registered(editor, theirs)
    browser = visitor(at)
    page = browser.send(SIGN_IN, {"name": "owner", "password": PASSWORD}).text
    assert signed_by(browser, theirs, SECOND, page).status == 422
    assert "tc-local" not in browser.cookies


def test_a_handle_of_somebody_else_is_refused(at: Office, device: Device):
    device.handle = b"somebody else"
    assert entering(visitor(at), device).status == 422


def test_an_account_has_a_bounded_number(at: Office, owner: Browser):
    for number in range(MOST_PASSKEYS):
        at.store.add_passkey(
            PasskeyRow(
                id=f"AAA{number:05}",
                user="owner",
                handle="AA",
                name="x",
                credential="",
                sign_count=0,
                made_at="2026-11-22",
            )
        )
    assert registered(owner, Device()).status == 422


def test_a_number_for_an_address_has_no_passkeys():
    assert [
        Site(one).passkey_host for one in ("https://192.0.2.7", "https://[2001:db8::1]", "http://a.example")
    ] == [""] * 3
    assert Site("https://shop.example:8443").passkey_address == "https://shop.example:8443"


def test_whatever_a_device_answers_is_refused_and_breaks_nothing():
    """Answers with bytes turned, cut and repeated: the library trips over them in many ways, we in one."""
    dice = random.Random(20261122)  # noqa: S311  A seed, so that it can be run again.
    device, challenge = Device(), b"c" * 32
    text = "Y2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2M"
    new = device.makes({"user": {"id": "AA"}, "rp": {"id": "localhost"}, "challenge": text})
    kept = made(SITE, challenge, json.dumps(new))
    row = PasskeyRow(
        id=kept.id,
        user="o",
        handle="AA",
        name="x",
        credential=kept.credential,
        sign_count=0,
        made_at="2026-11-22",
    )
    device.handle = b"\0"
    answer = device.signs({"rpId": "localhost", "challenge": text})
    assert signed(SITE, challenge, json.dumps(answer), row) == 1
    for plain, check in (
        (new, lambda one: made(SITE, challenge, one)),
        (answer, lambda one: signed(SITE, challenge, one, row)),
    ):
        for _ in range(150):
            broken = _broken(json.dumps(plain), dice)
            try:
                check(broken)
            except RefusedPasskey:
                continue
    for nest in (
        "[" * 9_000,
        '{"rawId":' * 2_000,
        "null",
        "\ud800",
        '{"response":{"attestationObject":"' + "gYGB" * 4_000 + '"}}',
    ):
        with pytest.raises(RefusedPasskey):
            made(SITE, challenge, nest)


def _broken(text: str, dice: random.Random) -> str:
    """*text* with some of its characters changed, twice or gone."""
    for _ in range(dice.randint(1, 3)):
        at = dice.randrange(len(text))
        text = text[:at] + dice.choice(("", text[at] * 2, dice.choice('AZaz09_-{}[]",:'))) + text[at + 1 :]
    return text
