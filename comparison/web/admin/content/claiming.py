"""A new claim about how a product is made: where, by whom, of what, in what it is packed, with its evidence.

Claims are rows like all others. A row that the category does not have yet is made with the claim.
"""

from collections.abc import Sequence

import msgspec
from litestar.handlers import HTTPRouteHandler
from msgspec.structs import replace

from .... import words
from ....core.bounds import MOST_FEATURES, Key, LineText, ShortText
from ....core.catalogue import Category, Cell, Evidence, Feature, Group, Product
from ....core.errors import NotFound, StaleRevision
from ....core.languages import label
from ....core.messages import say
from ....core.sources import Source
from ....core.values import NotStated, Words
from ....storage.formats.names import slug, unique
from ....storage.saving_together import Drawn, save_together
from ....storage.store import Store
from ...answers import Answer
from ...forms import Form
from ..desk import Desk
from ..parts import Part
from ..products.found import stored
from ..sheets import Section, Sheet, read_sheet, show_sheet
from ..visit import Visit
from .of_shop import shop_of
from .shapes import EVIDENCE, SOURCE

NEW = "/admin/{shop:str}/content/evidence/{product:str}/new-claim"
GROUP = "transparency"
SUBJECTS = ("origin", "making", "labour", "materials", "packaging", "carbon")
OTHER = "other"


class Claimed(msgspec.Struct, frozen=True, kw_only=True):
    """What is typed. *subject* is one of `SUBJECTS` or `OTHER`, which has a *name* of its own."""

    subject: Key
    value: LineText
    name: ShortText | None = None
    scope: LineText | None = None
    evidence: Evidence | None = None
    source: Source | None = None


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page, and its form."""
    return [desk.shows(NEW, show), desk.changes(NEW, save)]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The form, empty."""
    return show_sheet(desk, visit, await desk.ask(sheet_of, desk.store, visit))


async def save(desk: Desk, visit: Visit) -> Answer:
    """Write the claim into the product, and its row into the category where that has none."""
    sheet = await desk.ask(sheet_of, desk.store, visit)
    claimed = read_sheet(sheet, visit.form)
    if claimed is None:
        return show_sheet(desk, visit, sheet, status=422)
    product, _ = await desk.ask(stored, desk.store, visit, Product, visit.keys["product"])
    category, drawn = await desk.ask(stored, desk.store, visit, Category, product.category)
    widened, feature = with_row(category, claimed, sheet.languages)
    changed = replace(product, cells=(*_others(product, feature), _cell(feature, claimed)))
    records: list[Drawn] = [(changed, visit.form.revision)]
    if widened != category:
        records.append((widened, drawn))
    try:
        by, now = visit.by, visit.moment
        await desk.change(save_together, desk.store, visit.shop, records, by=by, now=now)
    except StaleRevision:
        visit.form.fail("", say("admin_persona.changed_meanwhile"))
        return show_sheet(desk, visit, sheet, status=409)
    return desk.go(visit, f"{_home(visit)}?did=saved")


def sheet_of(store: Store, visit: Visit) -> Sheet[Claimed]:
    """The form of a claim about the product of the address.

    Raises:
        NotFound: there is no such product, or its category is gone.
    """
    shop, _ = shop_of(store, visit)
    product, revision = stored(store, visit, Product, visit.keys["product"])
    category, _ = stored(store, visit, Category, product.category)
    if len(category.features) >= MOST_FEATURES:
        raise NotFound("feature", "new-claim")
    told = {one.feature for one in product.cells if not isinstance(one.value, NotStated)}
    subjects = tuple(one for one in SUBJECTS if one not in told)
    what = (
        Part("subject", "choice", "admin_look.subject", needed=True, choices=(*subjects, OTHER)),
        Part("name", "label", "admin_look.subject_name", help="admin_look.subject_name_help"),
        Part("value", "line", "admin_look.claimed", needed=True, help="admin_look.claimed_help"),
        Part("scope", "line", "admin_content.scope", help="admin_content.scope_help"),
    )
    speaker = words.speaker(visit.language)
    name = label(product.name, (visit.language, *shop.languages))
    return Sheet(
        tab="evidence",
        title=speaker.text("admin_look.new_claim"),
        sections=(
            Section("", what),
            Section("evidence", EVIDENCE, "admin.evidence", "admin_content.evidence_help"),
            Section("source", SOURCE, "admin_content.source", "admin_content.source_help"),
        ),
        languages=shop.languages,
        inner=Claimed(subject="", value={}),
        revision=revision,
        put=lambda _: product,
        take=lambda _: None,
        trail=(
            (f"/admin/{visit.shop}/content/evidence", speaker.text("admin.evidence")),
            (_home(visit), name),
        ),
        told=speaker.text("admin_look.new_claim_about"),
        checks=_checked,
    )


def with_row(category: Category, claimed: Claimed, languages: Sequence[str]) -> tuple[Category, str]:
    """*category* with a row for the claim, and the row's key; one of words that is there by now is taken."""
    if claimed.subject != OTHER:
        found = next((one for one in category.features if one.key == claimed.subject), None)
        if found and found.kind == "text":
            return category, found.key
    names = claimed.name if claimed.subject == OTHER else spoken_in(languages, f"subject_{claimed.subject}")
    wanted = (
        claimed.subject if claimed.subject != OTHER else slug((names or {}).get("en", ""), fallback="claim")
    )
    key = unique(wanted, {one.key for one in category.features})
    feature = Feature(key=key, label=names or {}, kind="text", group=GROUP)
    groups = category.groups
    if GROUP not in {one.key for one in groups}:
        groups = (*groups, Group(key=GROUP, label=spoken_in(languages, "transparency")))
    return replace(category, groups=groups, features=(*category.features, feature)), key


def spoken_in(languages: Sequence[str], key: str) -> dict[str, str]:
    """Words of ours as a text of the shop's: in those of its *languages* that we speak, else in its first."""
    name = f"admin_look.{key}"
    said = {one: words.speaker(one).text(name) for one in languages if words.speaker(one).knows(name)}
    return said or {languages[0]: words.speaker("en").text(name)}


def _checked(form: Form, claimed: Claimed) -> None:
    if claimed.subject == OTHER and not claimed.name:
        first = next((one for one in form.names("name.")), "")
        form.fail(first, say("admin_form.needed"))


def _others(product: Product, feature: str) -> tuple[Cell, ...]:
    return tuple(one for one in product.cells if one.feature != feature)


def _cell(feature: str, claimed: Claimed) -> Cell:
    return Cell(
        feature=feature,
        value=Words(text=claimed.value),
        claim=True,
        scope=claimed.scope,
        evidence=claimed.evidence,
        source=claimed.source,
    )


def _home(visit: Visit) -> str:
    return f"/admin/{visit.shop}/content/evidence/{visit.keys['product']}"
