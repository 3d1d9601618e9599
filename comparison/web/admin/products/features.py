"""One feature of a category: its kind, unit, which direction is better, its words; adding and deleting it."""

from collections.abc import Sequence

from litestar.handlers import HTTPRouteHandler
from msgspec.structs import replace

from ....core.bounds import MOST_FEATURES
from ....core.catalogue import Category, Feature
from ....core.errors import NotFound, StaleRevision
from ....core.languages import label
from ....core.messages import say
from ....storage.formats.names import slug, unique
from ....storage.store import Stored
from ....storage.units import UNITS
from ...answers import Answer
from ...forms import REVISION, Form
from ..conflicts import conflict
from ..desk import Desk, Page
from ..visit import Visit
from .category_form import DIRECTIONS, FEATURE_LABELS, KINDS, feature_fields, read_feature
from .found import shop_of, stored
from .uses import uses_of_feature

NEW = "/admin/{shop:str}/categories/{category:str}/new-feature"
FEATURE = "/admin/{shop:str}/categories/{category:str}/features/{feature:str}"
DELETE = "/admin/{shop:str}/categories/{category:str}/features/{feature:str}/delete"


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """Adding, editing and deleting a feature."""
    return [
        desk.shows(NEW, show),
        desk.changes(NEW, save),
        desk.shows(FEATURE, show),
        desk.changes(FEATURE, save),
        desk.shows(DELETE, ask),
        desk.changes(DELETE, delete),
    ]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The form: of the feature, or empty for a new one."""
    category, revision = await _category(desk, visit)
    feature = _feature(category, visit)
    fields: dict[str, str | Sequence[str]] = {"kind": "yes_no", "direction": "none"}
    if feature:
        fields = feature_fields(feature)
    form = visit.typed or Form.filled({REVISION: str(revision), **fields})
    return await _page(desk, visit, form, category)


async def save(desk: Desk, visit: Visit) -> Answer:
    """Write what was typed into the category, or say at which field it cannot be."""
    category, _ = await _category(desk, visit)
    shop = await desk.ask(shop_of, desk.store, visit)
    old = _feature(category, visit)
    typed = read_feature(visit.form, old or _blank(visit.form, category), category, shop.languages)
    if old is None and len(category.features) >= MOST_FEATURES:
        visit.form.fail("", say("admin_category.too_many", most=MOST_FEATURES))
    if typed is None or visit.form.errors:
        return await _page(desk, visit, visit.form, category, status=422)
    features = tuple(typed if one.key == typed.key else one for one in category.features)
    changed = replace(category, features=features if old else (*features, typed))
    try:
        await desk.save(visit, changed, expected=visit.form.revision)
    except StaleRevision as stale:
        return _both(desk, visit, stale)
    return desk.go(visit, f"{_home(visit)}?did=saved#features")


async def ask(desk: Desk, visit: Visit) -> Answer:
    """What deleting the feature would mean."""
    category, revision = await _category(desk, visit)
    feature = _feature(category, visit)
    if feature is None:
        raise NotFound("feature", visit.keys["feature"])
    uses = await desk.ask(uses_of_feature, desk.store, visit, category, feature.key)
    name = label(feature.label, (visit.language,))
    values = {"name": name, "revision": revision, "uses": uses, "back": _home(visit)}
    return desk.page(visit, Page(name="product_delete", section="products", tab="categories", values=values))


async def delete(desk: Desk, visit: Visit) -> Answer:
    """Take the feature out of its category; what products say of it stays with them."""
    category, _ = await _category(desk, visit)
    kept = tuple(one for one in category.features if one.key != visit.keys["feature"])
    try:
        await desk.save(visit, replace(category, features=kept), expected=visit.form.revision)
    except StaleRevision:
        return desk.go(visit, f"{_home(visit)}/features/{visit.keys['feature']}/delete")
    return desk.go(visit, f"{_home(visit)}?did=deleted#features")


def _blank(form: Form, category: Category) -> Feature:
    names = {name.partition(".")[2]: form.get(name) for name in form.names("label.")}
    taken = {one.key for one in category.features}
    key = unique(slug(names.get("en", ""), fallback="feature"), taken)
    return Feature(key=key, label={"en": key})


def _feature(category: Category, visit: Visit) -> Feature | None:
    wanted = visit.keys.get("feature", "")
    if not wanted:
        return None
    for feature in category.features:
        if feature.key == wanted:
            return feature
    raise NotFound("feature", wanted)


async def _page(desk: Desk, visit: Visit, form: Form, category: Category, *, status: int = 200) -> Answer:
    shop = await desk.ask(shop_of, desk.store, visit)
    groups = [(one.key, label(one.label, (visit.language,))) for one in category.groups]
    values = {
        "form": form,
        "category": label(category.label, (visit.language,)),
        "languages": shop.languages,
        "groups": groups,
        "kinds": KINDS,
        "directions": DIRECTIONS,
        "others": [
            (one.key, label(one.label, (visit.language,)))
            for one in category.features
            if one.key != visit.keys.get("feature")
        ],
        "units": sorted(UNITS),
        "home": _home(visit),
        "address": visit.path,
        "is_new": "feature" not in visit.keys,
    }
    page = Page(name="feature", section="products", tab="categories", values=values)
    return desk.page(visit, page, status=status)


async def _category(desk: Desk, visit: Visit) -> tuple[Category, int]:
    return await desk.ask(stored, desk.store, visit, Category, visit.keys["category"])


def _home(visit: Visit) -> str:
    return f"/admin/{visit.shop}/categories/{visit.keys['category']}"


def _both(desk: Desk, visit: Visit, stale: StaleRevision) -> Answer:
    current = stale.current
    if not isinstance(current, Stored) or not isinstance(current.record, Category):
        raise stale
    wanted = visit.keys.get("feature", "")
    theirs: dict[str, str | Sequence[str]] = {REVISION: str(current.revision)}
    for feature in current.record.features:
        theirs |= feature_fields(feature) if feature.key == wanted else {}
    mine = Form([(name, value) for name, value in visit.form.pairs if value or name in theirs])
    page = Page(name="feature", section="products", tab="categories", values={})
    return desk.conflict(visit, page, conflict(mine, theirs, FEATURE_LABELS, current, visit.path))
