"""One occasion while it is worked out, and its lines when it is."""

from ..bounds import Result
from ..messages import Message
from .amounts import Percent
from .amounts.worked import Worked
from .dues import Due, Occasion
from .frame import Frame
from .offers import Offer
from .taxes import Taxed, taxed

LOW = 0
HIGH = 1


class Ledger(Result, frozen=True, kw_only=True):
    """Columns of one occasion, one place for each due; *running* is None while it is unknown.

    Whole minor units of one charge, in the tax mode of its price list. *end* is `LOW` or `HIGH`;
    *left* is what remains of each fixed discount that is being spread, by the discount's identity, and
    *left_first* the same in the first paid cycle, which a free stretch may part into two occasions;
    *discounted* are the prices with discounts; *ranging* are the places of looked-up charges that are
    only known between two ends.
    """

    dues: Occasion
    frame: Frame
    end: int
    worked: list[Worked | None]
    stated: list[int | None]
    running: list[int | None]
    reductions: list[tuple[tuple[str, int], ...]]
    left: dict[int, int]
    left_first: dict[int, int]
    ranging: set[int]
    discounted: tuple[Offer, ...]
    notes: list[Message]

    def key(self, at: int) -> str:
        """The component key of the due at that place."""
        return self.dues[at].charge.component.key

    def fill(self, at: int, worked: Worked | None) -> None:
        """Enters an amount that had to wait for the others."""
        amount = None if worked is None else self.frame.minor(worked.exact)
        self.worked[at] = worked
        self.stated[at] = amount
        self.running[at] = amount


class Billed(Result, frozen=True, kw_only=True):
    """One due, worked out. *stated* is before *reductions*; all None where the amount is unknown.

    *ranging* says that its two ends differ.
    """

    due: Due
    worked: Worked | None
    stated: int | None
    reductions: tuple[tuple[str, int], ...]
    taxed: Taxed | None
    ranging: bool


def opened(
    dues: Occasion, end: int, frame: Frame, notes: list[Message], left_first: dict[int, int]
) -> Ledger:
    """A ledger with what is known before any charge depends on another."""
    stated = [due.minor[end] for due in dues]
    return Ledger(
        dues=dues,
        frame=frame,
        end=end,
        worked=[due.ends[end] for due in dues],
        stated=stated,
        running=list(stated),
        reductions=[() for _ in dues],
        left={},
        left_first=left_first,
        ranging=set(),
        discounted=tuple({id(one): one for due in dues if (one := due.charge.offer).discounts}.values()),
        notes=notes,
    )


def closed(ledger: Ledger) -> list[Billed]:
    """The lines of the occasion: tax comes last, on each by itself."""
    return [
        Billed(
            due=due,
            worked=ledger.worked[at],
            stated=ledger.stated[at],
            reductions=ledger.reductions[at],
            taxed=None if running is None else taxed(running, due.charge.tax, ledger.frame),
            ranging=due.ends[LOW] is not due.ends[HIGH] or at in ledger.ranging,
        )
        for at, (due, running) in enumerate(zip(ledger.dues, ledger.running, strict=True))
    ]


def is_share(due: Due) -> bool:
    """Whether the amount is a percentage of others due with it."""
    return due.derived and isinstance(due.charge.component.amount, Percent)
