"""What should be looked at again: buyer types, evidence and confirmed prices that have grown old."""

import datetime
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from ...core.catalogue import Comparison, Product
from ...core.languages import label
from ...core.personas import Persona
from ...storage.store import Store
from ...storage.zones import zone_of
from .personas.reviewing import is_contradictory, is_year_old
from .products.price import price_key
from .visit import Visit

MOST_PERSONAS = 100
# Of a shop with many products those are looked at that its first comparisons show.
MOST_PRODUCTS = 200
_PERSONA = "admin_factors.still_persona"
_EVIDENCE = "admin_factors.still_evidence"
_PRICE = "admin_factors.still_price"


class Due(NamedTuple):
    """Something to look at again: what is asked (*words*) of *name*, and the address of its card."""

    words: str
    name: str
    address: str


def due_of(store: Store, visit: Visit, comparisons: Sequence[Comparison]) -> list[Due]:
    """Buyer types first, then evidence that ran out, then prices that nobody confirmed for a year."""
    today = visit.now.astimezone(zone_of(visit.time_zone)).date()
    keys = dict.fromkeys(tier.product for one in comparisons for tier in one.tiers)
    rows = store.get_many(visit.shop, "product", tuple(islice(keys, MOST_PRODUCTS)))
    products = [row.record for row in rows.values() if isinstance(row.record, Product)]
    found = [due for product in products for due in _of_product(product, visit, today)]
    return [*_personas(store, visit, today), *sorted(found, key=lambda due: due.words)]


def _personas(store: Store, visit: Visit, today: datetime.date) -> Iterator[Due]:
    for row in store.page(visit.shop, "persona", limit=MOST_PERSONAS):
        persona = row.record
        if not isinstance(persona, Persona):
            continue
        # One that nobody ever looked at was at least looked at when it was written.
        if is_contradictory(persona) or is_year_old(persona.last_reviewed or row.updated_at[:10], today):
            yield Due(_PERSONA, label(persona.label, (visit.language,)), f"/admin/{visit.shop}/personas")


def _of_product(product: Product, visit: Visit, today: datetime.date) -> Iterator[Due]:
    name, shop = label(product.name, (visit.language,)), f"/admin/{visit.shop}"
    for cell in product.cells:
        if cell.claim and cell.evidence and cell.evidence.valid_to < today.isoformat():
            yield Due(_EVIDENCE, name, f"{shop}/content/evidence/{product.key}/{cell.feature}")
    for price in product.prices:
        if price.closed and is_year_old(price.closed.on, today):
            yield Due(_PRICE, name, f"{shop}/products/{product.key}/prices/{price_key(price)}")
