"""Files by address: from the hosts that the operator named, and from nowhere else.

Source: docs/importing.md, "By address". The name is looked up once; what is connected to is the very
address that was checked, so that a second answer of the name server changes nothing.
"""

import http.client
import ipaddress
import re
import ssl
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from ..import_hosts import ImportHost
from .address_names import file_name
from .fetch_exchange import MOVED, PORTS, Limits, Place, Version, asking, refused
from .formats.reading import SourceFile
from .public_addresses import IpAddress, Resolve, is_public, resolved

NOTHING_KNOWN = Version()
_MOST_ADDRESS = 2_000
_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f\x7f\\]+", re.IGNORECASE)
_SAFE = "/%:@!$&'()*+,;=~-._"


class Fetched(NamedTuple):
    """A file that was fetched. It is gone when the fetch is left.

    *policies* are the values of ``Content-Security-Policy`` that came with it.
    """

    file: SourceFile
    version: Version
    policies: tuple[str, ...] = ()


def is_address(text: str) -> bool:
    """Whether *text* is meant as an address, not as a path."""
    return text.lower().startswith(("http://", "https://"))


class Fetcher:
    """Fetches files from *hosts* into *folder* (None: the machine's own for temporary files).

    *resolve* and *trust* are the machine's own by default.
    """

    def __init__(
        self,
        hosts: Sequence[ImportHost],
        folder: Path | None,
        *,
        limits: Limits | None = None,
        resolve: Resolve = resolved,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._hosts, self._folder = tuple(hosts), folder
        self._limits, self._resolve = limits or Limits(), resolve
        self._trust = trust

    @contextmanager
    def fetched(self, address: str, known: Version = NOTHING_KNOWN) -> Iterator[Fetched | None]:
        """The file at *address*; None where the server says that it still is the *known* version.

        Raises:
            RefusedFile: the address is not one that may be asked, the answer is no file, too large,
                too slow or cut off, or there is no answer.
        """
        with tempfile.NamedTemporaryFile(dir=self._folder, prefix="tier-compare-import-") as draft:
            found = self._into(draft, address, known)
            draft.flush()
            if found is None:
                yield None
                return
            shown, answer = found
            path = Path(draft.name)
            policies = tuple(answer.msg.get_all("Content-Security-Policy", ()))
            yield Fetched(SourceFile(name=file_name(shown, path), path=path), _version_of(answer), policies)

    def _into(
        self, draft: IO[bytes], address: str, known: Version
    ) -> tuple[str, http.client.HTTPResponse] | None:
        """Follow *address* to the file; how the last address is shown, and the answer with its headers."""
        asked = address
        for _ in range(self._limits.redirects + 1):
            place = self._place(asked)
            with asking(place, self._address_of(place), self._limits, self._context(place)) as exchange:
                answer = exchange.answer(known)
                if answer.status == http.client.NOT_MODIFIED:
                    return None
                if answer.status not in MOVED:
                    exchange.copy(answer, draft)
                    return place.shown, answer
                asked = urljoin(asked, answer.getheader("Location") or "")
        raise refused(shown_address(address), "redirects", most=self._limits.redirects)

    def _place(self, address: str) -> Place:
        """*address*, checked against the list.

        Raises:
            RefusedFile: it has another form, holds a password, or its host is not on the list.
        """
        parts = _split(address)
        shown = shown_address(address)
        if parts.username is not None or parts.password is not None:
            raise refused(shown, "credentials")
        port = parts.port or PORTS[parts.scheme]
        for host in self._hosts:
            if (host.scheme, host.name, host.port) == (parts.scheme, parts.hostname, port):
                query = f"?{quote(parts.query, safe=_SAFE + '?')}" if parts.query else ""
                return Place(host, quote(parts.path or "/", safe=_SAFE) + query, shown)
        names = tuple(_named(host) for host in self._hosts)
        raise refused(shown, "host" if names else "no_hosts", hosts=names)

    def _address_of(self, place: Place) -> IpAddress:
        """The one address that is connected to.

        Raises:
            RefusedFile: the name leads nowhere, or to an address that is not public.
        """
        host = place.host
        try:
            return ipaddress.ip_address(host.name)
        except ValueError:
            pass
        try:
            found = self._resolve(host.name, host.port)
        except OSError:
            found = ()
        if not found:
            raise refused(place.shown, "name", host=host.name)
        # One that is not public among others is a trick or a mistake; which it is nobody can know.
        for one in found:
            if not is_public(one):
                raise refused(place.shown, "not_public", host=host.name)
        return found[0]

    def _context(self, place: Place) -> ssl.SSLContext | None:
        if place.host.scheme == "http":
            return None
        self._trust = self._trust or ssl.create_default_context()
        return self._trust


def _version_of(answer: http.client.HTTPResponse) -> Version:
    """What it is told apart by; a header of absurd length is no use."""
    tag, modified = answer.getheader("ETag") or "", answer.getheader("Last-Modified") or ""
    return Version(tag if len(tag) <= 200 else "", modified if len(modified) <= 100 else "")


def _split(address: str) -> SplitResult:
    """*address* in its parts.

    Raises:
        RefusedFile: it is none, or no server could be asked for it.
    """
    if len(address) > _MOST_ADDRESS or not _ADDRESS.fullmatch(address):
        raise refused(shown_address(address)[:100], "address")
    try:
        parts = urlsplit(address)
        usable = parts.hostname is not None and parts.hostname.isascii() and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise refused(shown_address(address), "address")
    return parts


def shown_address(address: str) -> str:
    """An address as it may be shown: without password and query, which may hold a secret; a path as it is."""
    if not is_address(address):
        return address
    scheme, _, rest = address.partition("://")
    host, slash, path = re.split(r"[?#]", rest, maxsplit=1)[0].partition("/")
    return f"{scheme}://{host.rpartition('@')[2]}{slash}{path}"


def _named(host: ImportHost) -> str:
    port = "" if host.port == PORTS[host.scheme] else f":{host.port}"
    return f"{host.scheme}://{host.name}{port}"
