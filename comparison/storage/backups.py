"""One file that holds a whole installation, and the way back from it.

The file is a plain tar archive: ``database`` (one moment of it, whatever is being written), ``secret``,
``keys`` and ``pictures/…``, as far as they are there. What can be made anew is left out.
"""

import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from ..core.errors import ComparisonError, StoreUnusable
from .opening import restoring
from .sqlite import SqliteStore
from .sqlite_connections import Connections
from .sqlite_driver import driver
from .sqlite_errors import unusable
from .working_folders import working_folder

_PICTURES = "pictures/"
_NO_NAME = frozenset("/\0")
_END = bytes(2 * tarfile.BLOCKSIZE)


class BackupRefused(ComparisonError):
    """A backup cannot be made, or brought back; *key* says why."""

    def __init__(self, key: str, **facts: object) -> None:
        self.key = key
        super().__init__(**facts)


class Installation(NamedTuple):
    """Where the parts of an installation lie; all but the database may be missing."""

    database: Path
    secret: Path
    keys: Path
    pictures: Path

    @property
    def files(self) -> dict[str, Path]:
        """What is one file, by its name in a backup."""
        return {"database": self.database, "secret": self.secret, "keys": self.keys}


def back_up(place: Installation, file: Path) -> None:
    """Write the whole installation to *file*, mode 0600. Servers may run and write meanwhile.

    Raises:
        BackupRefused: *file* is there already or cannot be written, or there is no database.
        StoreUnusable: the database is damaged.
    """
    if file.exists():
        raise BackupRefused("backup.taken", file=str(file))
    if not place.database.exists():
        raise BackupRefused("backup.no_database", database=str(place.database))
    with _told("backup.not_written", file), _folder_beside(file) as folder:
        _copy_database(place.database, folder / "database")
        _check(folder / "database", called=place.database)
        # A part may be a link to another disk: what it leads to is kept.
        with tarfile.open(folder / "backup", "w", dereference=True) as archive:
            for name, path in {**place.files, "database": folder / "database"}.items():
                if path.exists():
                    archive.add(path, name)
            # After the database: whatever it names is still there, since pictures stay for days.
            for picture in _taken_in(place.pictures):
                with suppress(FileNotFoundError):  # Swept meanwhile: nothing named it any more.
                    archive.add(picture, f"{_PICTURES}{picture.name}", recursive=False)
        _keep(folder / "backup", file)


def restore(place: Installation, file: Path) -> Path | None:
    """Put what *file* holds in its place; the folder that what was there was moved to, if anything was.

    Raises:
        BackupRefused: *file* is no whole backup of this or an earlier release, or the database is in
            use. Nothing was changed then.
    """
    if not file.is_file():
        raise BackupRefused("backup.none", file=str(file))
    with _told("backup.not_restored", file), _folder_beside(place.database) as folder:
        found = Installation(folder / "database", folder / "secret", folder / "keys", folder / "pictures")
        _unpack(file, found)
        _check_found(found.database, file)
        _check_unused(place.database)
        return _switch(found, place)


def _taken_in(pictures: Path) -> list[Path]:
    """The pictures as they were taken in; smaller ones are made anew."""
    return sorted(path for path in pictures.glob("*.webp") if "-" not in path.name and path.is_file())


@contextmanager
def _told(key: str, file: Path) -> Iterator[None]:
    """What a disk fails at, as the message *key*; what the archive *file* does, as its own."""
    try:
        yield
    except OSError as error:
        raise BackupRefused(key, file=str(file), why=error.strerror or str(error)) from error
    except (tarfile.TarError, EOFError) as error:
        raise BackupRefused("backup.not_whole", file=str(file), why=str(error)) from error


@contextmanager
def _folder_beside(path: Path) -> Iterator[Path]:
    """A folder for the owner alone on the disk of *path*: what is in it can be moved there at once."""
    beside = path.absolute().parent
    if not beside.is_dir():
        raise BackupRefused("backup.no_folder", folder=str(beside))
    with working_folder(beside) as folder:
        yield folder


def _copy_database(database: Path, copy: Path) -> None:
    """One moment of the database, with what is only in the log beside it yet."""
    copy.touch(0o600)
    source = Connections(database)
    try:
        with closing(driver.connect(str(copy))) as target:
            source.database().conn.backup(target)
    except driver.DatabaseError as error:
        raise unusable(error, database) from error
    finally:
        source.close()


def _check(database: Path, *, called: Path) -> None:
    """Look at every page of a copy; it is *called* what people know it by."""
    store = SqliteStore(database)
    try:
        store.check(whole=True)
        store.ping()
    except StoreUnusable as error:
        reason = str(error.facts["reason"]).replace(str(database), str(called))
        raise StoreUnusable(reason) from error
    finally:
        store.close()


