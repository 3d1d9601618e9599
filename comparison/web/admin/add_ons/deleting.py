"""Taking an add-on away."""

from litestar.handlers import HTTPRouteHandler

from ....core.errors import StaleRevision
from ....core.languages import label
from ....core.messages import say
from ...answers import Answer
from ..desk import Desk, Page
from ..visit import Visit
from .known import ONE, add_on_of, comparisons_with

DELETE = f"{ONE}/delete"


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The question, and what its answer does."""
    return [desk.shows(DELETE, ask), desk.changes(DELETE, delete)]


async def ask(desk: Desk, visit: Visit) -> Answer:
    """What deleting it would mean."""
    add_on, revision = await desk.ask(add_on_of, desk.store, visit)
    titles = await desk.ask(lambda: list(comparisons_with(desk.store, visit, add_on.key)))
    uses = [say("admin_products.used_by_comparison", title=title) for title in titles]
    name = label(add_on.name, (visit.language,))
    values = {"name": name, "revision": revision, "uses": uses, "back": visit.path.removesuffix("/delete")}
    return desk.page(visit, Page(name="product_delete", section="products", tab="add_ons", values=values))


async def delete(desk: Desk, visit: Visit) -> Answer:
    """Take it away; what was published stays as it is."""
    add_on, _ = await desk.ask(add_on_of, desk.store, visit)
    try:
        await desk.delete(visit, "add_on", add_on.key, expected=visit.form.revision)
    except StaleRevision:
        return desk.go(visit, visit.path)
    return desk.go(visit, f"/admin/{visit.shop}/add-ons?did=removed")
