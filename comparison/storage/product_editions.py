"""Each product's own edition, for comparisons that a shopper puts together (``products=a,b``)."""

from collections.abc import Iterator, Set

from msgspec.structs import replace

from ..core.catalogue import Product, Tier
from ..core.publication import Publication, digest, encoded
from .editions import read_edition
from .moments import moment_before
from .stays import live_stay
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
    """An edition of each product of *before* that is no longer in *after* (None: nothing), which takes its
    place at *since*: as the newest other live comparison shows it, or offline where none does."""
    shop = before.shop.key
    left = {product.key for product in before.products}
    left -= {product.key for product in after.products} if after else set()
    elsewhere = _documents_elsewhere(store, before, left, since) if left else {}
    for key in sorted(left):
        document = elsewhere.get(key, b"")
        current = store.live_product(shop, key, since)
        if (current.document if current else b"") != document:
            yield _next_row(store, shop, key, since, document)


def restored_products(store: Store, shop: str, since: str) -> None:
    """Stores anew, for all that is scheduled after *since*, the products' editions that a change at *since*
    made others: what shoppers will see then is what was scheduled."""
    for entry in store.scheduled(shop, since):
        store.add_product_editions(list(_restored(store, entry)))


def _restored(store: Store, entry: LiveEntry) -> Iterator[ProductEditionRow]:
    after = _publication(store.live(entry.shop, entry.comparison, entry.since))
    if after is not None:
        yield from published_products(store, after, entry.since)
    before = _publication(store.live(entry.shop, entry.comparison, moment_before(entry.since)))
    if before is not None:
        yield from withdrawn_products(store, before, after, entry.since)


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


def _documents_elsewhere(store: Store, before: Publication, left: Set[str], since: str) -> dict[str, bytes]:
    """Each of the products *left* by itself, as the newest live comparison but *before* has it."""
    shop = before.shop.key
    having = {comparison for key in left for comparison, _ in store.editions_with(shop, key)}
    there = (live_stay(store, shop, key, since) for key in sorted(having - {before.comparison.key}))
    documents: dict[str, bytes] = {}
    for entry in sorted((stay.entry for stay in there if stay), key=lambda entry: entry.since):
        publication = _publication(store.edition(shop, entry.comparison, entry.number))
        for product in publication.products if publication else ():
            if product.key in left and publication is not None:
                documents[product.key] = encoded(own_publication(publication, product))
    return documents


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
