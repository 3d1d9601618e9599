"""A line-up on which the shop says something of its own, and one with another seller's column."""

from typing import Any

from builders_compare import edition, feature, free, monthly, product
from msgspec.structs import replace

from comparison.core.catalogue import Cell, Product
from comparison.core.overrides import Override, Pick
from comparison.core.personas import Need, Persona
from comparison.core.publication import Edition
from comparison.core.sizes import SizeRange
from comparison.core.sources import Competitor, Source
from comparison.core.values import YesNo

TEAM = Persona(
    key="team",
    label={"en": "Team", "ko": "팀"},
    size=SizeRange(unit="user", usual=10),
    needs=(
        Need(feature="sso"),
        Need(feature="lists", level="should"),
        Need(feature="audit", level="nice"),
    ),
)
SEEN = Source(title={"en": "rival.example"}, as_of="2026-11-01")


def plans() -> tuple[Product, ...]:
    """For the team: free is no fit, pro and max are strong, and pro costs less."""
    return (
        product("free", free(), sso=False, lists=False, audit=False),
        product("pro", monthly("8"), sso=True, lists=True, audit=False),
        product("max", monthly("15"), sso=True, lists=True, audit=True),
    )


def line_up(
    *products: Product, overrides: tuple[Override, ...] = (), pick: Pick | None = None, **changes: Any
) -> Edition:
    rows = [feature("sso"), feature("lists"), feature("audit")]
    plain = edition(products or plans(), rows, (TEAM,), **changes)
    comparison = replace(plain.publication.comparison, overrides=overrides, pick=pick)
    return replace(plain, publication=replace(plain.publication, comparison=comparison))


def lowering(tier: str = "pro", level: str = "partial", **changes: Any) -> Override:
    said = {"reason": {"en": "Slow support this month", "ko": "이번 달은 답이 늦어요"}, **changes}
    return Override(persona="team", tier=tier, level=level, **said)


def noting(tier: str = "pro", text: str = "one list at a time", feature: str = "lists") -> Override:
    return Override(persona="team", tier=tier, but={"en": text}, feature=feature)


def rival(amount: str = "5", *, sourced: bool = True, **values: bool) -> Product:
    """Another seller's plan that does all that ours do, each fact with its dated source."""
    facts = {"sso": True, "lists": True, "audit": True, **values}
    source = SEEN if sourced else None
    return replace(
        product("rival", replace(monthly(amount), source=source)),
        cells=tuple(Cell(feature=key, value=YesNo(yes=yes), source=source) for key, yes in facts.items()),
        competitor=Competitor(seller={"en": "Rival Inc.", "ko": "라이벌"}, source=SEEN),
    )
