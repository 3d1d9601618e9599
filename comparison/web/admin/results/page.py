"""The page of results: what was seen and chosen, what held people back, whether prices were true."""

from litestar.handlers import HTTPRouteHandler

from ...answers import Answer
from ...forms import Form
from ..desk import Desk, Page
from ..visit import Visit
from .figures import PERIODS, figures
from .plots import FEWEST, HIGH, SCALE, WIDE

RESULTS = "/admin/{shop:str}/results"


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page."""
    return [desk.shows(RESULTS, show)]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The figures that the address asks for."""
    found = await desk.ask(figures, desk.store, visit)
    asked = found.asked
    values = {
        "form": Form.filled({"comparison": asked.comparison, "days": str(asked.days)}),
        "figures": found,
        "periods": [str(one) for one in PERIODS],
        "comparisons": [(line.key, line.label) for line in found.comparisons],
        "query": f"comparison={asked.comparison}&days={asked.days}",
        "box": {"wide": WIDE, "high": HIGH, "scale": SCALE, "fewest": FEWEST},
    }
    return desk.page(visit, Page(name="results", section="results", values=values))
