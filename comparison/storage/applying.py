"""Records of a file into the store, in one transaction and in bounded memory.

What is there already is read beside each batch: it keeps what the file cannot state, and tells
new records from changed ones.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from ..core.catalogue import Comparison, Product
from ..core.errors import RefusedFile
from ..core.messages import Message, say
from .formats.reading import Reading
from .keeping import with_what_was_there
from .store import KINDS, AnyRecord, Kind, Store, Stored

Progress = Callable[[int, int | None], None]

_BATCH = 500
MOST_REFUSALS = 20


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """How the records of one kind in a file differ from what was there. *new* and *changed* are written."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0

    @property
    def total(self) -> int:
        """All that the file holds, but for what was refused."""
        return self.new + self.changed + self.unchanged


class Applied(msgspec.Struct, frozen=True, kw_only=True):
    """What was done: the difference by kind, and the first of the records that were left out."""

    differences: Mapping[Kind, Difference]
    refusals: tuple[RefusedFile, ...]
    notes: tuple[Message, ...] = ()

    @property
    def changed(self) -> int:
        """How many records were really written."""
        return sum(one.new + one.changed for one in self.differences.values())

    @property
    def refused(self) -> int:
        """How many records were left out."""
        return sum(one.refused for one in self.differences.values())


class Applier:
    """Writes records for one import, inside a transaction that the caller holds open.

    *reading* says what its format cannot state, which is kept. *skip_invalid* leaves out a record that
    breaks a bound instead of refusing the file. *progress* is told how many were walked so far, of
    how many.
    """

    def __init__(
        self,
        store: Store,
        shop: str,
        *,
        file: str,
        by: str,
        reading: Reading,
        skip_invalid: bool = False,
        progress: Progress | None = None,
    ) -> None:
        self._store, self._shop, self._file, self._by = store, shop, file, by
        self._partial, self._states, self._total = reading.partial, reading.states, reading.total
        self._skip_invalid, self._progress = skip_invalid, progress
        self._counts: dict[Kind, dict[str, int]] = {}
        self._refusals: list[RefusedFile] = []
        self._notes: dict[str, Message] = {}
        self._walked = 0

    def apply(self, records: Iterable[AnyRecord]) -> Applied:
        """Write all of *records*, in the order in which they come.

        Raises:
            RefusedFile: a record breaks a bound, or would take the place of another comparison's product.
        """
        for kind, batch in _batches(records):
            known = self._store.get_many(self._shop, kind, [record.key for record in batch])
            self._write(kind, batch, known)
            self._walked += len(batch)
            if self._progress:
                self._progress(self._walked, self._total)
        differences = {kind: Difference(**counts) for kind, counts in self._counts.items()}
        return Applied(
            differences=differences, refusals=tuple(self._refusals), notes=tuple(self._notes.values())
        )

    def _write(self, kind: Kind, batch: Sequence[AnyRecord], known: Mapping[str, Stored]) -> None:
        try:
            written, refused = self._saved(batch, known), 0
            fresh = sum(record.key not in known for record in batch)
        except RefusedFile:
            if not self._skip_invalid:
                raise
            written, fresh, refused = self._saved_singly(batch, known)
        self._count(kind, new=fresh, changed=written - fresh, refused=refused)
        self._count(kind, unchanged=len(batch) - written - refused)

    def _saved(self, batch: Sequence[AnyRecord], known: Mapping[str, Stored]) -> int:
        kept = [self._kept(record, known) for record in batch]
        try:
            return self._store.save_all(self._shop, kept, by=self._by)
        except RefusedFile as fault:
            # The store names the record, which only a reader of the file can find there.
            place = f"{fault.file} {fault.path}"
            raise RefusedFile(self._file, 0, place, fault.reason, fault.accepted) from None

    def _saved_singly(self, batch: Sequence[AnyRecord], known: Mapping[str, Stored]) -> tuple[int, int, int]:
        """Written, new among them, and refused."""
        written = fresh = refused = 0
        for record in batch:
            try:
                saved = self._saved([record], known)
            except RefusedFile as fault:
                refused += 1
                if len(self._refusals) < MOST_REFUSALS:
                    self._refusals.append(fault)
                continue
            written += saved
            fresh += record.key not in known
        return written, fresh, refused

    def _kept(self, record: AnyRecord, known: Mapping[str, Stored]) -> AnyRecord:
        stored = known.get(record.key)
        if stored is None or not self._partial:
            return record
        if isinstance(record, Product) and _of_another(record, stored.record):
            reason = say("import.reason.key_taken", product=record.key)
            raise RefusedFile(self._file, 0, "$", reason, say("import.accepted.key_taken"))
        if isinstance(record, Comparison) and _is_older(record, stored.record):
            self._notes[record.key] = say("import.note.older", comparison=record.key)
        return with_what_was_there(record, stored.record, self._states)

    def _count(self, kind: Kind, **counts: int) -> None:
        known = self._counts.setdefault(kind, {})
        for name, count in counts.items():
            known[name] = known.get(name, 0) + count


def _batches(records: Iterable[AnyRecord]) -> Iterator[tuple[Kind, list[AnyRecord]]]:
    """Neighbours of one kind, a bounded number at a time, no key twice in one batch."""
    batch: dict[str, AnyRecord] = {}
    kind: Kind | None = None
    for record in records:
        its_kind = KINDS[type(record)]
        if kind is not None and (its_kind != kind or len(batch) >= _BATCH or record.key in batch):
            yield kind, list(batch.values())
            batch = {}
        kind = its_kind
        batch[record.key] = record
    if kind is not None and batch:
        yield kind, list(batch.values())


def _of_another(product: Product, stored: AnyRecord) -> bool:
    return isinstance(stored, Product) and stored.category != product.category


def _is_older(comparison: Comparison, stored: AnyRecord) -> bool:
    """Whether the prices of *comparison* were looked at before those that it takes the place of."""
    if not isinstance(stored, Comparison) or comparison.source is None or stored.source is None:
        return False
    return (comparison.source.as_of or "") < (stored.source.as_of or "")
