"""Home: the state of each comparison, and what would be good to do next."""

from typing import Literal, NamedTuple

from litestar.handlers import HTTPRouteHandler

from ...core.catalogue import Comparison, Shop
from ...core.errors import NotFound
from ...core.languages import label
from ...storage.store import Kind, Store
from ..answers import Answer
from . import kits
from .desk import Desk, Page
from .still_true import due_of
from .visit import Visit

MOST_LISTED = 50
State = Literal["draft", "live", "changed"]


class Line(NamedTuple):
    """A comparison: *changed* since edition *number* was published, or *live* as it is, or a *draft*."""

    key: str
    title: str
    state: State
    number: int
    tiers: int


class Step(NamedTuple):
    """A good next step: what to do (*words*), and the page for it by its words, if there is one.

    *name* is of what the words are about; *in_all* says how many of its kind this one step stands for.
    """

    words: str
    link: str = ""
    address: str = ""
    name: str = ""
    in_all: int = 1


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page."""
    return [desk.shows("/admin/{shop:str}", show)]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The page."""
    lines = await desk.ask(lines_of, desk.store, visit)
    steps = await desk.ask(steps_of, desk.store, visit, lines)
    values = {"lines": lines, "steps": steps, "kits": () if lines else kits.offered(visit)}
    return desk.page(visit, Page(name="home", section="home", values=values))


def lines_of(store: Store, visit: Visit) -> list[Line]:
    """The first `MOST_LISTED` comparisons by their keys."""
    stored = store.page(visit.shop, "comparison", limit=MOST_LISTED)
    return [_line(store, visit, one.record) for one in stored if isinstance(one.record, Comparison)]


def steps_of(store: Store, visit: Visit, lines: list[Line]) -> list[Step]:
    """At most three, those that shoppers notice first."""
    stored = store.get(visit.shop, "shop", visit.shop)
    if stored is None or not isinstance(stored.record, Shop):
        raise NotFound("shop", visit.shop)
    shop, settings = stored.record, f"/admin/{visit.shop}/settings"
    people = f"/admin/{visit.shop}/people"
    table, comparisons = f"/admin/{visit.shop}/import", f"/admin/{visit.shop}/comparisons"
    draft = next((line.key for line in lines if line.state == "draft" and line.tiers), None)
    old = still_true(store, visit)
    found = [
        (
            any(line.tiers == 0 for line in lines),
            Step("admin_kits.step_table", "admin_kits.step_table_link", table),
        ),
        (
            draft is not None,
            Step("admin_home.step_publish", "admin_comparisons.tab_check", f"{comparisons}/{draft}/check"),
        ),
        (
            any(line.tiers for line in lines) and not store.page(visit.shop, "persona", limit=1),
            Step("admin_kits.step_kit", "admin_kits.step_kit_link", f"/admin/{visit.shop}/start"),
        ),
        *((True, step) for step in old),
        (
            shop.contact is None,
            Step("admin_home.step_contact", "admin_home.step_contact_link", f"{settings}#contact"),
        ),
        (
            len(shop.languages) == 1,
            Step("admin_home.step_language", "admin_home.step_language_link", f"{settings}#languages"),
        ),
        (
            len(store.people(visit.shop)) == 1,
            Step("admin_home.step_people", "admin_home.step_people_link", people),
        ),
        (
            shop.theme is None,
            Step("admin_look.step_theme", "admin_look.step_theme_link", f"/admin/{visit.shop}/theme"),
        ),
        (
            not store.page(visit.shop, "add_on", limit=1),
            Step("admin_look.step_add_on", "admin_look.new_add_on", f"/admin/{visit.shop}/new-add-on"),
        ),
    ]
    return [step for is_due, step in found if is_due and lines][:3]


def still_true(store: Store, visit: Visit) -> list[Step]:
    """The one step that asks to look at something again; none where nothing has grown old."""
    rows = store.page(visit.shop, "comparison", limit=MOST_LISTED)
    due = due_of(store, visit, [row.record for row in rows if isinstance(row.record, Comparison)])
    return [Step(one.words, "admin_factors.still_link", one.address, one.name, len(due)) for one in due[:1]]


def _line(store: Store, visit: Visit, comparison: Comparison) -> Line:
    row = store.live(visit.shop, comparison.key, visit.moment)
    title = label(comparison.title, (visit.language,))
    if row is None:
        return Line(comparison.key, title, "draft", 0, len(comparison.tiers))
    changed = _changed_at(store, visit.shop, comparison) > row.published_at
    return Line(comparison.key, title, "changed" if changed else "live", row.number, len(comparison.tiers))


def _changed_at(store: Store, shop: str, comparison: Comparison) -> str:
    """The moment of the last change to anything that the comparison names."""
    named: dict[Kind, tuple[str, ...]] = {
        "shop": (shop,),
        "comparison": (comparison.key,),
        "category": (comparison.category,),
        "product": tuple(tier.product for tier in comparison.tiers),
        "persona": comparison.personas,
        "add_on": comparison.add_ons,
    }
    stored = (one for kind, keys in named.items() for one in store.get_many(shop, kind, keys).values())
    return max((one.updated_at for one in stored), default="")
