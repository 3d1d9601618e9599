"""What every engine must do for users, roles, links, sessions, attempts and the log of changes."""

import datetime

import pytest
from builders_store import LATER, NEXT_DAY, NOON, product, shop

from comparison.core.errors import NotFound, StaleRevision
from comparison.storage import access
from comparison.storage.accounts import LinkRow, RoleRow, UserRow
from comparison.storage.audit import AuditRow
from comparison.storage.auditing import (
    MOST_CHANGES,
    MOST_SHOWN,
    changes_between,
    changes_of,
    delete_noted,
    noted,
    save_noted,
)
from comparison.storage.sessions import MOST_BUCKETS, MOST_PENDING, PendingRow, SessionRow
from comparison.storage.sqlite import SqliteStore
from comparison.storage.sqlite_driver import driver
from comparison.storage.store import Store

NOW = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)


def user(name: str = "anna") -> UserRow:
    return UserRow(name=name, password="hash", language="", made_at=NOON, made_by="console")


def role(name: str = "anna", role: str = "owner", shop: str = "acme") -> RoleRow:
    return RoleRow(shop=shop, user=name, role=role, given_at=NOON, given_by="console")


def session(digest: str = "a", name: str = "anna", **fields: str) -> SessionRow:
    return SessionRow(**({"digest": digest, "user": name, "made_at": NOON, "seen_at": NOON} | fields))


def pending(id_: str, name: str = "anna", made_at: str = NOON) -> PendingRow:
    return PendingRow(id=id_, user=name, path="/admin/acme", fields="[]", made_at=made_at)


def test_a_user_is_kept_once(store: Store) -> None:
    assert not store.has_users()
    store.add_user(user())
    assert store.has_users()
    assert store.user("anna") == user()
    with pytest.raises(StaleRevision):
        store.add_user(user())


def test_a_user_changes_password_and_language(store: Store) -> None:
    store.add_user(user())
    store.change_user("anna", password="other", language="ko")
    changed = store.user("anna")
    assert changed is not None
    assert (changed.password, changed.language) == ("other", "ko")
    with pytest.raises(NotFound):
        store.change_user("nobody", password="x", language="ko")


def test_roles_are_listed_by_person_and_by_shop(store: Store) -> None:
    store.save_role(role())
    store.save_role(role("bora", "viewer"))
    store.save_role(role(shop="other", role="editor"))
    store.save_role(role("bora", "editor"))
    assert [(one.shop, one.role) for one in store.roles_of("anna")] == [
        ("acme", "owner"),
        ("other", "editor"),
    ]
    assert [(one.user, one.role) for one in store.people("acme")] == [("anna", "owner"), ("bora", "editor")]
    store.delete_role("acme", "bora")
    assert store.role("acme", "bora") is None
    with pytest.raises(NotFound):
        store.delete_role("acme", "bora")


def test_a_link_is_used_once_and_not_after_its_time(store: Store) -> None:
    link = LinkRow(
        digest="d",
        kind="invitation",
        shop="acme",
        role="editor",
        made_at=NOON,
        made_by="anna",
        expires_at=LATER,
    )
    store.add_link(link)
    assert store.open_links("invitation", "acme", NOON) == [link]
    with pytest.raises(NotFound):
        store.use_link("d", "bora", NEXT_DAY)
    store.use_link("d", "bora", NOON)
    with pytest.raises(NotFound):
        store.use_link("d", "chul", NOON)
    assert store.open_links("invitation", "acme", NOON) == []


def test_sessions_end_one_by_one_or_all_but_one(store: Store) -> None:
    for digest in ("a", "b", "c"):
        store.add_session(session(digest))
    store.add_session(session("z", "bora"))
    store.end_session("a")
    assert store.end_sessions("anna", but="b") == 1
    assert [one for one in ("a", "b", "c", "z") if store.session(one)] == ["b", "z"]


def test_sessions_that_are_too_old_or_idle_are_dropped(store: Store) -> None:
    store.add_session(session("idle"))
    store.add_session(session("fresh", made_at=LATER, seen_at=LATER))
    store.touch_session("fresh", NEXT_DAY)
    store.drop_sessions(made_before=NOON, seen_before=LATER)
    assert store.session("idle") is None
    kept = store.session("fresh")
    assert kept is not None
    assert kept.seen_at == NEXT_DAY


def test_a_form_that_waits_is_taken_once_by_whoever_typed_it(store: Store) -> None:
    store.keep_pending(pending("one"))
    assert store.take_pending("bora", "one") is None
    assert store.take_pending("anna", "one") == pending("one")
    assert store.take_pending("anna", "one") is None


def test_of_forms_that_wait_only_the_last_are_kept(store: Store) -> None:
    for number in range(MOST_PENDING + 3):
        store.keep_pending(pending(f"p{number:02}", made_at=f"2026-11-22T12:{number:02}:00.000000Z"))
    found = [number for number in range(MOST_PENDING + 3) if store.take_pending("anna", f"p{number:02}")]
    assert found == list(range(3, MOST_PENDING + 3))


