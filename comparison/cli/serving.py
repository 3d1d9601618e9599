"""`serve`, `demo`, `migrate` and `snippet`: putting comparisons before shoppers."""

import html
import os
import socket
from collections.abc import Mapping
from pathlib import Path

import click

from ..assets import CATALOG_DATA, STATIC, TEMPLATES
from ..core.catalogue import Comparison, Product, Shop
from ..core.errors import NotFound
from ..settings import BadSetting, Settings, pictures_of, read_settings
from ..storage.checking import checker
from ..storage.formats.native import read_native
from ..storage.moments import now
from ..storage.pictures import Pictures
from ..storage.publish import publish
from ..storage.store import Store
from ..web.demo_shop import SNIPPET, DemoPage, DemoShop, serve_demo_shop
from .opening import database_option, markets, opened, place_of, today_of
from .people import say_first_link

DEMO_FOLDER = CATALOG_DATA / "demo"
_LAST_PORT_OF_A_DEMO = 65_534
host_option = click.option("--host", default=None, help="Where to listen [127.0.0.1].")
port_option = click.option("--port", type=click.IntRange(1, 65_535), default=None, help="Port [8000].")


@click.command()
@host_option
@port_option
@click.option("--workers", type=click.IntRange(1, 256), default=None, help="Processes [one for each core].")
@database_option
def serve(host: str | None, port: int | None, workers: int | None, database: str) -> None:
    """Serve fragments, share pages, the element and the API."""
    settings = _settings(database=_address(database), host=host, port=port, workers=workers)
    _check_port(settings.host, settings.port)
    with opened(database) as store:
        say_first_link(store, settings.address)
    _serve(settings)


@click.command()
@host_option
@port_option
@database_option
def demo(host: str | None, port: int | None, database: str) -> None:
    """Make the demo catalogue and serve it, with a small shop around it on the next port."""
    settings = _settings(database=_address(database), host=host, port=port, patterns="on")
    if settings.port > _LAST_PORT_OF_A_DEMO:
        raise click.UsageError(f"The demo needs the next port too: 1 to {_LAST_PORT_OF_A_DEMO}")
    _check_port(settings.host, settings.port)
    with opened(database) as store:
        pages = [page for file in sorted(DEMO_FOLDER.glob("*.yaml")) for page in load_demo(store, file)]
    _take_in_pictures(settings)
    shop = DemoShop(settings.address, pages, TEMPLATES, STATIC / "demo" / "shop.css")
    try:
        stop = serve_demo_shop(shop, settings.host, settings.port + 1)
    except OSError as error:
        reason = f"The demo shop cannot listen on {settings.host}:{settings.port + 1} ({error.strerror})"
        raise click.UsageError(reason) from error
    click.echo("The demo shop, which embeds the comparisons from another origin:")
    click.echo(f"  http://{settings.host}:{settings.port + 1}/ko")
    click.echo(f"  http://{settings.host}:{settings.port + 1}/en")
    click.echo("Share pages:")
    for page in pages:
        click.echo(f"  {settings.address}/c/{page.shop}/{page.comparison}")
    click.echo("Every part in every state:")
    click.echo(f"  {settings.address}/-/patterns")
    with opened(database) as store:
        say_first_link(store, settings.address)
    try:
        _serve(settings)
    finally:
        stop()


@click.command()
@database_option
def migrate(database: str) -> None:
    """Bring the database's schema up to date; serve and all other commands do it too."""
    with opened(database) as store:
        click.echo("\n".join(store.migrate()) or "up to date")


@click.command()
@click.argument("place", metavar="SHOP/COMPARISON")
@click.option("--host", "origin", default=None, help="Where shoppers reach this server.")
@database_option
def snippet(place: str, origin: str | None, database: str) -> None:
    """Print the two lines that put a comparison into a page."""
    shop, comparison = place_of(place)
    with opened(database) as store:
        title = _title(store, shop, comparison)
    address = f"{shop}/{comparison}"
    settings = _settings(database=_address(database))
    click.echo(SNIPPET.format(host=origin or settings.address, address=address, title=html.escape(title)))


def _check_port(host: str, port: int) -> None:
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


def _serve(settings: Settings) -> None:
    # The web framework takes half a second to import, which no other command should wait for.
    from .. import app

    app.serve(settings)


def _take_in_pictures(settings: Settings) -> None:
    folder = pictures_of(settings)
    if folder is None:
        return
    for file in sorted(DEMO_FOLDER.glob("pictures/*.png")):
        Pictures(folder).take_in(file.read_bytes())


def load_demo(store: Store, file: Path) -> list[DemoPage]:
    """Store and publish one demo shop; what its pages in the demo shop are called."""
    native = read_native(file.read_bytes(), file.name)
    if native.shop is None:
        return []
    shop = native.shop
    store.save_all(shop.key, native.records, by="demo")
    for comparison in native.comparisons:
        publish(
            store,
            shop.key,
            comparison.key,
            by="demo",
            note="",
            now=now(),
            check=checker(store, shop.key, today_of(store, shop.key)),
            markets=markets(),
        )
    names = {record.key: dict(record.name) for record in native.records if isinstance(record, Product)}
    return [_demo_page(shop, comparison, names) for comparison in native.comparisons]


def _demo_page(shop: Shop, comparison: Comparison, names: Mapping[str, dict[str, str]]) -> DemoPage:
    return DemoPage(
        shop=shop.key,
        comparison=comparison.key,
        titles=dict(comparison.title),
        shop_names=dict(shop.name),
        products={tier.product: names[tier.product] for tier in comparison.tiers if tier.product in names},
    )


def _title(store: Store, shop: str, comparison: str) -> str:
    stored = store.get(shop, "comparison", comparison)
    if stored is None or not isinstance(stored.record, Comparison):
        raise NotFound("comparison", f"{shop}/{comparison}")
    return next(iter(stored.record.title.values()))


def _settings(**options: object) -> Settings:
    try:
        return read_settings(_environment(), **options)
    except BadSetting as error:
        raise click.UsageError(str(error)) from error


def _environment() -> Mapping[str, str]:
    return os.environ


def _address(database: str) -> str:
    """A plain path as the address of its database."""
    return database if ":" in database else f"sqlite:{database}"


commands = (serve, demo, migrate, snippet)
