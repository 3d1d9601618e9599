"""Makes the files of a build: pages of every variant, what stands in for the others, and what they load."""

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from msgspec.structs import replace

from ... import words
from ...core.compare.blocks.pictures import MOST_WIDE
from ...core.content import Image
from ...core.messages import say
from ...core.view import Notice, View
from ...storage.pictures import PICTURE_FORMATS, Pictures
from ..answers import HTML
from ..embed import EmbedScripts
from ..freshness import freshness
from ..pages import Pages, Seen
from ..pictures import address_of, widths_of
from ..render import Renderer
from ..static import FOREVER, StaticFiles
from ..themes import CSS, PAGE, theme_path, theme_sheet
from .variants import Spread, page_of

# A build is not cut to the seconds that its words stay true: it is told when to be made again.
SOON = "public, max-age=30, s-maxage=60, stale-while-revalidate=30"
NEVER = "no-store"
STANDING_IN = "elsewhere"


class SiteFile(NamedTuple):
    """A file below the site. *until* is when its words may become untrue, in seconds as `time.time`."""

    path: str
    body: bytes
    content_type: str = HTML
    cache_control: str = SOON
    until: float | None = None


class Site(NamedTuple):
    """What pages are made with."""

    pages: Pages
    renderer: Renderer
    scripts: tuple[EmbedScripts, ...]
    files: StaticFiles
    pictures: Pictures | None = None


def count_of(spreads: Sequence[Spread]) -> int:
    """How many HTML pages a build of *spreads* holds, before one is made."""
    return sum(2 * (sum(1 for _ in one.variants()) + len(one.languages)) for one in spreads)


async def made(site: Site, spreads: Sequence[Spread]) -> AsyncIterator[SiteFile]:
    """Every file of the site, each once.

    Raises:
        NotFound: a comparison went offline, which a clock that stands still rules out.
    """
    for spread in spreads:
        for variant in spread.variants():
            seen = await site.pages.seen(page_of(spread, variant))
            for file in _pages(site.renderer, spread, variant.name, seen):
                yield file
        for lang in spread.languages:
            seen = await site.pages.seen(page_of(spread, spread.usual(lang)))
            for file in _pages(site.renderer, spread, f"{lang},{STANDING_IN}", _standing_in(seen)):
                yield file
    for file in (*_failures(site.renderer), *assets(site, spreads)):
        yield file


def assets(site: Site, spreads: Sequence[Spread]) -> Iterator[SiteFile]:
    """The element's releases, and everything that the pages of *spreads* load, each once."""
    yield from _house_assets(site)
    for theme in dict.fromkeys(one.theme for one in spreads):
        if path := theme_path(theme):
            yield SiteFile(path.removeprefix("/"), theme_sheet(theme, PAGE).encode(), CSS, FOREVER)
    if site.pictures is not None:
        for image in {one.digest: one for spread in spreads for one in spread.images}.values():
            yield from _pictures(site.pictures, image)


def _house_assets(site: Site) -> Iterator[SiteFile]:
    for scripts in site.scripts:
        for version, (file, kept) in scripts.versions().items():
            yield SiteFile(f"embed/{version}/{scripts.name}.js", file.plain, file.content_type, kept)
    for name, file in site.files.files.items():
        # Only the admin loads what others wrote.
        if name.startswith("vendor/"):
            continue
        path = site.files.address(name).removeprefix("/")
        yield SiteFile(path, file.plain, file.content_type, FOREVER)


def _pictures(pictures: Pictures, image: Image) -> Iterator[SiteFile]:
    """*image* as pages offer it; nothing where its file is not there, as the server finds nothing then."""
    for form, width in product(PICTURE_FORMATS, sorted({*widths_of(image.width), MOST_WIDE})):
        body = pictures.made(image.digest, width, form)
        if body is not None:
            path = address_of(image.digest, width, form).removeprefix("/")
            yield SiteFile(path, body, f"image/{form}", FOREVER)


def _pages(renderer: Renderer, spread: Spread, name: str, seen: Seen) -> Iterator[SiteFile]:
    fresh = freshness(seen.view, seen.document, seen.zone)
    until = fresh.day_ends if fresh.true_until is None else min(fresh.day_ends, fresh.true_until)
    kinds: dict[str, Callable[[View], bytes]] = {"fragments": renderer.fragment, "c": renderer.share}
    for kind, render in kinds.items():
        yield SiteFile(f"{kind}/{spread.place}/{name}.html", render(seen.view), until=until)


def _standing_in(seen: Seen) -> Seen:
    """What is shown in the place of a page that no build holds: the usual one, and it says so."""
    notice = Notice(text=say("page.not_built"))
    return replace(seen, view=replace(seen.view, notices=(notice, *seen.view.notices)))


def _failures(renderer: Renderer) -> Iterator[SiteFile]:
    for lang in words.LANGUAGES:
        message = words.speaker(lang).say(say("error.no_such_page"))
        for name, part in (("fragment", "_fragment"), ("page", "page")):
            text = renderer.failure(part, status=404, message=message, lang=lang, retry=False)
            yield SiteFile(f"errors/{name}.{lang}.html", text.encode(), cache_control=NEVER)
