"""One more shop from the admin: by owners, whole or not at all, under a name of its own."""

from builders_admin import Browser, Office, signed_in
from builders_web import shop

from comparison.storage.access import own
from comparison.web.admin.new_shop import MOST_OWNED

NEW = "/admin/_/new-shop"


def test_an_owner_makes_one_more_with_its_lines_in_the_log(at: Office, owner: Browser):
    got = owner.send(NEW, {"shop_name": "Second Floor"})
    assert got.headers["location"] == "/admin/second-floor"
    assert owner.get("/admin/second-floor").status == 200
    assert [row.action for _, row in at.store.audit("second-floor")] == ["first_owner", "save"]
    assert "Second Floor" in owner.page("/admin").text
    assert at.store.role("second-floor", "owner").role == "owner"


def test_the_rest_is_guessed_as_in_the_first_run(at: Office, owner: Browser):
    owner.send("/admin/_/account", {"language": "ko"})
    owner.headers["accept-language"] = "ko-KR,ko;q=0.9"
    for key in ("shop", "shop-2"):
        assert owner.send(NEW, {"shop_name": "둘째 가게"}).headers["location"] == f"/admin/{key}"
    made = at.store.get("shop", "shop", "shop").record
    assert (made.markets, made.languages, made.time_zone) == (("KR",), ("ko",), "Asia/Seoul")


def test_what_cannot_be_is_said_at_its_field(at: Office, owner: Browser):
    for field, typed in (("shop_name", "Acme!"), ("shop_name", ""), ("time_zone", "Mars")):
        got = owner.send(NEW, {"shop_name": "Other"} | {field: typed})
        assert got.status == 422
        assert f'id="e-{field}"' in got.text
    assert at.store.shops() == ["acme"]


def test_whoever_owns_nothing_makes_nothing(at: Office, owner: Browser):
    other = signed_in(at, "editor")
    assert other.get(NEW).status == 403
    token = other.filled("/admin/_/account")["_token"]
    assert other.post(NEW, {"_token": token, "shop_name": "Other"}).status == 403
    assert "new-shop" not in other.get("/admin/acme").text


def test_an_account_owns_a_bounded_number(at: Office, owner: Browser):
    for number in range(MOST_OWNED - 1):
        key = f"s{number}"
        at.store.save(key, shop(key=key), expected=0, by="test")
        own(at.store, key, "owner", now="2026-11-22T12:00:00.000000Z")
    assert owner.get(NEW).status == 422
    token = owner.filled("/admin/_/account")["_token"]
    assert owner.post(NEW, {"_token": token, "shop_name": "Other"}).status == 422
