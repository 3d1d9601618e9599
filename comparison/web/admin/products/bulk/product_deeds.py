"""Changes to products as such: state, category, brand, out of a comparison, deleted."""

from collections.abc import Sequence

from msgspec.structs import replace

from .....core.bounds import SHORT
from .....core.catalogue import Category, Cell, Comparison, Product, Stock
from .....core.languages import label
from .....core.messages import Message, say
from .....core.values import Words
from .....storage.bulk_editing import Deed, Edit
from ....forms import Form
from ..grid_shape import Held
from .deed import Changed, Difference, Doing, Known, Refused, edits_of_products

# A state of stock, or whether search engines and exports have it.
STATES = ("available", "sold_out", "gone", "hidden", "listed")
BRAND = "brand"
NOTHING = say("page.plain", text="–")


def state(form: Form, _: Known) -> Doing:
    """On sale, sold out, no longer sold; left out of search engines and exports or not."""
    wanted = form.choice("new_state", STATES)

    def change(product: Product) -> Changed | None:
        after = _in_state(product, wanted)
        if after == product:
            return None
        return Changed(after, (Difference(_state_words(product, wanted), _state_words(after, wanted)),))

    return Doing(Deed("product", "state", (("state", None, wanted),)), change, edits_of_products)


def category(form: Form, known: Known) -> Doing:
    """Another category; values that it has no row for stay stored."""
    key = form.choice("new_category", [one.key for one in known.categories])
    names = {one.key: label(one.label, (known.language,)) for one in known.categories}
    rows = {feature.key for one in known.categories if one.key == key for feature in one.features}

    def change(product: Product) -> Changed | None:
        if product.category == key:
            return None
        lost = sum(cell.feature not in rows for cell in product.cells)
        note = say("admin_bulk.without_row", count=lost) if lost else None
        before = _plain(names.get(product.category, product.category))
        return Changed(
            replace(product, category=key), (Difference(before, _plain(names.get(key, key)), note),)
        )

    return Doing(Deed("product", "category", (("category", None, key),)), change, edits_of_products)


def brand(form: Form, known: Known) -> Doing:
    """The value of the row ``brand``, the same in every language of the shop; empty takes it away."""
    name = form.text("brand", least=0, most=SHORT)
    having = {one.key for one in known.categories if _has_brand(one)}

    def change(product: Product) -> Changed | None:
        if product.category not in having:
            raise Refused(say("admin_bulk.no_brand_row"))
        old = next((cell for cell in product.cells if cell.feature == BRAND), None)
        cells = tuple(cell for cell in product.cells if cell is not old)
        cell = _branded(old, name, known) if name else None
        if cell == old:
            return None
        after = replace(product, cells=(*cells, cell) if cell else cells)
        return Changed(after, (Difference(_brand_words(old, known), _plain(name) if name else NOTHING),))

    return Doing(Deed("product", "brand", (("brand", None, name),)), change, edits_of_products)


def delete(_: Form, known: Known) -> Doing:
    """Take them away; what is published stays."""

    def change(product: Product) -> Changed:
        there = _plain(label(product.name, (known.language,)))
        return Changed(None, (Difference(there, say("admin_bulk.deleted")),))

    return Doing(Deed("product", "delete"), change, edits_of_products)


def comparison(form: Form, known: Known) -> Doing:
    """Out of one comparison; the products stay."""
    there = {one.key: (one, revision) for one, revision in known.comparisons}
    key = form.choice("comparison", there)
    found, revision = there.get(key, (None, 0))
    shown = {tier.product for tier in found.tiers} if found else set()
    title = _plain(label(found.title, (known.language,))) if found else NOTHING

    def change(product: Product) -> Changed | None:
        if product.key not in shown:
            return None
        return Changed(product, (Difference(title, say("admin_bulk.taken_out")),))

    def edits(changed: Sequence[tuple[Held, Changed]]) -> list[Edit]:
        gone = {held.product.key for held, _ in changed}
        return [Edit(found, revision, _without(found, gone))] if found and gone else []

    return Doing(Deed("comparison", "comparison", (("comparison", None, key),)), change, edits)


def _without(found: Comparison, gone: set[str]) -> Comparison:
    return replace(found, tiers=tuple(tier for tier in found.tiers if tier.product not in gone))


def _in_state(product: Product, wanted: str) -> Product:
    if wanted in {"hidden", "listed"}:
        return replace(product, private=wanted == "hidden")
    stock = product.stock
    if wanted == "available":
        return replace(product, stock=Stock(left=stock.left))
    if wanted == "sold_out":
        return replace(product, stock=replace(stock, state="sold_out"))
    return replace(product, stock=Stock(state="gone", left=stock.left))


def _state_words(product: Product, wanted: str) -> Message:
    if wanted in {"hidden", "listed"}:
        return say("admin_bulk.state.hidden" if product.private else "admin_bulk.state.listed")
    return say(f"admin_products.state.{product.stock.state}")


def _has_brand(one: Category) -> bool:
    return any(feature.key == BRAND and feature.kind == "text" for feature in one.features)


def _branded(old: Cell | None, name: str, known: Known) -> Cell:
    value = Words(text=dict.fromkeys(known.shop.languages, name))
    if old is None:
        return Cell(feature=BRAND, value=value)
    # What stood beside another value goes with it, as in the grid.
    return old if old.value == value else replace(old, value=value, note=None, evidence=None, source=None)


def _brand_words(old: Cell | None, known: Known) -> Message:
    if old is None or not isinstance(old.value, Words):
        return NOTHING
    return _plain(label(old.value.text, (known.language, *known.shop.languages)))


def _plain(text: str) -> Message:
    return say("page.plain", text=text)
