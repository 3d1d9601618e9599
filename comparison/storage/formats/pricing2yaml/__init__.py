"""Pricing2Yaml, versions 1.0 to 3.0: plans, features, usage limits and add-ons of a service.

Source: docs/importing.md, "Pricing2Yaml".
"""

from ..documents import read_document
from ..reading import Reading, SourceFile, Wishes
from .node import Node
from .pricing import Pricing, read_pricing
from .recognise import looks_like_pricing2yaml
from .records import records_of

# Where a currency is that of one market, or of one that stands for those that share it.
MARKETS_OF_CURRENCIES = {
    "USD": "US",
    "EUR": "DE",
    "GBP": "GB",
    "KRW": "KR",
    "JPY": "JP",
    "CAD": "CA",
    "AUD": "AU",
}


def read(file: SourceFile, wishes: Wishes) -> Reading:
    """The records of *file*. Its market is the wished one, else that of its currency.

    Raises:
        RefusedFile: the file cannot be taken; line and reason of the first thing that is wrong.
    """
    top = Node.top(read_document(file.raw, file.name), file.name)
    pricing = read_pricing(top)
    currency = _currency(top, pricing, wishes)
    market = wishes.market or MARKETS_OF_CURRENCIES.get(currency)
    if market is None:
        raise top.at("currency").refusal("no_market", currency=currency)
    return records_of(pricing, wishes, market, currency)


def _currency(top: Node, pricing: Pricing, wishes: Wishes) -> str:
    stated = pricing.currency or wishes.currency
    if stated is None:
        raise top.at("currency").refusal("no_currency")
    if wishes.currency not in {None, stated}:
        raise top.at("currency").refusal("other_currency", found=stated, wished=wishes.currency)
    return stated


__all__ = ["MARKETS_OF_CURRENCIES", "looks_like_pricing2yaml", "read"]