def test_attempts_are_counted_until_the_window_has_passed(store: Store, other: Store) -> None:
    assert [
        store.count_attempt("a", NOON, window_began=NOON),
        other.count_attempt("a", LATER, window_began=NOON),
    ] == [1, 2]
    assert store.count_attempt("a", NEXT_DAY, window_began=LATER) == 1
    store.forget_attempts("a")
    assert store.count_attempt("a", NEXT_DAY, window_began=LATER) == 1


def test_buckets_of_attempts_are_bounded(store: Store) -> None:
    with store.writing():
        for number in range(MOST_BUCKETS + 5):
            store.count_attempt(f"b{number}", f"2026-11-22T12:00:00.{number:06}Z", window_began=NOON)
    assert store.count_attempt("b0", LATER, window_began=NOON) == 1
    assert store.count_attempt(f"b{MOST_BUCKETS}", LATER, window_began=NOON) == 2


def test_the_log_is_read_newest_first_in_pages(store: Store) -> None:
    for number in range(5):
        store.add_audit(
            AuditRow(shop="acme", at=NOON, by="anna", action="save", kind="product", key=str(number))
        )
    store.add_audit(AuditRow(shop="other", at=NOON, by="anna", action="save", kind="product", key="x"))
    first = store.audit("acme", limit=3)
    assert [row.key for _, row in first] == ["4", "3", "2"]
    assert [row.key for _, row in store.audit("acme", before=first[-1][0])] == ["1", "0"]


@pytest.mark.parametrize("statement", ["update audit set by = 'x'", "delete from audit"])
def test_the_log_only_grows(store: Store, statement: str) -> None:
    store.add_audit(AuditRow(shop="acme", at=NOON, by="anna", action="save", kind="product", key="a"))
    assert isinstance(store, SqliteStore)
    with pytest.raises(driver.IntegrityError, match="only grows"):
        store._connections.run(statement, ())


def test_a_change_and_its_line_are_written_together(store: Store) -> None:
    save_noted(store, "acme", product(), expected=0, by="anna", now=NOON)
    renamed = product(name={"en": "Small one", "ko": "작은 것"})
    assert save_noted(store, "acme", renamed, expected=1, by="bora", now=LATER) == 2
    assert save_noted(store, "acme", renamed, expected=2, by="bora", now=LATER) == 2
    with pytest.raises(StaleRevision):
        save_noted(store, "acme", product(), expected=1, by="chul", now=LATER)
    delete_noted(store, "acme", "product", "small", expected=2, by="anna", now=NEXT_DAY)
    lines = store.audit_of("acme", "product", "small")
    assert [(row.by, row.action) for row in lines] == [("anna", "delete"), ("bora", "save"), ("anna", "save")]
    assert changes_of(lines[1]) == [("name.en", "Small", "Small one"), ("name.ko", None, "작은 것")]
    assert (lines[0].before, lines[0].after) == (lines[1].after, "")


def test_a_long_change_is_kept_short() -> None:
    names = [f"f{number}" for number in range(MOST_CHANGES * 2)]
    before, after = dict.fromkeys(names, "a"), dict.fromkeys(names, "b" * MOST_SHOWN * 2)
    text = noted(changes_between(before, after))
    kept = changes_of(AuditRow(shop="", at="", by="", action="save", kind="", key="", changes=text))
    assert len(kept) == MOST_CHANGES
    assert len(kept[0][2] or "") == MOST_SHOWN + 1


def test_a_first_link_ends_those_before_it(store: Store) -> None:
    first, second = access.first_link(store, NOW), access.first_link(store, NOW)
    assert first is not None
    assert second is not None
    with pytest.raises(access.LinkUsed):
        access.open_link(store, first, "owner", NOON)
    assert access.open_link(store, second, "owner", NOON).kind == "owner"


def test_an_owner_link_is_no_invitation(store: Store) -> None:
    secret = access.owner_link(store, NOW)
    with pytest.raises(access.LinkUsed):
        access.join(store, secret, user(), is_new=True)
    assert not store.has_users()


def test_whoever_joins_again_never_loses_a_role(store: Store) -> None:
    store.save("acme", shop(), expected=0, by="anna")
    access.make_owner(store, access.owner_link(store, NOW), user())
    secret = access.invite(store, "acme", "viewer", by="anna", now=NOW)
    assert access.join(store, secret, user(), is_new=False).role == "owner"


def test_the_last_owner_stays(store: Store) -> None:
    store.save_role(role())
    store.save_role(role("bora", "editor"))
    with pytest.raises(access.LastOwner):
        access.change_role(store, "acme", "anna", "editor", by="anna", now=NOON)
    with pytest.raises(access.LastOwner):
        access.remove(store, "acme", "anna", by="anna", now=NOON)
    access.change_role(store, "acme", "bora", "owner", by="anna", now=NOON)
    access.remove(store, "acme", "anna", by="bora", now=NOON)
    assert [row.user for row in store.people("acme")] == ["bora"]
