"""The fits of a persona in its usual quantities, in the shop's first market, as nobody has lowered them."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from ..catalogue import AddOn, Product
from ..context import Asked, Context
from ..fit import Fit
from ..fitting import Basis, Candidate, candidate_for, fit_tier
from ..personas import Persona
from ..pricing.engine import quote_tier
from ..pricing.quote import Quote
from ..resolving import resolve
from .examined import Examined

# A tier, the quantities, and the add-ons: all that differs between these questions.
_Asked = tuple[str, tuple[tuple[str, int], ...], tuple[str, ...]]


def usual_fits(examined: Examined, persona: Persona) -> Iterator[Fit]:
    """The computed fit of every tier that the shop sells itself, one after the other, without flags.

    Asked only of a sound edition.
    """
    candidates, basis = standing(examined, persona, {})
    return (fit_tier(persona, candidate, basis) for candidate in candidates)


def standing(
    examined: Examined, persona: Persona, quantities: Mapping[str, int]
) -> tuple[tuple[Candidate, ...], Basis]:
    """The shop's own tiers as candidates for *persona*, for *quantities* in place of the usual ones."""
    publication = examined.publication
    context = resolve(Asked(persona=persona.key, quantities=quantities), publication, examined.today)
    candidates = tuple(
        candidate_for(tier, product, publication.add_ons, _Pricing(examined, tier, product, context))
        for tier, product in own_tier_products(examined)
    )
    basis = Basis(today=examined.today, features=publication.category.features, quantities=context.quantities)
    return candidates, basis


def own_quotes(examined: Examined, quantities: Mapping[str, int]) -> dict[str, Quote]:
    """What every own tier comes to for *quantities*, to a shopper who says no more. By tier."""
    context = resolve(Asked(quantities=quantities), examined.publication, examined.today)
    return {
        tier: _Pricing(examined, tier, product, context)(()) for tier, product in own_tier_products(examined)
    }


def own_tier_products(examined: Examined) -> list[tuple[str, Product]]:
    """The tiers that the shop sells itself, with their products, in their order."""
    products = {placed.seller.key: placed.seller for placed in examined.own_products}
    tiers = examined.publication.comparison.tiers
    return [(tier.key, products[tier.product]) for tier in tiers if tier.product in products]


class _Pricing:
    """Prices one tier with the add-ons it is given, in the shop's first market."""

    def __init__(self, examined: Examined, tier: str, product: Product, context: Context) -> None:
        self._tier, self._product, self._context = tier, product, context
        self._market, self._known = examined.publication.markets[0], _quotes(examined)

    def __call__(self, add_ons: tuple[AddOn, ...]) -> Quote:
        quantities = tuple(sorted(self._context.quantities.items()))
        asked = (self._tier, quantities, tuple(one.key for one in add_ons))
        if asked not in self._known:
            quote = quote_tier(self._tier, self._product, add_ons, self._context, self._market)
            self._known[asked] = quote
        return self._known[asked]


@lru_cache(maxsize=1)  # Of one edition: personas of one size pay the same.
def _quotes(_: Examined) -> dict[_Asked, Quote]:
    return {}
