"""What every command needs: the database it works on, the market rows, the clock and the user."""

import datetime
import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import click

from ..assets import CATALOG_DATA
from ..core.catalogue import Shop
from ..core.errors import NotFound
from ..core.markets import Market
from ..settings import BadSetting, Settings, read_settings
from ..storage.opening import open_store
from ..storage.store import Store
from ..storage.zones import zone_of

DEFAULT_DATABASE = "sqlite:tier-compare.db"

database_option = click.option(
    "--db",
    "database",
    metavar="PATH",
    default=lambda: os.environ.get("TIER_COMPARE_DATABASE") or DEFAULT_DATABASE,
    help="The database [TIER_COMPARE_DATABASE, else sqlite:tier-compare.db here].",
)
# Every command takes it, also one that reads no database.
no_database_option = click.option("--db", expose_value=False, hidden=True)
format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to answer."
)


def settings_of(**options: object) -> Settings:
    """The settings of the environment; an option that is not None beats its variable.

    Raises:
        click.UsageError: one of them cannot be used.
    """
    try:
        return read_settings(os.environ, **options)
    except BadSetting as error:
        raise click.UsageError(str(error)) from error


def address_of(database: str) -> str:
    """A plain path as the address of its database."""
    return database if ":" in database else f"sqlite:{database}"


@contextmanager
def opened(database: str) -> Iterator[Store]:
    """The store at *database*, its schema up to date, closed at the end."""
    store = open_store(database)
    try:
        store.migrate()
        yield store
    finally:
        store.close()


@cache
def markets() -> dict[str, Market]:
    """All market rows of this release."""
    # Reading YAML takes its time to import, and most commands need no market.
    from ..storage.market_files import load_markets

    return load_markets(CATALOG_DATA / "markets")


def today_of(store: Store, shop: str) -> datetime.date:
    """Today in the shop's time zone; by UTC where there is no such shop or zone."""
    return now_of(store, shop).date()


def now_of(store: Store, shop: str) -> datetime.datetime:
    """This moment in the shop's time zone; by UTC where there is no such shop or zone."""
    stored = store.get(shop, "shop", shop)
    zone = stored.record.time_zone if stored and isinstance(stored.record, Shop) else "UTC"
    return datetime.datetime.now(zone_of(zone))


def place_of(place: str) -> tuple[str, str]:
    """``SHOP/COMPARISON`` as its two keys.

    Raises:
        click.BadParameter: it has another form.
    """
    shop, slash, comparison = place.partition("/")
    # Bytes of an argument that are no UTF-8 arrive as halves of surrogate pairs, which no store takes.
    if not (shop and slash and comparison) or "/" in comparison or not place.isprintable():
        raise click.BadParameter(f"{place!r} is not of the form SHOP/COMPARISON")
    return shop, comparison


def comparisons_of(store: Store, place: str) -> list[tuple[str, str]]:
    """``SHOP/COMPARISON`` alone, or every comparison of ``SHOP``.

    Raises:
        NotFound: the shop is not there, or has no comparison.
    """
    if "/" in place:
        return [place_of(place)]
    found = [(place, stored.record.key) for stored in store.scan(place, "comparison")]
    if not found:
        raise NotFound("comparison" if store.get(place, "shop", place) else "shop", place)
    return found


def author() -> str:
    """Who does it, for the history."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # In a container the user may have a number only.
        return f"uid {os.getuid()}"
