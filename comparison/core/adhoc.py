"""A comparison that a shopper puts together: the products' own editions become one publication.

It has no key and no number. Its tiers are the products, in the order asked. Products of one
category compare in every row of it, and for the same personas; products of several compare only
in the rows that all of them have.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from msgspec.structs import replace

from .bounds import MOST_SHOWN_TIERS
from .catalogue import AddOn, Category, Comparison, Feature, Product, Shop, Tier
from .languages import label
from .overrides import Override
from .personas import Persona
from .publication import FORMAT, Edition, Publication, digest
from .sizes import SizeRange

LEAST = 2
_NO_KEY = ""
_MOST_PEOPLE, _MOST_ADD_ONS, _MOST_SIZES = 12, 100, 6

# What a unit measures, or the unit itself where it is only counted: ``mass`` for ``kg``.
Family = Callable[[str | None], str | None]


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


Kept = TypeVar("Kept", bound=_Keyed)


def is_ad_hoc(publication: Publication) -> bool:
    """Whether a shopper put *publication* together."""
    return publication.comparison.key == _NO_KEY


def products_of(publication: Publication) -> tuple[str, ...]:
    """The products that an address of *publication* names; none where the comparison is the shop's."""
    return tuple(tier.product for tier in publication.comparison.tiers) if is_ad_hoc(publication) else ()


def most_side_by_side(publication: Publication) -> int:
    """How many columns are shown unasked: of what a shopper put together, as many as the shop allows."""
    return publication.shop.most_compared if is_ad_hoc(publication) else MOST_SHOWN_TIERS


def put_together(
    editions: Sequence[Edition],
    gone: Sequence[str],
    family: Family,
    *,
    gone_names: Mapping[str, dict[str, str]] | None = None,
) -> Edition:
    """One edition of all *editions*, each of one product, in their order.

    What several of them state (shop, markets, a persona) is taken from the newest. *gone* are
    products that were asked for and are no longer sold here, *gone_names* what they were called.
    """
    newest_first = sorted(editions, key=lambda edition: edition.published_at, reverse=True)
    newest = newest_first[0]
    parts = [edition.publication for edition in editions]
    recent = [edition.publication for edition in newest_first]
    publication = Publication(
        format=FORMAT,
        policy_version=max(part.policy_version for part in parts),
        shop=newest.publication.shop,
        comparison=_comparison(parts, recent),
        category=_category(parts, recent[0], family),
        products=tuple(part.products[0] for part in parts),
        add_ons=_add_ons(recent),
        personas=_personas(recent),
        markets=newest.publication.markets,
        priors=tuple(prior for part in parts for prior in part.priors if prior.product == _key(part)),
        gone=tuple(gone),
        gone_names=dict(gone_names or {}),
    )
    return Edition(
        number=0,
        digest=digest("".join(edition.digest for edition in editions).encode()),
        published_at=newest.published_at,
        publication=publication,
    )


def of_one_kind(products: Iterable[Product]) -> bool:
    """Whether all of *products* are of one category."""
    return len({product.category for product in products}) == 1


def _key(part: Publication) -> str:
    return part.products[0].key


def _alike(parts: Sequence[Publication]) -> bool:
    return of_one_kind(part.products[0] for part in parts)


def _comparison(parts: Sequence[Publication], recent: Sequence[Publication]) -> Comparison:
    """The longest horizon of all, so that no running cost is left out, and the noun that suits all."""
    nouns = {part.comparison.noun for part in parts}
    comparison = Comparison(
        key=_NO_KEY,
        title=_title(parts, recent[0].shop),
        category=parts[0].category.key,
        tiers=tuple(Tier(key=_key(part), product=_key(part)) for part in parts),
        add_ons=tuple(add_on.key for add_on in _add_ons(recent)),
        personas=tuple(persona.key for persona in _personas(recent)),
        noun=nouns.pop() if len(nouns) == 1 else "product",
        horizon=max(part.comparison.horizon for part in parts),
        usual=_usual(recent),
    )
    return _with_advice(comparison, parts, recent) if _alike(parts) else comparison


def _with_advice(
    comparison: Comparison, parts: Sequence[Publication], recent: Sequence[Publication]
) -> Comparison:
    """*comparison* with the pain points of all, and with the quiz if they all have the same."""
    quizzes = [part.comparison.quiz for part in parts]
    pains = _union(part.comparison.pains for part in recent)
    return replace(
        comparison,
        chooser=recent[0].comparison.chooser,
        pains=pains[:_MOST_PEOPLE],
        quiz=quizzes[0] if all(quiz == quizzes[0] for quiz in quizzes) else None,
        overrides=tuple(override for part in parts for override in _overrides(part)),
    )


def _overrides(part: Publication) -> tuple[Override, ...]:
    return tuple(one for one in part.comparison.overrides if one.tier == _key(part))


def _title(parts: Sequence[Publication], shop: Shop) -> dict[str, str]:
    names = [part.products[0].name for part in parts]
    return {
        language: " · ".join(label(name, (language, *shop.languages)) for name in names)
        for language in shop.languages
    }


def _usual(recent: Sequence[Publication]) -> tuple[SizeRange, ...]:
    sizes: dict[str, SizeRange] = {}
    for part in recent:
        for size in part.comparison.usual:
            sizes.setdefault(size.unit, size)
    return tuple(sizes.values())[:_MOST_SIZES]


def _personas(recent: Sequence[Publication]) -> tuple[Persona, ...]:
    """Everyone's personas. A persona of one kind of product says nothing about another."""
    return _union(part.personas for part in recent)[:_MOST_PEOPLE] if _alike(recent) else ()


def _add_ons(recent: Sequence[Publication]) -> tuple[AddOn, ...]:
    """Each add-on for the products beside which it was published, and for no other."""
    add_ons = _union(part.add_ons for part in recent)[:_MOST_ADD_ONS]
    return tuple(replace(one, available_for=_sold_with(one, recent)) for one in add_ons)


def _sold_with(add_on: AddOn, recent: Sequence[Publication]) -> tuple[str, ...]:
    return tuple(_key(part) for part in recent if add_on.key in {one.key for one in part.add_ons})


def _union(groups: Iterable[Sequence[Kept]]) -> tuple[Kept, ...]:
    """All of *groups*, the first of each key."""
    kept: dict[str, Kept] = {}
    for group in groups:
        for one in group:
            kept.setdefault(one.key, one)
    return tuple(kept.values())


def _category(parts: Sequence[Publication], newest: Publication, family: Family) -> Category:
    if _alike(parts):
        return newest.category
    first, *others = [part.category for part in parts]
    rows = [_shared(feature, others, family) for feature in first.features]
    return replace(first, features=tuple(row for row in rows if row is not None))


def _shared(feature: Feature, others: Sequence[Category], family: Family) -> Feature | None:
    """*feature* as a row for all, None where another category has none like it.

    What is usual for one kind of product is not for another; what is better stays where all agree.
    """
    alike = [_like(feature, category, family) for category in others]
    if None in alike:
        return None
    agreed = all(one is not None and one.direction == feature.direction for one in alike)
    plain = replace(feature, norm=None)
    return plain if agreed else replace(plain, direction="none", best=None)


def _like(feature: Feature, category: Category, family: Family) -> Feature | None:
    for other in category.features:
        if (other.key, other.kind) == (feature.key, feature.kind):
            return other if family(other.unit) == family(feature.unit) else None
    return None
