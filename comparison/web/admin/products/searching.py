"""A search for products as an address or a form says it: words, category, state, order."""

from collections.abc import Callable
from typing import get_args
from urllib.parse import urlencode

from ....storage.product_search import Order, ProductState, Wanted

# The names of what is searched by, in addresses and in forms.
SEARCH = ("find", "category", "state", "sort")
STATES: tuple[ProductState, ...] = get_args(ProductState)
ORDERS: tuple[Order, ...] = get_args(Order)
Said = Callable[[str], str]


def wanted_in(said: Said, *, limit: int) -> Wanted:
    """What is asked for, *said* by name; what it cannot mean asks for nothing."""
    before, state, order = said("before"), said("state"), said("sort")
    return Wanted(
        words=said("find"),
        category=said("category"),
        state=next((one for one in STATES if one == state), ""),
        order=next((one for one in ORDERS if one == order), "latest"),
        before=int(before) if before.isascii() and before.isdigit() and len(before) < 16 else 0,
        limit=limit,
    )


def search_address(shop: str, said: Said, **more: str) -> str:
    """The address of the list that shows the search."""
    kept = {name: text for name in SEARCH if (text := said(name))} | more
    return f"/admin/{shop}/products{'?' if kept else ''}{urlencode(kept)}"
