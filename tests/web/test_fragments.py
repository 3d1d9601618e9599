"""A fragment as clients and caches see it, over the whole application."""

import asyncio
import datetime

import msgspec
import pytest
from builders_web import (
    NOON,
    Clock,
    client,
    live,
    new_store,
    price,
    product,
    publication,
    publish,
    publish_document,
    shop,
)
from examples import tried
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from comparison.core.catalogue import Tier
from comparison.core.publication import encoded

PAGE = "/fragments/acme/air"
KEPT = "public, max-age=30, s-maxage=60, stale-while-revalidate=30, stale-if-error=86400"


def places(asking):
    return asking.application._application._pages.places.recent


def dearer(**changes):
    lite = product("lite", "99.00", rooms="1", quiet=False)
    return publication(products=(lite, publication().products[1]), **changes)


def test_a_fragment_carries_these_headers_and_no_other(asking):
    got = asking.get(PAGE, {"accept-encoding": "br"})
    assert got.status == 200
    assert got.headers == {
        "access-control-allow-origin": "*",
        "cache-control": KEPT,
        "content-encoding": "br",
        "content-length": str(len(got.body)),
        "content-security-policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
        "content-type": "text/html; charset=utf-8",
        "cross-origin-resource-policy": "cross-origin",
        "etag": got.headers["etag"],
        "surrogate-key": "acme acme/air acme/air/1",
        "timing-allow-origin": "*",
        "vary": "Accept-Encoding",
        "x-content-type-options": "nosniff",
    }


@pytest.mark.parametrize(
    "headers", [{}, {"cookie": "sid=1", "origin": "https://a.example", "accept-language": "ko"}]
)
def test_nothing_of_the_visitor_changes_a_fragment(asking, headers):
    assert asking.get(PAGE, headers) == asking.get(PAGE)


@pytest.mark.parametrize("coding", ["br", "gzip", "identity"])
def test_the_second_answer_is_the_first_one_again(asking, coding):
    first = asking.get(PAGE, {"accept-encoding": coding})
    assert asking.get(PAGE, {"accept-encoding": coding}) == first


@pytest.mark.parametrize("first", ["br", "gzip", "identity"])
def test_whoever_comes_first_decides_no_coding_for_the_others(asking, first):
    asking.get(PAGE, {"accept-encoding": first})
    got = [asking.get(PAGE, {"accept-encoding": coding}) for coding in ("br", "gzip", "identity")]
    assert [one.headers.get("content-encoding") for one in got] == ["br", "gzip", None]
    assert len({one.plain for one in got}) == 1


def test_every_coding_has_an_etag_of_its_own_over_the_same_hash(asking):
    tags = [
        asking.get(PAGE, {"accept-encoding": coding}).headers["etag"] for coding in ("identity", "br", "gzip")
    ]
    assert tags == [tags[0], f'{tags[0][:-1]}-br"', f'{tags[0][:-1]}-gzip"']


def test_a_second_node_says_the_same_etag(asking, tmp_path, clock):
    assert client(tmp_path, clock=clock).get(PAGE).headers["etag"] == asking.get(PAGE).headers["etag"]


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*", '"other",W/{}'])
def test_a_client_that_has_the_bytes_gets_none(asking, form):
    tag = asking.get(PAGE).headers["etag"]
    got = asking.get(PAGE, {"if-none-match": form.format(tag)})
    assert (got.status, got.body) == (304, b"")
    assert (got.headers["etag"], got.headers["cache-control"]) == (tag, KEPT)
    assert got.headers["vary"] == "Accept-Encoding"
    assert "content-length" not in got.headers


def test_a_client_that_has_another_coding_gets_the_one_it_asks_for(asking):
    tag = asking.get(PAGE, {"accept-encoding": "br"}).headers["etag"]
    assert asking.get(PAGE, {"accept-encoding": "gzip", "if-none-match": tag}).status == 200


@pytest.mark.parametrize("coding", ["br", "identity"])
def test_head_says_what_get_would_send(asking, coding):
    head = asking.get(PAGE, {"accept-encoding": coding}, method="HEAD")
    get = asking.get(PAGE, {"accept-encoding": coding})
    assert (head.status, head.headers, head.body) == (200, get.headers, b"")
    assert asking.get(PAGE, {"accept-encoding": coding}, method="HEAD") == head


def test_other_methods_are_not_taken(asking):
    got = asking.get(PAGE, method="POST")
    assert got.status == 405
    assert {"GET", "HEAD"} <= set(got.headers["allow"].split(", "))


def test_names_that_nobody_knows_make_no_second_page(asking):
    plain = asking.get(PAGE)
    for number in range(3_000):
        assert asking.get(f"{PAGE}?utm_{number}=x{number}").headers["etag"] == plain.headers["etag"]
    assert len(places(asking)) == 1


