"""A real folder and a real server, looked at again and again: each state is taken in once."""

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from builders_fetching import Server, body, hosts, serving, status
from builders_store import NOON

from comparison.core.errors import StoreUnusable
from comparison.core.messages import Message
from comparison.storage.fetching import Fetcher
from comparison.storage.formats.reading import SourceFile
from comparison.storage.import_options import Options
from comparison.storage.importing import Imported, import_file
from comparison.storage.market_files import load_markets
from comparison.storage.store import Store
from comparison.storage.watching import Happened, Memory, Watch

EVERY_MARKET = load_markets(Path(__file__).parents[2] / "catalog_data" / "markets")
LAMP = """\
shop: {key: acme, name: {en: Acme}, languages: [en], markets: [US]}
categories: [{key: lamp, label: {en: Lamps}}]
products:
- key: one
  name: {en: One}
  category: lamp
  prices:
  - {market: US, currency: USD, tax: excluded, components: [{key: item, label: {en: Lamp}, kind: base, when: {is: once}, amount: {is: per_unit, value: 25}}]}
comparisons: [{key: lamps, title: {en: Lamps}, category: lamp, tiers: [{key: one, product: one}]}]
"""
DEARER = LAMP.replace("value: 25", "value: 26")
WRONG = LAMP.replace("value: 25", "value: cheap")


class Watched:
    """A watch whose looks can be told apart: what each one took in, and what it refused."""

    def __init__(self, store: Store, *sources: str, **fields: Any) -> None:
        self.store, self.sources = store, sources
        self.options = Options(shop="acme", publish=fields.pop("publish", False))
        self.pauses = 0
        self.during: Callable[[], object] = lambda: None
        self.fields: dict[str, Any] = {"fetcher": Fetcher((), None), **fields}
        self.memory: dict[str, Any] = {"keeps": self.fields.pop("keeps", True)}
        self.restart()

    def restart(self, options: str = "usual") -> None:
        """As a new process begins: nothing is known but what is in the store."""
        memory = Memory(self.store, "acme", options, **self.memory)
        self.watch = Watch(memory, self.sources, **{"take": self.take, "pause": self.pause, **self.fields})

    def take(self, file: SourceFile) -> Imported:
        return import_file(self.store, file, self.options, markets=EVERY_MARKET, now=NOON)

    def pause(self) -> bool:
        self.pauses += 1
        self.during()
        return True

    def look(self) -> list[tuple[str, str]]:
        return [_told(happened) for happened in self.watch.look()]


def _told(happened: Happened) -> tuple[str, str]:
    name = happened.source.rpartition("/")[2].partition(" ")[0]
    error = happened.error
    if error is None:
        return name, "taken"
    reason = getattr(error, "reason", None)
    return name, reason.key.rpartition(".")[2] if isinstance(reason, Message) else error.key


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "inbox"
    made.mkdir()
    return made


def test_a_new_file_is_taken_in_once(store: Store, folder: Path) -> None:
    watched = Watched(store, str(folder))
    assert watched.look() == []
    (folder / "shop.yaml").write_text(LAMP)
    assert [watched.look() for _ in range(3)] == [[("shop.yaml", "taken")], [], []]


def test_a_database_that_is_locked_for_a_moment_ends_no_watch(
    store: Store, other: Store, folder: Path
) -> None:
    (folder / "shop.yaml").write_text(LAMP)
    with contextlib.ExitStack() as locked:

        def take(file: SourceFile) -> Imported:
            imported = import_file(store, file, Options(shop="acme"), markets=EVERY_MARKET, now=NOON)
            store._connections.rows("pragma busy_timeout = 20", ())
            locked.enter_context(other.writing())
            return imported

        assert Watched(store, str(folder), take=take).look() == [("shop.yaml", "taken")]
    assert Watched(store, str(folder)).look() == [("shop.yaml", "taken")]
    assert Watched(store, str(folder)).look() == []


def test_files_are_taken_in_by_their_names(store: Store, folder: Path) -> None:
    for name in ("b.yaml", "a.yaml", "c.yaml"):
        (folder / name).write_text(LAMP)
    assert [name for name, _ in Watched(store, str(folder)).look()] == ["a.yaml", "b.yaml", "c.yaml"]


def test_a_single_file_can_be_watched(store: Store, folder: Path) -> None:
    (folder / "shop.yaml").write_text(LAMP)
    (folder / "other.yaml").write_text(DEARER)
    watched = Watched(store, str(folder / "shop.yaml"))
    assert [watched.look(), watched.look()] == [[("shop.yaml", "taken")], []]


