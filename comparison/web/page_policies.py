"""Whether a page's content security policy lets the comparison work (CSP level 3, §6.7).

Only what a policy says is weighed: sources by name, nonces and hashes. What a browser adds of its own
(extensions, upgrades of a site's addresses) nobody knows from here.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

FRAGMENTS = "/fragments/"
_HASHES = ("sha256-", "sha384-", "sha512-")


class Script(NamedTuple):
    """A script tag of the page: its whole address, and what policies may know it by."""

    address: str
    nonce: str = ""
    integrity: str = ""


def stopped(policies: Sequence[str], page_address: str, script: Script) -> list[str]:
    """The directives that keep *script*, or what it asks its own host for, from working; in their order.

    *policies* are texts of ``Content-Security-Policy``; each of them has to allow it.
    """
    page = urlsplit(page_address)
    fragments = urlsplit(script.address)._replace(path=FRAGMENTS, query="")
    found = []
    for policy in policies:
        # A header may hold several policies, with commas between.
        for directives in map(_directives, policy.split(",")):
            name, sources = _first(directives, "script-src-elem", "script-src", "default-src")
            if sources is not None and not _runs(sources, script, page):
                found.append("script-src" if name == "default-src" else name)
            name, sources = _first(directives, "connect-src", "default-src")
            if sources is not None and not _listed(sources, fragments, page):
                found.append("connect-src")
    return list(dict.fromkeys(found))


def _directives(policy: str) -> dict[str, list[str]]:
    """Sources by directive; of two with one name the first counts."""
    found: dict[str, list[str]] = {}
    for part in policy.split(";"):
        words = part.split()
        if words:
            found.setdefault(words[0].lower(), words[1:])
    return found


def _first(directives: dict[str, list[str]], *names: str) -> tuple[str, list[str] | None]:
    name = next((one for one in names if one in directives), "")
    return name, directives.get(name)


def _runs(sources: list[str], script: Script, page: SplitResult) -> bool:
    marks = {one.strip("'") for one in sources if one.startswith("'")}
    hashes = {one for one in script.integrity.split() if one.startswith(_HASHES)}
    if (script.nonce and f"nonce-{script.nonce}" in marks) or (hashes and hashes <= marks):
        return True
    if "strict-dynamic" in {mark.lower() for mark in marks}:
        return False  # Then no name counts.
    return _listed(sources, urlsplit(script.address), page)


def _listed(sources: Iterable[str], wanted: SplitResult, page: SplitResult) -> bool:
    return any(_matches(one, wanted, page) for one in sources)


def _matches(source: str, wanted: SplitResult, page: SplitResult) -> bool:
    """Whether one source expression lets *wanted* through."""
    lower = source.lower()
    if lower == "'self'":
        return _origin(wanted) == _origin(page)
    if lower.startswith("'"):
        return False
    if lower == "*":
        return True
    if lower.endswith(":") and "/" not in lower:
        return _is_scheme(lower[:-1], wanted.scheme)
    try:
        named = urlsplit(source if "//" in source else f"//{source}")
    except ValueError:  # Browsers pass over what is no source, too.
        return False
    return (
        _is_scheme(named.scheme or page.scheme, wanted.scheme)
        and _is_host(named.netloc.lower(), wanted)
        and (
            wanted.path.startswith(named.path)
            if named.path.endswith("/")
            else named.path in {"", wanted.path}
        )
    )


def _is_scheme(said: str, wanted: str) -> bool:
    """A scheme lets its encrypted form through too."""
    return said.lower() == wanted or (said.lower() == "http" and wanted == "https")


def _is_host(said: str, wanted: SplitResult) -> bool:
    name, colon, port = said.partition(":") if not said.startswith("[") else (said, "", "")
    host = (wanted.hostname or "").lower()
    usual = {"http": 80, "https": 443}.get(wanted.scheme)
    asked = wanted.port or usual
    is_port = port in {"*", str(asked)} if colon else asked == usual
    if said.startswith("["):
        return said == wanted.netloc.lower()
    return is_port and (host.endswith(name[1:]) if name.startswith("*.") else name in {"*", host})


def _origin(parts: SplitResult) -> tuple[str, str]:
    return parts.scheme, parts.netloc.lower()
