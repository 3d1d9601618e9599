"""`serve` and `migrate`: putting comparisons before shoppers."""

import gc
import socket

import click

from ..settings import BadSetting, Settings
from ..storage.opening import open_store
from .opening import address_of, database_option, opened, settings_of
from .people import say_first_link

host_option = click.option("--host", default=None, help="Where to listen [127.0.0.1].")
port_option = click.option("--port", type=click.IntRange(1, 65_535), default=None, help="Port [8000].")


@click.command()
@host_option
@port_option
@click.option("--workers", type=click.IntRange(1, 256), default=None, help="Processes [one for each core].")
@database_option
def serve(host: str | None, port: int | None, workers: int | None, database: str) -> None:
    """Serve fragments, share pages, the element and the API."""
    settings = settings_of(database=address_of(database), host=host, port=port, workers=workers)
    check_port(settings.host, settings.port)
    with opened(database) as store:
        say_first_link(store, settings.address)
    serve_with(settings)


@click.command()
@database_option
def migrate(database: str) -> None:
    """Bring the database's schema up to date; serve and all other commands do it too."""
    store = open_store(database)
    try:
        click.echo("\n".join(store.migrate()) or "up to date")
    finally:
        store.close()


def check_port(host: str, port: int) -> None:
    """Refuse a port that is taken: workers share a port, and so would two servers, unnoticed.

    Raises:
        click.UsageError: somebody listens there.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen()
        except OSError as error:
            raise click.UsageError(f"Cannot listen on {host}:{port} ({error.strerror})") from error


def serve_with(settings: Settings) -> None:
    """Serve until a signal ends it.

    Raises:
        click.UsageError: the secret's file is damaged.
    """
    # Nothing of what is imported is ever garbage; `app.serve` turns the collector on again.
    gc.disable()
    # The web framework takes a quarter of a second to import, which no other command should wait for.
    from .. import app

    try:
        app.serve(settings)
    except BadSetting as error:  # The secret's file is damaged.
        raise click.UsageError(str(error)) from error


commands = (serve, migrate)
