"""The price rules ask the engine, and whoever publishes waits for them: they have to end soon."""

import time

from bad_charges import BAD_CHARGES
from builders_bad_prices import bands, delivery, goods, named
from builders_check import TODAY, edition, price, product
from msgspec.structs import replace

from comparison.core import check
from comparison.core.check.price_rules import PRICE_RULES, PRICE_RULES_FOR_SOUND_EDITIONS
from comparison.core.markets import Region
from comparison.core.pricing.amounts.table import TableRow
from comparison.core.publication import Publication

INTERVALS = [f"{months}-month" for months in range(2, 32)]


def seconds(publication: Publication) -> float:
    """How long all price rules take."""
    examined = check.Examined(publication, (), TODAY)
    began = time.process_time()
    for rule in (*PRICE_RULES, *PRICE_RULES_FOR_SOUND_EDITIONS):
        list(rule(examined))
    return time.process_time() - began


def test_a_catalogue_of_nothing_but_cliffs_is_checked_in_three_seconds() -> None:
    falling = bands(*((1000 * at, str(100 - at)) for at in range(1, 30)), (None, "60"))
    prices = tuple(price(falling, interval=interval) for interval in INTERVALS)
    assert seconds(edition(*(product(f"tier-{at}", *prices) for at in range(24)))) < 3


def test_packs_of_one_good_in_every_interval_are_checked_in_three_seconds() -> None:
    prices = tuple(price("10", interval=interval) for interval in INTERVALS)
    packs = [replace(named(f"Filter {at + 1}-pack", *prices), key=f"pack-{at}") for at in range(24)]
    assert seconds(edition(*packs)) < 3


def test_sixty_zones_for_every_price_are_checked_in_three_seconds() -> None:
    zones = [f"zone-{at}" for at in range(60)]
    rows = tuple(TableRow(value=str(at + 1), regions=(zone,)) for at, zone in enumerate(zones))
    america = edition().markets[0]
    wide = replace(america, regions=tuple(Region(key=zone, label={"en": zone}) for zone in zones))
    prices = tuple(goods("10", delivery(*rows, by="region"), interval=interval) for interval in INTERVALS)
    tiers = [product(f"tier-{at}", *prices, description={"en": "Free delivery"}) for at in range(24)]
    assert seconds(edition(*tiers, markets=(wide,))) < 3


def test_a_small_bad_catalogue_takes_a_few_milliseconds() -> None:
    assert sum(seconds(bad.make()) for bad in BAD_CHARGES) < 0.05 * len(BAD_CHARGES)
