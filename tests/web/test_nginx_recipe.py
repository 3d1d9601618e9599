"""The recipe of nginx in front of the server (docs/recipes/nginx.conf), run by nginx itself."""

import shutil
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from builders_static import fetched, nginx_running

RECIPE = Path(__file__).parents[2] / "docs" / "recipes" / "nginx.conf"
PAGE = "/fragments/acme/air"

pytestmark = pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed")


class Behind:
    """A server that says which request it answers, and keeps the codings that it was asked for."""

    def __init__(self) -> None:
        self.codings: list[str] = []
        self.connections: list[str] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        behind = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                behind.codings.append(self.headers.get("accept-encoding", ""))
                behind.connections.append(self.headers.get("connection", "kept"))
                seconds = 1 if self.path.endswith("short") else 60
                body = f"answer {len(behind.codings)}".encode()
                self.send_response(200)
                self.send_header("Cache-Control", f"public, max-age={seconds}, stale-if-error=86400")
                self.send_header("Vary", "Accept-Encoding")
                self.send_header("ETag", '"one"')
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                self.send_response(200)
                self.send_header("Content-Length", str(len(str(len(body)))))
                self.end_headers()
                self.wfile.write(str(len(body)).encode())

            def log_message(self, *_: object) -> None:
                pass

        return Handler


@pytest.fixture
def behind() -> Iterator[Behind]:
    behind = Behind()
    yield behind
    behind.stop()


@pytest.fixture
def origin(behind: Behind, tmp_path: Path) -> Iterator[str]:
    (tmp_path / "kept").mkdir()
    own = RECIPE.read_text("utf-8").replace("/var/cache/nginx", str(tmp_path / "kept"))
    own = own.replace("127.0.0.1:8000", f"127.0.0.1:{behind.server.server_address[1]}")
    with nginx_running(own, "listen 80;", tmp_path) as origin:
        behind.connections.clear()
        behind.codings.clear()  # Of the question whether nginx listens.
        yield origin


def test_a_page_is_asked_for_once(behind: Behind, origin: str) -> None:
    bodies = {fetched(origin + PAGE).body for _ in range(3)}
    assert (bodies, len(behind.codings)) == ({b"answer 1"}, 1)


def test_each_coding_has_one_copy_however_it_is_asked_for(behind: Behind, origin: str) -> None:
    for accepted in ("gzip, br", "br", "br;q=1.0, gzip", "gzip", "gzip, br;q=0", "identity"):
        fetched(origin + PAGE, Accept_Encoding=accepted)
    assert behind.codings == ["br", "gzip", ""]


def test_another_address_is_another_page(behind: Behind, origin: str) -> None:
    assert fetched(f"{origin}{PAGE}?lang=ko").body != fetched(f"{origin}{PAGE}?lang=en").body


def test_who_has_the_bytes_gets_none(origin: str) -> None:
    fetched(origin + PAGE)
    assert fetched(origin + PAGE, If_None_Match='"one"').status == 304


def test_a_copy_that_is_fetched_anew_takes_the_place_of_the_one_that_is_open(origin: str) -> None:
    bodies = [fetched(f"{origin}{PAGE}?short").body]
    end = time.monotonic() + 10
    while bodies[-1] != b"answer 3" and time.monotonic() < end:
        bodies.append(fetched(f"{origin}{PAGE}?short").body)
        time.sleep(0.05)
    assert list(dict.fromkeys(bodies)) == [b"answer 1", b"answer 2", b"answer 3"]


def test_a_page_that_is_not_kept_is_asked_for_again(behind: Behind, origin: str) -> None:
    for _ in range(2):
        fetched(f"{origin}/admin/")
    assert len(behind.codings) == 2


def test_while_the_server_is_down_the_copy_at_hand_goes_out(behind: Behind, origin: str) -> None:
    first = fetched(origin + PAGE)
    behind.stop()
    assert fetched(origin + PAGE).body == first.body


@pytest.mark.parametrize(
    ("path", "size"),
    [("/c/acme/air/feedback", 10), ("/api/v1/events", 2_000), ("/admin/acme/import", 32_000_000)],
)
def test_what_people_send_reaches_the_server(origin: str, path: str, size: int) -> None:
    """An opinion on a share page, what is counted, a file as large as the admin takes."""
    with urllib.request.urlopen(f"{origin}{path}", data=bytes(size)) as answer:  # noqa: S310  Our own.
        assert int(answer.read()) == size


def test_a_page_that_is_only_read_takes_nothing(origin: str) -> None:
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(f"{origin}/c/acme/air", data=b"x")  # noqa: S310  Our own.


@pytest.mark.parametrize("path", [PAGE, "/admin/"])
def test_the_connection_to_the_server_stays_open(behind: Behind, origin: str, path: str) -> None:
    fetched(origin + path)
    assert behind.connections == ["kept"]
