"""The outer callable around an application of a test's own, and bodies that come slowly."""

import asyncio

from builders_web import Clock

from comparison.storage.store import Store
from comparison.web.failures import Failures
from comparison.web.outer import Outer
from comparison.web.reading import Reader
from comparison.web.render import Renderer


def failures(store: Store) -> Failures:
    renderer = Renderer(
        own=None,
        address="https://compare.example",
        asset_url=lambda name: f"/static/0/{name}",
    )
    return Failures(renderer, Reader(store, threaded=False, clock=Clock()))


def guarded(application: object, store: Store) -> Outer:
    return Outer(application, failures(store), "https://compare.example")


def slow_body(pauses: list[float], *, then: float = 0):
    """A `receive` whose pieces come after *pauses*; the client leaves after *then*."""
    left = list(pauses)

    async def receive():
        if not left:
            await asyncio.sleep(then)
            return {"type": "http.disconnect"}
        await asyncio.sleep(left.pop(0))
        return {"type": "http.request", "body": b"x", "more_body": bool(left)}

    return receive
