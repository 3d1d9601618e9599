"""What a view of products that a shopper put together says and offers besides."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from ..adhoc import LEAST, is_ad_hoc, most_side_by_side, of_one_kind, products_of
from ..messages import say
from ..publication import Publication
from ..view import Notice, TierView
from ..view_controls import Choice, Together

Names = Mapping[str, str]


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


def arrangeable(tiers: Sequence[TierView], publication: Publication) -> tuple[TierView, ...]:
    """*tiers*, each with the products that stay without it, and with it a place earlier or later; no pair
    is torn apart."""
    products, most = products_of(publication), most_side_by_side(publication)
    return tuple(_arrangeable(tier, products, most) for tier in tiers) if products else tuple(tiers)


def together(publication: Publication, names: Names) -> Together | None:
    """What can be changed in what a shopper put together; None for a comparison of the shop's own.

    *names* are those of the products by key.
    """
    products = products_of(publication)
    if not products:
        return None
    most = most_side_by_side(publication)
    waiting = products[most] if len(products) > most else None
    return Together(
        most=most,
        waiting=names[waiting] if waiting else None,
        swaps=_swaps(products, most, names) if waiting else (),
        has_room=len(products) < most,
    )


def found(
    there: Together, products: Sequence[str], hits: Iterable[tuple[str, str, str]], words: str
) -> Together:
    """*there* with the products that *words* found: their keys, names and kinds, for only rows that both
    kinds have are compared. One that is compared already is left out."""
    choices = tuple(
        Choice(
            value=",".join((*products, key)),
            label=say("page.bracketed", text=name, note=kind),
            selected=False,
        )
        for key, name, kind in hits
        if key not in products
    )
    nothing = None if choices else say("together.nothing_found", words=words)
    return replace(there, found=choices, nothing_found=nothing)


def _swaps(products: Sequence[str], most: int, names: Names) -> tuple[Choice, ...]:
    """For each product on show, the list in which the first waiting one stands in its place."""
    return tuple(
        Choice(
            value=",".join((*products[:place], products[most], *products[place + 1 : most])),
            label=say("page.plain", text=names[key]),
            selected=False,
        )
        for place, key in enumerate(products[:most])
    )


def _arrangeable(tier: TierView, products: Sequence[str], most: int) -> TierView:
    place = products.index(tier.product)
    return replace(
        tier,
        drop=_listed(one for one in products if one != tier.product) if len(products) > LEAST else None,
        earlier_place=_listed(_turned(products, place - 1)) if place else None,
        later_place=_listed(_turned(products, place)) if place + 1 < min(len(products), most) else None,
    )


def _turned(products: Sequence[str], place: int) -> tuple[str, ...]:
    """*products* with the one at *place* and the next one in each other's place."""
    return (*products[:place], products[place + 1], products[place], *products[place + 2 :])


def _listed(products: Iterable[str]) -> str:
    return ",".join(products)
