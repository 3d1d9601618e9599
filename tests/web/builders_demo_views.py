"""The demo comparisons, published, and the contexts in which the tests look at them."""

import datetime
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from builders_web import new_store

from comparison.cli.demo import DEMO_FOLDER, load_demo
from comparison.core.asking import read_asked
from comparison.core.compare import compare
from comparison.core.delivery import Clock
from comparison.core.kept import Kept
from comparison.core.publication import Edition
from comparison.core.view import View
from comparison.storage.editions import read_edition
from comparison.storage.holidays import holidays_of
from comparison.storage.moments import now

TODAY = datetime.date(2026, 11, 22)
CLOCK = Clock(time=datetime.time(10, 30), holidays=holidays_of)
_PLAIN = (
    "",
    "lang=en",
    "lang=ja&diff=only",
    "lang=de&qty.user=14&horizon=36",
    "view=awareness",
    "view=decision&lang=en",
    "quiz=start&view=awareness",
    "interval=year&customer_type=b2b&first_purchase=1&member=1",
)


@cache
def demo_editions() -> tuple[Edition, ...]:
    """Every comparison of the demo catalogues as it is published."""
    with tempfile.TemporaryDirectory() as folder:
        store = new_store(Path(folder))
        pages = [page for file in sorted(DEMO_FOLDER.glob("*.yaml")) for page in load_demo(store, file)]
        rows = [store.live(page.shop, page.comparison, now()) for page in pages]
        editions = tuple(read_edition(row) for row in rows if row is not None)
        store.close()
    return editions


def contexts_of(edition: Edition) -> Iterator[str]:
    """Query strings: the plain ones, and one for everything that a shopper can choose here."""
    publication = edition.publication
    tiers = [tier.key for tier in publication.comparison.tiers]
    yield from _PLAIN
    for persona in publication.personas:
        yield from (f"persona={persona.key}&lang={lang}" for lang in publication.shop.languages)
    yield from (f"pain={pain.key}" for pain in publication.comparison.pains)
    yield from (f"addons={one.key}" for one in publication.add_ons)
    yield from (f"against={tier}&tiers={','.join(tiers[:2])}" for tier in tiers[:2])


def seen(edition: Edition, query: str, kept: Kept | None = None) -> View:
    """*edition* in the context of *query*."""
    pairs = [tuple(pair.split("=", 1)) for pair in query.split("&") if pair]
    return compare(edition, read_asked(pairs), TODAY, clock=CLOCK, kept=kept)
