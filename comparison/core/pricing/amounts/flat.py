"""One amount, whatever the quantity."""

from ...bounds import AmountText, Record


class Flat(Record, frozen=True, kw_only=True, tag="flat", tag_field="is"):
    """*value* in major units."""

    value: AmountText
