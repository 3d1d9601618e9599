"""Whoever waits to write says so, and whoever lays many records ready lets them go first."""

import errno
import fcntl
import threading
import time
from pathlib import Path

import pytest
from builders_store import shop

from comparison.core.errors import StoreUnusable
from comparison.storage import staging_room, waiting
from comparison.storage.opening import open_store
from comparison.storage.staging_room import room, waiting_for
from comparison.storage.store import Store
from comparison.storage.waiting import is_awaited, let_others_in, let_waiting_in, listening


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return waiting.file_of_waiting(tmp_path / "shop.db")


def test_nobody_says_anything_where_nobody_listens(place: Path) -> None:
    with waiting.waiting(place):
        assert not is_awaited(place)
    assert not place.exists()


def test_whoever_waits_is_heard_for_as_long(place: Path) -> None:
    with listening(place):
        with waiting.waiting(place), waiting.waiting(place):
            assert is_awaited(place)
        assert not is_awaited(place)
    assert not place.exists()


def test_a_pause_lasts_until_whoever_waits_had_their_turn(place: Path) -> None:
    in_turn, ended = threading.Event(), []

    def turn() -> None:
        with waiting.waiting(place):
            in_turn.set()
            time.sleep(0.1)
            ended.append(time.monotonic())

    with listening(place):
        waits = threading.Thread(target=turn)
        waits.start()
        in_turn.wait()
        let_waiting_in(place)
        went_on = time.monotonic()
        waits.join()
    assert went_on >= ended[0]


def test_a_pause_for_nobody_is_a_small_part_of_the_piece_before(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    with listening(place):
        let_others_in(place, 0.1)
    assert slept == [pytest.approx(0.02)]


def test_somebody_who_never_gets_their_turn_holds_nobody_up_for_good(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "_MOST_SECONDS", 0.05)
    with listening(place), waiting.waiting(place):
        let_waiting_in(place)
        assert is_awaited(place)


def test_a_writer_that_waits_for_another_says_so_and_then_is_quiet(tmp_path: Path) -> None:
    store, other = (open_store(f"sqlite:{tmp_path / 'shop.db'}") for _ in range(2))
    store.migrate()
    with room(store):
        with store.writing():
            writes = threading.Thread(
                target=other.save, args=("acme", shop()), kwargs={"expected": 0, "by": "b"}
            )
            writes.start()
            until = time.monotonic() + 10
            while not is_awaited(waiting_for(store)):
                assert time.monotonic() < until
                time.sleep(0.001)
        writes.join()
        assert not is_awaited(waiting_for(store))
    assert other.get("acme", "shop", "acme") is not None
    store.close()
    other.close()


def test_on_a_disk_that_keeps_no_locks_writers_write_and_many_records_are_refused_in_a_sentence(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(_file: int, _how: int) -> None:
        raise OSError(errno.ENOTSUP, "Operation not supported")

    with listening(waiting_for(store)):
        monkeypatch.setattr(fcntl, "flock", no_locks)
        assert store.save("acme", shop(), expected=0, by="ben") == 1
    with pytest.raises(StoreUnusable, match="keeps no locks"), room(store):
        pass


@pytest.mark.parametrize(
    ("took", "rows"), [(0.001, 200), (0.02, 100), (0.3, 50)], ids=["short", "right", "long"]
)
def test_the_next_piece_is_as_large_as_the_machine_can_do_at_the_moment(took: float, rows: int) -> None:
    assert staging_room._next_rows(100, took) == rows


def test_no_piece_is_so_small_that_nothing_comes_of_it_nor_so_large_that_others_wait() -> None:
    assert (staging_room._next_rows(30, 9), staging_room._next_rows(250, 0)) == (30, 250)
