"""The results as a table that can go into a page of the docs as it is."""

from collections.abc import Sequence

from .measuring import Row, Unit

_STEPS: dict[Unit, tuple[tuple[float, str], ...]] = {
    "seconds": ((1, "s"), (1e-3, "ms"), (1e-6, "µs")),
    "bytes": ((1e6, "MB"), (1e3, "kB"), (1, "B")),
    "score": ((1, ""),),
}
HEAD = (
    "| what | against | ratio | middle half | once | against once | rounds |\n"
    "| --- | --- | --: | --- | --: | --: | --: |"
)


def line(row: Row) -> str:
    """One row of the table."""
    spread = f"{row.low:.3g}–{row.high:.3g}"
    cells = (
        row.name,
        row.base,
        _ratio(row),
        spread,
        size(row.value, row.unit),
        size(row.base_value, row.unit),
    )
    return f"| {' | '.join(cells)} | {row.rounds} |"


def size(value: float, unit: Unit) -> str:
    """*value* in the step of its unit that reads best: 0.00012 seconds are 120 µs."""
    steps = _STEPS[unit]
    worth, name = next((step for step in steps if abs(value) >= step[0]), steps[-1])
    scaled = value / worth
    return (f"{scaled:.0f} {name}" if abs(scaled) >= 100 else f"{scaled:.3g} {name}").rstrip()


def broken(rows: Sequence[Row]) -> list[str]:
    """A sentence for every row that does not keep its bound."""
    return [
        f"{row.name}: {row.ratio:.3g} times {row.base}, more than {row.most}"
        for row in rows
        if not row.is_kept
    ]


def _ratio(row: Row) -> str:
    bound = "" if row.most is None else f" (at most {row.most})"
    return f"**{row.ratio:.3g}**{bound}"
