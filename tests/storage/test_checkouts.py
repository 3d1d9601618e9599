"""What every engine must do for checked checkouts and for tokens."""

import datetime

import pytest
from builders_store import fill, shop
from msgspec.structs import replace

from comparison.core.errors import NotFound, StaleRevision, StoreUnusable
from comparison.core.money import Money
from comparison.core.pricing.charged import DifferingLine
from comparison.core.pricing.drift import BlamedLine, Checked, Drift
from comparison.storage.checkouts import CheckoutRow, document_of, drift_of, read_checked
from comparison.storage.sqlite import SqliteStore
from comparison.storage.sqlite_driver import driver
from comparison.storage.store import Store
from comparison.storage.tokens import TokenRow

TODAY = datetime.date(2026, 11, 22)


def won(minor: int) -> Money:
    return Money(minor=minor, currency="KRW")


def checked(difference: int = 0, component: str | None = None) -> Checked:
    line = DifferingLine(
        component=component or "",
        add_on=None,
        kind="missing",
        expected=won(3_000),
        charged=None,
        inferred=False,
    )
    return Checked(
        quote_id="q",
        comparison="air",
        number=1,
        tier="lite",
        name={"en": "Lite"},
        equal=not difference,
        expected=won(10_000),
        charged=won(10_000 + difference),
        difference=won(difference),
        lines=(BlamedLine(line=line, label={"en": "Delivery"}, charge="c"),) if component else (),
        charge="all",
    )


def row(
    reference: str = "1", difference: int = 0, component: str | None = None, **changes: str
) -> CheckoutRow:
    usual = {
        "shop": "acme",
        "quote": "q",
        "checked_at": "2026-11-22T12:00:00.000000Z",
        "day": "2026-11-22",
        "comparison": "air",
        "tier": "lite",
        "charges": "/base /delivery",
    }
    return CheckoutRow(
        reference=reference,
        differing=bool(difference),
        document=document_of(checked(difference, component)),
        **(usual | changes),
    )


def token(number: int = 1, **changes: str) -> TokenRow:
    usual = {"shop": "acme", "name": "till", "digest": "d", "made_by": "anna"}
    made = {"made_at": f"2026-11-2{number}T12:00:00.000000Z"}
    return TokenRow(id=f"{number:016x}", **(usual | made | changes))


def test_a_checkout_is_read_back_as_it_was_stored(store: Store) -> None:
    assert store.add_checkout(row(difference=-3_000, component="delivery")) == row("1", -3_000, "delivery")


def test_the_same_quote_and_order_count_once_and_the_first_outcome_stays(store: Store) -> None:
    store.add_checkout(row())
    assert store.add_checkout(row(difference=500)) == row()
    assert store.checkout_counts("acme", "2026-11-01") == (1, 0)


def test_another_order_and_another_quote_count_again(store: Store) -> None:
    for one in (row("1"), row("2", difference=5), row("1", quote="r")):
        store.add_checkout(one)
    assert store.checkout_counts("acme", "2026-11-01") == (3, 1)


def test_counts_begin_with_the_day_that_is_named(store: Store) -> None:
    for number, day in enumerate(("2026-10-23", "2026-10-24", "2026-11-22")):
        store.add_checkout(row(str(number), difference=number, day=day))
    assert store.checkout_counts("acme", "2026-10-24") == (2, 2)
    assert store.checkout_counts("acme", "2026-11-23") == (0, 0)


def test_another_shop_has_counts_of_its_own(store: Store) -> None:
    store.add_checkout(row())
    assert store.checkout_counts("zeta", "2026-11-01") == (0, 0)


def test_what_one_connection_wrote_another_counts(store: Store, other: Store) -> None:
    store.add_checkout(row())
    assert other.checkout_counts("acme", "2026-11-01") == (1, 0)


def test_only_what_differed_is_listed_newest_first_and_no_more_than_asked_for(store: Store) -> None:
    for number in range(4):
        moment = f"2026-11-22T12:00:0{number}.000000Z"
        store.add_checkout(row(str(number), difference=number, checked_at=moment))
    listed = store.drifts("acme", "2026-11-01", 2)
    assert [read_checked(one.document).difference.minor for one in listed] == [3, 2]


