"""What a browser says of every amount of money on show: how large, how heavy, and in which order."""

from typing import Any, NamedTuple

from playwright.sync_api import Page

# Every text with an amount of money in it, in reading order, with the block it stands in.
_AMOUNTS = """() => {
  const money = /(?:[$€£₩¥]|KWD)\\s?[\\d]|\\d[\\d,.]*\\s?(?:원|円|€)/;
  const root = document.querySelector("tier-compare")?.shadowRoot ?? document;
  const view = root.querySelector("section.tc");
  const walker = document.createTreeWalker(view, NodeFilter.SHOW_TEXT);
  const found = [];
  const blocks = [...view.querySelectorAll("th.tc-tier, .tc-answer:has(.tc-figure)")];
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    const figure = parent.closest(".tc-figure, .tc-tier__price");
    if (!figure && !money.test(node.data)) continue;
    if (figure && !node.data.trim()) continue;
    const style = getComputedStyle(parent), range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    const block = parent.closest("th.tc-tier, .tc-answer");
    found.push({
      text: node.data.trim(), block: blocks.indexOf(block), money: money.test(node.data),
      size: parseFloat(style.fontSize), weight: Number(style.fontWeight), colour: style.color,
      headline: Boolean(parent.closest("[part~=price]")), equal: Boolean(figure),
      shown: parent.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && box.width > 1 && box.height > 1,
      clipped: Boolean(parent.closest(".tc-clip")),
    });
  }
  const hidden = blocks.map((block) => !block.checkVisibility());
  return { found, blocks: blocks.length, hidden };
}"""


class Amount(NamedTuple):
    """One text: its *block* is a column's head, an answer or a glance, -1 elsewhere.

    *headline* is the block's price, *equal* that or an amount that must look like it.
    """

    text: str
    block: int
    money: bool
    size: float
    weight: int
    colour: str
    headline: bool
    equal: bool
    shown: bool
    clipped: bool


class Seen(NamedTuple):
    """All texts with money in reading order, and which of the *blocks* are left out at this width."""

    amounts: list[Amount]
    blocks: int
    hidden: list[bool]

    def of(self, block: int) -> list[Amount]:
        return [one for one in self.amounts if one.block == block]


def seen(page: Page) -> Seen:
    raw: dict[str, Any] = page.evaluate(_AMOUNTS)
    return Seen([Amount(**one) for one in raw["found"]], raw["blocks"], raw["hidden"])


def faults(found: Seen) -> list[str]:
    """Where an amount is larger, heavier or earlier than the headline of its block; nothing if all is well."""
    headlines = [one for one in found.amounts if one.headline and one.shown]
    rest = [one for one in found.amounts if not one.equal and one.shown and not one.clipped]
    said = [fault for block in range(found.blocks) for fault in _in_block(found, block)]
    if not headlines:
        return [*said, "no headline at all"]
    size, weight = min(one.size for one in headlines), min(one.weight for one in headlines)
    said += [f"{one.text!r} is as large as a headline" for one in rest if one.size >= size]
    return said + [f"{one.text!r} is heavier than a headline" for one in rest if one.weight > weight]


def _in_block(found: Seen, block: int) -> list[str]:
    if found.hidden[block]:
        return []
    inside = found.of(block)
    price = [one for one in inside if one.headline]
    if len(price) != 1 or not price[0].shown or not price[0].text:
        return [f"block {block}: {len(price)} headlines"]
    said = []
    amounts = [one for one in inside if one.money or one.headline]
    if not amounts[0].headline:
        said.append(f"block {block}: {amounts[0].text!r} stands before the headline")
    look = price[0][3:6]
    unlike = [one for one in inside if one.equal and one[3:6] != look]
    return said + [f"block {block}: {one.text!r} does not look like the headline" for one in unlike]
