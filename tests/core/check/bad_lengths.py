"""Editions whose words leave no room for prices on a phone."""

from bad_catalogues import Bad
from builders_check import edition, large, persona, small
from msgspec.structs import replace

from comparison.core.catalogue import Tier
from comparison.core.publication import Publication

LONG = "Everything that anybody could ever ask for"


def named(**label: str) -> Publication:
    """The small tier with a label of its own."""
    shown = edition()
    tiers = (Tier(key="small", product="small", label=label), *shown.comparison.tiers[1:])
    return replace(shown, comparison=replace(shown.comparison, tiers=tiers))


def called(name: str, source_key: str | None = None) -> Publication:
    """The small product with this name, and no label."""
    return edition(replace(small(), name={"en": name}, source_key=source_key), large())


def for_whom(*labels: str) -> Publication:
    """A buyer type for each of the labels; none of them needs anything."""
    types = tuple(
        replace(persona(), key=f"type-{place}", label={"en": label}) for place, label in enumerate(labels)
    )
    return edition(personas=types, comparison={"personas": tuple(one.key for one in types)})


def titled(**title: str) -> Publication:
    return edition(comparison={"title": title})


BAD_LENGTHS: tuple[Bad, ...] = (
    Bad("S06", "title", "warning", "$.comparison.title", lambda: titled(en=LONG)),
    Bad("S06", "tier_name", "warning", "$.comparison.tiers[0].label", lambda: named(en="Small", ko=LONG)),
    Bad("S06", "persona_label", "warning", "$.personas[1].label", lambda: for_whom("Teams", LONG)),
    Bad("S06", "many_personas", "warning", "$.comparison.personas", lambda: for_whom(*"abcde")),
)
MORE_LENGTHS: tuple[Bad, ...] = (
    Bad("S06", "tier_name", "warning", "$.products[0].name", lambda: called(LONG)),
    Bad("S06", "tier_name", "information", "$.products[0].name", lambda: called(LONG, source_key="sku-1")),
)