def test_a_restart_takes_nothing_in_twice(store: Store, folder: Path) -> None:
    (folder / "shop.yaml").write_text(LAMP)
    watched = Watched(store, str(folder))
    watched.look()
    watched.restart()
    assert (watched.look(), watched.pauses) == ([], 1)


def test_a_file_that_changed_is_taken_in_again_and_makes_one_more_edition(store: Store, folder: Path) -> None:
    watched = Watched(store, str(folder), publish=True)
    for text in (LAMP, LAMP, DEARER, DEARER):
        (folder / "shop.yaml").write_text(text)
        watched.look()
    assert [one.number for one in store.editions("acme", "lamps")] == [2, 1]


def test_a_file_that_was_only_touched_is_not_imported(store: Store, folder: Path) -> None:
    (folder / "shop.yaml").write_text(LAMP)
    watched = Watched(store, str(folder), publish=True)
    watched.look()
    before = store.live_log("acme", "lamps")
    os.utime(folder / "shop.yaml", (1, 1))
    assert [watched.look(), watched.look()] == [[], []]
    assert (store.live_log("acme", "lamps"), watched.pauses) == (before, 2)


def test_the_same_size_and_time_do_not_hide_a_change(store: Store, folder: Path) -> None:
    file = folder / "shop.yaml"
    file.write_text(LAMP)
    watched = Watched(store, str(folder))
    watched.look()
    times = (file.stat().st_atime_ns, file.stat().st_mtime_ns)
    file.write_text(DEARER)
    os.utime(file, ns=times)
    assert watched.look() == [("shop.yaml", "taken")]


def test_a_file_that_still_grows_waits_until_it_is_whole(store: Store, folder: Path) -> None:
    file = folder / "shop.yaml"
    half = len(LAMP) // 2
    file.write_text(LAMP[:half])
    watched = Watched(store, str(folder))
    watched.during = lambda: file.write_text(LAMP) if file.stat().st_size == half else None
    assert [watched.look(), watched.look(), watched.look()] == [[], [("shop.yaml", "taken")], []]


def test_a_file_that_goes_away_in_between_is_no_fault(store: Store, folder: Path) -> None:
    (folder / "shop.yaml").write_text(LAMP)
    watched = Watched(store, str(folder))
    watched.during = lambda: (folder / "shop.yaml").unlink(missing_ok=True)
    assert [watched.look(), watched.look()] == [[], []]


@pytest.mark.parametrize(
    "name", [".hidden.yaml", "shop.yaml.part", "shop.yaml.tmp", "shop.yaml~", "a.CRDOWNLOAD"]
)
def test_what_others_are_still_writing_is_left_alone(store: Store, folder: Path, name: str) -> None:
    (folder / name).write_text(LAMP)
    (folder / "sub").mkdir()
    assert Watched(store, str(folder)).look() == []


def test_a_file_that_fails_is_said_once_until_it_changes(store: Store, folder: Path) -> None:
    file = folder / "shop.yaml"
    file.write_text(WRONG)
    watched = Watched(store, str(folder))
    assert [watched.look(), watched.look()] == [[("shop.yaml", "value")], []]
    watched.restart()
    assert watched.look() == []
    file.write_text(WRONG.replace("cheap", "dear"))
    assert watched.look() == [("shop.yaml", "value")]
    file.write_text(LAMP)
    assert watched.look() == [("shop.yaml", "taken")]


def test_a_file_that_failed_is_tried_again_with_other_options(store: Store, folder: Path) -> None:
    (folder / "shop.yaml").write_text(WRONG)
    watched = Watched(store, str(folder))
    watched.look()
    watched.restart(options="others")
    assert watched.look() == [("shop.yaml", "value")]


def test_one_file_that_fails_stops_no_other(store: Store, folder: Path) -> None:
    for name, text in (("a.yaml", WRONG), ("b.yaml", LAMP)):
        (folder / name).write_text(text)
    assert Watched(store, str(folder)).look() == [("a.yaml", "value"), ("b.yaml", "taken")]


def test_a_store_that_does_not_answer_is_no_fault_of_the_file(store: Store, folder: Path) -> None:
    (folder / "shop.yaml").write_text(LAMP)
    watched = Watched(store, str(folder), take=lambda _: _unusable())
    assert [watched.look(), watched.look()] == [[("shop.yaml", "error.store_unusable")], []]
    watched.fields.pop("take")
    watched.restart()
    assert watched.look() == [("shop.yaml", "taken")]


def _unusable() -> Imported:
    raise StoreUnusable("locked")


def test_a_folder_that_is_not_there_is_said_once_and_looked_at_when_it_is(store: Store, folder: Path) -> None:
    watched = Watched(store, str(folder / "later"))
    assert [watched.look(), watched.look()] == [[("later", "unreadable")], []]
    (folder / "later").mkdir()
    (folder / "later" / "shop.yaml").write_text(LAMP)
    assert watched.look() == [("shop.yaml", "taken")]


