"""`picture` and `sweep-pictures`: takes pictures of products in, and removes what nothing needs any more."""

import datetime
from pathlib import Path

import click

from ..settings import Settings, pictures_of
from ..storage.picture_uses import KEPT_DAYS, kept_since, sweep, unused
from ..storage.pictures import Pictures
from .opening import database_option, opened


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@database_option
def picture(file: Path, database: str) -> None:
    """Take in a picture (JPEG, PNG or WebP) and print the line that names it."""
    taken = _pictures(database).take_in(file.read_bytes())
    click.echo(f"image: {{digest: {taken.digest}, width: {taken.width}, height: {taken.height}, alt: {{}}}}")


@click.command(
    "sweep-pictures", help="Remove pictures that no record and no edition, live or earlier, names."
)
@click.option("--dry-run", is_flag=True, help="Only print their digests.")
@database_option
def sweep_pictures(*, dry_run: bool, database: str) -> None:
    """Remove pictures that nothing needs; what was taken in during the last `KEPT_DAYS` days stays."""
    pictures = _pictures(database)
    with opened(database) as store:
        now = datetime.datetime.now(datetime.UTC)
        digests = unused(store, pictures, kept_since(now)) if dry_run else sweep(store, pictures, now)
    for digest in digests:
        click.echo(digest)
    verb = "to remove" if dry_run else "removed"
    click.echo(f"{len(digests)} {verb}; pictures taken in during the last {KEPT_DAYS} days stay", err=True)


def _pictures(database: str) -> Pictures:
    folder = pictures_of(Settings(database=database))
    if folder is None:
        raise click.UsageError("Pictures need a database that is a file")
    return Pictures(folder)


commands = (picture, sweep_pictures)
