"""The check of a large catalogue holds the database's write lock: it has to end soon."""

import time

from builders_check import TODAY, edition, feature, price, product
from msgspec.structs import replace

from comparison.core import check
from comparison.core.values import YesNo


def test_twelve_tiers_of_five_hundred_rows_are_checked_in_a_second_and_a_half() -> None:
    rows = tuple(feature(f"row-{index}") for index in range(500))
    cells = {row.key: YesNo(yes=True) for row in rows}
    tiers = [product(f"tier-{index}", price("10"), cells=cells) for index in range(12)]
    plain = edition(*tiers)
    large = replace(plain, category=replace(plain.category, features=rows))
    began = time.process_time()
    check.run(large, (), TODAY)
    assert time.process_time() - began < 1.5
