"""Which products show a picture, and which pictures nothing needs any more."""

import datetime
from typing import Protocol

from .pictures import Pictures

# A picture may be taken in long before the catalogue that names it is imported.
KEPT_DAYS = 7


class PictureUseStore(Protocol):
    """What an engine does to find out what pictures are used for."""

    def products_with_picture(self, shop: str, digest: str, *, limit: int) -> list[str]:
        """Keys of the products of *shop* that show the picture now, in order."""

    def pictures_named(self) -> set[str]:
        """Digests of all pictures that any record or any edition of this installation names.

        The folder of pictures is one for all shops, so this is not asked for one of them.
        """


def unused(store: PictureUseStore, pictures: Pictures, before: float) -> list[str]:
    """Digests of pictures that no record names, and no edition, live or earlier; in order.

    Only of those that were taken in *before* that moment, as `time.time` counts.
    """
    old = {digest for digest, taken_in in pictures.kept().items() if taken_in < before}
    return sorted(old - store.pictures_named()) if old else []


def sweep(store: PictureUseStore, pictures: Pictures, now: datetime.datetime) -> list[str]:
    """Remove what is `unused` and was taken in more than `KEPT_DAYS` days ago; the digests."""
    before = kept_since(now)
    return [one for one in unused(store, pictures, before) if pictures.throw_away(one, before=before)]


def kept_since(now: datetime.datetime) -> float:
    """What was taken in later than this stays, used or not."""
    return (now - datetime.timedelta(days=KEPT_DAYS)).timestamp()