def _check_found(database: Path, file: Path) -> None:
    if not database.exists():
        raise BackupRefused("backup.no_database_inside", file=str(file))
    try:
        _check(database, called=file)
    except StoreUnusable as error:
        why = error.facts["reason"]
        raise BackupRefused("backup.bad_database", file=str(file), why=why) from error


def _keep(draft: Path, file: Path) -> None:
    draft.chmod(0o600)
    _fsync(draft)
    draft.rename(file)
    _fsync(file.absolute().parent)


def _fsync(path: Path) -> None:
    """Have the disk keep a file as it is, or what the files of a folder are called."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unpack(file: Path, found: Installation) -> None:
    """Only the names and kinds that a backup has are taken; anything else refuses the whole file."""
    end = 0
    with file.open("rb") as stream, tarfile.open(fileobj=stream, mode="r:") as archive:
        for member in archive:
            path = _place_of(member, found)
            if path is None:
                raise BackupRefused("backup.odd", file=str(file), name=repr(member.name))
            _unpack_one(archive, member, path)
            end = member.offset_data + -(-member.size // tarfile.BLOCKSIZE) * tarfile.BLOCKSIZE
        stream.seek(end)
        # Where it is cut off between two files, or a name is damaged, the library takes that for its end.
        if stream.read(len(_END)) != _END:
            raise tarfile.ReadError("it goes on, or was cut off")


def _unpack_one(archive: tarfile.TarFile, member: tarfile.TarInfo, path: Path) -> None:
    path.parent.mkdir(mode=0o755, exist_ok=True)
    content = archive.extractfile(member)
    if content is None or path.exists():
        raise tarfile.ReadError(f"{member.name!r} is no file, or comes twice")
    # Made for the owner alone.
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with content, os.fdopen(descriptor, "wb") as copy:
        shutil.copyfileobj(content, copy)
        os.fsync(copy.fileno())


def _place_of(member: tarfile.TarInfo, found: Installation) -> Path | None:
    """Where *member* goes; None for what no backup holds."""
    if member.isreg() and member.name in found.files:
        return found.files[member.name]
    name = member.name.removeprefix(_PICTURES)
    if member.isreg() and member.name != name and name not in {"", ".", ".."} and not _NO_NAME & {*name}:
        return found.pictures / name
    return None


def _check_unused(database: Path) -> None:
    """A server would go on with the file that was moved away; a damaged file serves nobody."""
    if not database.exists():
        return
    try:
        with closing(driver.connect(str(database), timeout=0)) as connection:
            # Set before the log is read, it asks for the file alone, and gets it only without others.
            connection.execute("pragma locking_mode = exclusive")
            connection.execute("select count(*) from sqlite_master").fetchall()
    except driver.OperationalError as error:
        if "locked" in str(error):
            raise BackupRefused("backup.in_use", database=str(database)) from error
    except driver.DatabaseError:
        return


def _switch(found: Installation, place: Installation) -> Path | None:
    """Move what is there aside and what was found in; the database goes first and comes last.

    Whatever cuts it short before that leaves no database, and the folder `restoring`, from which the next one
    goes on.
    """
    aside = restoring(place.database)
    if aside.exists() and _is_there(place.database):
        # An earlier restore was whole but for its last move: what lies aside is not what is there now.
        _kept(aside, place.database)
    aside.mkdir(mode=0o700, exist_ok=True)
    logs = [Path(f"{place.database}{end}") for end in ("-wal", "-shm")]
    _move_aside([path for path in (place.database, *logs, *place[1:]) if _is_there(path)], aside)
    for made, path in zip(found[::-1], place[::-1], strict=True):
        if made.exists():
            made.rename(path)
    kept = _kept(aside, place.database)
    _fsync(place.database.absolute().parent)
    return kept


def _kept(aside: Path, database: Path) -> Path | None:
    """Where *aside* lies from now on; nowhere where nothing is in it."""
    if not any(aside.iterdir()):
        aside.rmdir()
        return None
    return aside.rename(tempfile.mkdtemp(prefix=f"{database.name}.replaced-", dir=database.absolute().parent))


def _is_there(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _move_aside(there: Sequence[Path], aside: Path) -> None:
    """Move all of *there* to the folder *aside*, or nothing: a part may be mounted where it is."""
    try:
        for path in there:
            if _is_there(aside / path.name):
                # An earlier restore was cut off after it had brought this in.
                _remove(path)
            else:
                path.rename(aside / path.name)
    except OSError:
        for moved in aside.iterdir():
            moved.rename(aside.with_name(moved.name))
        aside.rmdir()
        raise


def _remove(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
