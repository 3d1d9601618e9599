"""H36: nothing is called the best or the most popular by its name alone; the shop's pick has its reason."""

import re
from collections.abc import Iterator, Mapping

from .examined import Examined
from .finding import Finding, found
from .overrides import own_tiers

# Words that claim a rank or an advice. A name that holds one says it to everybody, without a basis:
# what a shop wants to say so belongs into its pick, where it is marked as its own view. The
# exceptions are not praise: "best before", "best effort", a referral code (추천인).
_PRAISE = re.compile(
    r"\b(?:most[ -]popular|best[ -]?sell(?:er|ing)s?|best(?![ -](?:before|by|effort))|recommended"
    r"|top[ -]pick|editor'?s choice"
    r"|empfohlene?[rsn]?|beliebteste[rsn]?|beste[rsn]?|meistverkaufte?[rsn]?|testsieger)\b"
    r"|(?:가장|제일) ?인기|인기 ?(?:상품|요금제|1위)|(?<!비)추천(?!인|서|사)"
    r"|베스트 ?(?:셀러|상품)|판매 ?1위|최고의"
    r"|一番人気|人気(?:No|ナンバー)|おすすめ|オススメ|お勧め|ベストセラー|最高の",
    re.IGNORECASE,
)


def praise_in_names(examined: Examined) -> Iterator[Finding]:
    """H36: a tier's label or a product's name calls it the best, the most popular or recommended."""
    for path, text in _names(examined):
        words = _praise_in(text)
        if words is not None:
            yield found("H36", "error", path, "praise", name=examined.said(dict(text)), words=words)


def picks_without_basis(examined: Examined) -> Iterator[Finding]:
    """H36: the shop's pick is none of its tiers, or lacks its reason in a language of the shop."""
    pick = examined.publication.comparison.pick
    if pick is None:
        return
    tiers = own_tiers(examined)
    if pick.tier not in tiers:
        yield found("H36", "error", "$.comparison.pick.tier", "no_such_pick", named=pick.tier, accepted=tiers)
    lacking = tuple(
        language
        for language in examined.publication.shop.languages
        if not pick.reason.get(language, "").strip()
    )
    if lacking:
        yield found("H36", "error", "$.comparison.pick.reason", "pick_without_reason", languages=lacking)


def _names(examined: Examined) -> Iterator[tuple[str, Mapping[str, str]]]:
    for index, tier in enumerate(examined.publication.comparison.tiers):
        if tier.label:
            yield f"$.comparison.tiers[{index}].label", tier.label
    for placed in examined.own_products:
        yield f"{placed.path}.name", placed.seller.name


def _praise_in(text: Mapping[str, str]) -> str | None:
    found_words = (_PRAISE.search(said) for said in text.values())
    return next((match.group() for match in found_words if match), None)
