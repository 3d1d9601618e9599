"""The import as a whole: shops, drafts, dry runs, refusals, formats, and what is left alone."""

from typing import Any

import pytest
from builders_pricing2yaml import NOW, a_pricing, imported, markets, real, source, written
from msgspec.structs import replace

from comparison.core.catalogue import Category, Comparison, Product, Shop
from comparison.core.errors import BadParameter, PublishingRefused, RefusedFile
from comparison.core.personas import Persona
from comparison.storage.formats.reading import SourceFile
from comparison.storage.formats.registry import FORMATS, format_of
from comparison.storage.import_options import Options
from comparison.storage.importing import import_file
from comparison.storage.noted_importing import noted_by_command
from comparison.storage.store import Kind, Store
from comparison.words import speaker


def _file(name: str = "small.yml", **changes: Any) -> SourceFile:
    return SourceFile(name=name, raw=written(a_pricing(**changes)))


def _record(store: Store, kind: Kind, key: str) -> Any:
    found = store.get("acme", kind, key)
    assert found is not None
    return found.record


def test_an_unknown_shop_is_made_in_the_language_and_the_market_of_the_file(store: Store):
    assert imported(store, _file()).made_shop
    shop = _record(store, "shop", "acme")
    assert shop == Shop(key="acme", name={"en": "Acme"}, languages=("en",), markets=("US",), time_zone="UTC")


def test_a_shop_that_is_known_is_left_as_it_is(store: Store):
    imported(store, _file())
    named = replace(_record(store, "shop", "acme"), name={"ko": "에이크미"}, time_zone="Asia/Seoul")
    store.save("acme", named, expected=1, by="Kim")
    assert not imported(store, _file(version="2026")).made_shop
    assert _record(store, "shop", "acme") == named


def test_a_shop_sells_in_the_market_of_the_file_too(store: Store):
    imported(store, _file())
    imported(store, _file(saasName="Other", currency="EUR"))
    assert _record(store, "shop", "acme").markets == ("US", "DE")


def test_a_file_becomes_a_draft_and_nothing_is_live(store: Store):
    done = imported(store, _file())
    assert done.counts == {"category": 1, "product": 2, "comparison": 1}
    assert done.comparisons[0].edition is None
    assert store.live("acme", "team-chat", NOW) is None


def test_a_file_is_published_when_that_is_asked_for(store: Store):
    done = imported(store, _file(), publish=True)
    assert done.comparisons[0].edition == 1
    assert store.live("acme", "team-chat", NOW) is not None


def test_the_same_file_again_changes_nothing(store: Store):
    imported(store, _file(), publish=True)
    again = imported(store, _file(), publish=True, now="2026-11-23T00:00:00.000000Z")
    assert (again.changed, again.comparisons[0].edition) == (0, 1)


def test_a_plan_that_is_gone_is_remembered_in_the_next_edition(store: Store):
    imported(store, _file(), publish=True)
    plans = {"PRO": {"price": 6, "unit": "user/month"}}
    later = imported(store, _file(plans=plans), publish=True, now="2026-11-23T00:00:00.000000Z")
    assert later.comparisons[0].edition == 2
    row = store.edition("acme", "team-chat", 2)
    assert row is not None
    assert b'"gone":["free"]' in row.document


def test_a_dry_run_answers_the_same_and_stores_nothing(store: Store):
    dry = imported(store, _file(), dry_run=True, publish=True)
    assert store.shops() == []
    wet = imported(store, _file(), publish=True)
    assert dry == replace(wet, dry_run=True)


def test_nothing_is_stored_of_a_file_that_cannot_be_taken(store: Store):
    with pytest.raises(RefusedFile):
        imported(store, _file(currency="ASD"))
    assert store.shops() == []


def test_what_a_shop_had_stays_when_a_file_is_refused_for_publishing(store: Store):
    imported(store, _file())
    before = store.get("acme", "comparison", "team-chat")
    with pytest.raises(PublishingRefused):
        imported(store, _file(plans={}), publish=True)
    assert store.get("acme", "comparison", "team-chat") == before


