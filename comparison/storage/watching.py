"""Looks at folders, files and addresses, and takes in what is new: each state of each of them once.

Source: docs/importing.md, "Watching". What was taken in last is kept in the store, so that a restart
begins where the last look ended.
"""

import errno
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from ..core.errors import ComparisonError, RefusedFile, StoreUnusable
from ..core.messages import say
from .fetch_exchange import Version
from .fetching import Fetcher, is_address, shown_address
from .formats.reading import SourceFile
from .importing import Imported
from .moments import now
from .store import Store
from .watches import WatchRow

Take = Callable[[SourceFile], Imported]
Pause = Callable[[], bool]

# Names of what others are still writing, or keep for themselves.
_UNFINISHED = (".part", ".tmp", ".crdownload", ".filepart", "~")
_CHUNK = 1 << 20


class Happened(NamedTuple):
    """What a look did with one *source*: *imported* it, or met an *error*."""

    source: str
    imported: Imported | None = None
    error: ComparisonError | None = None


class State(NamedTuple):
    """How a source is now: *look* tells without reading, *digest* by its bytes."""

    look: str
    digest: str


class Memory:
    """What was taken in last for *shop*, by an import with *options* (in short). One that does not *keep*
    finds everything new at every look."""

    def __init__(self, store: Store, shop: str, options: str, *, keeps: bool = True) -> None:
        self._store, self._shop, self._options, self._keeps = store, shop, options, keeps

    def of(self, source: str) -> WatchRow | None:
        """What is remembered of *source*; nothing where it was taken in with other options."""
        row = self._store.watched(self._shop, source)
        return row if row is not None and row.options == self._options else None

    def keep(self, source: str, state: State, failure: str) -> None:
        """Remember *state*, and why it was refused."""
        known = self.of(source)
        if not self._keeps or (known is not None and (known.look, known.digest) == state):
            return
        row = WatchRow(
            shop=self._shop,
            source=source,
            options=self._options,
            look=state.look,
            digest=state.digest,
            failure=failure,
            at=now(),
        )
        self._store.save_watched(row)


class Watch:
    """Watches *sources*. *take* imports a file; *pause* waits a moment between two looks at one file, and
    answers False where there is to be no second."""

    def __init__(
        self, memory: Memory, sources: Sequence[str], *, take: Take, fetcher: Fetcher, pause: Pause
    ) -> None:
        self._memory, self._sources = memory, sources
        self._take, self._fetcher, self._pause = take, fetcher, pause
        # What could not even be looked at, by its source: said once, until it is something else.
        self._unseen: dict[str, str] = {}

    def look(self) -> Iterator[Happened]:
        """Look at every source once, and take in what is new; nothing is said of what is as it was."""
        for source in self._sources:
            yield from self._address(source) if is_address(source) else self._place(Path(source))

    def _place(self, path: Path) -> Iterator[Happened]:
        try:
            changed = {file: look for file in _files(path) if (look := self._news(file))}
        except OSError as error:
            yield from self._could_not(str(path), _unreadable(str(path), error))
            return
        self._unseen.pop(str(path), None)
        if not changed or not self._pause():
            return
        for file, look in changed.items():
            if _look_of(file) == look:
                yield from self._file(file, look)

    def _news(self, file: Path) -> str:
        """How *file* looks where that is news, else nothing."""
        look = _look_of(file)
        known = self._memory.of(_name(file))
        return "" if known is not None and known.look == look else look

    def _file(self, file: Path, look: str) -> Iterator[Happened]:
        name = _name(file)
        try:
            state = State(look, _digest_of(file))
        except OSError as error:
            yield from self._could_not(name, _unreadable(name, error))
            return
        yield from self._taken(name, SourceFile(name=str(file), path=file), state)

    def _address(self, address: str) -> Iterator[Happened]:
        source = _source_of(address)
        known = self._memory.of(source)
        try:
            with self._fetched(address, known) as fetched:
                self._unseen.pop(source, None)
                if fetched is not None:
                    file, version = fetched
                    digest = _digest_of(file.path) if file.path else ""
                    yield from self._taken(source, file, State("\n".join(version), digest))
        except RefusedFile as error:
            yield from self._could_not(source, error)

    @contextmanager
    def _fetched(self, address: str, known: WatchRow | None) -> Iterator[tuple[SourceFile, Version] | None]:
        etag, _, modified = known.look.partition("\n") if known else ("", "", "")
        with self._fetcher.fetched(address, Version(etag, modified)) as fetched:
            yield (fetched.file, fetched.version) if fetched else None

    def _taken(self, source: str, file: SourceFile, state: State) -> Iterator[Happened]:
        """Import *file* unless its bytes are those of last time; a refusal is remembered too."""
        known = self._memory.of(source)
        if known is not None and known.digest == state.digest:
            self._remember(source, state, known.failure)
            return
        try:
            imported = self._take(file)
        except StoreUnusable as error:
            # No fault of the file: it is tried again at the next look.
            yield from self._could_not(source, error)
            return
        except ComparisonError as error:
            self._remember(source, state, error.key)
            yield Happened(source, error=error)
            return
        self._remember(source, state, "")
        yield Happened(source, imported=imported)

    def _remember(self, source: str, state: State, failure: str) -> None:
        # While the database is locked nothing is; the file is taken in once more then, which changes nothing.
        with suppress(StoreUnusable):
            self._memory.keep(source, state, failure)

    def _could_not(self, source: str, error: ComparisonError) -> Iterator[Happened]:
        reason = str(error)
        if self._unseen.get(source) != reason:
            self._unseen[source] = reason
            yield Happened(source, error=error)


def _files(path: Path) -> Iterable[Path]:
    """*path* itself, or the files of the folder in the order of their names.

    Raises:
        OSError: there is nothing, or it may not be read.
    """
    if path.is_file():
        return [path]
    if not path.is_dir():
        path.stat()
        # A device has no size, and no end.
        raise OSError(errno.EINVAL, "Not a file")
    return sorted(one for one in path.iterdir() if one.is_file() and _is_finished(one.name))


def _is_finished(name: str) -> bool:
    return not name.startswith(".") and not name.lower().endswith(_UNFINISHED)


def _look_of(file: Path) -> str:
    """What changes whenever the file is written; nothing where it went away in the meantime."""
    try:
        found = file.stat()
    except FileNotFoundError:
        return ""
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"


def _digest_of(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _source_of(address: str) -> str:
    """What an address is remembered by: its query may hold a password, which no database needs to keep."""
    whole = hashlib.sha256(address.encode(errors="backslashreplace")).hexdigest()
    return f"{shown_address(address)} ({whole[:12]})"


def _name(file: Path) -> str:
    """The whole path as text that can be stored, whatever bytes its name is made of."""
    return os.fsencode(file.absolute()).decode("utf-8", "backslashreplace")


def _unreadable(name: str, error: OSError) -> RefusedFile:
    reason = say("import.reason.unreadable", why=error.strerror or "")
    return RefusedFile(name, 0, "", reason, say("import.accepted.readable"))
