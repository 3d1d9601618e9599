"""What the shop says itself: names of tiers, its pick, lowered fits, norms, other sellers' products."""

from pathlib import Path

import pytest
from builders_admin import Browser, Office
from builders_comparisons import air_office, at_the_desk, changed_product, draft, main_of
from msgspec.structs import replace

from comparison.core.catalogue import Category, Product
from comparison.core.overrides import Override, Pick
from comparison.core.sources import Competitor, Norm, Source

MARKS = "/admin/acme/comparisons/air/marks"
COMPETITOR = "/admin/acme/products/air-lite/competitor"
LOWERED = {"overrides.0.persona": "flat", "overrides.0.tier": "max", "overrides.0.level": "partial"}
NOTE = {"overrides.0.persona": "flat", "overrides.0.tier": "max", "overrides.0.but.en": "Heavy to carry"}
SOURCE = Source(title={"en": "Their shop"}, as_of="2026-11-01")


@pytest.fixture
def at(tmp_path: Path) -> Office:
    return air_office(tmp_path)


@pytest.fixture
def owner(at: Office) -> Browser:
    return at_the_desk(at)


def product(at: Office) -> Product:
    return at.store.get("acme", "product", "air-lite").record


def category(at: Office) -> Category:
    return at.store.get("acme", "category", draft(at).category).record


def wrong(got) -> list[str]:
    assert got.status == 422, got.text
    return [one["id"] for one in main_of(got).every("p") if one["class"] == "fault"]


def test_a_tier_is_called_as_typed_and_by_its_product_when_that_is_emptied(at: Office, owner: Browser):
    assert owner.send(MARKS, {"labels.lite.en": "Light"}).status == 303
    assert [tier.label for tier in draft(at).tiers] == [{"en": "Light"}, None]
    assert owner.send(MARKS, {"labels.lite.en": ""}).status == 303
    assert [tier.label for tier in draft(at).tiers] == [None, None]


def test_the_pick_has_its_reason_and_goes_with_it(at: Office, owner: Browser):
    assert owner.send(MARKS, {"pick.tier": "max", "pick.reason.en": "Quiet", "pick.paid": "1"}).status == 303
    assert draft(at).pick == Pick(tier="max", reason={"en": "Quiet"}, paid=True)
    assert owner.send(MARKS, {"pick.reason.en": ""}).status == 303
    assert draft(at).pick is None


def test_a_fit_is_lowered_with_a_reason_and_what_is_given_up_names_its_row(at: Office, owner: Browser):
    typed = LOWERED | {"overrides.0.reason.en": "Loud", "overrides.0.but.en": "Heavy"}
    assert owner.send(MARKS, typed | {"overrides.0.feature": "quiet"}).status == 303
    [said] = draft(at).overrides
    assert said == Override(
        persona="flat",
        tier="max",
        level="partial",
        reason={"en": "Loud"},
        but={"en": "Heavy"},
        feature="quiet",
    )


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (LOWERED, "e-overrides.0.reason.en"),
        (NOTE, "e-overrides.0.feature"),
        (LOWERED | {"overrides.0.level": "", "overrides.0.reason.en": "Loud"}, "e-overrides.0.level"),
        ({"pick.reason.en": "x" * 500}, "e-pick.reason.en"),
    ],
)
def test_half_a_word_about_a_fit_is_refused_at_its_field(
    at: Office, owner: Browser, typed: dict[str, str], field: str
):
    assert wrong(owner.send(MARKS, typed)) == [field]
    assert draft(at).overrides == ()


def test_another_sellers_product_needs_its_source_and_day(at: Office, owner: Browser):
    assert wrong(owner.send(COMPETITOR, {"seller.en": "Other Ltd"})) == [
        "e-source.title.en",
        "e-source.as_of",
    ]
    typed = {"seller.en": "Other Ltd", "source.title.en": "Their shop"}
    assert wrong(owner.send(COMPETITOR, typed | {"source.as_of": "2026-11-23"})) == ["e-source.as_of"]
    assert owner.send(COMPETITOR, typed | {"source.as_of": "2026-11-01"}).status == 303
    assert product(at).competitor == Competitor(seller={"en": "Other Ltd"}, source=SOURCE)
    assert "have no source" in owner.page(COMPETITOR).text


def test_one_source_serves_all_that_have_none_and_it_can_be_ours_again(at: Office, owner: Browser):
    own = Source(title={"en": "Test lab"}, as_of="2026-10-01")
    first, *rest = product(at).cells
    changed_product(
        at,
        "air-lite",
        competitor=Competitor(seller={"en": "Other Ltd"}, source=SOURCE),
        cells=(replace(first, source=own), *rest),
    )
    form = owner.filled(COMPETITOR)
    assert owner.post(f"{COMPETITOR}/sources", form).status == 303
    found = [one.source for one in (*product(at).cells, *product(at).prices)]
    assert found == [own] + [SOURCE] * (len(found) - 1)
    assert owner.send(f"{COMPETITOR}/ours", {}).status == 303
    assert product(at).competitor is None


def test_a_norm_has_its_ends_in_order_and_says_where_it_is_from(at: Office, owner: Browser):
    numbers = next(one.key for one in category(at).features if one.kind == "number")
    here = f"/admin/acme/categories/{category(at).key}/features/{numbers}/norm"
    source = {"norm.source.title.en": "Agency", "norm.source.as_of": "2021-12-01"}
    assert wrong(owner.send(here, source)) == ["e-norm.low", "e-norm.high"]
    assert wrong(owner.send(here, source | {"norm.low": "50", "norm.high": "45"})) == ["e-norm.high"]
    assert owner.send(here, source | {"norm.low": "45", "norm.high": "50"}).status == 303
    norm = next(one.norm for one in category(at).features if one.key == numbers)
    assert isinstance(norm, Norm)
    assert (norm.low, norm.high, norm.source.title) == ("45", "50", {"en": "Agency"})


def test_a_row_without_numbers_has_no_norm(at: Office, owner: Browser):
    other = next(one.key for one in category(at).features if one.kind != "number")
    assert owner.get(f"/admin/acme/categories/{category(at).key}/features/{other}/norm").status == 404
