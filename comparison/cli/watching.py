"""`watch`: folders, files and addresses looked at on a schedule, what is new taken in."""

import hashlib
import re
import signal
import threading
from collections.abc import Mapping
from types import FrameType
from typing import Any

import click
import msgspec

from ..storage.formats.reading import SourceFile
from ..storage.import_options import Options
from ..storage.importing import Imported, import_file
from ..storage.moments import now
from ..storage.noted_importing import noted_by_command
from ..storage.store import Store
from ..storage.watching import Memory, Watch
from .import_options import fetcher_for, import_options, options_of
from .import_reports import report, report_refusal
from .memory_bound import memory_bound, memory_option, refused_beyond
from .opening import database_option, markets, opened

_UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
_LENGTH = re.compile(r"([1-9][0-9]{0,4})([smhd])")
# A file that did not change for so long is taken for whole.
_SETTLED_SECONDS = 10.0


class _Seconds(click.ParamType[float]):
    """``15m`` as seconds."""

    name = "time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        found = _LENGTH.fullmatch(str(value))
        if found is None:
            self.fail(f"{value!r} is no length of time such as 30s, 15m, 2h or 1d", param, ctx)
        return float(int(found[1]) * _UNITS[found[2]])


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="PATH|ADDRESS...")
@click.option("--shop", required=True, help="The shop it goes to; made if there is none.")
@click.option("--every", type=_Seconds(), default="15m", help="How long between two looks: 30s, 2h [15m].")
@click.option("--once", is_flag=True, help="One look, then end; exit 1 if anything was refused.")
@import_options
@memory_option
@database_option
def watch(
    *,
    sources: tuple[str, ...],
    shop: str,
    every: float,
    once: bool,
    most_memory: int,
    database: str,
    **given: Any,
) -> None:
    """Take in what is new in folders, files and addresses, again and again."""
    options = options_of(shop, given)
    if options.dry_run and not once:
        raise click.UsageError("--dry-run stores nothing to go on from: it needs --once.")
    fetcher = fetcher_for(sources, database)
    stop = _stopped_by_signals()
    with memory_bound(most_memory), opened(database) as store:
        watching = Watch(
            Memory(store, shop, _in_short(given), keeps=not options.dry_run),
            sources,
            take=lambda file: _taken(store, file, options_of(shop, given)),
            fetcher=fetcher,
            pause=lambda: not stop.wait(min(every, _SETTLED_SECONDS)),
        )
        refused = _look(watching, stop)
        while not once and not stop.wait(every):
            _look(watching, stop)
    if once and refused:
        raise click.exceptions.Exit(1)


def _look(watching: Watch, stop: threading.Event) -> bool:
    """One look, ended between two files where it has to stop; whether anything was refused."""
    refused = False
    for happened in watching.look():
        if happened.imported is not None:
            report(happened.source, happened.imported)
        if happened.error is not None:
            refused = True
            report_refusal(happened.source, happened.error)
        if stop.is_set():
            break
    return refused


def _taken(store: Store, file: SourceFile, options: Options) -> Imported:
    steps = noted_by_command(store, file.name, now)
    with refused_beyond(file.name):
        return import_file(store, file, options, markets=markets(), now=now(), steps=steps)


def _in_short(given: Mapping[str, Any]) -> str:
    """The options as a digest: a file that was refused is tried again with others."""
    plain = {name: str(value) for name, value in sorted(given.items()) if name != "dry_run"}
    return hashlib.sha256(msgspec.json.encode(plain)).hexdigest()[:16]


def _stopped_by_signals() -> threading.Event:
    """Set by the first SIGTERM or SIGINT; the file under way is finished before anything ends."""
    stop = threading.Event()

    def note(_: int, __: FrameType | None) -> None:
        stop.set()

    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, note)
    return stop


commands = (watch,)
