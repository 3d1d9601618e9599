"""`./dev bench churn [--junk N]`: addresses that nobody asks twice, between those that all ask for.

Shoppers ask for 200 pages, the first far more often than the last. Before each of their requests comes one
for a quantity that nobody asks again, and one with a name that nobody knows. A page of theirs that has to
be made again was lost to those. Exit code 1 if more than one in twenty is.
"""

import argparse
import asyncio
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from comparison.assets import STATIC
from comparison.core.view import View
from comparison.storage.opening import open_store
from comparison.storage.publish import publish
from comparison.web.pages import Pages
from comparison.web.places import Places
from comparison.web.reading import Reader, this_moment
from comparison.web.render import Renderer
from comparison.web.static import StaticFiles
from comparison.web.wanted import wanted
from comparison.web.written import Written

from .catalogue import NOW, SHOP, markets, shop, table
from .machine import machine
from .measuring import Row, row

GOOD, JUNK, ENTRIES, BYTES = 200, 1_000, 2_000, 16_000_000
LEAST = 0.95


class Churned(NamedTuple):
    """How many good requests there were after the first round, how many of them found their page, and
    what is kept in the end."""

    requests: int
    hits: int
    entries: int
    bytes: int


def main(arguments: Sequence[str]) -> int:
    """Print what was found; the exit code."""
    parser = argparse.ArgumentParser(prog="./dev bench churn")
    parser.add_argument("--junk", type=int, default=JUNK, help=f"addresses that nobody asks twice [{JUNK}]")
    junk: int = parser.parse_args(arguments).junk
    with TemporaryDirectory(prefix="tier-compare-bench-") as folder:
        found = asyncio.run(_churned(Path(folder), junk))
    share = found.hits / found.requests
    print(machine())
    print(
        f"{junk:,} junk addresses: {share:.2%} of {found.requests:,} good requests found their page "
        f"(at least {LEAST:.0%}); kept {found.entries:,} of at most {ENTRIES:,} entries, "
        f"{found.bytes / 1e6:.1f} of at most {BYTES / 1e6:.0f} MB"
    )
    return 0 if share >= LEAST else 1


def rows() -> Iterator[Row]:
    """The share of good pages that had to be made again, and what is kept at the end, against the bounds."""
    with TemporaryDirectory(prefix="tier-compare-bench-") as folder:
        found = asyncio.run(_churned(Path(folder), JUNK))
    again = f"good pages made again between {2 * JUNK:,} junk addresses"
    samples = {again: [1 - found.hits / found.requests], "one in twenty": [1 - LEAST]}
    yield row(again, "one in twenty", samples, "score", most=1)
    kept = {"bytes of pages kept after them": [float(found.bytes)], "their bound": [float(BYTES)]}
    yield row("bytes of pages kept after them", "their bound", kept, "bytes", most=1)


async def _churned(folder: Path, junk: int) -> Churned:
    store = open_store(f"sqlite:{folder / 'shop.db'}")
    store.migrate()
    store.save_all(SHOP, [shop(), *table("plans", 4, 12)], by="bench")
    publish(store, SHOP, "plans", by="bench", note="", now=NOW, check=lambda *_: (), markets=markets())
    renderer = Renderer(own=None, address="http://127.0.0.1", asset_url=StaticFiles(STATIC).address)
    made = 0

    fragment = renderer.by_kind()["fragment"]

    def counted(view: View) -> Written:
        nonlocal made
        made += 1
        return fragment(view)

    places = Places(ENTRIES, BYTES)
    pages = Pages(Reader(store, threaded=False, clock=this_moment), places, {"fragment": counted})
    for number in range(GOOD):
        await _ask(pages, f"qty.user={number + 1}")
    hits = 0
    for number, good in enumerate(_good(junk)):
        await _ask(pages, f"qty.user={GOOD + number + 1}")
        await _ask(pages, f"qty.user=1&letter={number}")
        before = made
        await _ask(pages, f"qty.user={good}")
        hits += made == before
    store.close()
    return Churned(junk, hits, len(places.recent), places.recent.bytes)


async def _ask(pages: Pages, query: str) -> None:
    """As the server does: from what is kept, else made."""
    page = wanted("fragment", SHOP, "plans", query.encode())
    if await pages.found(page, "br") is None:
        await pages.made(page, "br")


def _good(times: int) -> Iterator[int]:
    """Which of the good pages is asked for: the n-th one n times less often than the first."""
    chance = random.Random(8)  # noqa: S311  The same order each time.
    weights = [1 / (place + 1) for place in range(GOOD)]
    yield from (place + 1 for place in chance.choices(range(GOOD), weights, k=times))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
