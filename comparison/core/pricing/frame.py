"""What stays the same through one quote: the context, the market, and how this one rounds."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ..bounds import Result
from ..context import Context
from ..languages import label
from ..markets import Market
from ..money import ARITHMETIC, Money, Rounding, exponent, whole
from .schedule import add_months


class Frame(Result, frozen=True, kw_only=True):
    """*gross* says whether amounts are shown with tax, *reverse_charge* that the buyer owes it.

    *end* is the first day after the horizon, *apart* are the kinds of charges that the market keeps out
    of the headline. *tax_rules* are those found so far, by tax class and mode of the list; *monies*
    are the sums met so far, by their minor units.
    """

    context: Context
    market: Market
    currency: str
    places: int
    rounding: Rounding
    gross: bool
    reverse_charge: bool
    apart: frozenset[str]
    start: datetime.date
    end: datetime.date
    tax_rules: dict[tuple[str, str], Any]
    monies: dict[int, Money]

    def minor(self, exact: Decimal) -> int:
        """*exact* major units in whole minor ones, rounded once, as the market does."""
        return self.whole(exact.scaleb(self.places, context=ARITHMETIC) if self.places else exact)

    def whole(self, exact: Decimal) -> int:
        """*exact* minor units in whole ones, rounded once, as the market does."""
        return whole(exact, self.rounding)

    def major(self, minor: int) -> Decimal:
        """The exact major units of so many *minor* ones."""
        return Decimal(minor).scaleb(-self.places, context=ARITHMETIC)

    def money(self, minor: int) -> Money:
        """So many minor units of the quote's currency."""
        found = self.monies.get(minor)
        if found is None:
            found = self.monies[minor] = Money(minor=minor, currency=self.currency)
        return found

    def label(self, text: Mapping[str, str]) -> str:
        """The merchant's *text* in the reader's language."""
        return label(text, (self.context.lang,))


def frame_of(context: Context, market: Market) -> Frame:
    """The frame of a quote in *context*, shown by the rules of *market*."""
    business = context.customer_type == "b2b"
    region = next((one for one in market.regions if one.key == context.region), None)
    return Frame(
        context=context,
        market=market,
        currency=context.currency,
        places=exponent(context.currency),
        rounding=market.rounding,
        gross=market.tax == "included" and not (business and market.b2b_net),
        reverse_charge=business and region is not None and region.reverse_charge,
        apart=_apart(market),
        start=context.start,
        end=add_months(context.start, context.horizon),
        tax_rules={},
        monies={},
    )


def _apart(market: Market) -> frozenset[str]:
    treatments = {"delivery": market.delivery, "deposit": market.deposit}
    return frozenset(kind for kind, treatment in treatments.items() if treatment != "included")
