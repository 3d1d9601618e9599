"""E13 to E24: bands and packages, trials and introductions, terms, options, delivery thresholds."""

from builders_worked import FEE, ONCE, Worked, each, flat, goods, off, one, part, sold

BANDS = "bands: [{up_to: 10, value: 10}, {up_to: 50, value: 8}, {value: 6}]"
CALLS = "bands: [{up_to: 1000, value: 0.10}, {up_to: 10000, value: 0.05}, {value: 0.01}], unit: call"
COUNTED = "interval: month, min_quantity: 0"
LEAVING = "how_to_cancel: {en: Under your account, ko: 내 정보에서}"
BY_BASKET = "{is: table, by: basket, rows: [{below: 50, value: 4.90}, {value: 0}]}"


def banded(shop: str, form: str, bands: str, key: str = "seats", kind: str = "seat"):
    return one(shop, "KW", sold(part(key, kind, f"{{is: {form}, {bands}}}"), by=COUNTED))


def basket(shop: str, value: str):
    delivery = part("delivery", "delivery", BY_BASKET, when=ONCE)
    return one(shop, "DE", goods(flat(value, "goods", when=ONCE), delivery))


def ticket(shop: str, *, preselected: str):
    """The regulator's example of a ticket: 40, an extra of 5, a fee of 3, and 10 % of tax on top."""
    extra = flat("5", "extra", "addon", when=ONCE, obligation="{is: optional}", default_selected=preselected)
    fee = flat("3", "fee", "fee", when=ONCE, reason=FEE)
    return one(shop, "AU", goods(flat("40", "ticket", when=ONCE), extra, fee, more="tax: excluded"))


def phased(shop: str, phases: str):
    term = f"term: {{min_months: 0, auto_renew: true, renews_every: month, {LEAVING}}}"
    return one(shop, "DE", sold(flat("9.99"), more=f"phases: [{phases}], {term}"))


PACKAGE = "{is: package, value: 5.00, size: 100, free_units: 100, unit: mail}"
WITH_FLAT = "bands: [{up_to: 50000, value: 0.0008}, {value: 0.0006, flat: 10}], unit: call"
CATALOGUES = (
    banded("e13", "graduated", BANDS),
    banded("e14", "volume", BANDS),
    banded("e15", "volume", WITH_FLAT, "calls", "usage"),
    banded("e16-graduated", "graduated", CALLS, "calls", "usage"),
    banded("e16-volume", "volume", CALLS, "calls", "usage"),
    one("e17", "DE", sold(part("mails", "usage", PACKAGE))),
    one("e18", "DE", sold(flat("20"), each("0.008", "calls", "call", "usage", included="1000"))),
    phased("e19", "{kind: trial, days: 14}"),
    phased("e20", "{kind: trial, cycles: 1}, {kind: intro, cycles: 3, amount: 1.00}"),
    one("e21", "DE", sold(flat("20.00"), more=f"discounts: [{off('percent', '50', cycles=3)}]")),
    one(
        "e22",
        "DE",
        sold(
            flat("49.00", "setup", "fee", when=ONCE, reason=FEE),
            flat("19.99"),
            more=f"term: {{min_months: 12, auto_renew: true, renews_every: month, {LEAVING}}}",
        ),
    ),
    ticket("e23", preselected="true"),
    ticket("e23-off", preselected="false"),
    basket("e24-45", "45.00"),
    basket("e24-49", "49.00"),
    basket("e24-50", "50.00"),
)


def totals(shop: str, unit: str, figures: dict[int, str]) -> tuple[Worked, ...]:
    """One row for each quantity of a table of quantities and totals."""
    return tuple(
        Worked(shop, f"qty.{unit}={count}", {"headline_total": total}) for count, total in figures.items()
    )


THOUSANDTHS = {
    "e13": {0: "0.000", 1: "10.000", 10: "100.000", 11: "108.000", 50: "420.000", 51: "426.000"},
    "e14": {10: "100.000", 11: "88.000", 50: "400.000", 51: "306.000"},
}
ROWS = (
    *(row for shop, figures in THOUSANDTHS.items() for row in totals(shop, "item", figures)),
    Worked("e15", "qty.call=65000", {"headline_total": "49.000"}),
    Worked("e16-graduated", "qty.call=15000", {"headline_total": "600.000"}),
    Worked("e16-volume", "qty.call=15000", {"headline_total": "150.000"}),
    *totals("e17", "mail", {100: "0.00", 101: "5.00", 200: "5.00", 201: "10.00"}),
    *totals("e18", "call", {1000: "20.00", 1001: "20.01", 3500: "40.00"}),
    Worked(
        "e19",
        "start=2026-01-31",
        {
            "due_today": "0.00",
            "headline_total": "9.99",
            "headline_from": "2026-02-14",
            "plan#1.first": "2026-02-14",
            "plan#1.last": "2027-01-14",
            "plan#1.times": 12,
            "horizon_total": "119.88",
        },
        ("€9.99", "Feb 14, 2026", "€119.88"),
    ),
    Worked(
        "e20",
        "",
        {
            "due_today": "0.00",
            "headline_total": "1.00",
            "horizon_total": "82.92",
            "then": ["1.00 month 2026-02-01 x3", "9.99 month 2026-05-01 x8"],
        },
        ("€1.00", "€9.99", "May 1, 2026", "€82.92"),
    ),
    Worked(
        "e21",
        "coupon=CODE",
        {
            "headline_total": "10.00",
            "horizon_total": "210.00",
            "then": ["10.00 month 2026-02-01 x2", "20.00 month 2026-04-01 x9"],
        },
        ("€10.00", "€20.00", "Apr 1, 2026", "€210.00"),
    ),
    Worked(
        "e22",
        "",
        {
            "headline_total": "68.99",
            "due_today": "68.99",
            "commitment_total": "288.88",
            "commitment_months": 12,
            "monthly_equivalent": "24.08",
            "horizon_total": "288.88",
            "then": ["19.99 month 2026-02-01 x11"],
        },
        ("€68.99", "€19.99", "€288.88"),
    ),
    Worked(
        "e22", "horizon=3", {"horizon_total": "108.97", "commitment_total": "288.88"}, ("€108.97", "€288.88")
    ),
    Worked("e23", "", {"headline_total": "52.80", "tax": "4.80"}, ("A$52.80",)),
    Worked("e23-off", "", {"headline_total": "47.30", "tax": "4.30"}, ("A$47.30",)),
    Worked(
        "e24-45",
        "",
        {"headline_total": "49.90", "notes": ["Spend €5.00 more and delivery is free"]},
        ("€49.90",),
    ),
    Worked(
        "e24-49",
        "",
        {"headline_total": "53.90", "notes": ["Spend €1.00 more and delivery is free"]},
        ("€53.90",),
    ),
    Worked("e24-50", "", {"headline_total": "50.00", "delivery.amount": "0.00", "notes": []}, ("€50.00",)),
)
