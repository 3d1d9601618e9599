"""All buyer types as cards, and the word that one is still true."""

import datetime
from typing import NamedTuple

from litestar.handlers import HTTPRouteHandler
from msgspec.structs import replace

from ....core.errors import NotFound, StaleRevision
from ....core.languages import label
from ....core.messages import say
from ....core.personas import Persona
from ....storage.store import Store
from ...answers import Answer
from ...forms import Form
from ..desk import Desk, Page
from ..visit import Visit
from .fits import today_of
from .known import MOST_LISTED, comparisons_of, shop_of
from .reviewing import is_contradictory, is_old

PERSONAS = "/admin/{shop:str}/personas"
STILL_TRUE = "/admin/{shop:str}/personas/{persona:str}/still-true"


class Card(NamedTuple):
    """A buyer type as its card shows it. *notes* are pairs of a key of words and a text."""

    key: str
    revision: int
    name: str
    notes: tuple[tuple[str, str], ...]
    known_from: tuple[str, ...]
    looked: datetime.date | None
    is_old: bool
    is_contradictory: bool
    needs: int
    shown_in: tuple[str, ...]


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The cards, and the button on each."""
    return [desk.shows(PERSONAS, show), desk.changes(STILL_TRUE, still_true, shown_at=PERSONAS)]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The cards."""
    return await _page(desk, visit, Form())


async def still_true(desk: Desk, visit: Visit) -> Answer:
    """Note that somebody looked today, and found it true."""
    persona, _ = await desk.ask(persona_of, desk.store, visit)
    looked = replace(persona, last_reviewed=today_of(visit).isoformat())
    try:
        await desk.save(visit, looked, expected=visit.form.revision)
    except StaleRevision:
        visit.form.fail("", say("admin_persona.changed_meanwhile"))
        return await _page(desk, visit, visit.form, status=409)
    if not visit.is_partial:
        return desk.go(visit, f"/admin/{visit.shop}/personas?did=saved")
    return await _page(desk, visit, Form(), did="saved")


def persona_of(store: Store, visit: Visit) -> tuple[Persona, int]:
    """The buyer type of the address, and its revision.

    Raises:
        NotFound: there is none.
    """
    stored = store.get(visit.shop, "persona", visit.keys["persona"])
    if stored is None or not isinstance(stored.record, Persona):
        raise NotFound("persona", visit.keys["persona"])
    return stored.record, stored.revision


def cards_of(store: Store, visit: Visit) -> list[Card]:
    """The first `MOST_LISTED` by their keys; those that ask something go first."""
    _, languages = shop_of(store, visit)
    shown = [(label(one.title, languages) or one.key, one.personas) for one in comparisons_of(store, visit)]
    rows = store.page(visit.shop, "persona", limit=MOST_LISTED)
    cards = [
        _card(row.record, row.revision, visit, languages, shown)
        for row in rows
        if isinstance(row.record, Persona)
    ]
    return sorted(cards, key=lambda one: not (one.is_old or one.is_contradictory))


def _card(
    persona: Persona,
    revision: int,
    visit: Visit,
    languages: tuple[str, ...],
    shown: list[tuple[str, tuple[str, ...]]],
) -> Card:
    texts = {"who": persona.who, "wants": persona.wants, "struggles": persona.struggles}
    today = today_of(visit)
    return Card(
        key=persona.key,
        revision=revision,
        name=label(persona.label, languages),
        notes=tuple(
            (f"admin_persona.{name}", label(text, languages)) for name, text in texts.items() if text
        ),
        known_from=persona.known_from,
        looked=_day(persona.last_reviewed),
        is_old=is_old(persona, today),
        is_contradictory=is_contradictory(persona),
        needs=len(persona.needs),
        shown_in=tuple(title for title, keys in shown if persona.key in keys),
    )


def _day(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        return None


async def _page(desk: Desk, visit: Visit, form: Form, *, status: int = 200, did: str = "") -> Answer:
    cards = await desk.ask(cards_of, desk.store, visit)
    values = {"form": form, "cards": cards} | ({"did": did} if did else {})
    return desk.page(
        visit, Page(name="personas", section="personas", tab="list", values=values), status=status
    )
