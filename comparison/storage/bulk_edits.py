"""Many records of one kind written in one short transaction, each from the revision it was drawn from."""

from collections.abc import Sequence
from typing import Literal, Protocol

import msgspec

EditedKind = Literal["product", "comparison"]


class Rewritten(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of the record *key*, drawn from *revision*: *document* as it is stored, empty to take it
    away. It is made beforehand (`records.stored_document`), so that the lock is not held for it.
    """

    key: str
    revision: int
    document: bytes = b""


class BulkEditStore(Protocol):
    """What an engine does so that many records are edited at once."""

    def rewrite(self, shop: str, kind: EditedKind, rows: Sequence[Rewritten], *, by: str) -> None:
        """Write them all, each one revision further; a record that was taken away may come back.

        Asked for inside `Store.writing` alone, whose transaction it belongs to.

        Raises:
            StaleRevision: one of them is not of the revision it was drawn from; let it end the transaction.
        """

    def gone_at(self, shop: str, kind: EditedKind, keys: Sequence[str]) -> dict[str, int]:
        """At which revision those of *keys* were taken away that are not there now."""
