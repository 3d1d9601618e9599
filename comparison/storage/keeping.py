"""What an import leaves alone: translations and facts that the file's format cannot state."""

from collections.abc import Mapping

from msgspec.structs import replace

from ..core.catalogue import AddOn, Category, Comparison, Feature, Group, Product
from .store import AnyRecord


def with_what_was_there(new: AnyRecord, old: AnyRecord | None) -> AnyRecord:
    """*new* with what *old*, the stored record of the same key, holds beyond any price file.

    Texts in other languages stay, and so do a product's stock and capacity, a row's norm, and a
    comparison's personas and horizon. Prices, values, tiers and rows are the file's alone.
    """
    if isinstance(new, Category) and isinstance(old, Category):
        return _category(new, old)
    if isinstance(new, Product) and isinstance(old, Product):
        return _product(new, old)
    if isinstance(new, AddOn) and isinstance(old, AddOn):
        texts = {"name": {**old.name, **new.name}, "description": _texts(new.description, old.description)}
        return replace(new, group=old.group, **texts)
    if isinstance(new, Comparison) and isinstance(old, Comparison):
        title = {**old.title, **new.title}
        return replace(new, title=title, personas=old.personas, horizon=old.horizon)
    return new


def _category(new: Category, old: Category) -> Category:
    groups = {group.key: group for group in old.groups}
    features = {feature.key: feature for feature in old.features}
    return replace(
        new,
        label={**old.label, **new.label},
        groups=tuple(_group(group, groups.get(group.key)) for group in new.groups),
        features=tuple(_feature(feature, features.get(feature.key)) for feature in new.features),
    )


def _group(new: Group, old: Group | None) -> Group:
    return new if old is None else replace(new, label={**old.label, **new.label})


def _feature(new: Feature, old: Feature | None) -> Feature:
    if old is None:
        return new
    label = {**old.label, **new.label}
    return replace(new, label=label, help=_texts(new.help, old.help), best=old.best, norm=old.norm)


def _product(new: Product, old: Product) -> Product:
    return replace(
        new,
        name={**old.name, **new.name},
        description=_texts(new.description, old.description),
        sku=old.sku,
        excluded=old.excluded,
        capacity=old.capacity,
        stock=old.stock,
        arrival=old.arrival,
        offer=old.offer,
    )


def _texts(new: Mapping[str, str] | None, old: Mapping[str, str] | None) -> dict[str, str] | None:
    return {**(old or {}), **(new or {})} or None
