"""A share of other charges, or of money the shopper handles (sales)."""

from typing import Annotated

from msgspec import Meta

from ...bounds import AmountText, Key, RateText, Record, UnitKey


class Percent(Record, frozen=True, kw_only=True, tag="percent", tag_field="is"):
    """*rate* percent of the components *of*; naming the component's own key means of the total it is part of.

    With *of_quantity* it is a share of that quantity of the context, counted in whole major
    units (sales of 5,000). *plus* is added each time; *min* and *max* bound the result.
    """

    rate: RateText
    of: Annotated[tuple[Key, ...], Meta(max_length=40)] = ()
    of_quantity: UnitKey | None = None
    plus: AmountText = "0"
    min: AmountText | None = None
    max: AmountText | None = None
