"""`reviews`: what buyers wrote, listed, written to a file, and taken away."""

from pathlib import Path

import click

from ..core.errors import NotFound
from ..storage.formats.exporting_reviews import write_reviews
from ..storage.kept_reviews import every_review, reviews_of, take_away
from ..storage.store import Store
from .exporting import written
from .noting import note
from .opening import author, database_option, opened, today_of
from .speaking import one_line

_SHOWN = 60


@click.group()
def reviews() -> None:
    """List, export and delete the reviews of a shop."""


@reviews.command("list")
@click.argument("shop")
@click.option("--product", default=None, help="Only those of this product's key [all].")
@database_option
def list_(shop: str, product: str | None, database: str) -> None:
    """Every review by its id: product (or the file's own word, while it waits), grade, day, beginning."""
    with opened(database) as store:
        _check_shop(store, shop)
        found = every_review(store, shop) if product is None else reviews_of(store, shop, product)
        for row in found:
            place = row.product or f"waiting for {row.reference}"
            beginning = " ".join(f"{row.title} {row.text}".split())[:_SHOWN]
            line = f"{row.id}  {place}  {row.grade}/{row.scale}  {row.day}  {beginning}"
            click.echo(one_line(line).rstrip())


@reviews.command("export")
@click.argument("shop")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=None, help="[standard output]")
@database_option
def export(shop: str, output: Path | None, database: str) -> None:
    """All reviews as CSV, which `import` reads back."""
    with opened(database) as store, written(output) as target, store.reading():
        _check_shop(store, shop)
        count = write_reviews(every_review(store, shop), target)
        rest = store.review_count(shop)[0] - count
    if rest:
        click.echo(f"{shop}: {rest} reviews of products that are no longer there left out", err=True)


@reviews.command()
@click.argument("shop")
@click.argument("id_", metavar="ID")
@database_option
def delete(shop: str, id_: str, database: str) -> None:
    """Take a review away for good; the rating of its product is counted anew."""
    with opened(database) as store:
        _check_shop(store, shop)
        with store.writing():
            product = take_away(store, shop, id_, today=today_of(store, shop), by=author())
            note(store, shop, "delete", "review", id_)
    click.echo(f"{id_} is deleted{f'; publish what shows {product}' if product else ''}")


def _check_shop(store: Store, shop: str) -> None:
    if store.get(shop, "shop", shop) is None:
        raise NotFound("shop", shop)


commands = (reviews,)
