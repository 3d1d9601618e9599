"""Which IP addresses belong to the public internet, and to nobody's own network."""

import ipaddress
import socket
from collections.abc import Callable, Sequence

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[IpAddress]]

# Only this block is given out; within it, what stands for an IPv4 address could stand for a private one.
_GIVEN_OUT = ipaddress.IPv6Network("2000::/3")
_SIX_TO_FOUR = ipaddress.IPv6Network("2002::/16")


def is_public(address: IpAddress) -> bool:
    """Whether *address* is one that anybody on the internet can reach, and no other in disguise.

    Private, loopback, link-local, shared, multicast and reserved addresses are not, nor are IPv6
    addresses that map, embed or translate to IPv4 ones.
    """
    if address.is_multicast or not address.is_global:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return True
    return address in _GIVEN_OUT and address not in _SIX_TO_FOUR and address.teredo is None


def resolved(name: str, port: int) -> Sequence[IpAddress]:
    """The addresses of *name*, in the order in which the machine would try them.

    Raises:
        OSError: there are none.
    """
    found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    return [ipaddress.ip_address(str(one[4][0]).partition("%")[0]) for one in found]
