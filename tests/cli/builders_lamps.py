"""A shop of lamps as its owner would write it, for commands that take in a file."""

from collections.abc import Sequence
from typing import NamedTuple


class Lamp(NamedTuple):
    """One lamp: its key (and, with a capital, its name), what it costs, whether it *dims*, and further
    *terms* of its price as lines of YAML."""

    key: str
    value: str
    dims: bool = False
    terms: str = ""


ONE, TWO = Lamp("one", "25"), Lamp("two", "40.5", dims=True)


def lamps(*sold: Lamp, model: str = "per_unit", reader: bool = False) -> str:
    """The shop with these lamps, else with two, as YAML. Amounts are of *model*; a *reader* needs to dim."""
    listed = sold or (ONE, TWO)
    return "".join(
        [
            "shop: {key: lamps, name: {en: Lamps}, languages: [en], markets: [US]}\n",
            "categories:\n- {key: lamp, label: {en: Lamps}, features: [{key: dims, label: {en: Dims}}]}\n",
            "products:\n",
            *(_product(lamp, model) for lamp in listed),
            "personas:\n- {key: reader, label: {en: Reader}, needs: [{feature: dims}]}\n" if reader else "",
            _comparison(listed, reader),
        ]
    )


def _product(lamp: Lamp, model: str) -> str:
    amount = f"{{is: {model}, value: {lamp.value}}}"
    return f"""\
- key: {lamp.key}
  name: {{en: {lamp.key.capitalize()}}}
  category: lamp
  cells: [{{feature: dims, value: {{is: yes_no, yes: {str(lamp.dims).lower()}}}}}]
  prices:
  - market: US
    currency: USD
    tax: excluded
{"".join(f"    {line}{chr(10)}" for line in lamp.terms.splitlines())}\
    components: [{{key: item, label: {{en: Lamp}}, kind: base, when: {{is: once}}, amount: {amount}}}]
"""


def _comparison(listed: Sequence[Lamp], reader: bool) -> str:
    tiers = ", ".join(f"{{key: {lamp.key}, product: {lamp.key}}}" for lamp in listed)
    personas = ", personas: [reader]" if reader else ""
    return (
        f"comparisons:\n- {{key: lamps, title: {{en: Lamps}}, category: lamp, tiers: [{tiers}]{personas}}}\n"
    )
