"""What an import leaves alone: translations and facts that the file's format cannot state."""

from collections.abc import Collection, Mapping
from typing import Any

from msgspec.structs import replace

from ..core.catalogue import AddOn, Category, Comparison, Feature, Group, Product
from ..core.content import Rating
from .store import AnyRecord

# What a merchant enters beside a file, and what a file says only now and then.
_OF_PRODUCT = (
    *("sku", "excluded", "capacity", "arrival", "offer"),
    *("offered_from", "offered_to", "competitor", "rating", "returns"),
)
_OF_COMPARISON = ("personas", "horizon", "usual", "chooser", "pains", "quiz", "overrides", "pick")


def with_what_was_there(new: AnyRecord, old: AnyRecord | None, states: Collection[str] = ()) -> AnyRecord:
    """*new* with what *old*, the stored record of the same key, holds beyond any price file.

    Texts in other languages stay, and so do a product's stock and capacity, a row's norm, and a
    comparison's personas and horizon. Prices, values, tiers and rows are the file's alone, and so are
    the fields in *states*, whatever they hold.
    """
    if isinstance(new, Category) and isinstance(old, Category):
        return _category(new, old)
    if isinstance(new, Product) and isinstance(old, Product):
        return _product(new, old, states)
    if isinstance(new, AddOn) and isinstance(old, AddOn):
        texts = {"name": {**old.name, **new.name}, "description": _texts(new.description, old.description)}
        return replace(new, group=old.group, **texts)
    if isinstance(new, Comparison) and isinstance(old, Comparison):
        return replace(new, title={**old.title, **new.title}, **_kept(new, old, _OF_COMPARISON))
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


def _product(new: Product, old: Product, states: Collection[str]) -> Product:
    return replace(
        new,
        name={**old.name, **new.name},
        description=_texts(new.description, old.description),
        stock=new.stock if "stock" in states else old.stock,
        **{**_kept(new, old, _OF_PRODUCT), "rating": _rating(new.rating, old.rating)},
    )


def _rating(new: Rating | None, old: Rating | None) -> Rating | None:
    """*new* with what only the merchant knows: over which months, and how buyers are told."""
    if new is None or old is None:
        return new or old
    return replace(new, period=new.period or old.period, verified=new.verified or old.verified)


def _kept(new: AnyRecord, old: AnyRecord, fields: Collection[str]) -> dict[str, Any]:
    """The *fields* of *old* that *new* leaves as they are by default."""
    defaults = dict(zip(reversed(new.__struct_fields__), reversed(new.__struct_defaults__), strict=False))
    return {name: getattr(old, name) for name in fields if getattr(new, name) == defaults[name]}


def _texts(new: Mapping[str, str] | None, old: Mapping[str, str] | None) -> dict[str, str] | None:
    return {**(old or {}), **(new or {})} or None
