"""Bad overrides, picks, names and competitors: what is broken, and what the check has to say."""

from typing import Any

from bad_catalogues import Bad
from builders_check import edition, large, on_request, persona, price, small
from msgspec.structs import replace

from comparison.core.catalogue import Cell, Product, Tier
from comparison.core.overrides import Override, Pick
from comparison.core.personas import Need
from comparison.core.publication import Publication
from comparison.core.sources import Competitor, Source
from comparison.core.values import YesNo

TEAMS = persona(Need(feature="storage", op=">=", number="50"))
SEEN = Source(title={"en": "rival.example"}, as_of="2026-11-01")


def overridden(**changes: Any) -> Publication:
    """The large tier is strong for the persona, the small one is no fit."""
    usual = {"persona": "teams", "tier": "large"}
    return edition(
        personas=(TEAMS,),
        comparison={"overrides": (Override(**{**usual, **changes}),), "personas": ("teams",)},
    )


def picked(**changes: Any) -> Publication:
    return edition(comparison={"pick": Pick(**{"tier": "small", "reason": {"en": "We use it"}, **changes})})


def named(text: str, language: str = "en") -> Publication:
    return edition(replace(small(), name={"en": "Small", language: text}), large())


def rival(product: Product | None = None, source: Source = SEEN, **changes: Any) -> Product:
    """The large one as another seller's, every fact of it with its dated source."""
    theirs = replace(product or large(sso=YesNo(yes=True)), key="rival", name={"en": "Rival"})
    sourced = replace(
        theirs,
        cells=tuple(replace(cell, source=SEEN) for cell in theirs.cells),
        prices=tuple(replace(one, source=SEEN, closed=None) for one in theirs.prices),
        competitor=Competitor(seller={"en": "Rival Inc."}, source=source),
    )
    return replace(sourced, **changes)


def beside(competitor: Product) -> Publication:
    return edition(small(), large(), competitor)


def _with_second_source(source: Source) -> Product:
    theirs = rival()
    return replace(
        theirs, cells=(theirs.cells[0], replace(theirs.cells[1], source=source), *theirs.cells[2:])
    )


def _picked_rival() -> Publication:
    shown = beside(rival())
    return replace(shown, comparison=replace(shown.comparison, pick=Pick(tier="rival", reason={"en": "x"})))


def _overridden_rival() -> Publication:
    shown = beside(rival())
    lowered = Override(persona="teams", tier="rival", level="no", reason={"en": "x"})
    return replace(shown, personas=(TEAMS,), comparison=replace(shown.comparison, overrides=(lowered,)))


BAD_FITS: tuple[Bad, ...] = (
    Bad(
        "H35",
        "no_such_persona",
        "error",
        "$.comparison.overrides[0].persona",
        lambda: overridden(persona="x"),
    ),
    Bad("H35", "no_such_tier", "error", "$.comparison.overrides[0].tier", lambda: overridden(tier="x")),
    Bad(
        "H35",
        "no_such_feature",
        "error",
        "$.comparison.overrides[0].feature",
        lambda: overridden(but={"en": "Slow"}, feature="x"),
    ),
    Bad("H35", "no_reason", "error", "$.comparison.overrides[0].reason", lambda: overridden(level="partial")),
    Bad(
        "H35", "no_row", "error", "$.comparison.overrides[0].feature", lambda: overridden(but={"en": "Slow"})
    ),
    Bad("H35", "no_phrasing", "error", "$.comparison.overrides[0].phrasing", lambda: overridden(phrasing=3)),
    Bad(
        "H35",
        "not_lower",
        "error",
        "$.comparison.overrides[0].level",
        lambda: replace(
            overridden(level="partial", reason={"en": "Slow"}),
            personas=(replace(TEAMS, needs=(Need(feature="sso", level="should"),)),),
        ),
    ),
    Bad(
        "H35",
        "nothing_lower",
        "error",
        "$.comparison.overrides[0].level",
        lambda: overridden(tier="small", level="no", reason={"en": "Slow"}),
    ),
    Bad("H36", "praise", "error", "$.products[0].name", lambda: named("Best value")),
    Bad("H36", "no_such_pick", "error", "$.comparison.pick.tier", lambda: picked(tier="x")),
    Bad(
        "H36",
        "pick_without_reason",
        "error",
        "$.comparison.pick.reason",
        lambda: picked(reason={"ko": "우리도 써요"}),
    ),
    Bad(
        "H39",
        "no_date",
        "error",
        "$.products[2].competitor.source.as_of",
        lambda: beside(rival(source=Source(title={"en": "hearsay"}))),
    ),
    Bad(
        "H39",
        "value_without_source",
        "error",
        "$.products[2].cells[0].source",
        lambda: beside(rival(cells=(Cell(feature="chat", value=YesNo(yes=True)),))),
    ),
    Bad(
        "H39",
        "price_without_source",
        "error",
        "$.products[2].prices[0].source",
        lambda: beside(rival(prices=(price("20"),))),
    ),
    Bad(
        "H39",
        "old",
        "warning",
        "$.products[2]",
        lambda: beside(rival(source=Source(title={"en": "rival.example"}, as_of="2025-11-21"))),
    ),
    *(
        Bad(
            "H39",
            f"other_{field}",
            "error",
            f"$.products[2].prices[0].{field}",
            lambda changes={field: given}: beside(rival(prices=(price("20", source=SEEN, **changes),))),
        )
        for field, given in (("currency", "EUR"), ("tax", "included"), ("interval", "year"))
    ),
)

MORE_FITS: tuple[Bad, ...] = (
    Bad(
        "H36",
        "praise",
        "error",
        "$.comparison.tiers[1].label",
        lambda: edition(
            comparison={
                "tiers": (
                    Tier(key="small", product="small"),
                    Tier(key="large", product="large", label={"en": "Most popular"}),
                )
            }
        ),
    ),
    Bad("H36", "no_such_pick", "error", "$.comparison.pick.tier", _picked_rival),
    Bad("H35", "no_such_tier", "error", "$.comparison.overrides[0].tier", _overridden_rival),
    Bad(
        "H39",
        "value_without_source",
        "error",
        "$.products[2].cells[1].source",
        lambda: beside(_with_second_source(Source(title={"en": "from the future"}, as_of="2026-11-23"))),
    ),
    Bad(
        "H39",
        "price_without_source",
        "error",
        "$.products[2].prices[0].source",
        lambda: beside(rival(prices=(on_request(),))),
    ),
)
