"""Packs what is asked for often in the fewest bytes, in a thread beside the answering."""

import asyncio
import contextlib
import os
import threading
from concurrent.futures import ThreadPoolExecutor

from .answers import Finished, repacked
from .places import Place, Places, key_of

# Asked for this often, a page is worth 36 ms of a thread to be a tenth smaller from then on.
HOT = 20
# More than this would only make the end of the process wait for it.
_MOST_WAITING = 4


class Packing:
    """One thread of the least priority, begun when the first page proves hot."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._thread: ThreadPoolExecutor | None = None
        self._under_way: set[bytes] = set()

    def count(self, page: bytes, place: Place) -> None:
        """*place*, the bytes of *page*, was found once more. To be called on the event loop."""
        place.asked += 1
        if place.asked % HOT == 0 and not place.settled:
            self._begin(page, place)

    def _begin(self, page: bytes, place: Place) -> None:
        key = key_of(page, place.found.coding)
        if key in self._under_way or len(self._under_way) >= _MOST_WAITING:
            return
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, "packing", initializer=step_back)
        self._under_way.add(key)
        self._thread.submit(self._pack, asyncio.get_running_loop(), page, place)

    def _pack(self, loop: asyncio.AbstractEventLoop, page: bytes, place: Place) -> None:
        try:
            better = repacked(place.found)
            # The loop may have ended meanwhile: then nobody needs it any more.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(self._keep, page, place, better)
        finally:
            self._under_way.discard(key_of(page, place.found.coding))

    def _keep(self, page: bytes, place: Place, better: Finished) -> None:
        """Put *better* in the place of *place*, if it is, and if that is still the one that is sent."""
        if len(better.body) >= len(place.found.body):
            # Very regular pages come out larger.
            place.settled = True
        elif self._places.recent.peek(key_of(page, better.coding)) is place:
            self._places.put(page, Place(found=better, fresh=place.fresh))


def step_back() -> None:
    """Let the thread run when nobody else wants the core. Only Linux knows it by thread."""
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 19)
