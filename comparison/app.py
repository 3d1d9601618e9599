"""The front door: settings in, an ASGI application out, and the server that runs it."""

import contextlib
import gc
import os
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from granian.constants import HTTPModes, Interfaces, Loops
from granian.http import HTTP1Settings
from granian.server.mp import MPServer as Server
from litestar import Litestar, Request, Response
from litestar.handlers import HTTPRouteHandler
from litestar.types import ASGIApp

from .assets import STATIC
from .settings import (
    Settings,
    compiled_of,
    environment_of,
    hosts_of,
    key_file_of,
    pictures_of,
    proxies_of,
    read_settings,
    scheme_and_place,
    secret_of,
)
from .storage.opening import open_store
from .storage.staging_room import tidy_beside
from .storage.store import Store
from .web import (
    adhoc,
    api,
    drift,
    embed,
    events,
    fragments,
    health,
    patterns,
    pictures,
    share,
    static,
    themes,
    verify,
)
from .web.admin_door import AdminDoor
from .web.at_once import AtOnce
from .web.counting import Counting
from .web.failures import Failures
from .web.group_writer import GroupWriter
from .web.hot import FinishedBytes
from .web.key_ring import KeyRing
from .web.logs import set_up_logs
from .web.outer import Outer
from .web.packing import Packing
from .web.pages import Pages
from .web.places import Places
from .web.preparing_again import PreparingAgain
from .web.proxies import BehindProxies
from .web.reading import Clock, Reader, this_moment
from .web.ready import ReadyPages
from .web.render import Renderer
from .web.sealing import Sealing, seal_plain
from .web.signed_quotes import Signer
from .web.surrogates import Noticed, Purge
from .web.unshown import takes_words

MOST_BODY_BYTES = 1_000_000
HEADER_SECONDS = 5
BACKLOG = 4_096
STOPPING_SECONDS = 10
_COLLECT_AFTER = 20_000, 10, 10


