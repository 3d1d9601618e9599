"""Reads features and usage limits: the rows of a comparison and what they are by default."""

from typing import NamedTuple

from ....core.bounds import MOST_FEATURES, PROSE
from ....core.messages import Message
from .known_keys import Kind, left_out
from .node import Node
from .values import VALUE_TYPES, ValueType


class Row(NamedTuple):
    """A feature, or a usage limit with its *unit* and the features it is *linked* to, by their names."""

    name: str
    node: Node
    description: str | None
    value_type: ValueType
    default: Node
    tag: str | None = None
    limit: bool = False
    unit: str | None = None
    linked: tuple[str, ...] = ()


def read_features(top: Node, tags: tuple[str, ...], notes: list[Message]) -> list[Row]:
    """The features, in the order of the file.

    Raises:
        RefusedFile: there are none, one has no type of value, or a tag that the file does not list.
    """
    rows = [
        _row(name, node, "feature", notes)._replace(tag=_tag(node, tags))
        for name, node in _required(top.at("features")).named()
    ]
    if len(rows) > MOST_FEATURES:
        raise top.at("features").refusal("too_many", most=MOST_FEATURES)
    return rows


def read_limits(top: Node, notes: list[Message]) -> list[Row]:
    """The usage limits, in the order of the file; there may be none.

    Raises:
        RefusedFile: one has no type of value, or it is anything but a mapping or a list.
    """
    return [
        _row(name, node, "limit", notes)._replace(
            limit=True, unit=node.at("unit").text(), linked=_linked(node).texts()
        )
        for name, node in top.at("usageLimits").named()
    ]


def _required(node: Node) -> Node:
    if not node.value:
        raise node.refusal("no_features")
    return node


def _row(name: str, node: Node, kind: Kind, notes: list[Message]) -> Row:
    notes.extend(left_out(node, kind))
    return Row(
        name=name,
        node=node,
        description=node.at("description").text(PROSE),
        value_type=_value_type(node.at("valueType")),
        default=node.at("defaultValue"),
    )


def _value_type(node: Node) -> ValueType:
    for known in VALUE_TYPES:
        if node.value == known:
            return known
    raise node.refusal("unknown_value_type", types=VALUE_TYPES)


def _linked(node: Node) -> Node:
    # The key was called features at first.
    return node.at("linkedFeatures") if node.has("linkedFeatures") else node.at("features")


def _tag(node: Node, tags: tuple[str, ...]) -> str | None:
    tag = node.at("tag").text()
    if tag and tags and tag not in tags:
        raise node.at("tag").refusal("unknown_tag", tags=tags)
    return tag
