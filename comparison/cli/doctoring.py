"""`doctor`: looks at a page of a shop and says whether the comparison is installed there."""

import click

from ..settings import hosts_of
from .opening import no_database_option, settings_of
from .speaking import said


@click.command()
@click.argument("address", metavar="URL")
@click.option("--comparison", default="", metavar="SHOP/COMPARISON", help="Which one should be there [any].")
@click.option("--host", "origin", default=None, help="Where shoppers reach this server.")
@no_database_option
def doctor(address: str, comparison: str, origin: str | None) -> None:
    """Look at a shop's page: is the comparison installed there, and will browsers let it work?

    Any public host may be named; one of your own network only if TIER_COMPARE_IMPORT_HOSTS allows it.
    """
    from ..web.doctor import Wanted, host_of, look_at

    settings = settings_of(base_url=origin)
    found = host_of(address)
    hosts = [*hosts_of(settings), *([found] if found else [])]
    looks = look_at(address, Wanted(settings.address, comparison), hosts)
    for one in looks:
        click.echo(f"{'ok ' if one.is_well else 'bad'} {said(one.text)}")
        if one.fix is not None:
            click.echo(f"    {said(one.fix)}")
    if not all(one.is_well for one in looks):
        raise click.exceptions.Exit(1)


commands = (doctor,)
