"""`demo`: the demo catalogue, and a small shop around it."""

from collections.abc import Mapping
from pathlib import Path

import click
from msgspec.structs import replace

from ..assets import CATALOG_DATA, STATIC, TEMPLATES
from ..core.catalogue import Comparison, Product, Shop
from ..settings import Settings, pictures_of
from ..storage.checking import checker
from ..storage.formats.native import read_native
from ..storage.moments import now
from ..storage.pictures import Pictures
from ..storage.publish import publish
from ..storage.store import Store
from ..web.demo_shop import DemoPage, DemoShop, serve_demo_shop
from .opening import address_of, database_option, markets, opened, settings_of, today_of
from .people import say_first_link
from .serving import check_port, host_option, port_option, serve_with

DEMO_FOLDER = CATALOG_DATA / "demo"
_LAST_PORT_OF_A_DEMO = 65_534


@click.command()
@host_option
@port_option
@database_option
def demo(host: str | None, port: int | None, database: str) -> None:
    """Make the demo catalogue and serve it, with a small shop around it on the next port."""
    settings = settings_of(database=address_of(database), host=host, port=port, patterns="on")
    if settings.port > _LAST_PORT_OF_A_DEMO:
        raise click.UsageError(f"The demo needs the next port too: 1 to {_LAST_PORT_OF_A_DEMO}")
    check_port(settings.host, settings.port)
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
    beside = replace(settings, base_url="", port=settings.port + 1).address
    click.echo(f"  {beside}/ko")
    click.echo(f"  {beside}/en")
    click.echo("Share pages:")
    for page in pages:
        click.echo(f"  {settings.address}/c/{page.shop}/{page.comparison}")
    click.echo("Every part in every state:")
    click.echo(f"  {settings.address}/-/patterns")
    with opened(database) as store:
        say_first_link(store, settings.address)
    try:
        serve_with(settings)
    finally:
        stop()


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


def _take_in_pictures(settings: Settings) -> None:
    folder = pictures_of(settings)
    if folder is None:
        return
    for file in sorted(DEMO_FOLDER.glob("pictures/*.png")):
        Pictures(folder).take_in(file.read_bytes())


commands = (demo,)
