"""Who asks, where proxies stand between: the nearest address that is none of the operator's own proxies.

A proxy writes whom it answers at the right end of a header; what stands to the left of the first address that
is not trusted was written by whoever sent it, and is never looked at. Source: RFC 7239, section 5.2 and 8.1.
"""

import ipaddress
import re
from collections.abc import Iterator, Sequence

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from ..trusted_networks import Network

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# More proxies than this stand in front of nobody.
MOST_HOPS = 20
_FOR = re.compile(r'(?:^|;)\s*for\s*=\s*("[^"]*"|[^;"\s]+)', re.IGNORECASE)
_WITH_PORT = re.compile(r"\[(?P<long>[0-9a-fA-F:.]{2,45})\](:[0-9]{1,5})?|(?P<short>[0-9.]{7,15}):[0-9]{1,5}")


class BehindProxies:
    """Gives *application* the address of who asks, in the place of that of a proxy in *trusted*.

    *name* is the one header that these proxies write: another one could say anything.
    """

    def __init__(self, application: ASGIApp, trusted: Sequence[Network], name: str) -> None:
        self._application, self._trusted, self._name = application, tuple(trusted), name.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.HTTP and scope["client"]:
            peer, port = scope["client"]
            lines = [value for name, value in scope["headers"] if name == self._name]
            is_forwarded = self._name == b"forwarded"
            seen = client_of(str(peer), lines, self._trusted, is_forwarded=is_forwarded)
            scope["client"] = (seen, port)
        await self._application(scope, receive, send)


def client_of(peer: str, lines: Sequence[bytes], trusted: Sequence[Network], *, is_forwarded: bool) -> str:
    """The address nearest to us that is no trusted proxy; *lines* are the values of the header.

    Where a proxy hides the address before it, or says none, it is that proxy's own.
    """
    nearest = _address(peer)
    if nearest is None:
        return peer
    for text in _from_the_right(lines, is_forwarded=is_forwarded):
        before = _address(text)
        if before is None or not _is_trusted(nearest, trusted):
            break
        nearest = before
    return str(nearest)


def _from_the_right(lines: Sequence[bytes], *, is_forwarded: bool) -> Iterator[str]:
    hops = ",".join(line.decode("latin-1") for line in lines).rsplit(",", MOST_HOPS)[-MOST_HOPS:]
    for hop in reversed(hops):
        if is_forwarded:
            said = _FOR.search(hop)
            yield said[1].strip('"') if said else ""
        else:
            yield hop.strip()


def _address(text: str) -> Address | None:
    with_port = _WITH_PORT.fullmatch(text)
    if with_port:
        text = with_port["long"] or with_port["short"]
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return mapped or found


def _is_trusted(address: Address, trusted: Sequence[Network]) -> bool:
    return any(address in network for network in trusted)
