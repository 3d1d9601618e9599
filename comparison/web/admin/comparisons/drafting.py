"""The draft of a comparison as an edition that nobody has published: what preview and publishing look at."""

import datetime

from ....core.languages import label
from ....core.publication import Edition, digest, encoded
from ....storage.claims import measured
from ....storage.drafts import resolve
from ....storage.editions import read_edition
from ....storage.store import EditionRow, Store
from ....storage.zones import zone_of
from ..guesses import markets
from ..visit import Visit


def draft_edition(store: Store, visit: Visit) -> Edition:
    """The draft as it would be published now, numbered as it would be.

    Raises:
        NotFound: no such comparison.
    """
    draft = resolve(store, visit.shop, visit.keys["comparison"], markets=markets())
    publication = draft.publication
    if publication.comparison.tiers and not draft.missing:
        publication = measured(store, publication, visit.moment).publication
    earlier = store.editions(visit.shop, visit.keys["comparison"])
    return Edition(
        number=earlier[0].number + 1 if earlier else 1,
        digest=digest(encoded(publication)),
        published_at=visit.moment,
        publication=publication,
    )


def live_edition(store: Store, visit: Visit) -> Edition | None:
    """What shoppers see now. Raises as `read_edition` does."""
    row: EditionRow | None = store.live(visit.shop, visit.keys["comparison"], visit.moment)
    return read_edition(row) if row else None


def title_of(edition: Edition, visit: Visit) -> str:
    """What the comparison is called, for the merchant."""
    publication = edition.publication
    languages = (visit.language, *publication.shop.languages)
    return label(publication.comparison.title, languages) or publication.comparison.key


def now_there(visit: Visit) -> datetime.datetime:
    """Now by the shop's clock."""
    return visit.now.astimezone(zone_of(visit.time_zone))
