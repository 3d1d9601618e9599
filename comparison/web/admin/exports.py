"""The whole shop as a file, in every format that there is."""

import tempfile
from typing import IO, Any, NamedTuple

from litestar import Response
from litestar.handlers import HTTPRouteHandler

from ...core.catalogue import Shop
from ...core.errors import NotFound
from ...core.messages import Message, say
from ...storage.formats.exporting import EXPORTS, export_shop
from ...storage.formats.outgoing import ExportWishes
from ...storage.store import Store
from ..answers import Answer
from ..forms import Form
from ..pieces import InPieces
from .desk import Desk, Page
from .guesses import markets
from .imports.saying import Compared, lines_of
from .visit import Visit

EXPORT = "/admin/{shop:str}/export"
FILE = "/admin/{shop:str}/export/file"
_IN_MEMORY = 1_000_000
# Formats that hold one comparison alone.
_OF_ONE = frozenset({"pricing2yaml"})


class Offered(NamedTuple):
    """A format: its name, what it is called, and what it is good for."""

    name: str
    label: Message
    what: Message
    of_one: bool


def _offered(name: str) -> Offered:
    words = name.replace("-", "_")
    return Offered(
        name, say(f"admin_export.format_{words}"), say(f"admin_export.what_{words}"), name in _OF_ONE
    )


OFFERED = tuple(_offered(one.name) for one in EXPORTS)


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page, and the file."""
    return [desk.shows(EXPORT, show), desk.sends(FILE, send)]


async def show(desk: Desk, visit: Visit) -> Answer:
    """Every format with what it is good for."""
    shop = await desk.ask(_shop, desk.store, visit.shop)
    compared = await desk.ask(_compared, desk.store, visit)
    values = {
        "shop": shop,
        "offered": OFFERED,
        "compared": [(one.key, one.title) for one in compared],
        "markets": {code: row for code, row in markets().items() if code in shop.markets},
        "form": Form.filled({"lang": shop.languages[0], "market": shop.markets[0]}),
    }
    return desk.page(visit, Page(name="export", section="products", tab="export", values=values))


async def send(desk: Desk, visit: Visit) -> Response[Any]:
    """The file, once all of it is written: what is sent was one moment's."""
    form = visit.query.get("format", "yaml")
    wishes = ExportWishes(
        today=visit.now.date(),
        language=visit.query.get("lang") or None,
        market=visit.query.get("market") or None,
        comparison=visit.query.get("comparison") or None,
    )
    draft = await desk.change(_written, desk.store, visit.shop, form, wishes)
    suffix = next((one.suffix for one in EXPORTS if one.name == form), "")
    kind = "-" + form if form in {"mapping", "google-merchant", "pricing2yaml"} else ""
    headers = {
        "content-disposition": f'attachment; filename="{visit.shop}{kind}{suffix}"',
        "cache-control": "no-store",
    }
    return InPieces(draft, headers)


def _written(store: Store, shop: str, form: str, wishes: ExportWishes) -> IO[bytes]:
    """*shop* in a file that is gone when it is closed; a large one never lies in memory."""
    draft = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  Closed once it was sent.
    try:
        export_shop(store, shop, form, wishes=wishes, markets=markets(), target=draft)
    except BaseException:
        draft.close()
        raise
    return draft


def _shop(store: Store, key: str) -> Shop:
    stored = store.get(key, "shop", key)
    if stored is None or not isinstance(stored.record, Shop):
        raise NotFound("shop", key)
    return stored.record


def _compared(store: Store, visit: Visit) -> list[Compared]:
    return lines_of(store, visit.shop, language=visit.language)
