"""A comparison as the fields of its form, and back.

A tier is its key; one that was just added is ``+`` and its product, until it is saved.
"""

from collections.abc import Mapping, Sequence

import msgspec

from ....core.catalogue import Comparison, Tier
from ....core.content import BLOCKS
from ....core.messages import Message, say
from ....core.sizes import SizeRange
from ...forms import REVISION, Form
from .known import Known

HORIZONS = (1, 3, 6, 12, 24, 36, 60)
NOUNS = ("product", "plan")
CHOOSERS = ("personas", "pains")
ADDED = "+"
MOST_USUAL = 1_000_000_000
# What can be moved up and down, and taken out.
ORDERED = ("tiers", "personas", "features", "blocks")
_NEW_BLOCKS = ("changes",)
EVERY_BLOCK = (*BLOCKS, *(one for one in _NEW_BLOCKS if one not in BLOCKS))

LABELS: dict[str, Message] = {
    "title": say("admin_comparisons.title"),
    "noun": say("admin_comparisons.noun"),
    "horizon": say("admin_comparisons.horizon"),
    "interval": say("admin_comparisons.interval"),
    "chooser": say("admin_comparisons.chooser"),
    "tiers": say("admin_comparisons.tiers"),
    "personas": say("admin.personas"),
    "features": say("admin_comparisons.rows"),
    "blocks": say("admin_comparisons.blocks"),
    "usual": say("admin_comparisons.usual"),
}


def fields_of(comparison: Comparison, revision: int, known: Known) -> dict[str, str | Sequence[str]]:
    """*comparison* as the fields of its form."""
    usual = {size.unit: str(size.usual) for size in comparison.usual if size.usual is not None}
    return {
        REVISION: str(revision),
        **{f"title.{language}": text for language, text in comparison.title.items()},
        "noun": comparison.noun,
        "horizon": str(comparison.horizon),
        "interval": comparison.interval or "",
        "chooser": comparison.chooser,
        "tiers": [tier.key for tier in comparison.tiers],
        "personas": comparison.personas,
        "features": comparison.features or all_rows(known),
        "blocks": comparison.blocks,
        **{f"usual.{unit}": usual.get(unit, "") for unit in units_of(comparison, known)},
    }


def read_comparison(form: Form, comparison: Comparison, known: Known) -> Comparison | None:
    """*comparison* with what was typed; None where an error was noted."""
    rows = form.choices("features", all_rows(known), least=min(1, len(all_rows(known))))
    typed = {
        "title": form.labels("title", known.shop.languages, needed=known.shop.languages[:1]),
        "noun": form.choice("noun", NOUNS),
        "horizon": form.whole("horizon", least=1, most=120),
        "interval": form.choice("interval", ("", *intervals_of(comparison, known))) or None,
        "chooser": form.choice("chooser", CHOOSERS),
        "tiers": msgspec.to_builtins(_tiers(form, comparison, known)),
        "personas": form.choices("personas", [key for key, _ in known.personas]),
        "features": () if rows == all_rows(known) else rows,
        "blocks": form.choices("blocks", EVERY_BLOCK),
        "usual": msgspec.to_builtins(_usual(form, comparison, known)),
    }
    return form.record(Comparison, msgspec.to_builtins(comparison) | typed)


def all_rows(known: Known) -> tuple[str, ...]:
    """The keys of every row, in the order of the category."""
    return tuple(key for group in known.rows for key, _ in group.options)


def units_of(comparison: Comparison, known: Known) -> tuple[str, ...]:
    """The units in which somebody may say how many they are."""
    return tuple(dict.fromkeys((*known.units, *(size.unit for size in comparison.usual))))


def intervals_of(comparison: Comparison, known: Known) -> tuple[str, ...]:
    """The rhythms of paying that may be shown first."""
    stated = (comparison.interval,) if comparison.interval else ()
    return tuple(dict.fromkeys((*known.intervals, *stated)))


def moved(form: Form, act: str, known: Known) -> Form:
    """*form* after the button *act* was pressed: ``tiers.up.lite``, ``blocks.down.box``, ``tiers.out.lite``,
    ``tiers.ticked`` (out with all that are ticked), ``tiers.add``. What it cannot mean changes nothing."""
    name, _, rest = act.partition(".")
    step, _, key = rest.partition(".")
    keys = form.all(name)
    if name not in ORDERED:
        return form
    if step == "ticked" and (gone := set(form.all(f"_out.{name}"))):
        return _with(form, name, [one for one in keys if one not in gone])
    if step == "add" and (product := form.get("_add")):
        return _with(form, name, [*keys, f"{ADDED}{product}"])
    if key not in keys:
        return form
    if step == "out":
        return _with(form, name, [one for one in keys if one != key])
    return _with(form, name, _swapped(keys, key, step, _group_of(key, known) if name == "features" else None))


def _swapped(keys: list[str], key: str, step: str, among: frozenset[str] | None) -> list[str]:
    """*keys* with *key* before the one before it, or after the one after it, *among* those."""
    peers = [one for one in keys if among is None or one in among]
    other = peers.index(key) + (-1 if step == "up" else 1)
    if step not in {"up", "down"} or not 0 <= other < len(peers):
        return keys
    swap = {key: peers[other], peers[other]: key}
    return [swap.get(one, one) for one in keys]


def _group_of(key: str, known: Known) -> frozenset[str]:
    """The rows that stand under one heading with *key*."""
    groups = (frozenset(one for one, _ in group.options) for group in known.rows)
    return next((group for group in groups if key in group), frozenset())


def _with(form: Form, name: str, values: Sequence[str]) -> Form:
    others = [pair for pair in form.pairs if pair[0] != name]
    return Form([*others, *((name, value) for value in values)])


def _tiers(form: Form, comparison: Comparison, known: Known) -> list[Tier]:
    there = {tier.key: tier for tier in comparison.tiers}
    offered = {key for key, _ in known.offered}
    tiers: dict[str, Tier] = {}
    for value in form.all("tiers"):
        product = value.removeprefix(ADDED)
        if value in there:
            tiers[value] = there[value]
        elif value != product and product in offered and product not in tiers:
            tiers[_free(product, there)] = Tier(key=_free(product, there), product=product)
        else:
            form.fail("tiers", say("admin_comparisons.no_such_product"))
    return list(tiers.values())


def _free(key: str, taken: Mapping[str, Tier]) -> str:
    """*key*, or the first of ``key-2``, ``key-3`` … that no tier has."""
    number, free = 1, key
    while free in taken:
        number += 1
        free = f"{key[:60]}-{number}"
    return free


def _usual(form: Form, comparison: Comparison, known: Known) -> list[SizeRange]:
    there = {size.unit: size for size in comparison.usual}
    found = []
    for unit in units_of(comparison, known):
        name = f"usual.{unit}"
        typed = form.whole(name, least=1, most=MOST_USUAL) if form.get(name).strip() else None
        size = msgspec.structs.replace(there.get(unit, SizeRange(unit=unit)), usual=typed)
        if (size.min, size.max, size.usual) != (None, None, None):
            found.append(size)
    return found
