"""Buyer types: cards that ask whether they still hold, needs in words, the fits of what is typed."""

import datetime

import pytest
from builders_admin import Browser, Office, fields_of, office, signed_in
from builders_tree import tree
from builders_web import publication
from msgspec.structs import replace

from comparison.core.personas import Budget, Need, Persona
from comparison.storage.auditing import changes_of
from comparison.storage.drafts import resolve
from comparison.web.admin.guesses import markets
from comparison.web.admin.personas.persona_form import is_wide
from comparison.web.admin.personas.reviewing import is_old

FLAT = "/admin/acme/personas/flat"


@pytest.fixture
def at(tmp_path) -> Office:
    """A shop with two air cleaners, one comparison and one buyer type."""
    edition = publication()
    return office(tmp_path, edition.category, *edition.products, *edition.personas, edition.comparison)


def flat(at: Office) -> Persona:
    record = at.store.get("acme", "persona", "flat").record
    assert isinstance(record, Persona)
    return record


def fits(page) -> list[list[str]]:
    """The table of fits: a line for each buyer type."""
    [table] = [one for one in page.every("table") if "fit-table" in one["class"]]
    return [
        [cell.text.strip() for cell in row.every() if cell.tag in {"th", "td"}] for row in table.every("tr")
    ]


def test_a_budget_is_shown_as_its_currency_is_written(at: Office, owner: Browser):
    poor = replace(flat(at), budget=Budget(amount="14.9", currency="USD", per="month"))
    at.store.save("acme", poor, expected=1, by="test")
    assert owner.filled(FLAT)["budget.amount"] == "14.90"
    owner.send(FLAT, {})
    assert flat(at).budget == poor.budget
    owner.send(FLAT, {"budget.amount": "$1,250"})
    assert flat(at).budget == replace(poor.budget, amount="1250")


def test_a_card_says_who_what_and_how_it_is_known(at: Office, owner: Browser):
    told = replace(
        flat(at),
        who={"en": "One person"},
        wants={"en": "Quiet nights"},
        struggles={"en": "No room"},
        known_from=("interviews", "left"),
        last_reviewed="2026-10-01",
    )
    at.store.save("acme", told, expected=1, by="test")
    text = owner.page("/admin/acme/personas").text
    for words in (
        "One person",
        "Quiet nights",
        "No room",
        "interviews, people who left",
        "Oct 1, 2026",
        "1 need",
    ):
        assert words in text
    assert "Still true?" not in text


@pytest.mark.parametrize(
    ("looked", "old"),
    [(None, True), ("2025-11-22", True), ("2025-11-23", False), ("2026-11-01", False), ("never", True)],
)
def test_after_twelve_months_nobody_knows_any_more(looked, old):
    persona = Persona(key="flat", label={"en": "Flat"}, last_reviewed=looked)
    assert is_old(persona, datetime.date(2026, 11, 22)) is old


def test_one_click_says_that_it_is_still_true(at: Office, owner: Browser):
    assert "Still true?" in owner.page("/admin/acme/personas").text
    assert _press(owner).status == 303
    assert flat(at).last_reviewed == "2026-11-22"
    assert "Still true?" not in owner.page("/admin/acme/personas").text
    row = at.store.audit("acme")[0][1]
    assert changes_of(row) == [("last_reviewed", None, "2026-11-22")]


def test_whoever_read_another_version_is_asked_to_look_again(at: Office, owner: Browser):
    form = _asking(owner)
    at.store.save("acme", replace(flat(at), source={"en": "calls"}), expected=1, by="anna")
    got = owner.post(f"{FLAT}/still-true", form)
    assert got.status == 409
    assert "Look again" in got.text
    assert flat(at).last_reviewed is None


def test_needs_that_contradict_each_other_are_asked_about(at: Office, owner: Browser):
    needs = (Need(feature="rooms", op=">=", number="4"), Need(feature="rooms", op="<=", number="2"))
    at.store.save("acme", replace(flat(at), needs=needs, last_reviewed="2026-11-01"), expected=1, by="test")
    assert "contradict" in owner.page("/admin/acme/personas").text


def test_needs_are_typed_in_words_and_saved(at: Office, owner: Browser):
    got = owner.send(
        FLAT,
        {
            "needs.1.level": "should",
            "needs.1.feature": "rooms",
            "needs.1.op": "least",
            "needs.1.value": "1,000",
            "budget.amount": "20",
            "budget.currency": "USD",
            "budget.per": "month",
            "size.unit": "user",
            "size.usual": "3",
            "known_from": ["interviews", "own_view"],
        },
    )
    assert got.status == 303, got.text
    persona = flat(at)
    assert persona.needs[0] == Need(feature="quiet")
    assert (persona.needs[1].op, persona.needs[1].number, persona.needs[1].level) == (">=", "1000", "should")
    assert persona.budget == Budget(amount="20", currency="USD", per="month")
    assert persona.size is not None
    assert (persona.size.unit, persona.size.usual) == ("user", 3)
    assert persona.source == {"en": "interviews, our own view", "ko": "인터뷰, 우리 생각"}


