"""Second factors: codes of an app, passkeys, recovery codes; on the account's page and at signing in."""

from litestar.handlers import HTTPRouteHandler

from ..desk import Desk
from . import app_codes, by_passkey, passkeys, second_step


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """Every page and form of them."""
    parts = (app_codes, passkeys, second_step, by_passkey)
    return [handler for part in parts for handler in part.routes(desk)]