def test_an_add_on_for_a_plan_that_does_not_exist_is_found_out(store: Store):
    add_ons = {"ai": {"price": 1, "availableFor": ["PRO", "GONE"]}}
    done = imported(store, _file(addOns=add_ons))
    errors = [finding for finding in done.comparisons[0].findings if finding.level == "error"]
    assert [(one.rule, one.path) for one in errors] == [("H28", "$.add_ons[0].available_for[1]")]


def test_an_add_on_for_a_private_plan_is_no_fault(store: Store):
    plans = {"PRO": {"price": 5}, "VIP": {"price": 9, "private": True}}
    gives = {"messages": {"value": True}}
    add_ons = {"ai": {"price": 1, "unit": "message", "availableFor": ["PRO", "VIP"], "features": gives}}
    done = imported(store, _file(plans=plans, addOns=add_ons), publish=True)
    assert done.comparisons[0].edition == 1


def test_translations_and_facts_beyond_the_file_stay_with_a_later_year(store: Store):
    imported(store, _file())
    category: Category = _record(store, "category", "team-chat")
    translated = replace(category.features[0], label={"en": "Messages", "ko": "메시지"})
    product: Product = _record(store, "product", "team-chat-pro")
    comparison: Comparison = _record(store, "comparison", "team-chat")
    store.save_all(
        "acme",
        [
            replace(category, features=(translated, *category.features[1:])),
            replace(product, name={"en": "Pro", "ko": "프로"}, offer="https://shop.example/pro"),
            Persona(key="team", label={"en": "Teams"}),
            replace(comparison, personas=("team",), horizon=24),
        ],
        by="Kim",
    )
    imported(store, _file(version="2026", createdAt="2026-03-08"))
    assert _record(store, "category", "team-chat").features[0].label == {"en": "Messages", "ko": "메시지"}
    assert _record(store, "product", "team-chat-pro").name == {"en": "Pro", "ko": "프로"}
    assert _record(store, "product", "team-chat-pro").offer == "https://shop.example/pro"
    later = _record(store, "comparison", "team-chat")
    assert (later.personas, later.horizon, later.edition_label) == (("team",), 24, "2026")


def test_prices_of_a_later_year_take_the_place_of_the_old_ones(store: Store):
    imported(store, _file())
    imported(store, _file(plans={"PRO": {"price": 7, "unit": "user/month"}}))
    (price,) = _record(store, "product", "team-chat-pro").prices
    assert price.components[0].amount.value == "7"


def test_a_product_of_another_comparison_is_not_written_over(store: Store):
    imported(store, _file(saasName="Team", plans={"CHAT_PRO": {"price": 1}}))
    with pytest.raises(RefusedFile) as refused:
        imported(store, _file())
    assert refused.value.reason.key == "import.reason.key_taken"
    assert _record(store, "product", "team-chat-pro").category == "team"


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ({"shop": "Acme!"}, "shop"),
        ({"comparison": "Slack 2025"}, "comparison"),
        ({"market": "XX"}, "market"),
        ({"currency": "usd"}, "currency"),
        ({"format": "xml"}, "format"),
        ({"language": "English!"}, "lang"),
    ],
)
def test_an_option_that_cannot_be_meant_is_named(store: Store, options: dict[str, Any], name: str):
    with pytest.raises(BadParameter) as refused:
        imported(store, _file(), **options)
    assert refused.value.name == name
    assert refused.value.accepted
    assert store.shops() == []


def test_a_currency_that_is_not_the_files_is_refused(store: Store):
    with pytest.raises(RefusedFile) as refused:
        imported(store, _file(), currency="EUR")
    assert refused.value.line == 5


def test_a_currency_that_the_file_does_not_state_is_taken_from_the_options(store: Store):
    assert imported(store, _file(currency=...), currency="EUR").changed


