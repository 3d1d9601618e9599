"""Measures cases side by side, in turns, and tells how they compare.

Neighbours on a shared machine slow everything for a while, so a single figure says little. Every
round runs all cases of a comparison, each round in another order; the ratio is taken inside each
round, and its median over the rounds is what counts.
"""

import statistics
import time
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

ROUNDS = 21
# Long enough that the clock's own cost disappears, short enough that a round fits between disturbances.
ROUND_SECONDS = 0.02
_CALIBRATING_SECONDS = 0.005

Unit = Literal["seconds", "bytes", "score"]


class Case(NamedTuple):
    """*run* does the same work as often as it is told."""

    name: str
    run: Callable[[int], None]


class Row(NamedTuple):
    """One line of the results: *name* against *base*, both in *unit* for one call, as medians.

    *low* and *high* are the quartiles of the ratio over the *rounds*. *most* is a bound that the
    ratio must keep, None where there is none.
    """

    name: str
    base: str
    unit: Unit
    value: float
    base_value: float
    ratio: float
    low: float
    high: float
    rounds: int
    most: float | None = None

    @property
    def is_kept(self) -> bool:
        """Whether the ratio keeps its bound."""
        return self.most is None or self.ratio <= self.most


def calls(function: Callable[[], object]) -> Callable[[int], None]:
    """*function* as the work of a case."""

    def run(times: int) -> None:
        for _ in range(times):
            function()

    return run


def seconds(cases: Sequence[Case], rounds: int = ROUNDS) -> dict[str, list[float]]:
    """Seconds of one call of each case, round by round."""
    times = {case.name: _calls_in_a_round(case) for case in cases}
    found: dict[str, list[float]] = {case.name: [] for case in cases}
    for number in range(rounds):
        for case in _turned(cases, number):
            found[case.name].append(_timed(case, times[case.name]) / times[case.name])
    return found


def row(
    name: str,
    base: str,
    samples: dict[str, list[float]],
    unit: Unit = "seconds",
    *,
    most: float | None = None,
) -> Row:
    """The line that holds the samples of *name* against those of *base*, taken in the same rounds."""
    values, base_values = samples[name], samples[base]
    ratios = [value / other for value, other in zip(values, base_values, strict=True)]
    low, _, high = statistics.quantiles(ratios, n=4, method="inclusive") if len(ratios) > 1 else ratios * 3
    return Row(
        name=name,
        base=base,
        unit=unit,
        value=statistics.median(values),
        base_value=statistics.median(base_values),
        ratio=statistics.median(ratios),
        low=low,
        high=high,
        rounds=len(ratios),
        most=most,
    )


def _turned(cases: Sequence[Case], number: int) -> Sequence[Case]:
    """The order of a round: each case comes first, last, and behind either neighbour in its turn.

    What ran just before warms the processor's caches, or does not.
    """
    turn = number // 2 % len(cases)
    order = (*cases[turn:], *cases[:turn])
    return order[::-1] if number % 2 else order


def _calls_in_a_round(case: Case) -> int:
    """How many calls fill a round, counted after the case has warmed up."""
    times = 1
    while (spent := _timed(case, times)) < _CALIBRATING_SECONDS:
        times *= 2
    return max(1, round(times * ROUND_SECONDS / spent))


def _timed(case: Case, times: int) -> float:
    began = time.perf_counter()
    case.run(times)
    return time.perf_counter() - began
