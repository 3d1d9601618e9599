"""What JSON-LD says about delivery: to which countries an offer goes, for how much, in how many days."""

from collections.abc import Iterator, Sequence

from .delivery_rates import Rate
from .json_ld_nodes import Node
from .quantities import decimal_text
from .stated_money import StatedMoney, stated_money

# Where "EU" is said for a country.
EUROPEAN_UNION = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()
)


def rates_of(offer: Node) -> tuple[Rate, ...]:
    """Every rate that *offer* states, one for each place it goes to."""
    found: list[Rate] = []
    for details in offer.nodes("shippingDetails"):
        if details.flag("doesNotShip"):
            continue
        found.extend(_rates(details, details))
        for service in details.nodes("hasShippingService"):
            for conditions in service.nodes("shippingConditions"):
                if not conditions.has("orderValue") and not conditions.flag("doesNotShip"):
                    found.extend(_rates(conditions, details, service.text("name")))
    return tuple(found)


def countries_in(node: Node, names: Sequence[str]) -> tuple[str, ...]:
    """The ISO 3166-1 codes of the places under *names*."""
    codes: dict[str, None] = {}
    for name in names:
        texts = [*node.texts(name), *(_country(place) for place in node.nodes(name))]
        codes.update((text.upper(), None) for text in texts if _is_code(text))
    return tuple(codes)


def _rates(stated: Node, details: Node, service: str = "") -> Iterator[Rate]:
    if not stated.has("shippingRate"):
        return
    text, money = _rate(stated)
    for country, region in _places(stated) or [("", "")]:
        yield Rate(country, region, service, text, money, _days(details))


def _rate(stated: Node) -> tuple[str, StatedMoney | None]:
    """The amount of ``shippingRate``, a number or an amount of its own; the most it may be."""
    for node in stated.nodes("shippingRate"):
        text = node.text("value") or node.text("maxValue") or node.text("price")
        money = stated_money(text)
        currency = (node.text("currency") or node.text("priceCurrency")).upper() or None
        shown = f"{text} {currency or ''}".strip()
        return shown, StatedMoney(money.amount, currency or money.currency) if money else None
    text = stated.text("shippingRate")
    return text, stated_money(text)


def _places(stated: Node) -> list[tuple[str, str]]:
    """Country and region; a place that names no country is nowhere."""
    return [
        (country.upper(), " ".join(place.texts("addressRegion") or place.texts("postalCode")[:1]))
        for place in stated.nodes("shippingDestination")
        for country in (place.texts("addressCountry") or [_country(place)])
        if _is_code(country)
    ]


def _country(place: Node) -> str:
    return place.text("addressCountry") or place.text("identifier") or place.text("name")


def _is_code(text: str) -> bool:
    return len(text) == 2 and text.isascii() and text.isalpha()


def _days(details: Node) -> tuple[int, int] | None:
    """Handling and transit together; None where the end of one of them is not said."""
    for time in details.nodes("deliveryTime"):
        spans = [_span(time, name) for name in ("handlingTime", "transitTime")]
        known = [span for span in spans if span is not None]
        if len(known) == 2:
            return sum(low for low, _ in known), sum(high for _, high in known)
    return None


def _span(time: Node, name: str) -> tuple[int, int] | None:
    for quantity in time.nodes(name):
        low = decimal_text(quantity.text("minValue") or "0")
        high = decimal_text(quantity.text("maxValue") or quantity.text("value"))
        if low and high and low.isdigit() and high.isdigit() and int(low) <= int(high) <= 180:
            return int(low), int(high)
    return None
