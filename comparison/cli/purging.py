"""After a publication: shared caches in front of the server are told to forget what was there before."""

from collections.abc import Iterable

import click

from .opening import settings_of


def purge(places: Iterable[tuple[str, str]]) -> None:
    """Tell the caches that the settings name of *places*, each a shop and a comparison, twice.

    A cache that does not take it is said on standard error; the publication stands.
    """
    settings = settings_of()
    published = tuple(places)
    if not settings.purge or not published:
        return
    from ..web.purging import http_purge, purge_twice
    from ..web.surrogates import keys_of

    keys = dict.fromkeys(key for shop, comparison in published for key in keys_of(shop, comparison))
    try:
        purge_twice(http_purge(settings), tuple(keys))
    except OSError as error:
        click.echo(f"A cache still shows what was there before ({error})", err=True)
