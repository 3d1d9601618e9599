"""One good out of the items of a Merchant feed that are its variants.

Source: docs/importing.md, "Google Merchant".
"""

from collections.abc import Sequence
from itertools import takewhile
from typing import Literal

from ...core.catalogue import Stock
from ...core.messages import say
from .goods import Choice, Good
from .google_merchant_entries import PARTS, Entry
from .google_merchant_facts import CARRIED, facts_of
from .google_merchant_money import selling_of
from .google_merchant_offers import Variant, sold
from .names import slug, unique
from .reading import Wishes
from .table_dates import plain_date
from .tables import refused_at
from .tallies import Tally
from .web_addresses import web_address

_VARYING = ("color", "size", "material", "pattern", "gender", "age_group", "size_type", "multipack")
_AVAILABLE = frozenset("instock available availablefororder limitedavailability preorder backorder".split())
_SOLD_OUT = frozenset({"outofstock", "soldout", "unavailable"})
_GONE = frozenset({"discontinued"})
_TITLES = ("title", "structured_title")
_DESCRIPTIONS = ("description", "structured_description", "summary", "content")
_HERE = frozenset(
    "id title link description price sale_price sale_price_effective_date availability item_group_id"
    " item_group_title product_type google_product_category unit_pricing_base_measure min_handling_time"
    " max_handling_time summary content".split()
)
# What says nothing to a shopper: pictures, advertising, how the feed itself is used.
_MEANINGLESS = frozenset(
    "image_link additional_image_link lifestyle_image_link mobile_link ads_redirect canonical_link"
    " custom_label_0 custom_label_1 custom_label_2 custom_label_3 custom_label_4 included_destination"
    " excluded_destination shopping_ads_excluded_country identifier_exists adwords_redirect ads_labels"
    " ads_grouping adwords_labels adwords_grouping updated published pubdate guid author store_code"
    " shipping_label transit_time_label external_seller_id display_ads_id display_ads_link video_link".split()
)
_KNOWN = _HERE | CARRIED | _MEANINGLESS | PARTS.keys()
_SEPARATORS = " -\u2013\u2014|,:;/(["


def good_of(file: str, entries: Sequence[Entry], wishes: Wishes, tally: Tally) -> Good:
    """The good whose variants are *entries*. What cannot be carried over is counted in *tally*.

    Raises:
        RefusedFile: one of them has no id, has the id of another, or something in it cannot be read.
    """
    first = entries[0]
    _check_ids(file, entries)
    for entry in entries:
        if not entry.values.keys() <= _KNOWN:
            tally.name("fields_left_out", sorted(entry.values.keys() - _KNOWN))
    tally.count("category_numbers", "".join(_category(first)).isdigit())
    choices = _choices(file, entries)
    variants = [
        Variant(selling_of(file, entry, tally), choice)
        for entry, choice in zip(entries, choices, strict=True)
    ]
    selling = sold(variants, wishes, tally)
    single = len({entry.get("id") for entry in entries}) == 1
    return Good(
        line=first.line,
        source_key=first.get("item_group_id") or first.get("id"),
        name=_name(entries),
        category=_category(first),
        description=_text(first, _DESCRIPTIONS) or None,
        facts=tuple(facts_of(entries, wishes.language, tally)),
        offers=selling.offers,
        arrival=selling.arrival,
        sku=first.get("id") if single else None,
        address=web_address(first.get("link")),
        stock=_stock(file, entries),
    )


def _check_ids(file: str, entries: Sequence[Entry]) -> None:
    seen: set[tuple[str, str, str]] = set()
    for entry in entries:
        own = entry.get("id")
        if not own:
            raise entry.refused(file, "id", "no_field", "no_field", name="id")
        places = ",".join(sorted(part.parts.get("country", "") for part in entry.parts("shipping")))
        mark = (own, entry.get("price")[-3:], places)
        if mark in seen:
            reason = say("refused.twice", name=own[:60])
            raise refused_at(file, entry.line_of("id"), "id", reason, say("accepted.once"))
        seen.add(mark)


def _text(entry: Entry, names: Sequence[str]) -> str:
    """The first text under any of *names*; a structured one has it among its parts."""
    for name in names:
        found = entry.get(name)
        parts = entry.parts(name)
        if parts:
            found = parts[0].parts.get("content", "")
        if found:
            return found
    return ""


def _name(entries: Sequence[Entry]) -> str:
    """The title; of variants what their titles begin with, in whole words."""
    first = entries[0]
    titles = list(dict.fromkeys(title for entry in entries if (title := _text(entry, _TITLES))))
    own = first.get("item_group_title") or (titles[0] if titles else first.get("id"))
    if len(titles) < 2 or first.get("item_group_title"):
        return own
    columns = zip(*(title.split(" ") for title in titles), strict=False)
    words = [words[0] for words in takewhile(lambda words: len(set(words)) == 1, columns)]
    return " ".join(words).rstrip(_SEPARATORS) or own


def _category(entry: Entry) -> tuple[str, ...]:
    """The merchant's own path, else Google's, from the outside in."""
    path = entry.get("product_type") or entry.get("google_product_category")
    return tuple(part.strip() for part in path.split(">") if part.strip())


def _choices(file: str, entries: Sequence[Entry]) -> list[Choice]:
    several = _VARYING if len(entries) > 1 else ()
    varying = [name for name in several if len({entry.get(name) for entry in entries}) > 1]
    taken: set[str] = set()
    return [_choice(file, entry, varying, taken) for entry in entries]


def _choice(file: str, entry: Entry, varying: Sequence[str], taken: set[str]) -> Choice:
    """One variant, told from the others by what varies, else by its title."""
    label = " / ".join(text for name in varying if (text := entry.get(name)))
    label = label or _text(entry, _TITLES) or entry.get("id")
    return Choice(
        key=unique(slug(label, fallback="choice"), taken),
        label=label,
        sku=entry.get("id"),
        available=_state(file, entry) == "available",
    )


def _state(file: str, entry: Entry) -> Literal["available", "sold_out", "gone"]:
    word = entry.get("availability").lower().replace("_", "").replace("-", "").replace(" ", "")
    if not word or word in _AVAILABLE:
        return "available"
    if word in _SOLD_OUT:
        return "sold_out"
    if word in _GONE:
        return "gone"
    text = entry.get("availability")[:60]
    raise entry.refused(file, "availability", "unknown_availability", "unknown_availability", text=text)


def _stock(file: str, entries: Sequence[Entry]) -> Stock:
    """Available if any variant is; sold out until the first of them is back, as far as that is said."""
    states = {_state(file, entry) for entry in entries}
    if "available" in states:
        return Stock()
    if "sold_out" not in states:
        return Stock(state="gone")
    stated = (text for entry in entries if (text := entry.get("availability_date")))
    days = [day for text in stated if (day := plain_date(text))]
    return Stock(state="sold_out", back_on=min(days) if days else None)
