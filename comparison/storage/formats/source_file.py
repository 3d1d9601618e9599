"""A file as it was handed in: its bytes, unpacked where they were packed, never more than its bounds."""

import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import IO, Any, BinaryIO

from ...core.errors import RefusedFile
from ...core.messages import say

# A document is read whole; a table or a feed goes through in a stream.
MOST_DOCUMENT_BYTES = 64_000_000
MOST_STREAM_BYTES = 2_000_000_000
# What packs better than this was packed to hurt: text of shops packs ten to twenty times.
MOST_PACKING = 200
SUSPICIOUS_BYTES = 10_000_000
HEAD_BYTES = 65_536
# How a file may be packed, by the end of its name.
PACKED = (".gz", ".zip")
_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
# What the archive of a spreadsheet holds: one of Excel, one of OpenDocument.
_WORKBOOKS = (frozenset({"[Content_Types].xml"}), frozenset({"mimetype", "content.xml"}))
_LOCKED = 1
# Beside each file of an archive that was made on a Mac lies what only a Mac reads.
_ASIDE = "__MACOSX/"
# What the libraries raise for an archive that is cut off, damaged, or packed in a way that they do not know.
# Two of them raise an OSError as well; one of the system's own has a number.
_DAMAGED = (EOFError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error, lzma.LZMAError)


class SourceFile:
    """A file by its bytes or by its *path*. *name* is only shown and told by, never opened."""

    def __init__(self, *, name: str, raw: bytes | None = None, path: Path | None = None) -> None:
        self.name, self.path = name, path
        self._bytes = raw

    @cached_property
    def raw(self) -> bytes:
        """The whole file, unpacked.

        Raises:
            RefusedFile: it is not there, cannot be read, or holds more than a document may.
        """
        with self.opened(most=MOST_DOCUMENT_BYTES) as stream:
            return stream.read()

    @cached_property
    def head(self) -> bytes:
        """The first bytes, unpacked: enough to tell a format by. Raises as `raw` does."""
        with self.opened() as stream:
            return stream.read(HEAD_BYTES)

    @cached_property
    def plain_name(self) -> str:
        """The name without the end that says how it was packed: ``feed.xml`` of ``feed.xml.gz``; of a zip
        file that of the one file within. Raises as `raw` does."""
        lower = self.name.lower()
        if lower.endswith(".zip"):
            with self._unpacked() as (inner, _):
                return inner.name if isinstance(inner, zipfile.ZipExtFile) else self.name
        return self.name[:-3] if lower.endswith(".gz") else self.name

    @contextmanager
    def opened(self, *, most: int = MOST_STREAM_BYTES) -> Iterator[BinaryIO]:
        """The file as a stream of at most *most* bytes, from its beginning; gzip and zip are unpacked.

        A spreadsheet is a zip file of several parts and stays one.

        Raises:
            RefusedFile: it is not there or cannot be read; while it is read, also that it is too
                large, packed to hurt, or cut off.
        """
        with self._unpacked() as (inner, packed):
            yield io.BufferedReader(_Bounded(self.name, inner, packed, most), HEAD_BYTES)

    @contextmanager
    def _unpacked(self) -> Iterator[tuple[IO[bytes], BinaryIO]]:
        """The file unpacked, and as it lies there."""
        try:
            with self._packed() as packed:
                yield self._inside(packed), packed
        except OSError as error:
            raise _refused(self.name, "unreadable", "readable", why=error.strerror or "") from None

    @contextmanager
    def _packed(self) -> Iterator[BinaryIO]:
        if self._bytes is not None:
            yield io.BytesIO(self._bytes)
        elif self.path is not None:
            with self.path.open("rb") as file:
                yield file
        else:
            yield io.BytesIO()

    def _inside(self, packed: BinaryIO) -> IO[bytes]:
        start = packed.read(4)
        if not packed.seekable():
            raise _refused(self.name, "unreadable", "readable", why="not seekable") from None
        packed.seek(0)
        if start.startswith(_GZIP):
            return io.BufferedReader(gzip.GzipFile(fileobj=packed))
        return self._from_zip(packed) if start == _ZIP else packed

    def _from_zip(self, packed: BinaryIO) -> IO[bytes]:
        try:
            archive = zipfile.ZipFile(packed)
            files = [one for one in archive.infolist() if _is_file(one)]
            names = {one.filename for one in files}
            if any(parts <= names for parts in _WORKBOOKS):
                packed.seek(0)
                return packed
            if len(files) == 1 and not files[0].flag_bits & _LOCKED:
                return archive.open(files[0])
        except _DAMAGED:
            raise _refused(self.name, "not_packed_well", "one_file") from None
        if len(files) == 1:
            raise _refused(self.name, "locked_archive", "one_file")
        raise _refused(self.name, "several_files", "one_file", count=len(files))


def _is_file(one: zipfile.ZipInfo) -> bool:
    return not one.is_dir() and not one.filename.startswith(_ASIDE)


class _Bounded(io.RawIOBase):
    """Reads *inner*, and refuses what is too much for a file or for how small it was packed."""

    def __init__(self, name: str, inner: IO[bytes], packed: BinaryIO, most: int) -> None:
        super().__init__()
        self._name, self._inner, self._packed, self._most = name, inner, packed, most
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._inner.read(len(buffer))
        except _DAMAGED:
            raise _refused(self._name, "not_packed_well", "one_file") from None
        except OSError as error:
            if error.errno is not None:
                raise
            raise _refused(self._name, "not_packed_well", "one_file") from None
        self._count += len(data)
        if self._count > self._most:
            raise _refused(self._name, "file_size", "file_size", most=self._most // 1_000_000)
        if self._count > SUSPICIOUS_BYTES and self._count > MOST_PACKING * max(self._packed.tell(), 1):
            raise _refused(self._name, "packed_to_hurt", "packing", most=MOST_PACKING)
        buffer[: len(data)] = data
        return len(data)


def _refused(name: str, reason: str, accepted: str, **facts: object) -> RefusedFile:
    because = say(f"import.reason.{reason}", **facts)
    return RefusedFile(name, 0, "", because, say(f"import.accepted.{accepted}", **facts))
