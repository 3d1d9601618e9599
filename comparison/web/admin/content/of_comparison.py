"""What stands under one comparison: questions and answers, and what was done about what buyers said."""

from litestar.handlers import HTTPRouteHandler

from .... import words
from ....core.catalogue import Comparison
from ....core.errors import NotFound
from ....core.languages import label
from ....storage.store import AnyRecord, Store
from ...answers import Answer
from ..desk import Desk, Page
from ..sheets import Section, Sheet, act_on_sheet, show_sheet
from ..visit import Visit
from .of_shop import shop_of
from .shapes import HEARD, QUESTIONS

ALL = "/admin/{shop:str}/content/comparisons"
ONE = "/admin/{shop:str}/content/comparisons/{comparison:str}"
MOST_LISTED = 100


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The list, and the form of one."""
    return [desk.shows(ALL, show_all), desk.shows(ONE, show), desk.changes(ONE, act)]


async def show_all(desk: Desk, visit: Visit) -> Answer:
    """The comparisons; the only one at once."""
    found = await desk.ask(comparisons_of, desk.store, visit)
    if len(found) == 1:
        return desk.go(visit, f"{visit.path}/{found[0].key}")
    shop, _ = await desk.ask(shop_of, desk.store, visit)
    languages = (visit.language, *shop.languages)
    lines = [
        (one.key, label(one.title, languages) or one.key, len(one.questions), len(one.heard)) for one in found
    ]
    page = Page(name="content_comparisons", section="content", tab="comparisons", values={"lines": lines})
    return desk.page(visit, page)


async def show(desk: Desk, visit: Visit) -> Answer:
    """The form."""
    return show_sheet(desk, visit, await desk.ask(sheet_of, desk.store, visit))


async def act(desk: Desk, visit: Visit) -> Answer:
    """Save it."""
    return await act_on_sheet(desk, visit, await desk.ask(sheet_of, desk.store, visit))


def comparisons_of(store: Store, visit: Visit) -> list[Comparison]:
    """The first `MOST_LISTED` comparisons."""
    rows = store.page(visit.shop, "comparison", limit=MOST_LISTED)
    return [row.record for row in rows if isinstance(row.record, Comparison)]


def sheet_of(store: Store, visit: Visit) -> Sheet[Comparison]:
    """Questions, and what was heard and done.

    Raises:
        NotFound: there is no such comparison.
    """
    key = visit.keys["comparison"]
    stored = store.get(visit.shop, "comparison", key)
    if stored is None or not isinstance(stored.record, Comparison):
        raise NotFound("comparison", key)
    shop, _ = shop_of(store, visit)
    comparison: Comparison = stored.record
    sections = (
        Section(
            "questions", QUESTIONS, "admin_content.questions", "admin_content.questions_help", is_list=True
        ),
        Section("heard", HEARD, "admin.you_said_we_did", "admin_content.heard_help", is_list=True),
    )
    return Sheet(
        tab="comparisons",
        title=label(comparison.title, (visit.language, *shop.languages)) or key,
        sections=sections,
        languages=shop.languages,
        inner=comparison,
        revision=stored.revision,
        put=lambda changed: changed,
        take=_comparison,
        trail=(
            (
                f"/admin/{visit.shop}/content/comparisons",
                words.speaker(visit.language).text("admin_content.tab_comparisons"),
            ),
        ),
    )


def _comparison(record: AnyRecord) -> Comparison | None:
    return record if isinstance(record, Comparison) else None
