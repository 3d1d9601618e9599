"""An address that was answered before is answered again without being read, and always rightly."""

import asyncio
import datetime

import pytest
from builders_web import NOON, live, product, publication, publish

PAGE = "/fragments/acme/air"


def inner(asking):
    """Counts the requests that go the long way."""
    outer = asking.application
    asked = []
    application = outer._application

    async def counted(scope, receive, send):
        asked.append(scope["path"])
        await application(scope, receive, send)

    outer._application = counted
    return asked


def warm(asking, target=PAGE, headers=None):
    """Made, found, remembered: from now on this address is answered at once."""
    for _ in range(2):
        got = asking.get(target, headers)
    return got


def dearer():
    lite = product("lite", "99.00", rooms="1", quiet=False)
    return publication(products=(lite, publication().products[1]))


@pytest.mark.parametrize("page", [PAGE, "/c/acme/air"])
@pytest.mark.parametrize("coding", ["br", "gzip", "identity"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_the_answer_at_once_is_the_answer_of_the_long_way(asking, page, coding, method):
    headers = {"accept-encoding": coding}
    long_way = asking.get(page, headers, method=method)
    warm(asking, page, headers)
    asked = inner(asking)
    assert asking.get(page, headers, method=method) == long_way
    assert asked == []


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
def test_304_at_once_is_the_one_of_the_long_way(asking, form):
    tag = asking.get(PAGE).headers["etag"]
    long_way = asking.get(f"{PAGE}?x=1", {"if-none-match": form.format(tag)})
    warm(asking)
    asked = inner(asking)
    assert asking.get(PAGE, {"if-none-match": form.format(tag)}) == long_way
    assert long_way.status == 304
    assert asked == []


def test_another_tag_gets_the_whole_page(asking):
    warm(asking)
    assert asking.get(PAGE, {"if-none-match": '"other"'}).status == 200


def test_a_publication_shows_at_the_next_request(asking, store):
    warm(asking)
    publish(store, dearer(), 2, since="2026-02-01T00:00:00.000000Z")
    assert "$99.00" in asking.get(PAGE).text


def test_what_is_taken_offline_is_not_there(asking, store):
    warm(asking)
    store.add_live(live(0, "2026-03-01T00:00:00.000000Z"))
    assert asking.get(PAGE).status == 404


def test_a_page_is_not_answered_after_its_day(asking, clock):
    warm(asking)
    clock.at = NOON + datetime.timedelta(days=1)
    asked = inner(asking)
    asking.get(PAGE)
    assert asked == [PAGE]


def test_an_earlier_edition_always_goes_the_long_way(asking, store):
    publish(store, dearer(), 2, since="2026-02-01T00:00:00.000000Z")
    warm(asking, f"{PAGE}?edition=1")
    asked = inner(asking)
    asking.get(f"{PAGE}?edition=1")
    assert asked == [PAGE]


def test_other_methods_go_the_long_way(asking):
    warm(asking)
    assert asking.get(PAGE, method="POST").status == 405


def test_a_store_that_does_not_answer_is_said_in_the_long_way(asking, monkeypatch):
    from comparison.core.errors import StoreUnusable

    warm(asking)

    def broken(*_):
        raise StoreUnusable("gone")

    monkeypatch.setattr(
        asking.application._application._pages.reader.store, "live_digest", broken, raising=True
    )
    assert asking.get(PAGE).status == 503


def test_headers_may_be_added_by_whoever_wraps_the_application(asking):
    warm(asking)

    async def adding():
        async def send(message):
            if message["type"] == "http.response.start":
                message["headers"].append((b"x-added", b"1"))

        from builders_web import scope

        for _ in range(2):
            await asking.application(scope(PAGE, {}, "GET"), None, send)

    asyncio.run(adding())
    assert "x-added" not in asking.get(PAGE).headers


def test_a_cancelled_maker_leaves_nobody_waiting(asking):
    pages = asking.application._application._pages
    seen = pages.seen
    begun = asyncio.Event()
    waits = [True]

    async def slow(*asked, **named):
        if waits.pop() if waits else False:
            begun.set()
            await asyncio.sleep(60)
        return await seen(*asked, **named)

    pages.seen = slow

    async def together():
        first = asyncio.create_task(asking.ask(PAGE))
        await asyncio.wait_for(begun.wait(), 20)
        followers = [asyncio.create_task(asking.ask(PAGE)) for _ in range(5)]
        await asyncio.sleep(0)
        first.cancel()
        return await asyncio.wait_for(asyncio.gather(*followers), 20)

    assert {got.status for got in asyncio.run(together())} == {200}
