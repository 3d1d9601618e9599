"""Secrets of apps at rest: readable with the installation's key, by their own account, and not otherwise."""

import pytest
from builders_web import new_store

from comparison.storage.factors import TotpRow
from comparison.web.sealing import KeyLost, Sealing, renew_all, seal_plain
from comparison.web.signing import SigningKey, key_from

SECRET = "JBSWY3DPEHPK3PXP" * 2
OLD, NEW = key_from("o" * 43), SigningKey(id="f" * 16, secret=b"n" * 32)


def sealing(*keys: SigningKey) -> Sealing:
    return Sealing(lambda: keys)


def test_what_was_sealed_is_opened_by_a_ring_that_still_has_the_key():
    kept = sealing(OLD).sealed("anna", SECRET)
    assert SECRET not in kept
    assert sealing(OLD, NEW).opened("anna", kept) == SECRET


def test_no_two_seals_are_alike():
    assert len({sealing(OLD).sealed("anna", SECRET) for _ in range(3)}) == 3


@pytest.mark.parametrize(
    "spoil", [lambda kept: kept[:-5] + "AAAAA", lambda kept: kept[:30], lambda _: "s1.x.y"]
)
def test_a_seal_that_was_changed_is_refused(spoil):
    with pytest.raises(KeyLost):
        sealing(OLD).opened("anna", spoil(sealing(OLD).sealed("anna", SECRET)))


def test_a_seal_is_good_in_its_own_row_and_with_its_own_key_alone():
    kept = sealing(OLD).sealed("anna", SECRET)
    with pytest.raises(KeyLost):
        sealing(OLD).opened("ben", kept)
    with pytest.raises(KeyLost):
        sealing(NEW).opened("anna", kept)
    with pytest.raises(KeyLost):
        sealing(SigningKey(id=OLD.id, secret=NEW.secret)).opened("anna", kept)


def test_a_key_can_go_once_everything_was_renewed(tmp_path):
    store = new_store(tmp_path)
    lost = sealing(SigningKey(id="0" * 16, secret=b"0" * 32)).sealed("cho", SECRET)
    for user, secret in (("anna", SECRET), ("ben", sealing(OLD).sealed("ben", SECRET)), ("cho", lost)):
        store.keep_totp(TotpRow(user=user, secret=secret, made_at="2026-11-22T12:00:00.000000Z"))
    renew_all(store, sealing(OLD, NEW))
    rows = {row.user: row.secret for row in store.totps()}
    assert [sealing(NEW).opened(user, rows[user]) for user in ("anna", "ben")] == [SECRET, SECRET]
    assert rows["cho"] == lost
    store.close()


def test_at_a_start_what_is_readable_is_sealed_and_no_key_is_asked_for_otherwise(tmp_path):
    store = new_store(tmp_path)
    seal_plain(store, Sealing(lambda: pytest.fail("a key was asked for")))
    store.keep_totp(TotpRow(user="anna", secret=SECRET, made_at="2026-11-22T12:00:00.000000Z"))
    seal_plain(store, sealing(OLD))
    [row] = store.totps()
    assert sealing(OLD).opened("anna", row.secret) == SECRET != row.secret
    store.close()
