"""H34: for every persona there is a tier that fits. Asked only of an edition without errors."""

from collections.abc import Iterator

from ..catalogue import AddOn
from ..context import Asked, Context
from ..fitting import Basis, Candidate, candidate_for, fit_tiers
from ..personas import Persona
from ..pricing.engine import quote_tier
from ..pricing.quote import Quote
from ..resolving import resolve
from .examined import Examined
from .finding import Finding, found


def nothing_fits(examined: Examined) -> Iterator[Finding]:
    """H34: not one tier fits a persona in its usual quantities, in the shop's first market."""
    if not examined.publication.markets:
        return
    for place, persona in enumerate(examined.publication.personas):
        fits = fit_tiers(persona, *_candidates(examined, persona))
        if fits and all(fit.level == "no" for fit in fits):
            name = examined.said(persona.label)
            yield found("H34", "information", f"$.personas[{place}]", "no_fit", persona=name)


def _candidates(examined: Examined, persona: Persona) -> tuple[list[Candidate], Basis]:
    publication = examined.publication
    tiers = publication.comparison.tiers
    asked = Asked(persona=persona.key, tiers=tuple(tier.key for tier in tiers))
    context = resolve(asked, publication, examined.today)
    products = {product.key: product for product in publication.products}
    candidates = [
        candidate_for(
            tier.key,
            products[tier.product],
            publication.add_ons,
            _Pricing(examined, tier.key, tier.product, context),
        )
        for tier in tiers
    ]
    basis = Basis(today=examined.today, features=publication.category.features, quantities=context.quantities)
    return candidates, basis


class _Pricing:
    """Prices one tier with the add-ons it is given, in the shop's first market."""

    def __init__(self, examined: Examined, tier: str, product: str, context: Context) -> None:
        self._tier, self._context = tier, context
        self._market = examined.publication.markets[0]
        self._product = next(one for one in examined.publication.products if one.key == product)

    def __call__(self, add_ons: tuple[AddOn, ...]) -> Quote:
        return quote_tier(self._tier, self._product, add_ons, self._context, self._market)