def test_a_device_is_not_read_for_ever(store: Store) -> None:
    assert Watched(store, "/dev/zero").look() == [("zero", "unreadable")]


def test_a_dry_run_remembers_nothing(store: Store, folder: Path) -> None:
    (folder / "shop.yaml").write_text(LAMP)
    watched = Watched(store, str(folder), keeps=False)
    assert [watched.look(), watched.look()] == [[("shop.yaml", "taken")]] * 2


def test_a_name_that_is_no_text_can_be_watched(store: Store, folder: Path) -> None:
    file = os.fsencode(folder) + b"/caf\xe9.yaml"
    Path(os.fsdecode(file)).write_text(LAMP)
    watched = Watched(store, str(folder))
    assert [len(watched.look()), len(watched.look())] == [1, 0]


def test_a_look_can_be_ended_between_two_files(store: Store, folder: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (folder / name).write_text(LAMP)
    watched = Watched(store, str(folder))
    assert next(watched.watch.look()).source.endswith("a.yaml")
    assert watched.look() == [("b.yaml", "taken")]


def test_a_look_that_is_to_end_takes_nothing_in(store: Store, folder: Path) -> None:
    (folder / "shop.yaml").write_text(LAMP)
    assert Watched(store, str(folder), pause=lambda: False).look() == []


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def at_address(store: Store, server: Server, folder: Path, path: str = "/shop.yaml?token=secret") -> Watched:
    allowed = hosts(f"http://127.0.0.1:{server.port}!private")
    return Watched(store, f"http://127.0.0.1:{server.port}{path}", fetcher=Fetcher(allowed, folder))


def versioned(text: str, tag: str) -> Any:
    def answer(handler: Any) -> None:
        same = handler.headers["If-None-Match"] == tag
        (status(304) if same else body(text.encode(), ETag=tag))(handler)

    return answer


def test_an_address_is_asked_whether_it_changed(store: Store, server: Server, folder: Path) -> None:
    watched = at_address(store, server, folder)
    server.answers["/shop.yaml"] = versioned(LAMP, '"1"')
    assert [watched.look(), watched.look()] == [[("shop.yaml", "taken")], []]
    watched.restart()
    assert watched.look() == []
    assert [headers.get("If-None-Match") for _, headers in server.asked] == [None, '"1"', '"1"']
    server.answers["/shop.yaml"] = versioned(DEARER, '"2"')
    assert watched.look() == [("shop.yaml", "taken")]
    assert list(folder.iterdir()) == []


def test_an_address_that_tells_no_versions_is_told_apart_by_its_bytes(
    store: Store, server: Server, folder: Path
) -> None:
    server.answers["/shop.yaml"] = body(LAMP.encode())
    watched = at_address(store, server, folder)
    assert [watched.look(), watched.look()] == [[("shop.yaml", "taken")], []]
    assert len(server.asked) == 2


def test_a_server_that_fails_is_said_once_for_each_reason(store: Store, server: Server, folder: Path) -> None:
    server.answers["/shop.yaml"] = status(503)
    watched = at_address(store, server, folder)
    assert [watched.look(), watched.look()] == [[("shop.yaml", "fetch_status")], []]
    server.answers["/shop.yaml"] = status(404)
    assert [watched.look(), watched.look()] == [[("shop.yaml", "fetch_status")], []]
    server.answers["/shop.yaml"] = body(LAMP.encode())
    assert watched.look() == [("shop.yaml", "taken")]
    server.answers["/shop.yaml"] = status(503)
    assert watched.look() == [("shop.yaml", "fetch_status")]


def test_a_feed_that_is_wrong_is_said_once(store: Store, server: Server, folder: Path) -> None:
    server.answers["/shop.yaml"] = body(WRONG.encode())
    watched = at_address(store, server, folder)
    assert [watched.look(), watched.look()] == [[("shop.yaml", "value")], []]


def test_no_secret_of_an_address_is_kept(store: Store, server: Server, folder: Path) -> None:
    server.answers["/shop.yaml"] = body(LAMP.encode())
    watched = at_address(store, server, folder)
    [happened] = list(watched.watch.look())
    row = store.watched("acme", happened.source)
    assert row is not None
    assert "secret" not in repr(row)
    assert (row.failure, len(row.digest)) == ("", 64)


def test_an_address_that_may_not_be_asked_is_said_once(store: Store) -> None:
    watched = Watched(store, "https://feeds.example/a.csv")
    assert [watched.look(), watched.look()] == [[("a.csv", "fetch_no_hosts")], []]
