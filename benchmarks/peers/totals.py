"""What the peers compute: each charge with its tax, what is due first, and the sum over three years."""

from collections.abc import Iterable, Mapping, Sequence

TAX_PERCENT = 10
MONTHS = 36

Charge = tuple[str, int, int]  # label, net won, whether it is due every month


def charge_rows(tiers: Sequence[Iterable[Charge]]) -> list[Mapping[str, object]]:
    """The rows of the charges of *tiers*, which all have the same ones, as texts."""
    known = [list(charges) for charges in tiers]
    rows = [
        {"kind": "charge", "label": label, "cells": [_text(_gross(charges[place][1])) for charges in known]}
        for place, (label, _, _) in enumerate(known[0])
    ]
    first = [sum(_gross(net) for _, net, _ in charges) for charges in known]
    whole = [
        sum(_gross(net) * (MONTHS if monthly else 1) for _, net, monthly in charges) for charges in known
    ]
    rows.append({"kind": "now", "label": "First payment", "cells": [_text(one) for one in first]})
    rows.append({"kind": "later", "label": "Over 3 years", "cells": [_text(one) for one in whole]})
    return rows


def _gross(net: int) -> int:
    return (net * (100 + TAX_PERCENT) + 50) // 100


def _text(won: int) -> str:
    return f"₩{won:,}"
