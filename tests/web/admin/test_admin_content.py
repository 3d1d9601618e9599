"""Returns, ways to ask, boxes, questions and evidence: one form each, where it lives."""

import pytest
from builders_admin import Browser, Office, fields_of, office
from builders_tree import tree
from builders_web import publication
from msgspec.structs import replace

from comparison.core.catalogue import Arrival, Cell, Comparison, Evidence, Product, Shop
from comparison.core.content import Channel, Heard, Hours, Question, Returns, Separate, Support
from comparison.core.sources import Source
from comparison.core.values import Words, YesNo

SHOP = "/admin/acme/content"
CONTACT = "/admin/acme/content/contact"
LITE = "/admin/acme/content/products/air-lite"
AIR = "/admin/acme/content/comparisons/air"
QUIET = "/admin/acme/content/evidence/air-max/quiet"


@pytest.fixture
def at(tmp_path) -> Office:
    """A shop with two air cleaners and one comparison."""
    edition = publication()
    return office(tmp_path, edition.category, *edition.products, *edition.personas, edition.comparison)


def shop(at: Office) -> Shop:
    return at.store.get("acme", "shop", "acme").record


def product(at: Office, key: str = "air-lite") -> Product:
    return at.store.get("acme", "product", key).record


def comparison(at: Office) -> Comparison:
    return at.store.get("acme", "comparison", "air").record


def cell(at: Office, key: str = "air-max") -> Cell:
    return next(one for one in product(at, key).cells if one.feature == "quiet")


def form_of(got) -> dict:
    return fields_of(list(tree(got.text.removeprefix("<!doctype html>")).every("form"))[-1])


def test_returns_and_help_hold_for_the_whole_shop(at: Office, owner: Browser):
    typed = {"returns.days": "14", "returns.who_pays": "buyer", "returns.fee": "3,000.50"}
    got = owner.send(SHOP, typed | {"support.0.label.en": "By phone", "support.0.months": "12"})
    assert got.status == 303
    assert shop(at).returns == Returns(days=14, who_pays="buyer", fee="3000.50", currency="USD")
    assert shop(at).support == (Support(label={"en": "By phone"}, months=12),)
    assert [row.kind for _, row in at.store.audit("acme")][:1] == ["shop"]


def test_what_is_emptied_is_stated_no_more(at: Office, owner: Browser):
    at.store.save("acme", replace(shop(at), returns=Returns(days=0)), expected=1, by="test")
    assert owner.filled(SHOP)["returns.days"] == "0"
    assert owner.send(SHOP, {"returns.days": ""}).status == 303
    assert shop(at).returns is None


WAYS = (
    Channel(
        label={"en": "Chat", "ko": "채팅"},
        address="https://acme.example/chat",
        answered_by="machine_first",
        hours=(Hours(opens="09:00", closes="18:00"), Hours(days=("sat",), opens="10:00", closes="12:00")),
        languages=("en", "ko"),
        reply_hours=0,
        person="tel:000-0000-0001",
    ),
    Channel(label={"en": "Mail"}, address="mailto:help@acme.example", answered_by="person"),
)


def test_ways_to_ask_come_through_their_form_unchanged(at: Office, owner: Browser):
    at.store.save("acme", replace(shop(at), channels=WAYS), expected=1, by="test")
    assert owner.send(CONTACT, {}).status == 303
    assert shop(at).channels == WAYS


def test_the_order_of_ways_to_ask_is_changed_by_buttons_and_then_saved(at: Office, owner: Browser):
    at.store.save("acme", replace(shop(at), channels=WAYS), expected=1, by="test")
    moved = form_of(owner.send(CONTACT, {"_do": "down:channels:0"}))
    assert shop(at).channels == WAYS
    assert owner.post(CONTACT, moved | {"_do": "save"}).status == 303
    assert shop(at).channels == WAYS[::-1]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"channels.0.label.en": "Chat", "channels.0.address": "chat"}, "channels.0.address"),
        ({"channels.0.label.en": "", "channels.0.address": "tel:000"}, "channels.0.label.en"),
        (
            {
                "channels.0.label.en": "Chat",
                "channels.0.address": "tel:000",
                "channels.0.hours.0.opens": "25:00",
                "channels.0.hours.0.closes": "18:00",
                "channels.0.hours.0.days": "mon",
            },
            "channels.0.hours.0.opens",
        ),
        (
            {
                "channels.7.label.en": "Chat",
                "channels.7.address": "tel:000",
                "channels.7.reply_hours": "soon",
                "channels.7.answered_by": "person",
            },
            "channels.0.reply_hours",
        ),
    ],
)
def test_a_way_to_ask_that_cannot_be_is_said_at_its_field(at: Office, owner: Browser, typed, field):
    got = owner.send(CONTACT, typed)
    assert got.status == 422
    assert f'id="e-{field}"' in got.text
    assert shop(at).channels == ()


