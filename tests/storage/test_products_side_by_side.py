"""Live products read as one comparison; what was never published is named, what is gone is left out."""

import pytest
from builders_store import NEXT_DAY, NOON, category, comparison, feature, number, price, product, shop
from msgspec.structs import replace

from comparison.core.catalogue import Cell
from comparison.core.errors import NotFound
from comparison.core.overrides import Override, Pick
from comparison.core.publication import FORMAT, Edition, Publication, digest, encoded
from comparison.storage.adhoc import Products, edition_together, live_products
from comparison.storage.product_editions import own_publication
from comparison.storage.store import ProductEditionRow, Store

AIR = category(feature("weight", kind="number", unit="kg"), feature("area", kind="number", unit="m2"))
POT = category(feature("weight", kind="number", unit="g"), feature("area", kind="number"), key="pot")


def publication(key: str, its_category=AIR, **more: object) -> Publication:
    sold = product(key, category=its_category.key, cells=(Cell(feature="weight", value=number("1", "kg")),))
    return Publication(
        format=FORMAT,
        policy_version="",
        shop=shop(),
        comparison=comparison(key, **more),
        category=its_category,
        products=(sold,),
    )


def row(key: str, document: bytes, number: int = 1, since: str = NOON) -> ProductEditionRow:
    return ProductEditionRow(
        shop="acme",
        product=key,
        number=number,
        digest=digest(document),
        published_at=since,
        document=document,
    )


@pytest.fixture
def published(store: Store) -> Store:
    rows = [row(key, encoded(publication(key))) for key in ("small", "large")]
    with store.writing():
        store.add_product_editions([*rows, row("pot", encoded(publication("pot", POT)))])
    return store


def found(store: Store, *keys: str, now: str = NOON) -> Products:
    return live_products(store, "acme", keys, now)


def test_products_come_in_the_order_asked(published: Store) -> None:
    assert [row.product for row in found(published, "large", "small").rows] == ["large", "small"]


def test_rows_are_shared_by_what_their_units_measure(published: Store) -> None:
    shown: Edition = edition_together(found(published, "small", "pot"))
    assert [one.key for one in shown.publication.category.features] == ["weight"]


def test_a_product_that_was_never_published_is_named(published: Store) -> None:
    with pytest.raises(NotFound) as refused:
        found(published, "small", "nothing")
    assert refused.value.facts == {"what": "product", "key": "nothing"}


def test_a_product_that_waits_for_its_day_is_not_there_yet(published: Store) -> None:
    with published.writing():
        published.add_product_editions([row("next", encoded(publication("next")), since=NEXT_DAY)])
    with pytest.raises(NotFound):
        found(published, "small", "next")
    assert len(found(published, "small", "next", now=NEXT_DAY).rows) == 2


def test_a_product_that_was_taken_offline_is_gone_and_the_others_stay(published: Store) -> None:
    before = found(published, "small", "large", now=NEXT_DAY)
    with published.writing():
        published.add_product_editions([row("large", b"", 2, NEXT_DAY)])
    after = found(published, "small", "large", now=NEXT_DAY)
    assert ([row.product for row in after.rows], after.gone) == (["small"], ("large",))
    assert after.digest != before.digest
    assert edition_together(after).publication.gone == ("large",)


def test_where_nothing_is_left_the_products_are_named(published: Store) -> None:
    with published.writing():
        published.add_product_editions([row("large", b"", 2, NEXT_DAY)])
    with pytest.raises(NotFound) as refused:
        found(published, "large", now=NEXT_DAY)
    assert refused.value.facts["key"] == "large"


def test_the_digest_changes_with_any_of_the_products(published: Store) -> None:
    before = found(published, "small", "large", now=NEXT_DAY).digest
    dearer = publication("large")
    dearer = replace(dearer, products=(replace(dearer.products[0], prices=(price("999"),)),))
    with published.writing():
        published.add_product_editions([row("large", encoded(dearer), 2, NEXT_DAY)])
    assert found(published, "small", "large").digest == before
    assert found(published, "small", "large", now=NEXT_DAY).digest != before


def test_what_the_shop_says_of_a_fit_goes_with_the_product_and_its_pick_does_not() -> None:
    lowered = Override(persona="p", tier="small", level="no", reason={"en": "Loud"})
    both = publication("small", overrides=(lowered, replace(lowered, tier="large")), pick=_pick())
    own = own_publication(replace(both, comparison=_renamed(both)), both.products[0]).comparison
    assert (own.overrides, own.pick) == ((replace(lowered, tier="small"),), None)


def _pick() -> Pick:
    return Pick(tier="small", reason={"en": "We like it"})


def _renamed(of: Publication):
    """The comparison with tier keys that are not the products'."""
    tiers = (replace(of.comparison.tiers[0], key="s"),)
    overrides = tuple(replace(one, tier=one.tier[0]) for one in of.comparison.overrides)
    return replace(of.comparison, tiers=tiers, overrides=overrides)
