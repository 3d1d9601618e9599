"""A flood of addresses that nobody meant leaves the cache inside its bounds, and the good pages in it."""

import asyncio
import random

import pytest
from builders_web import Client, Clock, new_store, publication, publish, settings

from comparison.app import create_app
from comparison.web.places import Recent

PAGE = "/fragments/acme/air"
GOOD = [
    f"{PAGE}?{query}" for query in ("", "lang=ko", "persona=flat", "diff=only", "horizon=24", "tiers=lite")
]
ENTRIES = 10


@pytest.fixture
def asking(tmp_path):
    store = new_store(tmp_path)
    publish(store, publication())
    yield Client(create_app(settings(tmp_path, cache_entries=ENTRIES, cache_bytes=1_000_000), clock=Clock()))
    store.close()


def junk(number):
    """An address of the page with names that mean nothing in it, no two alike."""
    forms = (
        "utm_{n}=x",
        "qty.unit{n}=3",
        "qty.user={n}",
        "a.question{n}=yes",
        "current=product{n}",
        "find=word{n}",
        "lang=en-x{n}",
        "x={n}&lang=en",
        "fbclid={n}&gclid={n}",
    )
    return f"{PAGE}?{forms[number % len(forms)].format(n=number)}"


def flooded(asking, floods, every=50):
    """Renderings and good requests while *floods* junk addresses come, a good one between *every* few."""
    pages = asking.application._application._pages
    made, order = [], random.Random(8)  # noqa: S311  No secret.
    render = pages._renderers["fragment"]
    pages._renderers["fragment"] = lambda view: made.append(view) or render(view)

    async def flood():
        for number in range(floods):
            assert (await asking.ask(junk(number))).status == 200
            if number % every == 0:
                await asking.ask(order.choice(GOOD), {"accept-encoding": "br"})

    asyncio.run(flood())
    return len(made), len(range(0, floods, every))


def holds_its_bounds(asking):
    outer = asking.application
    pages, known = outer._application._pages, outer._application._at_once._known
    recents = (pages.places.recent, pages._addresses, pages._names, known)
    return all(len(one) <= one.most_entries and one.bytes <= one.most_bytes for one in recents)


def test_two_thousand_junk_addresses_make_no_page(asking):
    made, _ = flooded(asking, 2_000, every=20)
    assert made <= len(GOOD)
    assert len(asking.application._application._pages._addresses) <= len(GOOD)
    assert holds_its_bounds(asking)


@pytest.mark.slow
def test_a_hundred_thousand_junk_addresses_leave_the_good_ones_at_hand(asking):
    made, good = flooded(asking, 100_000)
    assert holds_its_bounds(asking)
    assert 1 - made / good >= 0.95


def test_what_is_asked_for_again_outlives_a_hundred_thousand_that_are_not():
    """Pages that differ in truth, as many as anyone likes to ask for: a tenth of the requests are good."""
    recent, order = Recent(1_000, 1_000_000), random.Random(8)  # noqa: S311  No secret.
    hits = asked = 0
    for number in range(100_000):
        recent.put(b"junk %d" % number, number, 900)
        if number % 10 == 0:
            key, asked = b"good %d" % order.randrange(100), asked + 1
            hits += recent.get(key) is not None
            if recent.peek(key) is None:
                recent.put(key, 0, 900)
    assert hits / asked >= 0.95
    assert len(recent) <= 1_000
