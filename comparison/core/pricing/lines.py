"""The receipt: one line for each component and stretch of equal charges."""

from collections.abc import Mapping

from msgspec.structs import replace

from ..messages import Message, say
from ..money import Money
from .amounts.worked import NOTHING, Worked
from .entries import Account, Entry
from .model import Always, If, OneOf, Optional
from .quote import Line, Reduction

_NOT_WORKED = Worked(exact=NOTHING)
_OBLIGATIONS = {Always: "always", If: "if", OneOf: "one_of", Optional: "optional"}


def receipt_lines(account: Account, cheapest: Mapping[str, int]) -> tuple[Line, ...]:
    """Every charge of the horizon and of the headline, in the order the components were written.

    *cheapest* is the low end (minor units of one charge) of each choice that is still open.
    """
    lines: list[Line] = []
    for entries in _by_charge(account):
        open_line: tuple[Entry, int] | None = None
        for entry in entries:
            times = entry.times
            if times == 0 and entry.headline_times == 0:
                continue
            if open_line is not None and _goes_on(open_line[0], open_line[1], entry):
                lines[-1] = _longer(lines[-1], entry, times)
                open_line = (open_line[0], open_line[1] + times)
                continue
            lines.append(_line(entry, times, account, cheapest))
            open_line = (entry, times)
    return tuple(lines)


def _by_charge(account: Account) -> list[list[Entry]]:
    order = {id(component): at for at, component in enumerate(account.lead.components)}
    places: dict[int, int] = {}
    groups: dict[int, list[Entry]] = {}
    for entry in account.entries:
        charge = entry.due.charge
        places[id(charge)] = order.get(id(charge.component), len(order))
        groups.setdefault(id(charge), []).append(entry)
    return [groups[charge] for charge in sorted(groups, key=places.__getitem__)]


def _goes_on(begun: Entry, times: int, entry: Entry) -> bool:
    """Whether *entry* follows the *times* charges since *begun* without a gap and costs the same."""
    before, after = begun.run, entry.run
    return (
        before.anchor == after.anchor
        and before.interval == after.interval
        and before.index + times == after.index
        and (begun.high, begun.low) == (entry.high, entry.low)
        and begun.line.stated == entry.line.stated
        and begun.line.reductions == entry.line.reductions
        and begun.due.phase is entry.due.phase
    )


def _longer(line: Line, entry: Entry, times: int) -> Line:
    return replace(
        line,
        times=line.times + times,
        last=entry.last,
        headline_times=line.headline_times + entry.headline_times,
        in_headline=line.in_headline or entry.headline_times > 0,
    )


def _line(entry: Entry, times: int, account: Account, cheapest: Mapping[str, int]) -> Line:
    line, charge, worked = entry.line, entry.due.charge, entry.line.worked or _NOT_WORKED
    money, component = account.frame.money, charge.component
    taxed = line.taxed
    return Line(
        component=component.key,
        kind=component.kind,
        add_on=charge.offer.add_on,
        obligation=_OBLIGATIONS[type(component.obligation)],
        unit_amount=worked.unit_amount,
        unit=worked.unit,
        quantity=worked.quantity,
        months=charge.months,
        times=times,
        every=entry.run.interval.text,
        first=entry.run.first,
        last=entry.last,
        net=None if taxed is None or taxed.net is None else money(taxed.net),
        tax=None if taxed is None or taxed.tax is None else money(taxed.tax),
        tax_rate=charge.tax.rate_text,
        amount=None if entry.high is None else money(entry.high),
        low=_low(entry, account, cheapest),
        due_today=entry.today > 0,
        in_headline=entry.headline_times > 0,
        in_horizon=component.kind != "deposit",
        reason=_reason(entry),
        stated=None if line.stated is None else money(line.stated),
        reductions=tuple([Reduction(discount=key, amount=money(off)) for key, off in line.reductions]),
        parts=worked.parts,
        share=worked.share,
        headline_times=entry.headline_times,
        phase=None if entry.due.phase is None else entry.due.phase.kind,
    )


def _low(entry: Entry, account: Account, cheapest: Mapping[str, int]) -> Money | None:
    if entry.low is None:
        return None
    group = entry.due.charge.group
    return account.frame.money(entry.low if group is None else min(entry.low, cheapest.get(group, entry.low)))


def _reason(entry: Entry) -> Message | None:
    phase = entry.due.phase
    if phase is not None and phase.kind == "trial" and entry.high == 0:
        return say("price.free_trial")
    return entry.due.charge.reason
