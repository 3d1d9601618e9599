"""The installation's own address: which cookie it sets, and which requests are its own.

Behind ``https`` the cookie is ``__Host-tc`` and ``Secure``. On a loopback address without encryption, which
is where people try things out, it is ``tc-local`` without ``Secure``: not every browser keeps a secure cookie
there, and nobody on the way can read it. Anywhere else the merchant's side asks for ``https``.
"""

import secrets
from hmac import compare_digest, new
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from litestar.types import Scope

from ..answers import header
from .refusals import NotOurAddress, NotOurForm

_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_LONGEST_COOKIE = 200


class Site:
    """What is true of *address* (``https://compare.example.com``)."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.address = address
        self.is_secure = parts.scheme == "https"
        name = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
        self.is_local = not self.is_secure and (name in _LOOPBACK or name.startswith("127."))
        port = f":{parts.port}" if parts.port else ""
        names = {name, *_LOOPBACK} if self.is_local else {name}
        self._hosts = {f"{one}{port}" for one in names}
        self._origins = {f"{parts.scheme}://{host}" for host in self._hosts}
        # Passkeys belong to a name, never to a number; a loopback address has one name that they work by.
        self.passkey_host = "localhost" if self.is_local else name if self.is_secure else ""
        self.passkey_host = "" if _is_number(self.passkey_host) else self.passkey_host
        self.passkey_address = f"{parts.scheme}://{self.passkey_host}{port}"
        self.session_cookie = "__Host-tc" if self.is_secure else "tc-local"
        self.door_cookie = "__Host-tc-door" if self.is_secure else "tc-local-door"

    def check_address(self, scope: Scope) -> None:
        """Raises NotOurAddress where signing in is not safe: no encryption, or a name that is not ours."""
        if self.is_secure:
            return
        if not self.is_local or header(scope, b"host") not in self._hosts:
            raise NotOurAddress(self.address)

    def check_origin(self, scope: Scope) -> None:
        """Raises NotOurForm unless the browser says that a page of ours sent the request."""
        fetch_site, origin = header(scope, b"sec-fetch-site"), header(scope, b"origin")
        if fetch_site not in {"", "same-origin"} or (origin and origin not in self._origins):
            raise NotOurForm
        if not fetch_site and not origin:
            raise NotOurForm

    def cookie(self, scope: Scope, name: str) -> str:
        """The value of a cookie of ours, empty where there is none of a form that we make."""
        try:
            morsel = SimpleCookie(header(scope, b"cookie")).get(name)
        except CookieError:
            return ""
        return morsel.value if morsel and 0 < len(morsel.value) <= _LONGEST_COOKIE else ""

    def setting(self, name: str, value: str) -> tuple[bytes, bytes]:
        """The header that sets a cookie until the browser is closed; an empty *value* takes it away."""
        secure = "; Secure" if self.is_secure else ""
        ended = "; Max-Age=0" if not value else ""
        text = f"{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{ended}"
        return b"set-cookie", text.encode("ascii")


def _is_number(host: str) -> bool:
    return host.startswith("[") or host.replace(".", "").isdigit()


def new_secret() -> str:
    """32 random bytes as text."""
    return secrets.token_urlsafe(32)


def token_of(secret: str) -> str:
    """What every form of a session carries; whoever does not hold the cookie cannot make it."""
    return new(secret.encode(), b"form", "sha256").hexdigest() if secret else ""


def check_token(secret: str, token: str) -> None:
    """Raises NotOurForm where *token* was not made for the cookie's *secret*."""
    if not secret or not compare_digest(token_of(secret).encode(), token.encode("utf-8", "replace")):
        raise NotOurForm
