"""E25 to E36: fees for each order, regions, deposits, unit prices, discounts, tax by customer, quantities.

E33 and E34 need a history of prices: test_worked_examples_history.py.
"""

from builders_worked import FEE, ONCE, Worked, each, flat, goods, off, one, part, sold

NET = "tax: excluded"
BY_REGION = "{is: table, by: region, rows: [{regions: [near], value: 3.90}, {regions: [far], value: 9.90}]}"
ITEMS = {"unit": "item", "kind": "base", "when": ONCE}


def weighed(shop: str, market: str, value: str, grams: str, per: str):
    measure = f"measure: {{amount: {grams}, unit: g, {per}}}"
    return one(shop, market, goods(flat(value, "goods", when=ONCE), more=measure))


def discounted(shop: str, *components: str, discounts: tuple[str, ...]):
    return one(shop, "DE", goods(*components, more=f"discounts: [{', '.join(discounts)}]"))


def in_order(shop: str, *steps: tuple[str, str]):
    """100 less some discounts in their declared order; they are written down in the opposite one."""
    listed = tuple(off(kind, value, f"off-{at}", order=at) for at, (kind, value) in enumerate(steps))
    return discounted(shop, flat("100", "goods", when=ONCE), discounts=listed[::-1])


def pieces(shop: str, *tiers: tuple[str, str, str]):
    """Packs of the same good: key, price and how many are in it."""
    bodies = {
        key: f"prices:\n- {{MARKET, {goods(flat(value, 'goods', when=ONCE), more=_held(count))}}}\n"
        for key, value, count in tiers
    }
    return one(shop, "KR")._replace(tiers=bodies)


def _held(count: str) -> str:
    return f"measure: {{amount: {count}, unit: item, per: 1, per_unit: item}}"


WATER = goods(
    each("0.99", "water", **ITEMS),
    each("0.25", "bottles", **{**ITEMS, "kind": "deposit"}, refundable="true"),
    more="measure: {amount: 0.5, unit: l, per: 1, per_unit: l}",
)
CATALOGUES = (
    one(
        "e25", "DE", goods(each("38.00", "goods", **ITEMS), flat("3.00", "fee", "fee", when=ONCE, reason=FEE))
    ),
    one(
        "e26",
        "DE-R",
        goods(flat("30.00", "goods", when=ONCE), part("delivery", "delivery", BY_REGION, when=ONCE)),
    ),
    one("e27", "DE", WATER),
    weighed("e28-eu", "DE", "3.49", "400", "per: 1, per_unit: kg"),
    weighed("e28-kr", "KR", "4980", "450", "per: 100, per_unit: g"),
    pieces("e29", ("soap", "1600", "1"), ("soap-3-pack", "5000", "3")),
    in_order("e30-declared", ("percent", "20"), ("percent", "10"), ("amount", "5")),
    in_order("e30-fixed-first", ("amount", "5"), ("percent", "20"), ("percent", "10")),
    in_order("e30-added", ("percent", "30"), ("amount", "5")),
    discounted("e31-percent", flat("119.00", "goods", when=ONCE), discounts=(off("percent", "10"),)),
    discounted("e31-amount", flat("119.00", "goods", when=ONCE), discounts=(off("amount", "10.00"),)),
    discounted(
        "e32",
        *(flat(value, key, when=ONCE) for key, value in (("a", "19.99"), ("b", "9.99"), ("c", "4.99"))),
        discounts=(off("amount", "10.00"),),
    ),
    one("e35", "DE-R", goods(flat("100.00", "goods", when=ONCE), more=NET)),
    one("e36-least", "DE", sold(each("10"), by="interval: month, quantity_unit: user, min_quantity: 3")),
    one("e36-packs", "DE", sold(each("10"), by="interval: month, quantity_unit: user, quantity_step: 5")),
)

ROWS = (
    Worked("e25", "qty.item=1", {"headline_total": "41.00"}, ("€41.00",)),
    Worked("e25", "qty.item=10", {"headline_total": "383.00"}, ("€383.00",)),
    Worked(
        "e26",
        "",
        {
            "status": "bounded",
            "headline_total": None,
            "headline_low": "33.90",
            "headline_high": "39.90",
            "delivery.low": "3.90",
            "delivery.amount": "9.90",
        },
        ("€33.90–39.90",),
    ),
    Worked("e26", "region=near", {"status": "complete", "headline_total": "33.90"}, ("€33.90",)),
    Worked("e26", "region=far", {"status": "complete", "headline_total": "39.90"}, ("€39.90",)),
    Worked(
        "e27",
        "qty.item=6",
        {
            "headline_total": "5.94",
            "due_today": "7.44",
            "horizon_total": "5.94",
            "unit_price": "1.98/1 l",
            "excluded": ["deposit bottles 1.50"],
        },
        ("€5.94", "€1.50"),
    ),
    Worked("e28-eu", "", {"unit_price": "8.73/1 kg"}, ("€8.73",)),
    Worked("e28-kr", "", {"unit_price": "1107/100 g"}, ("₩1,107",)),
    Worked(
        "e29", "", {"headline_total": "5000", "unit_price": "1667/1 item"}, ("₩5,000",), tier="soap-3-pack"
    ),
    Worked("e29", "", {"headline_total": "1600", "unit_price": "1600/1 item"}, ("₩1,600",), tier="soap"),
    Worked("e30-declared", "coupon=CODE", {"headline_total": "67.00"}, ("€67.00",)),
    Worked("e30-fixed-first", "coupon=CODE", {"headline_total": "68.40"}, ("€68.40",)),
    Worked("e30-added", "coupon=CODE", {"headline_total": "65.00"}, ("€65.00",)),
    Worked(
        "e31-percent",
        "coupon=CODE",
        {"headline_total": "107.10", "goods.net": "90.00", "goods.tax": "17.10"},
        ("€107.10",),
    ),
    Worked(
        "e31-amount",
        "coupon=CODE",
        {"headline_total": "109.00", "goods.net": "91.60", "goods.tax": "17.40"},
        ("€109.00",),
    ),
    Worked(
        "e32",
        "coupon=CODE",
        {
            "a.off": "5.71",
            "b.off": "2.86",
            "c.off": "1.43",
            "a.amount": "14.28",
            "b.amount": "7.13",
            "c.amount": "3.56",
        },
        ("€24.97",),
    ),
    Worked("e35", "", {"status": "complete", "headline_total": "119.00", "goods.tax": "19.00"}, ("€119.00",)),
    Worked(
        "e35",
        "customer_type=b2b",
        {
            "status": "complete_ex_tax",
            "headline_total": "100.00",
            "goods.tax": "19.00",
            "excluded": ["tax tax 19.00"],
        },
        ("€100.00",),
    ),
    Worked(
        "e35",
        "customer_type=b2b&region=abroad",
        {"status": "complete", "headline_total": "100.00", "goods.tax": "0.00", "excluded": []},
        ("€100.00", "reverse charge"),
    ),
    Worked(
        "e36-least",
        "qty.user=2",
        {
            "headline_total": "30.00",
            "seats.quantity": 3,
            "notes": ["You asked for 2 people and pay for 3 people"],
        },
        ("€30.00",),
    ),
    Worked("e36-packs", "qty.user=12", {"headline_total": "150.00", "seats.quantity": 15}, ("€150.00",)),
)
