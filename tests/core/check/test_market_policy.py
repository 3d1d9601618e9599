"""What a market forbids cannot be published there, and what it requires is in the first fragment."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders_check import TODAY
from builders_market_policy import FORBIDDEN, MARKETS, UNION, Make, everything, honest
from msgspec import Struct

from comparison.core import check
from comparison.core.compare import compare
from comparison.core.context import Asked
from comparison.core.errors import PublishingRefused
from comparison.core.messages import Message
from comparison.core.pricing.engine import quote_tier
from comparison.core.pricing.quote import Line, Quote
from comparison.core.publication import Edition, Publication
from comparison.core.resolving import resolve
from comparison.core.view import View
from comparison.storage.checking import checker
from comparison.storage.opening import open_store
from comparison.storage.publish import publish
from comparison.storage.store import Store

NOON = "2026-11-22T12:00:00.000000Z"
PAIRS = [(code, *one) for one in FORBIDDEN for code in sorted(MARKETS)]
BARRED = [(code, make, rule) for make, rule, markets in FORBIDDEN for code in sorted(markets)]
in_every_market = pytest.mark.parametrize("code", sorted(MARKETS))


def errors(publication: Publication) -> set[str]:
    return {one.rule for one in check.run(publication, (), TODAY) if one.level == "error"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:{tmp_path / 'shop.db'}")
    opened.migrate()
    yield opened
    opened.close()


def put_out(store: Store, publication: Publication) -> None:
    """Saves what *publication* is made of, and publishes it with the check that publishing has."""
    records = (publication.shop, publication.category, *publication.products, publication.comparison)
    store.save_all("acme", records, by="anna")
    checked = checker(store, "acme", TODAY)
    publish(store, "acme", "apps", by="anna", note="", now=NOON, check=checked, markets=MARKETS)


@pytest.mark.parametrize(
    ("code", "make", "rule", "barring"), PAIRS, ids=[f"{code}-{make.__name__}" for code, make, *_ in PAIRS]
)
def test_a_market_forbids_what_its_row_says_and_nothing_else(
    code: str, make: Make, rule: str, barring: frozenset[str]
):
    assert errors(make(MARKETS[code])) == ({rule} if code in barring else set())


@pytest.mark.parametrize(
    ("code", "make", "rule"), BARRED, ids=[f"{code}-{make.__name__}" for code, make, _ in BARRED]
)
def test_what_a_market_forbids_is_not_published_there(store: Store, code: str, make: Make, rule: str):
    with pytest.raises(PublishingRefused) as refused:
        put_out(store, make(MARKETS[code]))
    assert {finding.rule for finding in refused.value.findings} == {rule}
    assert store.live("acme", "apps", NOON) is None


@in_every_market
def test_an_honest_price_list_is_published_in_every_market(store: Store, code: str):
    put_out(store, honest(MARKETS[code]))
    assert store.live("acme", "apps", NOON) is not None


@pytest.mark.parametrize(
    ("code", "make", "rule"), BARRED, ids=[f"{code}-{make.__name__}" for code, make, _ in BARRED]
)
def test_the_finding_names_the_market_and_the_law_behind_it(code: str, make: Make, rule: str):
    findings = check.run(make(MARKETS[code]), (), TODAY)
    assert [(one.market, bool(one.source)) for one in findings if one.rule == rule] == [(code, True)]


def quoted(code: str) -> Quote:
    publication = everything(MARKETS[code])
    context = resolve(Asked(), publication, TODAY)
    return quote_tier("small", publication.products[0], (), context, MARKETS[code])


def line(quote: Quote, component: str) -> Line:
    return next(one for one in quote.lines if one.component == component)


def viewed(code: str) -> View:
    publication = everything(MARKETS[code])
    edition = Edition(number=1, digest="0" * 64, published_at=NOON, publication=publication)
    return compare(edition, Asked(), TODAY)


def keys_in(value: object) -> set[str]:
    """The keys of all messages inside *value*."""
    if isinstance(value, Message):
        return {value.key} | {key for one in value.arguments.values() for key in keys_in(one)}
    if isinstance(value, Struct):
        return {key for name in value.__struct_fields__ for key in keys_in(getattr(value, name))}
    return {key for one in value for key in keys_in(one)} if isinstance(value, tuple) else set()


@in_every_market
def test_tax_is_in_the_first_figure_or_named_beside_it(code: str):
    quote = quoted(code)
    apart = {"US", "US-CA", "CA"}
    assert quote.tax_included is (code not in apart)
    assert ("tax" in {one.kind for one in quote.excluded}) is (code in apart)
    assert ("price.tax_separate" in keys_in(viewed(code).tiers[0].headline.second_short)) is (code in apart)


@in_every_market
def test_delivery_is_in_the_first_figure_or_named_beside_it(code: str):
    quote = quoted(code)
    apart = {"US", "US-CA"}
    assert line(quote, "parcel").in_headline is (code not in apart)
    assert ("parcel" in {one.item for one in quote.excluded}) is (code in apart)


@in_every_market
def test_a_deposit_is_in_the_first_figure_only_where_the_market_counts_it(code: str):
    quote = quoted(code)
    assert line(quote, "bottle").in_headline is (code == "AU")
    said = keys_in(viewed(code).tiers[0].headline.second_short)
    assert ("price.deposit_inside" if code == "AU" else "price.deposit") in said


@in_every_market
def test_the_unit_price_of_a_measured_good_is_in_the_first_fragment(code: str):
    said = keys_in(viewed(code).tiers[0].headline.second)
    assert any(key.startswith("price.per_measure") for key in said)


@pytest.mark.parametrize("code", ["KR", "GB", "JP", "AU", *(one for one in UNION if one != "EU")])
def test_a_list_without_tax_is_shown_to_consumers_with_tax(code: str):
    goods = line(quoted(code), "base")
    assert goods.net is not None
    assert goods.tax is not None
    assert goods.amount == goods.net + goods.tax
    assert goods.tax.minor > 0
