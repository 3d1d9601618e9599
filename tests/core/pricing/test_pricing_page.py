"""docs/pricing.md: a reader can recompute its receipts by hand, and its market table is the market data."""

import re
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from builders_pricing import KOREA, add_on, day, each, figure, line, off, once, part, price, quote

from comparison.core.markets import Market
from comparison.core.pricing.quote import Line, Quote
from comparison.core.pricing.savings import per_unit_month
from comparison.storage.market_files import load_markets

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "pricing.md").read_text("utf-8")
CENT = Decimal("0.01")
Row = dict[str, str]


def section(heading: str) -> str:
    return re.split(r"^#{2,3} ", PAGE.split(f"### {heading}\n")[1], maxsplit=1, flags=re.MULTILINE)[0]


def table(text: str) -> list[Row]:
    """The first table of *text*, row by row."""
    rows = [
        [cell.strip() for cell in one.strip("|\n").split("|")] for one in text.splitlines() if one[:1] == "|"
    ]
    return [dict(zip(rows[0], cells, strict=True)) for cells in rows[2:]]


def number(written: str) -> Decimal:
    return Decimal(written.replace(",", "") or "0")


def worked_out(written: str) -> Decimal:
    """What ``12 × 8.00 × 12 months`` comes to."""
    product = Decimal(1)
    for factor in written.removesuffix(" months").split(" × "):
        product *= number(factor)
    return product


GERMANY = section("Twelve people in Germany, by the year")
KOREAN = section("Three items and their delivery in Korea")


def in_germany() -> Quote:
    stated = price(
        part("seats", each("8.00", "user"), "seat", stated_per="month"),
        once("setup", "120.00"),
        tax="excluded",
        interval="year",
        quantity_unit="user",
        discounts=(off("percent", "20", needs="coupon", scope=("seats",), cycles=1),),
    )
    yearly = price(part("support", "15.00", "addon", stated_per="month"), tax="excluded", interval="year")
    told = {"quantities": {"user": 12}, "horizon": 24, "coupon": "off", "start": day("2026-01-01")}
    return quote(stated, add_ons=(add_on("support", yearly),), **told)


def in_korea() -> Quote:
    stated = price(
        once("goods", each("9900"), "base"),
        once("delivery", "3000", "delivery"),
        where=KOREA,
        interval="once",
    )
    return quote(stated, KOREA, quantities={"item": 3})


def said(money: object) -> str:
    """Money as the page writes it: ``1,453.70``, ``32,700``."""
    return f"{Decimal(str(figure(money))):,}"


def test_each_line_of_the_german_receipt_can_be_recomputed_from_the_page_alone() -> None:
    for row in table(GERMANY):
        stated = worked_out(row["worked out as"])
        net = stated - number(row["less"])
        tax = (net * Decimal("0.19")).quantize(CENT, ROUND_HALF_UP)
        written = [number(row[name]) for name in ("stated", "net", "VAT 19 %", "gross")]
        assert written == [stated, net, tax, net + tax]


def test_its_sums_can_be_recomputed_from_its_table() -> None:
    first, second, setup, support = (number(row["gross"]) for row in table(GERMANY))
    headline, later = first + setup + support, second + support
    share = ((headline + later) / 24 / 12).quantize(CENT, ROUND_CEILING)
    for written in (f"{headline:,}", f"{later:,}", f"{headline + later:,}", str(share)):
        assert f"**{written}**" in GERMANY


def test_the_german_table_is_the_engine_s_own_receipt() -> None:
    quoted = in_germany()
    rows = dict(zip(("first", "second", "setup", "support"), table(GERMANY), strict=True))
    lines = {
        "first": line(quoted, "seats"),
        "second": line(quoted, "seats", 1),
        "setup": line(quoted, "setup"),
        "support": line(quoted, "support"),
    }
    assert {name: columns(one) for name, one in lines.items()} == {
        name: tuple(row[cell] for cell in ("stated", "less", "net", "VAT 19 %", "gross", "times"))
        for name, row in rows.items()
    }


def columns(one: Line) -> tuple[str, ...]:
    less = said(one.reductions[0].amount) if one.reductions else ""
    return said(one.stated), less, said(one.net), said(one.tax), said(one.amount), str(one.times)


def test_the_german_sums_are_the_engine_s_own() -> None:
    quoted = in_germany()
    for money in (
        quoted.headline,
        quoted.due_today,
        quoted.steady,
        quoted.horizon_total,
        per_unit_month(quoted),
        quoted.commitment_total,
    ):
        assert f"**{said(money)}**" in GERMANY
    assert (quoted.then[0].first, quoted.then[0].last) == (day("2027-01-01"), day("2027-01-01"))


def test_the_korean_table_can_be_recomputed_and_is_the_engine_s_own() -> None:
    quoted = in_korea()
    for row in table(KOREAN):
        gross = worked_out(row["worked out as"])
        net = (gross / Decimal("1.10")).quantize(Decimal(1), ROUND_HALF_UP)
        assert [number(row[name]) for name in ("gross", "net", "VAT 10 %")] == [gross, net, gross - net]
        one = line(quoted, row["charge"])
        assert (row["gross"], row["net"], row["VAT 10 %"]) == (said(one.amount), said(one.net), said(one.tax))
    assert f"**{said(quoted.headline)}**" in KOREAN
    assert quoted.headline == quoted.due_today == quoted.horizon_total


@pytest.mark.parametrize("text", [GERMANY, KOREAN], ids=["Germany", "Korea"])
def test_every_step_that_the_page_writes_out_is_right(text: str) -> None:
    steps = re.findall(
        r"(?<![\d.,])([\d,.]+(?: [+−×/] [\d,.]+)+) = ([\d,.]*\d)(?![\d.,]*…)", " ".join(text.split())
    )
    assert len(steps) >= 3
    for left, right in steps:
        first, *rest = re.split(r" ([+−×/]) ", left)
        value = number(first)
        for sign, operand in zip(rest[::2], rest[1::2], strict=True):
            value = OPERATIONS[sign](value, number(operand))
        assert value == number(right.rstrip(".")), (left, right)


OPERATIONS = {
    "+": Decimal.__add__,
    "−": Decimal.__sub__,
    "×": Decimal.__mul__,
    "/": Decimal.__truediv__,
}

HEAD = (
    "market",
    "tax",
    "delivery",
    "deposit",
    "paid option ticked already",
    "earlier price",
    "unit price",
    "net for businesses",
    "rounding",
)
WHERE = {"included": "in it", "separate": "beside it", "own_line": "beside it"}


def market_table() -> str:
    """The table of docs/pricing.md as the market rows have it today."""
    rows = [
        HEAD,
        ("---",) * len(HEAD),
        *(_market_row(one) for one in load_markets(ROOT / "catalog_data/markets").values()),
    ]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def _market_row(row: Market) -> tuple[str, ...]:
    prior = row.prior_price
    units = ", ".join(f"{base.per} {base.unit}" for base in row.unit_price_bases)
    return (
        f"{row.code} {row.name['en']}",
        WHERE[row.tax],
        WHERE[row.delivery],
        WHERE[row.deposit],
        row.preselected.replace("_", " "),
        f"{prior.method} of {prior.days} days" if prior else "none",
        f"{row.unit_price}: {units}" if units else row.unit_price,
        "yes" if row.b2b_net else "no",
        row.rounding.replace("_", " "),
    )


def test_the_market_table_is_the_market_data() -> None:
    assert market_table() in PAGE, f"docs/pricing.md should say:\n\n{market_table()}"
