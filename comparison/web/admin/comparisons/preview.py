"""The draft as shoppers would see it: the very element, in three widths, in every language, as anybody.

Four addresses: the page with its controls, the frames inside of it, the fragment that the element asks for,
and the draft as a page of its own. All are for people of the shop, and nobody may keep them.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import urlencode

import msgspec
from litestar.handlers import HTTPRouteHandler

from .... import words
from ....core.asking import read_asked
from ....core.compare import compare
from ....core.context import Asked
from ....core.delivery import Clock
from ....core.languages import label
from ....core.resolving import default_quantities
from ....core.view import View
from ....storage.holidays import holidays_of
from ....storage.store import Store
from ...answers import HTML, Answer, momentary
from ...forms import Form
from ..desk import Desk
from ..guesses import markets
from ..visit import Visit
from .drafting import draft_edition, now_there, title_of
from .known import Options
from .places import ONE, address_of, page_of

WIDTHS = (360, 768, 1280)
# What the page may ask the element to show it as, besides quantities.
_AS = ("persona", "market")
_QUANTITY = "qty."


class Choices(NamedTuple):
    """What the draft can be looked at as. *units* are counted by prices, with the number assumed."""

    title: str
    can_show: bool
    languages: tuple[str, ...]
    personas: Options
    markets: Options
    units: Mapping[str, int]


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The four addresses."""
    return [
        desk.shows(f"{ONE}/preview", show),
        desk.shows(f"{ONE}/frame", frame),
        desk.shows(f"{ONE}/draft", fragment),
        desk.shows(f"{ONE}/page", whole),
    ]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The frames, as the address asks for them."""
    choices = await desk.ask(choices_of, desk.store, visit)
    form = Form.filled(_asked(visit, choices))
    languages = [one for one in choices.languages if form.get("lang") in {"", one}]
    frames = [(one, f"{address_of(visit, '/frame')}?{_query(form, one)}") for one in languages]
    values = {
        "form": form,
        "choices": choices,
        "frames": frames,
        "widths": WIDTHS,
        "unit_name": words.speaker(visit.language).unit_name,
    }
    return desk.page(visit, page_of("comparison_preview", "preview", visit, choices.title, **values))


async def frame(desk: Desk, visit: Visit) -> Answer:
    """A page with nothing but the element."""
    query = dict(visit.query)
    language = query.pop("lang", visit.language)
    return desk.part(
        visit,
        "admin/_comparison_frame.html",
        lang=language if language.replace("-", "").isalnum() else visit.language,
        context=urlencode(query),
        draft=f"..{address_of(visit, '/draft')}",
        whole=f"{address_of(visit, '/page')}?{urlencode(visit.query)}",
    )


async def fragment(desk: Desk, visit: Visit) -> Answer:
    """What the element asks for."""
    return await rendered(desk, visit, "shop/_comparison.html", address_of(visit, "/draft"))


async def whole(desk: Desk, visit: Visit) -> Answer:
    """The draft as a page of its own, for whoever has no script."""
    return await rendered(desk, visit, "shop/share.html", address_of(visit, "/draft"))


def choices_of(store: Store, visit: Visit) -> Choices:
    """What the draft can be looked at as."""
    draft = draft_edition(store, visit)
    publication = draft.publication
    languages = (visit.language, *publication.shop.languages)
    return Choices(
        title=title_of(draft, visit),
        can_show=bool(publication.products),
        languages=publication.shop.languages,
        personas=[(one.key, label(one.label, languages)) for one in publication.personas],
        markets=[
            (code, label(markets()[code].name, (visit.language,)))
            for code in publication.shop.markets
            if code in markets()
        ],
        units=default_quantities(publication, None, ()),
    )


def _asked(visit: Visit, choices: Choices) -> dict[str, str]:
    """What the address asks to look at it as; what cannot be is left out."""
    accepted = {
        "persona": {key for key, _ in choices.personas},
        "market": {code for code, _ in choices.markets},
        "lang": set(choices.languages),
    }
    asked = {name: visit.query.get(name, "") for name in accepted}
    asked = {name: value if value in accepted[name] else "" for name, value in asked.items()}
    for unit in choices.units:
        typed = visit.query.get(f"{_QUANTITY}{unit}", "")
        asked[f"{_QUANTITY}{unit}"] = typed if typed.isascii() and typed.isdigit() and len(typed) < 10 else ""
    return asked


def _query(form: Form, language: str) -> str:
    named = [(name, value) for name, value in form.pairs if value and name != "lang"]
    return urlencode([("lang", language), *named])


async def rendered(
    desk: Desk,
    visit: Visit,
    template: str,
    draft: str,
    seen: Callable[[View], View] = lambda view: view,
) -> Answer:
    """The draft by the templates of the public pages, with every address of those inside of it our own.

    *draft* is the address of its fragment; *seen* may change what is shown.
    """
    asked = read_asked([pair for pair in visit.query.items() if pair[0] != "v"])
    view = seen(await desk.change(draft_view, desk.store, visit, asked))
    html = desk.render(template, replace(visit, language=view.context.lang), view=view)
    place = f"{visit.shop}/{visit.keys['comparison']}"
    html = html.replace(f'"/fragments/{place}', f'"{draft}')
    html = html.replace(f'"{desk.site.address}/c/{place}', f'"{address_of(visit, "/page")}')
    return momentary(html.encode(), HTML, status=200, head=False)


def draft_view(store: Store, visit: Visit, asked: Asked) -> View:
    """The draft in the context that is asked for; without what only an edition can have.

    Raises:
        BadParameter: an unknown code.
    """
    there = now_there(visit)
    clock = Clock(time=there.time(), holidays=holidays_of)
    plain = msgspec.structs.replace(asked, edition=None)
    return compare(draft_edition(store, visit), plain, today=there.date(), clock=clock)