def create_app(settings: Settings, *, clock: Clock = this_moment, purge: Purge | None = None) -> ASGIApp:
    """The whole application over its own connection to the store, whose schema it brings up to date.

    *purge* is called when another edition is seen to be live, and once more when every node must have
    seen it; without one, the caches that the settings name are told.

    From the outside in: addresses answered before; deadline, headers and failures; finished bytes;
    Litestar.

    Raises:
        StoreUnusable: the database cannot be used as it is.
    """
    store = open_store(settings.database)
    store.migrate()
    tidy_beside(store)
    files = static.StaticFiles(STATIC)
    renderer = Renderer(
        own=settings.templates,
        address=settings.address,
        asset_url=files.address,
        compiled=compiled_of(settings),
    )
    # SQLite answers in microseconds; a network engine must not hold up the loop.
    reader = Reader(store, threaded=scheme_and_place(settings.database)[0] != "sqlite", clock=clock)
    # The other quarter is for what leads to them.
    places = Places(settings.cache_entries, settings.cache_bytes * 3 // 4)
    again = PreparingAgain(store, clock, GroupWriter(renderer))
    ready = ReadyPages(
        reader,
        again.missed,
        allowed=takes_words(settings.templates),
        groups_maker=renderer.groups_maker,
        kept_groups=renderer.kept_groups,
    )
    pages = Pages(reader, places, renderer.by_kind(), noticed(settings, purge), renderer.unshown(), ready)
    keys = keys_of(settings)
    counting = Counting(reader)
    handlers = [
        *fragments.routes(pages),
        *share.routes(pages),
        *adhoc.routes(pages),
        *api.routes(pages, settings.address, Signer(keys.signing, settings.quote_hours)),
        *verify.routes(reader, keys.verifying),
        *drift.routes(reader, renderer.drift),
        *events.routes(counting),
        *embed.routes(*(embed.EmbedScripts(STATIC / "embed", name) for name in ("embed", "button"))),
        *static.routes(files),
        *pictures.routes(pictures_of(settings)),
        *themes.routes(),
        *health.routes(reader),
        *(patterns.routes(pages, renderer.patterns) if settings.patterns == "on" else ()),
    ]
    packing = Packing(places)
    at_once = AtOnce(pages, packing, settings.address)
    within = framework(handlers, on_shutdown=partial(_close, counting, again, store))
    door = AdminDoor(within, reader, renderer, settings.address, hosts_of(settings), keys=keys.verifying)
    inside = FinishedBytes(_told_by_proxies(door, settings), pages, at_once, packing)
    return Outer(inside, Failures(renderer, reader), settings.address, at_once.answer)


def keys_of(settings: Settings) -> KeyRing:
    """The keys of the installation, which its secret is made for at first use."""
    return KeyRing(lambda: secret_of(settings), key_file_of(settings), is_set=bool(settings.secret))


def _told_by_proxies(application: ASGIApp, settings: Settings) -> ASGIApp:
    """*application*, told by the operator's own proxies who asks, where there are any."""
    trusted = proxies_of(settings)
    return BehindProxies(application, trusted, settings.proxy_header) if trusted else application


def noticed(settings: Settings, purge: Purge | None) -> Noticed | None:
    """What tells shared caches of another edition; None where there is nobody to tell."""
    if purge is None and not settings.purge:
        return None
    from .web.purging import http_purge, purge_twice  # noqa: PLC0415  Most installations have no such cache.

    return Noticed(partial(purge_twice, purge or http_purge(settings)))


def create_app_from_environment() -> ASGIApp:
    """What every worker of the server calls."""
    settings = read_settings(os.environ)
    set_up_logs(settings.log_format, settings.log_level)
    application = create_app(settings)
    settle()
    return application


def serve(settings: Settings) -> None:
    """Serve until a signal ends it: SIGTERM and SIGINT let requests under way finish, SIGHUP
    replaces the workers one by one.

    Raises:
        StoreUnusable: the database cannot be used as it is; said once here, not by every worker.
        BadSetting: there is no secret and no place to make one.
    """
    set_up_logs(settings.log_format, settings.log_level)
    store = open_store(settings.database)
    store.migrate()
    seal_plain(store, Sealing(keys_of(settings).verifying))
    store.close()
    secret_of(settings)
    os.environ.update(environment_of(settings))
    # Workers are copies of this process and share what neither changes.
    settle()
    take_turns()
    server(settings).serve()


def server(settings: Settings, target: str = "comparison.app:create_app_from_environment") -> Server:
    """Granian as we run it; its workers read the settings from the environment.

    *target* names the factory of the application that each worker makes.
    """
    return Server(
        target,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        factory=True,
        workers=settings.workers or _cores(),
        loop=Loops.uvloop,
        # A proxy in front speaks HTTP/1.1 to us; what nobody needs cannot be smuggled through.
        http=HTTPModes.http1,
        websockets=False,
        backlog=BACKLOG,
        # Its own default of 30 s lets a few hundred half-sent requests hold a worker.
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_SECONDS * 1_000),
        respawn_failed_workers=True,
        workers_kill_timeout=STOPPING_SECONDS,
        log_access=False,
    )


def framework(handlers: Sequence[HTTPRouteHandler], *, on_shutdown: Callable[[], None]) -> Litestar:
    """Litestar as we use it: routes and bodies, and nothing that it would do for everybody."""
    return Litestar(
        route_handlers=handlers,
        openapi_config=None,
        logging_config=None,
        request_max_body_size=MOST_BODY_BYTES,
        # Every failure is said in one place, `web.failures`, outside of the framework.
        exception_handlers={Exception: _pass_on},
        on_shutdown=[on_shutdown],
    )


def _close(counting: Counting, again: PreparingAgain, store: Store) -> None:
    counting.write()
    again.close()
    store.close()


def _cores() -> int:
    """How many cores this process may use; only Linux knows which of the machine's are ours."""
    own = getattr(os, "sched_getaffinity", None)
    return len(own(0)) if own else os.cpu_count() or 1


def settle() -> None:
    """Whatever is loaded now stays: the collector need not look at it, and so does not copy its pages."""
    gc.collect()
    gc.freeze()
    # A page makes thousands of values, none of which refers back: looked for cycles in every 700, a first
    # answer takes a quarter more.
    gc.set_threshold(*_COLLECT_AFTER)
    gc.enable()


def take_turns() -> None:
    """A thread that wakes up does not interrupt the one that runs, in this process and its workers.

    One thread of a worker reads and writes, another one answers. Where each interrupts the other on their
    core, a cached answer takes half as much time again. Only Linux knows this way of sharing a core; it takes
    no time away from other programs.
    """
    if not hasattr(os, "SCHED_BATCH"):
        return
    with contextlib.suppress(OSError):  # A container may forbid it.
        if os.sched_getscheduler(0) == os.SCHED_OTHER:
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


def _pass_on(_: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    raise error
