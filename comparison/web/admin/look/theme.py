"""The shop's theme: tokens as fields, how legible they leave its words, and a comparison that wears them."""

from typing import Any

from litestar.handlers import HTTPRouteHandler
from msgspec.structs import replace

from ....core.catalogue import Comparison, Shop
from ....core.errors import StaleRevision
from ....core.languages import label
from ....core.theme import LEAST_CONTRAST, SCHEMES, Theme, pairs_of
from ....storage.store import Store, Stored
from ...answers import Answer
from ...forms import REVISION, Form
from ..conflicts import conflict
from ..content.of_shop import shop_of
from ..desk import Desk, Page
from ..options import Options
from ..visit import Visit
from .theme_form import LABELS, PICKER, SHOWN, fields_of, legible, picked, read_theme, swatches
from .theme_preview import frame_address

THEME = "/admin/{shop:str}/theme"
COMPARISON = "_comparison"
MOST_LISTED = 100


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page, and its form, which only an owner may send."""
    return [desk.shows(THEME, show), desk.changes(THEME, act, least="owner")]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The form, filled with the theme, or with what was typed before signing in again."""
    shop, revision = await desk.ask(shop_of, desk.store, visit)
    filled = Form.filled(fields_of(shop.theme or Theme(), revision))
    return desk.page(visit, await _page(desk, visit, shop, picked(visit.typed) if visit.typed else filled))


async def act(desk: Desk, visit: Visit) -> Answer:
    """What the button says: save, show what is typed by now, or empty every field."""
    shop, _ = await desk.ask(shop_of, desk.store, visit)
    form, doing = picked(visit.form), visit.form.get("_do")
    if doing == "try" and visit.is_partial:
        page = await _page(desk, visit, shop, form)
        return desk.part(visit, "admin/_theme_look.html", before=visit.form, **page.values)
    if doing == "reset":
        form = Form([(name, text) for name, text in form.pairs if name in {REVISION, COMPARISON}])
    if doing in {"try", "pick", "reset"}:
        return desk.page(visit, await _page(desk, visit, shop, form))
    theme = read_theme(form)
    if theme is None:
        return desk.refused(visit, await _page(desk, visit, shop, form))
    return await _saved(desk, visit, replace(shop, theme=None if theme == Theme() else theme), form)


async def _saved(desk: Desk, visit: Visit, changed: Shop, form: Form) -> Answer:
    try:
        revision = await desk.save(visit, changed, expected=form.revision)
    except StaleRevision as stale:
        return await _both(desk, visit, form, stale)
    fresh = {**fields_of(changed.theme or Theme(), revision), COMPARISON: form.get(COMPARISON)}
    page = await _page(desk, visit, changed, Form.filled(fresh))
    return desk.done(visit, page, visit.path)


async def _page(desk: Desk, visit: Visit, shop: Shop, form: Form) -> Page:
    options = await desk.ask(comparisons_of, desk.store, visit)
    values = theme_values(visit, shop, form, options)
    return Page(name="theme", section="settings", tab="look", values=values)


def theme_values(visit: Visit, shop: Shop, form: Form, options: Options) -> dict[str, Any]:
    """What the page and its part show of what is typed by now."""
    theme = legible(form)
    shown = {name: f"#{one.hexadecimal}" for name, one in swatches(theme).items()}
    usual = {name: f"#{one.hexadecimal}" for name, one in swatches(Theme()).items()}
    keys = [key for key, _ in options]
    chosen = form.get(COMPARISON) if form.get(COMPARISON) in keys else next(iter(keys), "")
    language = visit.language if visit.language in shop.languages else shop.languages[0]
    return {
        "form": form,
        "address": f"/admin/{visit.shop}/theme",
        "shown": shown,
        "usual": usual,
        "names": {"picker": PICKER, "shown": SHOWN},
        "pairs": [(scheme, pairs_of(theme.of(scheme), scheme)) for scheme in SCHEMES],
        "least": str(LEAST_CONTRAST),
        "comparisons": options,
        "comparison": chosen,
        "frames": [(one, frame_address(visit, chosen, theme, one, language)) for one in SCHEMES]
        if chosen
        else [],
    }


def comparisons_of(store: Store, visit: Visit) -> Options:
    """The comparisons that have something to show, by their keys."""
    rows = store.page(visit.shop, "comparison", limit=MOST_LISTED)
    found = [row.record for row in rows if isinstance(row.record, Comparison) and row.record.tiers]
    return [(one.key, label(one.title, (visit.language,)) or one.key) for one in found]


async def _both(desk: Desk, visit: Visit, form: Form, stale: StaleRevision) -> Answer:
    current = stale.current
    if not isinstance(current, Stored) or not isinstance(current.record, Shop):
        raise stale
    theirs = fields_of(current.record.theme or Theme(), current.revision)
    found = conflict(form, theirs, LABELS, current, visit.path)
    return desk.conflict(visit, await _page(desk, visit, current.record, form), found)
