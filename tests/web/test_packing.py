"""What is asked for often is sent in fewer bytes, under a tag of its own."""

import asyncio
from pathlib import Path

import pytest
from builders_web import client, new_store, publication, publish

from comparison.web.answers import HTML, entity_tag, finished, repacked
from comparison.web.codings import unpacked
from comparison.web.freshness import Freshness
from comparison.web.packing import HOT, Packing
from comparison.web.places import Place, Places

PAGE = "/fragments/acme/air"
BODY = Path(__file__).read_bytes()
REGULAR = b"".join(b"<p>cleaner %d of %d</p>" % (one * 7919 % 1000, one) for one in range(400))


def place(coding="br", body=BODY):
    return Place(found=finished(body, HTML, coding), fresh=Freshness(day_ends=9e9, true_until=None))


def asked_for(times, coding="br", body=BODY):
    """The place after it was found so many times, and the thread had its time."""
    places = Places(10, 1_000_000)
    packing = Packing(places)
    places.put(b"page", place(coding, body))

    async def asking():
        for _ in range(times):
            packing.count(b"page", places.get(b"page", coding, 0))
        for _ in range(500):
            if not packing._under_way:
                break
            await asyncio.sleep(0.01)
        await asyncio.sleep(0)

    asyncio.run(asking())
    return places.get(b"page", coding, 0)


def test_a_page_that_is_asked_for_often_becomes_smaller():
    assert len(asked_for(HOT).found.body) < len(place().found.body)


def test_a_page_that_is_asked_for_seldom_stays_as_it_is():
    assert asked_for(HOT - 1).found.body == place().found.body


def test_a_page_that_would_come_out_larger_stays_as_it_is():
    assert len(repacked(place(body=REGULAR).found).body) > len(place(body=REGULAR).found.body)
    assert asked_for(HOT, body=REGULAR).found == place(body=REGULAR).found


def test_plain_bytes_are_never_packed():
    assert asked_for(HOT * 2, "identity").found == place("identity").found


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_the_same_page_comes_out_of_the_fewer_bytes(coding):
    assert unpacked(asked_for(HOT, coding).found.body, coding) == BODY


@pytest.mark.parametrize(("coding", "ends"), [("br", '-br11"'), ("gzip", '-gzip9"')])
def test_other_bytes_bear_another_tag(coding, ends):
    quick = finished(BODY, HTML, coding)
    assert entity_tag(repacked(quick)) != entity_tag(quick)
    assert entity_tag(repacked(quick)).endswith(ends)


def test_a_page_that_went_meanwhile_does_not_come_back():
    places = Places(10, 1_000_000)
    packing = Packing(places)
    first = place()
    packing._keep(b"page", first, repacked(first.found))
    assert len(places.recent) == 0


def test_over_the_whole_application_whoever_holds_the_earlier_bytes_is_told_they_are_good(tmp_path):
    store = new_store(tmp_path)
    publish(store, publication())
    asking = client(tmp_path)

    async def often():
        headers = {"accept-encoding": "br"}
        first = await asking.ask(PAGE, headers)
        for _ in range(300):
            last = await asking.ask(PAGE, headers)
            if last.headers["etag"] != first.headers["etag"]:
                break
            await asyncio.sleep(0.01)
        held = await asking.ask(PAGE, {**headers, "if-none-match": first.headers["etag"]})
        return first, last, held

    first, last, held = asyncio.run(often())
    store.close()
    assert last.headers["etag"].endswith('-br11"')
    assert last.plain == first.plain
    assert (held.status, held.headers["etag"]) == (304, first.headers["etag"])
