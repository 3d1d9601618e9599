"""The outermost callable, around small applications of a few lines."""

import asyncio
import json

import pytest
from builders_outer import guarded, slow_body
from builders_web import Client, new_store

from comparison.core.errors import BadParameter, NotFound, StoreUnusable
from comparison.web.outer import BODY_SECONDS, CHUNK_SECONDS, headers_of, in_time
from comparison.web.refusals import BodyTooSlow

OPEN = [
    "/fragments/acme/air",
    "/embed/1/embed.js",
    "/static/0/page.css",
    "/api/v1/quotes/acme/air",
]
CLOSED = [
    "/c/acme/air",
    "/healthz",
    "/admin/products",
    "/",
    "/fragmentsx",
    "/embedding",
    "/api/v2/x",
    "/statics",
]
OPENING = {"access-control-allow-origin", "timing-allow-origin"}


@pytest.fixture
def store(tmp_path):
    store = new_store(tmp_path)
    yield store
    store.close()


async def fine(scope, receive, send):
    await send(
        {
            "type": "http.response.start",
            "status": 200,
            "headers": [(b"content-type", b"text/plain")],
        }
    )
    await send({"type": "http.response.body", "body": b"fine"})


def failing(error):
    async def application(scope, receive, send):
        raise error

    return application


@pytest.mark.parametrize("path", OPEN)
@pytest.mark.parametrize(
    "application",
    [fine, failing(NotFound("comparison", "x")), failing(ValueError("bug"))],
)
def test_any_page_may_read_the_public_answers_and_their_failures(store, path, application):
    got = Client(guarded(application, store)).get(path)
    assert got.headers["access-control-allow-origin"] == "*"
    assert got.headers["cross-origin-resource-policy"] == "cross-origin"
    assert got.headers["timing-allow-origin"] == "*"


@pytest.mark.parametrize("path", CLOSED)
@pytest.mark.parametrize(
    "application",
    [fine, failing(NotFound("comparison", "x")), failing(ValueError("bug"))],
)
def test_no_other_page_may_read_anything_else(store, path, application):
    got = Client(guarded(application, store)).get(path)
    assert not OPENING & got.headers.keys()
    assert got.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("origin", ["null", "https://evil.example", "https://acme.example"])
def test_the_origin_of_a_request_changes_nothing(store, origin):
    client = Client(guarded(fine, store))
    for path in (*OPEN, *CLOSED):
        assert client.get(path, {"origin": origin, "cookie": "a=b"}) == client.get(path)


def test_writing_by_api_is_not_open_to_pages(store):
    got = Client(guarded(fine, store)).get("/api/v1/products/acme", method="POST")
    assert not OPENING & got.headers.keys()


@pytest.mark.parametrize("path", OPEN)
def test_a_preflight_allows_reading_only_and_no_header(store, path):
    got = Client(guarded(failing(AssertionError("not asked")), store)).get(path, method="OPTIONS")
    assert got.status == 204
    assert got.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert "access-control-allow-headers" not in got.headers
    assert "access-control-allow-credentials" not in got.headers


@pytest.mark.parametrize("path", CLOSED)
def test_a_preflight_elsewhere_is_left_to_the_routes(store, path):
    got = Client(guarded(fine, store)).get(path, method="OPTIONS")
    assert (got.status, got.body) == (200, b"fine")


@pytest.mark.parametrize("path", [*OPEN, *CLOSED])
def test_no_answer_is_sniffed_or_runs_what_is_not_ours(path):
    headers = dict(headers_of("GET", path, "https://compare.example"))
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert headers[b"content-security-policy"].startswith(b"default-src 'none';")
    assert b"unsafe" not in headers[b"content-security-policy"]


def test_the_merchants_side_sends_forms_and_scripts_nowhere_else():
    policy = dict(headers_of("POST", "/admin/acme", "https://compare.example"))[b"content-security-policy"]
    assert b"script-src 'self';" in policy
    assert b"form-action 'self';" in policy


def test_a_share_page_runs_only_our_own_scripts():
    policy = dict(headers_of("GET", "/c/acme/air", "https://compare.example"))[
        b"content-security-policy"
    ].decode()
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'self'" in policy
    assert "form-action 'self' https://compare.example;" in policy


@pytest.mark.parametrize("path", [*OPEN, "/healthz", "/admin/products", "/nothing"])
def test_no_frame_holds_what_is_not_a_share_page(path):
    policy = dict(headers_of("GET", path, "https://compare.example"))[b"content-security-policy"].decode()
    assert "frame-ancestors 'none'" in policy
    assert ("script-src" in policy) is path.startswith("/admin/")


