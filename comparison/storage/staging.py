"""Records that lie ready beside those that count: written piece by piece, switched to all at once.

A row has room for one record that is to take the place of its own. As long as its batch is not live nobody
sees it; from the moment the batch is, everybody does, although the rows are put in order later, piece by
piece. So an import of any size holds up other writers for moments only, and whatever ends it before the
switch leaves nothing that anybody could see.
"""

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

import msgspec


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """Records of *shop* that lie ready, written *by* somebody at the moment *at*; *is_live*: they count."""

    id: str
    shop: str
    by: str
    at: str
    is_live: bool = False


class StagedRow(msgspec.Struct, frozen=True, kw_only=True):
    """A record as it is stored, and the revision of the one that it was made from (0: there was none)."""

    key: str
    document: bytes
    made_from: int


class StagingStore(Protocol):
    """What an engine does for batches. One that is not live is begun, filled and ended by one writer at a
    time, who holds `staging_room.room`; a row is in one batch at most. Kinds are those of `store.Kind`, but
    for shops: their records are written at the switch."""

    def lightly(self) -> AbstractContextManager[None]:
        """What this thread writes inside may be lost with the power, in its order: it is done again then."""

    def add_batch(self, batch: Batch) -> None:
        """Begin a batch."""

    def batches(self) -> list[Batch]:
        """All batches that are not at their end yet."""

    def stage(self, batch: Batch, kind: str, rows: Sequence[StagedRow]) -> int:
        """Lay *rows* ready in one transaction; how many differ from what counts, or lay ready, before."""

    def staged(self, batch: Batch, kind: str, keys: Collection[str]) -> dict[str, StagedRow]:
        """Those of *keys* that lie ready."""

    def overtaken(self, batch: Batch) -> list[tuple[str, str]]:
        """Kinds and keys of records that somebody wrote after those that lie ready were made from them."""

    def go_live(self, batch: Batch) -> None:
        """From the end of this transaction on, what lies ready is what counts.

        Raises:
            StoreUnusable: somebody took the batch away.
        """

    def settle(self, batch: Batch, *, limit: int) -> int:
        """Put at most *limit* rows of a live batch in order; how many it were. After the last it is gone."""

    def discard(self, batch: Batch, *, limit: int) -> int:
        """Take at most *limit* records of a batch that is not live away; as `settle`."""
