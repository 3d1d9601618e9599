"""The demo comparisons of chat plans, air purifiers and coffee, with their personas."""

from builders_fit import (
    NO,
    NOT_STATED,
    YES,
    basis,
    budget,
    falling,
    feature,
    goods,
    listing,
    must,
    nice,
    number,
    persona,
    rising,
    should,
    tier,
    words,
)
from builders_fit_slack import FEATURES, plans

from comparison.core.catalogue import Arrival, Cell, Evidence
from comparison.core.fitting import Basis, Candidate
from comparison.core.personas import Persona
from comparison.core.sizes import SizeRange
from comparison.core.values import NotApplicable, YesNo

HISTORY, CALLS = "use-messages-access", "use-voice-and-video-calls"


def users(least: int, usual: int, most: int | None = None) -> SizeRange:
    return SizeRange(unit="user", min=least, max=most, usual=usual)


CHAT = {
    "club": persona(
        must("slack-connect"),
        should(HISTORY, ">=", 365, unit="day"),
        should(CALLS, ">=", 3, unit="user"),
        size=users(8, 8),
        budget=budget(0, hard=True),
    ),
    "team": persona(
        must(HISTORY, ">=", 365, unit="day"),
        should("workflow-builder"),
        should("lists"),
        nice("single-sign-on"),
        size=users(10, 10, 50),
        budget=budget(10, "unit-month"),
    ),
    "company": persona(
        must("single-sign-on"),
        must("users-management-scim"),
        must("export-messages"),
        should("24-7-support"),
        should("data-residence"),
        nice("audit-logs"),
        size=users(51, 51, 1000),
    ),
    "regulated": persona(
        must("compliance-hipaa"),
        must("legal-retention-hold"),
        size=users(80, 80),
        budget=budget(20, "unit-month", hard=True),
    ),
}
CHAT_ROWS = basis(*FEATURES)


def chat(who: Persona) -> tuple[Candidate, ...]:
    return plans(who.size.usual)


PURIFIER_FEATURES = (
    rising("area"),
    falling("quietest"),
    falling("loudest"),
    # Smaller is not better for everyone, so the row has no direction.
    feature("width", kind="number"),
    feature("child-lock"),
    feature("app"),
    feature("washable-pre-filter"),
    feature("pet-odour-filter"),
    feature("ca-mark"),
    feature("floor-wheels"),
    rising("warranty"),
)
PURIFIER_ROWS: Basis = basis(*PURIFIER_FEATURES)
PURIFIERS = {
    "studio": persona(
        must("area", ">=", 20, unit="m2"),
        should("width", "<=", 25, unit="cm"),
        should("quietest", "<=", 25, unit="db"),
        budget=budget(200_000, "now", currency="KRW"),
    ),
    "children": persona(
        must("area", ">=", 40, unit="m2"),
        must("child-lock"),
        should("quietest", "<=", 22, unit="db"),
        nice("app"),
    ),
    "pets": persona(
        must("washable-pre-filter"),
        must("area", ">=", 30, unit="m2"),
        should("pet-odour-filter"),
        budget=budget(500_000, "horizon", currency="KRW"),
    ),
    "open": persona(must("area", ">=", 60, unit="m2")),
}


def purifiers(**stock: str) -> tuple[Candidate, ...]:
    """Lite, Plus and Max; *stock* is the state of the tiers it names."""
    return (
        _purifier("lite", (23, 24, 49, 21, 1), (NO, NO, NO, NO), (162_000, 282_000), 2, stock),
        _purifier("plus", (47, 20, 48, 27, 2), (YES, YES, YES, NO), (289_000, 393_000), 2, stock),
        _purifier("max", (82, 20, 52, 35, 2), (YES, YES, YES, YES), (459_000, 615_000), 7, stock),
    )


def _purifier(
    key: str,
    measures: tuple[int, ...],
    has: tuple[YesNo, ...],
    price: tuple[int, int],
    days: int,
    stock: dict[str, str],
) -> Candidate:
    area, quietest, loudest, width, warranty = measures
    wheels = {"lite": NotApplicable(), "plus": NO, "max": YES}
    values = {
        "area": number(area, "m2"),
        "quietest": number(quietest, "db"),
        "loudest": number(loudest, "db"),
        "width": number(width, "cm"),
        **dict(zip(("child-lock", "app", "washable-pre-filter", "pet-odour-filter"), has, strict=True)),
        "ca-mark": NOT_STATED if key == "lite" else YES,
        "floor-wheels": wheels[key],
        "warranty": number(warranty, "year"),
    }
    arrival = Arrival(days_min=1, days_max=days, slow=days > 5)
    return tier(key, values, goods(key, *price), stock=stock.get(key, "available"), arrival=arrival)


COFFEE_FEATURES = (
    falling("per-cup"),
    feature("organic"),
    feature("fair-trade"),
    feature("packaging", kind="text"),
    feature("tools", kind="list"),
)
COFFEE_ROWS: Basis = basis(*COFFEE_FEATURES)
COFFEE_PERSONAS = {
    "daily": persona(should("per-cup", "<=", 600)),
    "organic": persona(must("organic")),
    "travel": persona(must("tools", "in", ("none",))),
    "less-waste": persona(must("packaging", "in", ("paper",))),
}
VALID = Evidence(body="Demo", number="DEMO-0001", valid_to="2027-12-31")
EXPIRED = Evidence(body="Demo", number="DEMO-0002", valid_to="2026-09-30")


def claim(feature_key: str, value: object, evidence: Evidence | None = None) -> Cell:
    return Cell(feature=feature_key, value=value, claim=True, evidence=evidence)


def coffees() -> tuple[Candidate, ...]:
    tools = listing("Grinder", "Dripper")
    return (
        tier(
            "blend",
            {
                "per-cup": number(510),
                "organic": claim("organic", NO),
                "fair-trade": NOT_STATED,
                "packaging": words(en="Mixed film, hard to recycle", ko="혼합 필름"),
                "tools": tools,
            },
            goods("blend", 34_000, months=12),
        ),
        tier(
            "peru",
            {
                "per-cup": number(720),
                "organic": claim("organic", YES, VALID),
                "fair-trade": claim("fair-trade", YES, EXPIRED),
                "packaging": words(en="Paper", ko="종이"),
                "tools": tools,
            },
            goods("peru", 27_000, months=12),
        ),
        tier(
            "drip-bags",
            {
                "per-cup": number(900),
                "organic": claim("organic", YES),
                "fair-trade": NOT_STATED,
                "packaging": words(en="Single bags, most waste per cup", ko="낱개 포장"),
                "tools": words(en="None", ko="없음"),
            },
            goods("drip-bags", 21_000, months=12),
        ),
    )
