"""Units sold in packages; a package begun is a package paid."""

from typing import Annotated

from msgspec import Meta

from ...bounds import AmountText, Quantity, Record, UnitKey


class Package(Record, frozen=True, kw_only=True, tag="package", tag_field="is"):
    """*value* for each *size* units after *free_units*."""

    value: AmountText
    size: Annotated[int, Meta(ge=1, le=1_000_000_000)]
    free_units: Quantity = 0
    unit: UnitKey | None = None
