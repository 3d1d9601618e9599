"""What merchants edit: sessions, roles, forms; never kept, never framed, no cookie outside of it.

How a page is added: docs/decisions/0010-admin.md.
"""

from collections.abc import Sequence
from typing import Any

from litestar import Litestar, Request, Response
from litestar.handlers import HTTPRouteHandler
from litestar.types import ASGIApp

from ...import_hosts import ImportHost
from ..reading import Reader
from ..render import Renderer
from ..sealing import Keys, Sealing
from . import (
    account,
    add_ons,
    changes,
    comparisons,
    content,
    exports,
    factors,
    first_run,
    home,
    imports,
    invitation,
    kits,
    look,
    new_password,
    new_shop,
    nowhere,
    people,
    personas,
    pictures,
    products,
    results,
    settings,
    shops,
    signing_in,
)
from .desk import Desk
from .site import Site

# Every page of the merchant's side: a module with `routes(desk)`.
PAGES = (
    signing_in,
    first_run,
    invitation,
    new_password,
    account,
    factors,
    shops,
    new_shop,
    home,
    kits,
    imports,
    exports,
    comparisons,
    products,
    add_ons,
    pictures,
    personas,
    content,
    results,
    settings,
    look,
    people,
    changes,
)
MOST_BODY_BYTES = 1_000_000


def admin_app(
    reader: Reader, renderer: Renderer, address: str, hosts: Sequence[ImportHost] = (), *, keys: Keys
) -> ASGIApp:
    """The merchant's side of the installation at *address*, which keeps secrets by *keys*."""
    desk = Desk(reader, renderer, Site(address), hosts, sealing=Sealing(keys))
    return nowhere.around(pages_app(desk), _served(nowhere.routes(desk)))


def pages_app(desk: Desk) -> Litestar:
    """The pages alone; where there is none, the framework's own error is raised."""
    return _served([handler for page in PAGES for handler in page.routes(desk)])


def _served(handlers: Sequence[HTTPRouteHandler]) -> Litestar:
    return Litestar(
        route_handlers=handlers,
        openapi_config=None,
        logging_config=None,
        request_max_body_size=MOST_BODY_BYTES,
        # Every failure that no page says itself is said in one place, `web.failures`.
        exception_handlers={Exception: _pass_on},
    )


def _pass_on(_: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    raise error
