"""The scripts' addresses: one per major version that follows it, one per release that never changes."""

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
_RELEASE = re.compile(r"([0-9]{1,4})\.([0-9]{1,4})\.([0-9]{1,4})")

Release = tuple[int, int, int]


class EmbedScripts:
    """Every release of a script that was built, from ``NAME-MAJOR.MINOR.PATCH.js`` in *folder*.

    *name* is ``embed`` for the element, ``button`` for that of listing pages.
    """

    def __init__(self, folder: Path, name: str = "embed") -> None:
        self.name = name
        self._by_version: dict[str, File] = {}
        newest: dict[str, Release] = {}
        for release, path in _releases(folder, name):
            file = read_file(path)
            self._by_version[".".join(map(str, release))] = file
            major = str(release[0])
            if release >= newest.get(major, release):
                newest[major] = release
                self._by_version[major] = file

    def versions(self) -> dict[str, tuple[File, str]]:
        """What `get` answers, by version: every release, and the major versions."""
        return {version: (file, _kept(version)) for version, file in sorted(self._by_version.items())}

    def get(self, version: str) -> tuple[File, str] | None:
        """The script of *version* (``1`` or ``1.0.0``) and how long it may be kept."""
        file = self._by_version.get(version)
        return (file, _kept(version)) if file else None


def _kept(version: str) -> str:
    return FOREVER if "." in version else HOURLY


def routes(*scripts: EmbedScripts) -> list[HTTPRouteHandler]:
    """The route of each of *scripts*."""
    return [_route(one) for one in scripts]


def _route(scripts: EmbedScripts) -> HTTPRouteHandler:
    @route(f"/embed/{{version:str}}/{scripts.name}.js", http_method=(HttpMethod.GET, HttpMethod.HEAD))
    async def embed_script(request: Request[None, None, State], version: FromPath[str]) -> Response[bytes]:
        found = scripts.get(version)
        if found is None:
            raise NoSuchPage
        file, kept = found
        return response(await file.answer(conditions(request.scope), kept))

    return embed_script


def _releases(folder: Path, name: str) -> list[tuple[Release, Path]]:
    found = []
    for path in folder.glob(f"{name}-*.js"):
        if match := _RELEASE.fullmatch(path.stem.removeprefix(f"{name}-")):
            major, minor, patch = map(int, match.groups())
            found.append(((major, minor, patch), path))
    return found
