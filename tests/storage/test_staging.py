"""Many records of an import lie ready unseen, count from one moment on, and hold nobody up."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from builders_store import MARKETS, NOON, shop
from msgspec.structs import replace

from comparison.core.catalogue import Product
from comparison.core.errors import ComparisonError, RefusedFile, StoreUnusable
from comparison.core.messages import say
from comparison.storage import import_staging, importing, staging_room, staging_sqlite
from comparison.storage.formats.source_file import SourceFile
from comparison.storage.import_options import Options
from comparison.storage.import_rehearsal import stated_amount
from comparison.storage.importing import Imported, Steps, import_file
from comparison.storage.opening import open_store
from comparison.storage.product_search import Wanted
from comparison.storage.store import Store

TESTS = Path(__file__).parent
MANY = import_staging.MOST_AT_ONCE + 250
OPTIONS = Options(shop="acme", currency="KRW", market="KR", comparison="goods", unchecked=True)


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Store]:
    """A store with a shop."""
    store = open_store(f"sqlite:{tmp_path / 'shop.db'}")
    store.migrate()
    store.save("acme", shop(), expected=0, by="test")
    yield store
    store.close()


def table(count: int = MANY, *, dearer: int = 0) -> SourceFile:
    lines = (f"S{n},Thing {n},{n + 1 + dearer}\n" for n in range(count))
    return SourceFile(name="goods.csv", raw=("sku,name,price\n" + "".join(lines)).encode())


def imported(store: Store, file: SourceFile, steps: Steps | None = None, **options: Any) -> Imported:
    return import_file(
        store, file, replace(OPTIONS, **options), markets=MARKETS, now=NOON, steps=steps or Steps()
    )


def at_the_switch(happens: Any) -> Steps:
    """Steps that do something in the transaction that switches."""
    return Steps(stored=happens)


def key_of(store: Store, name: str) -> str:
    [found] = store.find_products("acme", Wanted(words=name, limit=2))
    return found.key


def product(store: Store, key: str) -> Product:
    stored = store.get("acme", "product", key)
    assert stored is not None
    assert isinstance(stored.record, Product)
    return stored.record


def revision(store: Store, key: str) -> int:
    stored = store.get("acme", "product", key)
    return stored.revision if stored else 0


def amount(store: Store, key: str) -> str:
    """What the product costs by itself."""
    return stated_amount(product(store, key))[0]


def rows_left(store: Store) -> tuple[int, ...]:
    """Rows that lie ready, rows without a record, and batches."""
    with sqlite3.connect(store.url.removeprefix("sqlite:")) as database:
        questions = ("product where batch is not null", "product where document is null", "import_batches")
        counted = [f"select count(*) from {one}" for one in questions]  # noqa: S608  Our own words.
        return tuple(database.execute(one).fetchone()[0] for one in counted)


def test_many_records_come_in_as_few_do(held: Store) -> None:
    done = imported(held, table())
    assert done.differences["product"].new == MANY
    assert held.count_products("acme") == MANY
    assert revision(held, key_of(held, "Thing 649")) == 1
    assert rows_left(held) == (0, 0, 0)


def test_the_same_file_again_writes_nothing(held: Store) -> None:
    imported(held, table())
    again = imported(held, table())
    assert (again.changed, again.differences["product"].unchanged) == (0, MANY)


def test_a_changed_file_makes_each_record_one_revision_further(held: Store) -> None:
    imported(held, table())
    key = key_of(held, "Thing 577")
    changed = imported(held, table(dearer=5))
    assert changed.differences["product"].changed == MANY
    stored = held.get("acme", "product", key)
    assert stored is not None
    assert (stored.revision, stored.updated_by) == (2, "import")


def test_nobody_sees_anything_before_the_switch_and_everybody_everything_after(held: Store) -> None:
    other = open_store(held.url)
    seen: list[int] = []

    def look(_: object) -> None:
        seen.append(len(other.page("acme", "product")))

    imported(held, table(), at_the_switch(look))
    seen.append(len(other.page("acme", "product")))
    other.close()
    assert seen == [0, MANY]


def test_what_is_live_and_not_in_order_yet_reads_and_writes_as_if_it_were(
    held: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(held, table())
    key = key_of(held, "Thing 577")
    monkeypatch.setattr(import_staging, "end", lambda *_: None)
    imported(held, table(dearer=5))
    stored = held.get("acme", "product", key)
    assert stored is not None
    assert (stored.revision, amount(held, key)) == (2, "583")
    assert held.save("acme", replace(stored.record, sku="new"), expected=2, by="anna") == 3
    assert amount(held, key) == "583"
    staging_room.tidy(held)
    assert (product(held, key).sku, rows_left(held)) == ("new", (0, 0, 0))
    assert revision(held, key) == 3


def test_whoever_changes_a_record_meanwhile_loses_nothing(
    held: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(held, table())
    key = key_of(held, "Thing 577")
    lays_ready = import_staging.Ready.save_all
    texts = {"en": "Entered meanwhile"}

    def stage(ready: import_staging.Ready, *args: Any, **named: Any) -> int:
        count = lays_ready(ready, *args, **named)
        if product(held, key).description is None:
            there = held.get("acme", "product", key)
            assert there is not None
            held.save("acme", replace(there.record, description=texts), expected=there.revision, by="anna")
        return count

    monkeypatch.setattr(import_staging.Ready, "save_all", stage)
    imported(held, table(dearer=5))
    assert (product(held, key).description, amount(held, key)) == (texts, "583")
    assert rows_left(held) == (0, 0, 0)


def test_a_record_that_comes_twice_does_not_hide_what_was_changed_in_between(held: Store) -> None:
    imported(held, table(2))
    key = key_of(held, "Thing 1")
    batch = import_staging.new_batch("acme", by="import", now=NOON)
    held.add_batch(batch)
    ready = import_staging.Ready(held, batch).as_store
    there = ready.get_many("acme", "product", [key])[key]
    ready.save_all("acme", [replace(there.record, sku="first")], by="import")
    held.save("acme", replace(there.record, sku="entered"), expected=there.revision, by="anna")
    laid = ready.get_many("acme", "product", [key])[key]
    ready.save_all("acme", [replace(laid.record, sku="second")], by="import")
    assert held.overtaken(batch) == [("product", key)]


def test_what_counts_is_no_failure_where_the_rows_cannot_be_put_in_order_yet(
    held: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cannot(*_: object, **__: object) -> int:
        reason = "The disk is full."
        raise StoreUnusable(reason)

    with monkeypatch.context() as patched:
        patched.setattr(type(held), "settle", cannot)
        assert imported(held, table()).differences["product"].new == MANY
    assert len(held.page("acme", "product")) == MANY
    staging_room.tidy(held)
    assert (held.count_products("acme"), rows_left(held)) == (MANY, (0, 0, 0))


def test_whoever_interrupts_right_after_the_switch_takes_nothing_away(
    held: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    switches = import_staging._switched

    def interrupted(*args: Any) -> None:
        switches(*args)
        raise KeyboardInterrupt

    monkeypatch.setattr(import_staging, "_switched", interrupted)
    with pytest.raises(KeyboardInterrupt):
        imported(held, table())
    assert (held.count_products("acme"), rows_left(held)) == (MANY, (0, 0, 0))


def test_there_is_one_room_by_whatever_name_the_file_is_called(held: Store, tmp_path: Path) -> None:
    other_name = tmp_path / "elsewhere" / "other.db"
    other_name.parent.mkdir()
    other_name.symlink_to(tmp_path / "shop.db")
    other = open_store(f"sqlite:{other_name}")
    with staging_room.room(held), staging_room.room(other, waits=False) as is_ours:
        assert not is_ours
    other.close()


def test_what_somebody_took_away_is_not_said_to_count(held: Store) -> None:
    batch = import_staging.new_batch("acme", by="import", now=NOON)
    with pytest.raises(StoreUnusable):
        held.go_live(batch)


def test_a_lock_that_is_taken_away_while_it_is_looked_at_is_asked_for_again(
    held: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Path(f"{held.url.removeprefix('sqlite:')}.staging")
    takes_lock, taken = staging_room.fcntl.flock, []

    def lock(number: int, how: int) -> None:
        takes_lock(number, how)
        if not taken:
            place.unlink()
        taken.append(how)

    monkeypatch.setattr(staging_room.fcntl, "flock", lock)
    with staging_room.room(held) as is_ours:
        assert (is_ours, len(taken)) == (True, 2)


def test_a_lock_that_cannot_be_opened_is_said_and_nothing_is_stored(held: Store, tmp_path: Path) -> None:
    (tmp_path / "shop.db.staging").mkdir()
    with pytest.raises(StoreUnusable, match=r"shop\.db\.staging"):
        imported(held, table())
    assert (held.count_products("acme"), held.batches()) == (0, [])
    staging_room.tidy(held)


def test_what_fails_at_the_switch_leaves_nothing(held: Store) -> None:
    def fails(_: object) -> None:
        raise RefusedFile("goods.csv", 0, "", say("import.reason.broken"), "")

    with pytest.raises(ComparisonError):
        imported(held, table(), at_the_switch(fails))
    assert (held.page("acme", "product"), rows_left(held)) == ([], (0, 0, 0))


def test_a_dry_run_of_many_stores_nothing_and_answers_the_same(held: Store) -> None:
    dry = imported(held, table(), dry_run=True)
    assert (held.page("acme", "product"), rows_left(held)) == ([], (0, 0, 0))
    assert dry.differences == imported(held, table()).differences


def test_a_wrong_record_among_many_is_left_out_where_that_was_asked(held: Store) -> None:
    lines = table().raw or b""
    wrong = SourceFile(name="goods.csv", raw=lines.replace(b",Thing 500,501", b",Thing 500,much"))
    with pytest.raises(ComparisonError):
        imported(held, wrong)
    assert rows_left(held) == (0, 0, 0)
    done = imported(held, wrong, skip_invalid=True)
    assert (done.refused, held.count_products("acme")) == (1, MANY - 1)


KILLED = """
import sys, time
from comparison.storage import import_staging
from comparison.storage.opening import open_store
sys.path[:0] = ["{tests}", "{markets}"]
import test_staging
def waits(*_):
    print("ready", flush=True)
    time.sleep(60)
