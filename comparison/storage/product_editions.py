"""Each product's own edition, for comparisons that a shopper puts together (``products=a,b``)."""

from collections.abc import Iterator

from msgspec.structs import replace

from ..core.catalogue import Product, Tier
from ..core.publication import Publication, digest, encoded
from .editions import read_edition
from .moments import moment_before
from .store import EditionRow, LiveEntry, ProductEditionRow, Store


def published_products(store: Store, publication: Publication, since: str) -> Iterator[ProductEditionRow]:
    """An edition of every product of *publication*, live from *since*, but for those that are the
    same already."""
    for product in publication.products:
        document = encoded(own_publication(publication, product))
        current = store.live_product(publication.shop.key, product.key, since)
        if current is None or current.digest != digest(document):
            yield _next_row(store, publication.shop.key, product.key, since, document)


def withdrawn_products(
    store: Store, before: Publication, after: Publication | None, since: str
) -> Iterator[ProductEditionRow]:
    """A row that takes offline each product of *before* that no live comparison has any more,
    when *after* (None: nothing) takes its place at *since*."""
    shop = before.shop.key
    left = {product.key for product in before.products}
    left -= {product.key for product in after.products} if after else set()
    if left:
        left -= _products_elsewhere(store, before, since)
    for key in sorted(left):
        yield _next_row(store, shop, key, since, b"")


def restored_products(store: Store, shop: str, since: str) -> list[ProductEditionRow]:
    """Stores anew, for all that is scheduled after *since*, the products' editions that a change at *since*
    made others: what shoppers will see then is what was scheduled. The rows stored."""
    stored: list[ProductEditionRow] = []
    for entry in store.scheduled(shop, since):
        rows = [*_restored(store, entry)]
        store.add_product_editions(rows)
        stored += rows
    return stored


def _restored(store: Store, entry: LiveEntry) -> Iterator[ProductEditionRow]:
    after = _publication(store.live(entry.shop, entry.comparison, entry.since))
    if after is not None:
        yield from published_products(store, after, entry.since)
    before = _publication(store.live(entry.shop, entry.comparison, moment_before(entry.since)))
    for row in withdrawn_products(store, before, after, entry.since) if before else ():
        if store.live_product(row.shop, row.product, entry.since) is not None:
            yield row


def _publication(row: EditionRow | None) -> Publication | None:
    return read_edition(row).publication if row else None


def own_publication(publication: Publication, product: Product) -> Publication:
    """*publication* with *product* as its only tier; the product's key is that of tier and comparison.

    What the shop says of the tier's fit goes with it; a pick among other tiers does not.
    """
    tiers = {tier.key for tier in publication.comparison.tiers if tier.product == product.key}
    overrides = (one for one in publication.comparison.overrides if one.tier in tiers)
    add_ons = tuple(
        add_on
        for add_on in publication.add_ons
        if not add_on.available_for or product.key in add_on.available_for
    )
    comparison = replace(
        publication.comparison,
        key=product.key,
        title=product.name,
        tiers=(Tier(key=product.key, product=product.key),),
        add_ons=tuple(add_on.key for add_on in add_ons),
        features=(),
        overrides=tuple(replace(one, tier=product.key) for one in overrides),
        pick=None,
    )
    priors = tuple(prior for prior in publication.priors if prior.product == product.key)
    return replace(
        publication, comparison=comparison, products=(product,), add_ons=add_ons, priors=priors, gone=()
    )


def _products_elsewhere(store: Store, before: Publication, since: str) -> set[str]:
    shop = before.shop.key
    products: set[str] = set()
    for comparison in store.live_comparisons(shop, since):
        row = store.live(shop, comparison, since) if comparison != before.comparison.key else None
        if row is not None:
            products |= {product.key for product in read_edition(row).publication.products}
    return products


def _next_row(store: Store, shop: str, product: str, since: str, document: bytes) -> ProductEditionRow:
    earlier = store.product_editions(shop, product)
    return ProductEditionRow(
        shop=shop,
        product=product,
        number=earlier[0].number + 1 if earlier else 1,
        digest=digest(document),
        published_at=since,
        document=document,
    )
