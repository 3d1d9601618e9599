"""The keys that sign quotes: the newest signs, those before it go on verifying until they are retired.

The first key comes from the installation's secret. Rotated keys lie in a file beside it (mode 0600),
which is looked at again whenever it was replaced, so that a retired key refuses at once, in every worker.
"""

import base64
import fcntl
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from ..core.errors import ComparisonError, NotFound, StoreUnusable
from .signing import SigningKey, key_from

KeyId = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}$(?!\n)")]
State = Literal["signs", "verifies", "retired"]


class KeyInUse(ComparisonError):
    """The key that signs cannot be retired: rotate first."""

    key = "error.key_in_use"

    def __init__(self, key: str) -> None:
        super().__init__(key=key)


class NoPlaceForKeys(ComparisonError):
    """The database is not a file, so there is no place beside it for keys."""

    key = "error.no_place_for_keys"


class KeptKey(msgspec.Struct, frozen=True, kw_only=True):
    """A key in the file. *made* is a moment, *secret* 32 bytes as base64url."""

    id: KeyId
    made: str
    secret: Annotated[str, Meta(pattern=r"^[0-9A-Za-z_-]{43}$(?!\n)")]

    @property
    def key(self) -> SigningKey:
        """The key itself."""
        return SigningKey(id=self.id, secret=base64.urlsafe_b64decode(f"{self.secret}="))


class KeyFile(msgspec.Struct, frozen=True, kw_only=True):
    """All of the file: *keys* oldest first, and the ids of those that are *retired*."""

    keys: tuple[KeptKey, ...] = ()
    retired: tuple[KeyId, ...] = ()


class ListedKey(NamedTuple):
    """A key as a list shows it. *made* is empty for the one that comes from the secret."""

    id: str
    made: str
    state: State


class KeyRing:
    """The keys of an installation.

    *secret* gives its secret; *is_set* says that the secret stands in the environment: then its key
    signs, whatever the *file* holds. *file* is None where there is no place for one.
    """

    def __init__(self, secret: Callable[[], str], file: Path | None, *, is_set: bool) -> None:
        self._secret, self._file, self._is_set = secret, file, is_set
        self._seen: tuple[int, ...] = ()
        self._read = KeyFile()

    @cached_property
    def _own(self) -> SigningKey:
        return key_from(self._secret())

    def signing(self) -> SigningKey:
        """The key that signs now."""
        return self.verifying()[-1]

    def verifying(self) -> tuple[SigningKey, ...]:
        """Every key whose quotes hold, the one that signs last.

        Raises:
            StoreUnusable: the file cannot be read, or every key is retired.
        """
        kept = self._kept()
        own = self._own
        rotated = tuple(one.key for one in kept.keys if one.id != own.id)
        keys = (*rotated, own) if self._is_set else (own, *rotated)
        holding = tuple(one for one in keys if one.id not in kept.retired)
        if not holding:
            reason = (
                "The key of this secret is retired. Set another TIER_COMPARE_SECRET, or rotate without it."
            )
            raise StoreUnusable(reason)
        return holding

    def listed(self) -> tuple[ListedKey, ...]:
        """Every key with its state, oldest first; retired ones last."""
        kept = self._kept()
        made = {one.id: one.made for one in kept.keys}
        keys = self.verifying()
        listed = [ListedKey(one.id, made.get(one.id, ""), "verifies") for one in keys[:-1]]
        newest = ListedKey(keys[-1].id, made.get(keys[-1].id, ""), "signs")
        return (*listed, newest, *(ListedKey(one, "", "retired") for one in kept.retired))

    def rotate(self, now: str) -> SigningKey:
        """Make a new key, which signs from *now* on; the key that it is.

        Where the secret is set in the environment, its present key is kept instead, so that its quotes go
        on verifying once the environment says another secret.

        Raises:
            NoPlaceForKeys: the database is not a file.
        """
        with self._changing() as file:
            kept = self._kept()
            new = self._own if self._is_set else _new_key()
            if new.id not in {one.id for one in kept.keys}:
                _write(file, replace(kept, keys=(*kept.keys, _kept_key(new, now))))
        return new

    def retire(self, key: str) -> None:
        """Refuse every quote that *key* signed, from now on and for good.

        Raises:
            KeyInUse: it is the one that signs.
            NotFound: there is no such key, or it is retired already.
            NoPlaceForKeys: the database is not a file.
        """
        with self._changing() as file:
            keys = [one.id for one in self.verifying()]
            if key not in keys:
                raise NotFound("key", key)
            if key == keys[-1]:
                raise KeyInUse(key)
            kept = self._kept()
            left = tuple(one for one in kept.keys if one.id != key)
            _write(file, KeyFile(keys=left, retired=(*kept.retired, key)))

    def _kept(self) -> KeyFile:
        seen = _seen(self._file)
        if seen != self._seen:
            self._read = _read_file(self._file) if self._file and seen else KeyFile()
            self._seen = seen
        return self._read

    @contextmanager
    def _changing(self) -> Iterator[Path]:
        """One change at a time: the folder is locked, which leaves no file behind."""
        if self._file is None:
            raise NoPlaceForKeys
        folder = os.open(self._file.absolute().parent, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield self._file
        finally:
            os.close(folder)


def _new_key() -> SigningKey:
    return SigningKey(id=secrets.token_hex(8), secret=secrets.token_bytes(32))


def _kept_key(key: SigningKey, now: str) -> KeptKey:
    secret = base64.urlsafe_b64encode(key.secret).rstrip(b"=").decode()
    return KeptKey(id=key.id, made=now, secret=secret)


def _seen(file: Path | None) -> tuple[int, ...]:
    """What changes when the file is replaced; nothing where there is none."""
    try:
        found = file.stat() if file else None
    except FileNotFoundError:
        return ()
    return (found.st_ino, found.st_mtime_ns, found.st_size) if found else ()


def _read_file(file: Path) -> KeyFile:
    try:
        return msgspec.json.decode(file.read_bytes(), type=KeyFile)
    except (OSError, msgspec.MsgspecError) as error:
        reason = f"The keys in {file} cannot be read ({error})."
        raise StoreUnusable(reason) from error


def _write(file: Path, content: KeyFile) -> None:
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as draft_file:
        draft_file.write(msgspec.json.format(msgspec.json.encode(content)))
        draft_file.flush()
        os.fsync(draft_file.fileno())
    draft.replace(file)
