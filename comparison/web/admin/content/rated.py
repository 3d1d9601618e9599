"""What buyers said of one product in numbers, and how many it is for."""

from collections.abc import Iterator

from litestar.handlers import HTTPRouteHandler

from .... import words
from ....core.catalogue import Category, Product
from ....core.languages import label
from ....core.messages import say
from ....core.personas import Persona
from ....storage.store import AnyRecord, Store
from ...answers import Answer
from ...forms import Form
from ..desk import Desk
from ..options import Options
from ..personas.known import MOST_LISTED, units_of
from ..products.found import stored
from ..sheets import Section, Sheet, act_on_sheet, show_sheet
from ..visit import Visit
from .of_product import beside, category_of, trail_of
from .of_shop import shop_of
from .rated_parts import VERIFIED, capacity_parts, rating_parts

RATED = "/admin/{shop:str}/content/products/{product:str}/rated"


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page, and its form."""
    return [desk.shows(RATED, show), desk.changes(RATED, act)]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The form."""
    return show_sheet(desk, visit, await desk.ask(sheet_of, desk.store, visit))


async def act(desk: Desk, visit: Visit) -> Answer:
    """Save it."""
    return await act_on_sheet(desk, visit, await desk.ask(sheet_of, desk.store, visit))


def sheet_of(store: Store, visit: Visit) -> Sheet[Product]:
    """Rating and capacity of the product of the address.

    Raises:
        NotFound: there is no such product.
    """
    shop, _ = shop_of(store, visit)
    product, revision = stored(store, visit, Product, visit.keys["product"])
    personas = [row.record for row in store.page(visit.shop, "persona", limit=MOST_LISTED)]
    types = [one for one in personas if isinstance(one, Persona)]
    speaker = words.speaker(visit.language)
    verified = [(way, speaker.text(f"admin_rated.verified_{way}")) for way in VERIFIED]
    about = list(_about(visit, types, category_of(store, visit, product), product))
    return Sheet(
        tab="products",
        title=label(product.name, (visit.language, *shop.languages)),
        sections=(
            Section("rating", rating_parts(about, verified), "admin_rated.rating", "admin_rated.rating_help"),
            Section(
                "capacity",
                capacity_parts(_units(visit, types, product)),
                "admin_rated.capacity",
                "admin_rated.capacity_help",
                is_list=True,
            ),
        ),
        languages=shop.languages,
        inner=product,
        revision=revision,
        put=lambda changed: changed,
        take=_product,
        trail=trail_of(visit),
        checks=_checked,
        pages=beside(visit, is_rated=True),
    )


def _checked(form: Form, product: Product) -> None:
    """Ends in their order, each unit once; that the numbers of a rating agree is the check's (H37)."""
    seen: set[str] = set()
    for place, size in enumerate(product.capacity):
        if size.unit in seen:
            form.fail(f"capacity.{place}.unit", say("admin_rated.unit_twice"))
        seen.add(size.unit)
        if size.min is not None and size.max is not None and size.min > size.max:
            form.fail(f"capacity.{place}.max", say("admin_rated.turned"))


def _about(
    visit: Visit, personas: list[Persona], category: Category | None, product: Product
) -> Iterator[tuple[str, str]]:
    """What a part of a rating can be of, and what it is of by now though it is gone."""
    features = category.features if category else ()
    known = {f"persona:{one.key}": label(one.label, (visit.language,)) for one in personas}
    known |= {f"feature:{one.key}": label(one.label, (visit.language,)) for one in features}
    stated = (f"{one.of}:{one.key}" for one in (product.rating.parts if product.rating else ()))
    known |= {one: one.partition(":")[2] for one in stated if one not in known}
    yield from known.items()


def _units(visit: Visit, personas: list[Persona], product: Product) -> Options:
    """What the shop's buyer types are counted by, what the product states, and the usual ones."""
    counted = [size.unit for one in personas for size in one.sizes]
    stated = [size.unit for size in product.capacity]
    speaker = words.speaker(visit.language)
    usual = [unit for unit, _ in units_of(visit, None, None)]
    return [(unit, speaker.unit_name(unit)) for unit in dict.fromkeys((*stated, *counted, *usual))]


def _product(record: AnyRecord) -> Product | None:
    return record if isinstance(record, Product) else None
