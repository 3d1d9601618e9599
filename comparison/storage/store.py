"""What an engine must do: plain functions over records, editions and the live log.

One contract test suite (`tests/storage/test_store_contract.py`) runs every engine. Moments are
ISO 8601 text in UTC with microseconds (``2026-11-22T04:10:05.123456Z``), so text order is time
order on every engine.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Literal, Protocol

import msgspec

from ..core.catalogue import AddOn, Category, Comparison, Product, Shop
from ..core.personas import Persona
from .accounts import AccountStore
from .audit import AuditStore
from .bulk_edits import BulkEditStore
from .checkouts import CheckoutStore
from .counts import CountStore
from .factors import FactorStore
from .imports import ImportStore
from .picture_uses import PictureUseStore
from .prepared import PreparedStore
from .product_search import ProductSearchStore
from .reviews import ReviewStore
from .saved_searches import SavedSearchStore
from .sessions import SessionStore
from .staging import StagingStore
from .tokens import TokenStore
from .watches import WatchStore

Kind = Literal["shop", "category", "product", "add_on", "persona", "comparison"]
AnyRecord = Shop | Category | Product | AddOn | Persona | Comparison
RECORD_TYPES: dict[Kind, type[AnyRecord]] = {
    "shop": Shop,
    "category": Category,
    "product": Product,
    "add_on": AddOn,
    "persona": Persona,
    "comparison": Comparison,
}
KINDS: dict[type[AnyRecord], Kind] = {record: kind for kind, record in RECORD_TYPES.items()}


class Stored(msgspec.Struct, frozen=True, kw_only=True):
    """A record as it lies in the store. *revision* counts its writes from 1."""

    record: AnyRecord
    revision: int
    updated_at: str
    updated_by: str


class EditionRow(msgspec.Struct, frozen=True, kw_only=True):
    """One edition of a comparison: *number* from 1, *document* its deterministic JSON."""

    shop: str
    comparison: str
    number: int
    digest: str
    published_at: str
    published_by: str
    note: str
    document: bytes


class ProductEditionRow(msgspec.Struct, frozen=True, kw_only=True):
    """A product as it was published, resolved so far that it can be compared by itself.

    *published_at* is the moment from which it is live. An empty *document* takes the product offline.
    """

    shop: str
    product: str
    number: int
    digest: str
    published_at: str
    document: bytes


class LiveEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the live log: *number* is live from *since* on. *number* 0 takes it offline."""

    shop: str
    comparison: str
    number: int
    since: str
    by: str
    note: str
    entered_at: str


class Store(
    AccountStore,
    AuditStore,
    BulkEditStore,
    CheckoutStore,
    CountStore,
    FactorStore,
    ImportStore,
    PictureUseStore,
    PreparedStore,
    ProductSearchStore,
    ReviewStore,
    SavedSearchStore,
    SessionStore,
    StagingStore,
    TokenStore,
    WatchStore,
    Protocol,
):
    """All an engine offers. Every call names the shop; there is no way to ask across shops
    except `shops`, which lists keys only.

    Reads outside `writing` see committed data only. Inside `writing` all calls belong to one
    transaction that commits at its end or, on any exception, leaves nothing.
    """

    @property
    def url(self) -> str:
        """What opens the same store in another process."""

    def close(self) -> None: ...

    def ping(self) -> None:
        """Raises StoreUnusable when the store cannot answer."""

    def migrate(self) -> list[str]:
        """Bring the schema up to date; the names of the migrations applied now."""

    def writing(self) -> AbstractContextManager[None]:
        """One transaction for reading and writing (``BEGIN IMMEDIATE`` on SQLite)."""

    def reading(self) -> AbstractContextManager[None]:
        """One moment for all that is read inside; nothing is written there, and no writer waits for it."""

    def shops(self) -> list[str]: ...

    def get(self, shop: str, kind: Kind, key: str) -> Stored | None: ...

    def get_many(self, shop: str, kind: Kind, keys: Sequence[str]) -> dict[str, Stored]: ...

    def page(self, shop: str, kind: Kind, *, after: str = "", limit: int = 1_000) -> list[Stored]:
        """Records in order of their keys, beyond *after*."""

    def live_products_named(self, shop: str, words: str, now: str, *, limit: int) -> list[str]:
        """Keys of products that are live at the moment *now* and whose name holds *words* in any language,
        in order; of the first 5,000 that were ever published."""

    def scan(self, shop: str, kind: Kind) -> Iterator[Stored]:
        """All records of a kind in order of their keys, in bounded memory.

        Outside `writing` the pages are read one after the other, each at its own moment.
        """

    def save(self, shop: str, record: AnyRecord, *, expected: int | None, by: str) -> int:
        """Write *record*; the new revision.

        *expected* is the revision the writer read, 0 for a new record, None to write over
        whatever is there (imports). A record equal to the stored one keeps its revision.

        Raises:
            StaleRevision: the store holds another revision; nothing was written.
            RefusedFile: the record breaks a bound of its own type.
            NotFound: the record is a shop of another key than *shop*.
        """

    def save_all(self, shop: str, records: Iterable[AnyRecord], *, by: str) -> int:
        """Write all of them in one transaction; how many really changed. Raises as `save` does."""

    def delete(self, shop: str, kind: Kind, key: str, *, expected: int | None, by: str) -> None:
        """Take the record away. A later record of the same key goes on counting its revisions, so
        a writer who read the old one is still refused.

        Raises:
            NotFound: there is no such record.
            StaleRevision: as for `save`.
        """

    def add_edition(self, row: EditionRow) -> None:
        """Store an edition for good.

        Raises:
            StaleRevision: its number is taken.
        """

    def add_product_editions(self, rows: Iterable[ProductEditionRow]) -> None:
        """Store editions of products for good; raises StaleRevision as `add_edition` does."""

    def add_live(self, entry: LiveEntry) -> None:
        """Add a line to the live log.

        Raises:
            NotFound: there is no edition of this number.
        """

    def live(self, shop: str, comparison: str, now: str) -> EditionRow | None:
        """The edition that the newest live entry not after *now* names.

        Newest by *since*; of two with the same, the one entered later.
        """

    def live_digest(self, shop: str, comparison: str, now: str) -> str | None:
        """The digest of what `live` answers, without its document: it is asked at every request."""

    def live_product(self, shop: str, product: str, now: str | None = None) -> ProductEditionRow | None:
        """The newest edition of a product that was published not after *now* (by default this moment).

        None too where that edition took the product offline.
        """

    def product_editions(self, shop: str, product: str) -> list[ProductEditionRow]:
        """Every edition of a product, highest number first, *document* left empty."""

    def edition(self, shop: str, comparison: str, number: int) -> EditionRow | None: ...

    def editions_with(self, shop: str, product: str) -> list[tuple[str, int]]:
        """Comparison and number of every edition that has the product, live or not, in that order."""

    def editions(self, shop: str, comparison: str) -> list[EditionRow]:
        """Every edition, newest first, *document* left empty."""

    def live_log(self, shop: str, comparison: str) -> list[LiveEntry]:
        """Every entry, newest *entered_at* first."""

    def scheduled(self, shop: str, after: str) -> list[LiveEntry]:
        """What begins after that moment in any comparison of *shop*, the earliest first.

        Of several entries of a comparison for one moment the one entered last.
        """

    def live_comparisons(self, shop: str, now: str) -> list[str]:
        """Keys of the comparisons that have a live edition."""
