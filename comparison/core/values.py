"""What a cell can say: eight kinds of value, each with its own words on the page."""

from typing import Annotated, Literal

from msgspec import Meta

from .bounds import Key, LineText, NumberText, Record, ShortText, UnitKey


class YesNo(Record, frozen=True, kw_only=True, tag="yes_no", tag_field="is"):
    """The feature is there, or it is known not to be."""

    yes: bool


class Number(Record, frozen=True, kw_only=True, tag="number", tag_field="is"):
    """A number, with its *unit* where it has one.

    *base* is the same quantity in *base_unit*, filled in once when the record is saved
    (1 kg and 1000 g both hold ``1000`` ``g``); the core compares base values only.
    Counted units (user, site) and bare numbers have no base: they compare as they stand.
    """

    amount: NumberText
    unit: UnitKey | None = None
    base: NumberText | None = None
    base_unit: UnitKey | None = None


class Words(Record, frozen=True, kw_only=True, tag="text", tag_field="is"):
    """Free words, one text per language."""

    text: LineText


class Listing(Record, frozen=True, kw_only=True, tag="list", tag_field="is"):
    """Several items; their order means nothing."""

    items: Annotated[tuple[ShortText, ...], Meta(min_length=1, max_length=50)]


class Unlimited(Record, frozen=True, kw_only=True, tag="unlimited", tag_field="is"):
    """No limit. A *fair_use* number is shown in the same cell and is what a need is tested with."""

    fair_use: Number | None = None


class Extra(Record, frozen=True, kw_only=True, tag="extra", tag_field="is"):
    """Not included, but to be had for money through the named add-on."""

    add_on: Key


class NotStated(Record, frozen=True, kw_only=True, tag="not_stated", tag_field="is"):
    """The seller has not said. Never read as no."""


class NotApplicable(Record, frozen=True, kw_only=True, tag="not_applicable", tag_field="is"):
    """The question makes no sense for this product."""


Value = YesNo | Number | Words | Listing | Unlimited | Extra | NotStated | NotApplicable
ValueKind = Literal["yes_no", "number", "text", "list"]