store = open_store(sys.argv[1])
{hook}
test_staging.imported(store, test_staging.table())
"""
BEFORE = "type(store).go_live = waits"
AFTER = "import_staging.end = waits"


@pytest.mark.parametrize(("hook", "stays"), [(BEFORE, 0), (AFTER, MANY)], ids=["before", "after"])
def test_a_kill_leaves_all_or_nothing_and_what_lies_about_is_put_right(
    held: Store, hook: str, stays: int
) -> None:
    code = KILLED.format(tests=TESTS, markets=TESTS.parent, hook=hook)
    with subprocess.Popen([sys.executable, "-c", code, held.url], stdout=subprocess.PIPE) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == b"ready\n"
        os.kill(worker.pid, signal.SIGKILL)
    assert len(held.page("acme", "product")) == stays
    staging_room.tidy(held)
    assert (held.count_products("acme"), rows_left(held)) == (stays, (0, 0, 0))
    assert imported(held, table()).differences["product"].new == MANY - stays


def test_while_many_records_come_in_others_write_after_moments(held: Store) -> None:
    code = KILLED.format(tests=TESTS, markets=TESTS.parent, hook="print('ready', flush=True)")
    longest, written = 0.0, 0
    with subprocess.Popen([sys.executable, "-c", code, held.url], stdout=subprocess.PIPE) as worker:
        assert worker.stdout is not None
        worker.stdout.readline()
        while worker.poll() is None:
            begun = time.monotonic()
            held.keep_mapping("acme", "a header", str(written), NOON)
            longest, written = max(longest, time.monotonic() - begun), written + 1
            time.sleep(0.005)
    assert written > 20
    # Measured: 0.03 s on an idle machine. The bound leaves room for one on which others work.
    assert longest < 2
    assert held.count_products("acme") == MANY


@pytest.mark.parametrize("kind", staging_sqlite.KINDS)
def test_what_lies_ready_is_looked_up_key_by_key_however_much_it_is(held: Store, kind: str) -> None:
    with sqlite3.connect(held.url.removeprefix("sqlite:")) as database:
        plan = database.execute(f"explain query plan {staging_sqlite._STAGED[kind]}", ("acme", "b", "[]"))
        assert "(shop=? AND key=?)" in plan.fetchone()[3]


@pytest.mark.parametrize("count", [MANY, 3], ids=["many", "few"])
def test_others_write_while_what_was_imported_is_checked(
    held: Store, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    written: list[bool] = []
    other = open_store(held.url)

    def writes(*_: object, **__: object) -> tuple[()]:
        written.append(held.get("acme", "comparison", "goods") is not None)
        other.keep_mapping("acme", "a header", "checked", NOON)
        return ()

    monkeypatch.setattr(importing, "findings_on", writes)
    done = imported(held, table(count), unchecked=False)
    other.close()
    assert (written, [one.key for one in done.comparisons]) == ([True], ["goods"])
    assert held.kept_mapping("acme", "a header") == "checked"
