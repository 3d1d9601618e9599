"""The headline of one product by itself, without the rest of a view: for lists of many products."""

import datetime

from ..asking import read_asked
from ..catalogue import Category, Comparison, Product, Shop, Tier
from ..errors import BadParameter
from ..markets import Market
from ..publication import FORMAT, Publication
from ..resolving import resolve
from ..view import Headline
from .column import Bench, columns_of
from .headlines import headline


def headline_alone(
    shop: Shop, product: Product, market: Market, language: str, today: datetime.date
) -> Headline | None:
    """What *product* costs in *market* with nothing asked; None where it has no price there."""
    here = tuple(price for price in product.prices if price.market in {market.code, market.inherits})
    if not here:
        return None
    publication = publication_of_one(shop, product, (market,))
    try:
        context = resolve(read_asked([("lang", language)]), publication, today)
    except BadParameter:
        return None
    bench = Bench(
        publication=publication,
        context=context,
        market=market,
        languages=(context.lang, *shop.languages),
        today=today,
    )
    [column] = columns_of(bench, context.tiers)
    return headline(bench, column)


def publication_of_one(shop: Shop, product: Product, markets: tuple[Market, ...]) -> Publication:
    """A comparison of *product* with nothing, in *markets*."""
    tier = Tier(key=product.key, product=product.key)
    return Publication(
        format=FORMAT,
        policy_version="",
        shop=shop,
        comparison=Comparison(key=product.key, title=product.name, category=product.category, tiers=(tier,)),
        category=Category(key=product.category, label=product.name),
        products=(product,),
        markets=markets,
    )
