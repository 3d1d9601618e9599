"""A real server in a thread, plain or encrypted, that answers as a test tells it."""

import http.server
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from comparison.import_hosts import ImportHost
from comparison.settings import hosts_of, read_settings

CERTIFICATE = Path(__file__).parent / "tls" / "feeds.pem"
CSV = b"Handle,Title,Option1 Name,Variant Price\r\nlamp,Lamp,Title,25.00\r\n"
Handler = http.server.BaseHTTPRequestHandler
Answer = Callable[[Handler], None]


class Server(http.server.ThreadingHTTPServer):
    """*answers* by path; *asked* are the requests that came, with their headers."""

    daemon_threads = True

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, Mapping[str, str]]] = []
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is what these tests are about."""


class _Handler(Handler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:  # noqa: N802  The library's own name.
        self.close_connection = True
        self.server.asked.append((self.path, dict(self.headers)))
        self.server.answers.get(self.path.partition("?")[0], status(404))(self)

    def log_message(self, *_: object) -> None:
        """Nothing on the terminal."""


@contextmanager
def serving(*, encrypted: bool = False) -> Iterator[Server]:
    server = Server()
    if encrypted:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def trusting() -> ssl.SSLContext:
    """Trusts the certificate of the tests and no other."""
    return ssl.create_default_context(cafile=str(CERTIFICATE))


def hosts(text: str) -> tuple[ImportHost, ...]:
    """What the setting of that text allows."""
    return hosts_of(read_settings({"TIER_COMPARE_IMPORT_HOSTS": text}))


def body(content: bytes, **headers: str) -> Answer:
    """200 with *content*; ``ETag="x"`` as a header, underscores for hyphens."""

    def answer(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def status(code: int, **headers: str) -> Answer:
    """An answer without a body."""

    def answer(handler: Handler) -> None:
        handler.send_response(code)
        handler.send_header("Content-Length", "0")
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()

    return answer


def raw(content: bytes, *, wait: threading.Event | None = None) -> Answer:
    """Exactly these bytes on the wire, then a wait or the end."""

    def answer(handler: Handler) -> None:
        handler.wfile.write(content)
        handler.wfile.flush()
        if wait is not None:
            wait.wait(20)

    return answer
