"""Taking a price away, after asking."""

from litestar.handlers import HTTPRouteHandler
from msgspec.structs import replace

from .... import words
from ....core.errors import NotFound, StaleRevision
from ....core.languages import label
from ....core.messages import say
from ....storage.store import Store
from ...answers import Answer
from ...forms import REVISION
from ..asking_first import asking
from ..desk import Desk, Page
from ..visit import Visit
from .price import ADD_ON_PRICE, PRICE, Priced, address_of, priced_of
from .simple_price import INTERVALS

REMOVE = f"{PRICE}/remove"
ADD_ON_REMOVE = f"{ADD_ON_PRICE}/remove"


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The question, and what its answer does."""
    return [
        desk.shows(REMOVE, ask, least="editor"),
        desk.changes(REMOVE, remove),
        desk.shows(ADD_ON_REMOVE, ask, least="editor"),
        desk.changes(ADD_ON_REMOVE, remove),
    ]


async def ask(desk: Desk, visit: Visit) -> Answer:
    """Which price would be gone."""
    priced = await desk.ask(_there, desk.store, visit)
    here, price = address_of(visit), priced.price
    page = asking(
        Page(name="price", section="products", tab="add_ons" if priced.add_on else "list"),
        title=say("admin_sure.price_title", name=label(priced.product.name, (visit.language,))),
        told=say("admin_sure.price_told", market=price.market, interval=_rhythm(visit, priced)),
        deed=say("admin_price.remove"),
        address=f"{here}/remove",
        back=here,
        asked=((REVISION, str(priced.revision)),),
    )
    return desk.page(visit, page)


async def remove(desk: Desk, visit: Visit) -> Answer:
    """Take the price away; what was published stays as it is."""
    priced = await desk.ask(_there, desk.store, visit)
    prices = tuple(one for one in priced.product.prices if one is not priced.price)
    try:
        left = priced.stored(replace(priced.product, prices=prices))
        await desk.save(visit, left, expected=visit.form.revision)
    except StaleRevision:
        return desk.go(visit, address_of(visit))
    return desk.go(visit, f"/admin/{visit.shop}/{priced.place}?did=removed")


def _there(store: Store, visit: Visit) -> Priced:
    priced = priced_of(store, visit)
    if priced.is_new:
        raise NotFound("price", visit.keys["price"])
    return priced


def _rhythm(visit: Visit, priced: Priced) -> str:
    interval = priced.price.interval
    speaker = words.speaker(visit.language)
    if interval in INTERVALS:
        return speaker.text(f"admin_price.interval.{interval}")
    return speaker.text("admin_price.interval.other", interval=interval)