def test_names_that_nobody_knows_reach_no_link(asking):
    assert "utm_source" not in asking.get(f"{PAGE}?utm_source=mail&persona=flat").text


def test_defaults_spelled_out_are_the_same_page(asking):
    plain = asking.get(PAGE)
    spelled = asking.get(
        f"{PAGE}?lang=en&market=US&currency=USD&interval=month&tiers=max,lite&view=consideration"
    )
    assert spelled == plain
    assert len(places(asking)) == 1


def test_the_order_of_parameters_makes_no_second_page(asking):
    one = asking.get(f"{PAGE}?persona=flat&lang=ko")
    assert asking.get(f"{PAGE}?lang=ko&persona=flat") == one
    assert len(places(asking)) == 1


def test_the_pages_of_a_flood_stay_within_their_bound(tmp_path, store):
    asking = client(tmp_path, cache_entries=10)
    for months in range(1, 41):
        assert asking.get(f"{PAGE}?horizon={months}").status == 200
    assert len(places(asking)) == 10
    assert places(asking).bytes <= places(asking).most_bytes


def test_a_page_that_has_to_go_is_made_again_alike(tmp_path, store):
    asking = client(tmp_path, cache_entries=10)
    first = asking.get(PAGE)
    for months in range(1, 41):
        asking.get(f"{PAGE}?horizon={months}")
    assert asking.get(PAGE) == first


parameters = st.dictionaries(
    st.sampled_from(
        ["lang", "persona", "diff", "tiers", "interval", "horizon", "utm", "edition", "qty.user"]
    ),
    st.sampled_from(
        ["ko", "en", "flat", "only", "lite", "max", "lite,max", "month", "year", "1", "12", "24", ""]
    ),
    max_size=4,
)


