"""Which pages a build holds: the contexts that a comparison is spread out over.

Languages and markets always; of interval, persona, differences and depth, those that the shop's
``build`` names. Everything else that an address may ask for is left to the live server.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from msgspec.structs import replace

from ...core.asking import read_asked
from ...core.catalogue import BuildParameter
from ...core.content import Image
from ...core.publication import Publication
from ...core.resolving import default_quantities
from ...core.theme import Theme
from ..pages import Pages, Seen
from ..wanted import Wanted, wanted

_DEPTHS = ("", "awareness", "decision")


class Variant(NamedTuple):
    """One context; empty is what a shopper gets unasked. *interval* is always said."""

    lang: str
    market: str
    interval: str
    persona: str
    diff: str
    view: str

    @property
    def name(self) -> str:
        """Its files' name, without what stands behind the dot."""
        return ",".join(self)

    def pairs(self) -> list[tuple[str, str]]:
        """As parameters of an address."""
        return [(name, text) for name, text in self._asdict().items() if text]


class MarketSpread(NamedTuple):
    """A market with its currency, the interval that it shows unasked, and all of its intervals."""

    code: str
    currency: str
    usual: str
    intervals: tuple[str, ...]


class Spread(NamedTuple):
    """A comparison and what its pages are spread out over.

    *sizes* are the quantities assumed for each persona, by unit. *horizon* is the one shown unasked,
    in months. *images* are those of its products, *theme* is the shop's.
    """

    shop: str
    comparison: str
    languages: tuple[str, ...]
    markets: tuple[MarketSpread, ...]
    personas: tuple[str, ...]
    sizes: Mapping[str, Mapping[str, int]]
    horizon: int
    build: tuple[BuildParameter, ...]
    theme: Theme | None = None
    images: tuple[Image, ...] = ()

    @property
    def place(self) -> str:
        """Where it is found below ``/c/`` and ``/fragments/``."""
        return f"{self.shop}/{self.comparison}"

    def variants(self) -> Iterator[Variant]:
        """Every context, in a fixed order."""
        for lang, market in product(self.languages, self.markets):
            intervals = market.intervals if "interval" in self.build else (market.usual,)
            rest = product(intervals, self._personas(), self._differences(), self._depths())
            yield from (Variant(lang, market.code, *one) for one in rest)

    def usual(self, lang: str) -> Variant:
        """What a shopper gets who says nothing but the language."""
        first = self.markets[0]
        return Variant(lang, first.code, first.usual, "", "", "")

    def _personas(self) -> Sequence[str]:
        return ("", *self.personas) if "persona" in self.build else ("",)

    def _differences(self) -> Sequence[str]:
        return ("", "only") if "diff" in self.build else ("",)

    def _depths(self) -> Sequence[str]:
        return _DEPTHS if "view" in self.build else ("",)


async def spread_of(pages: Pages, shop: str, comparison: str) -> Spread:
    """The spread of a live comparison.

    Raises:
        NotFound: it is not live.
    """
    plain = wanted("fragment", shop, comparison, b"")
    seen = await pages.seen(plain)
    publication = seen.edition.publication
    codes = [market.code for market in publication.markets]
    by_market = [await pages.seen(_in_market(plain, code)) for code in codes]
    personas = tuple(choice.value for choice in seen.view.personas if choice.value)
    return Spread(
        shop=shop,
        comparison=comparison,
        languages=seen.view.languages,
        markets=tuple(_market_spread(one) for one in by_market),
        personas=personas,
        sizes=_sizes(publication, personas),
        horizon=seen.view.context.horizon,
        build=publication.shop.build,
        theme=publication.shop.theme,
        images=tuple(one.image for one in publication.products if one.image),
    )


def page_of(spread: Spread, variant: Variant) -> Wanted:
    """The page of *variant*, as an address asks for it."""
    return Wanted(
        kind="fragment", shop=spread.shop, comparison=spread.comparison, asked=read_asked(variant.pairs())
    )


def _in_market(page: Wanted, code: str) -> Wanted:
    return replace(page, asked=replace(page.asked, market=code))


def _market_spread(seen: Seen) -> MarketSpread:
    context = seen.view.context
    intervals = tuple(choice.value for choice in seen.view.intervals if choice.value)
    return MarketSpread(context.market, context.currency, context.interval, intervals or (context.interval,))


def _sizes(publication: Publication, personas: Sequence[str]) -> dict[str, dict[str, int]]:
    by_key = {persona.key: persona for persona in publication.personas}
    return {key: default_quantities(publication, by_key.get(key), ()) for key in ("", *personas)}
