"""The receipt of a price as shoppers would see it, by the engine itself, from what was typed."""

import datetime
from collections.abc import Mapping
from typing import NamedTuple

from msgspec.structs import replace

from ....core.asking import read_asked
from ....core.catalogue import Product, Shop
from ....core.check import run
from ....core.check.finding import Finding
from ....core.compare import compare
from ....core.compare.alone import publication_of_one
from ....core.errors import BadParameter
from ....core.markets import Market
from ....core.pricing.model import Price
from ....core.publication import Edition, Publication
from ....core.view import View
from ....storage.moments import moment
from ....storage.units import with_base_values
from ....storage.zones import zone_of
from ...forms import Form
from ..visit import Visit

USUAL_HORIZON = {"once": "36"}
ANY_HORIZON = "12"
MOST_FINDINGS = 10
_PRICE = "$.products[0].prices"


class Sum(NamedTuple):
    """A *view* of one product with one price, and what the rules say of that price."""

    view: View
    findings: tuple[Finding, ...]


def summed(
    visit: Visit, shop: Shop, product: Product, price: Price, rows: Mapping[str, Market], form: Form
) -> Sum | None:
    """What *price* comes to for the quantity, the region and the months that *form* states.

    None where it comes to nothing: another market's price, or a quantity that cannot be.
    """
    today = visit.now.astimezone(zone_of(shop.time_zone)).date()
    publication = _publication(shop, product, price, rows)
    edition = Edition(number=0, digest="", published_at=moment(visit.now), publication=publication)
    try:
        view = compare(edition, read_asked(_asked(visit, price, form)), today)
    except BadParameter:
        return None
    findings = run(publication, (), today)
    return Sum(view, tuple(one for one in findings if one.path.startswith(_PRICE))[:MOST_FINDINGS])


def headline_of(visit: Visit, shop: Shop, product: Product, price: Price, row: Market) -> View | None:
    """The view of one price with nothing asked."""
    found = summed(visit, shop, product, price, {row.code: row}, Form())
    return found.view if found else None


def open_findings(
    shop: Shop, product: Product, price: Price, rows: Mapping[str, Market], today: datetime.date
) -> list[Finding]:
    """What speaks against *price* by itself: errors and warnings at it."""
    found = run(_publication(shop, product, price, rows), (), today)
    return [one for one in found if one.path.startswith(_PRICE) and one.level != "information"]


def horizon_of(form: Form, price: Price) -> str:
    """The months that are looked ahead."""
    return form.get("_horizon") or USUAL_HORIZON.get(price.interval, ANY_HORIZON)


def _asked(visit: Visit, price: Price, form: Form) -> list[tuple[str, str]]:
    customer = [("customer_type", price.customer_type)] if price.customer_type != "any" else []
    return [
        ("lang", visit.language),
        ("market", price.market),
        ("currency", price.currency),
        ("interval", price.interval),
        ("region", form.get("_region")),
        ("horizon", horizon_of(form, price)),
        (f"qty.{price.quantity_unit}", form.get("_quantity")),
        *customer,
    ]


def _publication(shop: Shop, product: Product, price: Price, rows: Mapping[str, Market]) -> Publication:
    plain = replace(product, cells=(), prices=(price,), rating=None, image=None, box=(), separate=())
    here = tuple(row for code, row in rows.items() if code == price.market)
    return publication_of_one(replace(shop, markets=(price.market,)), with_base_values(plain), here)


def today_of(visit: Visit, shop: Shop) -> datetime.date:
    """The day by the shop's own clock."""
    return visit.now.astimezone(zone_of(shop.time_zone)).date()
