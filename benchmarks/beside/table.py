"""The table of servers, and its place in the documentation."""

import re
from collections.abc import Mapping
from pathlib import Path

from .load import CONNECTIONS, Measured

PAGE = Path(__file__).parents[2] / "docs" / "performance.md"
BEGIN, END = "<!-- peers: written by ./dev bench peers --write -->", "<!-- /peers -->"
_HEAD = (
    "| server | processor time | against | as fast, by processor time | requests/s | p99 |\n"
    "| --- | --: | --- | --: | --: | --: |"
)


def lines(medians: Mapping[str, Measured], bases: Mapping[str, str], *, rounds: int, seconds: int) -> str:
    """The table; *bases* name the line that each one is held against."""
    told = f"{rounds} rounds of {seconds} s each, in turns; {CONNECTIONS} connections; servers on one core."
    return "\n".join((told, "", _HEAD, *(_line(name, medians, bases[name]) for name in medians)))


def write(table: str, machine: str) -> None:
    """Put *table* into its place in docs/performance.md."""
    text = PAGE.read_text("utf-8")
    place = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
    assert place.search(text), f"{PAGE} has no place for the table"
    PAGE.write_text(place.sub(lambda _: f"{BEGIN}\n{machine}. {table}\n{END}", text), "utf-8")


def _line(name: str, medians: Mapping[str, Measured], base: str) -> str:
    own, other = medians[name], medians[base]
    against, ratio = ("", "1") if name == base else (base, f"**{other.processor / own.processor:.3g}**")
    cells = (
        name,
        f"{own.processor * 1e6:,.0f} µs",
        against,
        ratio,
        f"{own.rate:,.0f}",
        f"{own.p99 * 1e3:.3g} ms",
    )
    return f"| {' | '.join(cells)} |"
