"""Looks at a shop's page: is the comparison installed there, and will browsers let it work?

The page's own bytes and its policies are read, those in headers too; nothing on it is run.
"""

import re
import ssl
from collections.abc import Sequence
from contextlib import suppress
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from ..core.messages import Message, say
from ..import_hosts import ImportHost
from ..storage.fetch_exchange import PORTS, Limits
from ..storage.fetching import Fetcher
from ..storage.public_addresses import Resolve, resolved
from .page_policies import Script, stopped
from .snippet import element_line, script_line

LIMITS = Limits(size=5_000_000, seconds=15.0, wait=5.0, redirects=3)
_SCRIPT = re.compile(r"/embed/[0-9]{1,4}(\.[0-9]{1,4}){0,2}/embed\.js")
_ELEMENT = "tier-compare"
_ANY = "SHOP/COMPARISON"


class Look(NamedTuple):
    """One thing that was looked at: whether it *is_well*, what was found, and what would mend it."""

    is_well: bool
    text: Message
    fix: Message | None = None


class Wanted(NamedTuple):
    """What should be on the page: a script of *address*, and an element that shows *place*
    (``SHOP/COMPARISON``; empty accepts any)."""

    address: str
    place: str


def look_at(
    page_address: str,
    wanted: Wanted,
    hosts: Sequence[ImportHost],
    *,
    resolve: Resolve = resolved,
    trust: ssl.SSLContext | None = None,
) -> list[Look]:
    """Fetch the page and say what is on it.

    Raises:
        RefusedFile: its host is not one of *hosts*, leads to no public address, or does not answer.
    """
    with Fetcher(hosts, None, limits=LIMITS, resolve=resolve, trust=trust).fetched(page_address) as found:
        path = found.file.path if found else None
        html = path.read_bytes().decode("utf-8", "replace") if path else ""
        policies = found.policies if found else ()
    return examined(html, page_address, wanted, policies)


def host_of(address: str) -> ImportHost | None:
    """The host of *address* as one that may be fetched from; None for a bare IP address or another port."""
    parts = urlsplit(address)
    name = parts.hostname or ""
    is_name = "." in name and not name.replace(".", "").isdigit() and ":" not in name
    if parts.scheme not in PORTS or not is_name or not name.isascii():
        return None
    try:
        port = parts.port or PORTS[parts.scheme]
    except ValueError:
        return None
    return ImportHost(parts.scheme, name, port, private=False) if port == PORTS[parts.scheme] else None


def examined(html: str, page_address: str, wanted: Wanted, policies: Sequence[str] = ()) -> list[Look]:
    """What is on the page: script, element, the words for those without script, what would stop it.

    *policies* came as headers, beside those that the page states itself.
    """
    page = _Page()
    # What never ends is no tag, and to look again from each of its characters would take hours.
    page.feed(html)
    looks = [_script(page, page_address, wanted), _element(page, wanted)]
    if any(place == wanted.place or not wanted.place for place in page.places):
        looks.append(_fallback(page))
    return [*looks, *_stops(page, page_address, wanted, policies)]


def _well(text: Message) -> Look:
    return Look(is_well=True, text=text)


def _ill(text: Message, fix: Message) -> Look:
    return Look(is_well=False, text=text, fix=fix)


def _script(page: "_Page", page_address: str, wanted: Wanted) -> Look:
    own = _own_script(page, page_address, wanted)
    if own:
        return _well(say("admin_install.script_found", address=own.address))
    fix = say("admin_install.script_fix", line=script_line(wanted.address))
    found = _scripts(page, page_address)
    if found:
        return _ill(say("admin_install.script_elsewhere", address=found[0].address), fix)
    return _ill(say("admin_install.script_missing"), fix)


def _scripts(page: "_Page", page_address: str) -> list[Script]:
    """The tags of the element's script, wherever it comes from."""
    found = []
    for one in page.scripts:
        with suppress(ValueError):  # No address, so no browser asks for it.
            address = urljoin(page_address, one.address)
            if _SCRIPT.search(urlsplit(address).path):
                found.append(one._replace(address=address))
    return found


def _own_script(page: "_Page", page_address: str, wanted: Wanted) -> Script | None:
    own = (one for one in _scripts(page, page_address) if _origin(one.address) == _origin(wanted.address))
    return next(own, None)


def _element(page: "_Page", wanted: Wanted) -> Look:
    if wanted.place in page.places or (page.places and not wanted.place):
        return _well(say("admin_install.element_found", place=wanted.place or page.places[0]))
    fix = say("admin_install.element_fix", line=element_line(wanted.address, wanted.place or _ANY, "…"))
    if page.places:
        return _ill(say("admin_install.element_other", place=page.places[0] or "–"), fix)
    return _ill(say("admin_install.element_missing"), fix)


def _fallback(page: "_Page") -> Look:
    if page.has_fallback:
        return _well(say("admin_install.fallback_found"))
    return _ill(say("admin_install.fallback_missing"), say("admin_install.fallback_fix"))


def _stops(page: "_Page", page_address: str, wanted: Wanted, policies: Sequence[str]) -> list[Look]:
    looks = []
    if page_address.startswith("https:") and wanted.address.startswith("http:"):
        looks.append(_ill(say("admin_install.mixed"), say("admin_install.mixed_fix")))
    # Without the tag, what would be there were it put in as it is printed.
    script = _own_script(page, page_address, wanted) or Script(f"{wanted.address}/embed/1/embed.js")
    names = stopped([*policies, *page.policies], page_address, script)
    if names:
        fix = say("admin_install.policy_fix", address=_origin(wanted.address))
        looks.append(_ill(say("admin_install.policy", names=", ".join(names)), fix))
    return looks


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}".lower()


class _Page(HTMLParser):
    """Scripts, elements and policies of a page, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[Script] = []
        self.places: list[str] = []
        self.policies: list[str] = []
        self.has_fallback = False
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: (value or "").strip() for name, value in attrs}
        if tag == "script" and said.get("src"):
            self.scripts.append(Script(said["src"], said.get("nonce", ""), said.get("integrity", "")))
        elif tag == _ELEMENT:
            self.places.append(said.get("comparison", ""))
            self._inside = True
        elif tag == "meta" and said.get("http-equiv", "").lower() == "content-security-policy":
            self.policies.append(said.get("content", ""))
        elif tag == "a" and self._inside and said.get("href"):
            self.has_fallback = True

    def handle_endtag(self, tag: str) -> None:
        if tag == _ELEMENT:
            self._inside = False

    def parse_marked_section(self, i: int, report: bool = True) -> int:  # noqa: FBT001, FBT002  The library's own.
        """``<![foo[…]]>`` is a comment to browsers; the library gives up at it."""
        return self.parse_bogus_comment(i, report)
