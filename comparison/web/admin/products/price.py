"""One price of a product: the simple form, and beside it what a shopper would pay."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from litestar.handlers import HTTPRouteHandler
from msgspec.structs import replace

from ....core.catalogue import AddOn, Product, Shop
from ....core.errors import NotFound, StaleRevision
from ....core.languages import label
from ....core.markets import Market
from ....core.messages import Message, say
from ....core.pricing.model import Attestation, Price
from ....storage.store import AnyRecord, Store, Stored
from ...answers import Answer
from ...forms import REVISION, Form
from ..conflicts import conflict
from ..desk import Desk, Page
from ..guesses import markets
from ..visit import Visit
from .found import resumed, shop_of, stored
from .receipts import horizon_of, summed, today_of
from .simple_charges import UNITS, rows_in
from .simple_price import (
    EACH,
    INTERVALS,
    MOST_LATER,
    STATUSES,
    TAXES,
    fields_of,
    is_simple,
    new_price,
    price_of,
)

PRICE = "/admin/{shop:str}/products/{product:str}/prices/{price:str}"
ADD_ON_PRICE = "/admin/{shop:str}/add-ons/{add_on:str}/prices/{price:str}"
NEW = "new"
LABELS: dict[str, Message] = {
    name: say(f"admin_price.{name}")
    for name in (
        "market", "interval", "status", "tax", "each", "sale", "delivery",
        "free_from", "far", "later", "words", "closed",
    )
}  # fmt: skip


class Priced(NamedTuple):
    """A product of *shop* at *revision*, and the one of its prices that the page is about.

    The *product* of an *add_on* is the add-on as if it were sold alone.
    """

    shop: Shop
    product: Product
    revision: int
    price: Price
    is_new: bool
    add_on: AddOn | None = None

    @property
    def place(self) -> str:
        """Where the product's page, or the add-on's, is below the shop's."""
        return f"add-ons/{self.add_on.key}" if self.add_on else f"products/{self.product.key}"

    def stored(self, product: Product) -> AnyRecord:
        """The record to be written where the prices are those of *product*."""
        return replace(self.add_on, prices=product.prices) if self.add_on else product

    @property
    def offered(self) -> dict[str, Market]:
        """The rows of the shop's markets, and of the price's own."""
        codes = dict.fromkeys((*self.shop.markets, self.price.market))
        return {code: row for code in codes if (row := market_row(code)) is not None}

    @property
    def market(self) -> Market:
        """The row of the price's own market, else of the shop's first."""
        return next(iter((*self.offered.values(), *markets().values())))


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page, and its form."""
    return [
        desk.shows(PRICE, show),
        desk.changes(PRICE, act),
        desk.shows(ADD_ON_PRICE, show),
        desk.changes(ADD_ON_PRICE, act),
    ]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The form, filled with the price; the full one where the simple one cannot show it all."""
    priced = await desk.ask(priced_of, desk.store, visit)
    if not is_simple(priced.price, priced.shop, priced.market) and not priced.is_new:
        return desk.go(visit, f"{address_of(visit)}/full")
    return _page(desk, visit, priced, resumed(visit, "market") or _filled(priced))


async def act(desk: Desk, visit: Visit) -> Answer:
    """What the button says: save, only compute, or another row."""
    priced = await desk.ask(priced_of, desk.store, visit)
    doing = visit.form.get("_do")
    typed = read_price(visit.form, priced)
    if doing == "try" and visit.is_partial:
        return receipt_part(desk, visit, priced, typed)
    if doing == "row" or (doing == "try" and typed is not None):
        visit.form.errors.clear()
        return _page(desk, visit, priced, visit.form)
    if typed is None:
        return _page(desk, visit, priced, visit.form, status=422)
    return await _saved(desk, visit, priced, typed)


def read_price(form: Form, priced: Priced) -> Price | None:
    """What was typed as a price; None where an error was noted."""
    row = market_row(form.get("market")) or priced.market
    price = price_of(form, priced.price, priced.shop, row)
    others = [one for one in priced.product.prices if priced.is_new or one is not priced.price]
    if price is not None and price_key(price) in {price_key(one) for one in others}:
        form.fail("interval", say("admin_price.there_already"))
        return None
    return price


async def _saved(desk: Desk, visit: Visit, priced: Priced, typed: Price) -> Answer:
    price = stamped(visit, priced, typed, is_closed=visit.form.flag("closed"))
    product = with_price(priced, price)
    try:
        revision = await desk.save(visit, priced.stored(product), expected=visit.form.revision)
    except StaleRevision as stale:
        return _both(desk, visit, priced, stale)
    address = f"/admin/{visit.shop}/{priced.place}/prices/{price_key(price)}"
    if not visit.is_partial or price_key(price) != visit.keys["price"]:
        return desk.go(visit, f"{address}?did=saved")
    fresh = priced._replace(product=product, revision=revision, price=price, is_new=False)
    return _page(desk, visit, fresh, _filled(fresh), did="saved")


def stamped(visit: Visit, priced: Priced, typed: Price, *, is_closed: bool) -> Price:
    """*typed* as checked today; with the shop's word, if it is given, of the day on which it was given."""
    today = today_of(visit, priced.shop).isoformat()
    before = priced.price
    is_same = _told(typed) == _told(before)
    word = before.closed if before.closed and is_same else Attestation(by=visit.by, on=today)
    return replace(typed, checked_on=today, closed=word if is_closed else None)


