"""Pictures of the shown tiers, with the room that each will take."""

from collections.abc import Sequence

from msgspec.structs import replace

from ...view import TierView
from ...view_blocks import PictureView
from ..column import Bench, Column

MOST_WIDE = 320


def pictured(bench: Bench, columns: Sequence[Column], tiers: Sequence[TierView]) -> tuple[TierView, ...]:
    """*tiers*, each with the picture of its product, if that has one."""
    return tuple(
        replace(tier, picture=_picture(bench, column)) for column, tier in zip(columns, tiers, strict=True)
    )


def _picture(bench: Bench, column: Column) -> PictureView | None:
    image = column.product.image
    if image is None:
        return None
    width = min(image.width, MOST_WIDE)
    height = max(1, (image.height * width + image.width // 2) // image.width)
    return PictureView(
        digest=image.digest, width=width, height=height, widest=image.width, alt=bench.label(image.alt)
    )
