"""A product as the fields of its form, and back."""

import datetime
from collections.abc import Sequence

import msgspec

from ....core.bounds import LONG, MOST_QUANTITY, SHORT
from ....core.catalogue import Product, Shop
from ....core.messages import Message, say
from ...forms import REVISION, Form

STOCK = ("available", "sold_out", "gone")
LABELS: dict[str, Message] = {
    name: say(f"admin_products.{name}")
    for name in (
        "name",
        "sku",
        "category",
        "offer",
        "stock",
        "back_on",
        "left",
        "offered_from",
        "offered_to",
        "description",
        "private",
    )
}


def fields_of(product: Product, revision: int) -> dict[str, str | Sequence[str]]:
    """*product* as the fields of its form."""
    texts = {"name": product.name, "description": product.description or {}}
    return {
        REVISION: str(revision),
        **{f"{name}.{one}": text for name, them in texts.items() for one, text in them.items()},
        "sku": product.sku or "",
        "category": product.category,
        "offer": product.offer or "",
        "stock": product.stock.state,
        "back_on": product.stock.back_on or "",
        "left": "" if product.stock.left is None else str(product.stock.left),
        "offered_from": product.offered_from or "",
        "offered_to": product.offered_to or "",
        **({"private": "1"} if product.private else {}),
    }


def read_product(form: Form, product: Product, shop: Shop, categories: Sequence[str]) -> Product | None:
    """*product* with what was typed; None where an error was noted."""
    languages = (*shop.languages, *(one for one in product.name if one not in shop.languages))
    left = form.get("left").strip()
    stock = {
        "state": form.choice("stock", STOCK),
        "back_on": read_day(form, "back_on"),
        "left": form.whole("left", least=0, most=MOST_QUANTITY) if left else None,
    }
    typed = {
        "name": form.labels("name", languages, most=SHORT, needed=shop.languages[:1]),
        "description": form.labels("description", languages, most=LONG, lines=True) or None,
        "sku": form.text("sku", least=0) or None,
        "category": form.choice("category", categories),
        "offer": form.text("offer", least=0, most=2_000) or None,
        "stock": {name: one for name, one in stock.items() if one is not None},
        "offered_from": read_day(form, "offered_from"),
        "offered_to": read_day(form, "offered_to"),
        "private": form.flag("private"),
    }
    first, last = typed["offered_from"], typed["offered_to"]
    if first and last and str(first) > str(last):
        form.fail("offered_to", say("admin_products.ends_before"))
    return form.record(Product, msgspec.to_builtins(product) | typed)


def read_day(form: Form, name: str) -> str | None:
    """A day of the calendar, None where nothing was typed."""
    typed = form.get(name).strip()
    if not typed:
        return None
    try:
        return datetime.date.fromisoformat(typed).isoformat()
    except ValueError:
        form.fail(name, say("admin_products.no_day"))
        return None
