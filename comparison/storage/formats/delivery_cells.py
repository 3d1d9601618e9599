"""What delivery costs, as a column of a plain table says it: one amount, free, or nothing that is known.

Source: docs/importing.md, "Plain tables".
"""

from typing import NamedTuple

from ...core.errors import RefusedFile
from ...core.messages import say
from ...core.pricing.amounts import Flat
from ...core.pricing.model import Component, EachCycle, Once
from .delivery_rates import LABEL
from .stated_money import StatedMoney, is_in, stated_money
from .tables import Row, refused_at
from .tallies import Tally
from .typed_cells import Manner, money_figure

_FREE = frozenset(
    {
        *("free", "free shipping", "free delivery", "free of charge", "무료", "무료배송", "무료 배송"),
        *("kostenlos", "kostenfrei", "versandkostenfrei", "gratis", "gratuit", "gratuite", "gratuito"),
        *("送料無料", "配送料無料", "無料"),
    }
)


def is_free(text: str) -> bool:
    """Whether *text* says, in words, that delivery costs nothing."""
    return " ".join(text.casefold().split()) in _FREE


def is_fee(text: str, manner: Manner) -> bool:
    """Whether *text* says what delivery costs."""
    return is_free(text) or stated_money(money_figure(text, manner)) is not None


class DeliveryColumn(NamedTuple):
    """The *column* of the table *file* that says what delivery costs.

    *headed* is the currency that its name states. A price that names none is in one of *currencies*; where
    there is none of them the file is refused for that, whatever stands here.
    """

    file: str
    column: str
    manner: Manner
    headed: str | None
    currencies: frozenset[str]

    def charges(
        self, row: Row, price: StatedMoney | None, interval: str, tally: Tally
    ) -> tuple[Component, ...]:
        """The charge beside *price*; none where the cell says nothing. Without a price it has no place,
        and is counted.

        Raises:
            RefusedFile: the cell is more than an amount, or in another currency than the price.
        """
        text = row.get(self.column)
        if self.manner.is_missing(text):
            return ()
        if price is None:
            tally.count("delivery_without_price")
            return ()
        amount = "0" if is_free(text) else self._amount(row, text, price.currency)
        when = Once() if interval == "once" else EachCycle()
        charge = Component(key="delivery", label=LABEL, kind="delivery", amount=Flat(value=amount), when=when)
        return (charge,)

    def _amount(self, row: Row, text: str, priced: str | None) -> str:
        fee = stated_money(money_figure(text, self.manner))
        if fee is None:
            raise self._refused(row, "no_delivery", text=text[:60])
        fee = fee._replace(currency=fee.currency or self.headed)
        for currency in sorted({priced} if priced else self.currencies):
            if not is_in(currency, fee, self.column + text):
                raise self._refused(row, "delivery_currency", text=text[:60], currency=currency)
        return fee.amount

    def _refused(self, row: Row, fault: str, **facts: object) -> RefusedFile:
        reason = say(f"import.reason.{fault}", **facts)
        return refused_at(self.file, row.line, self.column, reason, say("import.accepted.delivery"))
