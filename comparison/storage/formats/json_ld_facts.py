"""What JSON-LD says of a thing besides its price, as rows of a comparison.

Known properties have rows of their own; ``additionalProperty`` and any other property that holds a plain
value become rows too. What holds neither is named in a note.
"""

import re
from collections.abc import Iterator, Sequence

from ...core.bounds import SHORT
from ...core.catalogue import Evidence
from ...core.values import Listing, Number, Value, Words, YesNo
from .cells import one_or_several
from .feed_rows import row, row_label
from .goods import Fact
from .json_ld_nodes import Node, local_name
from .names import slug
from .quantities import decimal_text, quantity_of, unit_of
from .tallies import Tally
from .web_addresses import web_address

_TEXTS = {
    "brand": "brand",
    "manufacturer": "maker",
    "mpn": "mpn",
    "model": "model",
    "itemCondition": "condition",
    "color": "color",
    "size": "size",
    "material": "material",
    "pattern": "pattern",
    "countryOfOrigin": "origin",
    "releaseDate": "release-date",
    "productionDate": "production-date",
    "keywords": "keywords",
}
_GTINS = ("gtin13", "gtin", "gtin14", "gtin12", "gtin8", "isbn")
_QUANTITIES = ("weight", "width", "height", "depth")
# What becomes something else, or says nothing to a shopper.
_ELSEWHERE = frozenset(
    "name description offers category sku productID url image images photo logo video thumbnailUrl identifier"
    " additionalType alternateName mainEntityOfPage sameAs potentialAction hasVariant variesBy isVariantOf"
    " productGroupID aggregateRating review reviews additionalProperty hasCertification"
    " hasEnergyConsumptionDetails itemOffered inProductGroupWithID subjectOf interactionStatistic"
    " disambiguatingDescription slogan audience award makesOffer serviceType provider".split()
)
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_ENERGY = re.compile(r"EUEnergyEfficiencyCategory(?P<letter>[A-G])(?P<plus>[1-3]Plus)?")
# What is called one of these is a code, and a code is text whatever it looks like.
_CODE = re.compile(r"\b(?:gtin|ean|upc|isbn|sku|mpn|code|id|part|model|number)\b|번호|코드", re.IGNORECASE)
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_EPREL = "eprel.ec.europa.eu"
_INACTIVE = "CertificationInactive"


def facts_of(nodes: Sequence[Node], language: str, tally: Tally) -> Iterator[Fact]:
    """The facts of a thing that *nodes* describe: one product, or a group and its variants."""
    yield from _known(nodes, language)
    yield from _measures(nodes, language, tally)
    yield from _energy(nodes, language)
    yield from _properties(nodes, language)
    yield from _certifications(nodes, language)
    yield from _others(nodes, language, tally)


def _known(nodes: Sequence[Node], language: str) -> Iterator[Fact]:
    gtins = _distinct(_gtin(node) for node in nodes)
    if gtins:
        yield row("gtin", _words(gtins, language), language)
    for name, key in _TEXTS.items():
        values = _distinct(text for node in nodes for text in _texts(node, name))
        if values:
            yield row(key, _words(values, language), language)


def _gtin(node: Node) -> str:
    return next((text for name in _GTINS if (text := node.text(name))), "")


def _texts(node: Node, name: str) -> list[str]:
    """Texts, names of objects, and schema.org's own words without their address."""
    found = node.texts(name) or [inner.text("name") for inner in node.nodes(name)]
    return [_spoken(text) for text in found if text]


def _spoken(text: str) -> str:
    """``https://schema.org/NewCondition`` as ``New condition``."""
    name = local_name(text)
    return _in_words(name) if name != text and re.fullmatch(r"[A-Za-z0-9]+", name) else text


def _in_words(name: str) -> str:
    """``numberOfDoors`` as ``Number of doors``."""
    words = _CAPITAL.sub(" ", name).split()
    text = " ".join(word if word.isupper() else word.lower() for word in words)
    return text[:1].upper() + text[1:]


