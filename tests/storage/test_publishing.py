"""Publishing, rolling back, scheduling and taking offline."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import pytest
from builders_store import (
    KR,
    LATER,
    MARKETS,
    NEXT_DAY,
    NOON,
    catalogue,
    category,
    comparison,
    feature,
    fill,
    finds_missing,
    finds_nothing,
    number,
    product,
    rich_catalogue,
    shop,
)

from comparison.core.catalogue import AddOn, Cell
from comparison.core.check import Finding, Missing
from comparison.core.errors import BadParameter, NotFound, PublishingRefused, StoreUnusable
from comparison.core.messages import say
from comparison.core.personas import Need, Persona
from comparison.core.publication import Publication, digest
from comparison.core.quiz import Question, Quiz, QuizAnswer
from comparison.core.values import Number
from comparison.storage import publish as publishing
from comparison.storage.auditing import changes_of
from comparison.storage.drafts import resolve
from comparison.storage.editions import read_edition, read_product_edition
from comparison.storage.noted_publishing import (
    Doing,
    publish_noted,
    roll_back_noted,
    take_offline_noted,
)
from comparison.storage.publish import history, publish, roll_back, schedule, take_offline
from comparison.storage.store import EditionRow, Store

AFTERWARDS = "2026-11-22T12:00:01.000000Z"


def put_out(store: Store, key: str = "air", now: str = NOON, **options: Any) -> EditionRow:
    usual: dict[str, Any] = {"by": "anna", "note": "", "check": finds_nothing, "markets": MARKETS}
    return publish(store, "acme", key, now=now, **(usual | options))


def keys_live(store: Store, now: str = NOON) -> list[str]:
    """The tiers of the live edition."""
    row = store.live("acme", "air", now)
    return [tier.key for tier in read_edition(row).publication.comparison.tiers] if row else []


def test_the_first_edition_is_number_1_and_live_at_once(store: Store) -> None:
    fill(store, catalogue())
    row = put_out(store, note="opening")
    assert (row.number, row.published_by, row.published_at, row.note) == (1, "anna", NOON, "opening")
    assert row.digest == digest(row.document)
    assert store.live("acme", "air", NOON) == row


def test_an_edition_holds_everything_it_names(store: Store) -> None:
    fill(store, rich_catalogue())
    publication = read_edition(put_out(store)).publication
    assert [one.key for one in publication.products] == ["pro", "basic"]
    assert [one.key for one in publication.add_ons] == ["silent"]
    assert [one.key for one in publication.personas] == ["home"]
    assert (publication.category.key, publication.shop.key) == ("air", "acme")
    assert publication.markets == (KR,)


def test_the_policy_version_is_the_youngest_market_row(store: Store) -> None:
    fill(store, [*catalogue(), shop(markets=("KR", "JP"))])
    jp = msgspec.structs.replace(KR, code="JP", as_of="2026-06-30")
    row = put_out(store, markets={"KR": KR, "JP": jp, "DE": msgspec.structs.replace(KR, as_of="2026-11-01")})
    assert read_edition(row).publication.policy_version == "2026-06-30"


def test_an_unchanged_draft_makes_no_new_edition(store: Store) -> None:
    fill(store, rich_catalogue())
    first = put_out(store)
    assert put_out(store, now=LATER) == first
    assert len(history(store, "acme", "air").editions) == 1
    assert len(history(store, "acme", "air").entries) == 1


def test_a_changed_draft_makes_the_next_edition(store: Store) -> None:
    fill(store, catalogue())
    put_out(store)
    store.save("acme", product(sku="A1"), expected=1, by="anna")
    assert put_out(store, now=LATER).number == 2
    assert [entry.number for entry in store.live_log("acme", "air")] == [2, 1]


def test_a_change_of_the_shop_alone_gives_another_digest(store: Store) -> None:
    fill(store, catalogue())
    first = put_out(store)
    store.save("acme", shop(time_zone="Asia/Seoul"), expected=1, by="anna")
    assert put_out(store, now=LATER).digest != first.digest


def test_a_draft_like_an_earlier_edition_makes_that_one_live_again(store: Store) -> None:
    fill(store, catalogue())
    first = put_out(store)
    store.save("acme", product(sku="A1"), expected=None, by="anna")
    put_out(store, now=AFTERWARDS)
    store.save("acme", product(), expected=None, by="anna")
    assert put_out(store, now=LATER) == first
    assert store.live("acme", "air", LATER) == first
    assert [entry.number for entry in store.live_log("acme", "air")] == [1, 2, 1]


def test_an_error_of_the_check_stores_nothing(store: Store) -> None:
    fill(store, [*catalogue(), comparison("small", "ghost")])
    with pytest.raises(PublishingRefused) as refusal:
        put_out(store, check=finds_missing)
    assert [finding.path for finding in refusal.value.findings if isinstance(finding, Finding)] == [
        "$.comparison.tiers[1].product"
    ]
    assert history(store, "acme", "air") == ((), ())
    assert store.product_editions("acme", "small") == []


def test_warnings_keep_nothing_from_being_published(store: Store) -> None:
    def warns(publication: Publication, missing: Sequence[Missing]) -> list[Finding]:
        return [Finding(rule="x", level="warning", path="$", message=say("x"))]

    fill(store, catalogue())
    assert put_out(store, check=warns).number == 1


def test_the_check_gets_the_draft_and_every_missing_record_with_its_place(store: Store) -> None:
    shown = comparison("small", "ghost", add_ons=("gone",), personas=("nobody",))
    draft = given(store, [shop(), product(), shown])
    assert [(one.kind, one.key, one.path) for one in draft[1]] == [
        ("category", "air", "$.comparison.category"),
        ("product", "ghost", "$.comparison.tiers[1].product"),
        ("add_on", "gone", "$.comparison.add_ons[0]"),
        ("persona", "nobody", "$.comparison.personas[0]"),
    ]
    assert [one.key for one in draft[0].products] == ["small"]
    assert draft[0].category.features == ()


def given(store: Store, records: Sequence[Any]) -> tuple[Publication, Sequence[Missing]]:
    """What the check is given for *records*."""
    seen: list[tuple[Publication, Sequence[Missing]]] = []

    def look(publication: Publication, missing: Sequence[Missing]) -> list[Finding]:
        seen.append((publication, missing))
        return []

    fill(store, records)
    put_out(store, check=look)
    return seen[0]


def test_a_product_in_two_tiers_is_held_once(store: Store) -> None:
    draft, missing = given(store, [shop(), category(), product(), comparison("small", "small")])
    assert ([one.key for one in draft.products], list(missing)) == (["small"], [])


def test_a_market_without_a_row_is_refused(store: Store) -> None:
    fill(store, [*catalogue(), shop(markets=("KR", "JP"))])
    with pytest.raises(PublishingRefused) as refusal:
        put_out(store)
    assert [finding.path for finding in refusal.value.findings if isinstance(finding, Finding)] == [
        "$.shop.markets[1]"
    ]


def test_a_document_beyond_the_bound_is_refused(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(store, catalogue())
    monkeypatch.setattr(publishing, "MOST_DOCUMENT_BYTES", 500)
    with pytest.raises(PublishingRefused) as refusal:
        put_out(store)
    assert [finding.rule for finding in refusal.value.findings if isinstance(finding, Finding)] == ["size"]
    assert store.editions("acme", "air") == []


@pytest.mark.parametrize(("tenant", "key"), [("acme", "water"), ("zeta", "air")])
def test_what_is_not_there_cannot_be_published(store: Store, tenant: str, key: str) -> None:
    fill(store, catalogue())
    with pytest.raises(NotFound):
        publish(store, tenant, key, by="a", note="", now=NOON, check=finds_nothing, markets=MARKETS)


def test_a_shop_publishes_only_its_own_records(store: Store) -> None:
    fill(store, catalogue())
    store.save_all("zeta", [shop("zeta"), comparison("small")], by="anna")
    draft = resolve(store, "zeta", "air", markets=MARKETS)
    assert draft.publication.products == ()
    assert [one.key for one in draft.missing] == ["air", "small"]


def test_keys_that_are_gone_are_remembered_through_every_later_edition(store: Store) -> None:
    persona = Persona(key="home", label={"en": "At home"})
    fill(store, [*catalogue(), persona, comparison("small", "large", personas=("home",))])
    put_out(store)
    store.save("acme", comparison("large"), expected=None, by="anna")
    second = read_edition(put_out(store, now=AFTERWARDS)).publication
    store.save("acme", product("large", sku="A1"), expected=None, by="anna")
    third = read_edition(put_out(store, now=LATER)).publication
    assert second.gone == third.gone == ("small", "home")


def test_questions_of_a_quiz_that_are_gone_are_remembered_with_their_answers(store: Store) -> None:
    answers = tuple(QuizAnswer(key=key, label={"en": key}) for key in ("red", "blue"))
    asked = Quiz(questions=(Question(key="colour", text={"en": "Which?"}, answers=answers),))
    fill(store, catalogue())
    store.save("acme", comparison("small", "large", quiz=asked), expected=None, by="anna")
    put_out(store)
    store.save("acme", comparison("small", "large"), expected=None, by="anna")
    assert read_edition(put_out(store, now=AFTERWARDS)).publication.gone == ("colour", "red", "blue")


def test_a_key_that_comes_back_is_no_longer_gone(store: Store) -> None:
    fill(store, catalogue())
    put_out(store)
    store.save("acme", comparison("large"), expected=None, by="anna")
    put_out(store, now=AFTERWARDS)
    store.save("acme", comparison("large", "small", noun="plan"), expected=None, by="anna")
    assert read_edition(put_out(store, now=LATER)).publication.gone == ()


def test_rolling_back_shows_the_earlier_edition_byte_for_byte(store: Store) -> None:
    fill(store, catalogue())
    first = put_out(store)
    store.save("acme", comparison("large"), expected=None, by="anna")
    put_out(store, now=AFTERWARDS)
    assert roll_back(store, "acme", "air", 1, by="ben", note="wrong price", now=LATER) == first
    assert store.live("acme", "air", LATER) == first
    entry = store.live_log("acme", "air")[0]
    assert (entry.number, entry.by, entry.note, entry.since) == (1, "ben", "wrong price", LATER)


def test_rolling_back_to_the_live_edition_adds_nothing(store: Store) -> None:
    fill(store, catalogue())
    put_out(store)
    roll_back(store, "acme", "air", 1, by="ben", note="", now=LATER)
    assert len(store.live_log("acme", "air")) == 1


def test_rolling_back_to_an_edition_that_never_was_is_refused(store: Store) -> None:
    fill(store, catalogue())
    put_out(store)
    with pytest.raises(NotFound):
        roll_back(store, "acme", "air", 2, by="ben", note="", now=LATER)


def test_rolling_back_prices_rolls_back_the_products_own_editions(store: Store) -> None:
    fill(store, catalogue())
    put_out(store)
    before = store.live_product("acme", "small", NOON)
    store.save("acme", product(sku="dear"), expected=None, by="anna")
    put_out(store, now=AFTERWARDS)
    roll_back(store, "acme", "air", 1, by="ben", note="", now=LATER)
    after = store.live_product("acme", "small", LATER)
    assert before is not None
    assert after is not None
    assert (after.document, after.number) == (before.document, 3)


def test_an_edition_for_a_later_moment_becomes_live_by_time_alone(store: Store) -> None:
    fill(store, catalogue())
    put_out(store)
    store.save("acme", comparison("large"), expected=None, by="anna")
    put_out(store, now=AFTERWARDS, since=NEXT_DAY)
    assert keys_live(store, LATER) == ["small", "large"]
    assert keys_live(store, NEXT_DAY) == ["large"]


def test_a_product_shows_its_later_edition_only_from_its_moment_on(store: Store) -> None:
    fill(store, catalogue())
    first = put_out(store)
    store.save("acme", product(sku="dear"), expected=None, by="anna")
    put_out(store, now=AFTERWARDS, since=NEXT_DAY)
    today, tomorrow = (store.live_product("acme", "small", now) for now in (LATER, NEXT_DAY))
    assert today is not None
    assert tomorrow is not None
    assert read_product_edition(today).publication.products[0].sku is None
    assert read_product_edition(tomorrow).publication.products[0].sku == "dear"
    assert first.number == 1


def test_an_earlier_edition_can_be_scheduled(store: Store) -> None:
    fill(store, catalogue())
    put_out(store)
    store.save("acme", comparison("large"), expected=None, by="anna")
    put_out(store, now=AFTERWARDS)
    schedule(store, "acme", "air", 1, since=NEXT_DAY, by="ben", note="sale ends", now=LATER)
    assert (keys_live(store, LATER), keys_live(store, NEXT_DAY)) == (["large"], ["small", "large"])


@pytest.mark.parametrize(
    ("now", "since"),
    [
        ("2026-11-22", None),
        (NOON, "2026-11-23T12:00:00Z"),
        (NOON, "2026-13-23T12:00:00.000000Z"),
        (LATER, NOON),
    ],
)
def test_a_moment_of_another_form_or_before_now_is_refused(store: Store, now: str, since: str | None) -> None:
    fill(store, catalogue())
    with pytest.raises(BadParameter):
        put_out(store, now=now, since=since)
    assert store.editions("acme", "air") == []


def test_a_comparison_taken_offline_shows_nothing_and_keeps_its_history(store: Store) -> None:
    fill(store, catalogue())
    put_out(store)
    take_offline(store, "acme", "air", by="ben", note="recall", now=LATER)
    assert store.live("acme", "air", LATER) is None
    assert store.live_product("acme", "small", LATER) is None
    assert [row.number for row in history(store, "acme", "air").editions] == [1]


def test_what_is_not_live_cannot_be_taken_offline(store: Store) -> None:
    fill(store, catalogue())
    with pytest.raises(NotFound):
        take_offline(store, "acme", "air", by="ben", note="", now=NOON)


def test_publishing_after_taking_offline_brings_the_same_edition_and_its_products_back(store: Store) -> None:
    fill(store, catalogue())
    first = put_out(store)
    take_offline(store, "acme", "air", by="ben", note="", now=AFTERWARDS)
    assert put_out(store, now=LATER) == first
    assert store.live("acme", "air", LATER) == first
    assert store.live_product("acme", "small", LATER) is not None


def test_a_product_stays_while_another_comparison_has_it(store: Store) -> None:
    fill(store, [*catalogue(), comparison("small", key="other")])
    put_out(store)
    put_out(store, "other", now=AFTERWARDS)
    take_offline(store, "acme", "air", by="ben", note="", now=LATER)
    assert store.live_product("acme", "small", LATER) is not None
    assert store.live_product("acme", "large", LATER) is None


def test_a_product_that_left_the_comparison_is_no_longer_live(store: Store) -> None:
    fill(store, catalogue())
    put_out(store)
    store.save("acme", comparison("large"), expected=None, by="anna")
    put_out(store, now=LATER)
    assert store.live_product("acme", "small", LATER) is None
    assert store.live_product("acme", "large", LATER) is not None


def test_each_product_gets_an_edition_of_its_own_that_can_be_compared(store: Store) -> None:
    fill(store, rich_catalogue())
    put_out(store)
    pro, basic = (store.live_product("acme", key, NOON) for key in ("pro", "basic"))
    assert pro is not None
    assert basic is not None
    publication = read_product_edition(pro).publication
    assert [(tier.key, tier.product) for tier in publication.comparison.tiers] == [("pro", "pro")]
    assert publication.comparison.key == "pro"
    assert [one.key for one in publication.products] == ["pro"]
    assert publication.category.key == "air"
    assert publication.markets == (KR,)
    assert [one.key for one in publication.add_ons] == ["silent"]
    assert read_product_edition(basic).publication.add_ons == ()


def test_a_product_that_did_not_change_gets_no_new_edition(store: Store) -> None:
    fill(store, catalogue())
    put_out(store)
    store.save("acme", product("large", sku="A1"), expected=None, by="anna")
    put_out(store, now=LATER)
    assert len(store.product_editions("acme", "small")) == 1
    assert len(store.product_editions("acme", "large")) == 2


def test_a_number_without_a_unit_is_published_in_its_features_unit(store: Store) -> None:
    weight = feature("weight", kind="number", unit="kg")
    gift = AddOn(key="gift", name={"en": "Gift"}, cells=(Cell(feature="weight", value=number("2")),))
    heavy = Persona(key="heavy", label={"en": "Heavy"}, needs=(Need(feature="weight", op=">=", number="5"),))
    sold = product(
        cells=(Cell(feature="weight", value=number("5")), Cell(feature="noise", value=number("5")))
    )
    shown = comparison("small", add_ons=("gift",), personas=("heavy",))
    publication, _ = given(store, [shop(), category(weight), sold, gift, heavy, shown])
    in_grams = Number(amount="5", unit="kg", base="5000", base_unit="g")
    assert [cell.value for cell in publication.products[0].cells] == [in_grams, number("5")]
    assert publication.add_ons[0].cells[0].value == msgspec.structs.replace(in_grams, amount="2", base="2000")
    need = publication.personas[0].needs[0]
    assert (need.unit, need.base, need.base_unit) == ("kg", "5000", "g")


def test_history_is_empty_where_nothing_was_published(store: Store) -> None:
    assert history(store, "acme", "air") == ((), ())


def test_a_damaged_document_is_never_shown(store: Store) -> None:
    fill(store, catalogue())
    row = put_out(store)
    with pytest.raises(StoreUnusable, match="Edition 1 of acme/air is damaged"):
        read_edition(msgspec.structs.replace(row, document=row.document.replace(b'"100"', b'"900"')))


def test_what_had_to_wait_for_an_edition_that_went_live_meanwhile_is_live_all_the_same(store: Store) -> None:
    fill(store, catalogue())
    put_out(store, now=AFTERWARDS)
    store.save("acme", product(sku="A1"), expected=None, by="anna")
    # An import took its moment before it read its file.
    row = put_out(store, now=NOON)
    assert (row.number, row.published_at) == (2, AFTERWARDS)
    assert store.live("acme", "air", AFTERWARDS) == row
    assert roll_back(store, "acme", "air", 1, by="ben", note="", now=NOON) == store.live(
        "acme", "air", AFTERWARDS
    )
    take_offline(store, "acme", "air", by="ben", note="", now=NOON)
    assert store.live("acme", "air", AFTERWARDS) is None


def test_the_log_says_what_was_live_when_the_turn_came(store: Store) -> None:
    fill(store, catalogue())
    put_out(store, now=NOON)
    store.save("acme", product(sku="A1"), expected=None, by="anna")
    put_out(store, now=AFTERWARDS)
    roll_back_noted(store, Doing("acme", "air", "ben", "", NOON), 1)
    [line] = store.audit_of("acme", "comparison", "air")
    assert (line.at, changes_of(line)) == (AFTERWARDS, [("edition", "2", "1")])


def test_what_is_published_after_the_clock_was_set_back_is_seen_at_once(store: Store) -> None:
    fill(store, catalogue())
    put_out(store, now=NEXT_DAY)
    store.save("acme", product(sku="A1"), expected=None, by="anna")
    assert store.live("acme", "air", NOON) is None
    assert put_out(store, now=NOON) == store.live("acme", "air", NOON)


@pytest.mark.parametrize(
    "act",
    [
        lambda store, doing: publish_noted(store, doing, check=finds_nothing, markets=MARKETS, seen=None),
        lambda store, doing: roll_back_noted(store, doing, 2),
        take_offline_noted,
    ],
    ids=["publish", "roll back", "take offline"],
)
def test_nobody_waits_longer_than_the_longest_wait(store: Store, act: Callable[..., object]) -> None:
    within, beyond = "2026-11-22T12:50:00.000000Z", "2026-11-22T13:45:00.000000Z"
    fill(store, catalogue())
    put_out(store, now=within)
    store.save("acme", product(sku="A1"), expected=None, by="anna")
    put_out(store, now=beyond)
    store.save("acme", product(sku="A2"), expected=None, by="anna")
    # The clock was set back by now.
    act(store, Doing("acme", "air", "ben", "", NOON))
    assert [entry.since for entry in store.live_log("acme", "air") if entry.by == "ben"] == [within]
    assert [line.at for line in store.audit_of("acme", "comparison", "air")] == [within]
