"""What every engine must do for second factors, half sessions and challenges."""

import pytest
from builders_store import LATER, NEXT_DAY, NOON, shop

from comparison.core.errors import NotFound, StaleRevision
from comparison.storage.accounts import RoleRow, UserRow
from comparison.storage.factors import MOST_PASSKEYS, ChallengeRow, HalfRow, PasskeyRow, TotpRow
from comparison.storage.second_steps import (
    TooManyPasskeys,
    add_passkey,
    confirm_totp,
    has_totp,
    needs_second_step,
    remove_passkey,
    reset_factors,
    turn_off_totp,
)
from comparison.storage.store import Store

CODES = ["one", "two"]


def totp(user: str = "anna", **fields: str | int) -> TotpRow:
    return TotpRow(**({"user": user, "secret": "A" * 32, "made_at": NOON} | fields))


def passkey(id_: str = "k", user: str = "anna", **fields: str | int) -> PasskeyRow:
    plain = {"id": id_, "user": user, "handle": "h", "name": id_, "credential": "c", "sign_count": 0}
    return PasskeyRow(**(plain | {"made_at": NOON} | fields))


def test_of_an_app_each_step_is_taken_once_and_none_before_it(store: Store) -> None:
    store.keep_totp(totp(last_step=5))
    assert [store.use_step("anna", step) for step in (5, 7, 7, 6, 8)] == [False, True, False, False, True]
    assert not store.use_step("ben", 9)


def test_an_app_counts_from_its_first_code_on(store: Store) -> None:
    with pytest.raises(NotFound):
        confirm_totp(store, "anna", 1, CODES, now=NOON)
    store.keep_totp(totp())
    assert not needs_second_step(store, "anna")
    assert confirm_totp(store, "anna", 1, CODES, now=NOON)
    assert has_totp(store, "anna")
    assert store.recovery_left("anna") == 2
    with pytest.raises(NotFound):
        confirm_totp(store, "anna", 2, CODES, now=NOON)


def test_recovery_codes_go_with_the_last_factor(store: Store) -> None:
    store.keep_totp(totp())
    confirm_totp(store, "anna", 1, CODES, now=NOON)
    assert not add_passkey(store, passkey(), ["three"])
    turn_off_totp(store, "anna", now=NOON)
    assert store.recovery_left("anna") == 2
    remove_passkey(store, "anna", "k", now=NOON)
    assert store.recovery_left("anna") == 0


def test_a_recovery_code_is_used_once_by_its_own_user(store: Store) -> None:
    store.keep_recovery("anna", ["d"])
    assert [store.use_recovery(user, "d") for user in ("ben", "anna", "anna")] == [False, True, False]


def test_a_passkey_is_kept_once_whoever_has_it(store: Store) -> None:
    add_passkey(store, passkey(), CODES)
    with pytest.raises(StaleRevision):
        add_passkey(store, passkey(user="ben"), CODES)
    assert not needs_second_step(store, "ben")
    assert not store.delete_passkey("ben", "k")
    with pytest.raises(NotFound):
        remove_passkey(store, "ben", "k", now=NOON)


def test_an_account_has_a_bounded_number_of_passkeys(store: Store) -> None:
    for number in range(MOST_PASSKEYS):
        add_passkey(store, passkey(f"k{number}"), CODES)
    with pytest.raises(TooManyPasskeys):
        add_passkey(store, passkey("more"), CODES)
    assert len(store.passkeys("anna")) == MOST_PASSKEYS


@pytest.mark.parametrize(
    ("first", "counts", "taken"),
    [(0, (0, 0, 3, 3, 0), (True, True, True, False, False)), (4, (4, 3, 0, 5), (False, False, False, True))],
)
def test_a_count_of_signatures_grows_or_is_never_there(
    store: Store, first: int, counts: tuple[int, ...], taken: tuple[bool, ...]
) -> None:
    store.add_passkey(passkey(sign_count=first))
    assert tuple(store.use_passkey("k", count, LATER) for count in counts) == taken


def test_a_half_session_ends_once_and_old_ones_are_swept(store: Store) -> None:
    store.add_half(HalfRow(digest="old", user="anna", made_at=NOON), made_before=NOON)
    store.add_half(HalfRow(digest="new", user="anna", made_at=LATER), made_before=LATER)
    assert store.half("old") is None
    assert [store.end_half("new"), store.end_half("new")] == [True, False]


def test_a_challenge_is_taken_once_and_the_newest_counts(store: Store) -> None:
    for challenge in ("first", "second"):
        row = ChallengeRow(holder="h", purpose="enter", challenge=challenge, made_at=NOON)
        store.keep_challenge(row, made_before=NOON)
    assert store.take_challenge("h", "make") is None
    taken = store.take_challenge("h", "enter")
    assert taken is not None
    assert taken.challenge == "second"
    assert store.take_challenge("h", "enter") is None


def test_a_change_stands_in_the_log_of_every_shop_of_the_user(store: Store) -> None:
    store.add_user(UserRow(name="anna", password="hash", language="", made_at=NOON, made_by="console"))
    for key in ("acme", "zeta"):
        store.save(key, shop(key=key), expected=0, by="test")
        store.save_role(RoleRow(shop=key, user="anna", role="editor", given_at=NOON, given_by="x"))
    add_passkey(store, passkey(), CODES)
    assert store.with_second_step("acme") == {"anna"}
    reset_factors(store, "anna", by="command line", now=NEXT_DAY)
    assert store.with_second_step("acme") == set()
    lines = [(row.by, row.action, row.changes) for _, row in store.audit("zeta")]
    assert lines == [
        ("command line", "second_step", '[["second_step","on",null]]'),
        ("anna", "second_step", '[["passkey",null,"k"]]'),
    ]
