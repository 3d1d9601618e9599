"""Check and publish, schedule, history, restore, offline: what is shown before, what is refused, what is noted."""

from pathlib import Path

import msgspec
import pytest
from builders_admin import Browser, Office, fields_of, signed_in
from builders_comparisons import (
    CHECK,
    HERE,
    HISTORY,
    air_office,
    at_the_desk,
    changed_product,
    draft,
    main_of,
    published,
    renamed,
)
from builders_web import price, product

from comparison.core.catalogue import Tier
from comparison.core.errors import StoreUnusable
from comparison.storage.auditing import changes_of
from comparison.web.admin.comparisons.history import was_live

SHOPPER = "/c/acme/air"


@pytest.fixture
def at(tmp_path: Path) -> Office:
    return air_office(tmp_path)


@pytest.fixture
def owner(at: Office) -> Browser:
    return at_the_desk(at)


def live(at: Office) -> int:
    row = at.store.live("acme", "air", at.clock.text)
    return row.number if row else 0


def broken(at: Office) -> None:
    """Two tiers of one product, under one key: rule S03."""
    stored = at.store.get("acme", "comparison", "air")
    tier = draft(at).tiers[0]
    at.store.save(
        "acme", msgspec.structs.replace(draft(at), tiers=(tier, tier)), expected=stored.revision, by="test"
    )


def test_what_shoppers_will_see_is_said_before_the_first_publication(owner: Browser):
    assert "Shoppers will see 2 products and 2 rows." in owner.page(CHECK).text


def test_publishing_is_one_press_and_shoppers_see_it(at: Office, owner: Browser):
    assert owner.get(SHOPPER).status == 404
    got = published(owner, {"note": "First prices"})
    assert got.status == 303
    assert "Published." in owner.page(got.headers["location"]).text
    assert "Air &lt;cleaners&gt;" in owner.get(SHOPPER).text
    [row] = at.store.audit_of("acme", "comparison", "air")
    assert (row.by, row.action) == ("owner", "publish")
    assert changes_of(row) == [("edition", None, "1"), ("note", None, "First prices")]


def test_what_is_published_is_said_to_be_although_nothing_could_be_made_ready(at: Office, owner, monkeypatch):
    def cannot(*_: object) -> None:
        raise StoreUnusable("The disk is full.")

    monkeypatch.setattr("comparison.storage.sqlite.SqliteStore.keep_prepared", cannot)
    got = [published(owner)]
    renamed(at, "Clean air")
    got.append(published(owner))
    at.clock.at = at.clock.at.replace(minute=5)
    got.append(owner.send(f"{HISTORY}/1", {}))
    assert [one.status for one in got] == [303, 303, 303]
    assert live(at) == 1


def test_what_is_worth_a_look_is_one_line_with_one_tick(owner: Browser):
    page = owner.page(CHECK)
    [line] = [one.text for one in page.every("summary") if "worth a look" in one.text]
    assert line == "7 things worth a look"
    assert len([one for one in page.every("input") if one["name"] == "ticked"]) == 1
    got = owner.send(CHECK, {"note": "Kept"})
    assert got.status == 422
    assert 'id="e-ticked"' in got.text
    assert 'value="Kept"' in got.text
    assert owner.get(SHOPPER).status == 404


def test_errors_are_said_one_by_one_with_their_fix_and_their_page_and_nothing_is_published(
    at: Office, owner: Browser
):
    broken(at)
    page = owner.page(CHECK)
    errors = [one for one in page.every("li", of_class="finding") if one["data-level"] == "error"]
    assert errors
    assert all(next(one.every("a"))["href"].startswith("/admin/acme/") for one in errors)
    assert not [one for one in page.every("button") if one.text == "Publish"]
    got = owner.post(CHECK, {"_token": owner.filled("/admin/_/account")["_token"], "when": "now"})
    assert got.status == 422
    assert live(at) == 0
    assert at.store.audit_of("acme", "comparison", "air") == []


def test_prices_rows_and_fits_are_said_old_and_new_before_publishing(at: Office, owner: Browser):
    published(owner)
    product = changed_product(at, "air-lite", prices=(price("12.00"),))
    quiet = [
        msgspec.structs.replace(cell, value=msgspec.structs.replace(cell.value, yes=True))
        if cell.feature == "quiet"
        else cell
        for cell in product.cells
    ]
    changed_product(at, "air-lite", cells=tuple(quiet))
    told = [one.text for one in next(owner.page(CHECK).every("ul", of_class="told")).every("li")]
    assert any("$10.00" in one and "$12.00" in one for one in told)
    assert any("Quiet mode" in one for one in told)
    assert any("Small flat" in one for one in told)


def test_a_title_and_an_order_are_named_too(at: Office, owner: Browser):
    published(owner)
    owner.send(HERE, {"title.en": "Purifiers", "_act": "tiers.down.lite"})
    text = owner.page(CHECK).text
    assert "Also: the title, products and their order" in text


