"""Prepares again, beside the answering, what was missed: after midnight, an upgrade, a scheduled edition."""

import threading
from concurrent.futures import ThreadPoolExecutor

from ..storage.store import Store
from .group_writer import GroupWriter
from .packing import step_back
from .preparing import prepare_if_possible
from .reading import Clock

# More than this would only make the end of the process wait for it.
_MOST_WAITING = 4


class PreparingAgain:
    """One thread of the least priority, begun when something is missed. What it cannot do is left undone."""

    def __init__(self, store: Store, clock: Clock, writer: GroupWriter | None = None) -> None:
        self._store, self._clock, self._writer = store, clock, writer
        self._thread: ThreadPoolExecutor | None = None
        self._under_way: set[tuple[str, str]] = set()
        self._lock = threading.Lock()
        self._is_closed = False

    def missed(self, shop: str, comparison: str) -> None:
        """Prepare what is live of *comparison*, unless that is under way or too much is."""
        place = shop, comparison
        with self._lock:
            is_too_much = len(self._under_way) >= _MOST_WAITING
            if self._is_closed or is_too_much or place in self._under_way:
                return
            self._under_way.add(place)
            if self._thread is None:
                self._thread = ThreadPoolExecutor(1, "preparing", initializer=step_back)
            self._thread.submit(self._prepare, place)

    def close(self) -> None:
        """Wait for what is under way; the rest is left, and so is what is missed from now on."""
        with self._lock:
            self._is_closed = True
        if self._thread is not None:
            self._thread.shutdown(cancel_futures=True)

    def _prepare(self, place: tuple[str, str]) -> None:
        try:
            prepare_if_possible(self._store, *place, self._clock(), self._writer)
        finally:
            with self._lock:
                self._under_way.discard(place)
