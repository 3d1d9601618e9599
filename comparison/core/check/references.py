"""Keys that an edition names and does not hold: whoever resolves it looks them up in the shop."""

from collections.abc import Iterator

from ..publication import Publication
from .finding import Missing


def open_references(publication: Publication) -> Iterator[Missing]:
    """Products and add-ons that the edition's add-ons name and that are not part of it.

    Some are only private, or belong to another comparison; those that the shop does not have
    at all are missing.
    """
    products = {product.key for product in publication.products}
    add_ons = {add_on.key for add_on in publication.add_ons}
    for place, add_on in enumerate(publication.add_ons):
        for index, key in enumerate(add_on.available_for):
            if key not in products:
                yield Missing(
                    kind="product",
                    key=key,
                    path=f"$.add_ons[{place}].available_for[{index}]",
                )
        for field, keys in (
            ("requires", add_on.requires),
            ("excludes", add_on.excludes),
        ):
            for index, key in enumerate(keys):
                if key not in add_ons:
                    yield Missing(
                        kind="add_on",
                        key=key,
                        path=f"$.add_ons[{place}].{field}[{index}]",
                    )
