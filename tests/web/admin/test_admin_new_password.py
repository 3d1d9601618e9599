"""A new password for an account that is there: who may make the link, what it does, and when it ends."""

import datetime

import pytest
from builders_admin import PASSWORD, Browser, Office, fields_of
from builders_tree import tree

from comparison.storage.accounts import Role, RoleRow
from comparison.storage.factors import TotpRow
from comparison.storage.password_links import link_for, link_of_operator, may_give

FRESH = "another long enough sentence"
NOON = "2026-11-22T12:00:00.000000Z"
PEOPLE = "/admin/acme/people"
SIGN_IN = "/admin/_/sign-in"


def pressed(browser: Browser, user: str) -> str:
    """The address that the button beside *user* shows, below the host."""
    token = browser.filled("/admin/_/account")["_token"]
    got = browser.post(PEOPLE, {"_token": token, "act": "password", "user": user})
    assert got.status == 200, got.text
    shown = [one.text for one in tree(got.text.removeprefix("<!doctype html>")).every("code")]
    return shown[0].partition(":8670")[2]


def enters(at: Office, name: str, password: str) -> str:
    """Where signing in leads; empty where it is refused."""
    got = at.browser().send(SIGN_IN, {"name": name, "password": password})
    return got.headers.get("location", "") if got.status == 303 else ""


def test_an_owner_makes_a_link_that_gives_a_new_password_once(at: Office, owner: Browser):
    editor = at.joined("editor", name="anna")
    address = pressed(owner, "anna")
    friend = at.browser()
    assert "For the account anna." in friend.page(address).text
    got = friend.send(address, {"password": FRESH})
    assert (got.status, got.headers["location"]) == (303, f"{SIGN_IN}?did=password")
    assert "The new password counts from now on" in friend.page(got.headers["location"]).text
    assert editor.get("/admin/acme").headers["location"].startswith(SIGN_IN)
    assert (enters(at, "anna", PASSWORD), enters(at, "anna", FRESH)) == ("", "/admin")
    assert at.browser().get(address).status == 410
    lines = [(row.action, row.by, row.key) for _, row in at.store.audit("acme")][:2]
    assert lines == [("password", "anna", "anna"), ("password_link", "owner", "anna")]


def test_only_digests_of_a_link_are_kept(at: Office, owner: Browser):
    at.joined("editor", name="anna")
    secret = pressed(owner, "anna").rpartition("/")[2]
    found = b"".join(one.read_bytes() for one in at.folder.glob("shop.db*") if one.is_file())
    assert b"password" in found
    assert secret.partition(".")[2].encode() not in found


def test_a_weak_password_is_refused_and_the_link_stays(at: Office, owner: Browser):
    at.joined("editor", name="anna")
    address = pressed(owner, "anna")
    assert at.browser().send(address, {"password": "short"}).status == 422
    assert at.browser().get(address).status == 200


def test_a_link_ends_after_a_day_and_with_any_new_password(at: Office, owner: Browser):
    at.joined("editor", name="anna")
    first, second = pressed(owner, "anna"), pressed(owner, "anna")
    at.browser().send(first, {"password": FRESH})
    assert at.browser().get(second).status == 410
    third = link_for(at.store, "acme", "anna", by="owner", now=at.clock())
    at.clock.at += datetime.timedelta(hours=24)
    assert at.browser().get(f"/admin/_/password/{third}").status == 410


def test_an_address_that_is_no_link_is_refused(at: Office, owner: Browser):
    at.joined("editor", name="anna")
    for secret in ("x", "YW5uYQ.x", "_w.x", "....", "bm9ib2R5." + "A" * 32, "é.x"):
        assert at.browser().get(f"/admin/_/password/{secret}").status in {404, 410}, secret


def test_a_second_step_stays_in_force(at: Office, owner: Browser):
    at.joined("editor", name="anna")
    at.store.keep_totp(TotpRow(user="anna", secret="A" * 32, made_at=NOON, confirmed_at=NOON))
    at.browser().send(pressed(owner, "anna"), {"password": FRESH})
    got = at.browser().send(SIGN_IN, {"name": "anna", "password": FRESH})
    assert at.store.totp("anna") is not None
    assert "session" not in got.headers.get("set-cookie", "")
    assert got.headers.get("location", "") != "/admin"


def joined_elsewhere(at: Office, user: str, role: Role) -> None:
    row = RoleRow(shop="beta", user=user, role=role, given_at=NOON, given_by="test")
    at.store.save_role(row)


@pytest.mark.parametrize("role", ["viewer", "owner"])
def test_nobody_gives_a_password_to_whoever_may_do_more_in_another_shop(
    at: Office, owner: Browser, role: Role
):
    at.joined("editor", name="anna")
    joined_elsewhere(at, "anna", role)
    token = owner.filled("/admin/_/account")["_token"]
    got = owner.post(PEOPLE, {"_token": token, "act": "password", "user": "anna"})
    assert got.status == 422
    assert "They may do more than you" in got.text
    joined_elsewhere(at, "owner", "owner")
    assert may_give(at.store, "acme", "anna", by="owner")


def test_only_owners_make_links(at: Office, owner: Browser):
    at.joined("viewer", name="anna")
    other = at.joined("editor", name="other")
    token = other.filled("/admin/_/account")["_token"]
    got = other.post(PEOPLE, {"_token": token, "act": "password", "user": "anna"})
    assert got.status == 403
    assert "Link for a new password" not in other.page(PEOPLE).text


def test_one_makes_no_link_for_oneself_or_for_strangers(at: Office, owner: Browser):
    token = owner.filled("/admin/_/account")["_token"]
    own = owner.post(PEOPLE, {"_token": token, "act": "password", "user": "owner"})
    assert (own.status, "Change your own password" in own.text) == (422, True)
    assert owner.post(PEOPLE, {"_token": token, "act": "password", "user": "nobody"}).status == 404
    buttons = [fields_of(one) for one in owner.page(PEOPLE).every("form")]
    assert not [one for one in buttons if one.get("act") == "password"]


def test_a_link_holds_no_longer_than_the_rights_of_its_maker(at: Office, owner: Browser):
    at.joined("editor", name="anna")
    at.joined("owner", name="third")
    address = f"/admin/_/password/{link_for(at.store, 'acme', 'anna', by='third', now=at.clock())}"
    assert at.browser().get(address).status == 200
    at.store.delete_role("acme", "third")
    assert at.browser().get(address).status == 410


def test_whoever_runs_the_server_gives_a_password_to_everybody(at: Office, owner: Browser):
    address = f"/admin/_/password/{link_of_operator(at.store, 'owner', now=at.clock())}"
    assert at.browser().send(address, {"password": FRESH}).status == 303
    assert enters(at, "owner", FRESH) == "/admin"
    lines = [(row.action, row.by) for _, row in at.store.audit("acme")][:2]
    assert lines == [("password", "owner"), ("password_link", "command line")]
