"""The script's addresses: one per major version that follows it, one per release that never changes."""

import re
from pathlib import Path

from litestar import HttpMethod, Request, Response, route
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from .answers import conditions, response
from .refusals import NoSuchPage
from .static import FOREVER, File, read_file

HOURLY = "public, max-age=3600"
_BUILT = re.compile(r"embed-([0-9]{1,4})\.([0-9]{1,4})\.([0-9]{1,4})\.js")

Release = tuple[int, int, int]


class EmbedScripts:
    """Every release of the script that was built, from ``embed-MAJOR.MINOR.PATCH.js`` in *folder*."""

    def __init__(self, folder: Path) -> None:
        self._by_version: dict[str, File] = {}
        newest: dict[str, Release] = {}
        for release, path in _releases(folder):
            file = read_file(path)
            self._by_version[".".join(map(str, release))] = file
            major = str(release[0])
            if release >= newest.get(major, release):
                newest[major] = release
                self._by_version[major] = file

    def get(self, version: str) -> tuple[File, str] | None:
        """The script of *version* (``1`` or ``1.0.0``) and how long it may be kept."""
        file = self._by_version.get(version)
        return (file, FOREVER if "." in version else HOURLY) if file else None


def routes(scripts: EmbedScripts) -> list[HTTPRouteHandler]:
    """The script's route."""

    @route("/embed/{version:str}/embed.js", http_method=(HttpMethod.GET, HttpMethod.HEAD))
    async def embed_script(request: Request[None, None, State], version: FromPath[str]) -> Response[bytes]:
        found = scripts.get(version)
        if found is None:
            raise NoSuchPage
        file, kept = found
        return response(file.answer(conditions(request.scope), kept))

    return [embed_script]


def _releases(folder: Path) -> list[tuple[Release, Path]]:
    found = []
    for path in folder.glob("embed-*.js"):
        if match := _BUILT.fullmatch(path.name):
            major, minor, patch = map(int, match.groups())
            found.append(((major, minor, patch), path))
    return found
