"""`snippet`: the two lines that put a comparison into a page."""

import click

from ..core.catalogue import Comparison
from ..core.errors import NotFound
from ..storage.store import Store
from ..web import snippet as lines
from .opening import address_of, database_option, opened, place_of, settings_of


@click.command()
@click.argument("place", metavar="SHOP/COMPARISON")
@click.option("--host", "origin", default=None, help="Where shoppers reach this server.")
@database_option
def snippet(place: str, origin: str | None, database: str) -> None:
    """Print the two lines that put a comparison into a page."""
    settings = settings_of(database=address_of(database), base_url=origin)
    shop, comparison = place_of(place)
    with opened(database) as store:
        title = _title(store, shop, comparison)
    click.echo(lines.snippet(settings.address, f"{shop}/{comparison}", title))


def _title(store: Store, shop: str, comparison: str) -> str:
    stored = store.get(shop, "comparison", comparison)
    if stored is None or not isinstance(stored.record, Comparison):
        raise NotFound("comparison", f"{shop}/{comparison}")
    return next(iter(stored.record.title.values()))


commands = (snippet,)
