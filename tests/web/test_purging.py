"""Shared caches are told of publications: by a request to a server that really listens."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from builders_web import client, live, new_store, product, publication, publish, settings
from click.testing import CliRunner

from comparison.app import create_app
from comparison.cli import cli
from comparison.web.purging import HttpPurge, PurgeRefused, http_purge, purge_twice
from comparison.web.surrogates import Noticed, keys_of

PAGE = "/fragments/acme/air"


class Cache:
    """A cache that remembers what it was told."""

    def __init__(self):
        self.told, self.status = [], 200
        cache = self

        class Handler(BaseHTTPRequestHandler):
            def tell(self):
                cache.told.append((self.command, self.path, dict(self.headers)))
                self.send_response(cache.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        # The server calls methods of these names.
        for method in ("PURGE", "POST"):
            setattr(Handler, f"do_{method}", Handler.tell)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        self.address = f"http://127.0.0.1:{self._server.server_port}/purge"

    def close(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def cache():
    cache = Cache()
    yield cache
    cache.close()


@pytest.mark.parametrize("method", ["PURGE", "POST"])
def test_a_cache_is_told_the_keys(cache, method):
    HttpPurge([cache.address], method=method, secret="s3cret-s3cret")(("acme/air", "acme/"))
    [(told, path, headers)] = cache.told
    assert (told, path) == (method, "/purge")
    assert headers["Surrogate-Key"] == "acme/air acme/"
    assert headers["Authorization"] == "Bearer s3cret-s3cret"


def test_every_address_of_the_settings_is_told(cache, tmp_path):
    http_purge(settings(tmp_path, purge=f"{cache.address}, {cache.address}2", purge_method="POST"))(
        ("acme/",)
    )
    assert [(method, path) for method, path, _ in cache.told] == [("POST", "/purge"), ("POST", "/purge2")]


def test_what_stands_behind_the_path_is_sent_and_not_logged(cache, log):
    cache.status = 500
    with pytest.raises(PurgeRefused) as refused:
        HttpPurge([f"{cache.address}?site=1&token=s3cret"])(("acme/air",))
    assert cache.told[0][1] == "/purge?site=1&token=s3cret"
    assert "s3cret" not in f"{log} {refused.value}"


def test_without_a_secret_none_is_sent(cache):
    HttpPurge([cache.address])(("acme/air",))
    assert "Authorization" not in cache.told[0][2]


def test_a_cache_that_fails_keeps_no_other_from_being_told(cache, log):
    with pytest.raises(OSError):  # noqa: PT011  Which one it is depends on the machine.
        HttpPurge(["http://127.0.0.1:1/", cache.address])(("acme/air",))
    assert len(cache.told) == 1
    assert [entry["event"] for entry in log] == ["purge_failed"]


@pytest.mark.parametrize("status", [403, 500, 302])
def test_an_answer_that_is_no_yes_is_a_refusal(cache, status, log):
    cache.status = status
    with pytest.raises(PurgeRefused):
        HttpPurge([cache.address])(("acme/air",))


def test_a_cache_is_told_once_more_after_the_time_that_other_nodes_need():
    order = []
    purge_twice(order.append, ("k",), wait=order.append)
    assert order == [("k",), 2.0, ("k",)]


def test_what_fails_at_first_is_tried_again():
    tries = []

    def once(keys):
        tries.append(keys)
        if len(tries) == 1:
            raise OSError

    purge_twice(once, ("k",), wait=lambda _: None)
    assert len(tries) == 2


def told_by(noticed, digests):
    for digest in digests:
        noticed.live("acme", "air", digest)
    if noticed._thread:
        noticed._thread.shutdown()


@pytest.mark.parametrize(
    ("digests", "times"), [(["a"], 0), (["a", "a"], 0), (["a", "b", "b"], 1), ("aba", 2)]
)
def test_caches_are_told_when_another_edition_is_seen_live(digests, times):
    told = []
    told_by(Noticed(told.append), digests)
    assert told == [keys_of("acme", "air")] * times


def test_the_application_calls_the_purge_it_was_given(tmp_path):
    from builders_web import Client, Clock

    store = new_store(tmp_path)
    publish(store, publication())
    told = threading.Event()
    asking = Client(create_app(settings(tmp_path), clock=Clock(), purge=lambda _: told.set()))
    asking.get(PAGE)
    assert not told.is_set()
    lite = product("lite", "99.00", rooms="1", quiet=False)
    publish(
        store, publication(products=(lite, publication().products[1])), 2, since="2026-02-01T00:00:00.000000Z"
    )
    asking.get(PAGE)
    store.close()
    assert told.wait(10)


def test_without_an_address_nobody_is_told(tmp_path):
    store = new_store(tmp_path)
    publish(store, publication())
    assert client(tmp_path).application._application._pages._noticed is None
    store.close()


def test_rolling_back_by_command_tells_the_cache(tmp_path, cache, monkeypatch):
    store = new_store(tmp_path)
    publish(store, publication())
    store.add_live(live(0, "2026-03-01T00:00:00.000000Z"))
    store.close()
    monkeypatch.setattr("comparison.web.purging.FRESHNESS_SECONDS", 0.0)
    monkeypatch.setenv("TIER_COMPARE_PURGE", cache.address)
    done = CliRunner().invoke(cli, ["rollback", "acme/air", "1", "--db", str(tmp_path / "shop.db")])
    assert done.exit_code == 0, done.output
    assert [headers["Surrogate-Key"] for _, _, headers in cache.told] == ["acme/air acme/"] * 2


def test_a_publication_stands_where_the_cache_does_not_answer(tmp_path, monkeypatch):
    store = new_store(tmp_path)
    publish(store, publication())
    store.add_live(live(0, "2026-03-01T00:00:00.000000Z"))
    monkeypatch.setattr("comparison.web.purging.FRESHNESS_SECONDS", 0.0)
    monkeypatch.setenv("TIER_COMPARE_PURGE", "http://127.0.0.1:1/")
    done = CliRunner().invoke(cli, ["rollback", "acme/air", "1", "--db", str(tmp_path / "shop.db")])
    assert done.exit_code == 0
    assert "A cache still shows" in done.stderr
    assert store.live("acme", "air", "2030-01-01T00:00:00.000000Z") is not None
    store.close()
