"""The comparisons of a shop with their state; and the form that begins another one."""

from typing import NamedTuple

from litestar.handlers import HTTPRouteHandler

from ....core.catalogue import Category, Comparison, Shop
from ....core.errors import StaleRevision
from ....core.languages import label
from ....core.messages import say
from ....core.personas import Persona
from ....storage.checking import findings_on
from ....storage.formats.names import slug, unique
from ....storage.noted_publishing import scheduled
from ....storage.product_search import Wanted
from ....storage.store import Store
from ....storage.zones import zone_of
from ...answers import Answer
from ...forms import Form
from ..desk import Desk, Page
from ..guesses import markets
from ..home import Line, lines_of
from ..visit import Visit
from .known import Options, shop_of
from .places import COMPARISONS, ONE

# More than a shopper sees at once nobody should have to take out again.
_MOST_AT_FIRST, _MOST_PERSONAS = 5, 12
_MOST_CATEGORIES = 100


class Listed(NamedTuple):
    """A comparison in the list: its line, since when what is live is, and what comes next, where known."""

    line: Line
    since: str
    next: str


class Choices(NamedTuple):
    """What the form asks about: the categories, and the languages *needed* in a title to be published."""

    categories: Options
    needed: tuple[str, ...]


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The list, its form, and the number of findings of one comparison."""
    return [
        desk.shows(COMPARISONS, show),
        desk.changes(COMPARISONS, add),
        desk.shows(f"{ONE}/findings", count),
    ]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The list."""
    return desk.page(visit, await _page(desk, visit, visit.form))


async def add(desk: Desk, visit: Visit) -> Answer:
    """Begin a comparison with what its category has, and go on to it."""
    comparison = await desk.ask(begun, desk.store, visit)
    if comparison is None:
        return desk.refused(visit, await _page(desk, visit, visit.form))
    try:
        await desk.save(visit, comparison, expected=0)
    except StaleRevision:
        visit.form.fail("", say("admin_comparisons.taken"))
        return desk.refused(visit, await _page(desk, visit, visit.form))
    return desk.go(visit, f"/admin/{visit.shop}/comparisons/{comparison.key}?did=saved")


async def count(desk: Desk, visit: Visit) -> Answer:
    """How many findings there are, for the cell of the list."""
    zone = zone_of(visit.time_zone)
    found = await desk.change(
        findings_on,
        desk.store,
        visit.shop,
        visit.keys["comparison"],
        markets=markets(),
        today=visit.now.astimezone(zone).date(),
    )
    return desk.part(
        visit,
        "admin/_comparison_count.html",
        errors=sum(one.level == "error" for one in found),
        warnings=sum(one.level == "warning" for one in found),
    )


def begun(store: Store, visit: Visit) -> Comparison | None:
    """The comparison that was asked for, with products and buyer types of its category to begin with."""
    form, choices = visit.form, choices_of(store, visit)
    title = form.labels("title", choices.needed, needed=choices.needed)
    category = form.choice("category", [key for key, _ in choices.categories])
    noun = form.choice("noun", ("product", "plan"))
    taken = {row.record.key for row in store.page(visit.shop, "comparison")}
    named = title.get("en") or next(iter(title.values()), "")
    values = {
        "key": unique(slug(named, fallback=category or "comparison"), taken),
        "title": title,
        "category": category,
        "noun": noun,
        "tiers": [{"key": key, "product": key} for key in _products(store, visit, category)],
        "personas": _personas(store, visit, category),
    }
    return form.record(Comparison, values)


def choices_of(store: Store, visit: Visit) -> Choices:
    """What there is to choose from for another comparison."""
    shop: Shop = shop_of(store, visit)
    rows = store.page(visit.shop, "category", limit=_MOST_CATEGORIES)
    found = [row.record for row in rows]
    languages = (visit.language, *shop.languages)
    named = [(one.key, label(one.label, languages)) for one in found if isinstance(one, Category)]
    needed = tuple(one for one in shop.languages if one in {shop.languages[0], *shop.complete_languages})
    return Choices(sorted(named, key=lambda pair: pair[1]), needed)


def _products(store: Store, visit: Visit, category: str) -> list[str]:
    """The products of a category that has few of them, the first added first; else none."""
    found = store.find_products(visit.shop, Wanted(category=category, limit=_MOST_AT_FIRST + 1))
    return [one.key for one in reversed(found)] if len(found) <= _MOST_AT_FIRST else []


def _personas(store: Store, visit: Visit, category: str) -> list[str]:
    found = [row.record for row in store.page(visit.shop, "persona", limit=_MOST_CATEGORIES)]
    return [one.key for one in found if isinstance(one, Persona) and one.category == category][
        :_MOST_PERSONAS
    ]


def _listed(store: Store, visit: Visit) -> list[Listed]:
    return [_one(store, visit, line) for line in lines_of(store, visit)]


def _one(store: Store, visit: Visit, line: Line) -> Listed:
    log = store.live_log(visit.shop, line.key) if line.number else []
    begun_at = [entry.since for entry in log if entry.since <= visit.moment]
    planned = scheduled(store, visit.shop, line.key, visit.moment)
    return Listed(line, max(begun_at, default=""), planned[0].since if planned else "")


async def _page(desk: Desk, visit: Visit, form: Form) -> Page:
    values = {
        "form": form,
        "listed": await desk.ask(_listed, desk.store, visit),
        "choices": await desk.ask(choices_of, desk.store, visit),
    }
    return Page(name="comparisons", section="comparisons", values=values)
