"""Two servers on one database, readers that never stop, and editions that come meanwhile."""

import http.client
import re
import threading
import time

import pytest
from builders_server import running
from builders_web import new_store, product, publication, publish

PAGE = "/fragments/acme/air"
EDITIONS = 12
READERS = 3
_PRICE = re.compile(rb"\$(\d+)\.(\d\d)")


def edition(number):
    """Every figure that edition *number* shows ends in the cents of its number."""
    lite = product("lite", f"{10 + number}.{number:02}", rooms="1", quiet=False)
    most = product("max", f"{40 + number}.{number:02}", rooms="4", quiet=True)
    return publication(products=(lite, most))


def monthly(body):
    """The cents of every figure that a monthly price may be: those of the edition, and no other."""
    return {int(cents) for units, cents in _PRICE.findall(body) if 10 <= int(units) <= 99}


class Readers:
    """Threads that ask one server again and again, and note when they saw which edition."""

    def __init__(self, port, ends):
        self.seen: list[tuple[float, float, set[int]]] = []
        self._threads = [threading.Thread(target=self._read, args=(port, ends)) for _ in range(READERS)]
        for thread in self._threads:
            thread.start()

    def _read(self, port, ends):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        while not ends.is_set():
            asked = time.monotonic()
            connection.request("GET", PAGE)
            body = connection.getresponse().read()
            self.seen.append((asked, time.monotonic(), monthly(body)))
            time.sleep(0.002)
        connection.close()

    def join(self):
        for thread in self._threads:
            thread.join()


@pytest.fixture(scope="module")
def watched(tmp_path_factory):
    """What the readers of both servers saw, and when each edition was committed."""
    folder = tmp_path_factory.mktemp("published")
    store = new_store(folder)
    publish(store, edition(1), 1)
    committed = {}
    with running(folder) as one, running(folder, variables={"TIER_COMPARE_WORKERS": "2"}) as other:
        ends = threading.Event()
        readers = [Readers(server.port, ends) for server in (one, other)]
        for number in range(2, EDITIONS + 1):
            time.sleep(0.3)
            publish(store, edition(number), number, since=f"2026-01-{number:02}T00:00:00.000000Z")
            committed[number] = time.monotonic()
        time.sleep(0.5)
        ends.set()
        for each in readers:
            each.join()
    store.close()
    return [reader.seen for reader in readers], committed


def test_every_answer_is_wholly_of_one_edition(watched):
    seen, _ = watched
    assert all(len(cents) == 1 for server in seen for _, _, cents in server)


def test_every_request_after_a_publication_gets_it_in_every_process(watched):
    seen, committed = watched
    late = [
        (asked, number, cents)
        for server in seen
        for asked, _, cents in server
        for number, at in committed.items()
        if asked > at and min(cents) < number
    ]
    assert late == []


def test_both_servers_came_from_the_first_edition_to_the_last(watched):
    seen, _ = watched
    for server in seen:
        assert {1, EDITIONS} <= set.union(*(cents for _, _, cents in server))
