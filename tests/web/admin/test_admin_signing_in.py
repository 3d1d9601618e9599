"""First run, signing in and out, sessions, lockout, people."""

import datetime

import pytest
from builders_admin import PASSWORD, Browser, Office, fields_of, office, signed_in
from builders_tree import tree
from builders_web import new_store

from comparison.storage.access import first_link

SIGN_IN = "/admin/_/sign-in"


def entering(browser: Browser, name: str = "owner", password: str = PASSWORD):
    return browser.send(SIGN_IN, {"name": name, "password": password})


@pytest.fixture
def empty(tmp_path) -> Office:
    """An installation with no shop at all."""
    new_store(tmp_path).close()
    made = office(tmp_path)
    made.store.delete("acme", "shop", "acme", expected=None, by="test")
    return made


def test_the_first_link_makes_the_shop_and_its_owner(empty: Office):
    browser = empty.browser("ko-KR,ko;q=0.9")
    got = browser.send(f"/admin/_/first/{empty.first}", {"shop_name": "하늬 Hanui", "password": PASSWORD})
    assert got.headers["location"] == "/admin/hanui"
    stored = empty.store.get("hanui", "shop", "hanui")
    assert stored is not None
    assert (stored.record.languages, stored.record.markets) == (("ko",), ("KR",))
    assert stored.record.time_zone == "Asia/Seoul"
    assert "아직 비교표가 없어요" in browser.page("/admin/hanui").text
    role = empty.store.role("hanui", "owner")
    assert role is not None
    assert role.role == "owner"


def test_the_first_link_works_once(at: Office):
    at.owner()
    assert at.browser().get(f"/admin/_/first/{at.first}").status == 410
    assert first_link(at.store, at.clock()) is None


def test_the_first_owner_takes_over_shops_that_nobody_owns(at: Office):
    assert at.owner().get("/admin").headers["location"] == "/admin/acme"


@pytest.mark.parametrize("password", ["short", "password1234", "aaaaaaaaaaaa", "owner12345"])
def test_an_easy_password_is_refused_at_its_field(at: Office, password: str):
    got = at.browser().send(f"/admin/_/first/{at.first}", {"user": "owner", "password": password})
    assert got.status == 422
    assert 'id="e-password"' in got.text
    assert f'value="{password}"' not in got.text
    assert not at.store.has_users()


def test_signing_in_begins_a_new_session_whatever_cookie_was_planted(at: Office, owner: Browser):
    victim = at.browser()
    victim.cookies["tc-local"] = "planted"
    assert entering(victim).status == 303
    assert victim.cookies["tc-local"] != "planted"


def test_a_wrong_password_and_an_unknown_name_get_the_same_words(at: Office, owner: Browser):
    wrong = entering(at.browser(), password="not this sentence")
    unknown = entering(at.browser(), name="nobody")
    assert (wrong.status, unknown.status) == (422, 422)
    said = [got.text.split("<li>")[1].split("</li>")[0] for got in (wrong, unknown)]
    assert said[0] == said[1]


def test_after_five_wrong_passwords_the_right_one_must_wait(at: Office, owner: Browser):
    for _ in range(5):
        assert entering(at.browser(), password="not this sentence").status == 422
    assert entering(at.browser()).status == 429
    at.clock.at += datetime.timedelta(minutes=16)
    assert entering(at.browser()).status == 303


def test_twenty_tries_a_minute_are_all_that_one_address_has(at: Office, owner: Browser):
    said = [entering(at.browser(), name=f"nobody{number}").status for number in range(21)]
    assert said == [422] * 20 + [429]


def test_signing_out_ends_the_session_for_good(at: Office, owner: Browser):
    cookie = dict(owner.cookies)
    token = owner.filled("/admin/_/account")["_token"]
    assert owner.post("/admin/_/sign-out", {"_token": token}).headers["location"] == SIGN_IN
    assert "tc-local" not in owner.cookies
    owner.cookies = cookie
    assert owner.get("/admin/acme").status == 303


def test_signing_out_everywhere_ends_the_other_devices_too(at: Office, owner: Browser):
    other = at.browser()
    entering(other)
    owner.post("/admin/_/sign-out-everywhere", {"_token": owner.filled("/admin/_/account")["_token"]})
    assert other.get("/admin/acme").headers["location"].startswith(SIGN_IN)