def _distinct(texts: Iterator[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text]


def _words(values: Sequence[str], language: str) -> Words | Listing:
    """Texts that are text whatever they look like."""
    if len(values) == 1:
        return Words(text={language: values[0]})
    return Listing(items=tuple({language: value[:SHORT]} for value in values[:50]))


def _measures(nodes: Sequence[Node], language: str, tally: Tally) -> Iterator[Fact]:
    """The measures; of a thing with several weights the first, and of variants only what they share."""
    for name in _QUANTITIES:
        found = [list(_quantities(node, name, language)) for node in nodes]
        distinct = {values_key(values[0], language): values[0] for values in found if values}
        tally.count("measures_left_out", sum(len(values) - 1 for values in found if values))
        if len(distinct) > 1:
            tally.count("measures_left_out")
        for value in distinct.values() if len(distinct) == 1 else ():
            yield row(name, value, language)


def _quantities(node: Node, name: str, language: str) -> Iterator[Value]:
    for inner in node.nodes(name):
        value = _quantity(inner)
        if value is not None:
            yield value
    for text in node.texts(name):
        yield quantity_of(text) or Words(text={language: text})


def _quantity(node: Node) -> Number | None:
    amount = decimal_text(node.text("value"))
    if amount is None:
        return None
    return Number(amount=amount, unit=unit_of(node.text("unitCode"), node.text("unitText")))


def _energy(nodes: Sequence[Node], language: str) -> Iterator[Fact]:
    for node in nodes:
        for details in node.nodes("hasEnergyConsumptionDetails"):
            for name, key in (
                ("hasEnergyEfficiencyCategory", "energy-class"),
                ("energyEfficiencyScaleMax", "energy-class-best"),
                ("energyEfficiencyScaleMin", "energy-class-worst"),
            ):
                text = details.text(name)
                if text:
                    yield row(key, Words(text={language: _energy_class(text)}), language)


def _energy_class(text: str) -> str:
    found = _ENERGY.search(text)
    if found is None:
        return _spoken(text)
    return found["letter"] + "+" * int(found["plus"][0] if found["plus"] else 0)


def _properties(nodes: Sequence[Node], language: str) -> Iterator[Fact]:
    """Rows of a specification: ``additionalProperty``."""
    found: dict[str, list[Value]] = {}
    for node in nodes:
        for stated in node.nodes("additionalProperty"):
            name, value = stated.text("name") or stated.text("propertyID"), _property(stated, language)
            if name and value is not None:
                found.setdefault(name, []).append(value)
    for name, values in found.items():
        yield Fact(label=name, value=_together(values, language))


def _property(stated: Node, language: str) -> Value | None:
    flag = stated.flag("value")
    if flag is not None:
        return YesNo(yes=flag)
    number = None if _CODE.search(stated.text("name")) else _quantity(stated)
    if number is not None:
        return number
    texts = stated.texts("value")
    if texts:
        return _measured(stated, texts, language)
    low, high = (stated.text(end) for end in ("minValue", "maxValue"))
    if not low and not high:
        return None
    ends = f"{low}\u2013{high}" if low and high else f"≥ {low}" if low else f"≤ {high}"
    return Words(text={language: f"{ends} {stated.text('unitText') or stated.text('unitCode')}".strip()})


def _measured(stated: Node, texts: Sequence[str], language: str) -> Value:
    if _CODE.search(stated.text("name")):
        return _words(texts, language)
    unit = stated.text("unitText")
    measured = quantity_of(texts[0]) if len(texts) == 1 else None
    return measured or one_or_several([f"{text} {unit}".strip() for text in texts], language)


def _together(values: Sequence[Value], language: str) -> Value:
    distinct = list(dict.fromkeys(values_key(value, language) for value in values))
    return values[0] if len(distinct) == 1 else one_or_several(distinct, language)


def values_key(value: Value, language: str) -> str:
    """*value* in plain words, to tell it from others."""
    if isinstance(value, Number):
        return f"{value.amount} {value.unit or ''}".strip()
    if isinstance(value, Words):
        return value.text.get(language, "")
    if isinstance(value, Listing):
        return ", ".join(item.get(language, "") for item in value.items)
    return "✓" if isinstance(value, YesNo) and value.yes else "–"


def _certifications(nodes: Sequence[Node], language: str) -> Iterator[Fact]:
    """A claim for each certificate, with its evidence where all of that is said."""
    for node in nodes:
        for stated in node.nodes("hasCertification"):
            if local_name(stated.text("certificationStatus")) == _INACTIVE:
                continue
            address = web_address(stated.text("url")) or web_address(stated.own_id)
            eprel = bool(address and _EPREL in address)
            label = stated.text("name") or ("EPREL" if eprel else row_label("certification", language))
            yield Fact(
                label=label,
                key=slug(label, fallback="certification"),
                value=_certified(stated, address, language),
                group=row_label("certification", language),
                claim=True,
                evidence=_evidence(stated, address),
            )


def _certified(stated: Node, address: str | None, language: str) -> Value:
    """Its grade, else its number, else the number that its address ends in, else just that it is there."""
    grade = next((one.text("ratingValue") for one in stated.nodes("certificationRating")), "")
    number = _number(stated)
    last = (address or "").rstrip("/").rsplit("/", 1)[-1] if _EPREL in (address or "") else ""
    text = next((one for one in (grade, number, last) if one), "")
    return Words(text={language: text}) if text else YesNo(yes=True)


def _number(stated: Node) -> str:
    terms = [node.text("termCode") for node in stated.nodes("certificationIdentification")]
    return next((text for text in (*stated.texts("certificationIdentification"), *terms) if text), "")


def _evidence(stated: Node, address: str | None) -> Evidence | None:
    body, number, ends = stated.text("issuedBy"), _number(stated), stated.text("expires")[:10]
    if not (body and number and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", ends)):
        return None
    return Evidence(body=body[:SHORT], number=number[:SHORT], valid_to=ends, address=address)


def _others(nodes: Sequence[Node], language: str, tally: Tally) -> Iterator[Fact]:
    """Any other property with a plain value; what has none is named."""
    known = _ELSEWHERE | _TEXTS.keys() | set(_GTINS) | set(_QUANTITIES)
    for name in dict.fromkeys(name for node in nodes for name in node.names if name not in known):
        values = [value for node in nodes if (value := _plain(node, name, language)) is not None]
        if values and ":" not in name:
            label = _in_words(name)
            yield Fact(label=label, key=slug(label, fallback="row"), value=_together(values, language))
        else:
            tally.name("fields_left_out", [name])


def _plain(node: Node, name: str, language: str) -> Value | None:
    flag = node.flag(name)
    if flag is not None:
        return YesNo(yes=flag)
    for inner in node.nodes(name):
        number = _quantity(inner)
        if number is not None:
            return number
    texts = [text for text in _texts(node, name) if not _ADDRESS.match(text) and len(text) <= SHORT]
    if not texts:
        return None
    measured = quantity_of(texts[0]) if len(texts) == 1 else None
    return measured or one_or_several(texts, language)