def test_a_form_sent_as_it_stands_changes_nothing(at: Office, owner: Browser):
    needs = (
        Need(feature="quiet", level="never", why={"en": "Sleep"}),
        Need(feature="rooms", op="<=", number="2.5", level="nice", weight=7),
        Need(feature="elsewhere", op="in", texts=("a, b", "c"), level="should"),
    )
    whole = Persona(
        key="flat",
        label={"en": "Small flat"},
        needs=needs,
        budget=Budget(amount="20.50", currency="EUR", per="unit-month", hard=True),
        source={"en": "calls"},
        last_reviewed="2026-10-01",
        who={"en": "One"},
        known_from=("support",),
    )
    at.store.save("acme", whole, expected=1, by="test")
    assert owner.send(FLAT, {}).status == 303
    assert flat(at) == whole


REFUSED = [
    ({"needs.0.op": "least", "needs.0.value": "3"}, "needs.0.op"),
    ({"needs.0.feature": "rooms", "needs.0.op": "least", "needs.0.value": "many"}, "needs.0.value"),
    ({"needs.0.feature": "rooms", "needs.0.op": "least", "needs.0.value": ""}, "needs.0.value"),
    ({"needs.0.feature": "none"}, "needs.0.feature"),
    ({"label.en": ""}, "label.en"),
    ({"last_reviewed": "yesterday"}, "last_reviewed"),
    ({"size.usual": "-1", "size.unit": "user"}, "size.usual"),
    ({"size.usual": "2", "size.unit": ""}, "size.unit"),
    ({"budget.amount": "a lot"}, "budget.amount"),
]


def test_a_need_whose_row_is_gone_is_kept_and_the_page_goes_on(at: Office, owner: Browser):
    lost = replace(flat(at), needs=(Need(feature="gone", level="must"), Need(feature="lost", level="nice")))
    at.store.save("acme", lost, expected=1, by="test")
    assert owner.send(FLAT, {"label.en": "Small flat"}).status == 303
    assert flat(at).needs == lost.needs


def test_what_cannot_be_is_said_at_its_field_and_kept(at: Office, owner: Browser):
    as_it_stands = owner.filled(FLAT)
    for typed, field in REFUSED:
        got = owner.post(FLAT, as_it_stands | typed)
        assert (got.status, f'id="e-{field}"' in got.text) == (422, True), typed
        kept = fields_of(list(tree(got.text.removeprefix("<!doctype html>")).every("form"))[-1])
        assert kept[field] == typed[field] or field == "needs.0.feature"
    assert flat(at).needs == (Need(feature="quiet"),)


def test_the_fits_are_those_of_the_engine(owner: Browser):
    assert fits(owner.page(FLAT))[1:] == [["Small flat", "Not a fit", "Good fit"]]


def test_a_script_sees_the_fits_of_what_is_typed_before_it_is_saved(at: Office, owner: Browser):
    typed = {"_do": "try", "needs.0.level": "should"}
    got = owner.send(FLAT, typed, headers={"hx-request": "true"})
    assert got.status == 200
    assert "<html" not in got.text
    assert fits(tree(f"<div>{got.text}</div>"))[1:] == [["Small flat", "Mostly fits", "Good fit"]]
    assert flat(at).needs == (Need(feature="quiet"),)


def test_without_script_a_button_computes_the_fits_and_keeps_what_is_typed(at: Office, owner: Browser):
    got = owner.send(FLAT, {"_do": "try", "needs.0.level": "should", "label.en": "Flat"})
    page = tree(got.text.removeprefix("<!doctype html>"))
    assert fits(page)[1:] == [["Flat", "Mostly fits", "Good fit"]]
    assert fields_of(list(page.every("form"))[-1])["label.en"] == "Flat"
    assert flat(at).label == {"en": "Small flat"}


def test_nothing_is_computed_of_what_cannot_be(owner: Browser):
    typed = {"_do": "try", "needs.0.feature": "rooms", "needs.0.op": "least", "needs.0.value": "x"}
    got = owner.send(FLAT, typed, headers={"hx-request": "true"})
    assert got.status == 200
    assert "fit-table" not in got.text
    assert "Type a number" in got.text


