"""`user`: links by which people get in, or get a new password."""

import datetime
import re
from pathlib import Path

from conftest import Run

from comparison.storage.accounts import UserRow
from comparison.storage.factors import TotpRow
from comparison.storage.moments import moment
from comparison.storage.opening import open_store
from comparison.storage.password_links import account_behind
from comparison.storage.second_steps import needs_second_step
from comparison.storage.sessions import SessionRow

NOON = "2026-11-22T12:00:00.000000Z"


def test_a_link_for_an_owner_is_printed_once(run: Run) -> None:
    done = run("user", "add")
    assert done.code == 0
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/admin/_/first/[0-9A-Za-z_-]{32}\n", done.out)


def test_an_invitation_needs_a_shop_that_is_there(run: Run) -> None:
    assert run("user", "add", "--shop", "nowhere").code == 1


def test_whoever_lost_the_second_factor_gets_in_by_the_password_again(run: Run, tmp_path: Path) -> None:
    store = open_store(f"sqlite:{tmp_path / 'shop.db'}")
    store.migrate()
    store.add_user(UserRow(name="anna", password="hash", language="", made_at=NOON, made_by="console"))
    store.keep_totp(TotpRow(user="anna", secret="A" * 32, made_at=NOON, confirmed_at=NOON))
    store.add_session(SessionRow(digest="d", user="anna", made_at=NOON, seen_at=NOON))
    assert run("user", "reset-factor", "anna").code == 0
    assert not needs_second_step(store, "anna")
    assert store.session("d") is None
    assert run("user", "reset-factor", "nobody").code == 1
    store.close()


def test_whoever_runs_the_server_makes_a_link_for_a_new_password(run: Run, tmp_path: Path) -> None:
    store = open_store(f"sqlite:{tmp_path / 'shop.db'}")
    store.migrate()
    store.add_user(UserRow(name="anna", password="hash", language="", made_at=NOON, made_by="console"))
    done = run("user", "password", "anna")
    assert done.code == 0
    secret = done.out.strip().removeprefix("http://127.0.0.1:8000/admin/_/password/")
    now = datetime.datetime.now(datetime.UTC)
    assert account_behind(store, secret, moment(now)).name == "anna"
    assert run("user", "password", "nobody").code == 1
    store.close()
