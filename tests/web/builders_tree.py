"""HTML as a tree, to ask it what a shopper would meet."""

from collections.abc import Iterator
from html.parser import HTMLParser

_VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})


class Node:
    """An element with its attributes, its children and its own words."""

    def __init__(self, tag: str, attributes: dict[str, str], parent: "Node | None" = None) -> None:
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.children: list[Node] = []
        self.said: list[str] = []

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name, "")

    @property
    def classes(self) -> frozenset[str]:
        return frozenset(self["class"].split())

    @property
    def text(self) -> str:
        """All words inside, in no particular order of elements and words."""
        return " ".join([*self.said, *(child.text for child in self.children)]).strip()

    def every(self, tag: str = "", *, of_class: str = "", having: str = "") -> "Iterator[Node]":
        """The elements inside, of that tag, class, or with that attribute."""
        for child in self.children:
            fits = (not tag or child.tag == tag) and (not of_class or of_class in child.classes)
            if fits and (not having or having in child.attributes):
                yield child
            yield from child.every(tag, of_class=of_class, having=having)

    def around(self, tag: str) -> "Node | None":
        """The nearest element of that tag that holds this one."""
        if self.parent is None or self.parent.tag == tag:
            return self.parent
        return self.parent.around(tag)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.open = Node("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs}, self.open)
        self.open.children.append(node)
        if tag not in _VOID:
            self.open = node

    def handle_endtag(self, tag: str) -> None:
        assert self.open.tag == tag, f"</{tag}> closes <{self.open.tag}>"
        assert self.open.parent is not None
        self.open = self.open.parent

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.open.said.append(data.strip())


def tree(html: str) -> Node:
    """*html* as a tree; every element in it is closed by its own end."""
    reader = _Reader()
    reader.feed(html)
    assert reader.open is reader.root, f"<{reader.open.tag}> is not closed"
    return reader.root
