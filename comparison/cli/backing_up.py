"""`backup` and `restore`: a whole installation as one file, and back."""

from pathlib import Path

import click

from ..core.messages import say
from ..settings import Settings, key_file_of, pictures_of, scheme_and_place, secret_file_of
from ..storage.backups import Installation, back_up
from ..storage.backups import restore as bring_back
from .opening import database_option
from .speaking import said


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@database_option
def backup(file: Path, database: str) -> None:
    """Write the database, the secret, the keys and the pictures to one file; servers may run meanwhile."""
    back_up(_installation(database), file)
    click.echo(said(say("backup.done", file=str(file), bytes=file.stat().st_size)))


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@database_option
def restore(file: Path, database: str) -> None:
    """Bring back what a backup holds, servers stopped; what was there is kept in a folder beside it."""
    replaced = bring_back(_installation(database), file)
    if replaced is None:
        click.echo(said(say("backup.restored", file=str(file))))
    else:
        click.echo(said(say("backup.restored_over", file=str(file), folder=str(replaced))))


def _installation(database: str) -> Installation:
    """Where the parts lie.

    Raises:
        click.UsageError: the database is not a file.
    """
    settings = Settings(database=database)
    secret, keys, pictures = secret_file_of(settings), key_file_of(settings), pictures_of(settings)
    if secret is None or keys is None or pictures is None:
        raise click.UsageError("Only a database that is a file can be backed up and restored here")
    return Installation(Path(scheme_and_place(database)[1]), secret, keys, pictures)


commands = (backup, restore)
