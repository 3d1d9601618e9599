"""One price of a product in full: every kind of charge, every form of amount, term, phases, discounts."""

from typing import Any

import msgspec
from litestar.handlers import HTTPRouteHandler

from .... import words
from ....core.catalogue import AddOn, Product
from ....core.errors import StaleRevision
from ....core.languages import label
from ....core.messages import Message, say
from ....core.pricing.model import Price
from ....storage.formats.names import slug, unique
from ....storage.store import Stored
from ....storage.units import UNITS
from ...answers import Answer
from ...forms import REVISION, Form
from ..amounts_typed import as_before, written
from ..conflicts import conflict
from ..desk import Desk, Page
from ..record_plan import Manner, flattened, plan
from ..record_reading import read, with_item, without_item
from ..visit import Visit
from .found import resumed
from .price import (
    ADD_ON_PRICE,
    PRICE,
    Priced,
    address_of,
    price_key,
    priced_of,
    receipt_part,
    receipt_values,
    stamped,
    with_price,
)

FULL = f"{PRICE}/full"
ADD_ON_FULL = f"{ADD_ON_PRICE}/full"
MANNER = Manner(
    made=frozenset({"Component.key", "Discount.key"}),
    left_out=frozenset({"Price.closed", "Price.checked_on", "Measure.base", "Measure.base_unit"}),
    rare=frozenset(
        {
            *(f"Component.{name}" for name in (
                "key", "stated_per", "included", "default_selected", "refundable", "refund_rule", "taxable",
                "tax_class", "reason",
            )),
            *(f"Price.{name}" for name in (
                "currency", "customer_type", "tax_class", "quantity_unit", "min_quantity", "max_quantity",
                "quantity_step", "low", "high", "words", "valid_from", "valid_to", "source", "reduced_since",
                "measure",
            )),
            *(f"Discount.{name}" for name in ("key", "stack_group", "order", "exclusive", "scope", "cycles")),
            *(f"Percent.{name}" for name in ("of", "of_quantity", "plus", "plus_per", "min", "max")),
            *(f"EachCycle.{name}" for name in ("from_cycle", "to_cycle")),
        }
    ),
)  # fmt: skip
# What an item begins with; everything else is as the type has it.
_BLANK: dict[str, dict[str, str]] = {
    "components": {
        "kind": "fee",
        "amount.is": "flat",
        "when.is": "once",
        "obligation.is": "always",
        "taxable": "1",
    },
    "bands": {"value": ""},
    "steps": {"value": ""},
    "rows": {"value": ""},
    "phases": {"kind": "trial"},
    "discounts": {"kind": "percent", "value": ""},
}


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page, and its form."""
    return [
        desk.shows(FULL, show),
        desk.changes(FULL, act),
        desk.shows(ADD_ON_FULL, show),
        desk.changes(ADD_ON_FULL, act),
    ]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The form, filled with the price."""
    priced = await desk.ask(priced_of, desk.store, visit)
    return _page(desk, visit, priced, resumed(visit, "market") or _filled(priced.price, priced.revision))


async def act(desk: Desk, visit: Visit) -> Answer:
    """What the button says: save, only compute, one more item, one less, another form of amount."""
    priced = await desk.ask(priced_of, desk.store, visit)
    doing = visit.form.get("_do")
    if (reshaped := _reshaped(visit.form)) is not None:
        return _page(desk, visit, priced, reshaped)
    typed = read_full(visit.form, priced)
    if doing == "try" and visit.is_partial:
        return receipt_part(desk, visit, priced, typed)
    if typed is None or doing == "try":
        return _page(desk, visit, priced, visit.form, status=422 if typed is None else 200)
    return await _saved(desk, visit, priced, typed)


def _reshaped(form: Form) -> Form | None:
    """The form with one item more or less, or with the fields of another form of amount; None to go on."""
    doing, _, where = form.get("_do").partition(".")
    if doing == "add":
        return with_item(form, where, _BLANK.get(where.rpartition(".")[2], {}))
    if doing == "drop":
        return without_item(form, where)
    return form if doing == "shape" else None


def read_full(form: Form, priced: Priced) -> Price | None:
    """What was typed as a price; None where an error was noted."""
    data = read(Price, form, MANNER, priced.shop.languages)
    _name(data)
    kept = {name: msgspec.to_builtins(getattr(priced.price, name)) for name in ("closed", "checked_on")}
    price = form.record(Price, data | {name: one for name, one in kept.items() if one is not None})
    others = [one for one in priced.product.prices if priced.is_new or one is not priced.price]
    if price is not None and price_key(price) in {price_key(one) for one in others}:
        form.fail("interval", say("admin_price.there_already"))
        return None
    return as_before(price, priced.price) if price is not None else None


