"""`keys`: the keys that sign quotes, beside the database."""

import click

from ..settings import BadSetting, Settings, has_secret, key_file_of, secret_of
from ..storage.moments import now
from ..web.key_ring import KeyRing
from ..web.sealing import Sealing, renew_all
from ..web.shapes import Quotes, quotes_of
from ..web.signed_quotes import Offered, Signer
from .opening import address_of, database_option, opened, settings_of

_KEPT = """{id} goes on verifying. Now set another TIER_COMPARE_SECRET and start the server again:
its key signs from then on. Once no quote of {id} is needed any more: tier-compare keys retire {id}"""
_MADE = """{id} signs from now on; the keys before it go on verifying until they are retired."""


_NOT_HERE = (
    "Apps that make codes are sealed with these keys, and the server's secret is not here to seal them anew. "
    "Set TIER_COMPARE_SECRET, or run this where the database has its secret's file."
)


@click.group()
def keys() -> None:
    """Rotate, list and retire the keys that sign quotes."""


@keys.command()
@database_option
def rotate(database: str) -> None:
    """Let a new key sign from now on; quotes of the keys before it stay good."""
    settings = _settings(database)
    made = _ring(settings).rotate(now())
    click.echo((_KEPT if settings.secret else _MADE).format(id=made.id))


@keys.command("list")
@database_option
def list_(database: str) -> None:
    """Every key by its id, and what it does; no secret is shown."""
    settings = _settings(database)
    if not has_secret(settings):
        click.echo("no key yet: the first quote that is signed makes one")
        return
    for key in _ring(settings).listed():
        click.echo(f"{key.id}  {key.state:8}  {key.made or 'from the secret'}".rstrip())


@keys.command()
@click.argument("key", metavar="ID")
@database_option
def retire(key: str, database: str) -> None:
    """Refuse every quote that a key signed, at once and for good.

    What the key keeps secret (apps that make codes) is sealed with the newest one before.
    """
    settings = _settings(database)
    ring = _ring(settings)
    with opened(database) as store:
        sealing = Sealing(ring.verifying)
        if store.totps() and not has_secret(settings):
            raise click.UsageError(_NOT_HERE)
        renew_all(store, sealing)
    ring.retire(key)
    click.echo(f"{key} is retired")


def signed_quotes(offered: Offered, database: str) -> Quotes:
    """The quotes of a view, signed where there is a secret; asking a price makes none."""
    settings = _settings(database)
    if not has_secret(settings):
        return quotes_of(offered.view)
    return Signer(_ring(settings).signing, settings.quote_hours).quotes(offered)


def _ring(settings: Settings) -> KeyRing:
    def secret() -> str:
        try:
            return secret_of(settings)
        except BadSetting as error:
            raise click.UsageError(str(error)) from error

    return KeyRing(secret, key_file_of(settings), is_set=bool(settings.secret))


def _settings(database: str) -> Settings:
    return settings_of(database=address_of(database))


commands = (keys,)
