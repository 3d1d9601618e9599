"""`import`: catalogues in, from files and from addresses."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from ..core.errors import ComparisonError
from ..storage.fetching import Fetcher, shown_address
from ..storage.import_options import Options
from ..storage.importing import Imported, import_file
from ..storage.moments import now
from ..storage.noted_importing import noted_by_command
from ..storage.store import Store
from .import_options import fetcher_for, file_from, import_options, options_of
from .import_reports import report, report_refusal
from .memory_bound import memory_bound, memory_option, refused_beyond
from .opening import database_option, markets, opened
from .progress import progress_of


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE|ADDRESS...")
@click.option("--shop", default=None, help="The shop it goes to; made if there is none.")
@import_options
@memory_option
@database_option
def import_(
    *, files: tuple[str, ...], shop: str | None, most_memory: int, database: str, **given: Any
) -> None:
    """Take in catalogues: each file whole or not at all."""
    options = options_of(shop, given)
    fetcher = fetcher_for(files, database)
    refused = False
    with memory_bound(most_memory), opened(database) as store, _collecting_seldom():
        for place in files:
            try:
                imported = _imported(store, place, fetcher, options)
            except ComparisonError as error:
                refused = True
                report_refusal(shown_address(place), error)
                continue
            report(shown_address(place), imported)
    if refused:
        raise click.exceptions.Exit(1)


def _imported(store: Store, place: str, fetcher: Fetcher, options: Options) -> Imported:
    with file_from(place, fetcher) as file, progress_of(Path(file.name)) as progress:
        steps = noted_by_command(store, file.name, now)
        with refused_beyond(file.name):
            return import_file(
                store, file, options, markets=markets(), now=now(), progress=progress, steps=steps
            )


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """Records are made and dropped by the million and none is part of a cycle: to look for cycles as often
    as Python does takes a tenth of an import."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


commands = (import_,)
