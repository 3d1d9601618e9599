"""`user`: links by which people get an account or a new password, which is never typed on a command line."""

import datetime

import click

from ..core.errors import NotFound
from ..storage.access import first_link, invite, owner_link
from ..storage.accounts import ROLES, Role
from ..storage.auditing import COMMAND_LINE
from ..storage.moments import moment
from ..storage.password_links import link_of_operator
from ..storage.second_steps import reset_factors
from ..storage.store import Store
from .opening import author, database_option, opened, settings_of


@click.group()
def user() -> None:
    """Let people into the merchant's side."""


@user.command()
@click.option("--shop", default="", help="The shop to join; without it, every shop that nobody owns yet.")
@click.option(
    "--role", type=click.Choice(ROLES), default="owner", help="What they may do in the shop [owner]."
)
@database_option
def add(shop: str, role: Role, database: str) -> None:
    """Print a link that works once: whoever opens it chooses a name and a password."""
    address = settings_of().address
    now = datetime.datetime.now(datetime.UTC)
    with opened(database) as store:
        if shop and store.get(shop, "shop", shop) is None:
            raise NotFound("shop", shop)
        secret = invite(store, shop, role, by=author(), now=now) if shop else owner_link(store, now)
    kind = "invitation" if shop else "first"
    click.echo(f"{address}/admin/_/{kind}/{secret}")


@user.command("reset-factor")
@click.argument("name")
@database_option
def reset_factor(name: str, database: str) -> None:
    """Take the second step and the passkeys of NAME away, and end their sessions."""
    now = moment(datetime.datetime.now(datetime.UTC))
    with opened(database) as store:
        reset_factors(store, name, by=COMMAND_LINE, now=now)
    click.echo(f"{name} signs in by password alone now.")


@user.command()
@click.argument("name")
@database_option
def password(name: str, database: str) -> None:
    """Print a link that works once, for a day: whoever opens it chooses a new password for NAME.

    The sessions of NAME end then; a second step stays in force.
    """
    address = settings_of().address
    with opened(database) as store:
        secret = link_of_operator(store, name, now=datetime.datetime.now(datetime.UTC))
    click.echo(f"{address}/admin/_/password/{secret}")


def say_first_link(store: Store, address: str) -> None:
    """Where there is no user yet, print the link that makes the first one."""
    if secret := first_link(store, datetime.datetime.now(datetime.UTC)):
        click.echo("There is no account yet. Open this link once, within a day:")
        click.echo(f"  {address}/admin/_/first/{secret}")


commands = (user,)
