"""S01 to S03: an edition that hangs together: nothing named is missing, and there is something to show."""

from collections.abc import Iterator

from .examined import Examined
from .finding import Finding, found


def missing_records(examined: Examined) -> Iterator[Finding]:
    """S01, and H28 inside add-ons: a key leads to no record of the shop."""
    for one in examined.missing:
        rule = "H28" if one.path.startswith("$.add_ons") else "S01"
        yield found(rule, "error", one.path, f"missing_{one.kind}", record=one.key)


def unknown_rows(examined: Examined) -> Iterator[Finding]:
    """S01: the comparison shows a row that its category does not have."""
    for index, key in enumerate(examined.publication.comparison.features):
        if key not in examined.features:
            yield found(
                "S01",
                "error",
                f"$.comparison.features[{index}]",
                "missing_feature",
                record=key,
            )


def nothing_to_show(examined: Examined) -> Iterator[Finding]:
    """S02: there is not a single tier."""
    if not examined.publication.comparison.tiers:
        yield found("S02", "error", "$.comparison.tiers", "no_tiers")


def tiers_twice(examined: Examined) -> Iterator[Finding]:
    """S03: two tiers share a key, so an address would name both."""
    seen: set[str] = set()
    for index, tier in enumerate(examined.publication.comparison.tiers):
        if tier.key in seen:
            yield found(
                "S03",
                "error",
                f"$.comparison.tiers[{index}].key",
                "tier_twice",
                tier=tier.key,
            )
        seen.add(tier.key)
