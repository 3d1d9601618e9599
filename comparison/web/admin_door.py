"""The way to the merchant's side, which is built at its first use: serving shoppers never pays for it."""

from collections.abc import Sequence

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from ..import_hosts import ImportHost
from .reading import Reader
from .render import Renderer
from .sealing import Keys

PREFIX = "/admin"


class AdminDoor:
    """Sends what is below ``/admin`` to the merchant's side, everything else to *inside*."""

    def __init__(
        self,
        inside: ASGIApp,
        reader: Reader,
        renderer: Renderer,
        address: str,
        hosts: Sequence[ImportHost] = (),
        *,
        keys: Keys,
    ) -> None:
        self._inside, self._reader, self._renderer, self._address = inside, reader, renderer, address
        self._hosts, self._keys = hosts, keys
        self._admin: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_admin = scope["type"] == ScopeType.HTTP and under_admin(scope["path"])
        await (self._opened() if is_admin else self._inside)(scope, receive, send)

    def _opened(self) -> ASGIApp:
        if self._admin is None:
            from .admin import admin_app  # noqa: PLC0415  Its libraries are loaded at first use.

            self._admin = admin_app(self._reader, self._renderer, self._address, self._hosts, keys=self._keys)
        return self._admin


def under_admin(path: str) -> bool:
    """Whether *path* belongs to the merchant's side."""
    return path == PREFIX or path.startswith(f"{PREFIX}/")
