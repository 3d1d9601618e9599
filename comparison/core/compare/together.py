"""What a view of products that a shopper put together says and offers besides."""

from collections.abc import Sequence

from msgspec.structs import replace

from ..adhoc import LEAST, is_ad_hoc, of_one_kind, products_of
from ..messages import say
from ..publication import Publication
from ..view import Notice, TierView


def notices(publication: Publication) -> tuple[Notice, ...]:
    """What a reader must know: that one product is missing to compare, or that only some rows compare."""
    if not is_ad_hoc(publication):
        return ()
    if len(publication.products) < LEAST:
        return (Notice(text=say(f"together.add_another.{publication.comparison.noun}")),)
    if of_one_kind(publication.products):
        return ()
    shared = len(publication.category.features)
    return (Notice(text=say("control.only_shared", count=shared) if shared else say("together.no_row")),)


def droppable(tiers: Sequence[TierView], publication: Publication) -> tuple[TierView, ...]:
    """*tiers*, each with the products that stay without it; no pair is torn apart."""
    products = products_of(publication)
    if len(products) <= LEAST:
        return tuple(tiers)
    return tuple(
        replace(tier, drop=",".join(product for product in products if product != tier.product))
        for tier in tiers
    )
