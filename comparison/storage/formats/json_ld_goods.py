"""Which things of a file of JSON-LD are for sale, which of them are variants of one, and what each is.

A product is a thing of one of schema.org's product types, or anything else that is offered for a price.
What a page only mentions (related products, what a review or a category is about) is none.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...core.values import Words
from .feed_rows import row
from .goods import Fact, Good
from .json_ld_facts import facts_of
from .json_ld_faults import refused_node
from .json_ld_nodes import Graph, Node, local_name
from .json_ld_offers import Variant, sold, state_of
from .json_ld_service import rating_of, returns_of
from .json_ld_specs import Reader
from .reading import Wishes
from .tallies import Tally
from .web_addresses import web_address

_PRODUCTS = frozenset(
    "Product ProductModel IndividualProduct SomeProducts ProductGroup Vehicle Car Motorcycle BusOrCoach"
    " MotorizedBicycle SoftwareApplication MobileApplication WebApplication VideoGame".split()
)
_GROUP = "ProductGroup"
_ASIDE = frozenset(
    "category about mentions isRelatedTo isSimilarTo isAccessoryOrSparePartFor isConsumableFor model review"
    " reviews aggregateRating predecessorOf successorOf additionalProperty hasCertification breadcrumb"
    " isVariantOf seller offeredBy brand manufacturer".split()
)
_AMOUNTS = ("price", "lowPrice", "highPrice", "priceSpecification", "offers")
_VARYING = ("color", "size", "material", "pattern", "suggestedGender", "suggestedAge", "weight", "name")
_LATER = {"preorder": "preorder", "presale": "preorder", "backorder": "backorder"}


class Thing(NamedTuple):
    """One thing for sale: its *group*, where it has one, and the *variants* with their offers."""

    group: Node | None
    variants: tuple[Node, ...]
    offers: tuple[tuple[Node, ...], ...]

    @property
    def first(self) -> Node:
        """The node that says what it is."""
        return self.group or self.variants[0]


def things_in(graph: Graph) -> Iterator[Thing]:
    """Every thing for sale, in the order of the file."""
    offered = _offered(graph)
    found = _Found()
    for node in graph.walk(lambda name: name not in _ASIDE):
        if _GROUP in node.types:
            found.group(node)
        elif _is_for_sale(node, offered):
            found.single(node)
    known: set[tuple[str, str]] = set()
    for group, variants in found.things():
        thing = Thing(group, variants, tuple(_offers(node, offered) for node in variants))
        mark = (source_key_of(thing), thing.first.text("name"))
        # Pages say the same product in several scripts.
        if mark not in known or not any(mark):
            yield thing
        known.add(mark)


class _Found:
    """Groups and single things, in the order in which they were met."""

    def __init__(self) -> None:
        self._groups: dict[str, Node | None] = {}
        self._variants: dict[str, dict[int, Node]] = {}
        self._grouped: set[int] = set()

    def group(self, node: Node) -> None:
        """Met a group, with the variants that it names."""
        self._groups[_group_key(node)] = node
        for variant in node.nodes("hasVariant"):
            self._add(_group_key(node), variant)
            self._grouped.add(id(variant))

    def single(self, node: Node) -> None:
        """Met a thing; it may name the group that it is a variant of."""
        parent = next((one for one in node.nodes("isVariantOf") if _GROUP in one.types), None)
        if parent is None:
            self._groups.setdefault(f"one {id(node)}", None)
            self._add(f"one {id(node)}", node)
            return
        self._groups.setdefault(_group_key(parent), parent)
        self._add(_group_key(parent), node)
        self._grouped.add(id(node))

    def things(self) -> Iterator[tuple[Node | None, tuple[Node, ...]]]:
        """Every group with its variants (without any it is one itself), every other thing alone."""
        for key, group in self._groups.items():
            variants = tuple(self._variants.get(key, {}).values())
            if group is not None:
                yield group, variants or (group,)
            elif id(variants[0]) not in self._grouped:
                yield None, variants

    def _add(self, key: str, node: Node) -> None:
        self._variants.setdefault(key, {})[id(node)] = node


def good_of(thing: Thing, reader: Reader, wishes: Wishes, tally: Tally) -> Good:
    """*thing* as a good. What cannot be carried over is counted in *tally*.

    Raises:
        RefusedFile: it has no name, or something in it cannot be read.
    """
    first = thing.first
    name = first.text("name") or next((text for one in thing.variants if (text := one.text("name"))), "")
    if not name:
        raise refused_node(reader.file, reader.graph, first, "", ("no_field", "no_field"), name="name")
    selling = sold(_variants(thing), reader, wishes, tally)
    nodes = (thing.group, *thing.variants) if thing.group else thing.variants
    tally.count("reviews_left_out", any(node.has("review") or node.has("reviews") for node in nodes))
    single = thing.variants[0] if len(thing.variants) == 1 else None
    return Good(
        line=reader.graph.scripts[first.script].line,
        source_key=source_key_of(thing) or name,
        name=name,
        category=_category(first) or _category(thing.variants[0]),
        description=first.text("description") or thing.variants[0].text("description") or None,
        facts=(*facts_of(_unique(nodes), wishes.language, tally), *_later(thing, wishes.language)),
        sku=(single.text("sku") or None) if single else None,
        address=_address(thing),
        offers=selling.offers,
        stock=selling.stock,
        arrival=selling.arrival,
        rating=rating_of(nodes, tally),
        returns=returns_of([offer for offers in thing.offers for offer in offers]),
    )


def _is_for_sale(node: Node, offered: dict[int, list[Node]]) -> bool:
    if not node.types.isdisjoint(_PRODUCTS):
        return True
    priced = any(offer.has(name) for offer in node.nodes("offers") for name in _AMOUNTS)
    is_named = node.has("name") and "Offer" not in node.types and "AggregateOffer" not in node.types
    return is_named and (priced or id(node) in offered)


def _offered(graph: Graph) -> dict[int, list[Node]]:
    """The offers that name what they offer, by that."""
    found: dict[int, list[Node]] = {}
    for node in graph.walk(lambda name: name not in _ASIDE):
        for item in node.nodes("itemOffered"):
            found.setdefault(id(item), []).append(node)
    return found


def _offers(node: Node, offered: dict[int, list[Node]]) -> tuple[Node, ...]:
    """Its own offers and those that name it, each once."""
    return _unique((*node.nodes("offers"), *offered.get(id(node), ())))


def _unique(nodes: Sequence[Node]) -> tuple[Node, ...]:
    return tuple({id(node): node for node in nodes}.values())


def _group_key(group: Node) -> str:
    own = group.text("productGroupID") or group.own_id or group.text("name")
    return f"group {own or id(group)}"


def _variants(thing: Thing) -> list[Variant]:
    varying = _varying(thing)
    labels = [" / ".join(text for name in varying if (text := node.text(name))) for node in thing.variants]
    shared = thing.group.nodes("offers") if thing.group else []
    return [
        Variant(label, node.text("sku"), offers or shared)
        for label, node, offers in zip(labels, thing.variants, thing.offers, strict=True)
    ]


def _varying(thing: Thing) -> list[str]:
    """The properties by which the variants are told from each other; none for a single thing."""
    if len(thing.variants) == 1:
        return []
    said = [local_name(text) for text in thing.group.texts("variesBy")] if thing.group else []
    for names in (said, list(_VARYING)):
        found = [name for name in names if len({node.text(name) for node in thing.variants}) > 1]
        if found:
            return [name for name in found if name != "name"] or found
    return []


def source_key_of(thing: Thing) -> str:
    """What tells it from all others: its own number, else its bar code, else its name."""
    names = ("productGroupID", "sku", "productID", "gtin", "gtin13", "gtin14", "gtin12", "gtin8", "name")
    nodes = (thing.first, *thing.variants)
    return next((text for name in names for node in nodes if (text := node.text(name))), "")


def _category(node: Node) -> tuple[str, ...]:
    """The first path, from the outside in."""
    path = node.text("category") or node.text("applicationCategory")
    plain = local_name(path)
    return tuple(part.strip() for part in plain.split(">") if part.strip())


def _address(thing: Thing) -> str | None:
    nodes = (thing.first, *thing.variants, *(offer for offers in thing.offers for offer in offers))
    return next((address for node in nodes if (address := web_address(node.text("url")))), None)


def _later(thing: Thing, language: str) -> Iterator[Fact]:
    """What somebody has to know who can order it and will not have it soon."""
    words = [
        local_name(offer.text("availability")).lower()
        for offers in thing.offers
        for offer in offers
        if state_of(offer)
    ]
    said = [_LATER[word] for word in words if word in _LATER]
    if said and len(said) == len(words):
        yield row("availability", Words(text={language: said[0]}), language)
