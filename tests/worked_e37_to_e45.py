"""E37 to E45: breaks, fees on a base, months of a year, increases, dates, two rates, vouchers, the full one."""

from builders_worked import FEE, ONCE, Catalogue, Worked, each, flat, goods, off, one, part, priced, sold

NET = "tax: excluded"
BREAKS = "{is: volume, bands: [{up_to: 9, value: 10}, {up_to: 19, value: 8}, {value: 6}], unit: user}"
SEATS = "interval: month, quantity_unit: user"


def card_fee(shop: str, of: str):
    fee = part("card", "fee", f"{{is: percent, rate: 2.9, of: [{of}], plus: 0.30}}", when=ONCE, reason=FEE)
    return one(shop, "DE", goods(flat("100.00", "goods", when=ONCE), fee))


def full(shop: str, support: str):
    """Twelve seats by the year from a list without tax, the first year 20 % off, support, and set-up."""
    price = sold(
        each("8.00", stated_per="month"),
        flat("120.00", "setup", "fee", when=ONCE, reason=FEE),
        by="interval: year, quantity_unit: user",
        more=f"{NET}, discounts: [{off('percent', '20', scope='[seats]', cycles=1)}]",
    )
    more = f"""\
        add_ons:
        - key: support
          name: {{en: Support, ko: 지원}}
          prices:
          - {{MARKET, {support}}}
        """
    return one(shop, "DE", price, more=more, comparison=", add_ons: [support]")


SUPPORT = part("support", "addon", "{is: flat, value: 15.00}", stated_per="month")
ASKING_US = "{market: DE, currency: EUR, interval: month, status: on_request, tax: included, words: {en: Ask us, ko: 문의해 주세요}}"
FREE = "{MARKET, interval: month, quantity_unit: user, status: free}"
CATALOGUES = (
    one("e37", "DE", sold(part("seats", "seat", BREAKS), by=SEATS)),
    card_fee("e38-price", "goods"),
    card_fee("e38-total", "goods, card"),
    one("e39", "DE", sold(flat("100.00"), by="interval: year")),
    one(
        "e40",
        "DE",
        sold(
            flat("39"),
            more="phases: [{kind: intro, cycles: 12, amount: 29}], "
            "term: {min_months: 0, auto_renew: true, renews_every: month, "
            "how_to_cancel: {en: Under your account, ko: 내 정보에서}}",
        ),
    ),
    one("e41", "DE", sold(flat("10"))),
    one(
        "e42",
        "DE",
        goods(flat("10.70", "book", when=ONCE, tax_class="reduced"), flat("11.90", "pen", when=ONCE)),
    ),
    one("e43", "DE", goods(flat("4.00", "goods", when=ONCE), more=f"discounts: [{off('amount', '5.00')}]")),
    full("e44", sold(SUPPORT, by="interval: year", more=NET)),
    full("e44-by-month", sold(SUPPORT, more=NET)),
    Catalogue(
        "e45",
        "DE",
        {
            "free": f"capacity: [{{unit: user, max: 10}}]\nprices:\n- {FREE}\n",
            "asking": f"prices:\n- {ASKING_US}\n",
            "team": priced(sold(each("5"), by=SEATS)),
        },
        more="""\
            personas:
            - key: everyone
              label: {en: Everyone, ko: 모두}
              category: things
              needs: [{feature: there}]
            """,
        comparison=", personas: [everyone]",
    ),
)


def from_the_31st(start: str, *lasts: str) -> tuple[Worked, ...]:
    """The last charge over one, two, … months from *start*: each counted from the first."""
    return tuple(
        Worked(
            "e41", f"start={start}&horizon={at}", {"plan.first": start, "plan.last": last, "plan.times": at}
        )
        for at, last in enumerate(lasts, 1)
    )


ROWS = (
    Worked("e37", "qty.user=9", {"headline_total": "90.00"}, ("€90.00",)),
    Worked("e37", "qty.user=10", {"headline_total": "80.00"}, ("€80.00",)),
    Worked("e37", "qty.user=19", {"headline_total": "152.00"}, ("€152.00",)),
    Worked("e37", "qty.user=20", {"headline_total": "120.00"}, ("€120.00",)),
    Worked("e38-price", "", {"headline_total": "103.20", "card.amount": "3.20"}, ("€103.20",)),
    Worked("e38-total", "", {"headline_total": "103.30", "card.amount": "3.30"}, ("€103.30",)),
    Worked("e39", "", {"headline_total": "100.00", "monthly_equivalent": "8.34"}, ("€100.00", "€8.34")),
    Worked(
        "e40",
        "horizon=24",
        {
            "headline_total": "29.00",
            "horizon_total": "816.00",
            "monthly_equivalent": "34.00",
            "then": ["29.00 month 2026-02-01 x11", "39.00 month 2027-01-01 x12"],
        },
        ("€29.00", "€39.00", "Jan 1, 2027", "€816.00"),
    ),
    Worked("e40", "horizon=12", {"horizon_total": "348.00"}, ("€29.00", "€39.00", "Jan 1, 2027")),
    *from_the_31st("2026-01-31", "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"),
    *from_the_31st("2028-01-31", "2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30"),
    Worked(
        "e42",
        "",
        {
            "headline_total": "22.60",
            "tax": "2.60",
            "book.net": "10.00",
            "book.tax": "0.70",
            "pen.net": "10.00",
            "pen.tax": "1.90",
        },
        ("€22.60",),
    ),
    Worked(
        "e43",
        "coupon=CODE",
        {"headline_total": "0.00", "goods.off": "4.00", "notes": ["off: €1.00 of it stays unused"]},
        ("€0.00",),
    ),
    Worked(
        "e44",
        "qty.user=12&horizon=24&interval=year&addons=support&coupon=CODE",
        {
            "headline_total": "1453.70",
            "due_today": "1453.70",
            "net": "1221.60",
            "tax": "232.10",
            "seats.stated": "1152.00",
            "seats.off": "230.40",
            "then": ["1585.08 year 2027-01-01 x1"],
            "horizon_total": "3038.78",
        },
        ("€1,453.70", "€1,585.08", "€3,038.78", "€10.56"),
    ),
    Worked(
        "e44-by-month",
        "qty.user=12&horizon=24&interval=year&addons=support&coupon=CODE",
        {"due_today": "1257.35", "horizon_total": "3038.78"},
        ("€1,257.35", "€3,038.78"),
    ),
    Worked("e45", "qty.user=10", {"status": "complete", "headline_total": "0.00"}, tier="free"),
    Worked(
        "e45",
        "qty.user=11",
        {"status": "not_available", "headline_total": None, "horizon_total": None},
        tier="free",
    ),
    Worked(
        "e45",
        "",
        {"status": "on_request", "headline_total": None, "due_today": None, "horizon_total": None},
        tier="asking",
    ),
)
