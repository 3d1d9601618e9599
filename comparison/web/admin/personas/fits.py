"""Whom what would fit, in words, by the engine itself: the draft as it would be with what was typed."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from ....core.asking import read_asked
from ....core.compare import compare
from ....core.errors import BadParameter
from ....core.kept import Kept
from ....core.messages import Message
from ....core.personas import Persona, without_notes
from ....core.publication import Edition, Publication
from ....core.view import TierView, View
from ....storage.feature_units import needs_in_feature_units, units_of
from ....storage.zones import zone_of
from ..visit import Visit

MOST_SAID = 2
_NEW = "new"


class FitCell(NamedTuple):
    """How a tier fits; *is_answer* where it is the one that would be named."""

    level: str
    words: Message
    is_answer: bool
    give_up: tuple[Message, ...]


class FitLine(NamedTuple):
    """One buyer type: *is_own* is the one being edited. *statement* says why none is named."""

    name: str
    is_own: bool
    cells: tuple[FitCell, ...]
    statement: Message | None


class FitTable(NamedTuple):
    """The fits of every buyer type of a comparison, in the order of *tiers*."""

    title: str
    tiers: tuple[str, ...]
    lines: tuple[FitLine, ...]


def fit_table(visit: Visit, draft: Publication | None, persona: Persona | None) -> FitTable | None:
    """The table of *draft* with *persona* in it, in the place of the one of its key, else at the end.

    None where the draft has no product or no market to show.
    """
    if draft is None or not draft.products or not draft.markets:
        return None
    publication = _with(draft, persona)
    kept, found = Kept(), []
    for one in publication.personas:
        view = _view(visit, publication, one, kept)
        if view is not None:
            found.append((one, view))
    if not found:
        return None
    own = persona.key if persona else ""
    lines = tuple(line_of(view, is_own=one.key == own) for one, view in found)
    first = found[0][1]
    return FitTable(first.title, tuple(tier.name for tier in first.tiers), lines)


def edition_of(visit: Visit, publication: Publication) -> Edition:
    """*publication* as an edition that nobody has published."""
    return Edition(number=0, digest="", published_at=visit.moment, publication=publication)


def today_of(visit: Visit) -> datetime.date:
    """The day by the shop's own clock."""
    return visit.now.astimezone(zone_of(visit.time_zone)).date()


def _with(draft: Publication, persona: Persona | None) -> Publication:
    if persona is None:
        return draft
    own = needs_in_feature_units(without_notes(persona), units_of(draft.category))
    others = tuple(own if one.key == own.key else one for one in draft.personas)
    there = any(one.key == own.key for one in draft.personas)
    return replace(draft, personas=others if there else (*others, own))


def _view(visit: Visit, publication: Publication, persona: Persona, kept: Kept) -> View | None:
    asked = read_asked([("lang", visit.language), ("persona", persona.key)])
    try:
        return compare(edition_of(visit, publication), asked, today_of(visit), kept=kept)
    except BadParameter:
        return None


def line_of(view: View, *, is_own: bool) -> FitLine:
    """How every tier of *view* fits whom it was asked for."""
    answer = view.answer
    name = answer.persona if answer else ""
    statement = answer.statement if answer else None
    return FitLine(name, is_own, tuple(_cells(view)), statement)


def _cells(view: View) -> Iterator[FitCell]:
    for tier in view.tiers:
        yield _cell(tier)


def _cell(tier: TierView) -> FitCell:
    level = tier.fit.level if tier.fit else ""
    label = tier.fit_label or tier.headline.figure
    return FitCell(level, label, tier.answer, tier.give_up[:MOST_SAID])
