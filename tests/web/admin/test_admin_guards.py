"""Nobody changes anything without a session, a token and a role; the routes themselves are asked."""

import re

import pytest
from builders_admin import PASSWORD, Browser, Office, office, signed_in
from builders_web import new_store, shop

from comparison.core.errors import StoreUnusable
from comparison.web.admin import pages_app

_OPEN = (
    *("/admin/_/sign-in", "/admin/_/first/", "/admin/_/invitation/", "/admin/_/password/"),
    *("/admin/_/second-step", "/admin/_/passkey"),
)


def _routes() -> list[tuple[str, str]]:
    """Every route of the merchant's side with its method."""
    import tempfile
    from pathlib import Path

    from comparison.settings import Settings
    from comparison.web.admin.desk import Desk
    from comparison.web.admin.site import Site
    from comparison.web.reading import Reader, this_moment
    from comparison.web.render import Renderer
    from comparison.web.sealing import Sealing

    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(database=f"sqlite:{Path(folder) / 'x.db'}")
        reader = Reader(new_store(Path(folder)), threaded=False, clock=this_moment)
        renderer = Renderer(own=None, address=settings.address, asset_url=lambda name: name)
        site, sealing = Site(settings.address), Sealing(tuple)
        application = pages_app(Desk(reader, renderer, site, sealing=sealing))
    return [
        (method, route.path)
        for route in application.routes
        for method in route.methods
        if method not in {"OPTIONS", "HEAD"}
    ]


ROUTES = _routes()
CHANGES = [path for method, path in ROUTES if method != "GET" and not path.startswith(_OPEN)]
PAGES = [path for method, path in ROUTES if method == "GET" and not path.startswith(_OPEN)]
ASKING = [path for path in PAGES if path.endswith(("/remove", "/ours"))]
IN_SHOPS = [path for path in CHANGES if "{shop:str}" in path]


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """One installation for every question of this file: nothing here is to change anything."""
    installation = office(tmp_path_factory.mktemp("guards"))
    installation.store.save("other", shop(key="other"), expected=0, by="test")
    return installation


@pytest.fixture(scope="module")
def owner(at: Office) -> Browser:
    return at.owner()


@pytest.fixture(scope="module")
def viewer(at: Office, owner: Browser) -> Browser:
    return signed_in(at, "viewer")


@pytest.fixture(scope="module")
def stranger(at: Office, owner: Browser) -> Browser:
    """Somebody who owns another shop."""
    return at.joined("owner", "other", "stranger")


def _at(path: str, name: str = "acme") -> str:
    return re.sub(r"\{[a-z_]+:str\}", "some", path.replace("{shop:str}", name))


def _token(browser) -> str:
    return browser.filled("/admin/_/account")["_token"]


def test_there_are_routes_to_ask():
    assert len(CHANGES) >= 5
    assert len(IN_SHOPS) >= 2


@pytest.mark.parametrize("path", CHANGES)
def test_a_change_without_the_token_is_refused(owner, path):
    assert owner.post(_at(path), {"name.en": "Other"}).status == 403


@pytest.mark.parametrize("path", CHANGES)
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example", "sec-fetch-site": "cross-site"},
        {"origin": "http://127.0.0.1:9999", "sec-fetch-site": "same-site"},
        {"origin": "null", "sec-fetch-site": ""},
        {"origin": "", "sec-fetch-site": ""},
    ],
)
def test_a_change_from_another_page_is_refused_even_with_the_token(owner, path, headers):
    assert owner.post(_at(path), {"_token": _token(owner)}, headers=headers).status == 403


@pytest.mark.parametrize("path", CHANGES)
def test_a_change_by_somebody_signed_out_leads_to_signing_in(at, path):
    browser = at.browser()
    got = browser.post(_at(path), {"name.en": "Other"})
    assert got.status == 401
    assert 'action="/admin/_/sign-in"' in got.text


@pytest.mark.parametrize("path", IN_SHOPS)
def test_a_viewer_changes_nothing(viewer, path):
    assert viewer.post(_at(path), {"_token": _token(viewer)}).status == 403


@pytest.mark.parametrize("path", ASKING)
def test_a_viewer_is_not_asked_about_what_they_may_not_do(viewer, path):
    assert viewer.get(_at(path)).status == 403


