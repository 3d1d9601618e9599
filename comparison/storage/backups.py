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

from ..core.errors import StoreUnusable
from .sqlite import SqliteStore
from .sqlite_connections import Connections
from .sqlite_driver import driver
from .sqlite_errors import unusable

_PICTURES = "pictures/"
_NO_NAME = frozenset("/\0")


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
        StoreUnusable: *file* is there already or cannot be written, or the database is missing or damaged.
    """
    if file.exists():
        raise _refused(f"{file} is there already; a backup takes no file's place.")
    if not place.database.exists():
        raise _refused(f"There is no database {place.database}.")
    with _told(f"{file} cannot be written"), _folder_beside(file) as folder:
        _copy_database(place.database, folder / "database")
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
        StoreUnusable: *file* is no whole backup of this or an earlier release, or the database is in
            use. Nothing was changed then.
    """
    if not file.is_file():
        raise _refused(f"There is no backup {file}.")
    with _told(f"{file} is no whole backup"), _folder_beside(place.database) as folder:
        found = Installation(folder / "database", folder / "secret", folder / "keys", folder / "pictures")
        _unpack(file, found)
        _check(found.database)
        _check_unused(place.database)
        return _switch(found, place)


def _taken_in(pictures: Path) -> list[Path]:
    """The pictures as they were taken in; smaller ones are made anew."""
    return sorted(path for path in pictures.glob("*.webp") if "-" not in path.name and path.is_file())


def _refused(reason: str) -> StoreUnusable:
    return StoreUnusable(reason)


@contextmanager
def _told(what: str) -> Iterator[None]:
    """What an archive or a disk fails at, as one sentence."""
    try:
        yield
    except (OSError, tarfile.TarError, EOFError) as error:
        raise _refused(f"{what} ({error}).") from error


@contextmanager
def _folder_beside(path: Path) -> Iterator[Path]:
    """A folder for the owner alone on the disk of *path*: what is in it can be moved there at once."""
    with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.absolute().parent) as folder:
        yield Path(folder)


def _copy_database(database: Path, copy: Path) -> None:
    """One moment of the database, with what is only in the log beside it yet; every page is looked at."""
    copy.touch(0o600)
    source = Connections(database)
    try:
        with closing(driver.connect(str(copy))) as target:
            source.database().conn.backup(target)
    except driver.DatabaseError as error:
        raise unusable(error, database) from error
    finally:
        source.close()
    _check(copy)


def _check(database: Path) -> None:
    if not database.exists():
        raise _refused("The file is no backup of Tier Compare: there is no database in it.")
    store = SqliteStore(database)
    try:
        store.check(whole=True)
        store.ping()
    finally:
        store.close()


def _keep(draft: Path, file: Path) -> None:
    draft.chmod(0o600)
    with draft.open("rb") as written:
        os.fsync(written.fileno())
    draft.rename(file)


def _unpack(file: Path, found: Installation) -> None:
    """Only the names and kinds that a backup has are taken; anything else refuses the whole file."""
    with tarfile.open(file, "r:") as archive:
        for member in archive:
            path = _place_of(member, found)
            path.parent.mkdir(mode=0o755, exist_ok=True)
            content = archive.extractfile(member)
            if content is None:
                raise _refused(f"{file} holds {member.name!r}, which no backup does.")
            # Made for the owner alone; a name that comes twice is refused by the disk.
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with content, os.fdopen(descriptor, "wb") as copy:
                shutil.copyfileobj(content, copy)
                os.fsync(copy.fileno())


def _place_of(member: tarfile.TarInfo, found: Installation) -> Path:
    if member.isreg() and member.name in found.files:
        return found.files[member.name]
    name = member.name.removeprefix(_PICTURES)
    if member.isreg() and member.name != name and name not in {"", ".", ".."} and not _NO_NAME & {*name}:
        return found.pictures / name
    raise _refused(f"The file holds {member.name!r}, which no backup does.")


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
            raise _refused(f"{database} is in use. Stop the servers, then restore.") from error
    except driver.DatabaseError:
        return


def _switch(found: Installation, place: Installation) -> Path | None:
    """Move what is there aside and what was found in; the database last, as the sign that all is there."""
    logs = [Path(f"{place.database}{end}") for end in ("-wal", "-shm")]
    there = [path for path in (*logs, *place[::-1]) if path.exists()]
    aside = None
    if there:
        aside = Path(tempfile.mkdtemp(prefix=f"{place.database.name}.replaced-", dir=place.database.parent))
        _move_aside(there, aside)
    for made, path in zip(found[::-1], place[::-1], strict=True):
        if made.exists():
            made.rename(path)
    return aside


def _move_aside(there: Sequence[Path], aside: Path) -> None:
    """Move all of *there* to the folder *aside*, or nothing: a part may be mounted where it is."""
    try:
        for path in there:
            path.rename(aside / path.name)
    except OSError:
        for moved in aside.iterdir():
            moved.rename(there[0].with_name(moved.name))
        aside.rmdir()
        raise
