"""What a product costs, for formats that state one figure: computed, as a shopper would read it."""

from collections.abc import Iterator

from ...core.catalogue import AddOn, Product
from ...core.context import unasked
from ...core.pricing.engine import quote_tier
from ...core.pricing.intervals import intervals_sold
from ...core.pricing.model import Price
from ...core.pricing.quote import Quote
from ...core.pricing.selection import fits_customer, in_force
from .outgoing import Outgoing


def current_prices(product: Product | AddOn, shop: Outgoing) -> tuple[Price, ...]:
    """The prices of *product* that a consumer can be asked today in the market of the export."""
    market, day = shop.market, shop.today.isoformat()
    return tuple(
        price
        for price in product.prices
        if price.market in {market.code, market.inherits}
        and price.currency == market.currency
        and fits_customer(price, "b2c")
        and in_force(price.valid_from, price.valid_to, day)
    )


def intervals_of(product: Product, shop: Outgoing) -> tuple[str, ...]:
    """The intervals in which those prices are paid, the shortest first."""
    market = shop.market
    day = shop.today.isoformat()
    return intervals_sold((product,), market.code, "b2c", market.currency, market.inherits, day)


def quote_of(product: Product, shop: Outgoing, interval: str) -> Quote:
    """The price of *product* for somebody who said nothing: the least quantity, no coupon, no zone."""
    context = unasked(
        shop.today,
        lang=shop.language,
        market=shop.market.code,
        currency=shop.market.currency,
        customer_type="b2c",
        interval=interval,
    )
    return quote_tier(product.key, product, (), context, shop.market)


def offered(shop: Outgoing) -> Iterator[Product]:
    """The shop's own products that everybody can be offered today; the others are counted as left behind."""
    day = shop.today.isoformat()
    for product in shop.all(Product):
        if product.private:
            shop.left.count("private")
        elif product.competitor is not None:
            shop.left.count("competitors")
        elif product.stock.state == "gone" or not in_force(product.offered_from, product.offered_to, day):
            shop.left.count("not_offered")
        else:
            yield product


def leave_price_details(product: Product, shop: Outgoing) -> None:
    """Count what one figure cannot say: prices for others than today's consumers here, and conditions."""
    current = current_prices(product, shop)
    shop.left.count("other_prices", len(product.prices) - len(current))
    shop.left.count("discounts", sum(len(price.discounts) for price in current))
    shop.left.count("terms", sum(price.term is not None or bool(price.phases) for price in current))
    shop.left.count("excluded_costs", len(product.excluded))
