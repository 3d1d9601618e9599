"""One question to one server over HTTP, inside limits: what a fetch is made of."""

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, NamedTuple

import msgspec

from ..core.errors import RefusedFile
from ..core.messages import say
from ..import_hosts import ImportHost
from .public_addresses import IpAddress

PORTS = {"http": 80, "https": 443}
MOVED = frozenset({301, 302, 303, 307, 308})
_CHUNK = 65_536


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How much one fetch may take: *size* bytes, *seconds* in all, *wait* seconds without a byte."""

    size: int = 500_000_000
    seconds: float = 300.0
    wait: float = 10.0
    redirects: int = 3


class Version(NamedTuple):
    """How a server told apart the state of a file that it sent; empty where it did not."""

    etag: str = ""
    modified: str = ""


class Place(NamedTuple):
    """A checked address: the host of the list, what to ask it for, and how it is shown (without query)."""

    host: ImportHost
    target: str
    shown: str


class _Connection(http.client.HTTPConnection):
    """To an address that was looked up and checked before; the name only says who is meant."""

    def __init__(self, place: Place, address: IpAddress, wait: float, trust: ssl.SSLContext | None) -> None:
        super().__init__(place.host.name, place.host.port, timeout=wait)
        self.default_port = PORTS[place.host.scheme]
        self._address, self._trust = str(address), trust
        self.wire: socket.socket | None = None

    def connect(self) -> None:
        self.wire = self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._trust is not None:
            encrypted = self._trust.wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.wire = self.sock = encrypted
            encrypted.do_handshake()

    def cut(self) -> None:
        """End the exchange from another thread, whatever it waits for."""
        if self.wire is not None:
            try:
                # Not the encrypted socket's own way, which would say goodbye and wait.
                socket.socket.shutdown(self.wire, socket.SHUT_RDWR)
            except OSError:
                return


class Exchange:
    """One request and its answer, inside the limits."""

    def __init__(self, place: Place, connection: _Connection, limits: Limits) -> None:
        self._place, self._connection, self._limits = place, connection, limits
        self.late = False
        self._answer: http.client.HTTPResponse | None = None

    def close(self) -> None:
        """Give up what is left of the answer, and the connection."""
        if self._answer is not None:
            self._answer.close()
        self._connection.close()

    def cut(self) -> None:
        self.late = True
        self._connection.cut()

    def answer(self, known: Version) -> http.client.HTTPResponse:
        """What the server answers: 200, 304, or a move."""
        headers = {"Accept-Encoding": "identity", "User-Agent": "tier-compare"}
        headers |= {"If-None-Match": known.etag} if known.etag else {}
        headers |= {"If-Modified-Since": known.modified} if known.modified else {}
        self._connection.request("GET", self._place.target, headers=headers)
        answer = self._answer = self._connection.getresponse()
        if answer.status not in MOVED | {http.client.OK, http.client.NOT_MODIFIED}:
            raise refused(self._place.shown, "status", status=answer.status)
        return answer

    def copy(self, answer: http.client.HTTPResponse, draft: IO[bytes]) -> None:
        """The body into *draft*, piece by piece.

        Raises:
            RefusedFile: it is larger than the limit, or ends before its stated length.
        """
        most, count = self._limits.size, 0
        stated = answer.length
        while (stated is None or stated <= most) and (chunk := answer.read1(_CHUNK)):
            count += len(chunk)
            if count > most:
                break
            draft.write(chunk)
        if count > most or (stated or 0) > most:
            raise refused(self._place.shown, "size", most=most // 1_000_000)
        if self.late or (stated is not None and count < stated):
            raise refused(self._place.shown, "slow" if self.late else "cut_off")


@contextmanager
def asking(
    place: Place, address: IpAddress, limits: Limits, trust: ssl.SSLContext | None
) -> Iterator[Exchange]:
    """An exchange with *place*, ended when its time is over.

    Raises:
        RefusedFile: no connection, no trust in its certificate, or no answer in time.
    """
    connection = _Connection(place, address, limits.wait, trust)
    exchange = Exchange(place, connection, limits)
    timer = threading.Timer(limits.seconds, exchange.cut)
    timer.daemon = True
    timer.start()
    try:
        yield exchange
    except (OSError, http.client.HTTPException) as error:
        raise _failed(place, error, late=exchange.late) from None
    finally:
        timer.cancel()
        exchange.close()


def _failed(place: Place, error: Exception, *, late: bool) -> RefusedFile:
    if late or isinstance(error, TimeoutError):
        return refused(place.shown, "slow")
    if isinstance(error, ssl.SSLError):
        return refused(place.shown, "certificate")
    if isinstance(error, OSError):
        return refused(place.shown, "no_connection", why=error.strerror or type(error).__name__)
    cut_off = isinstance(error, http.client.IncompleteRead)
    return refused(place.shown, "cut_off" if cut_off else "no_http")


def refused(shown: str, fault: str, **facts: object) -> RefusedFile:
    """Why the file at an address is not taken."""
    reason = say(f"import.reason.fetch_{fault}", **facts)
    return RefusedFile(shown, 0, "", reason, say(f"import.accepted.fetch_{fault}", **facts))