def test_what_is_said_of_a_product_keeps_what_its_form_does_not_show(at: Office, owner: Browser):
    arrival = Arrival(days_min=1, days_max=2, works_on=("mon", "sat"), country="KR")
    at.store.save("acme", replace(product(at), arrival=arrival), expected=1, by="test")
    got = owner.send(
        LITE,
        {
            "arrival.days_max": "4",
            "arrival.slow": "1",
            "box.0.label.en": "Filter",
            "box.0.count": "2",
            "separate.0.label.en": "Plan",
            "separate.0.charge": "base",
        },
    )
    assert got.status == 303, got.text
    saved = product(at)
    assert saved.arrival == replace(arrival, days_max=4, slow=True)
    assert [(one.label["en"], one.count) for one in saved.box] == [("Filter", 2)]
    assert saved.separate == (Separate(label={"en": "Plan"}, charge="base"),)
    assert (saved.cells, saved.prices) == (product(at).cells, product(at).prices)
    assert "In the box" in owner.page("/admin/acme/content/products").text


def test_questions_and_what_was_done_stand_with_their_comparison(at: Office, owner: Browser):
    typed = {
        "questions.0.question.en": "Is it loud?",
        "questions.0.answer.en": "No.\nSee the row.",
        "heard.0.said.en": "No filters",
        "heard.0.did.en": "We sell them",
        "heard.0.on": "2026-10-05",
    }
    assert owner.send(AIR, typed).status == 303
    assert comparison(at).questions == (
        Question(question={"en": "Is it loud?"}, answer={"en": "No.\nSee the row."}),
    )
    assert comparison(at).heard == (
        Heard(said={"en": "No filters"}, did={"en": "We sell them"}, on="2026-10-05"),
    )
    assert owner.send(AIR, {"_do": "save", "heard.0.on": ""}).status == 422


def test_the_only_comparison_is_opened_at_once(owner: Browser):
    assert owner.get("/admin/acme/content/comparisons").headers["location"] == AIR


def test_a_claim_gets_its_evidence_and_keeps_its_value(at: Office, owner: Browser):
    typed = {
        "claim": "1",
        "scope.en": "At night",
        "evidence.body": "Lab",
        "evidence.number": "DEMO-1",
        "evidence.valid_to": "2027-01-01",
        "source.title.en": "Report",
    }
    assert owner.send(QUIET, typed).status == 303
    assert cell(at) == Cell(
        feature="quiet",
        value=YesNo(yes=True),
        claim=True,
        scope={"en": "At night"},
        evidence=Evidence(body="Lab", number="DEMO-1", valid_to="2027-01-01"),
        source=Source(title={"en": "Report"}),
    )
    assert "Evidence, valid to Jan 1, 2027" in owner.page("/admin/acme/content/evidence/air-max").text
    assert "1 of 1 claim with evidence" in owner.page("/admin/acme/content/evidence").text


def test_evidence_is_whole_or_not_there(at: Office, owner: Browser):
    got = owner.send(QUIET, {"claim": "1", "evidence.body": "Lab"})
    assert got.status == 422
    assert 'id="e-evidence.valid_to"' in got.text
    assert cell(at).claim is False


@pytest.mark.parametrize(
    ("valid_to", "state"), [("2026-11-22", "Evidence, valid to"), ("2026-11-21", "Expired on")]
)
def test_evidence_holds_to_the_end_of_its_day(at: Office, owner: Browser, valid_to, state):
    proved = replace(cell(at), claim=True, evidence=Evidence(body="Lab", number="1", valid_to=valid_to))
    other = [one for one in product(at, "air-max").cells if one.feature != "quiet"]
    at.store.save("acme", replace(product(at, "air-max"), cells=(*other, proved)), expected=1, by="test")
    assert state in owner.page("/admin/acme/content/evidence/air-max").text


def test_the_slower_one_chooses_between_both_versions_of_a_list(at: Office, owner: Browser):
    at.store.save("acme", replace(shop(at), channels=WAYS), expected=1, by="test")
    mine = owner.filled(CONTACT) | {"channels.1.label.en": "Letters"}
    theirs = (replace(WAYS[0], reply_hours=4), WAYS[1])
    at.store.save("acme", replace(shop(at), channels=theirs), expected=2, by="anna")
    got = owner.post(CONTACT, mine)
    assert got.status == 409
    page = tree(got.text.removeprefix("<!doctype html>"))
    assert "No. 2: Name" in page.text
    assert "No. 1: Usual hours until an answer" in page.text
    chosen = fields_of(list(page.every("form"))[-1]) | {"_pick.channels.0.reply_hours": "theirs"}
    assert owner.post(CONTACT, chosen).status == 303
    assert shop(at).channels == (theirs[0], replace(WAYS[1], label={"en": "Letters"}))


