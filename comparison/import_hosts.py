"""Hosts that files may be fetched from, as an operator writes them: ``feeds.example.com:8443``."""

import ipaddress
import re
from typing import NamedTuple

_ENTRY = re.compile(
    r"(?P<scheme>http://)?(?P<name>([0-9a-z-]{1,63}\.){0,10}[0-9a-z-]{1,63}|\[[0-9a-f:.]{2,45}\])"
    r"(:(?P<port>[0-9]{1,5}))?(?P<private>!private)?"
)


class ImportHost(NamedTuple):
    """A host that files may be fetched from. *private* allows an IP address that is no public one."""

    scheme: str
    name: str
    port: int
    private: bool


def read_host(entry: str) -> ImportHost:
    """The host of one entry of the list.

    Raises:
        ValueError: it has another form, or an IP address is public or private other than it says.
    """
    found = _ENTRY.fullmatch(entry)
    if found is None:
        raise ValueError(entry)
    name, private = found["name"].strip("[]"), found["private"] is not None
    _check_ip(name, private=private, port=found["port"])
    scheme = "http" if found["scheme"] else "https"
    port = int(found["port"]) if found["port"] else {"http": 80, "https": 443}[scheme]
    if not 1 <= port <= 65_535:
        raise ValueError(entry)
    return ImportHost(scheme, name, port, private)


def _check_ip(name: str, *, private: bool, port: str | None) -> None:
    """A name never leads to a private address, so only an IP address can be marked as one."""
    try:
        ip = ipaddress.ip_address(name)
    except ValueError:
        if private or name.replace(".", "").isdigit():
            raise
        return
    if private is ip.is_global or (private and port is None):
        raise ValueError(name)
