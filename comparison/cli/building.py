"""`build`: every page that the shops name, as files for a web server or a delivery network."""

import datetime
import re
from pathlib import Path

import click

from ..assets import STATIC
from ..core.messages import say
from ..settings import Settings, pictures_of
from .opening import database_option, opened, settings_of
from .speaking import said

_ORIGIN = re.compile(r"https?://[0-9A-Za-z.-]+(:[0-9]{1,5})?")
_UNFIT = re.compile(r"[\x00-\x1f\"`{}$\\]")


@click.command()
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@click.option("--address", default=None, metavar="URL", help="Where people will reach it [the base URL].")
@click.option("--live", default="", metavar="URL", help="The server for what is not built [none].")
@click.option("--root", default="", metavar="PATH", help="Where the site will lie [OUT/current/site].")
@click.option("--most", type=click.IntRange(min=1), default=None, help="Pages at most [20,000].")
@database_option
def build(*, out: Path, address: str | None, live: str, root: str, most: int | None, database: str) -> None:
    """Write every page that the shops name, compressed, with a configuration of nginx and of Caddy."""
    # What makes pages takes half a second to import, which no other command should wait for.
    from ..web import building

    settings = settings_of(base_url=address)
    wishes = building.Wishes(
        out=out,
        address=settings.address,
        static=STATIC,
        templates=settings.templates,
        live=_origin(live),
        root=_path(root or str((out / "current" / "site").absolute())),
        most=most or building.MOST_PAGES,
        pictures=pictures_of(Settings(database=database)),
    )
    with opened(database) as store:
        built = building.build(store, wishes, datetime.datetime.now(datetime.UTC))
    changes = built.changes
    click.echo(said(say("build.done", pages=built.pages, folder=str(out / "current"))))
    click.echo(said(say("build.changed", send=len(changes.send), remove=len(changes.remove))))
    click.echo(said(say("build.until", moment=built.manifest.until)))


def _origin(live: str) -> str:
    if live and _ORIGIN.fullmatch(live) is None:
        raise click.UsageError("--live wants an origin as in https://compare.example.com.")
    return live


def _path(root: str) -> str:
    """*root*, which goes between the quotes of two configurations."""
    if _UNFIT.search(root):
        raise click.UsageError('The path of the site must hold none of " ` { } $ and \\.')
    return root


commands = (build,)
