"""E01 to E12: months and years, tax, rounding."""

from builders_worked import FEE, ONCE, Worked, each, flat, goods, off, one, part, sold

YEARLY = "interval: year, quantity_unit: user"
SEATS = "interval: month, quantity_unit: user"
NET = "tax: excluded"


def two_rhythms(shop: str, monthly: str, prepaid: str):
    """One plan by the month, and for the same months prepaid."""
    by_month = sold(each(monthly), by=SEATS)
    return one(shop, "US", by_month, sold(each(prepaid, stated_per="month"), by=YEARLY))


def item(value: str, key: str = "goods", **more: str) -> str:
    return flat(value, key, when=ONCE, **more)


def five_percent(shop: str, market: str):
    """5 % of 2.50, as a fee of its own, in a market that rounds in its own way."""
    fee = part("share", "fee", "{is: percent, rate: 5, of: [goods]}", when=ONCE, reason=FEE)
    return one(shop, market, goods(item("2.50"), fee))


CATALOGUES = (
    two_rhythms("e01-e04", "8.75", "7.25"),
    two_rhythms("e05", "15.00", "12.50"),
    one("e06-out-of", "DE", goods(item("49.90"))),
    one("e06-back", "DE", goods(item("41.93"), more=NET)),
    one("e06-onto", "DE", goods(item("39.99"), more=NET)),
    one("e07", "NL", goods(item("10.00"))),
    one("e08-line", "DE", goods(*(item("1.99", key) for key in "abc"), more=NET)),
    one("e08-total", "DE-T", goods(*(item("1.99", key) for key in "abc"), more=NET)),
    five_percent("e09-half-up", "US"),
    five_percent("e09-half-even", "US-E"),
    five_percent("e09-down", "US-D"),
    five_percent("e09-up", "US-U"),
    one(
        "e10",
        "KR",
        goods(
            each("9900", "goods", "item", "base", when=ONCE), flat("3000", "delivery", "delivery", when=ONCE)
        ),
    ),
    one("e10-thousand", "KR", goods(item("1000"))),
    one("e11", "JP", goods(item("1980"), more=NET)),
    one("e11-food", "JP", goods(item("123"), more=f"{NET}, tax_class: reduced")),
    one("e11-food-half-up", "JP-H", goods(item("123"), more=f"{NET}, tax_class: reduced")),
    one(
        "e12",
        "KW",
        goods(each("12.750", "goods", "item", "base", when=ONCE), more=f"discounts: [{off('percent', '5')}]"),
    ),
)

ROWS = (
    Worked(
        "e01-e04",
        "qty.user=14",
        {
            "status": "complete_ex_tax",
            "headline_total": "122.50",
            "horizon_total": "1470.00",
            "due_today": "122.50",
            "seats.unit_amount": "8.75",
            "seats.quantity": 14,
            "seats.times": 12,
        },
        ("$122.50", "$1,470.00"),
    ),
    Worked(
        "e01-e04",
        "qty.user=14&interval=year",
        {
            "due_today": "1218.00",
            "horizon_total": "1218.00",
            "monthly_equivalent": "101.50",
            "seats.months": 12,
        },
        ("$1,218.00", "save 17%"),
    ),
    Worked(
        "e01-e04",
        "qty.user=14&horizon=6",
        {"horizon_total": "735.00"},
        ("$735.00", "cheaper from month 10"),
    ),
    Worked("e01-e04", "qty.user=14&horizon=6&interval=year", {"horizon_total": "1218.00"}),
    Worked("e01-e04", "qty.user=14&horizon=9", {"horizon_total": "1102.50"}, ("$1,102.50",)),
    Worked("e01-e04", "qty.user=14&horizon=10", {"horizon_total": "1225.00"}, ("$1,225.00",)),
    Worked("e01-e04", "qty.user=14&horizon=18", {"horizon_total": "2205.00"}, ("$2,205.00",)),
    Worked(
        "e01-e04",
        "qty.user=14&horizon=18&interval=year",
        {"horizon_total": "2436.00", "seats.times": 2, "then": ["1218.00 year 2027-01-01 x1"]},
        ("$2,436.00",),
    ),
    Worked("e05", "qty.user=14", {"headline_total": "210.00"}, ("$210.00",)),
    Worked("e05", "qty.user=14&interval=year", {"headline_total": "2100.00"}, ("$2,100.00",)),
    Worked(
        "e06-out-of",
        "",
        {"headline_total": "49.90", "goods.net": "41.93", "goods.tax": "7.97", "goods.tax_rate": "19"},
        ("€49.90",),
    ),
    Worked(
        "e06-back", "", {"headline_total": "49.90", "goods.net": "41.93", "goods.tax": "7.97"}, ("€49.90",)
    ),
    Worked(
        "e06-onto", "", {"headline_total": "47.59", "goods.net": "39.99", "goods.tax": "7.60"}, ("€47.59",)
    ),
    Worked("e07", "", {"headline_total": "10.00", "goods.net": "8.26", "goods.tax": "1.74"}, ("€10.00",)),
    Worked(
        "e08-line",
        "",
        {
            "headline_total": "7.11",
            "a.tax": "0.38",
            "b.tax": "0.38",
            "c.tax": "0.38",
            "components": ["a", "b", "c"],
        },
        ("€7.11",),
    ),
    Worked(
        "e08-total",
        "",
        {"headline_total": "7.10", "a.tax": "0.38", "rounding.amount": "-0.01", "tax": "1.13"},
        ("€7.10",),
    ),
    Worked("e09-half-up", "", {"share.amount": "0.13", "headline_total": "2.63"}, ("$2.63",)),
    Worked("e09-half-even", "", {"share.amount": "0.12", "headline_total": "2.62"}, ("$2.62",)),
    Worked("e09-down", "", {"share.amount": "0.12", "headline_total": "2.62"}, ("$2.62",)),
    Worked("e09-up", "", {"share.amount": "0.13", "headline_total": "2.63"}, ("$2.63",)),
    Worked(
        "e10",
        "qty.item=3",
        {
            "status": "complete",
            "headline_total": "32700",
            "goods.net": "27000",
            "goods.tax": "2700",
            "net": "29727",
            "tax": "2973",
        },
        ("₩32,700",),
    ),
    Worked(
        "e10-thousand", "", {"goods.net": "909", "goods.tax": "91", "headline_total": "1000"}, ("₩1,000",)
    ),
    Worked("e11", "", {"headline_total": "2178", "goods.tax": "198"}, ("¥2,178",)),
    Worked("e11-food", "", {"headline_total": "132", "goods.tax": "9"}, ("¥132",)),
    Worked("e11-food-half-up", "", {"headline_total": "133", "goods.tax": "10"}, ("¥133",)),
    Worked(
        "e12",
        "qty.item=3&coupon=CODE",
        {
            "headline_total": "36.337",
            "goods.stated": "38.250",
            "goods.off": "1.913",
            "goods.amount": "36.337",
        },
        ("36.337",),
    ),
)
