"""The block of what changed since the edition before, for comparisons that ask for it."""

import datetime

from msgspec.structs import replace

from ..core.compare.blocks import with_changes
from ..core.compare.changes import Shown, changes, same_context
from ..core.context import Asked
from ..core.errors import BadParameter, NewerFormat
from ..core.publication import Edition
from ..core.view import View
from ..storage.editions import read_edition
from ..storage.zones import day_of, zone_of
from .old_links import Viewing
from .reading import Reader


async def with_latest_changes(
    reader: Reader, edition: Edition, asked: Asked, view: View, viewing: Viewing
) -> View:
    """*view* of the live *edition* with what is different in it since the one numbered before it.

    Nothing is added where that one cannot be read, or not be shown in this context.
    """
    order = edition.publication.comparison.blocks
    if "changes" not in order or view.context.view != "consideration" or edition.number < 2:
        return view
    before = await reader.ask(_before, reader, edition)
    if before is None:
        return view
    wanted = same_context(asked, view.context)
    try:
        old, new = (Shown(edition=one, view=viewing(one, wanted)) for one in (before, edition))
    except BadParameter:
        return view
    day = _day_of(edition)
    found = changes(old, new, _day_of(before), lambda _: day)
    return replace(view, blocks=with_changes(view.blocks, order, found))


def _before(reader: Reader, edition: Edition) -> Edition | None:
    publication = edition.publication
    row = reader.store.edition(publication.shop.key, publication.comparison.key, edition.number - 1)
    try:
        return read_edition(row) if row else None
    except NewerFormat:
        return None


def _day_of(edition: Edition) -> datetime.date:
    """The day on which it was published, in the shop's zone."""
    return day_of(edition.published_at, zone_of(edition.publication.shop.time_zone))
