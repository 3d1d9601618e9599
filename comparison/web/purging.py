"""Tells shared caches in front of us to forget what a publication has made old."""

import contextlib
import http.client
import time
from collections.abc import Callable, Iterable, Sequence
from urllib.parse import urlsplit

from ..settings import Settings
from .logs import log
from .surrogates import Purge

# Until then a cache may be filled again by a node that has not seen the publication yet.
FRESHNESS_SECONDS = 2.0
_TIMEOUT_SECONDS = 5
_DONE = range(200, 300)


class PurgeRefused(OSError):
    """The cache at *address* answered with *status* instead of doing it."""

    def __init__(self, address: str, status: int) -> None:
        super().__init__(f"{_shown(address)} answered {status}")
        self.address, self.status = address, status


class HttpPurge:
    """Sends *method* to every one of *addresses*, with the keys in a ``Surrogate-Key`` header.

    *secret* is sent as ``Authorization: Bearer``, if there is one. Redirects are not followed.
    """

    def __init__(self, addresses: Iterable[str], *, method: str = "PURGE", secret: str = "") -> None:
        self._addresses, self._method = tuple(addresses), method
        self._authorization = {"Authorization": f"Bearer {secret}"} if secret else {}

    def __call__(self, keys: Sequence[str]) -> None:
        """Tell all of them, also where one before failed.

        Raises:
            OSError: one of them did not take it; the last such failure.
        """
        failure: OSError | None = None
        for address in self._addresses:
            try:
                self._tell(address, keys)
            except (OSError, http.client.HTTPException) as error:
                log().error("purge_failed", address=_shown(address), reason=str(error))
                failure = error if isinstance(error, OSError) else PurgeRefused(address, 0)
        if failure is not None:
            raise failure

    def _tell(self, address: str, keys: Sequence[str]) -> None:
        place = urlsplit(address)
        secure = place.scheme == "https"
        connect = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        connection = connect(place.hostname or "", place.port, timeout=_TIMEOUT_SECONDS)
        try:
            headers = {"Surrogate-Key": " ".join(keys), "Content-Length": "0", **self._authorization}
            target = place._replace(scheme="", netloc="", path=place.path or "/", fragment="").geturl()
            connection.request(self._method, target, headers=headers)
            status = connection.getresponse().status
        finally:
            connection.close()
        if status not in _DONE:
            raise PurgeRefused(address, status)


def _shown(address: str) -> str:
    """Without its query, which may hold a secret."""
    return address.partition("?")[0]


def purge_twice(purge: Purge, keys: Sequence[str], *, wait: Callable[[float], None] = time.sleep) -> None:
    """Purge *keys* now that their publication is committed, and once more when every node has seen it.

    Raises:
        OSError: a cache did not take it the second time.
    """
    # A failure is logged where it happens, and tried again here.
    with contextlib.suppress(OSError):
        purge(keys)
    wait(FRESHNESS_SECONDS)
    purge(keys)


def http_purge(settings: Settings) -> HttpPurge:
    """What tells the caches that *settings* name."""
    addresses = [entry.strip() for entry in settings.purge.split(",")]
    return HttpPurge(addresses, method=settings.purge_method, secret=settings.purge_secret)
