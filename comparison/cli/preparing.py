"""`prepare`: what pages are made from, made ready before anybody asks."""

import datetime
from collections.abc import Iterable, Iterator

import click

from ..core.errors import ComparisonError
from ..storage.moments import moment
from ..storage.store import Store
from .opening import comparisons_of, database_option, opened
from .speaking import sentence


@click.command()
@click.argument("place", metavar="[SHOP[/COMPARISON]]", default="")
@database_option
def prepare(place: str, database: str) -> None:
    """Make ready what first answers are made from: after an upgrade, and once a day after midnight."""
    with opened(database) as store:
        for shop, comparison in _live(store, place):
            count = make_ready(store, shop, comparison)
            click.echo(f"{shop}/{comparison}: {count}")


def make_ready(store: Store, shop: str, comparison: str) -> int:
    """Prepare what is live of *comparison*; how many pages. Of what cannot be the reason is said."""
    from ..web.preparing import prepare as prepared

    try:
        return prepared(store, shop, comparison, datetime.datetime.now(datetime.UTC))
    except ComparisonError as error:
        click.echo(sentence(error), err=True)
        return 0


def all_ready(store: Store, places: Iterable[tuple[str, str]]) -> None:
    """`make_ready` for each of *places*."""
    for shop, comparison in places:
        make_ready(store, shop, comparison)


def _live(store: Store, place: str) -> Iterator[tuple[str, str]]:
    if place:
        yield from comparisons_of(store, place)
        return
    at = moment(datetime.datetime.now(datetime.UTC))
    for shop in store.shops():
        yield from ((shop, comparison) for comparison in store.live_comparisons(shop, at))


commands = (prepare,)
