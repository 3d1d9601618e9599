"""A build as real web servers answer with it, by the configurations that it writes."""

import datetime
import gzip
import shutil
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import brotli
import pytest
from builders_static import ADDRESS, answered, built, caddy_serving, fetched, nginx_serving, spread_out
from builders_web import client, new_store, publish

PAGE = "/fragments/acme/air"
SERVERS = {"nginx": nginx_serving, "caddy": caddy_serving}
TARGETS = [
    PAGE,
    f"{PAGE}?lang=ko-KR&persona=house&v=1",
    f"{PAGE}?v=1&persona=house&lang=ko",
    f"{PAGE}?lang=en&interval=month&qty.user=1&utm_source=letter%20one",
    f"{PAGE}?persona=house&qty.user=5&diff=only",
    f"{PAGE}?market=DE&currency=EUR&lang=fr",
    "/c/acme/air?interval=year&customer_type=b2c&horizon=12",
]


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    store = new_store(folder)
    publish(store, spread_out())
    built(store, folder / "out")
    store.close()
    return folder / "out"


@pytest.fixture(scope="module", params=SERVERS)
def origin(request, out, tmp_path_factory):
    if shutil.which(request.param) is None:
        pytest.skip(f"{request.param} is not installed")
    with SERVERS[request.param](out, tmp_path_factory.mktemp(request.param)) as origin:
        yield origin


@pytest.mark.parametrize("target", TARGETS)
def test_it_answers_what_the_tables_say(out, origin, target):
    page = answered(out, target)
    assert page is not None
    assert fetched(origin + target).body == page


def test_the_compressed_forms_are_the_same_page(out, origin):
    plain = answered(out, PAGE)
    br = fetched(origin + PAGE, Accept_Encoding="gzip, br")
    packed = fetched(origin + PAGE, Accept_Encoding="gzip;q=0.5, br;q=0")
    assert (br.headers["content-encoding"], brotli.decompress(br.body)) == ("br", plain)
    assert (packed.headers["content-encoding"], gzip.decompress(packed.body)) == ("gzip", plain)
    assert "content-encoding" not in fetched(origin + PAGE).headers


def test_the_headers_are_those_of_the_server(out, origin):
    live = client(out.parent).get(PAGE).headers
    got = fetched(origin + PAGE, Accept_Encoding="br").headers
    own = (
        "content-type",
        "access-control-allow-origin",
        "cross-origin-resource-policy",
        "timing-allow-origin",
    )
    for name in (*own, "x-content-type-options", "content-security-policy"):
        assert got[name] == live[name]
    assert got["vary"] == "Accept-Encoding"
    assert got["cache-control"] == "public, max-age=30, s-maxage=60, stale-while-revalidate=30"


def test_a_share_page_keeps_its_policy(origin):
    headers = fetched(f"{origin}/c/acme/air").headers
    assert f"form-action 'self' {ADDRESS}" in headers["content-security-policy"]
    assert "access-control-allow-origin" not in headers


def test_who_has_the_bytes_gets_none(origin):
    tags = {}
    for coding in ("br", "gzip"):
        tags[coding] = fetched(origin + PAGE, Accept_Encoding=coding).headers["etag"]
        again = fetched(origin + PAGE, Accept_Encoding=coding, If_None_Match=tags[coding])
        assert (again.status, again.body) == (304, b"")
    assert tags["br"] != tags["gzip"]
    assert not tags["br"].startswith("W/")


def test_the_script_is_there_by_both_of_its_addresses(origin):
    newest, release = (fetched(f"{origin}/embed/{version}/embed.js") for version in ("1", "1.0.0"))
    assert newest.body == release.body
    assert newest.headers["cache-control"] == "public, max-age=3600"
    assert release.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert newest.headers["content-type"] == "text/javascript; charset=utf-8"


def test_a_choice_that_is_not_built_gets_the_usual_page_that_says_so(out, origin):
    got = fetched(f"{origin}{PAGE}?lang=ko&qty.user=17")
    assert got.status == 200
    assert got.body == (out / "current/site/fragments/acme/air/ko,elsewhere.html").read_bytes()


def test_an_unknown_comparison_is_not_found_in_the_language_asked_for(origin):
    got = fetched(f"{origin}/fragments/acme/none?lang=de")
    assert (got.status, got.headers["cache-control"]) == (404, "no-store")
    assert got.headers["access-control-allow-origin"] == "*"
    assert 'lang="de"' in got.body.decode()


def test_no_other_file_is_given_away(origin):
    for path in ("/manifest.json", "/nginx.conf", f"{PAGE}/en,US,month,,,.html", "/errors/page.en.html"):
        assert fetched(origin + path).status == 404


class _Live(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        who = self.headers["Host"], self.headers["X-Forwarded-For"], self.path
        self.wfile.write(" ".join(map(str, who)).encode())

    def log_message(self, *arguments):
        pass


@pytest.mark.parametrize("name", SERVERS)
def test_what_is_not_built_comes_from_the_live_server(out, tmp_path, name):
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    live = HTTPServer(("127.0.0.1", 0), _Live)
    threading.Thread(target=live.serve_forever, args=(0.01,), daemon=True).start()
    store = new_store(out.parent)
    built(store, tmp_path / "out", live=f"http://127.0.0.1:{live.server_address[1]}")
    store.close()
    with SERVERS[name](tmp_path / "out", tmp_path) as origin:
        target = f"{PAGE}?lang=ko&qty.user=17"
        # A host by name finds itself only if it is asked for by its own.
        for other in (target, "/healthz"):
            told = f"127.0.0.1:{live.server_address[1]} 127.0.0.1 {other}"
            assert fetched(origin + other).body.decode() == told
        assert fetched(origin + PAGE).body == answered(out, PAGE)
        live.shutdown()
        live.server_close()
        standing_in = (out / "current/site/fragments/acme/air/ko,elsewhere.html").read_bytes()
        assert fetched(origin + target).body == standing_in


def test_the_configurations_hold_no_moment(out):
    for name in ("nginx.conf", "Caddyfile"):
        assert str(datetime.date.today().year) not in (out / "current" / name).read_text()  # noqa: DTZ011
