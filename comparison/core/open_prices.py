"""What a price leaves open, and the price with the merchant's answer: tax, delivery, no other charge.

Nothing here guesses: what nobody answered stays as it is, and unknown is never 0.
"""

from collections.abc import Mapping
from typing import Literal

from msgspec.structs import replace

from .catalogue import Product
from .pricing.amounts import Flat
from .pricing.model import Attestation, Component, Once, Price

StatedTax = Literal["included", "excluded"]
_FIGURES = frozenset({"priced", "range"})
_DELIVERY: Literal["delivery"] = "delivery"


def leaves_tax_open(price: Price) -> bool:
    """Whether nobody said if tax is in the figures of *price*."""
    return price.tax == "unknown" and price.status in _FIGURES


def leaves_delivery_open(price: Price) -> bool:
    """Whether *price* is of goods, says nothing of delivery, and nobody has said that nothing is missing."""
    if price.status != "priced" or price.interval != "once" or price.closed is not None:
        return False
    return all(one.kind != _DELIVERY for one in price.components)


def leaves_charges_open(price: Price) -> bool:
    """Whether nobody has said that no other charge of *price* is unavoidable."""
    return price.status in _FIGURES and price.closed is None


def with_tax(product: Product, tax: StatedTax) -> Product:
    """*product* with *tax* stated wherever it was left open."""
    return _with_prices(product, [replace(p, tax=tax) if leaves_tax_open(p) else p for p in product.prices])


def with_delivery(product: Product, fee: str, label: Mapping[str, str]) -> Product:
    """*product* with delivery for *fee* (major units, ``0`` is free) wherever nothing was said of it."""
    return _with_prices(
        product, [_delivered(p, fee, label) if leaves_delivery_open(p) else p for p in product.prices]
    )


def attested(product: Product, word: Attestation) -> Product:
    """*product* with the *word* that no other charge is unavoidable, wherever nobody gave one."""
    return _with_prices(
        product, [replace(p, closed=word) if leaves_charges_open(p) else p for p in product.prices]
    )


def _with_prices(product: Product, prices: list[Price]) -> Product:
    return replace(product, prices=tuple(prices))


def _delivered(price: Price, fee: str, label: Mapping[str, str]) -> Price:
    taken = {one.key for one in price.components}
    key = next(one for one in (_DELIVERY, *(f"{_DELIVERY}-{n}" for n in range(2, 50))) if one not in taken)
    charge = Component(key=key, label=dict(label), kind=_DELIVERY, amount=Flat(value=fee), when=Once())
    return replace(price, components=(*price.components, charge))