def _told(price: Price) -> Price:
    """*price* without what is worked out or noted at a save."""
    measure = replace(price.measure, base=None, base_unit=None) if price.measure else None
    return replace(price, closed=None, checked_on=None, measure=measure)


def with_price(priced: Priced, price: Price) -> Product:
    """The product with *price* in the place of the one that was there, else at the end."""
    there = [price if one is priced.price else one for one in priced.product.prices]
    return replace(priced.product, prices=tuple([*there, price] if priced.is_new else there))


def receipt_part(desk: Desk, visit: Visit, priced: Priced, typed: Price | None) -> Answer:
    """The receipt alone, of what is typed by now."""
    return desk.part(visit, "admin/_receipt.html", **receipt_values(visit, priced, typed, visit.form))


def receipt_values(visit: Visit, priced: Priced, price: Price | None, form: Form) -> dict[str, Any]:
    """What the receipt needs: the sum, or nothing to sum up yet."""
    known = markets()
    if price is not None and visit.typed is not None:
        price = stamped(visit, priced, price, is_closed=form.flag("closed"))
    found = summed(visit, priced.shop, priced.product, price, known, form) if price else None
    row = market_row(price.market) if price else None
    regions = [(one.key, label(one.label, (visit.language,))) for one in row.regions] if row else []
    asked = {
        "_quantity": form.get("_quantity") or (str(price.min_quantity or 1) if price else "1"),
        "_horizon": horizon_of(form, price or priced.price),
        "_region": form.get("_region"),
    }
    return {"sum": found, "asked": Form.filled(asked), "regions": regions, "price": price, "form": form}


def price_key(price: Price) -> str:
    """What tells the prices of a product apart, as a part of an address: ``kr-krw-once-any``."""
    return f"{price.market}-{price.currency}-{price.interval}-{price.customer_type}".lower()


def market_row(code: str) -> Market | None:
    """The row of a market, None where there is none."""
    return markets().get(code)


def priced_of(store: Store, visit: Visit) -> Priced:
    """The product and the price of the address.

    Raises:
        NotFound: there is no such product, or it has no such price.
    """
    shop = shop_of(store, visit)
    add_on = None
    if "add_on" in visit.keys:
        add_on, revision = stored(store, visit, AddOn, visit.keys["add_on"])
        product = sold_alone(add_on)
    else:
        product, revision = stored(store, visit, Product, visit.keys["product"])
    wanted = visit.keys["price"]
    if wanted == NEW:
        row = market_row(shop.markets[0]) or next(iter(markets().values()))
        return Priced(shop, product, revision, new_price(shop, row), is_new=True, add_on=add_on)
    for price in product.prices:
        if price_key(price) == wanted:
            return Priced(shop, product, revision, price, is_new=False, add_on=add_on)
    raise NotFound("price", wanted)


def sold_alone(add_on: AddOn) -> Product:
    """*add_on* as if it were a product of its own: what its prices come to without any other."""
    return Product(key=add_on.key, name=add_on.name, category=add_on.key, prices=add_on.prices)


def address_of(visit: Visit) -> str:
    """The address of the price's page."""
    keys = visit.keys
    home = f"add-ons/{keys['add_on']}" if "add_on" in keys else f"products/{keys['product']}"
    return f"/admin/{visit.shop}/{home}/prices/{keys['price']}"


def _filled(priced: Priced) -> Form:
    return Form.filled({REVISION: str(priced.revision), **fields_of(priced.price)})


def _page(
    desk: Desk, visit: Visit, priced: Priced, form: Form, *, status: int = 200, did: str = ""
) -> Answer:
    tried = Form(form.pairs)
    price = read_price(tried, priced)
    filled = len(rows_in(form))
    values = {
        **receipt_values(visit, priced, price, form),
        "form": form,
        "product": priced.product,
        "name": label(priced.product.name, (visit.language,)),
        "priced": priced,
        "address": address_of(visit),
        "languages": priced.shop.languages,
        "currency": price.currency if price else priced.price.currency,
        "rows": range(min(MOST_LATER, filled + 1)),
        "choices": {"interval": INTERVALS, "status": STATUSES, "tax": TAXES, "each": EACH, "unit": UNITS},
        "zone": _zone_name(priced.market, visit),
    }
    page = Page(name="price", section="products", tab="list", values=values | ({"did": did} if did else {}))
    return desk.page(visit, page, status=status)


def _zone_name(market: Market, visit: Visit) -> str:
    return label(market.regions[0].label, (visit.language,)) if market.regions else ""


def _both(desk: Desk, visit: Visit, priced: Priced, stale: StaleRevision) -> Answer:
    current = stale.current
    if not isinstance(current, Stored) or not isinstance(current.record, Product | AddOn):
        raise stale
    found = [one for one in current.record.prices if price_key(one) == visit.keys["price"]]
    theirs = {REVISION: str(current.revision), **(fields_of(found[0]) if found else {})}
    page = Page(name="price", section="products", tab="list", values={"priced": priced})
    mine = _without_blanks(visit.form, theirs)
    return desk.conflict(visit, page, conflict(mine, theirs, LABELS, current, address_of(visit)))


def _without_blanks(form: Form, theirs: Mapping[str, str]) -> Form:
    """*form* without what only stands there to be filled in."""
    rows = tuple(f"{stem}." for stem in rows_in(form))
    kept = [
        (name, value)
        for name, value in form.pairs
        if (value and (name.startswith(rows) or not name.startswith("later."))) or name in theirs
    ]
    return Form(kept)