def test_a_text_past_its_bound_is_refused_by_the_name_of_the_file(store: Store):
    tags = [f"Tag {number}" for number in range(101)]
    with pytest.raises(RefusedFile) as refused:
        imported(store, _file(tags=tags))
    assert refused.value.file == "small.yml"
    assert refused.value.path.startswith("category team-chat $.groups")
    assert store.shops() == []


@pytest.mark.parametrize(
    ("name", "raw", "format_name"),
    [
        ("a.yml", b"saasName: A\n", "pricing2yaml"),
        ("A.YAML", b"syntaxVersion: '2.1'\n", "pricing2yaml"),
        ("a.json", b'{"saasName": "A"}', "pricing2yaml"),
        ("a.yaml", b"comparisons: []\n", "native"),
        ("a.json", b'{"shop": null, "unknown": 1}', "native"),
    ],
)
def test_a_format_is_known_by_what_stands_in_the_file(name: str, raw: bytes, format_name: str):
    assert format_of(SourceFile(name=name, raw=raw)).name == format_name


@pytest.mark.parametrize(
    ("name", "raw"), [("a.yml", b"colour: blue\n"), ("a.yml", b""), ("a.txt", b"saasName: A\n")]
)
def test_a_file_in_no_known_format_is_refused_with_the_formats(name: str, raw: bytes):
    with pytest.raises(RefusedFile) as refused:
        format_of(SourceFile(name=name, raw=raw))
    assert refused.value.accepted.arguments == {"formats": tuple(one.name for one in FORMATS)}


def test_a_format_that_was_named_is_used_whatever_the_file_is_called():
    assert format_of(SourceFile(name="a.txt", raw=b"saasName: A\n"), "pricing2yaml").name == "pricing2yaml"


def test_a_shop_of_our_own_format_is_imported_under_its_own_name(store: Store):
    raw = b"shop: {key: corner, name: {ko: Corner}, languages: [ko], markets: [DE]}\n"
    file = SourceFile(name="corner.yaml", raw=raw)
    done = import_file(store, file, Options(), markets=markets(), now=NOW)
    assert (done.shop, done.format, store.shops()) == ("corner", "native", ["corner"])


def test_a_shop_of_our_own_format_can_be_imported_under_another_name(store: Store):
    raw = b"shop: {key: corner, name: {ko: Corner}, languages: [ko], markets: [DE]}\n"
    done = imported(store, SourceFile(name="corner.yaml", raw=raw))
    assert (done.shop, _record(store, "shop", "acme").name) == ("acme", {"ko": "Corner"})


def test_without_a_shop_a_file_that_names_none_is_refused(store: Store):
    with pytest.raises(BadParameter):
        import_file(store, _file(), Options(), markets=markets(), now=NOW)


def test_a_finding_is_said_in_korean_too(store: Store):
    done = imported(store, source(real("v2.1/slack/2025.yml")))
    texts = [speaker("ko").say(finding.message) for finding in done.comparisons[0].findings]
    assert any("마지막으로 확인한 날" in text for text in texts)


def test_slack_of_2025_is_published_and_has_no_error(store: Store):
    done = imported(store, source(real("v2.1/slack/2025.yml")), publish=True)
    assert done.comparisons[0].edition == 1
    assert {finding.level for finding in done.comparisons[0].findings} == {"warning"}


def test_a_new_shop_of_a_file_without_prices_is_in_the_market_of_the_options(store: Store):
    raw = b"categories: [{key: apps, label: {en: Apps}}]\n"
    imported(store, SourceFile(name="apps.yaml", raw=raw), market="DE")
    assert _record(store, "shop", "acme").markets == ("DE",)


def test_what_is_published_is_live_from_the_moment_at_which_all_was_read(store: Store):
    later = "2026-11-22T23:00:00.000000Z"
    steps = noted_by_command(store, "small.yml", lambda: later)
    options = Options(shop="acme", publish=True)
    import_file(store, _file(), options, markets=markets(), now=NOW, steps=steps)
    assert [(one.since, one.entered_at) for one in store.live_log("acme", "team-chat")] == [(later, later)]
    assert {row.at for _, row in store.audit("acme")} == {later}