@pytest.mark.parametrize(
    "address",
    ["/admin/acme/content/products/none", "/admin/acme/content/evidence/air-max/none", f"{AIR}-none"],
)
def test_what_is_not_there_is_not_found(owner: Browser, address):
    assert owner.get(address).status == 404


CLAIM = "/admin/acme/content/evidence/air-lite/new-claim"


def rows(at: Office) -> dict:
    return {one.key: one for one in at.store.get("acme", "category", product(at).category).record.features}


def test_where_a_product_is_made_is_a_claim_in_a_row_of_its_own(at: Office, owner: Browser):
    assert owner.send(CLAIM, {"subject": "origin", "value.en": "Boseong", "scope.en": "Whole"}).status == 303
    [said] = [one for one in product(at).cells if one.feature == "origin"]
    assert (said.value, said.claim, said.scope) == (Words(text={"en": "Boseong"}), True, {"en": "Whole"})
    assert rows(at)["origin"].label == {"en": "Where it is made", "ko": "만든 곳"}
    assert rows(at)["origin"].group == "transparency"
    assert "seller's own" in owner.page("/admin/acme/content/evidence/air-lite").text.lower()


def test_a_second_product_says_it_in_the_same_row_and_the_first_cannot_twice(at: Office, owner: Browser):
    owner.send(CLAIM, {"subject": "origin", "value.en": "Boseong"})
    owner.send(CLAIM.replace("lite", "max"), {"subject": "origin", "value.en": "Jeju"})
    assert [one.value for one in product(at, "air-max").cells if one.feature == "origin"] == [
        Words(text={"en": "Jeju"})
    ]
    assert sum(key.startswith("origin") for key in rows(at)) == 1
    assert owner.send(CLAIM, {"subject": "origin", "value.en": "Boseong"}).status == 422


def test_a_claim_of_another_kind_needs_a_name_and_half_an_evidence_is_refused(at: Office, owner: Browser):
    before = rows(at)
    assert 'id="e-name.en"' in owner.send(CLAIM, {"subject": "other", "value.en": "By hand"}).text
    got = owner.send(CLAIM, {"subject": "labour", "value.en": "Fair pay", "evidence.body": "Fair Ltd"})
    assert got.status == 422
    assert 'id="e-evidence.number"' in got.text
    assert rows(at) == before
    typed = {"subject": "other", "name.en": "Repairs", "value.en": "By hand"}
    assert owner.send(CLAIM, typed).status == 303
    assert rows(at)["repairs"].kind == "text"


def test_running_costs_outside_of_every_sum_are_said_with_their_reason(at: Office, owner: Browser):
    typed = {"excluded.0.label.en": "Electricity", "excluded.0.reason.en": "Depends on use"}
    got = owner.send(LITE, typed | {"excluded.0.estimate": "9,000", "excluded.0.every": "year"})
    assert got.status == 303, got.text
    [cost] = product(at).excluded
    assert (cost.key, cost.reason, cost.estimate) == ("electricity", {"en": "Depends on use"}, "9000")
    assert (cost.every, cost.currency) == ("year", None)
    assert owner.send(LITE, {"excluded.0.label.en": "Power"}).status == 303
    assert product(at).excluded[0].key == "electricity"
    assert 'id="e-excluded.0.reason.en"' in owner.send(LITE, {"excluded.0.reason.en": ""}).text


def test_a_running_cost_without_a_name_is_said_at_its_field(at: Office, owner: Browser):
    got = owner.send(LITE, {"excluded.0.reason.en": "Depends on use"})
    assert got.status == 422
    assert 'id="e-excluded.0.label.en"' in got.text


def test_a_zone_that_is_not_delivered_to_is_said(at: Office, owner: Browser):
    at.store.save("acme", replace(shop(at), markets=("KR",)), expected=1, by="test")
    days = {"arrival.days_min": "1", "arrival.days_max": "2", "arrival.works_on": ["mon", "sat"]}
    zone = {"arrival.regions.0.more_days": "3"}
    offered = owner.page(LITE)
    [regions] = [one for one in offered.every("select") if one["name"] == "arrival.regions.0.region"]
    zone["arrival.regions.0.region"] = next(one["value"] for one in regions.every("option") if one["value"])
    unnamed = owner.send(LITE, days | zone | {"arrival.regions.0.region": ""})
    assert (unnamed.status, 'id="e-arrival.regions.0.region"' in unnamed.text) == (422, True)
    assert owner.send(LITE, days | zone | {"arrival.regions.0.delivers": "no"}).status == 303
    arrival = product(at).arrival
    assert arrival.works_on == ("mon", "sat")
    assert [(one.more_days, one.delivers) for one in arrival.regions] == [(3, False)]
    assert owner.send(LITE, {"arrival.regions.0.delivers": "yes"}).status == 303
    assert product(at).arrival.regions[0].delivers is True
