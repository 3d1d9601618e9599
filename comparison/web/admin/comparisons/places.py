"""The addresses of a comparison's pages, and the tabs between them."""

from typing import Any, NamedTuple

from ..desk import Page
from ..visit import Visit

COMPARISONS = "/admin/{shop:str}/comparisons"
ONE = f"{COMPARISONS}/{{comparison:str}}"


class Tab(NamedTuple):
    """A page of one comparison: *path* is below the comparison's own address."""

    key: str
    path: str
    words: str


TABS = (
    Tab("edit", "", "admin_comparisons.tab_edit"),
    Tab("marks", "/marks", "admin_look.tab_marks"),
    Tab("preview", "/preview", "admin_comparisons.tab_preview"),
    Tab("check", "/check", "admin_comparisons.tab_check"),
    Tab("history", "/history", "admin.history"),
    Tab("install", "/install", "admin.install"),
)


def address_of(visit: Visit, path: str = "") -> str:
    """The address of a page of the comparison that *visit* is about."""
    return f"/admin/{visit.shop}/comparisons/{visit.keys['comparison']}{path}"


def page_of(name: str, tab: str, visit: Visit, title: str, **values: Any) -> Page:
    """A page of one comparison, which is called *title*."""
    return Page(
        name=name,
        section="comparisons",
        tab=tab,
        values={"title": title, "here": address_of(visit), "comparison_tabs": TABS, **values},
    )
