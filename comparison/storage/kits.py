"""Starter kits: what an empty shop begins with, one YAML file of ``catalog_data/kits`` each.

Source: catalog_data/README.md, "Kits".
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from ..core.bounds import Key, LineText, Record, ShortString, ShortText
from ..core.catalogue import Category, Comparison
from ..core.errors import NotFound
from ..core.personas import Persona
from .auditing import save_noted
from .formats.documents import fitted, read_document
from .formats.names import unique
from .store import AnyRecord, Store

Spoken = TypeVar("Spoken", bound=AnyRecord)


class Kit(Record, frozen=True, kw_only=True):
    """Rows, buyer types, quiz, horizon and wording of one kind of goods. *place* orders the kits.

    *names* are other names, in any language, that lists have for a row.
    """

    key: Key
    place: Annotated[int, Meta(ge=1, le=100)]
    label: ShortText
    hint: LineText
    category: Category
    names: Mapping[Key, Annotated[tuple[ShortString, ...], Meta(max_length=20)]] = {}
    personas: Annotated[tuple[Persona, ...], Meta(min_length=3, max_length=4)]
    comparison: Comparison

    @property
    def records(self) -> tuple[AnyRecord, ...]:
        """Every record, each after those it names."""
        return (self.category, *self.personas, self.comparison)


@cache
def kits_in(folder: Path) -> tuple[Kit, ...]:
    """The kits of *folder* in their order.

    Raises:
        RefusedFile: one is not true to its form.
    """
    files = sorted(folder.glob("*.yaml"))
    found = (fitted(read_document(file.read_bytes(), file.name), Kit, file.name) for file in files)
    return tuple(sorted(found, key=lambda kit: kit.place))


def use_kit(store: Store, shop: str, kit: Kit, languages: Sequence[str], *, by: str, now: str) -> None:
    """Begin *shop* with *kit*, in those of *languages* that it speaks; all of it or nothing.

    Buyer types of two kits may be called the same; the second gets a key of its own.

    Raises:
        StaleRevision: the shop holds a category or a comparison of the kit's key.
    """
    with store.writing():
        if store.get(shop, "shop", shop) is None:
            raise NotFound("shop", shop)
        kit = replace(kit, personas=personas_beside(store, shop, kit))
        kit = replace(
            kit, comparison=replace(kit.comparison, personas=tuple(one.key for one in kit.personas))
        )
        for record in kit.records:
            save_noted(store, shop, in_languages(record, languages), expected=0, by=by, now=now)


def personas_beside(store: Store, shop: str, kit: Kit) -> tuple[Persona, ...]:
    """The buyer types of *kit* under keys that no buyer type of *shop* has."""
    taken = {one.record.key for one in store.scan(shop, "persona")}
    return tuple(replace(one, key=unique(one.key, taken)) for one in kit.personas)


def in_languages(record: Spoken, languages: Sequence[str]) -> Spoken:
    """*record* with its texts in *languages* alone; a text that has none of them stays as it is."""
    plain = msgspec.to_builtins(record)
    return msgspec.convert(_spoken(plain, languages), type(record))


def _spoken(value: Any, languages: Sequence[str]) -> Any:
    if isinstance(value, list | tuple):
        return [_spoken(one, languages) for one in value]
    if not isinstance(value, Mapping):
        return value
    if value and set(value) <= {"ko", "en"}:
        return {tag: text for tag, text in value.items() if tag in languages} or dict(value)
    return {name: _spoken(one, languages) for name, one in value.items()}
