"""Records of a file on disk, in the order in which they came: read again as often as needed."""

from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from types import TracebackType
from typing import Self

import msgspec

from .store import KINDS, RECORD_TYPES, AnyRecord, Kind

_ENCODER = msgspec.msgpack.Encoder()
_LENGTH_BYTES = 4


class Spool:
    """A temporary file of records, gone with the process whatever ends it."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115  It is closed by `__exit__`.

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._file.close()

    def take(self, records: Iterable[AnyRecord]) -> None:
        """Write all of *records* behind those that are there."""
        for record in records:
            document = _ENCODER.encode((KINDS[type(record)], _ENCODER.encode(record)))
            self._file.write(len(document).to_bytes(_LENGTH_BYTES, "big") + document)

    def __iter__(self) -> Iterator[AnyRecord]:
        """All of them, from the first on; one walk at a time."""
        decoders = {kind: msgspec.msgpack.Decoder(record) for kind, record in RECORD_TYPES.items()}
        outer = msgspec.msgpack.Decoder(tuple[Kind, bytes])
        self._file.seek(0)
        while size := self._file.read(_LENGTH_BYTES):
            kind, document = outer.decode(self._file.read(int.from_bytes(size, "big")))
            yield decoders[kind].decode(document)
