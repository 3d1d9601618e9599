"""What a change would make of many products, before anything is written."""

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import NamedTuple

from .....core.catalogue import AddOn, Product
from .....core.languages import label
from .....core.messages import Message, say
from .....storage.bulk_editing import Deed, Edit
from .....storage.store import Store
from ....forms import Form
from ...visit import Visit
from ..grid_shape import Held
from . import price_deeds, product_deeds
from .choosing import MOST_AT_ONCE, MOST_ATTESTED, Chosen, chosen, known_of
from .deed import Changed, Difference, Doing, Known, Refused

MOST_SHOWN, MOST_REFUSED, MOST_USES = 20, 50, 20
DEEDS: Mapping[str, Callable[[Form, Known], Doing]] = {
    "state": product_deeds.state,
    "category": product_deeds.category,
    "brand": product_deeds.brand,
    "tax": price_deeds.tax,
    "delivery": price_deeds.delivery,
    "amounts": price_deeds.amounts,
    "closed": price_deeds.closed,
    "comparison": product_deeds.comparison,
    "delete": product_deeds.delete,
}
# What is used elsewhere by its key.
_USED = frozenset({"category", "delete"})


class Line(NamedTuple):
    """A product by its key and name, and what becomes of it."""

    key: str
    name: str
    differences: tuple[Difference, ...]


class Left(NamedTuple):
    """A product that is left out, by its key and name, and why."""

    key: str
    name: str
    why: Message


class Outlook(NamedTuple):
    """What would become of the products *chosen*: *edits* are to be written; the *first* that change, those
    *refused* with the reason, who *uses* them. *seen* stands for all that was looked at, as it is now."""

    chosen: Chosen
    doing: Doing
    edits: list[Edit]
    changing: int
    prices: int
    first: list[Line]
    refused: list[Left]
    refusals: int
    same: int
    uses: list[Message]
    seen: str


def most_for(deed: str) -> int:
    """How many products are changed at once."""
    return MOST_ATTESTED if deed == "closed" else MOST_AT_ONCE


def looked_ahead(store: Store, visit: Visit, form: Form) -> Outlook | None:
    """What *form* asks for would do; None where an error was noted in it."""
    known = known_of(store, visit)
    deed = form.choice("deed", DEEDS)
    doing = DEEDS[deed](form, known) if deed else None
    if doing is None or form.errors:
        return None
    them = chosen(store, visit, form, most_for(deed))
    pairs, refused = _asked_each(doing, them, visit)
    return Outlook(
        chosen=them,
        doing=doing,
        edits=doing.edits(pairs),
        changing=len(pairs),
        prices=sum(len(one.differences) for _, one in pairs),
        first=[
            Line(held.product.key, _name(held.product, visit), one.differences)
            for held, one in pairs[:MOST_SHOWN]
        ],
        refused=refused[:MOST_REFUSED],
        refusals=len(refused),
        same=len(them.held) - len(pairs) - len(refused),
        uses=_uses(store, visit, known, {held.product.key for held, _ in pairs}) if deed in _USED else [],
        seen=_seen(doing.deed, them, known),
    )


def _asked_each(doing: Doing, them: Chosen, visit: Visit) -> tuple[list[tuple[Held, Changed]], list[Left]]:
    """What becomes of each product, and those that cannot be changed like this."""
    changed: list[tuple[Held, Changed]] = []
    refused: list[Left] = []
    for held in them.held:
        try:
            if found := doing.change(held.product):
                changed.append((held, found))
        except Refused as refusal:
            refused.append(Left(held.product.key, _name(held.product, visit), refusal.message))
    return changed, refused


def _name(product: Product, visit: Visit) -> str:
    return label(product.name, (visit.language,))


def _uses(store: Store, visit: Visit, known: Known, keys: set[str]) -> list[Message]:
    """The comparisons that show any of *keys*, and the add-ons that are sold with one of them."""
    found = []
    for one, _ in known.comparisons:
        if count := sum(tier.product in keys for tier in one.tiers):
            title = label(one.title, (visit.language,))
            found.append(say("admin_bulk.used_by_comparison", title=title, count=count))
    for row in store.page(visit.shop, "add_on", limit=200):
        if isinstance(add_on := row.record, AddOn) and keys.intersection(add_on.available_for):
            name = label(add_on.name, (visit.language,))
            found.append(say("admin_products.used_by_add_on", name=name))
    return found[:MOST_USES]


def _seen(deed: Deed, them: Chosen, known: Known) -> str:
    """Stands for what is asked for, for every product as it is, and for the comparisons."""
    stated = [repr((deed.key, deed.asked))]
    stated += [f"{held.product.key}:{held.revision}" for held in them.held]
    stated += [f"{one.key}:{revision}" for one, revision in known.comparisons]
    return sha256("\n".join(stated).encode()).hexdigest()
