"""Several at once: two people at one product, a publish during an import, a server killed during one."""

import contextlib
import datetime
import http.client
import os
import signal
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec
import pytest
from builders_admin import Browser, Office, fields_of, office
from builders_comparisons import at_the_desk
from builders_imports import begin_here, chosen, handed, said
from builders_server import Running, running
from builders_tree import tree
from builders_web import Got, publication

from comparison.core.catalogue import Product
from comparison.core.publication import Publication
from comparison.storage import import_runs

LITE = "/admin/acme/products/air-lite"
GOODS = ("Anvil", "Bell", "Cow")
MORE = 3_000


class Wire:
    """Asks a server over its socket, as builders_web.Client asks the application."""

    def __init__(self, port: int) -> None:
        self._port = port

    def get(
        self, target: str, headers: Mapping[str, str] | None = None, *, method: str = "GET", body: bytes = b""
    ) -> Got:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        connection.request(method, target, body, dict(headers or {}))
        answer = connection.getresponse()
        names = {name.lower(): value for name, value in answer.getheaders()}
        got = Got(answer.status, names, answer.read())
        connection.close()
        return got


def over(server: Running, at: Office, cookies: Mapping[str, str]) -> Browser:
    """The owner of *at*, at a real server."""
    browser = Browser(Wire(server.port), host=f"127.0.0.1:{server.port}")
    browser.cookies.update(cookies)
    return browser


def goods(price: int, more: int = 0) -> bytes:
    """A price list: what there is in the comparison for *price*, and so many things besides."""
    lines = [*(f"{name},{name},{price}" for name in GOODS), *(f"S{n},Thing {n},5" for n in range(more))]
    return "\n".join(["sku,name,price", *lines]).encode()


def until(happens: Callable[[], bool]) -> None:
    ends = time.monotonic() + 60
    while not happens():
        assert time.monotonic() < ends
        time.sleep(0.01)


def is_laying_ready(at: Office) -> bool:
    """Whether somebody is in the middle of a long import."""
    return at.store.batches() != []


def state(at: Office) -> str:
    return at.store.import_jobs("acme")[0].state


def amounts(at: Office) -> set[str]:
    """What the goods of the comparison cost."""
    rows = [at.store.get("acme", "product", name.lower()) for name in GOODS]
    return {row.record.prices[0].components[0].amount.value for row in rows}


@pytest.fixture
def stocked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Office, Browser]:
    """A shop whose comparison of three things came from a price list, and its owner, by the machine's clock."""
    at = office(tmp_path)
    at.clock.at = datetime.datetime.now(datetime.UTC)
    merchant = at_the_desk(at)
    with monkeypatch.context() as here:
        here.setattr(import_runs, "begin", begin_here)
        chosen(merchant, handed(merchant, "goods.csv", goods(10)), "store")
    assert amounts(at) == {"10"}
    return at, merchant


def storing(at: Office, merchant: Browser) -> str:
    """Hand a long list in with another price, and store it: the address of the job, in the middle of it."""
    page = handed(merchant, "goods.csv", goods(12, MORE))
    until(lambda: state(at) == "ready")
    # The answer waits for a moment: a short list is done by then.
    threading.Thread(target=_pressed, args=(merchant, page), daemon=True).start()
    until(lambda: state(at) == "storing" and is_laying_ready(at))
    return page


def _pressed(merchant: Browser, page: str) -> None:
    with contextlib.suppress(OSError, http.client.HTTPException):
        chosen(merchant, page, "store")


def test_two_people_at_one_product_lose_nothing_of_what_either_typed(tmp_path: Path) -> None:
    whole = publication()
    at = office(tmp_path, whole.category, *whole.products)
    anna, ben = at.owner(), at.joined("editor", name="ben")
    first, second = anna.filled(LITE), ben.filled(LITE)
    assert anna.post(LITE, first | {"sku": "A-1", "name.en": "Lighter"}).status == 303
    got = ben.post(LITE, second | {"name.en": "Light", "offered_from": "2026-12-01"})
    assert got.status == 409
    page = tree(got.text.removeprefix("<!doctype html>"))
    assert all(words in page.text for words in ("Lighter", "Light", "A-1", "2026-12-01"))
    picked = {"_pick.name.en": "mine", "_pick.sku": "theirs", "_pick.offered_from": "mine"}
    assert ben.post(LITE, fields_of(list(page.every("form"))[-1]) | picked).status == 303
    stored = at.store.get("acme", "product", "air-lite")
    assert isinstance(stored.record, Product)
    assert (stored.record.name["en"], stored.record.sku) == ("Light", "A-1")
    assert stored.record.offered_from == "2026-12-01"
    assert stored.record.prices == whole.products[0].prices
    assert [line.by for _, line in at.store.audit("acme")[:2]] == ["ben", "owner"]


def test_what_is_published_during_an_import_is_whole(stocked: tuple[Office, Browser]) -> None:
    at, owner = stocked
    [compared] = at.store.page("acme", "comparison")
    check = f"/admin/acme/comparisons/{compared.record.key}/check"
    with running(at.folder) as server:
        merchant = over(server, at, owner.cookies)
        seen = merchant.filled(check) | {"ticked": "1"}
        storing(at, merchant)
        got = merchant.post(check, seen)
        until(lambda: state(at) == "done")
        assert amounts(at) == {"12"}
        # It came before the switch of the import, or is refused: it is not what was looked at.
        assert got.status in {303, 409}, got.text
        if got.status == 409:
            assert at.store.editions("acme", compared.record.key) == []
            assert merchant.send(check, {"ticked": "1"}).status == 303
    edition = at.store.edition("acme", compared.record.key, 1)
    shown = msgspec.json.decode(edition.document, type=Publication)
    charged = {one.prices[0].components[0].amount.value for one in shown.products[: len(GOODS)]}
    assert charged == ({"10"} if got.status == 303 else {"12"})


def test_a_server_that_is_killed_in_the_middle_of_an_import_leaves_nothing_half(
    stocked: tuple[Office, Browser],
) -> None:
    at, owner = stocked
    with running(at.folder) as server:
        merchant = over(server, at, owner.cookies)
        page = storing(at, merchant)
        workers = server.workers()
        server.process.kill()
        for worker in workers:
            with contextlib.suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
    assert amounts(at) == {"10"}
    assert at.store.count_products("acme") == len(GOODS)
    assert [line.action for _, line in at.store.audit("acme")].count("import") == 1
    with running(at.folder) as server:
        merchant = over(server, at, owner.cookies)
        assert "It stopped on the way" in said(merchant, page)
        until(lambda: not is_laying_ready(at))
        assert state(at) == "stopped"
        assert chosen(merchant, page, "again").status == 303
        until(lambda: state(at) == "ready")
