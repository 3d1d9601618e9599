"""Several records of a shop as one change: all of them are written, or none."""

from collections.abc import Sequence

from .auditing import save_noted
from .product_search import UndoStep
from .store import AnyRecord, Store

Drawn = tuple[AnyRecord, int]


def save_together(
    store: Store, shop: str, drawn: Sequence[Drawn], *, by: str, now: str, undo: UndoStep | None = None
) -> None:
    """Write each record if it is still of the revision it was drawn from, each with its line in the log.

    *undo* is kept as the last step that *by* can take back.

    Raises:
        StaleRevision: somebody changed one of them first; then nothing was written.
    """
    with store.writing():
        for record, revision in drawn:
            save_noted(store, shop, record, expected=revision, by=by, now=now)
        if undo is not None:
            store.keep_undo(undo)
