"""Makes the quote of what was worked out."""

from collections.abc import Mapping, Sequence, Set
from typing import Any

from ..bounds import Result
from ..catalogue import Product
from ..messages import Message, say
from ..money import Money
from .assumptions import tax_notes, unique
from .entries import Account, Entry
from .frame import Frame
from .later import charges_to_come, commitment, monthly_equivalent, steady
from .leaving_out import excluded
from .lines import receipt_lines
from .measures import unit_price
from .quote import Excluded, Line, Quote, Status, UnitPrice

_GOODS = frozenset({"base", "seat", "usage"})


class Figures(Result, frozen=True, kw_only=True):
    """The sums, in minor units: high ends, and low ends over every way to choose.

    Where part is *unknown* the low ends are the least it can be.
    """

    unknown: bool
    headline: int
    headline_low: int
    horizon: int
    horizon_low: int

    @property
    def bounded(self) -> bool:
        """Whether any sum is only known between two ends."""
        return self.headline_low < self.headline or self.horizon_low < self.horizon


def answer(
    tier: str,
    product: Product,
    accounts: Sequence[Account],
    named: Sequence[Excluded],
    notes: Sequence[Message],
) -> Quote:
    """The quote of *tier*. *accounts* holds one account for each way to choose what is left open.

    The receipt shows the way with the dearest headline.
    """
    account = accounts[0]
    if len(accounts) > 1:
        account = max(accounts, key=lambda one: (one.high.headline, one.high.horizon, one.options))
    figures, states = _figures(accounts), _states(accounts)
    status = _status(states, figures)
    lines = receipt_lines(account, _cheapest(accounts))
    return _with_sums(
        account,
        figures,
        status,
        tier=tier,
        reason=_reason(lines, states) if status in {"bounded", "open"} else None,
        unit_price=_unit_price(account),
        tax_included=_tax_included(states, account.frame),
        lines=lines,
        excluded=excluded(account, product, named),
        assumptions=unique((*notes, *tax_notes(account))),
        open_choices=_open_choices(accounts),
    )


def _with_sums(account: Account, figures: Figures, status: Status, **known: Any) -> Quote:
    """The quote with what is *known*, and its figures: low ends where part is unknown, else high ends."""
    frame, lead, low = account.frame, account.lead, figures.unknown
    later_amount, bound = steady(account), commitment(account)
    month = monthly_equivalent(account, bound)
    return Quote(
        **known,
        status=status,
        currency=frame.currency,
        interval=lead.interval.text if lead.components else frame.context.interval,
        market=frame.market.code,
        headline=frame.money(figures.headline_low if low else figures.headline),
        headline_low=frame.money(figures.headline_low) if status == "bounded" else None,
        headline_from=account.paid_from if account.paid_from > frame.start else None,
        steady=later_amount[0] if later_amount else None,
        steady_from=later_amount[1] if later_amount else None,
        due_today=frame.money(account.low.today if low else account.high.today),
        then=charges_to_come(account, low=low),
        horizon_months=frame.context.horizon,
        horizon_total=frame.money(figures.horizon_low if low else figures.horizon),
        horizon_low=frame.money(figures.horizon_low) if status == "bounded" else None,
        commitment_months=bound.months,
        commitment_total=None if low else frame.money(bound.least),
        commitment_whole=None if low else frame.money(bound.whole),
        monthly_equivalent=None if low or month is None else frame.money(month),
        deposit=_deposit(account, low=low),
        quantity=lead.quantity,
        quantity_unit=lead.price.quantity_unit,
        quantity_asked=lead.asked,
        checked_on=lead.price.checked_on,
        closed=lead.price.closed is not None,
        free=lead.price.status == "free" and figures.horizon == figures.headline == 0 and not low,
    )


def _figures(accounts: Sequence[Account]) -> Figures:
    return Figures(
        unknown=any(_is_unknown(account) for account in accounts),
        headline=max(account.high.headline for account in accounts),
        headline_low=min(account.low.headline for account in accounts),
        horizon=max(account.high.horizon for account in accounts),
        horizon_low=min(account.low.horizon for account in accounts),
    )


