"""The shop's settings, the example of every editing page: what is saved, refused, held side by side, noted."""

from builders_admin import Browser, Office, fields_of, signed_in
from builders_tree import tree

from comparison.core.catalogue import Shop
from comparison.storage.auditing import changes_of

SETTINGS = "/admin/acme/settings"


def saved(at: Office) -> Shop:
    stored = at.store.get("acme", "shop", "acme")
    assert stored is not None
    assert isinstance(stored.record, Shop)
    return stored.record


def test_what_is_typed_is_saved_and_said(at: Office, owner: Browser):
    got = owner.send(SETTINGS, {"name.en": "Acme Ltd", "contact": "https://acme.example/help"})
    assert got.status == 303
    assert "Saved." in owner.page(got.headers["location"]).text
    assert saved(at).name["en"] == "Acme Ltd"
    assert saved(at).contact == "https://acme.example/help"


def test_a_script_gets_the_new_form_in_the_same_round_trip(at: Office, owner: Browser):
    got = owner.send(SETTINGS, {"name.en": "Acme Ltd"}, headers={"hx-request": "true"})
    assert got.status == 200
    assert "<html" not in got.text
    part = tree(got.text)
    assert "Saved." in part.text
    again = fields_of(list(part.every("form"))[-1])
    assert (again["name.en"], again["_revision"]) == ("Acme Ltd", "2")


def test_a_wrong_field_has_its_message_and_keeps_what_was_typed(at: Office, owner: Browser):
    got = owner.send(SETTINGS, {"time_zone": "Mars/Olympus", "name.en": "Acme Ltd"})
    assert got.status == 422
    page = tree(got.text.removeprefix("<!doctype html>"))
    [field] = [one for one in page.every("input") if one["name"] == "time_zone"]
    assert (field["value"], field["aria-invalid"]) == ("Mars/Olympus", "true")
    assert "e-time_zone" in field["aria-describedby"]
    assert 'value="Acme Ltd"' in got.text
    assert saved(at).time_zone == "UTC"


def test_a_bound_of_the_core_is_said_at_its_field(owner: Browser):
    got = owner.send(SETTINGS, {"contact": "ftp://acme.example"})
    assert got.status == 422
    assert 'id="e-contact"' in got.text


def test_without_a_language_nothing_is_saved(at: Office, owner: Browser):
    filled = owner.filled(SETTINGS)
    got = owner.post(SETTINGS, {name: value for name, value in filled.items() if name != "languages"})
    assert got.status == 422
    assert saved(at).languages == ("en", "ko")


def test_who_was_slower_sees_both_versions_and_loses_nothing(at: Office, owner: Browser):
    mine = owner.filled(SETTINGS)
    owner.send(SETTINGS, {"name.en": "Theirs", "time_zone": "Asia/Seoul"})
    got = owner.post(SETTINGS, mine | {"name.en": "Mine"})
    assert got.status == 409
    assert "Theirs" in got.text
    assert "Mine" in got.text
    assert saved(at).name["en"] == "Theirs"


def test_each_field_of_two_versions_is_chosen_by_itself(at: Office, owner: Browser):
    mine = owner.filled(SETTINGS)
    owner.send(
        SETTINGS,
        {"name.en": "Theirs", "time_zone": "Asia/Seoul", "markets": ["US", "KR"], "first_market": "KR"},
    )
    got = owner.post(SETTINGS, mine | {"name.en": "Mine", "contact": "https://acme.example/help"})
    both = fields_of(list(tree(got.text.removeprefix("<!doctype html>")).every("form"))[-1])
    chosen = both | {
        "_pick.name.en": "mine",
        "_pick.time_zone": "theirs",
        "_pick.markets": "theirs",
        "_pick.first_market": "theirs",
    }
    assert owner.post(SETTINGS, chosen).status == 303
    record = saved(at)
    assert (record.name["en"], record.time_zone) == ("Mine", "Asia/Seoul")
    assert record.markets == ("KR", "US")
    assert record.contact == "https://acme.example/help"


def test_a_change_is_in_the_log_with_who_and_what(at: Office, owner: Browser):
    owner.send(SETTINGS, {"name.en": "Acme Ltd"})
    [row] = at.store.audit_of("acme", "shop", "acme")
    assert (row.by, row.action) == ("owner", "save")
    assert changes_of(row) == [("name.en", "Acme", "Acme Ltd")]
    assert "Acme Ltd" in owner.page("/admin/acme/changes").text


def test_a_refused_change_leaves_no_line_in_the_log(at: Office, owner: Browser):
    owner.send(SETTINGS, {"time_zone": "Mars/Olympus"})
    assert at.store.audit_of("acme", "shop", "acme") == []


def test_an_ended_session_brings_the_form_back_with_its_content(at: Office, owner: Browser):
    mine = owner.filled(SETTINGS) | {"name.en": "Typed for an hour"}
    at.store.end_sessions("owner")
    got = owner.post(SETTINGS, mine)
    assert got.status == 401
    form = fields_of(list(tree(got.text.removeprefix("<!doctype html>")).every("form"))[-1])
    got = owner.post("/admin/_/sign-in", form | {"name": "owner", "password": "a long enough sentence"})
    assert got.status == 303
    back = owner.filled(got.headers["location"])
    assert back["name.en"] == "Typed for an hour"
    assert saved(at).name["en"] == "Acme"
    assert owner.post(SETTINGS, back).status == 303
    assert saved(at).name["en"] == "Typed for an hour"


def test_a_form_that_waits_is_only_for_whoever_typed_it(at: Office, owner: Browser):
    editor = signed_in(at, "editor")
    mine = owner.filled(SETTINGS) | {"name.en": "Secret plan"}
    at.store.end_sessions("owner")
    form = fields_of(
        list(tree(owner.post(SETTINGS, mine).text.removeprefix("<!doctype html>")).every("form"))[-1]
    )
    got = owner.post("/admin/_/sign-in", form | {"name": "owner", "password": "a long enough sentence"})
    assert "Secret plan" not in editor.get(got.headers["location"]).text


def test_an_address_without_a_page_says_so_with_the_way_back(owner: Browser):
    got = owner.get("/admin/acme/nowhere")
    assert got.status == 404
    assert 'href="/admin"' in got.text
    assert "Settings" in got.text
