"""Many records of an import: laid ready piece by piece while others write, then switched to in one moment."""

import contextlib
import secrets
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TypeVar, cast

from msgspec.structs import replace

from ..core.errors import StoreUnusable
from ..core.publication import digest
from .applying import Applied
from .records import read_record, stored_document
from .staging import Batch, StagedRow
from .staging_room import end, put_right, room, waiting_for
from .store import KINDS, AnyRecord, Kind, Store, Stored
from .waiting import let_waiting_in

# So many records are written in one transaction, and so many laid ready: less than others may wait for.
MOST_AT_ONCE = 400
_PIECE = 150
_MOST_TRIES = 20
Answer = TypeVar("Answer")
Apply = Callable[[Store, Iterable[AnyRecord]], Applied]


class _Overtaken(Exception):
    """Somebody wrote a record after what lies ready was made from it."""


class Ready:
    """What an import asks of a store, with what lies ready in *batch* in front of what counts.

    Of *anew* (kinds and keys) what lies ready counts no more: it is made another time.
    """

    def __init__(self, store: Store, batch: Batch, anew: Collection[tuple[str, str]] = ()) -> None:
        self._store, self._batch = store, batch
        self._anew = set(anew)
        self._made_from: dict[str, int] = {}
        self._waiting = waiting_for(store)

    @property
    def as_store(self) -> Store:
        """What `Applier` asks of a store."""
        return cast("Store", self)

    def get_many(self, shop: str, kind: Kind, keys: Sequence[str]) -> dict[str, Stored]:
        found = self._store.get_many(shop, kind, keys)
        self._made_from = {key: one.revision for key, one in found.items()}
        ready = [key for key in keys if (kind, key) not in self._anew]
        for key, row in self._store.staged(self._batch, kind, ready).items():
            record = read_record(kind, f"{shop}/{key}", row.document, digest(row.document))
            found[key] = Stored(
                record=record, revision=row.made_from, updated_at=self._batch.at, updated_by=self._batch.by
            )
            # What is made from what lies ready is made from the same record as that.
            self._made_from[key] = row.made_from
        return found

    def save_all(self, shop: str, records: Iterable[AnyRecord], *, by: str) -> int:
        """Lay *records*, which are of one kind, ready. Raises as `Store.save_all` does."""
        del by
        kept = list(records)
        if not kept:
            return 0
        kind, rows = KINDS[type(kept[0])], [self._row(shop, record) for record in kept]
        self._anew.difference_update((kind, one.key) for one in kept)
        return sum(self._laid(kind, rows[start : start + _PIECE]) for start in range(0, len(rows), _PIECE))

    def _laid(self, kind: Kind, piece: list[StagedRow]) -> int:
        let_waiting_in(self._waiting)
        return self._store.stage(self._batch, kind, piece)

    def _row(self, shop: str, record: AnyRecord) -> StagedRow:
        made_from = self._made_from.get(record.key, 0)
        return StagedRow(key=record.key, document=stored_document(shop, record), made_from=made_from)


def in_one_moment(
    store: Store, batch: Batch, spool: Iterable[AnyRecord], apply: Apply, ending: Callable[[Applied], Answer]
) -> Answer:
    """Store all records of *spool*, which may be walked several times: *apply* lays them ready, *ending* is
    done in the transaction that makes them count. Whatever either raises leaves nothing.
    """
    with room(store):
        put_right(store)
        store.add_batch(batch)
        try:
            answer = _switched(store, batch, spool, apply, ending)
        except BaseException:
            # The store says whether it was before the switch or, by a hair, after it.
            with contextlib.suppress(StoreUnusable):
                put_right(store)
            raise
        # All of it counts by now; rows that cannot be put in order at this moment are left to `put_right`.
        with contextlib.suppress(StoreUnusable):
            end(store, replace(batch, is_live=True))
    return answer


def new_batch(shop: str, *, by: str, now: str) -> Batch:
    """A batch that nobody has begun yet."""
    return Batch(id=secrets.token_hex(8), shop=shop, by=by, at=now)


def _switched(
    store: Store, batch: Batch, spool: Iterable[AnyRecord], apply: Apply, ending: Callable[[Applied], Answer]
) -> Answer:
    with store.lightly():
        applied = apply(Ready(store, batch).as_store, spool)
    for _ in range(_MOST_TRIES):
        if overtaken := set(store.overtaken(batch)):
            again = (one for one in spool if (KINDS[type(one)], one.key) in overtaken)
            apply(Ready(store, batch, overtaken).as_store, again)
        try:
            with store.writing():
                if store.overtaken(batch):
                    raise _Overtaken
                store.go_live(batch)
                return ending(applied)
        except _Overtaken:
            continue
    reason = "Others change the same records all the while."
    raise StoreUnusable(reason)
