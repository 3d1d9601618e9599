"""Categories: what makes products comparable. Adding one, its groups, the order of its features."""

from collections.abc import Sequence
from typing import TypeVar

from litestar.handlers import HTTPRouteHandler
from msgspec.structs import replace

from ....core.bounds import SHORT
from ....core.catalogue import Category, Feature, Group
from ....core.errors import StaleRevision
from ....core.languages import label
from ....core.messages import Message, say
from ....storage.store import Stored
from ...answers import Answer
from ...forms import REVISION, Form
from ..conflicts import conflict
from ..desk import Desk, Page
from ..visit import Visit
from .adding import free_key
from .category_form import MOST_NEW_GROUPS, fields_of, read_category
from .found import all_categories, resumed, shop_of, stored
from .uses import uses_of_category

CATEGORIES = "/admin/{shop:str}/categories"
CATEGORY = "/admin/{shop:str}/categories/{category:str}"
DELETE = "/admin/{shop:str}/categories/{category:str}/delete"
LABELS: dict[str, Message] = {
    "label": say("admin_category.label"),
    "group": say("admin_category.groups"),
}
Ordered = TypeVar("Ordered", Feature, Group)


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The list, one category, and deleting it."""
    return [
        desk.shows(CATEGORIES, show_all),
        desk.changes(CATEGORIES, add),
        desk.shows(CATEGORY, show),
        desk.changes(CATEGORY, act),
        desk.shows(DELETE, ask),
        desk.changes(DELETE, delete),
    ]


async def show_all(desk: Desk, visit: Visit) -> Answer:
    """All categories, and the form for a new one."""
    return await _list(desk, visit, visit.typed or Form())


async def add(desk: Desk, visit: Visit) -> Answer:
    """Add a category, and go on to it."""
    shop = await desk.ask(shop_of, desk.store, visit)
    names = visit.form.labels("label", shop.languages, most=SHORT, needed=shop.languages[:1])
    key = await desk.ask(free_key, desk.store, visit.shop, "category", names)
    category = visit.form.record(Category, {"key": key, "label": names})
    if category is None:
        return await _list(desk, visit, visit.form, status=422)
    await desk.save(visit, category, expected=0)
    return desk.go(visit, f"{_home(visit)}/{key}?did=saved")


async def show(desk: Desk, visit: Visit) -> Answer:
    """One category: its names, its groups, its features in order."""
    category, revision = await _category(desk, visit)
    form = resumed(visit, "label") or Form.filled({REVISION: str(revision), **fields_of(category)})
    return await _page(desk, visit, form, category, revision)


async def act(desk: Desk, visit: Visit) -> Answer:
    """Save names and groups, or move a feature or a group."""
    category, revision = await _category(desk, visit)
    shop = await desk.ask(shop_of, desk.store, visit)
    form = visit.form
    moved = form.get("_move") or form.get("_order")
    changed = in_new_order(category, form) if moved else read_category(form, category, shop.languages)
    if changed is None:
        return await _page(desk, visit, form, category, revision, status=422)
    try:
        now = await desk.save(visit, changed, expected=form.revision)
    except StaleRevision as stale:
        return _both(desk, visit, stale, is_move=bool(moved))
    did = "moved" if moved else "saved"
    if not visit.is_partial:
        return desk.go(visit, f"{_address(visit)}?did={did}{'#features' if moved else ''}")
    fresh = Form.filled({REVISION: str(now), **fields_of(changed)})
    return await _page(desk, visit, fresh, changed, now, did=did)


async def ask(desk: Desk, visit: Visit) -> Answer:
    """What deleting the category would mean."""
    category, revision = await _category(desk, visit)
    uses = await desk.ask(uses_of_category, desk.store, visit, category.key)
    name = label(category.label, (visit.language,))
    values = {"name": name, "revision": revision, "uses": uses, "back": _address(visit)}
    return desk.page(visit, Page(name="product_delete", section="products", tab="categories", values=values))


async def delete(desk: Desk, visit: Visit) -> Answer:
    """Take the category away; its products stay, without one."""
    try:
        await desk.delete(visit, "category", visit.keys["category"], expected=visit.form.revision)
    except StaleRevision:
        return desk.go(visit, f"{_address(visit)}/delete")
    return desk.go(visit, f"{_home(visit)}?did=deleted")


def in_new_order(category: Category, form: Form) -> Category:
    """*category* with a feature or a group moved: ``_move`` ``feature.area.up``, ``_order`` a whole order."""
    if order := form.get("_order"):
        return replace(category, features=ordered(category.features, order.split(",")))
    what, _, rest = form.get("_move").partition(".")
    key, _, direction = rest.partition(".")
    step = -1 if direction == "up" else 1
    if what == "group":
        return replace(category, groups=moved_by(category.groups, key, step))
    return replace(category, features=moved_by(category.features, key, step))


def moved_by(items: Sequence[Ordered], key: str, step: int) -> tuple[Ordered, ...]:
    """*items* with the one of *key* a place earlier or later, if there is one."""
    them = list(items)
    place = next((place for place, one in enumerate(them) if one.key == key), None)
    if place is not None and 0 <= place + step < len(them):
        them[place], them[place + step] = them[place + step], them[place]
    return tuple(them)


def ordered(items: Sequence[Ordered], keys: Sequence[str]) -> tuple[Ordered, ...]:
    """*items* in the order of *keys*; those that are not named stay behind them, as they were."""
    places = {key: place for place, key in enumerate(keys)}
    return tuple(sorted(items, key=lambda one: places.get(one.key, len(places))))


async def _list(desk: Desk, visit: Visit, form: Form, status: int = 200) -> Answer:
    shop = await desk.ask(shop_of, desk.store, visit)
    found = await desk.ask(all_categories, desk.store, visit)
    lines = [
        (
            one.key,
            label(one.label, (visit.language,)),
            len(one.features),
            desk.store.count_products(visit.shop, one.key),
        )
        for one in found
    ]
    values = {"form": form, "lines": lines, "languages": shop.languages}
    return desk.page(
        visit, Page(name="categories", section="products", tab="categories", values=values), status=status
    )


async def _page(
    desk: Desk,
    visit: Visit,
    form: Form,
    category: Category,
    revision: int,
    *,
    status: int = 200,
    did: str = "",
) -> Answer:
    shop = await desk.ask(shop_of, desk.store, visit)
    groups = {one.key: label(one.label, (visit.language,)) for one in category.groups}
    features = [
        (one, label(one.label, (visit.language,)), groups.get(one.group or "", ""))
        for one in category.features
    ]
    values = {
        "form": form,
        "category": category,
        "revision": revision,
        "name": label(category.label, (visit.language,)),
        "languages": shop.languages,
        "features": features,
        "rows": range(len(category.groups) + MOST_NEW_GROUPS),
        "address": _address(visit),
    }
    page = Page(
        name="category", section="products", tab="categories", values=values | ({"did": did} if did else {})
    )
    return desk.page(visit, page, status=status)


async def _category(desk: Desk, visit: Visit) -> tuple[Category, int]:
    return await desk.ask(stored, desk.store, visit, Category, visit.keys["category"])


def _home(visit: Visit) -> str:
    return f"/admin/{visit.shop}/categories"


def _address(visit: Visit) -> str:
    return f"{_home(visit)}/{visit.keys['category']}"


def _both(desk: Desk, visit: Visit, stale: StaleRevision, *, is_move: bool) -> Answer:
    current = stale.current
    if not isinstance(current, Stored) or not isinstance(current.record, Category):
        raise stale
    if is_move:
        return desk.go(visit, f"{_address(visit)}#features")
    theirs = {REVISION: str(current.revision), **fields_of(current.record)}
    mine = Form([(name, value) for name, value in visit.form.pairs if value or name in theirs])
    page = Page(name="category", section="products", tab="categories", values={})
    return desk.conflict(visit, page, conflict(mine, theirs, LABELS, current, _address(visit)))
