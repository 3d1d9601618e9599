"""Money: whole minor units and a currency. Float is never used; unknown is never 0."""

from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from typing import Literal

from .bounds import MOST_MINOR, Result
from .errors import AmountTooLarge, CurrenciesDiffer

# ISO 4217 (list one, 2025): every other active currency has two decimals.
_NO_DECIMALS = frozenset("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split())
_THREE_DECIMALS = frozenset("BHD IQD JOD KWD LYD OMR TND".split())
_FOUR_DECIMALS = frozenset("CLF UYW".split())
CURRENCIES = frozenset(
    (
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD "
        "CAD CDF CHF CLF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS "
        "GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW "
        "KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD "
        "NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD "
        "SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYI UYU UYW "
        "UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG"
    ).split()
)

# 12 + 12 digits times a quantity of 10 digits, a rate of 10 and 1,200 cycles stays exact.
ARITHMETIC = Context(prec=80)
_ONE = Decimal(1)

Rounding = Literal["half_up", "half_even", "up", "down"]
_MODES = {
    "half_up": ROUND_HALF_UP,
    "half_even": ROUND_HALF_EVEN,
    "up": ROUND_CEILING,
    "down": ROUND_DOWN,
}


class Money(Result, frozen=True, kw_only=True, tag="money", order=True):
    """*minor* whole minor units (1299 is 12.99 EUR, and 1299 yen) of an ISO 4217 *currency*."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if abs(self.minor) > MOST_MINOR:
            raise AmountTooLarge(self.currency)

    def __add__(self, other: "Money") -> "Money":
        return Money(minor=self.minor + self._same(other), currency=self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(minor=self.minor - self._same(other), currency=self.currency)

    def __mul__(self, times: int) -> "Money":
        return Money(minor=self.minor * times, currency=self.currency)

    def _same(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise CurrenciesDiffer(self.currency, other.currency)
        return other.minor


def exponent(currency: str) -> int:
    """Decimals of *currency* by ISO 4217: 0 for KRW, 2 for EUR, 3 for KWD."""
    if currency in _NO_DECIMALS:
        return 0
    if currency in _THREE_DECIMALS:
        return 3
    return 4 if currency in _FOUR_DECIMALS else 2


def rounded(amount: Decimal, currency: str, rounding: Rounding = "half_up") -> Money:
    """*amount* in major units, rounded once to whole minor units.

    Raises:
        AmountTooLarge: the result is past 9·10¹⁵ minor units.
    """
    scaled = amount.scaleb(exponent(currency), context=ARITHMETIC)
    return Money(minor=whole(scaled, rounding), currency=currency)


def whole(exact: Decimal, rounding: Rounding = "half_up") -> int:
    """*exact* minor units, rounded once to whole ones."""
    return int(exact.quantize(_ONE, rounding=_MODES[rounding], context=ARITHMETIC))


def rounded_text(amount: str, currency: str) -> Money:
    """As `rounded`, for decimal text of a catalogue."""
    return rounded(Decimal(amount), currency)


def major(money: Money) -> Decimal:
    """The exact amount in major units: 1299 EUR cents are ``Decimal("12.99")``."""
    return Decimal(money.minor).scaleb(-exponent(money.currency))


def total(amounts: "list[Money]", currency: str) -> Money:
    """The sum, which is zero of *currency* where there is nothing to add."""
    return sum(amounts, Money(minor=0, currency=currency))
