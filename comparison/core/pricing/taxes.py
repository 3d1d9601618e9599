"""Tax on one line: taken out of a price that includes it, put onto one that does not.

Source: docs/pricing.md, "Tax". Amounts are whole minor units of one charge.
"""

from decimal import Decimal
from typing import Literal

from ..bounds import Result
from ..markets import rate_for
from ..money import ARITHMETIC
from .frame import Frame
from .model import Component, Price

_HUNDRED = Decimal(100)
_ONE = Decimal(1)
State = Literal["none", "inside", "outside", "unstated", "no_rate"]


class TaxRule(Result, frozen=True, kw_only=True):
    """How the tax of a component is found. *rate* is a share of 1, None where the market has none."""

    mode: Literal["included", "excluded", "unknown", "exempt"]
    rate: Decimal | None = None
    rate_text: str | None = None


class Taxed(Result, frozen=True, kw_only=True):
    """*amount* is what is shown and paid; *net* and *tax* are None where they cannot be known."""

    net: int | None
    tax: int | None
    amount: int
    state: State


EXEMPT = TaxRule(mode="exempt")


def tax_rule(component: Component, price: Price, frame: Frame) -> TaxRule:
    """The rule of *component* on the first day. Deposits are money lent: never taxed here."""
    if component.kind == "deposit" or not component.taxable:
        return EXEMPT
    key = (component.tax_class or price.tax_class, price.tax)
    rule: TaxRule | None = frame.tax_rules.get(key)
    if rule is None:
        rule = frame.tax_rules[key] = _rule(*key, frame)
    return rule


def _rule(tax_class: str, mode: Literal["included", "excluded", "unknown"], frame: Frame) -> TaxRule:
    found = rate_for(frame.market, tax_class, frame.start)
    if found is None:
        return TaxRule(mode=mode)
    rate = ARITHMETIC.divide(Decimal(found.rate), _HUNDRED)
    return TaxRule(mode=mode, rate=rate, rate_text=found.rate)


def taxed(stated: int, rule: TaxRule, frame: Frame) -> Taxed:
    """*stated* minor units with tax taken out or put on, as the rule and the market say."""
    if stated == 0 or rule.mode == "exempt" or (rule.rate is not None and not rule.rate):
        return Taxed(net=stated, tax=0, amount=stated, state="none")
    if rule.mode == "unknown":
        return Taxed(net=None, tax=None, amount=stated, state="unstated")
    if rule.mode == "included":
        return _out_of(stated, rule.rate, frame)
    return _onto(stated, rule.rate, frame)


def _out_of(gross: int, rate: Decimal | None, frame: Frame) -> Taxed:
    """The tax is what is left after the net amount, so that no cent is lost."""
    if rate is None:
        return Taxed(net=None, tax=None, amount=gross, state="inside")
    net = frame.whole(ARITHMETIC.divide(gross, ARITHMETIC.add(_ONE, rate)))
    if frame.reverse_charge:
        return Taxed(net=net, tax=0, amount=net, state="none")
    if frame.gross:
        return Taxed(net=net, tax=gross - net, amount=gross, state="inside")
    return Taxed(net=net, tax=gross - net, amount=net, state="outside")


def _onto(net: int, rate: Decimal | None, frame: Frame) -> Taxed:
    if frame.reverse_charge:
        return Taxed(net=net, tax=0, amount=net, state="none")
    if rate is None:
        return Taxed(net=net, tax=None, amount=net, state="no_rate" if frame.gross else "outside")
    tax = frame.whole(ARITHMETIC.multiply(net, rate))
    if frame.gross:
        return Taxed(net=net, tax=tax, amount=net + tax, state="inside")
    return Taxed(net=net, tax=tax, amount=net, state="outside")