def test_where_nothing_changes_there_is_nothing_to_press(owner: Browser):
    published(owner)
    page = owner.page(CHECK)
    assert "Nothing changes." in page.text
    assert not [one for one in page.every("button") if one.text == "Publish"]


def test_a_draft_that_changed_while_somebody_looked_is_not_published(at: Office, owner: Browser):
    seen = owner.filled(CHECK)
    renamed(at, "Somebody else's title")
    got = owner.post(CHECK, seen | {"ticked": "1"})
    assert got.status == 409
    assert "The draft changed while you looked" in got.text
    assert live(at) == 0
    [ticked] = [one for one in main_of(got).every("input") if one["name"] == "ticked"]
    assert "checked" not in ticked.attributes


def test_a_publication_is_scheduled_by_the_shops_clock(at: Office, owner: Browser):
    shop = at.store.get("acme", "shop", "acme")
    at.store.save(
        "acme",
        msgspec.structs.replace(shop.record, time_zone="Asia/Seoul"),
        expected=shop.revision,
        by="test",
    )
    assert published(owner, {"when": "later", "at": "2026-11-24T09:00"}).status == 303
    [entry] = at.store.scheduled("acme", at.clock.text)
    assert entry.since == "2026-11-24T00:00:00.000000Z"
    assert owner.get(SHOPPER).status == 404
    assert "Edition 1 from 2026-11-24 09:00" in owner.page(HISTORY).text
    [row] = at.store.audit_of("acme", "comparison", "air")
    assert row.action == "schedule"


@pytest.mark.parametrize("typed", ["", "tomorrow", "2026-11-21T09:00", "2026-13-01T00:00"])
def test_a_moment_that_cannot_be_is_said_at_its_field(at: Office, owner: Browser, typed: str):
    got = published(owner, {"when": "later", "at": typed})
    assert got.status == 422
    assert 'id="e-at"' in got.text
    assert at.store.scheduled("acme", at.clock.text) == []


@pytest.mark.parametrize(
    ("zone", "typed"),
    [
        ("America/New_York", "9999-12-31T23:59"),
        ("Asia/Seoul", "0001-01-01T00:00"),
        ("UTC", "2126-11-24T09:00"),
    ],
)
def test_a_year_that_is_a_slip_of_the_finger_is_refused(at: Office, owner: Browser, zone: str, typed: str):
    shop = at.store.get("acme", "shop", "acme")
    at.store.save(
        "acme", msgspec.structs.replace(shop.record, time_zone=zone), expected=shop.revision, by="test"
    )
    got = published(owner, {"when": "later", "at": typed})
    assert got.status == 422
    assert 'id="e-at"' in got.text
    assert at.store.scheduled("acme", at.clock.text) == []


def test_an_hour_that_the_clocks_leave_out_is_refused(at: Office, owner: Browser):
    shop = at.store.get("acme", "shop", "acme")
    at.store.save(
        "acme",
        msgspec.structs.replace(shop.record, time_zone="America/New_York"),
        expected=shop.revision,
        by="test",
    )
    got = published(owner, {"when": "later", "at": "2027-03-14T02:30"})
    assert got.status == 422
    assert "no such time" in got.text


def test_what_is_scheduled_is_cancelled_and_what_is_live_stays(at: Office, owner: Browser):
    published(owner)
    renamed(at, "Later")
    published(owner, {"when": "later", "at": "2026-11-24T09:00"})
    [cancelling] = [
        one for one in owner.page(HISTORY).every("form") if one["action"] == HISTORY and one["hx-post"]
    ]
    got = owner.post(HISTORY, fields_of(cancelling))
    assert got.status == 303
    page = owner.page(got.headers["location"])
    assert "Cancelled." in page.text
    assert "Edition 2 from" not in page.text
    at.clock.at = at.clock.at.replace(day=25)
    assert live(at) == 1


def test_what_was_cancelled_neither_comes_back_nor_is_told_as_having_been_live(at: Office, owner: Browser):
    published(owner)
    renamed(at, "Later")
    published(owner, {"when": "later", "at": "2026-11-24T09:00"})
    owner.post(HISTORY, fields_of(next(one for one in owner.page(HISTORY).every("form") if one["hx-post"])))
    published(owner)
    page = owner.page(HISTORY)
    assert "Scheduled" not in page.text
    assert page.text.count("made edition") == 2
    at.clock.at = at.clock.at.replace(day=25)
    assert live(at) == 2
    told = was_live(at.store.live_log("acme", "air"), at.clock.text)
    assert [entry.number for entry in told] == [2, 1]


def test_what_is_scheduled_first_of_all_is_cancelled_too(at: Office, owner: Browser):
    published(owner, {"when": "later", "at": "2026-11-24T09:00"})
    assert owner.send(HISTORY, {}).status == 303
    at.clock.at = at.clock.at.replace(day=25)
    assert live(at) == 0


def test_the_history_says_who_when_and_why(at: Office, owner: Browser):
    published(owner, {"note": "First prices"})
    text = owner.page(HISTORY).text
    assert all(one in text for one in ("Edition 1", "owner", "2026-11-22 12:00", "First prices"))


