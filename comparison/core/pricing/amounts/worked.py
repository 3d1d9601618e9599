"""What an amount comes to for a quantity, exactly, and how that was worked out."""

from decimal import Decimal

from ...bounds import Result

NOTHING = Decimal(0)


class Part(Result, frozen=True, kw_only=True):
    """*units* at *unit_amount* each and *flat* once, both decimal text in major units."""

    units: int
    unit_amount: str
    flat: str = "0"


class Share(Result, frozen=True, kw_only=True):
    """*rate* percent of *of* (major units, decimal text), and *plus* so many *times*.

    *of_quantity* names the quantity of the context that *of* counts, if it is one; *inside* is
    True where the share is of the total that it is itself part of.
    """

    rate: str
    of: str
    of_quantity: str | None = None
    plus: str = "0"
    times: int = 1
    inside: bool = False


class Worked(Result, frozen=True, kw_only=True):
    """*exact* major units: *unit_amount* × *quantity*, or the sum of *parts*, or a *share*."""

    exact: Decimal
    unit_amount: str | None = None
    quantity: int = 1
    unit: str | None = None
    parts: tuple[Part, ...] = ()
    share: Share | None = None