def test_rows_are_moved_added_and_taken_out_by_buttons_without_saving(at: Office, owner: Browser):
    needs = (Need(feature="quiet"), Need(feature="rooms", op=">=", number="2", level="nice"))
    at.store.save("acme", replace(flat(at), needs=needs), expected=1, by="test")
    moved = _form(owner.send(FLAT, {"_do": "up:needs:1"}))
    assert (moved["needs.0.feature"], moved["needs.1.feature"]) == ("rooms", "quiet")
    assert "needs.2.feature" in _form(owner.send(FLAT, {"_do": "more:needs"}))
    fewer = _form(owner.send(FLAT, {"_do": "drop:needs:0"}))
    assert (fewer["needs.0.feature"], "needs.1.feature" in fewer) == ("rooms", False)
    assert flat(at).needs == needs
    assert owner.post(FLAT, moved | {"_do": "save"}).status == 303
    assert [need.feature for need in flat(at).needs] == ["rooms", "quiet"]


def test_a_button_that_cannot_be_changes_nothing(at: Office, owner: Browser):
    as_it_stands = owner.filled(FLAT)
    for act in ("up:needs:0", "down:needs:9", "drop:needs:x", "up:nothing:1", "more:", "up:"):
        got = owner.post(FLAT, as_it_stands | {"_do": act})
        assert _form(got)["needs.0.feature"] == "quiet"
    assert flat(at).needs == (Need(feature="quiet"),)


def test_the_slower_one_chooses_between_both_versions(at: Office, owner: Browser):
    mine = owner.filled(FLAT) | {"label.en": "Mine", "not.ours": "x", "needs.x": "y"}
    at.store.save("acme", replace(flat(at), label={"en": "Theirs"}), expected=1, by="anna")
    got = owner.post(FLAT, mine)
    assert got.status == 409
    page = tree(got.text.removeprefix("<!doctype html>"))
    assert "anna changed this first" in page.text
    sides = {
        one["name"]: one["value"]
        for one in page.every("input")
        if one["name"].startswith(("_mine", "_theirs"))
    }
    assert sides == {"_mine.label.en": "Mine", "_theirs.label.en": "Theirs"}
    chosen = fields_of(list(page.every("form"))[-1]) | {"_pick.label.en": "theirs"}
    assert owner.post(FLAT, chosen).status == 303
    assert flat(at).label == {"en": "Theirs"}


def test_a_new_one_gets_a_key_and_stands_in_the_comparison(at: Office, owner: Browser):
    new = "/admin/acme/new-persona"
    assert "Computed as soon as there is a name." in owner.page(new).text
    got = owner.send(
        new,
        {
            "label.en": "Open living room",
            "needs.0.feature": "rooms",
            "needs.0.op": "least",
            "needs.0.value": "3",
        },
    )
    assert got.headers["location"].startswith("/admin/acme/personas/open-living-room")
    assert at.store.get("acme", "comparison", "air").record.personas == ("flat", "open-living-room")
    assert at.store.get("acme", "persona", "open-living-room").record.last_reviewed == "2026-11-22"
    assert [row.kind for _, row in at.store.audit("acme")][:2] == ["comparison", "persona"]


def test_a_new_one_may_stand_in_no_comparison_yet(at: Office, owner: Browser):
    owner.send("/admin/acme/new-persona", {"label.en": "Later", "comparison": ""})
    assert at.store.get("acme", "comparison", "air").record.personas == ("flat",)
    assert "In no comparison yet" in owner.page("/admin/acme/personas").text


def test_deleting_says_where_it_is_shown_first(at: Office, owner: Browser):
    assert "Air <cleaners>" in owner.page(f"{FLAT}/delete").text
    assert owner.send(f"{FLAT}/delete", {}).status == 303
    assert at.store.get("acme", "persona", "flat") is None


def test_the_shops_own_notes_are_not_published(at: Office):
    at.store.save(
        "acme", replace(flat(at), who={"en": "Secret"}, known_from=("left",)), expected=1, by="test"
    )
    [shown] = resolve(at.store, "acme", "air", markets=markets()).publication.personas
    assert (shown.who, shown.known_from) == (None, ())


@pytest.mark.parametrize(
    ("label", "wide"),
    [("열두 글자까지 한 줄이에요", True), ("반려동물 있는 집", False), ("x" * 24, False), ("x" * 25, True)],
)
def test_a_name_that_takes_two_lines_on_a_phone_is_said(label, wide):
    assert is_wide(label) is wide


def test_a_viewer_sees_the_form_and_can_change_nothing_in_it(at: Office):
    page = signed_in(at, "viewer").page(FLAT)
    assert "disabled" in next(iter(page.every("fieldset"))).attributes
    assert not [one for one in page.every("button") if one["value"].startswith(("up:", "more:", "drop:"))]


def _form(got) -> dict:
    assert got.status == 200, got.text
    return fields_of(list(tree(got.text.removeprefix("<!doctype html>")).every("form"))[-1])


def _asking(browser: Browser) -> dict:
    page = browser.page("/admin/acme/personas")
    return fields_of(next(one for one in page.every("form") if one["action"].endswith("/still-true")))


def _press(browser: Browser):
    return browser.post(f"{FLAT}/still-true", _asking(browser))
