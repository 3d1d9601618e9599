"""The schema of the SQLite engine, step by step and forward only.

A step that was released is never changed: the next change is a step of its own. All steps that
are pending are taken in one transaction, so a start that is cut short leaves the schema as it was.
"""

from typing import get_args

from sqlite_utils import Database, Migrations

from . import (
    accounts_sqlite,
    audit_sqlite,
    checkouts_sqlite,
    counts_sqlite,
    factors_sqlite,
    imports_sqlite,
    picture_uses_sqlite,
    prepared_sqlite,
    product_search_sqlite,
    reviews_sqlite,
    saved_searches_sqlite,
    sessions_sqlite,
    staging_sqlite,
    tokens_sqlite,
    watches_sqlite,
)
from . import sqlite_statements as sql
from .store import Kind

MIGRATIONS = Migrations("tier-compare")

_FINAL = ("editions", "product_editions", "live")


@MIGRATIONS()
def m0001_records(db: Database) -> None:
    """One table per kind. *digest* is of the document, so that a damaged one is never taken for good.
    A deleted record keeps its row without a document: its revision goes on."""
    for kind in get_args(Kind):
        db.table(kind).create(
            {
                "shop": str,
                "key": str,
                "revision": int,
                "document": str,
                "digest": str,
                "updated_at": str,
                "updated_by": str,
            },
            pk=("shop", "key"),
            not_null={"shop", "key", "revision", "digest", "updated_at", "updated_by"},
            strict=True,
        )


@MIGRATIONS()
def m0002_editions(db: Database) -> None:
    """What was published, and which of it is live when. Nothing here is ever changed or deleted."""
    edition = {"shop": str, "comparison": str, "number": int, "digest": str, "published_at": str}
    author = {"published_by": str, "note": str, "document": str}
    db.table("editions").create(
        edition | author, pk=("shop", "comparison", "number"), not_null={*edition, *author}, strict=True
    )
    product = {
        "shop": str,
        "product": str,
        "number": int,
        "digest": str,
        "published_at": str,
        "document": str,
    }
    db.table("product_editions").create(
        product, pk=("shop", "product", "number"), not_null=set(product), strict=True
    )
    db.table("product_editions").create_index(["shop", "product", "published_at", "number"])
    db.execute(
        "create table live (shop text not null, comparison text not null, place integer not null,"
        " number integer, since text not null, by text not null, note text not null,"
        " entered_at text not null, primary key (shop, comparison, place),"
        " foreign key (shop, comparison, number) references editions (shop, comparison, number)) strict"
    )
    db.table("live").create_index(["shop", "comparison", "since", "place"])
    for table in _FINAL:
        for verb in ("update", "delete"):
            db.execute(
                f"create trigger {table}_no_{verb} before {verb} on {table}"
                f" begin select raise(abort, '{table} only grow'); end"
            )


@MIGRATIONS()
def m0003_checkouts(db: Database) -> None:
    """Checkouts that were held against their quotes, and the tokens of those who send them."""
    checkouts_sqlite.make_tables(db)
    tokens_sqlite.make_tables(db)


@MIGRATIONS()
def m0004_watches(db: Database) -> None:
    """What was taken in last of each file and address that is watched."""
    watches_sqlite.make_tables(db)


@MIGRATIONS()
def m0005_reviews(db: Database) -> None:
    """What buyers said of products."""
    reviews_sqlite.make_tables(db)


@MIGRATIONS()
def m0006_products_of_editions(db: Database) -> None:
    """Which editions have a product: its price history is on all their pages."""
    place = {"shop": str, "product": str, "comparison": str, "number": int}
    db.table("edition_products").create(place, pk=tuple(place), not_null=set(place), strict=True)
    db.execute(sql.INDEX_ALL_PRODUCTS)


@MIGRATIONS()
def m0007_people(db: Database) -> None:
    """Who may edit what, who is signed in, and the log of every change."""
    accounts_sqlite.make_tables(db)
    sessions_sqlite.make_tables(db)
    audit_sqlite.make_tables(db)


@MIGRATIONS()
def m0008_product_search(db: Database) -> None:
    """What products are found by, and the last step of each editor that can be undone."""
    product_search_sqlite.make_tables(db)


@MIGRATIONS()
def m0009_imports(db: Database) -> None:
    """Imports under way with their files, and what columns were said to mean."""
    imports_sqlite.make_tables(db)


@MIGRATIONS()
def m0010_picture_uses(db: Database) -> None:
    """Which products show a picture."""
    picture_uses_sqlite.make_index(db)


@MIGRATIONS()
def m0011_counts(db: Database) -> None:
    """What shoppers did, counted by day."""
    counts_sqlite.make_tables(db)


@MIGRATIONS()
def m0012_second_steps(db: Database) -> None:
    """What people sign in with besides a password."""
    factors_sqlite.make_tables(db)


@MIGRATIONS()
def m0013_saved_searches(db: Database) -> None:
    """Searches for products that shops gave names to."""
    saved_searches_sqlite.make_tables(db)


@MIGRATIONS()
def m0014_staging(db: Database) -> None:
    """Room beside every record for one that is to take its place."""
    staging_sqlite.make_tables(db)


@MIGRATIONS()
def m0016_prepared(db: Database) -> None:
    """What pages of live editions are made from, ready; all of it can be made anew."""
    prepared_sqlite.make_tables(db)
