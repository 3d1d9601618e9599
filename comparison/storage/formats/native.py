"""A whole shop as one document: what is exported can be read back without a loss.

A file may hold only some of it, say a persona and a comparison; the rest stays as the shop has it.
"""

from typing import Annotated, TypeVar

from msgspec import Meta

from ...core.bounds import Record
from ...core.catalogue import AddOn, Category, Comparison, Product, Shop
from ...core.errors import NotFound, RefusedFile
from ...core.messages import say
from ...core.personas import Persona
from ..store import KINDS, AnyRecord, Store
from ..units import without_base_values
from ..zones import is_place
from .documents import fitted, line_of, read_document
from .places import spelled
from .reading import Reading

FORMAT = "tier-compare/1"


class NativeShop(Record, frozen=True, kw_only=True):
    """The document. Every list is in the order of its keys when it was exported."""

    format: Annotated[str, Meta(max_length=40)] = FORMAT
    shop: Shop | None = None
    categories: tuple[Category, ...] = ()
    products: tuple[Product, ...] = ()
    add_ons: tuple[AddOn, ...] = ()
    personas: tuple[Persona, ...] = ()
    comparisons: tuple[Comparison, ...] = ()

    @property
    def records(self) -> tuple[AnyRecord, ...]:
        """Every record, each after those it names."""
        shop = (self.shop,) if self.shop else ()
        return (*shop, *self.categories, *self.add_ons, *self.products, *self.personas, *self.comparisons)


Listed = TypeVar("Listed", Category, Product, AddOn, Persona, Comparison)


def read_native(raw: bytes, file: str) -> NativeShop:
    """The shop in *raw*: JSON where *file* ends in ``.json``, else YAML.

    Raises:
        RefusedFile: anything in it does not fit; nothing of it is taken.
    """
    document = read_document(raw, file)
    named = document.data.get("format", FORMAT) if isinstance(document.data, dict) else FORMAT
    if named != FORMAT:
        reason = say("refused.value", value=str(named)[:60], length=len(str(named)))
        wanted = say("accepted.one_of", values=(FORMAT,))
        raise RefusedFile(file, line_of(document, ("format",)), "$.format", reason, wanted)
    native = fitted(document, NativeShop, file)
    if native.shop and not is_place(native.shop.time_zone):
        zone, place = native.shop.time_zone, ("shop", "time_zone")
        reason = say("refused.value", value=zone, length=len(zone))
        wanted = say("accepted.time_zone")
        raise RefusedFile(file, line_of(document, place), spelled(place), reason, wanted)
    return native


def reading_of(native: NativeShop) -> Reading:
    """The document as every import format answers."""
    shop = native.shop
    return Reading(
        records=native.records,
        comparisons=tuple(comparison.key for comparison in native.comparisons),
        markets=shop.markets if shop else (),
        language=shop.languages[0] if shop else "en",
    )


def exported(store: Store, shop: str) -> NativeShop:
    """All that *shop* has on the editing side, as it was at one moment.

    Raises:
        NotFound: there is no such shop.
    """
    # One transaction, so that no record is older than another that names it.
    with store.writing():
        found = store.get(shop, "shop", shop)
        if found is None or not isinstance(found.record, Shop):
            raise NotFound("shop", shop)
        return NativeShop(
            shop=found.record,
            categories=_all(store, shop, Category),
            products=_all(store, shop, Product),
            add_ons=_all(store, shop, AddOn),
            personas=_all(store, shop, Persona),
            comparisons=_all(store, shop, Comparison),
        )


def _all(store: Store, shop: str, record: type[Listed]) -> tuple[Listed, ...]:
    records = (stored.record for stored in store.scan(shop, KINDS[record]))
    return tuple(without_base_values(one) for one in records if isinstance(one, record))
