"""Stored editions as structs; a damaged one is never shown."""

import msgspec

from ..core.errors import StoreUnusable
from ..core.lifts import read_publication
from ..core.publication import Edition, digest
from .store import EditionRow, ProductEditionRow


def read_edition(row: EditionRow) -> Edition:
    """The edition of *row*, in today's form.

    Raises:
        NewerFormat: a later release wrote it.
        StoreUnusable: its document is not the one its digest was taken of.
    """
    return _read(row, f"{row.shop}/{row.comparison}")


def read_product_edition(row: ProductEditionRow) -> Edition:
    """A product's own edition: a publication whose one tier, and whose key, is the product's.

    Raises as `read_edition` does.
    """
    return _read(row, f"{row.shop}/{row.product}")


def _read(row: EditionRow | ProductEditionRow, name: str) -> Edition:
    if digest(row.document) != row.digest:
        raise StoreUnusable(_damaged(row, name))
    try:
        publication = read_publication(row.document)
    except msgspec.MsgspecError as error:
        raise StoreUnusable(_damaged(row, name)) from error
    return Edition(
        number=row.number, digest=row.digest, published_at=row.published_at, publication=publication
    )


def _damaged(row: EditionRow | ProductEditionRow, name: str) -> str:
    return f"Edition {row.number} of {name} is damaged. Restore a backup: tier-compare restore FILE."