@pytest.mark.parametrize("query", ["x=%FF", "%C0%AF=1", "x=%ED%A0%80", "lang=%80"])
def test_a_query_that_is_not_utf8_is_refused(store, query):
    assert Client(guarded(fine, store)).get(f"/fragments/acme/air?{query}").status == 400


@pytest.mark.parametrize("path", ["/fragments/%FF/air", "/c/acme/%80", "/%C0%AE"])
def test_a_path_that_is_not_utf8_is_refused(store, path):
    assert Client(guarded(fine, store)).get(path).status == 400


def test_a_path_in_korean_is_let_through(store):
    assert Client(guarded(fine, store)).get("/c/%ED%95%98%EB%8A%AC/air").status == 200


@pytest.mark.parametrize(("length", "status"), [(7_000, 200), (8_001, 414)])
def test_an_address_may_be_eight_thousand_bytes_long(store, length, status):
    assert Client(guarded(fine, store)).get("/c/acme/air?x=" + "a" * length).status == status


@pytest.mark.parametrize(("count", "status"), [(100, 200), (101, 400)])
def test_an_address_may_have_a_hundred_parameters(store, count, status):
    assert Client(guarded(fine, store)).get("/c/acme/air?" + "&".join(["a=1"] * count)).status == status


def test_a_fault_of_our_own_is_answered_and_named_to_whoever_reads_the_log(store, log):
    got = Client(guarded(failing(ValueError("secret detail")), store)).get("/api/v1/quotes/acme/air")
    [entry] = log
    assert got.status == 500
    assert got.headers["x-request-id"] == entry["request"]
    assert json.loads(got.text)["instance"].replace("-", "").endswith(entry["request"])
    assert "secret detail" not in got.text
    assert isinstance(entry["exc_info"], ValueError)


def test_a_logged_address_holds_no_control_character(store, log):
    Client(guarded(failing(ValueError("bug")), store)).get("/c/%1b%5b31m%0A/air")
    assert log[0]["path"] == "/c/%1b%5b31m%0A/air"


def test_the_reason_why_a_store_fails_is_for_the_log_alone(store, log):
    error = StoreUnusable("The database /srv/shop.db is damaged")
    got = Client(guarded(failing(error), store)).get("/fragments/acme/air")
    assert (got.status, got.headers["retry-after"]) == (503, "5")
    assert "/srv" not in got.text
    assert "/srv/shop.db" in log[0]["reason"]


def test_a_reader_s_own_mistake_is_not_logged(store, log):
    Client(guarded(failing(BadParameter("lang", "x", ("ko",))), store)).get("/fragments/acme/air")
    assert log == []


def test_a_fault_after_the_answer_began_sends_no_second_one(store, log):
    async def halfway(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise ValueError("bug")

    assert Client(guarded(halfway, store)).get("/c/acme/air").status == 200
    assert log[0]["event"] == "request_failed"


def test_a_request_that_is_taken_away_is_not_answered(store):
    with pytest.raises(asyncio.CancelledError):
        Client(guarded(failing(asyncio.CancelledError()), store)).get("/c/acme/air")


def test_what_is_not_http_goes_straight_through(store):
    seen = []

    async def application(scope, receive, send):
        seen.append(scope["type"])

    asyncio.run(guarded(application, store)({"type": "lifespan"}, None, None))
    assert seen == ["lifespan"]


def test_the_limits_of_a_body_are_five_and_thirty_seconds():
    assert (CHUNK_SECONDS, BODY_SECONDS) == (5, 30)


def read_all(pauses, **limits):
    async def read():
        receive = in_time(slow_body(pauses), **limits)
        pieces = 0
        while (message := await receive())["type"] == "http.request":
            pieces += 1
            if not message["more_body"]:
                break
        return pieces

    return asyncio.run(read())


def test_a_body_that_comes_in_time_is_read_whole():
    assert read_all([0, 0.01, 0.01], chunk=0.5, body=1) == 3


def test_a_body_that_stalls_is_given_up():
    with pytest.raises(BodyTooSlow):
        read_all([0, 1.0], chunk=0.05, body=5)


def test_a_body_that_trickles_is_given_up_in_the_end():
    with pytest.raises(BodyTooSlow):
        read_all([0.02] * 50, chunk=1, body=0.2)


def test_waiting_for_the_client_to_leave_has_no_limit():
    async def wait():
        receive = in_time(slow_body([0, 0.2]), chunk=0.05, body=0.05)
        await receive()
        return await receive()

    async def leave():
        receive = in_time(slow_body([0], then=0.2), chunk=0.05, body=0.05)
        await receive()
        return (await receive())["type"]

    assert asyncio.run(leave()) == "http.disconnect"
    with pytest.raises(BodyTooSlow):
        asyncio.run(wait())
