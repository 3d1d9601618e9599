"""What the shop says of tiers itself: short names, its own pick, fits it lowers, extras to be added."""

from typing import Annotated

import msgspec
from litestar.handlers import HTTPRouteHandler
from msgspec import Meta
from msgspec.structs import replace

from .... import words
from ....core.bounds import Key, ShortText
from ....core.catalogue import AddOn, Comparison, Tier
from ....core.languages import label
from ....core.messages import say
from ....core.overrides import PHRASINGS, Override, Pick
from ....storage.store import AnyRecord, Store
from ...answers import Answer
from ...forms import Form
from ..add_ons.known import chosen_first
from ..desk import Desk
from ..parts import Part
from ..sheets import Section, Sheet, act_on_sheet, show_sheet
from ..visit import Visit
from .known import MOST_OFFERED, Known, Options, known
from .places import ONE, TABS, address_of

MARKS = f"{ONE}/marks"
LOWERED = ("partial", "unclear", "no")
_MOST_PHRASINGS = max(PHRASINGS.values()) - 1


class Marks(msgspec.Struct, frozen=True, kw_only=True):
    """The part of a comparison that this page is about; *labels* are the tiers' own, by their keys."""

    labels: dict[Key, ShortText] = {}
    pick: Pick | None = None
    overrides: Annotated[tuple[Override, ...], Meta(max_length=100)] = ()
    add_ons: Annotated[tuple[Key, ...], Meta(max_length=100)] = ()


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page, and its form."""
    return [desk.shows(MARKS, show), desk.changes(MARKS, act)]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The form."""
    return show_sheet(desk, visit, await desk.ask(sheet_of, desk.store, visit))


async def act(desk: Desk, visit: Visit) -> Answer:
    """Save it."""
    return await act_on_sheet(desk, visit, await desk.ask(sheet_of, desk.store, visit))


def sheet_of(store: Store, visit: Visit) -> Sheet[Marks]:
    """What the shop says of the tiers of the comparison of the address.

    Raises:
        NotFound: there is no such comparison.
    """
    there = known(store, visit)
    speaker = words.speaker(visit.language)
    return Sheet(
        tab="marks",
        section="comparisons",
        title=there.title,
        sections=_sections(there, chosen_first(_extras(store, visit), there.comparison.add_ons)),
        languages=there.shop.languages,
        inner=_taken(there.comparison),
        revision=there.revision,
        put=lambda changed: _put(there.comparison, changed),
        take=lambda record: _taken(record) if isinstance(record, Comparison) else None,
        trail=((f"/admin/{visit.shop}/comparisons", speaker.text("admin.comparisons")),),
        checks=_checked,
        pages=tuple(
            (address_of(visit, one.path), speaker.text(one.words), one.key == "marks") for one in TABS
        ),
    )


def _sections(there: Known, extras: Options) -> tuple[Section, ...]:
    tiers = [(key, name or key) for key, name in there.names.items()]
    rows = [option for group in there.rows for option in group.options]
    labels = tuple(Part(key, "label", "admin_look.tier_label", said=name) for key, name in tiers)
    overrides = (
        Part("persona", "choice", "admin_look.override_persona", needed=True, pairs=tuple(there.personas)),
        Part("tier", "choice", "admin_look.override_tier", needed=True, pairs=tuple(tiers)),
        Part("level", "choice", "admin_look.level", choices=LOWERED, help="admin_look.level_help"),
        Part("reason", "line", "admin_look.level_reason"),
        Part("but", "line", "admin_look.but", help="admin_look.but_help"),
        Part("feature", "choice", "admin_look.but_row", pairs=tuple(rows)),
        Part("phrasing", "whole", "admin_look.phrasing", most=_MOST_PHRASINGS, more=True),
    )
    pick = (
        Part("tier", "choice", "admin_look.pick_tier", needed=True, pairs=tuple(tiers)),
        Part("reason", "line", "admin_look.pick_reason", needed=True, help="admin_look.pick_reason_help"),
        Part("paid", "flag", "admin_look.pick_paid", help="admin_look.pick_paid_help"),
    )
    found = [Section("labels", labels, "admin_look.tier_labels", "admin_look.tier_labels_help")]
    if tiers:
        found.append(Section("pick", pick, "admin_look.pick", "admin_look.pick_help"))
    if tiers and there.personas:
        found.append(
            Section("overrides", overrides, "admin_look.overrides", "admin_look.overrides_help", is_list=True)
        )
    if extras:
        offered = (Part("add_ons", "choices", "admin_look.offered", pairs=tuple(extras)),)
        found.append(Section("", offered, "admin_look.add_ons", "admin_look.offered_help"))
    return tuple(found)


def _extras(store: Store, visit: Visit) -> Options:
    rows = store.page(visit.shop, "add_on", limit=MOST_OFFERED)
    found = [row.record for row in rows if isinstance(row.record, AddOn)]
    return [(one.key, label(one.name, (visit.language,)) or one.key) for one in found]


def _checked(form: Form, marks: Marks) -> None:
    """An override says something, a lower level its reason, a sentence the row that it is about."""
    for place, override in enumerate(marks.overrides):
        stem = f"overrides.{place}"
        if override.level is None and not override.but:
            form.fail(f"{stem}.level", say("admin_look.override_empty"))
        if override.level is not None and not override.reason:
            form.fail(
                f"{stem}.reason.{_first(form, f'{stem}.reason.')}", say("admin_look.level_needs_reason")
            )
        if override.but and override.feature is None:
            form.fail(f"{stem}.feature", say("admin_look.but_needs_row"))


def _first(form: Form, stem: str) -> str:
    """The language of the first field of a text."""
    return next((name.removeprefix(stem) for name in form.names(stem)), "")


def _taken(comparison: Comparison) -> Marks:
    return Marks(
        labels={tier.key: tier.label for tier in comparison.tiers if tier.label},
        pick=comparison.pick,
        overrides=comparison.overrides,
        add_ons=comparison.add_ons,
    )


def _put(comparison: Comparison, marks: Marks) -> AnyRecord:
    tiers = tuple(
        Tier(key=one.key, product=one.product, label=marks.labels.get(one.key)) for one in comparison.tiers
    )
    return replace(comparison, tiers=tiers, pick=marks.pick, overrides=marks.overrides, add_ons=marks.add_ons)
