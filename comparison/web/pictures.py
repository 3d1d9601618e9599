"""Pictures of products in few sizes and formats, each made once and kept beside the database."""

import asyncio
import re
from pathlib import Path

from litestar import HttpMethod, Request, Response, route
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from ..storage.pictures import PICTURE_FORMATS, WIDTHS, Format, Pictures
from .answers import answer, conditions, finished, response
from .refusals import NoSuchPage
from .static import FOREVER

_NAME = re.compile(r"(?P<digest>[0-9a-f]{64})-(?P<width>[0-9]{1,4})\.(?P<form>[a-z]{1,5})")
# Making one takes a processor for a moment; pages must not wait for pictures.
_AT_ONCE = 1


def address_of(digest: str, width: int, form: Format) -> str:
    """Where the picture is found below the host."""
    return f"/pictures/{digest}-{width}.{form}"


def widths_of(widest: int) -> tuple[int, ...]:
    """The widths that a page offers of a picture that is kept *widest* pixels wide."""
    return tuple(width for width in WIDTHS if width < widest) or WIDTHS[:1]


def routes(folder: Path | None) -> list[HTTPRouteHandler]:
    """The route of every picture in *folder*; none is found without one."""
    pictures = Pictures(folder) if folder else None
    making = asyncio.Semaphore(_AT_ONCE)

    @route("/pictures/{name:str}", http_method=(HttpMethod.GET, HttpMethod.HEAD))
    async def picture(request: Request[None, None, State], name: FromPath[str]) -> Response[bytes]:
        if pictures is None:
            raise NoSuchPage
        digest, width, form = _wanted(name)
        body = await asyncio.to_thread(pictures.ready, digest, width, form)
        if body is None:
            async with making:
                body = await asyncio.to_thread(pictures.made, digest, width, form)
        if body is None:
            raise NoSuchPage
        found = finished(body, f"image/{form}", "identity")
        return response(answer(found, conditions(request.scope), FOREVER))

    return [picture]


def _wanted(name: str) -> tuple[str, int, Format]:
    """The picture that an address names.

    Raises:
        NoSuchPage: another size or format than there are.
    """
    said = _NAME.fullmatch(name)
    form = next((one for one in PICTURE_FORMATS if said and one == said["form"]), None)
    if said is None or form is None or int(said["width"]) not in WIDTHS:
        raise NoSuchPage
    return said["digest"], int(said["width"]), form
