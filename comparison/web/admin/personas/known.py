"""What the form of a buyer type knows besides it: features, quantities, currencies, comparisons."""

from collections.abc import Iterator
from typing import NamedTuple

from .... import words
from ....core.catalogue import Category, Comparison, Shop
from ....core.errors import NotFound
from ....core.languages import label
from ....core.personas import Persona
from ....core.publication import Publication
from ....core.resolving import default_quantities
from ....storage.drafts import resolve
from ....storage.store import Store
from ..guesses import markets
from ..options import Options
from ..visit import Visit

MOST_LISTED = 100
_USUAL_UNITS = ("user", "item", "order")


class Known(NamedTuple):
    """*draft* is the comparison that the fits are shown for; None where there is none to show."""

    shop: Shop
    languages: tuple[str, ...]
    category: Category | None
    categories: Options
    comparisons: Options
    draft: Publication | None
    units: Options
    currencies: Options


def known_of(store: Store, visit: Visit, persona: Persona | None, category: str, comparison: str) -> Known:
    """What there is to know for *persona* (None: a new one), of *category*, beside *comparison*.

    An empty or unknown *category* is the first one, an empty or unknown *comparison* one that shows them.
    """
    shop, languages = shop_of(store, visit)
    found = _categories(store, visit)
    chosen = next((one for one in found if one.key == category), found[0] if found else None)
    shown = _comparisons(store, visit, persona, chosen)
    key = comparison if comparison in {one.key for one in shown} else (shown[0].key if shown else "")
    draft = resolve(store, visit.shop, key, markets=markets()).publication if key else None
    return Known(
        shop=shop,
        languages=languages,
        category=chosen,
        categories=[(one.key, label(one.label, languages)) for one in found],
        comparisons=[(one.key, label(one.title, languages) or one.key) for one in _chosen_first(shown, key)],
        draft=draft,
        units=units_of(visit, draft, persona),
        currencies=currencies_of(shop, persona),
    )


def shop_of(store: Store, visit: Visit) -> tuple[Shop, tuple[str, ...]]:
    """The visit's shop, and the languages that its words are shown in, the best first."""
    stored = store.get(visit.shop, "shop", visit.shop)
    if stored is None or not isinstance(stored.record, Shop):
        raise NotFound("shop", visit.shop)
    return stored.record, (visit.language, *stored.record.languages)


def comparisons_of(store: Store, visit: Visit) -> list[Comparison]:
    """The first `MOST_LISTED` comparisons of the shop."""
    found = store.page(visit.shop, "comparison", limit=MOST_LISTED)
    return [row.record for row in found if isinstance(row.record, Comparison)]


def _chosen_first(shown: list[Comparison], key: str) -> list[Comparison]:
    return sorted(shown, key=lambda one: one.key != key)


def _categories(store: Store, visit: Visit) -> list[Category]:
    found = store.page(visit.shop, "category", limit=MOST_LISTED)
    return [row.record for row in found if isinstance(row.record, Category)]


def _comparisons(
    store: Store, visit: Visit, persona: Persona | None, category: Category | None
) -> list[Comparison]:
    """The comparisons of the category, those that show *persona* first."""
    every = [one for one in comparisons_of(store, visit) if category and one.category == category.key]
    return sorted(every, key=lambda one: persona is None or persona.key not in one.personas)


def units_of(visit: Visit, draft: Publication | None, persona: Persona | None) -> Options:
    """What prices count, and what else buyers are counted by."""
    counted = default_quantities(draft, None, ()) if draft else {}
    own = (size.unit for size in persona.sizes) if persona else ()
    speaker = words.speaker(visit.language)
    return [(unit, speaker.unit_name(unit)) for unit in dict.fromkeys((*counted, *own, *_USUAL_UNITS))]


def currencies_of(shop: Shop, persona: Persona | None) -> Options:
    """The currencies of the shop's markets, and the one of *persona*'s budget."""
    return [(code, code) for code in dict.fromkeys(_codes(shop, persona))]


def _codes(shop: Shop, persona: Persona | None) -> Iterator[str]:
    if persona and persona.budget:
        yield persona.budget.currency
    rows = markets()
    yield from (rows[code].currency for code in shop.markets if code in rows)
