"""`prepare`: what pages are made from, made ready before anybody asks."""

import datetime
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from ..core.errors import ComparisonError
from ..settings import compiled_of
from ..storage.moments import moment
from ..storage.store import Store
from .opening import address_of, comparisons_of, database_option, opened, settings_of
from .speaking import sentence

if TYPE_CHECKING:
    from ..web.group_writer import GroupWriter


@click.command()
@click.argument("place", metavar="[SHOP[/COMPARISON]]", default="")
@database_option
def prepare(place: str, database: str) -> None:
    """Make ready what first answers are made from: after an upgrade, and once a day after midnight."""
    with opened(database) as store:
        writer = _writer(database)
        for shop, comparison in _live(store, place):
            count = _make_ready(store, shop, comparison, writer)
            click.echo(f"{shop}/{comparison}: {count}")


def all_ready(store: Store, database: str, places: Iterable[tuple[str, str]]) -> None:
    """Prepare what is live of each of *places* in *store*, which is at *database*."""
    writer = _writer(database)
    for shop, comparison in places:
        _make_ready(store, shop, comparison, writer)


def _make_ready(store: Store, shop: str, comparison: str, writer: "GroupWriter") -> int:
    """How many pages are prepared. Of what cannot be the reason is said."""
    from ..web.preparing import prepare as prepared

    try:
        return prepared(store, shop, comparison, datetime.datetime.now(datetime.UTC), writer)
    except ComparisonError as error:
        click.echo(sentence(error), err=True)
        return 0


def _writer(database: str) -> "GroupWriter":
    """Writes groups of rows as a server of *database* does that has the same settings."""
    from ..web.group_writer import GroupWriter
    from ..web.render import Renderer

    settings = settings_of(database=address_of(database))
    # Neither address nor files stand in a group.
    return GroupWriter(
        Renderer(own=settings.templates, address="", asset_url=str, compiled=compiled_of(settings))
    )


def _live(store: Store, place: str) -> Iterator[tuple[str, str]]:
    if place:
        yield from comparisons_of(store, place)
        return
    at = moment(datetime.datetime.now(datetime.UTC))
    for shop in store.shops():
        yield from ((shop, comparison) for comparison in store.live_comparisons(shop, at))


commands = (prepare,)