def _offered(priced: Priced) -> dict[str, list[str]]:
    """What is offered while one types, by the word of the field."""
    rows = priced.offered
    return {
        "market": list(rows),
        "currency": list(dict.fromkeys(row.currency for row in rows.values())),
        "interval": ["once", "month", "year", "3-month", "6-month"],
        "unit": ["item", "user", *UNITS],
        "regions": [region.key for row in rows.values() for region in row.regions],
    }


def choice_words(language: str, word: str, value: str) -> str:
    """What *value* is called among the values of the field *word*."""
    speaker = words.speaker(language)
    own = f"admin_model.{word}.{value}"
    return speaker.text(own) if speaker.knows(own) else speaker.text(f"admin_model.is.{value}")


def _name(data: dict[str, Any]) -> None:
    """Give every charge and discount without a key one that its label makes."""
    for name in ("components", "discounts"):
        items = data.get(name, [])
        taken = {item["key"] for item in items if item.get("key")}
        for item in items:
            if not item.get("key"):
                labels = item.get("label", {})
                item["key"] = unique(slug(labels.get("en", ""), fallback=item.get("kind", name)), taken)


async def _saved(desk: Desk, visit: Visit, priced: Priced, typed: Price) -> Answer:
    price = stamped(visit, priced, typed, is_closed=visit.form.flag("closed"))
    product = with_price(priced, price)
    try:
        revision = await desk.save(visit, priced.stored(product), expected=visit.form.revision)
    except StaleRevision as stale:
        return _both(desk, visit, stale)
    key = price_key(price)
    if not visit.is_partial or key != visit.keys["price"]:
        return desk.go(visit, f"/admin/{visit.shop}/{priced.place}/prices/{key}/full?did=saved")
    fresh = priced._replace(product=product, revision=revision, price=price, is_new=False)
    return _page(desk, visit, fresh, _filled(price, revision), did="saved")


def _filled(price: Price, revision: int) -> Form:
    fields = flattened(msgspec.to_builtins(price), Price)
    baskets = {name: written(fields[name], price.currency) for name in fields if _is_of_basket(name, fields)}
    closed = {"closed": "1"} if price.closed else {}
    return Form.filled({REVISION: str(revision), **fields, **baskets, **closed})


def _is_of_basket(name: str, fields: dict[str, str]) -> bool:
    """Whether *name* is the end of a row that is looked up by a basket's amount, not by a weight."""
    table, _, rest = name.rpartition(".rows.")
    return rest.endswith(".below") and fields.get(f"{table}.by") == "basket"


def _page(
    desk: Desk, visit: Visit, priced: Priced, form: Form, *, status: int = 200, did: str = ""
) -> Answer:
    spots = plan(Price, form, MANNER)
    price = read_full(Form(form.pairs), priced)
    values = {
        **receipt_values(visit, priced, price, form),
        "form": form,
        "product": priced.product,
        "name": label(priced.product.name, (visit.language,)),
        "priced": priced,
        "address": f"{address_of(visit)}/full",
        "simple": address_of(visit),
        "languages": priced.shop.languages,
        "spots": spots,
        "offered": _offered(priced),
        "choice_words": lambda word, value: choice_words(visit.language, word, value),
    }
    page = Page(
        name="price_full", section="products", tab="list", values=values | ({"did": did} if did else {})
    )
    return desk.page(visit, page, status=status)


def _both(desk: Desk, visit: Visit, stale: StaleRevision) -> Answer:
    current = stale.current
    if not isinstance(current, Stored) or not isinstance(current.record, Product | AddOn):
        raise stale
    found = [one for one in current.record.prices if price_key(one) == visit.keys["price"]]
    theirs = dict(_filled(found[0], current.revision).pairs) if found else {REVISION: str(current.revision)}
    mine = Form([(name, value) for name, value in visit.form.pairs if value or name in theirs])
    page = Page(name="price_full", section="products", tab="list", values={})
    found_both = conflict(mine, theirs, _labels(mine, theirs), current, f"{address_of(visit)}/full")
    return desk.conflict(visit, page, found_both)


def _labels(mine: Form, theirs: dict[str, str]) -> dict[str, Message]:
    """A label for every field: its words, and where it stands."""
    return {name: say("page.plain", text=name) for name in (*mine.names(), *theirs)}