@pytest.mark.parametrize(
    ("minutes", "each", "status"),
    [(31, 31, 303), (60, 20, 200), (721, 20, 303)],
    ids=["idle", "in use", "half a day"],
)
def test_a_session_ends_when_it_is_idle_and_after_half_a_day(
    at: Office, owner: Browser, minutes, each, status
):
    for _ in range(minutes // each):
        at.clock.at += datetime.timedelta(minutes=each)
        got = owner.get("/admin/acme")
    at.clock.at += datetime.timedelta(minutes=minutes % each)
    assert (owner.get("/admin/acme") if minutes % each else got).status == status


def test_a_new_password_ends_every_other_session(at: Office, owner: Browser):
    other = at.browser()
    entering(other)
    got = owner.send("/admin/_/account", {"password": PASSWORD, "new_password": "another long sentence"})
    assert got.status == 303
    assert owner.get("/admin/acme").status == 200
    assert other.get("/admin/acme").status == 303
    assert entering(at.browser(), password="another long sentence").status == 303


def test_the_account_chooses_the_language(owner: Browser):
    owner.send("/admin/_/account", {"language": "ko"})
    assert "비교표" in owner.page("/admin/acme").text


def test_behind_https_the_cookie_is_bound_to_the_host(tmp_path):
    at = office(tmp_path, base_url="https://compare.example")
    browser = Browser(at.asking, host="compare.example", scheme="https")
    got = browser.send(f"/admin/_/first/{at.first}", {"password": PASSWORD})
    cookie = got.headers["set-cookie"]
    assert cookie.startswith("__Host-tc=")
    assert all(part in cookie for part in ("; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/"))
    assert "Domain" not in cookie


def test_without_encryption_only_this_machine_may_sign_in(tmp_path):
    at = office(tmp_path, base_url="http://compare.example")
    assert Browser(at.asking, host="compare.example").get(SIGN_IN).status == 403


@pytest.mark.parametrize(
    "next_",
    [
        "https://evil.example",
        "//evil.example",
        "/c/acme/air",
        "/admin\\@evil",
        "/adminx",
        "/admin/../c/acme/air",
    ],
)
def test_nobody_is_led_away_by_the_address_of_the_page_for_signing_in(at: Office, owner: Browser, next_: str):
    got = at.browser().send(SIGN_IN, {"name": "owner", "password": PASSWORD, "_next": next_})
    assert got.headers["location"] == "/admin"


def test_an_invitation_lets_one_person_in_with_its_role(at: Office, owner: Browser):
    page = owner.send("/admin/acme/people", {"role": "viewer"})
    link = page.text.split("<code>")[1].split("</code>")[0]
    address = link.removeprefix("http://127.0.0.1:8670")
    friend = at.browser()
    assert friend.send(address, {"user": "anna", "password": PASSWORD}).headers["location"] == "/admin/acme"
    assert at.store.role("acme", "anna").role == "viewer"
    assert at.browser().get(address).status == 410
    assert [row.action for _, row in at.store.audit("acme")][:2] == ["join", "invite"]


def test_another_role_counts_at_the_next_request(at: Office, owner: Browser):
    editor = signed_in(at, "editor")
    token = owner.filled("/admin/_/account")["_token"]
    taken_out = {"_token": token, "act": "remove", "user": "editor", "_sure": "1"}
    owner.post("/admin/acme/people", taken_out)
    assert editor.get("/admin/acme").status == 404


def test_nobody_is_taken_out_before_asking(at: Office, owner: Browser):
    at.joined("editor")
    token = owner.filled("/admin/_/account")["_token"]
    asked = owner.post("/admin/acme/people", {"_token": token, "act": "remove", "user": "editor"})
    assert "Take editor out of the shop?" in asked.text
    assert at.store.role("acme", "editor") is not None
    sure = fields_of(list(tree(asked.text.removeprefix("<!doctype html>")).every("form"))[-1])
    owner.post("/admin/acme/people", sure)
    assert at.store.role("acme", "editor") is None


def test_a_shop_keeps_one_owner(at: Office, owner: Browser):
    token = owner.filled("/admin/_/account")["_token"]
    for act in ("remove", "role"):
        got = owner.post(
            "/admin/acme/people",
            {"_token": token, "act": act, "user": "owner", "role": "viewer", "_sure": "1"},
        )
        assert got.status == 422
    assert at.store.role("acme", "owner").role == "owner"


def test_whoever_leaves_a_shop_is_led_out_of_it(at: Office, owner: Browser):
    leaving = at.joined("owner", name="second")
    token = leaving.filled("/admin/_/account")["_token"]
    got = leaving.post(
        "/admin/acme/people", {"_token": str(token), "act": "remove", "user": "second", "_sure": "1"}
    )
    assert (got.status, got.headers["location"]) == (303, "/admin")


def test_who_forgot_the_password_reads_who_can_let_them_in(at: Office, owner: Browser):
    text = at.browser().page("/admin/_/sign-in").text
    assert "Forgot your password?" in text
    assert "tier-compare user password NAME" in text


def test_nobody_has_forgotten_a_password_where_nobody_has_one(at: Office):
    assert "Forgot" not in at.browser().page("/admin/_/sign-in").text


def test_errors_of_the_first_page_are_said_in_the_order_of_its_fields(empty: Office):
    address = f"/admin/_/first/{empty.first}"
    got = empty.browser().send(address, {"shop_name": "", "password": "short"})
    said = [one["href"] for one in tree(got.text.removeprefix("<!doctype html>")).every("a") if one["href"]]
    assert [one for one in said if one.startswith("#f-")] == ["#f-shop_name", "#f-password"]
