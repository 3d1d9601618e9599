"""What stands in the frames beside the theme's form: the very element over a draft, in the theme as typed.

The address says the theme as that of its style sheet does, so that what is chosen inside of a frame keeps it.
"""

from urllib.parse import quote

from litestar.handlers import HTTPRouteHandler
from msgspec.structs import replace

from ....core.errors import NotFound
from ....core.theme import Scheme, Theme
from ....core.view import View
from ...answers import Answer
from ...themes import theme_at, theme_path
from ..comparisons.preview import rendered
from ..desk import Desk
from ..visit import Visit

PREVIEW = "/admin/{shop:str}/theme/{comparison:str}/{theme:str}"
NONE = "-"


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """A page with nothing but the element, and the fragment that the element asks for."""
    return [desk.shows(f"{PREVIEW}/frame", frame), desk.shows(f"{PREVIEW}/draft", fragment)]


def frame_address(visit: Visit, comparison: str, theme: Theme, scheme: Scheme, language: str) -> str:
    """The address of a frame."""
    said = theme_path(theme).rpartition("/")[2] or NONE
    place = f"/admin/{visit.shop}/theme/{comparison}/{quote(said, safe='=.~+-_')}"
    return f"{place}/frame?lang={language}&scheme={scheme}"


async def frame(desk: Desk, visit: Visit) -> Answer:
    """The page in the frame."""
    _theme(visit)
    language = visit.query.get("lang", visit.language)
    return desk.part(
        visit,
        "admin/_theme_frame.html",
        lang=language if language.replace("-", "").isalnum() else visit.language,
        scheme="dark" if visit.query.get("scheme") == "dark" else "light",
        sheet=theme_path(_theme(visit)),
        draft=f"..{_draft(visit)}",
        whole=f"/admin/{visit.shop}/comparisons/{visit.keys['comparison']}/page",
    )


async def fragment(desk: Desk, visit: Visit) -> Answer:
    """The draft in that theme."""
    theme = _theme(visit)

    def dressed(view: View) -> View:
        return replace(view, theme=theme)

    return await rendered(desk, visit, "shop/_comparison.html", _draft(visit), dressed)


def _draft(visit: Visit) -> str:
    theme = quote(visit.keys["theme"], safe="=.~+-_")
    return f"/admin/{visit.shop}/theme/{visit.keys['comparison']}/{theme}/draft"


def _theme(visit: Visit) -> Theme | None:
    """The theme of the address.

    Raises:
        NotFound: it is not written as the address of a sheet is.
    """
    said = visit.keys["theme"]
    theme = None if said == NONE else theme_at(said)
    if said != NONE and theme is None:
        raise NotFound("theme", said)
    return theme
