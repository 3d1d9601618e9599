"""What is usual for a feature in its trade: a range, and where that is known from."""

from decimal import Decimal

from litestar.handlers import HTTPRouteHandler
from msgspec.structs import replace

from .... import words
from ....core.catalogue import Category, Feature
from ....core.errors import NotFound
from ....core.languages import label
from ....core.messages import say
from ....storage.store import AnyRecord, Store
from ....storage.zones import zone_of
from ...answers import Answer
from ...forms import Form
from ..content.of_shop import shop_of
from ..content.shapes import DATED_SOURCE
from ..desk import Desk
from ..parts import Part
from ..sheets import Section, Sheet, act_on_sheet, show_sheet
from ..visit import Visit
from .competitor import not_in_the_future
from .found import stored

NORM = "/admin/{shop:str}/categories/{category:str}/features/{feature:str}/norm"
_PARTS = (
    Part("low", "number", "admin_look.norm_low", needed=True),
    Part("high", "number", "admin_look.norm_high", needed=True),
    Part("source", "group", "admin_content.source", parts=DATED_SOURCE),
)


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page, and its form."""
    return [desk.shows(NORM, show), desk.changes(NORM, act)]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The form."""
    return show_sheet(desk, visit, await desk.ask(sheet_of, desk.store, visit))


async def act(desk: Desk, visit: Visit) -> Answer:
    """Save it."""
    return await act_on_sheet(desk, visit, await desk.ask(sheet_of, desk.store, visit))


def sheet_of(store: Store, visit: Visit) -> Sheet[Feature]:
    """The norm of the feature of the address.

    Raises:
        NotFound: no such category or feature, or it is none of numbers.
    """
    shop, _ = shop_of(store, visit)
    category, revision = stored(store, visit, Category, visit.keys["category"])
    key, languages = visit.keys["feature"], (visit.language, *shop.languages)
    feature = _feature(category, key)
    if feature is None or feature.kind != "number":
        raise NotFound("feature", key)
    today = visit.now.astimezone(zone_of(visit.time_zone)).date()

    def checked(form: Form, changed: Feature) -> None:
        if changed.norm is None:
            return
        if Decimal(changed.norm.low) > Decimal(changed.norm.high):
            form.fail("norm.high", say("admin_look.norm_turned"))
        not_in_the_future(form, "norm.source.as_of", changed.norm.source, today)

    speaker = words.speaker(visit.language)
    here = f"/admin/{visit.shop}/categories"
    unit = f" ({speaker.unit_name(feature.unit)})" if feature.unit else ""
    return Sheet(
        tab="categories",
        section="products",
        title=speaker.text("admin_look.norm"),
        sections=(Section("norm", _PARTS, "", "admin_look.norm_help"),),
        languages=shop.languages,
        inner=feature,
        revision=revision,
        put=lambda changed: _with(category, changed),
        take=lambda record: _feature(record, key),
        trail=(
            (here, speaker.text("admin_products.tab_categories")),
            (f"{here}/{category.key}", label(category.label, languages)),
            (f"{here}/{category.key}/features/{key}", label(feature.label, languages)),
        ),
        told=f"{label(feature.label, languages)}{unit}",
        checks=checked,
    )


def _feature(record: AnyRecord, key: str) -> Feature | None:
    found = record.features if isinstance(record, Category) else ()
    return next((one for one in found if one.key == key), None)


def _with(category: Category, changed: Feature) -> Category:
    norm = replace(changed.norm, base_low=None, base_high=None, base_unit=None) if changed.norm else None
    new = replace(changed, norm=norm)
    features = tuple(new if one.key == new.key else one for one in category.features)
    return replace(category, features=features)
