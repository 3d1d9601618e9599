"""The chosen pain point in the view: its chips, the rows it lights up, and the sentence that answers it."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from ..messages import Message, Quantified, say
from ..pains import Pain
from ..view import TierView
from ..view_controls import Choice
from ..view_rows import ChargeCell, ChargeRow, RowView
from .absences import absence_words
from .charges import charges_of
from .column import Bench, Column
from .labels import add_on_named, feature_label, named_choice
from .relief import Relief

_LIT_SUMS = {"now": ("now",), "horizon": ("later", "now")}


def pains(bench: Bench) -> tuple[Choice, ...]:
    """One choice for each pain point and the one that takes it back, where the comparison leads with them."""
    comparison, chosen = bench.publication.comparison, bench.context.pain
    if comparison.chooser != "pains" or not comparison.pains:
        return ()
    none = Choice(value="", label=say("control.persona_none"), selected=chosen is None)
    rest = (named_choice(bench, one.key, one.label, selected=one.key == chosen) for one in comparison.pains)
    return (*rest, none) if chosen else tuple(rest)


def lit_rows(rows: Sequence[RowView], relief: Relief | None) -> tuple[RowView, ...]:
    """*rows*, those lit that the needs of the pain point ask about."""
    asked = {need.feature for need in relief.pain.needs} if relief else set()
    return tuple(replace(row, lit=True) if row.feature in asked else row for row in rows)


def lit_charges(
    columns: Sequence[Column], rows: Sequence[ChargeRow], relief: Relief | None
) -> tuple[ChargeRow, ...]:
    """*rows*, those lit that show the figure of the pain point; a price per measure gets a row of its own."""
    charge = relief.pain.charge if relief else None
    if charge == "measure":
        return (*rows, *_measure_row(columns))
    lit = _usage_rows(columns) if charge == "usage" else _sums(rows, charge)
    return tuple(replace(row, lit=True) if row.key in lit else row for row in rows)


def solving(tiers: Sequence[TierView], relief: Relief | None) -> tuple[TierView, ...]:
    """*tiers*, the one marked that answers the pain point."""
    solver = relief.tier if relief else None
    return tuple(replace(tier, solves=True) if tier.key == solver else tier for tier in tiers)


def pain_answer(
    bench: Bench,
    relief: Relief | None,
    charges: Sequence[ChargeRow],
    names: Mapping[str, str],
) -> Message | None:
    """The pain point, what answers it, and the cheapest tier that does; *charges* are lit already."""
    if relief is None:
        return None
    pain = bench.label(relief.pain.label)
    asked = _asked(bench, relief.pain) or tuple(row.label for row in charges if row.lit)
    feature = say("page.commas", items=asked)
    stem, tier = _outcome(relief)
    noun = bench.publication.comparison.noun
    said = {"pain": pain, "feature": feature}
    if tier is not None:
        said["tier"] = _with_add_ons(bench, relief, tier, names)
    if relief.cheapest is not None:
        return say(f"pain.least_but.{noun}", **said, cheapest=names[relief.cheapest])
    return say(f"{stem}.{noun}", **said)


def _asked(bench: Bench, pain: Pain) -> tuple[str | Message, ...]:
    """What the needs ask about, each row once; what is not wanted is named as that."""
    named = {
        need.feature: absence_words(bench, need)
        if need.level == "never"
        else feature_label(bench, need.feature)
        for need in pain.needs
    }
    return tuple(named.values())


def _outcome(relief: Relief) -> tuple[str, str | None]:
    """Which sentence it is, and the tier it names."""
    if relief.tier is not None:
        if relief.pain.charge:
            return ("pain.least" if relief.pain.charge == "usage" else "pain.lowest"), relief.tier
        return ("control.pain_answer" if relief.is_settled else "pain.unsettled"), relief.tier
    if relief.unavailable is not None:
        return "pain.not_now", relief.unavailable
    if relief.pain.charge:
        return "pain.no_price", None
    return ("pain.doubtful" if relief.is_doubtful else "pain.nobody"), None


def _with_add_ons(bench: Bench, relief: Relief, tier: str, names: Mapping[str, str]) -> str | Message:
    taken = relief.add_ons.get(tier, ())
    found = [add_on_named(bench, key) for key in taken]
    if not taken:
        return names[tier]
    extras = say("page.commas", items=tuple(bench.label(one.name) for one in found if one))
    return say("page.bracketed", text=names[tier], note=say("fit.with_add_on", add_on=extras))


def _sums(rows: Sequence[ChargeRow], charge: str | None) -> tuple[str, ...]:
    """The first of the sums wanted that is a row here: what is paid later may be what is paid now."""
    keys = {row.key for row in rows}
    return tuple(key for key in _LIT_SUMS.get(charge or "", ()) if key in keys)[:1]


def _usage_rows(columns: Sequence[Column]) -> set[str]:
    return {charge.key for charge in charges_of(columns) if charge.kind == "usage"}


def _measure_row(columns: Sequence[Column]) -> tuple[ChargeRow, ...]:
    measures = [column.quote.unit_price for column in columns]
    first = next((one for one in measures if one is not None), None)
    if first is None:
        return ()
    label = say("pain.per_measure", measure=Quantified(amount=first.amount, unit=first.unit))
    cells = tuple(
        ChargeCell(amount=one.price)
        if one is not None and (one.amount, one.unit) == (first.amount, first.unit)
        else ChargeCell(amount=None, text=say("cell.not_stated"))
        for one in measures
    )
    return (ChargeRow(key="measure", label=label, cells=cells, lit=True),)
