"""The pattern page: every partial of the comparison in every state, out of the demo catalogue.

For whoever changes a template or a style. It is served only where the settings say so, as the demo does.
"""

import datetime
from collections.abc import Callable, Sequence

import msgspec
from litestar import Response, route
from litestar.handlers import HTTPRouteHandler
from msgspec.structs import replace

from ..core.compare.changes import Shown, changes
from ..core.errors import ComparisonError
from ..core.messages import say
from ..core.pricing.drift import count_said
from ..core.view import View
from ..core.view_controls import Choice, Together
from .answers import HTML, answer, conditions, finished, response
from .fragments import READING, AnyRequest
from .pages import Pages, Seen
from .reading import stated_language
from .wanted import wanted

KEPT = "no-store"
LANGUAGES = ("en", "ko", "ja", "de")


class State(msgspec.Struct, frozen=True):
    """A state of the comparison: its name, and the address that shows it."""

    name: str
    place: str
    query: str = ""


class Pattern(msgspec.Struct, frozen=True, kw_only=True):
    """A state with its *view*; None where its catalogue is not in this database."""

    state: State
    view: View | None


Page = Callable[[Sequence[Pattern], str], str]
_AIR, _CHAT, _SHOP, _COFFEE = "hanui/air-purifiers", "team-chat/plans", "shop-plans/plans", "coffee/everyday"
STATES = (
    State("Nothing chosen", _AIR),
    State("Nothing chosen, four tiers, tabs and a quantity", _CHAT),
    State("Nothing chosen, a large table", _SHOP),
    State("Nothing chosen, claims and their evidence", _COFFEE),
    State("A persona with a good fit", _AIR, "persona=children"),
    State("A persona that a tier mostly fits", _AIR, "persona=pets"),
    State("A persona for whom nothing is confirmed", _CHAT, "persona=regulated"),
    State("A persona whose tier is sold out", "hanui/air-purifiers-sold-out", "persona=children"),
    State("Pain points", "hanui/air-purifiers-sold-out"),
    State("A pain point", "hanui/air-purifiers-sold-out", "pain=buttons"),
    State("The quiz, its first question", _AIR, "quiz=start"),
    State("The quiz, a later question", _AIR, "quiz=household&a.room=living-room"),
    State("The quiz, its result", _AIR, "a.room=living-room&a.household=children"),
    State("At a glance", _AIR, "view=awareness"),
    State("At a glance, a persona", _AIR, "view=awareness&persona=children"),
    State("What is paid", _AIR, "view=decision"),
    State("What is paid, a persona", _AIR, "view=decision&persona=children"),
    State("Differences only", _SHOP, "diff=only"),
    State("Against one tier", _AIR, "against=plus"),
    State("Paid by the year", _CHAT, "interval=year&qty.user=14"),
    State("Two of four", _CHAT, "tiers=free,pro"),
    State("One tier", _CHAT, "tiers=pro"),
    State("On the page of a product", _AIR, "current=hanui-plus"),
    State("Put together by the shopper", "hanui", "products=hanui-max,hanui-lite,hanui-plus"),
    State("Put together, one alone", "hanui", "products=hanui-max"),
    State("Put together, looking for one", "hanui", "products=hanui-max,hanui-lite&find=Plus"),
    State("Put together, none found", "hanui", "products=hanui-max,hanui-lite&find=teapot"),
)
_NO_ROOM = State("Put together, no room for one more", "hanui", "products=hanui-max,hanui-lite")
_OLD = State("An old link", _CHAT, "qty.user=10")
_NEW = State("An old link, today", _CHAT, "qty.user=12")
_CHECKED = State("Checked checkouts", _AIR, "view=decision")


def routes(pages: Pages, page: Page) -> list[HTTPRouteHandler]:
    """The route of the pattern page; *page* makes its HTML in a language."""

    @route("/-/patterns", http_method=READING)
    async def pattern_page(request: AnyRequest) -> Response[bytes]:
        stated = stated_language(request.scope["query_string"])
        lang = stated if stated in LANGUAGES else LANGUAGES[0]
        shown = [await _pattern(pages, state, lang) for state in STATES]
        shown.append(_without_room(await _pattern(pages, _NO_ROOM, lang)))
        shown.append(_with_checkouts(await _pattern(pages, _CHECKED, lang)))
        shown.append(await _old_link(pages, lang))
        asked = conditions(request.scope)
        return response(answer(finished(page(shown, lang).encode(), HTML, asked.coding), asked, KEPT))

    return [pattern_page]


async def _pattern(pages: Pages, state: State, lang: str) -> Pattern:
    seen = await _seen(pages, state, lang)
    return Pattern(state=state, view=seen.view if seen else None)


async def _seen(pages: Pages, state: State, lang: str) -> Seen | None:
    shop, _, comparison = state.place.partition("/")
    try:
        return await pages.seen(wanted("fragment", shop, comparison, f"lang={lang}&{state.query}".encode()))
    except ComparisonError:
        return None


async def _old_link(pages: Pages, lang: str) -> Pattern:
    """As if all that is told apart by two more people were what the shop changed since."""
    old, new = [await _seen(pages, state, lang) for state in (_OLD, _NEW)]
    if old is None or new is None:
        return Pattern(state=_OLD, view=None)
    today = pages.reader.clock().astimezone(new.zone).date()
    before, now = (Shown(edition=one.edition, view=one.view) for one in (old, new))
    told = changes(before, now, today - datetime.timedelta(days=30), lambda _: today)
    return Pattern(state=_OLD, view=replace(old.view, changes=told))


def _with_checkouts(pattern: Pattern) -> Pattern:
    """*pattern* as if checkouts had been checked, of which some differed."""
    if pattern.view is None:
        return pattern
    count, more = count_said(1_204, 3), say("receipt.drift_see")
    return replace(pattern, view=replace(pattern.view, proof=count, proof_more=more))


def _without_room(pattern: Pattern) -> Pattern:
    """*pattern* as if its shop let two be compared, and a third were asked for."""
    view = pattern.view
    if view is None:
        return pattern
    names = [tier.name for tier in view.tiers]
    swaps = tuple(
        Choice(value=",".join(view.context.products), label=say("page.plain", text=name), selected=False)
        for name in names
    )
    full = Together(most=len(names), waiting=view.shop_name, swaps=swaps, has_room=False)
    return replace(pattern, view=replace(view, together=full))
