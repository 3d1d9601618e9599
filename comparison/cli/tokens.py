"""`token`: tokens by which a shop's own programs are known to the API."""

import click

from ..core.errors import NotFound
from ..storage.moments import now
from .noting import note
from .opening import author, database_option, opened

_MOST_NAME = 100


@click.group()
def token() -> None:
    """Make, list and revoke the tokens of a shop."""


@token.command()
@click.argument("shop")
@click.option("--name", default="", help="What it is for, as the list shows it.")
@database_option
def add(shop: str, name: str, database: str) -> None:
    """Make a token and print it, this once: only a digest of it is kept."""
    # It knows signatures, which no other command should wait for.
    from ..web.tokens import new_token

    if len(name) > _MOST_NAME or not name.isprintable():
        raise click.BadParameter(f"at most {_MOST_NAME} printable characters", param_hint="--name")
    with opened(database) as store:
        if store.get(shop, "shop", shop) is None:
            raise NotFound("shop", shop)
        text, row = new_token(shop, name, now=now(), by=author())
        with store.writing():
            store.add_token(row)
            note(store, shop, "save", "token", row.id)
    click.echo(text)
    click.echo(
        f"{row.id}: shown this once. Take it back: tier-compare token revoke {shop} {row.id}", err=True
    )


@token.command("list")
@click.argument("shop")
@database_option
def list_(shop: str, database: str) -> None:
    """Every token of a shop by its id, oldest first."""
    with opened(database) as store:
        if store.get(shop, "shop", shop) is None:
            raise NotFound("shop", shop)
        rows = store.tokens(shop)
    for row in rows:
        state = f"revoked {row.revoked_at}" if row.revoked_at else "good"
        click.echo(f"{row.id}  {row.made_at}  {row.made_by}  {state}  {row.name}".rstrip())


@token.command()
@click.argument("shop")
@click.argument("id_", metavar="ID")
@database_option
def revoke(shop: str, id_: str, database: str) -> None:
    """End a token: the next request that brings it is refused."""
    with opened(database) as store, store.writing():
        store.revoke_token(shop, id_, now())
        note(store, shop, "delete", "token", id_)
    click.echo(f"{id_} is revoked")


commands = (token,)