@pytest.mark.parametrize("path", [path for path in (*IN_SHOPS, *PAGES) if "{shop:str}" in path])
def test_a_shop_of_others_is_not_there(stranger, path):
    stranger_of_acme = _at(path)
    got = (
        stranger.post(stranger_of_acme, {"_token": _token(stranger)})
        if path in IN_SHOPS
        else stranger.get(stranger_of_acme)
    )
    assert got.status == 404


@pytest.mark.parametrize("path", PAGES)
def test_a_page_for_somebody_signed_out_leads_to_signing_in(at, path):
    got = at.browser().get(_at(path))
    assert got.status == 303
    assert got.headers["location"].startswith("/admin/_/sign-in?next=")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_closed_never_kept_and_runs_only_our_files(owner, path):
    got = owner.get(_at(path))
    # Where the shop has no record of that key, the answer that says so is as closed.
    assert got.status in {200, 303, 404}
    assert got.headers["cache-control"] == "no-store"
    policy = got.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy or path.endswith("/frame")
    assert "unsafe" not in policy
    assert "access-control-allow-origin" not in got.headers


@pytest.mark.parametrize("path", PAGES)
def test_no_page_holds_a_style_or_a_script_of_its_own(owner, path):
    text = owner.get(_at(path)).text
    assert not re.search(r"<style|<script(?![^>]* src=)| style=| on[a-z]+=", text)


@pytest.mark.parametrize("target", ["/fragments/acme/air", "/c/acme/air", "/healthz", "/static/0/admin.css"])
def test_no_cookie_is_set_outside_of_the_merchants_side(owner, target):
    assert "set-cookie" not in owner.get(target).headers


def test_an_address_that_is_not_ours_cannot_be_signed_in_by(at):
    got = at.browser().get("/admin/_/sign-in", headers={"host": "evil.example"})
    assert got.status == 403


def test_that_the_database_does_not_answer_is_said_and_why_only_in_the_log(at, log, monkeypatch):
    def cannot(*_: object, **__: object) -> int:
        reason = "The database /srv/shop.db cannot grow: its disk is full."
        raise StoreUnusable(reason)

    browser = at.browser()
    form = browser.filled("/admin/_/sign-in")
    monkeypatch.setattr(type(at.store), "count_attempt", cannot)
    got = browser.post("/admin/_/sign-in", form | {"name": "owner", "password": PASSWORD})
    assert (got.status, "/srv/shop.db" in got.text) == (503, False)
    assert [(one["event"], "/srv/shop.db" in one["reason"]) for one in log] == [("unavailable", True)]


def test_the_merchants_side_is_not_loaded_for_shoppers():
    import subprocess
    import sys

    program = (
        "import sys, comparison.app; bad = [m for m in sys.modules if m.startswith(('argon2', 'comparison.web.admin.'))];"
        "sys.exit(', '.join(bad))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == ""


def test_a_head_request_gets_the_headers_alone(owner):
    got = owner.get("/admin/acme", headers={})
    head = owner._took(owner._asking.get("/admin/acme", owner._said(None), method="HEAD"))
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-type"] == got.headers["content-type"]


def test_a_form_in_parts_is_read_as_any_other(at, owner):
    parts = owner.filled("/admin/acme/settings") | {"name.en": "In parts"}
    pairs = [
        (name, one) for name, them in parts.items() for one in ([them] if isinstance(them, str) else them)
    ]
    body = "".join(
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in pairs
    )
    said = owner._said(owner.own | {"content-type": "multipart/form-data; boundary=x"})
    got = owner._asking.get("/admin/acme/settings", said, method="POST", body=f"{body}--x--\r\n".encode())
    assert got.status == 303
    assert at.store.get("acme", "shop", "acme").record.name["en"] == "In parts"


@pytest.mark.parametrize(("size", "status"), [(250_000, 422), (400_000, 413)])
def test_a_form_that_is_too_large_is_refused(owner, size, status):
    token = owner.filled("/admin/_/account")["_token"]
    fields = {"_token": token, "name.en": "x" * size}
    assert owner.post("/admin/acme/settings", fields).status == status
