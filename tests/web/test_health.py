import json

import pytest
from builders_web import client, new_store, publication, publish

from comparison import __version__


@pytest.fixture
def asking(tmp_path):
    store = new_store(tmp_path)
    publish(store, publication())
    yield client(tmp_path)
    store.close()


def test_a_process_that_is_up_says_ok(asking):
    got = asking.get("/healthz")
    assert (got.status, got.text, got.headers["cache-control"]) == (200, "ok\n", "no-store")


def test_a_process_whose_store_answers_is_ready(asking):
    got = asking.get("/readyz")
    assert got.status == 200
    assert json.loads(got.text) == {"ready": True, "release": __version__, "store": "answers", "newer": {}}


@pytest.mark.parametrize("target", ["/healthz", "/readyz"])
def test_watchers_may_ask_by_head(asking, target):
    head, get = asking.get(target, method="HEAD"), asking.get(target)
    assert (head.status, head.headers, head.body) == (get.status, get.headers, b"")


@pytest.mark.parametrize("target", ["/healthz", "/readyz"])
def test_no_other_page_may_watch(asking, target):
    assert "access-control-allow-origin" not in asking.get(target).headers


def test_without_its_store_a_process_is_up_but_not_ready(tmp_path, log):
    new_store(tmp_path).close()
    asking = client(tmp_path)
    (tmp_path / "shop.db").write_bytes(b"\xff" * 8_192)
    for extra in ("shop.db-wal", "shop.db-shm"):
        (tmp_path / extra).unlink(missing_ok=True)
    asking.application._application._pages.reader.store.close()
    got = asking.get("/readyz")
    assert (got.status, json.loads(got.text)["ready"]) == (503, False)
    assert str(tmp_path) not in got.text
    assert str(tmp_path) in log[0]["reason"]
    assert asking.get("/healthz").status == 200
    assert asking.get("/fragments/acme/air").status == 503


def test_tables_are_made_before_the_first_answer(tmp_path):
    asking = client(tmp_path)
    assert asking.get("/readyz").status == 200
