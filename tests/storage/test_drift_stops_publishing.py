"""A checkout that differed stops an edition, but never the one that mends it."""

import datetime
from pathlib import Path

import pytest
from builders_store import KR, MARKETS, category, comparison, fill, price, product, shop

from comparison.core.check.finding import Finding
from comparison.core.errors import PublishingRefused
from comparison.core.money import Money
from comparison.core.pricing.charged import ChargedLine, outcome
from comparison.core.pricing.drift import checked_as
from comparison.core.pricing.signed import SignedLine, SignedQuote
from comparison.storage.checking import checker
from comparison.storage.checkouts import CheckoutRow, document_of
from comparison.storage.editions import read_edition
from comparison.storage.opening import open_store
from comparison.storage.publish import publish
from comparison.storage.store import EditionRow, Store

TODAY = datetime.date(2026, 11, 22)
NOON = "2026-11-22T12:00:00.000000Z"


def put_out(store: Store) -> EditionRow:
    check = checker(store, "acme", TODAY)
    return publish(store, "acme", "air", by="anna", note="", now=NOON, check=check, markets=MARKETS)


def check_out(store: Store, row: EditionRow, charged: int, *, at: str) -> None:
    """A checkout of edition *row* whose base was *charged* instead of 100 won."""
    midnight = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
    quote = SignedQuote(
        shop="acme",
        comparison="air",
        number=row.number,
        digest=row.digest,
        context={},
        tier="small",
        currency="KRW",
        headline=100,
        due_today=100,
        lines=(SignedLine(component="base", add_on=None, times=1, amount=100, first=TODAY, due_today=True),),
        issued=midnight,
        expires=midnight + datetime.timedelta(days=2),
        policy_version=KR.as_of,
    )
    total = Money(minor=charged, currency="KRW")
    found = outcome(quote, total, (ChargedLine(component="base", minor=charged),))
    checked = checked_as(at, quote, found, read_edition(row).publication)
    store.add_checkout(
        CheckoutRow(
            shop="acme",
            quote=at,
            reference="1",
            checked_at=f"2026-11-22T{at}.000000Z",
            day="2026-11-22",
            comparison="air",
            tier="small",
            charges="/base",
            differing=not checked.equal,
            document=document_of(checked),
        )
    )


def refusals(store: Store) -> list[Finding]:
    with pytest.raises(PublishingRefused) as refused:
        put_out(store)
    return [one for one in refused.value.findings if isinstance(one, Finding)]


@pytest.fixture
def drifted(store: Store) -> EditionRow:
    """An edition whose small product was charged 120 won in one checkout."""
    fill(store, [shop(), category(), product(), comparison("small")])
    row = put_out(store)
    check_out(store, row, 120, at="13:00:00")
    return row


def test_a_checkout_that_differed_stops_the_next_edition_and_names_the_charge(
    store: Store, drifted: EditionRow
) -> None:
    fill(store, [product(sku="another")])
    [finding] = [one for one in refusals(store) if one.level == "error"]
    assert (finding.rule, finding.path) == ("H42", "$.products[0].prices[0].components[0]")


def test_the_edition_that_corrects_the_charge_is_published(store: Store, drifted: EditionRow) -> None:
    fill(store, [product(prices=(price("120"),))])
    assert put_out(store).number == 2


def test_a_checkout_that_was_corrected_lets_the_next_edition_through(
    store: Store, drifted: EditionRow
) -> None:
    check_out(store, drifted, 100, at="14:00:00")
    fill(store, [product(sku="another")])
    assert put_out(store).number == 2


def test_after_30_days_nothing_is_held_against_the_charge(store: Store, drifted: EditionRow) -> None:
    fill(store, [product(sku="another")])
    check = checker(store, "acme", TODAY + datetime.timedelta(days=30))
    row = publish(store, "acme", "air", by="anna", note="", now=NOON, check=check, markets=MARKETS)
    assert row.number == 2


def test_an_older_database_gets_the_tables_and_keeps_what_it_has(tmp_path: Path) -> None:
    address = f"sqlite:{tmp_path / 'old.db'}"
    old = open_store(address)
    old.migrate()
    fill(old, [shop()])
    for table in ("checkouts", "tokens"):
        old._connections.run(f"drop table {table}", ())
    old._connections.run("delete from _sqlite_migrations where name = 'm0003_checkouts'", ())
    old.close()
    new = open_store(address)
    assert new.migrate() == ["m0003_checkouts"]
    assert (new.shops(), new.checkout_counts("acme", "2026-01-01")) == (["acme"], (0, 0))
    new.close()
