"""Pages over a store that is asked in threads, as one over a network is."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from builders_web import Clock, new_store, publication, publish

from comparison.core.errors import NotFound
from comparison.web.pages import Pages
from comparison.web.places import Places
from comparison.web.reading import Reader, pairs_of, stated_language
from comparison.web.wanted import wanted
from comparison.web.written import written


@pytest.fixture
def store(tmp_path):
    store = new_store(tmp_path)
    publish(store, publication())
    yield store
    store.close()


def pages_over(store, made):
    def render(view):
        made.append(view)
        return written([f"<p>{view.context.horizon}</p>"])

    return Pages(Reader(store, threaded=True, clock=Clock()), Places(100, 1_000_000), {"fragment": render})


def ask(pages, queries):
    async def together():
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(4))
        asked = [wanted("fragment", "acme", "air", query) for query in queries]
        return await asyncio.gather(*(pages.made(one, "identity") for one in asked))

    return asyncio.run(together())


def test_many_who_ask_for_one_page_at_once_get_one_rendering(store):
    made = []
    places = ask(pages_over(store, made), [b"horizon=12"] * 20)
    assert len(made) == 1
    assert {place.found.body for place in places} == {b"<p>12</p>"}


def test_those_who_ask_for_other_pages_do_not_wait_for_each_other_s(store):
    made = []
    places = ask(pages_over(store, made), [b"horizon=%d" % months for months in range(1, 9)])
    assert [place.found.body for place in places] == [b"<p>%d</p>" % months for months in range(1, 9)]
    assert len(made) == 8


def test_the_locks_of_finished_pages_are_forgotten(store):
    pages = pages_over(store, [])
    ask(pages, [b"horizon=%d" % months for months in range(1, 9)])
    assert len(pages._making) == 0


def test_a_failure_leaves_no_lock_behind(store):
    pages = pages_over(store, [])
    with pytest.raises(NotFound):
        asyncio.run(pages.made(wanted("fragment", "acme", "nothing", b""), "br"))
    assert ask(pages, [b""])[0].found.body == b"<p>12</p>"


def test_a_page_in_another_coding_is_not_made_again(store):
    made = []
    pages = pages_over(store, made)
    for coding in ("br", "gzip", "identity"):
        asyncio.run(pages.made(wanted("fragment", "acme", "air", b""), coding))
    assert len(made) == 1


@pytest.mark.parametrize(
    ("query", "pairs"),
    [
        (b"", []),
        (b"lang=ko&x", [("lang", "ko")]),
        (b"tiers=a%2Cb&tiers=c", [("tiers", "a,b"), ("tiers", "c")]),
        (b"a=1;b=2", [("a", "1;b=2")]),
        ("lang=한국".encode(), [("lang", "한국")]),
        (b"a=%00", [("a", "\0")]),
    ],
)
def test_a_query_string_is_read_as_pairs(query, pairs):
    assert pairs_of(query) == pairs


@pytest.mark.parametrize(
    ("query", "language"),
    [(b"lang=ko", "ko"), (b"lang=%FF", "\N{REPLACEMENT CHARACTER}"), (b"\xff", ""), (b"", "")],
)
def test_the_language_of_a_failure_is_read_from_any_query(query, language):
    assert stated_language(query) == language
