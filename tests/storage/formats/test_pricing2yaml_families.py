"""Families of plans in one file are comparisons of their own; a file without plans has none."""

from typing import Any

import pytest
from builders_goods import notes
from builders_pricing2yaml import VERSIONS, a_pricing, corpus, imported, named, plain, read, written

from comparison.core.catalogue import AddOn, Comparison
from comparison.core.errors import PublishingRefused
from comparison.storage.formats.reading import SourceFile
from comparison.storage.store import Store

WEBSITE = ("WEBSITE_STARTER", "WEBSITE_BASIC", "WEBSITE_CMS")
ECOMMERCE = ("ECOMMERCE_STANDARD", "ECOMMERCE_PLUS")
WORKSPACES = ("WORKSPACES_CORE", "WORKSPACES_GROWTH")
ALL = (*WEBSITE, *ECOMMERCE, *WORKSPACES)


def file(*plans: str, **changes: Any) -> SourceFile:
    told = {name: {"price": place, "unit": "/month"} for place, name in enumerate(plans, 1)}
    pricing = a_pricing(saasName="Webflow", plans=told, **changes)
    return SourceFile(name="webflow.yml", raw=written(pricing))


def comparison(store: Store, key: str) -> Comparison:
    stored = store.get("acme", "comparison", key)
    assert stored is not None
    assert isinstance(stored.record, Comparison)
    return stored.record


def tiers(store: Store, key: str) -> list[tuple[str, str]]:
    return [(tier.key, tier.product) for tier in comparison(store, key).tiers]


def test_each_family_is_a_comparison_and_all_share_one_category(store: Store):
    done = imported(store, file(*ALL))
    assert [one.key for one in done.comparisons] == [
        "webflow-website",
        "webflow-ecommerce",
        "webflow-workspaces",
    ]
    assert done.counts["category"] == 1
    assert {comparison(store, one.key).category for one in done.comparisons} == {"webflow"}
    assert tiers(store, "webflow-website") == [
        ("starter", "webflow-website-starter"),
        ("basic", "webflow-website-basic"),
        ("cms", "webflow-website-cms"),
    ]
    assert comparison(store, "webflow-ecommerce").title == {"en": "Webflow – Ecommerce"}
    assert notes(done)["families"] == ("WEBSITE", "ECOMMERCE", "WORKSPACES")


def test_each_family_can_be_published(store: Store):
    done = imported(store, file(*ALL), publish=True)
    assert [one.edition for one in done.comparisons] == [1, 1, 1]


def test_a_second_import_of_families_changes_nothing(store: Store):
    imported(store, file(*ALL))
    assert imported(store, file(*ALL)).changed == 0


def test_a_plan_that_stands_alone_is_in_every_family(store: Store):
    imported(store, file(*ALL, "ENTERPRISE"))
    for family in ("website", "ecommerce", "workspaces"):
        assert tiers(store, f"webflow-{family}")[-1] == ("enterprise", "webflow-enterprise")


def test_a_plan_of_the_same_short_name_keeps_a_tier_of_its_own(store: Store):
    imported(store, file(*ALL, "WEBSITE_ENTERPRISE", "ENTERPRISE"))
    assert [key for key, _ in tiers(store, "webflow-website")][-2:] == ["enterprise", "enterprise-2"]


def test_an_add_on_is_offered_beside_the_family_it_is_for(store: Store):
    add_ons = {
        "localize": {"price": 9, "availableFor": ["WEBSITE_CMS"], "features": {"messages": {"value": True}}},
        "support": {"price": 5, "features": {"messages": {"value": True}}},
    }
    imported(store, file(*ALL, addOns=add_ons))
    assert comparison(store, "webflow-website").add_ons == ("webflow-localize", "webflow-support")
    assert comparison(store, "webflow-ecommerce").add_ons == ("webflow-support",)


def test_a_private_plan_is_in_no_family(store: Store):
    secret = {name: {"price": 1, "private": name == "WEBSITE_CMS"} for name in ALL}
    raw = written(a_pricing(saasName="Webflow", plans=secret))
    imported(store, SourceFile(name="webflow.yml", raw=raw))
    assert [key for key, _ in tiers(store, "webflow-website")] == ["starter", "basic"]


@pytest.mark.parametrize(
    "plans",
    [
        ("BUSINESS", "BUSINESS_PLUS", "BUSINESS_STARTER", "ENTERPRISE", "ENTERPRISE_PLUS", "ENTERPRISE_MAX"),
        ("TEAM_BASIC", "TEAM_PRO", "ORG_BASIC", "ORG_PRO"),
        ("STARTER", "PROFESSIONAL", "ORGANIZATION", "DEV_MODE_ORGANIZATION", "DEV_MODE_ENTERPRISE", "MAX"),
        ("A", "B", "C", "D", "E", "F", "G"),
        ("WEBSITE_A", "WEBSITE_B", "WEBSITE_C", "WEBSITE_D", "WEBSITE_E", "WEBSITE_F"),
    ],
)
def test_a_ladder_of_plans_is_no_family(store: Store, plans: tuple[str, ...]):
    done = imported(store, file(*plans))
    assert [one.key for one in done.comparisons] == ["webflow"]
    assert "families" not in notes(done)


@pytest.mark.parametrize("folder", VERSIONS)
def test_no_real_file_here_has_families(folder: str):
    for path in corpus(folder, VERSIONS[folder]):
        assert read(path).reading.comparisons == (read(path).comparison.key,)
        assert len(read(path).comparison.tiers) == len(named(plain(path)["plans"]))


ADD_ONS = {
    "sso": {"price": 2, "unit": "user/month", "features": {"messages": {"value": True}}},
    "mfa": {"price": 3, "unit": "user/month", "dependsOn": ["sso"]},
}


def test_a_file_without_plans_keeps_its_add_ons_and_makes_no_comparison(store: Store):
    done = imported(store, file(addOns=ADD_ONS))
    assert (done.comparisons, store.page("acme", "comparison")) == ((), [])
    assert done.counts == {"category": 1, "add_on": 2}
    assert notes(done)["no_plans"] == 2
    stored = store.get("acme", "add_on", "webflow-mfa")
    assert stored is not None
    assert isinstance(stored.record, AddOn)
    assert stored.record.requires == ("webflow-sso",)


def test_a_file_without_plans_has_nothing_to_publish_and_is_stored(store: Store):
    done = imported(store, file(addOns=ADD_ONS), publish=True)
    assert (done.comparisons, store.live_comparisons("acme", "2026-12-01T00:00:00.000000Z")) == ((), [])
    assert imported(store, file(addOns=ADD_ONS)).changed == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"features": {"gone": {"value": True}}},
        {"availableFor": ["GONE"]},
        {"dependsOn": ["gone"]},
        {"usageLimitsExtensions": {"gone": {"value": 5}}},
    ],
)
def test_what_leads_nowhere_in_a_file_without_plans_is_found_out(store: Store, wrong: dict[str, Any]):
    broken = file(addOns={"sso": {"price": 2, "unit": "user/month"} | wrong})
    done = imported(store, broken)
    assert [one.level for one in done.comparisons[0].findings if one.level == "error"]
    with pytest.raises(PublishingRefused):
        imported(store, broken, publish=True)
