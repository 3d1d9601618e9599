"""How a file is to be imported, as far as it does not say so itself."""

from collections.abc import Mapping
from typing import Any

import msgspec

from ..core.bounds import Key, LanguageTag
from ..core.errors import BadParameter
from ..core.markets import Market
from ..core.money import CURRENCIES
from .formats.source_file import SourceFile


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How to import. *shop* is made if it is unknown; without one, the file has to name its own.

    *comparison*, *market*, *currency* and *language* tell what the file may not say. *dry_run*
    does everything and stores nothing. *publish* makes each comparison live, or, if the check
    finds an error, stores nothing at all. *skip_invalid* leaves out single records that are wrong.
    *mapping* says what the columns of a plain table mean. *unchecked* asks nothing of the catalogue check.
    """

    shop: str | None = None
    comparison: str | None = None
    market: str | None = None
    currency: str | None = None
    language: str = "en"
    format: str | None = None
    dry_run: bool = False
    publish: bool = False
    unchecked: bool = False
    skip_invalid: bool = False
    mapping: SourceFile | None = None
    by: str = "import"


def check_options(options: Options, markets: Mapping[str, Market]) -> None:
    """Raise BadParameter for the first option that cannot be meant."""
    for name, key in (("shop", options.shop), ("comparison", options.comparison)):
        if key is not None and not _is(key, Key):
            raise BadParameter(name, key, ("a-z 0-9 -",))
    if not _is(options.language, LanguageTag):
        raise BadParameter("lang", options.language, ("ko", "en"))
    if options.market is not None and options.market not in markets:
        raise BadParameter("market", options.market, tuple(markets))
    if options.currency is not None and options.currency not in CURRENCIES:
        raise BadParameter("currency", options.currency, tuple(sorted(CURRENCIES)))


def _is(value: str, form: Any) -> bool:
    try:
        msgspec.convert(value, form)
    except msgspec.ValidationError:
        return False
    return True
