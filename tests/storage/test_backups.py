"""One file holds an installation and brings it back as it was, or changes nothing."""

import errno
import os
import shutil
import signal
import sqlite3
import tarfile
from collections.abc import Callable
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

import pytest

from comparison.core.errors import StoreUnusable
from comparison.storage import working_folders
from comparison.storage.backups import BackupRefused, Installation, back_up, restore
from comparison.storage.opening import open_store, restoring
from comparison.storage.sqlite import SqliteStore
from comparison.storage.working_folders import working_folder
from comparison.words.failures import sentence_of

PICTURE = f"{'a' * 64}.webp"


@pytest.fixture
def place(tmp_path: Path) -> Installation:
    """An installation with all its parts, in a folder of its own."""
    folder = tmp_path / "place"
    folder.mkdir()
    parts = ("shop.db", "shop.db.secret", "shop.db.keys", "shop.db.pictures")
    made = Installation(*(folder / name for name in parts))
    store = SqliteStore(made.database)
    store.migrate()
    store.close()
    made.secret.write_text("s" * 43)
    made.keys.write_text("{}")
    made.pictures.mkdir()
    (made.pictures / PICTURE).write_bytes(b"a picture")
    (made.pictures / f"{'a' * 64}-160.webp").write_bytes(b"made of it")
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the backup goes: a folder of its own."""
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups" / "kept.tar"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refusal(place: Installation, file: Path) -> str:
    with pytest.raises(BackupRefused) as refused:
        restore(place, file)
    return sentence_of(refused.value, "en")


def elsewhere(place: Installation, folder: Path) -> Installation:
    """The same parts on another machine, where nothing is yet."""
    folder.mkdir()
    return Installation(*(folder / path.name for path in place))


def test_what_comes_back_on_another_machine_is_what_was_there(
    place: Installation, file: Path, tmp_path: Path
):
    back_up(place, file)
    new = elsewhere(place, tmp_path / "new")
    assert restore(new, file) is None
    assert names(new.database.parent) == names(place.database.parent)
    assert names(new.pictures) == [PICTURE]
    assert [new.secret.read_text(), new.keys.read_text()] == ["s" * 43, "{}"]
    assert (new.pictures / PICTURE).read_bytes() == b"a picture"


def test_a_backup_and_what_comes_back_are_for_the_owner_alone(
    place: Installation, file: Path, tmp_path: Path
):
    back_up(place, file)
    new = elsewhere(place, tmp_path / "new")
    restore(new, file)
    files = (file, new.database, new.secret, new.keys)
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


def test_what_is_a_link_is_backed_up_as_what_it_leads_to(place: Installation, file: Path, tmp_path: Path):
    for part in (place.secret, place.pictures / PICTURE):
        part.rename(tmp_path / part.name)
        part.symlink_to(tmp_path / part.name)
    back_up(place, file)
    new = elsewhere(place, tmp_path / "new")
    restore(new, file)
    assert new.secret.read_text() == "s" * 43
    assert (new.pictures / PICTURE).read_bytes() == b"a picture"


def test_a_backup_holds_what_was_written_a_moment_ago_and_leaves_nothing_beside_it(
    place: Installation, file: Path, tmp_path: Path
):
    with closing(sqlite3.connect(place.database)) as writer:
        # Still in the log beside the file: whoever copies the file alone does not have it.
        writer.execute("pragma user_version = 7")
        back_up(place, file)
    assert names(file.parent) == [file.name]
    new = elsewhere(place, tmp_path / "new")
    restore(new, file)
    with closing(sqlite3.connect(new.database)) as reader:
        assert reader.execute("pragma user_version").fetchone() == (7,)


def test_what_a_restore_replaces_is_kept(place: Installation, file: Path):
    back_up(place, file)
    place.database.write_bytes(b"damaged")
    kept = restore(place, file)
    assert kept is not None
    assert (kept / "shop.db").read_bytes() == b"damaged"
    assert (kept / "shop.db.secret").read_text() == "s" * 43
    SqliteStore(place.database).check()


def test_a_database_in_use_is_not_replaced(place: Installation, file: Path):
    back_up(place, file)
    with closing(SqliteStore(place.database)) as server:
        server.ping()
        before = names(place.database.parent)
        assert "in use" in refusal(place, file)
        assert names(place.database.parent) == before


def test_nothing_is_moved_where_one_part_cannot_be(
    place: Installation, file: Path, monkeypatch: pytest.MonkeyPatch
):
    back_up(place, file)
    before = names(place.database.parent)
    rename = Path.rename

    def unless_mounted(path: Path, target: Path) -> Path:
        if path == place.secret:
            raise OSError(errno.EBUSY, "Device or resource busy")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", unless_mounted)
    assert refusal(place, file) == f"{file} cannot be restored (Device or resource busy)"
    assert names(place.database.parent) == before


@pytest.mark.parametrize("at", range(1, 10))
def test_a_restore_that_is_killed_leaves_nothing_to_be_opened_and_goes_on_where_it_was(
    place: Installation, file: Path, monkeypatch: pytest.MonkeyPatch, at: int
):
    back_up(place, file)
    place.secret.write_text("t" * 43)
    moves, rename = count(1), Path.rename

    def killed(path: Path, target: Path) -> Path:
        if next(moves) == at:
            raise KeyboardInterrupt
        return rename(path, target)

    with monkeypatch.context() as patched, suppress(KeyboardInterrupt):
        patched.setattr(Path, "rename", killed)
        restore(place, file)
    if not place.database.exists():
        with pytest.raises(StoreUnusable, match="was cut off"):
            open_store(str(place.database))
    restore(place, file)
    assert place.secret.read_text() == "s" * 43
    assert "t" * 43 in {one.read_text() for one in place.database.parent.glob("*.replaced-*/*.secret")}
    assert not restoring(place.database).exists()


def test_a_restore_that_was_whole_but_for_its_last_move_costs_the_next_one_nothing(
    place: Installation, file: Path
):
    back_up(place, file)
    before = place.database.read_bytes()
    replaced = restore(place, file)
    assert replaced is not None
    replaced.rename(restoring(place.database))
    with closing(sqlite3.connect(place.database)) as writer:
        writer.execute("pragma user_version = 7")
    place.secret.write_text("u" * 43)
    live = [path.read_bytes() for path in place[:3]]
    newest = restore(place, file)
    assert newest is not None
    assert [(newest / path.name).read_bytes() for path in place[:3]] == live
    assert names(newest / place.pictures.name) == [PICTURE]
    kept = {path.read_bytes() for path in place.database.parent.glob("*.replaced-*/shop.db")}
    assert kept == {before, live[0]}
    assert not restoring(place.database).exists()


def test_the_disk_keeps_what_was_brought_back_before_anybody_is_told(
    place: Installation, file: Path, monkeypatch: pytest.MonkeyPatch
):
    back_up(place, file)
    done, rename, fsync = list[object](), Path.rename, os.fsync

    def renamed(path: Path, target: Path) -> Path:
        done.append("moved")
        return rename(path, target)

    def kept(descriptor: int) -> None:
        done.append(os.fstat(descriptor).st_ino)
        fsync(descriptor)

    monkeypatch.setattr(Path, "rename", renamed)
    monkeypatch.setattr(os, "fsync", kept)
    restore(place, file)
    assert done[-2:] == ["moved", place.database.parent.stat().st_ino]


def test_a_folder_that_is_not_there_is_said(place: Installation, file: Path, tmp_path: Path):
    back_up(place, file)
    nowhere = Installation(*(tmp_path / "no" / path.name for path in place))
    assert refusal(nowhere, file) == f"There is no folder {tmp_path / 'no'}"
    with pytest.raises(BackupRefused, match=r"backup\.no_folder"):
        back_up(place, tmp_path / "no" / "kept.tar")


def test_a_full_disk_is_not_taken_for_a_fault_of_the_backup(
    place: Installation, file: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    back_up(place, file)
    monkeypatch.setattr(shutil, "copyfileobj", full)
    assert refusal(place, file) == f"{file} cannot be restored (No space left on device)"


def test_what_is_damaged_in_a_backup_is_called_by_the_name_of_the_backup(place: Installation, file: Path):
    back_up(place, file)
    _with_another_programs_database(file)
    assert f"{file} is a database of another program" in refusal(place, file)


def test_a_backup_never_takes_the_place_of_a_file(place: Installation):
    before = place.database.read_bytes()
    with pytest.raises(BackupRefused, match=r"backup\.taken"):
        back_up(place, place.database)
    assert place.database.read_bytes() == before


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [(Path.unlink, r"backup\.no_database"), (lambda path: os.truncate(path, 8192), "damaged")],
)
def test_what_is_no_whole_database_is_not_backed_up(place: Installation, file: Path, spoil, reason: str):
    spoil(place.database)
    with pytest.raises((BackupRefused, StoreUnusable), match=reason):
        back_up(place, file)
    assert names(file.parent) == []


def _cut_off(good: Path) -> None:
    good.write_bytes(good.read_bytes()[:20_000])


def _cut_off_between_two_files(good: Path) -> None:
    good.write_bytes(good.read_bytes()[: _second_of(good)])


def _with_a_damaged_name(good: Path) -> None:
    content = bytearray(good.read_bytes())
    content[_second_of(good)] ^= 1
    good.write_bytes(content)


def _second_of(good: Path) -> int:
    with tarfile.open(good) as archive:
        return archive.getmember("secret").offset


def _with_link(good: Path) -> None:
    with tarfile.open(good, "w") as archive:
        link = tarfile.TarInfo("database")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)


def _with_climbing_name(good: Path) -> None:
    with tarfile.open(good, "a") as archive:
        archive.add(__file__, "pictures/../../climbed")


def _with_a_name_that_no_disk_takes(good: Path) -> None:
    with tarfile.open(good, "w") as archive:
        odd = tarfile.TarInfo("odd")
        odd.pax_headers = {"path": "pictures/a\0b"}
        archive.addfile(odd)


def _with_a_name_twice(good: Path) -> None:
    with tarfile.open(good, "a") as archive:
        archive.add(__file__, "secret")


def _with_another_programs_database(good: Path) -> None:
    other = good.with_name("other.db")
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("create table things (name)")
    with tarfile.open(good, "w") as archive:
        archive.add(other, "database")
    other.unlink()


def _without_tables(good: Path) -> None:
    with tarfile.open(good, "w") as archive:
        archive.addfile(tarfile.TarInfo("database"))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda good: good.write_bytes(b"no backup at all"),
        lambda good: good.write_bytes(b""),
        Path.unlink,
        _cut_off,
        _cut_off_between_two_files,
        _with_a_damaged_name,
        _with_link,
        _with_climbing_name,
        _with_a_name_that_no_disk_takes,
        _with_a_name_twice,
        _with_another_programs_database,
        _without_tables,
    ],
)
def test_what_is_no_whole_backup_changes_nothing(
    place: Installation, file: Path, spoil: Callable[[Path], None]
):
    back_up(place, file)
    there = names(place.database.parent)
    before = [path.read_bytes() for path in place[:3]]
    spoil(file)
    assert refusal(place, file).count("\n") == 0
    assert names(place.database.parent) == there
    assert [path.read_bytes() for path in place[:3]] == before


def test_what_a_killed_process_left_is_cleared_by_the_next_one_and_a_live_one_is_left_alone(
    place: Installation, file: Path
):
    child = os.fork()
    if child == 0:
        with working_folder(file.parent) as folder:
            (folder / "database").write_text("half a copy")
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    [left] = file.parent.iterdir()
    with working_folder(file.parent) as alive:
        assert not left.exists()
        (alive / "database").write_text("being written")
        back_up(place, file)
        assert names(file.parent) == sorted([alive.name, file.name])
        assert (alive / "database").exists()
    assert names(file.parent) == [file.name]


def test_a_folder_that_somebody_else_works_in_stops_nobody(file: Path, monkeypatch: pytest.MonkeyPatch):
    def forbidden(_: Path) -> bool:
        raise PermissionError(errno.EACCES, "not yours")

    (file.parent / ".tier-compare-theirs").mkdir()
    monkeypatch.setattr(working_folders, "is_locked", forbidden)
    with working_folder(file.parent):
        pass
    assert names(file.parent) == [".tier-compare-theirs"]


def test_a_disk_without_locks_is_worked_on_and_nothing_there_is_cleared(
    file: Path, monkeypatch: pytest.MonkeyPatch
):
    def none(*_: object) -> bool:
        raise StoreUnusable("no locks")

    other = file.parent / ".tier-compare-other"
    other.mkdir()
    monkeypatch.setattr(working_folders, "lock", none)
    with working_folder(file.parent) as folder:
        assert folder.stat().st_mode & 0o777 == 0o700
    assert names(file.parent) == [other.name]
