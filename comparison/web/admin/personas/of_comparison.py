"""The comparison whose pain points or quiz are edited, with what its forms know."""

from collections.abc import Awaitable, Callable
from typing import NamedTuple

from ....core.catalogue import Category, Comparison, Shop
from ....core.errors import NotFound
from ....core.languages import label
from ....core.publication import Publication
from ....storage.drafts import resolve
from ....storage.store import Store
from ...answers import Answer
from ..desk import Desk, Page
from ..guesses import markets
from ..options import Options
from ..visit import Visit
from .known import comparisons_of, currencies_of, shop_of, units_of


class Around(NamedTuple):
    """*comparison* at *revision*; *draft* is all that it names."""

    shop: Shop
    languages: tuple[str, ...]
    comparison: Comparison
    revision: int
    title: str
    draft: Publication
    units: Options
    currencies: Options

    @property
    def category(self) -> Category:
        """The category of its products."""
        return self.draft.category


def around(store: Store, visit: Visit) -> Around:
    """What there is to know about the comparison of the address.

    Raises:
        NotFound: there is none.
    """
    key = visit.keys["comparison"]
    stored = store.get(visit.shop, "comparison", key)
    if stored is None or not isinstance(stored.record, Comparison):
        raise NotFound("comparison", key)
    shop, languages = shop_of(store, visit)
    draft = resolve(store, visit.shop, key, markets=markets()).publication
    title = label(stored.record.title, languages) or key
    units, currencies = units_of(visit, draft, None), currencies_of(shop, None)
    return Around(shop, languages, stored.record, stored.revision, title, draft, units, currencies)


def choosing(tab: str) -> Callable[[Desk, Visit], Awaitable[Answer]]:
    """The page that asks for which comparison; the only one is opened at once."""

    async def show(desk: Desk, visit: Visit) -> Answer:
        found = await desk.ask(comparisons_of, desk.store, visit)
        if len(found) == 1:
            return desk.go(visit, f"{visit.path}/{found[0].key}")
        _, languages = await desk.ask(shop_of, desk.store, visit)
        lines = [
            (
                one.key,
                label(one.title, languages) or one.key,
                len(one.pains),
                len(one.quiz.questions) if one.quiz else 0,
            )
            for one in found
        ]
        values = {"lines": lines, "tab": tab}
        return desk.page(visit, Page(name="persona_comparisons", section="personas", tab=tab, values=values))

    return show
