"""The static build: every page that the shops name, as files for any web server (docs/static-build.md)."""

import asyncio
import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from ... import __version__
from ...storage.moments import moment
from ...storage.pictures import Pictures
from ...storage.store import Store
from ..embed import EmbedScripts
from ..pages import Pages
from ..places import Places
from ..reading import Reader
from ..render import Renderer
from ..static import StaticFiles
from .caddy import caddy
from .folder import CURRENT, MANIFEST, SITE, Changes, Draft, drafted
from .nginx import nginx
from .pages import Site, SiteFile, assets, count_of, made
from .refusals import BuildTooLarge, NothingToBuild
from .serving import Asset, Serving
from .tables import Tables, tables_of
from .variants import Spread, spread_of

MOST_PAGES = 20_000
_SCRIPTS = ("embed", "button")


class Wishes(NamedTuple):
    """What a build is made for: *address* is where people will reach it, *root* where the site will lie
    there (in *out* if it is empty), *live* the server for what is not built. *most* bounds the pages,
    *pictures* is the folder of products' pictures, if there is one."""

    out: Path
    address: str
    static: Path
    templates: Path | None = None
    live: str = ""
    root: str = ""
    most: int = MOST_PAGES
    pictures: Path | None = None


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a build holds. *until* is when the first of its words may become untrue: build again by then.

    *files* are the digests (SHA-256) of the plain files below the site.
    """

    release: str
    address: str
    live: str
    until: str
    tables: Tables
    files: dict[str, str]


class Built(NamedTuple):
    """A build that counts now, what changed since the last one, and how many HTML pages it holds."""

    manifest: Manifest
    changes: Changes
    pages: int


def build(store: Store, wishes: Wishes, now: datetime.datetime) -> Built:
    """Build every live comparison of *store* as it is at *now*; a publication meanwhile changes nothing.

    Raises:
        BuildTooLarge: it would be more pages than wished for.
        NothingToBuild: nothing is live.
        FolderInUse: the folder holds something else.
    """
    site = _site(store, wishes, now)
    with asyncio.Runner() as runner:
        spreads = runner.run(_spreads(site.pages, moment(now)))
        count = count_of(spreads)
        if count > wishes.most:
            raise BuildTooLarge(count, wishes.most)
        if not spreads:
            raise NothingToBuild
        with drafted(wishes.out) as draft:
            until: list[float] = []
            draft.add_all(_noted(_each(runner, site, spreads), until))
            manifest = _write(draft, wishes, _serving(site, spreads, wishes), min(until))
            changes = draft.changes()
    return Built(manifest, changes, count)


def _site(store: Store, wishes: Wishes, now: datetime.datetime) -> Site:
    files = StaticFiles(wishes.static)
    # The clock stands still: every page is of the same moment, so none is of a later edition.
    pages = Pages(Reader(store, threaded=False, clock=lambda: now), Places(0, 0), {})
    renderer = Renderer(own=wishes.templates, address=wishes.address, asset_url=files.address)
    scripts = tuple(EmbedScripts(wishes.static / "embed", name) for name in _SCRIPTS)
    pictures = Pictures(wishes.pictures) if wishes.pictures else None
    return Site(pages, renderer, scripts, files, pictures)


async def _spreads(pages: Pages, now: str) -> list[Spread]:
    store = pages.reader.store
    shops = {shop: sorted(store.live_comparisons(shop, now)) for shop in sorted(store.shops())}
    return [await spread_of(pages, shop, one) for shop, live in shops.items() for one in live]


def _each(runner: asyncio.Runner, site: Site, spreads: list[Spread]) -> Iterator[SiteFile]:
    files = made(site, spreads)
    while (file := runner.run(anext(files, None))) is not None:
        yield file


def _noted(files: Iterable[SiteFile], until: list[float]) -> Iterator[SiteFile]:
    for file in files:
        if file.until is not None:
            until.append(file.until)
        yield file


def _serving(site: Site, spreads: list[Spread], wishes: Wishes) -> Serving:
    root = wishes.root or str((wishes.out / CURRENT / SITE).absolute())
    found = tuple(Asset(one.path, one.content_type, one.cache_control) for one in assets(site, spreads))
    return Serving(tables_of(spreads), root, wishes.address, wishes.live, found)


def _write(draft: Draft, wishes: Wishes, serving: Serving, until: float) -> Manifest:
    manifest = Manifest(
        release=__version__,
        address=wishes.address,
        live=wishes.live,
        until=moment(datetime.datetime.fromtimestamp(until, datetime.UTC)),
        tables=serving.tables,
        files=dict(sorted(draft.digests.items())),
    )
    draft.write(MANIFEST, msgspec.json.encode(manifest) + b"\n")
    draft.write("nginx.conf", nginx(serving).encode())
    draft.write("Caddyfile", caddy(serving).encode())
    return manifest
