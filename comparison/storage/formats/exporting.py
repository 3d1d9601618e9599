"""The export formats, and the one way to write any of them.

A new format is one file beside this one, and one line in `EXPORTS`.
"""

from collections.abc import Callable, Mapping
from typing import IO

import msgspec

from ...core.errors import BadParameter
from ...core.markets import Market
from ...core.messages import Message
from ..store import Store
from . import (
    exporting_csv,
    exporting_google_merchant,
    exporting_json_ld,
    exporting_mapping,
    exporting_native,
    exporting_pricing2yaml,
    exporting_xlsx,
)
from .outgoing import ExportWishes, Outgoing, outgoing


class Export(msgspec.Struct, frozen=True, kw_only=True):
    """One export format; *suffix* ends the name of its files."""

    name: str
    suffix: str
    write: Callable[[Outgoing, IO[bytes]], None]


EXPORTS: tuple[Export, ...] = (
    Export(name="yaml", suffix=".yaml", write=exporting_native.write_yaml),
    Export(name="json", suffix=".json", write=exporting_native.write_json),
    Export(name="csv", suffix=".csv", write=exporting_csv.write),
    Export(name="xlsx", suffix=".xlsx", write=exporting_xlsx.write),
    Export(name="mapping", suffix=".yaml", write=exporting_mapping.write),
    Export(name="google-merchant", suffix=".xml", write=exporting_google_merchant.write),
    Export(name="pricing2yaml", suffix=".yaml", write=exporting_pricing2yaml.write),
    Export(name="json-ld", suffix=".jsonld", write=exporting_json_ld.write),
)


def export_shop(
    store: Store,
    shop: str,
    form: str,
    *,
    wishes: ExportWishes,
    markets: Mapping[str, Market],
    target: IO[bytes],
) -> tuple[Message, ...]:
    """Write *shop*, as one moment had it, to *target*; the notes on what the format cannot carry.

    Raises:
        NotFound: there is no such shop or comparison.
        BadParameter: there is no such format, language or market, or a comparison has to be named.
    """
    chosen = next((one for one in EXPORTS if one.name == form), None)
    if chosen is None:
        raise BadParameter("format", form, tuple(one.name for one in EXPORTS))
    with store.reading():
        leaving = outgoing(store, shop, wishes, markets)
        # What single buyers wrote is kept beside the catalogue, and no format of a catalogue holds it.
        leaving.left.count("reviews", store.review_count(shop)[0])
        chosen.write(leaving, target)
    return leaving.left.notes