@hypothesis_settings(
    max_examples=tried(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(parameters)
def test_a_finished_page_is_the_page_that_would_be_made(asking, tmp_path, clock, chosen):
    target = f"{PAGE}?{'&'.join(f'{name}={value}' for name, value in chosen.items())}"
    asking.get(target)
    assert asking.get(target) == client(tmp_path, clock=clock).get(target)


def test_many_who_come_at_once_are_answered_from_one_rendering(tmp_path, store):
    asking = client(tmp_path)
    pages = asking.application._application._pages
    made = []
    render = pages._renderers["fragment"]
    pages._renderers["fragment"] = lambda view: made.append(view) or render(view)

    async def together():
        return await asyncio.gather(*(asking.ask(PAGE) for _ in range(20)))

    got = asyncio.run(together())
    assert len(made) == 1
    assert len({one.body for one in got}) == 1


def test_a_publication_shows_at_the_next_request(asking, store):
    asking.get(PAGE)
    publish(store, dearer(), 2, since="2026-02-01T00:00:00.000000Z")
    assert "$99.00" in asking.get(PAGE).text


def test_a_rollback_shows_the_earlier_bytes_again(asking, store):
    first = asking.get(PAGE)
    publish(store, dearer(), 2, since="2026-02-01T00:00:00.000000Z")
    asking.get(PAGE)
    store.add_live(live(1, "2026-03-01T00:00:00.000000Z"))
    assert asking.get(PAGE) == first


def test_a_scheduled_edition_waits_for_its_moment(asking, store, clock):
    publish(store, dearer(), 2, since="2026-11-22T13:00:00.000000Z")
    assert "$99.00" not in asking.get(PAGE).text
    clock.at = NOON + datetime.timedelta(hours=1)
    assert "$99.00" in asking.get(PAGE).text


def test_what_is_taken_offline_is_not_there(asking, store):
    asking.get(PAGE)
    store.add_live(live(0, "2026-03-01T00:00:00.000000Z"))
    assert asking.get(PAGE).status == 404


@pytest.mark.parametrize(
    "query",
    [
        "lang=%3Cb%3E",
        "market=XX",
        "currency=EURO",
        "interval=fortnight",
        "horizon=0",
        "horizon=121",
        "start=2026-02-30",
        "qty.user=-1",
        "persona=nobody",
        "tiers=gold",
        "addons=gold",
        "region=moon",
        "diff=all",
        "view=all",
        "edition=0",
        "persona=%00",
    ],
)
def test_a_value_that_cannot_be_taken_is_refused_by_its_name(asking, query):
    got = asking.get(f"{PAGE}?{query}")
    assert got.status == 400
    assert query.partition("=")[0] in got.text
    assert got.headers["cache-control"] == "no-store"


def test_a_key_that_an_earlier_edition_had_gets_a_notice(asking, store):
    publish(store, publication(gone=("gold",)), 2, since="2026-02-01T00:00:00.000000Z")
    got = asking.get(f"{PAGE}?tiers=gold,lite,max")
    assert got.status == 200
    assert got.text != asking.get(PAGE).text


@pytest.mark.parametrize(
    "target", ["/fragments/acme/nothing", "/fragments/nobody/air", "/fragments/A/b", "/fragments/acme/%00"]
)
def test_what_is_not_there_is_said_in_a_fragment(asking, target):
    got = asking.get(target)
    assert got.status == 404
    assert got.text.startswith("<section")


@pytest.mark.parametrize(
    "target", ["/fragments", "/fragments/acme", "/fragments/acme/air/x", "/nothing", "/"]
)
def test_an_address_that_leads_nowhere_is_not_found(asking, target):
    assert asking.get(target).status == 404


def test_a_page_is_not_used_after_the_shop_s_midnight(asking, clock):
    asking.get(PAGE)
    clock.at = datetime.datetime(2026, 11, 23, 0, 0, tzinfo=datetime.UTC)
    asking.get(PAGE)
    assert len(places(asking)) == 1


def test_midnight_is_the_shop_s_own(tmp_path):
    store = new_store(tmp_path)
    in_seoul = msgspec.structs.replace(publication(), shop=shop(time_zone="Asia/Seoul"))
    publish(store, in_seoul)
    clock = Clock(datetime.datetime(2026, 11, 22, 15, 30, tzinfo=datetime.UTC))
    asking = client(tmp_path, clock=clock)
    assert '"today":"2026-11-23"' in asking.get("/api/v1/quotes/acme/air").text
    store.close()


def until(day):
    """The shop with a price that is valid until *day*."""
    lite = publication().products[0]
    dated = msgspec.structs.replace(lite, prices=(price("10.00", valid_to=day),))
    return publication(products=(dated, publication().products[1]))


@pytest.mark.parametrize(
    ("hour", "minute", "second", "left"),
    [(12, 0, 0, (30, 60, 30, 43_200)), (23, 59, 20, (30, 40, 30, 40)), (23, 59, 59, (1, 1, 1, 1))],
)
def test_nothing_is_kept_past_the_day_on_which_a_word_becomes_untrue(tmp_path, hour, minute, second, left):
    store = new_store(tmp_path)
    publish(store, until("2026-11-22"))
    clock = Clock(datetime.datetime(2026, 11, 22, hour, minute, second, tzinfo=datetime.UTC))
    age, shared, revalidating, failing = left
    assert client(tmp_path, clock=clock).get(PAGE).headers["cache-control"] == (
        f"public, max-age={age}, s-maxage={shared}, stale-while-revalidate={revalidating}, stale-if-error={failing}"
    )
    store.close()


def test_a_page_kept_here_counts_the_seconds_left_anew(tmp_path):
    store = new_store(tmp_path)
    publish(store, until("2026-11-22"))
    clock = Clock()
    asking = client(tmp_path, clock=clock)
    asking.get(PAGE)
    clock.at = NOON + datetime.timedelta(hours=11, minutes=59, seconds=50)
    assert "max-age=10," in asking.get(PAGE).headers["cache-control"]
    store.close()


def test_a_node_that_meets_a_newer_format_keeps_its_last_edition_and_says_so(asking, store):
    before = asking.get(PAGE)
    newer = encoded(publication()).replace(b'"format":1', b'"format":99')
    publish_document(store, newer, 2, since="2026-02-01T00:00:00.000000Z")
    assert asking.get(PAGE).body == before.body
    assert asking.get("/readyz").text.endswith('"newer":{"acme/air":2}}')


def test_a_comparison_of_nothing_but_newer_editions_is_unavailable(tmp_path, log):
    store = new_store(tmp_path)
    newer = encoded(publication()).replace(b'"format":1', b'"format":99')
    publish_document(store, newer, 1, since="2026-02-01T00:00:00.000000Z")
    got = client(tmp_path).get(PAGE)
    assert (got.status, got.headers["retry-after"]) == (503, "5")
    store.close()


def test_a_damaged_edition_is_never_shown(tmp_path, log):
    store = new_store(tmp_path)
    publish_document(store, encoded(publication())[:-20] + b"}", 1, since="2026-02-01T00:00:00.000000Z")
    assert client(tmp_path).get(PAGE).status == 503
    store.close()


def test_what_a_merchant_typed_comes_out_escaped(asking):
    assert "Air &lt;cleaners&gt;" in asking.get(PAGE).text
    assert "<cleaners>" not in asking.get(PAGE).text


def test_a_key_of_a_tier_can_be_the_longest_there_is(tmp_path):
    store = new_store(tmp_path)
    long = "a" * 64
    tiers = (Tier(key=long, product="air-lite"), Tier(key="max", product="air-max"))
    comparison = msgspec.structs.replace(publication().comparison, tiers=tiers)
    publish(store, publication(comparison=comparison))
    assert client(tmp_path).get(f"{PAGE}?tiers={long}").status == 200
    store.close()
