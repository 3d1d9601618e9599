"""Two market rows that most tests need no more of; the whole ones are in catalog_data/markets."""

from comparison.core.markets import Market, TaxRate

US = Market(
    code="US",
    name={"en": "United States", "ko": "미국"},
    currency="USD",
    tax="separate",
    delivery="separate",
    deposit="own_line",
    preselected="warn",
    b2b_net=False,
    sources=("for tests",),
    as_of="2026-01-01",
)
KR = Market(
    code="KR",
    name={"en": "Korea", "ko": "대한민국"},
    currency="KRW",
    tax="included",
    delivery="included",
    deposit="own_line",
    preselected="forbidden",
    b2b_net=True,
    sources=("for tests",),
    as_of="2026-01-01",
)
VAT = TaxRate(
    tax_class="standard",
    rate="10",
    label={"en": "VAT", "ko": "부가세"},
    source="for tests",
    since="1977-07-01",
)