def _is_unknown(account: Account) -> bool:
    return any(
        (entry.high is None or (entry.line.taxed is not None and entry.line.taxed.state == "no_rate"))
        and (entry.times > 0 or entry.headline_times > 0)
        for entry in account.entries
    )


def _status(states: Set[str], figures: Figures) -> Status:
    if figures.unknown:
        return "open"
    if figures.bounded:
        return "bounded"
    return "complete_ex_tax" if "outside" in states else "complete"


def _states(accounts: Sequence[Account]) -> set[str]:
    return {state for account in accounts for state in account.states}


def _tax_included(states: Set[str], frame: Frame) -> bool | None:
    """None where the seller has not said; a charge without tax counts as either."""
    if "unstated" in states:
        return None
    if states & {"outside", "no_rate"}:
        return False
    return True if "inside" in states else frame.gross


def _options(accounts: Sequence[Account]) -> Mapping[str, list[Entry]]:
    """The first entry of every option of each choice that is still open."""
    found: dict[str, dict[str, Entry]] = {}
    for account in accounts if len(accounts) > 1 else ():
        for entry in account.entries:
            charge = entry.due.charge
            if charge.group is not None:
                found.setdefault(charge.group, {}).setdefault(charge.component.key, entry)
    return {group: list(entries.values()) for group, entries in found.items()}


def _open_choices(accounts: Sequence[Account]) -> tuple[tuple[str, ...], ...]:
    """Also open is a group of which one way is charged and another never in this time."""
    options = {
        group: tuple(entry.due.charge.component.key for entry in entries)
        for group, entries in _options(accounts).items()
    }
    return tuple(
        keys
        for group, keys in options.items()
        if len(keys) > 1 or not all(_charges(account, group) for account in accounts)
    )


def _charges(account: Account, group: str) -> bool:
    return any(entry.due.charge.group == group for entry in account.entries)


def _cheapest(accounts: Sequence[Account]) -> Mapping[str, int]:
    """The low end of each open choice; 0 where its options are not charged in the same rhythm."""
    return {group: _least(entries) for group, entries in _options(accounts).items()}


def _least(entries: Sequence[Entry]) -> int:
    rhythms = {(entry.due.rhythm, entry.run.interval.text) for entry in entries}
    return min(entry.low or 0 for entry in entries) if len(rhythms) == 1 else 0


def _reason(lines: Sequence[Line], states: Set[str]) -> Message | None:
    """Why there is no single figure: the first unknown line's reason, else a missing rate of tax,
    else the first bounded line's."""
    unknown = [line.reason for line in lines if line.amount is None]
    no_rate = [say("price.tax_no_rate")] if "no_rate" in states else []
    ranging = [line.reason for line in lines if line.amount is not None and line.low != line.amount]
    return next((reason for reason in (*unknown, *no_rate, *ranging) if reason is not None), None)


def _deposit(account: Account, *, low: bool) -> Money | None:
    """What of the first day's sum is a deposit; None where there is none at all."""
    deposits = [
        (entry.low if low else entry.high, entry) for entry in account.entries if entry.kind == "deposit"
    ]
    if not any(amount for amount, _ in deposits):
        return None
    return account.frame.money(sum((amount or 0) * entry.today for amount, entry in deposits))


def _unit_price(account: Account) -> UnitPrice | None:
    """What the stated part of a good costs: of one charge for the goods alone."""
    price = account.lead.price
    if price.measure is None:
        return None
    goods = [
        entry
        for entry in account.entries
        if entry.kind in _GOODS and entry.due.charge.offer is account.lead and entry.headline_times
    ]
    if not goods or any(entry.high is None for entry in goods):
        return None
    counted = any(
        entry.line.worked is not None and entry.line.worked.unit == price.quantity_unit for entry in goods
    )
    paid = account.frame.money(sum(entry.high or 0 for entry in goods))
    quantity = account.lead.quantity if counted else 1
    return unit_price(paid, account.frame.major(paid.minor), price.measure, quantity)