def test_any_two_editions_are_held_against_each_other(at: Office, owner: Browser):
    published(owner)
    changed_product(at, "air-lite", prices=(price("12.00"),))
    published(owner)
    text = owner.page(f"{HISTORY}?from=2&to=1").text
    assert "From edition 2 to 1" in text
    assert "Lite: $12.00 → $10.00" in text.replace(" a month", "")
    assert owner.get(f"{HISTORY}?from=1&to=9").status == 404
    assert owner.get(f"{HISTORY}?from=x&to=").status == 200


def test_an_earlier_version_is_restored_after_saying_what_changes(at: Office, owner: Browser):
    published(owner)
    before = owner.get(SHOPPER).text
    changed_product(at, "air-lite", prices=(price("12.00"),))
    published(owner)
    at.clock.at = at.clock.at.replace(minute=5)
    page = owner.page(f"{HISTORY}/1")
    assert "Lite: $12.00" in page.text
    got = owner.send(f"{HISTORY}/1", {"note": "Wrong price"})
    assert got.status == 303
    assert "Restored." in owner.page(got.headers["location"]).text
    assert owner.get(SHOPPER).text == before
    row = at.store.audit_of("acme", "comparison", "air")[0]
    assert row.action == "rollback"
    assert changes_of(row) == [("edition", "2", "1"), ("note", None, "Wrong price")]


@pytest.mark.parametrize("number", ["9", "0", "x", "99999999999999999999"])
def test_an_edition_that_never_was_is_not_restored(owner: Browser, number: str):
    published(owner)
    assert owner.get(f"{HISTORY}/{number}").status == 404


def test_a_comparison_is_taken_offline_after_asking_and_comes_back(at: Office, owner: Browser):
    published(owner)
    got = owner.send(f"{HERE}/offline", {"note": "Sold"})
    assert got.status == 303
    assert owner.get(SHOPPER).status == 404
    assert at.store.audit_of("acme", "comparison", "air")[0].action == "offline"
    assert owner.get(f"{HERE}/offline").status == 404
    at.clock.at = at.clock.at.replace(minute=5)
    owner.send(f"{HISTORY}/1", {})
    assert owner.get(SHOPPER).status == 200


def test_a_refused_publication_says_why_and_stores_nothing(at: Office, owner: Browser, monkeypatch):
    monkeypatch.setattr("comparison.storage.publish.MOST_DOCUMENT_BYTES", 100)
    got = published(owner)
    assert got.status == 422
    assert "finding" in got.text
    assert 'data-level="error"' in got.text
    assert live(at) == 0
    assert at.store.editions("acme", "air") == []


def test_a_viewer_looks_and_cannot_publish(at: Office, owner: Browser):
    viewer = signed_in(at, "viewer")
    page = viewer.page(CHECK)
    assert "Only editors and owners publish." in page.text
    assert not [one for one in page.every("button") if one.text == "Publish"]


def test_a_script_gets_the_page_as_it_is_afterwards_in_one_round_trip(owner: Browser):
    got = owner.send(CHECK, {"ticked": "1"}, headers={"hx-request": "true"})
    assert got.status == 200
    assert "<html" not in got.text
    assert "Published." in got.text
    assert "Nothing changes." in got.text


def test_in_korean_the_words_are_those_agreed_on(at: Office):
    merchant = at_the_desk(at, "ko")
    text = merchant.page(CHECK).text
    assert "확인하면 좋은 점 7가지" in text
    assert "게시하기" in text


def test_the_price_of_a_product_past_the_first_table_is_told_too(at: Office, owner: Browser):
    keys = [f"x{number}" for number in range(6)]
    more = [
        product(key, f"{30 + place}.00", rooms=str(5 + place), quiet=True) for place, key in enumerate(keys)
    ]
    at.store.save_all("acme", more, by="test")
    stored = at.store.get("acme", "comparison", "air")
    tiers = (*draft(at).tiers, *(Tier(key=key, product=f"air-{key}") for key in keys))
    changed = msgspec.structs.replace(draft(at), tiers=tiers)
    at.store.save("acme", changed, expected=stored.revision, by="test")
    published(owner)
    changed_product(at, "air-x5", prices=(price("35.50"),))
    assert "$35.50" in owner.page(CHECK).text


def test_what_is_done_in_the_preview_is_not_counted(at: Office, owner: Browser):
    stored = at.store.get("acme", "shop", "acme")
    at.store.save(
        "acme", msgspec.structs.replace(stored.record, counting=True), expected=stored.revision, by="test"
    )
    assert "data-count" not in owner.get(f"{HERE}/draft?lang=en").text


def test_two_people_publishing_the_same_draft_make_one_edition(at: Office, owner: Browser):
    seen = owner.filled(CHECK) | {"ticked": "1"}
    assert owner.post(CHECK, seen).status == 303
    assert owner.post(CHECK, seen).status == 303
    assert [row.number for row in at.store.editions("acme", "air")] == [1]
    assert len(at.store.audit_of("acme", "comparison", "air")) == 1
