"""An amount for each unit."""

from ...bounds import AmountText, Record, UnitKey


class PerUnit(Record, frozen=True, kw_only=True, tag="per_unit", tag_field="is"):
    """*value* in major units for each *unit*; without one, for each of the price's own unit."""

    value: AmountText
    unit: UnitKey | None = None
