"""Files beside the code, read once, under addresses that change with their bytes."""

import asyncio
import hashlib
import mimetypes
from pathlib import Path

import msgspec
from litestar import HttpMethod, Request, Response, route
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from .answers import (
    Answer,
    Conditions,
    Finished,
    answer,
    compressible,
    conditions,
    finished,
    repacked,
    response,
)
from .codings import Coding
from .refusals import NoSuchPage

FOREVER = "public, max-age=31536000, immutable"
SHORTLY = "public, max-age=60"
_TYPES = {".js": "text/javascript", ".css": "text/css", ".json": "application/json"}


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A file in the codings asked for so far. *digest* is of its bytes."""

    digest: str
    content_type: str
    plain: bytes
    coded: dict[Coding, Finished]

    async def answer(self, asked: Conditions, cache_control: str) -> Answer:
        """The file as *asked* for; a coding is made at its first use, in the fewest bytes."""
        coding = asked.coding if compressible(self.content_type) else "identity"
        if coding not in self.coded:
            # Tens of milliseconds, once, which no other request should wait for.
            self.coded[coding] = await asyncio.to_thread(self._packed, coding)
        return answer(self.coded[coding], asked, cache_control)

    def _packed(self, coding: Coding) -> Finished:
        quick = finished(self.plain, self.content_type, coding)
        # Very regular text comes out larger with more effort.
        return min(quick, repacked(quick), key=lambda one: len(one.body))


def read_file(path: Path) -> File:
    """The file at *path*, whole."""
    plain = path.read_bytes()
    guessed = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    content_type = f"{guessed}; charset=utf-8" if guessed.startswith("text/") else guessed
    digest = hashlib.sha256(plain).hexdigest()[:16]
    return File(digest=digest, content_type=content_type, plain=plain, coded={})


class StaticFiles:
    """Every file under *folder* by its name there (``embed/tier-compare.css``)."""

    def __init__(self, folder: Path) -> None:
        paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
        self.files = {path.relative_to(folder).as_posix(): read_file(path) for path in paths}

    def address(self, name: str) -> str:
        """The address that holds the file's digest.

        Raises:
            KeyError: there is no such file.
        """
        return f"/static/{self.files[name].digest}/{name}"


def routes(files: StaticFiles) -> list[HTTPRouteHandler]:
    """The route of every static file; only the address with the current digest never changes."""

    @route("/static/{digest:str}/{name:path}", http_method=(HttpMethod.GET, HttpMethod.HEAD))
    async def static_file(
        request: Request[None, None, State], digest: FromPath[str], name: FromPath[str]
    ) -> Response[bytes]:
        file = files.files.get(name.lstrip("/"))
        if file is None:
            raise NoSuchPage
        kept = FOREVER if digest == file.digest else SHORTLY
        return response(await file.answer(conditions(request.scope), kept))

    return [static_file]
