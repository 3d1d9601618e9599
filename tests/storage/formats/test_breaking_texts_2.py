"""What is said before a date or an amount must not turn it around."""

import pytest

from comparison.core.errors import RefusedFile
from comparison.storage.formats.native import read_native

COMPETITOR = "competitor: {seller: {en: Other%s}, source: {title: {en: Their page}, as_of: 2026-11-01}}"
EXCLUDED = "excluded: [{key: power, label: {en: Power}, reason: {en: depends on you%s}, estimate: 12}]"
EVIDENCE = (
    "cells: [{feature: quiet, value: {is: yes_no, yes: true}, claim: true,"
    " evidence: {body: Institute%s, number: A-1, valid_to: 2027-01-01}}]"
)


@pytest.mark.parametrize("mark", ["\u202e", "\u2066"])
@pytest.mark.parametrize(
    ("part", "place"),
    [
        (COMPETITOR, "competitor.seller.en"),
        (EXCLUDED, "excluded[0].reason.en"),
        (EVIDENCE, "cells[0].evidence.body"),
    ],
)
def test_a_direction_mark_is_refused_before_a_date_and_an_amount(mark: str, part: str, place: str) -> None:
    text = f"products:\n  - {{key: a, name: {{en: A}}, category: c, {part}}}\n"
    assert read_native((text % "").encode(), "shop.yaml").products[0].key == "a"
    with pytest.raises(RefusedFile) as refused:
        read_native((text % mark).encode(), "shop.yaml")
    assert refused.value.path == f"$.products[0].{place}"