@pytest.mark.parametrize(
    ("later", "settled"),
    [
        (row("2", checked_at="2026-11-22T12:00:01.000000Z"), True),
        (row("2", checked_at="2026-11-22T11:59:59.000000Z"), False),
        (row("2", 5, checked_at="2026-11-22T12:00:01.000000Z"), False),
        (row("2", checked_at="2026-11-22T12:00:01.000000Z", tier="max"), False),
        (row("2", checked_at="2026-11-22T12:00:01.000000Z", charges="/base"), False),
        (row("2", checked_at="2026-11-22T12:00:01.000000Z", comparison="water"), False),
    ],
    ids=[
        "equal later",
        "equal before",
        "different later",
        "another tier",
        "other charges",
        "another comparison",
    ],
)
def test_a_difference_is_settled_by_a_later_checkout_of_the_same_charges(
    store: Store, later: CheckoutRow, settled: bool
) -> None:
    store.add_checkout(row("1", -3_000, "delivery"))
    store.add_checkout(later)
    by_reference = {
        read_checked(one.document).difference.minor: one.settled
        for one in store.drifts("acme", "2026-11-01", 9)
    }
    assert by_reference[-3_000] is settled


@pytest.mark.parametrize("statement", ["delete from checkouts", "update checkouts set differing = 0"])
def test_checked_checkouts_only_grow(store: Store, statement: str) -> None:
    assert isinstance(store, SqliteStore)
    store.add_checkout(row(difference=5))
    with pytest.raises(driver.IntegrityError, match="checkouts only grow"):
        store._connections.run(statement, ())


def test_the_drift_of_a_shop_is_counted_by_charge(store: Store) -> None:
    for number, day in enumerate(("2026-11-20", "2026-11-21")):
        moment = f"{day}T12:00:00.000000Z"
        store.add_checkout(row(f"{number}", -3_000, "delivery", day=day, checked_at=moment))
    store.add_checkout(row("unnamed", 77))
    drift = drift_of(store, "acme", TODAY)
    assert (drift.checked, drift.differing) == (3, 3)
    assert [(one.component, one.count, one.last_on.day) for one in drift.lines] == [
        (None, 1, 22),
        ("delivery", 2, 21),
    ]


def test_a_checkout_of_more_than_30_days_ago_is_no_drift(store: Store) -> None:
    store.add_checkout(row(difference=5, day="2026-10-23"))
    assert drift_of(store, "acme", TODAY) == Drift()


def test_a_damaged_checkout_is_said_to_be() -> None:
    with pytest.raises(StoreUnusable, match="tier-compare restore"):
        read_checked(b'{"quote_id":1}')


def test_a_token_is_found_by_its_shop_and_its_id(store: Store) -> None:
    fill(store, [shop()])
    store.add_token(token())
    assert store.token("acme", token().id) == token()
    assert store.token("zeta", token().id) is None
    assert store.token("acme", "0" * 16) is None


def test_tokens_are_listed_oldest_first(store: Store) -> None:
    for one in (token(2), token(1)):
        store.add_token(one)
    assert store.tokens("acme") == [token(1), token(2)]


def test_a_revoked_token_says_since_when_and_keeps_its_first_moment(store: Store) -> None:
    store.add_token(token())
    for moment in ("2026-11-22T12:00:00.000000Z", "2026-11-23T12:00:00.000000Z"):
        store.revoke_token("acme", token().id, moment)
    assert store.token("acme", token().id) == replace(token(), revoked_at="2026-11-22T12:00:00.000000Z")


def test_a_token_that_is_not_there_cannot_be_revoked(store: Store) -> None:
    store.add_token(token())
    with pytest.raises(NotFound):
        store.revoke_token("zeta", token().id, "2026-11-22T12:00:00.000000Z")


def test_an_id_is_given_to_one_token_only(store: Store) -> None:
    store.add_token(token())
    with pytest.raises(StaleRevision):
        store.add_token(token(digest="other"))
    assert store.tokens("acme") == [token()]
