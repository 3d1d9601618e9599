"""Tax rounded once over all lines: a line of its own carries the difference, so that lines add up."""

from collections.abc import Sequence
from decimal import Decimal

from ..money import ARITHMETIC
from .amounts import Flat
from .dues import Due
from .frame import Frame
from .ledger import Billed
from .model import Component, Once
from .schedule import run_from
from .taxes import EXEMPT, Taxed
from .timeline import ONCE
from .worth import NO_MINOR, NOT_KNOWN, Charge

ROUNDING = Component(
    key="rounding",
    label={"ko": "반올림", "en": "Rounding"},
    kind="surcharge",
    amount=Flat(value="0"),
    when=Once(),
    taxable=False,
)


def rounding_lines(lines: Sequence[Billed], frame: Frame) -> list[Billed]:
    """One line: the tax of the lines' sum less the sum of the lines' taxes, often 0.

    None where no tax is put on. Whether there is a line depends on no amount.
    """
    if not frame.gross or frame.reverse_charge:
        return []
    by_rate: dict[Decimal, list[Taxed]] = {}
    for line in lines:
        rule = line.due.charge.tax
        if rule.mode == "excluded" and rule.rate and line.taxed is not None:
            by_rate.setdefault(rule.rate, []).append(line.taxed)
    difference = sum(_difference(rate, taxes, frame) for rate, taxes in by_rate.items())
    return [_rounding(lines, difference, frame)] if by_rate else []


def _difference(rate: Decimal, taxes: Sequence[Taxed], frame: Frame) -> int:
    net = sum(one.net or 0 for one in taxes)
    return frame.whole(ARITHMETIC.multiply(net, rate)) - sum(one.tax or 0 for one in taxes)


def _rounding(lines: Sequence[Billed], difference: int, frame: Frame) -> Billed:
    first = lines[0].due
    charge = Charge(
        component=ROUNDING,
        offer=first.charge.offer,
        ends=NOT_KNOWN,
        minor=NO_MINOR,
        derived=False,
        months=1,
        tax=EXEMPT,
        reason=None,
    )
    together = all(line.due.run == first.run for line in lines)
    run = first.run if together else run_from(frame.start, ONCE, 0, 1)
    due = Due(
        charge=charge,
        run=run,
        rhythm=first.rhythm if together else "once",
        ends=NOT_KNOWN,
        minor=NO_MINOR,
        derived=False,
        paid=first.paid,
    )
    taxed = Taxed(net=0, tax=difference, amount=difference, state="inside")
    return Billed(due=due, worked=None, stated=0, reductions=(), taxed=taxed, ranging=False)
