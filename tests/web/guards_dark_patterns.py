"""What a page must not do to its reader: each guard names every place where it does."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from builders_tree import Node

Asked = Mapping[str, str]
Guard = Callable[[Node, Asked], Iterator[str]]
# What a shopper may be asked to fill in: a choice or a number. A name or an address is neither.
_INPUTS = frozenset({"radio", "checkbox", "number", "hidden"})
_MOVING = frozenset(
    {"marquee", "blink", "dialog", "progress", "meter", "time", "video", "audio", "iframe", "object"}
)
_PERSONAL = ("mail", "phone", "tel", "name", "address", "birth", "newsletter")
# Chosen for the shopper: where billing begins, and what is shown. None of them costs more than the first.
_SETTINGS = frozenset({"interval", "horizon", "tiers", "against", "diff"})


def paid_choices_made(page: Node, asked: Asked) -> Iterator[str]:
    """A box is ticked or an option chosen that the shopper did not choose, and that may cost money."""
    for box in page.every("input"):
        if "checked" in box.attributes and box["value"] and not _was_asked(box["name"], asked):
            yield f"{box['name']}={box['value']} is ticked"
    for option in page.every("option"):
        select = option.around("select")
        name = select["name"] if select else ""
        if "selected" in option.attributes and option["value"] and not _was_asked(name, asked):
            yield f"{name}={option['value']} is chosen"


def _was_asked(name: str, asked: Asked) -> bool:
    return name in asked or name in _SETTINGS or not name


def unequal_choices(page: Node, _: Asked) -> Iterator[str]:
    """Equal choices differ in class or in the attributes that give them their look."""
    for of_class, may_differ in (
        ("tc-button", frozenset()),
        ("tc-tab", frozenset()),
        ("tc-chip", frozenset()),
        ("tc-tier", frozenset({"data-tinted", "data-rest", "part"})),
        ("tc-tier__price", frozenset({"data-range", "data-words", "part"})),
        ("tc-glance", frozenset({"data-tinted"})),
        ("tc-decided", frozenset({"data-tinted"})),
    ):
        for group in _groups(page, of_class):
            looks = {(one.tag, one.classes, frozenset(one.attributes) - may_differ) for one in group}
            if len(looks) > 1:
                yield f".{of_class}: {len(looks)} looks"
    for tabs in page.every(of_class="tc-tabs"):
        inner = {frozenset(one.attributes) - {"checked"} for one in tabs.every("input")}
        if len(inner) > 1:
            yield "tabs differ inside"


def _groups(page: Node, of_class: str) -> Iterator[Sequence[Node]]:
    """The elements of a class that stand for each other: buttons to buy, buttons of the quiz."""
    by_tag: dict[tuple[str, str], list[Node]] = {}
    for one in page.every(of_class=of_class):
        by_tag.setdefault((one.tag, one["part"] if of_class == "tc-button" else ""), []).append(one)
    yield from by_tag.values()


def unequal_weighing(page: Node, _: Asked) -> Iterator[str]:
    """What speaks for a tier and what it gives up are not drawn alike, one beside the other."""
    for why in page.every(of_class="tc-answer__why"):
        heads = list(why.every(of_class="tc-answer__head"))
        if len(heads) != 2:
            yield f"{len(heads)} headings"
        elif heads[0].attributes != heads[1].attributes or heads[0].tag != heads[1].tag:
            yield f"{heads[0].attributes} and {heads[1].attributes}"
    for rows in page.every("tbody", of_class="tc-fits"):
        heads = [next(row.every("th")) for row in rows.every("tr")]
        if not heads or any(one.attributes != heads[0].attributes for one in heads):
            yield "rows for and against differ"


def unreasoned_emphasis(page: Node, asked: Asked) -> Iterator[str]:
    """Something is tinted, marked, lit or recommended without the computed or stated reason beside it."""
    chosen = bool({"persona", "pain"} & asked.keys()) or any(name.startswith("a.") for name in asked)
    for marked in ("data-tinted", "data-lit", "data-solves"):
        if not chosen and next(page.every(having=marked), None):
            yield f"{marked}, and nobody chose anything"
    if not chosen and next(page.every(of_class="tc-mark"), None):
        yield "a mark, and nobody chose anything"
    strong = [one for one in page.every(of_class="tc-fit") if one["data-level"] == "strong"]
    if next(page.every(having="data-tinted"), None) and not strong:
        yield "a tint without a good fit"
    for pick in page.every(of_class="tc-pick"):
        if chosen or ":" not in pick.text or not pick.text.rpartition(":")[2].strip():
            yield f"a pick without a reason: {pick.text}"


def pressure(page: Node, _: Asked) -> Iterator[str]:
    """Something moves, counts, plays, pops up, or runs."""
    for node in page.every():
        if node.tag in _MOVING or node["role"] in {"timer", "marquee", "alertdialog", "dialog"}:
            yield f"<{node.tag}>"
        runs = node.tag == "script" and node["type"] != "application/ld+json" and not node["src"]
        if runs or any(name.startswith("on") for name in node.attributes) or "style" in node.attributes:
            yield f"<{node.tag}> with script or style of its own"
        if "autofocus" in node.attributes or node["http-equiv"] == "refresh":
            yield f"<{node.tag}> acts by itself"


def personal_questions(page: Node, _: Asked) -> Iterator[str]:
    """An address or a name is asked for, or a link writes a mail where no shopper looks for a way to ask."""
    for box in page.every("input"):
        if box["type"] not in _INPUTS or "autocomplete" in box.attributes:
            yield f"an input of type {box['type']}"
        if any(word in box["name"].lower() for word in _PERSONAL):
            yield f"an input called {box['name']}"
    if next(page.every("textarea"), None):
        yield "a textarea"
    ways_to_ask = [link for block in page.every(of_class="tc-contact") for link in block.every("a")]
    for link in page.every(having="href"):
        writes = link["href"].startswith(("mailto:", "tel:")) and link not in ways_to_ask
        if writes or link["href"].startswith("javascript:"):
            yield link["href"]


def hidden_words(page: Node, _: Asked) -> Iterator[str]:
    """Words that only a pointer resting there would show: a price or a condition in a title."""
    for node in page.every(having="title"):
        if node["data-state"] != "not_stated" or not node.text:
            yield f"<{node.tag} title={node['title']}>"
    for node in page.every(having="hidden"):
        yield f"<{node.tag} hidden>"


GUARDS: tuple[Guard, ...] = (
    paid_choices_made,
    unequal_choices,
    unequal_weighing,
    unreasoned_emphasis,
    pressure,
    personal_questions,
    hidden_words,
)
