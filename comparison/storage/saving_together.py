"""Several records of a shop as one change: all of them are written, or none."""

from collections.abc import Callable, Sequence

from ..core.catalogue import Product
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


def mend_together(
    store: Store, shop: str, keys: Sequence[str], mend: Callable[[Product], Product], *, by: str, now: str
) -> int:
    """Change the products *keys* as *mend* says, as they are now; how many became different.

    Raises:
        RefusedFile: one of them broke a bound of its own; then nothing was written.
    """
    with store.writing():
        found = store.get_many(shop, "product", keys)
        drawn: list[Drawn] = []
        for stored in found.values():
            mended = mend(stored.record) if isinstance(stored.record, Product) else stored.record
            if mended != stored.record:
                drawn.append((mended, stored.revision))
        save_together(store, shop, drawn, by=by, now=now)
    return len(drawn)
