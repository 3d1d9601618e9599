"""An amount nobody has published. Never 0, so there is nothing to compute."""

from ...bounds import LineText, Record


class Unknown(Record, frozen=True, kw_only=True, tag="unknown", tag_field="is"):
    """*how* it is worked out, in the seller's words."""

    how: LineText
