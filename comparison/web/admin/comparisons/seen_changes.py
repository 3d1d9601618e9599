"""What shoppers will see change from one edition to another: prices, rows and fits, old and new.

Every market of the shop is asked, and every buyer type; and where there are more products than a table
has columns, all of them in turn. What the tables cannot tell (a title, an order, a text) is named.
"""

import datetime
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from msgspec.structs import replace

from .... import words
from ....core.bounds import MOST_SHOWN_TIERS
from ....core.compare import compare
from ....core.compare.changes import Shown, changes, same_context
from ....core.context import Asked
from ....core.delivery import Clock
from ....core.errors import BadParameter
from ....core.messages import Message, say
from ....core.publication import Edition, Publication
from ....storage.holidays import holidays_of

MOST_TOLD = 200


class Seen(NamedTuple):
    """*told* are sentences with the old and the new; *also* names what changes besides. Neither: nothing."""

    told: tuple[str, ...]
    also: tuple[Message, ...]


class Day(NamedTuple):
    """When and in which language somebody looks."""

    now: datetime.datetime
    language: str


def seen_changes(before: Edition, after: Edition, day: Day) -> Seen:
    """What is different in *after*, as shoppers meet it on that day."""
    speaker = words.speaker(day.language)
    told: dict[str, None] = {}
    for asked in _contexts(before.publication, after.publication, day.language):
        found = _changes(before, after, asked, day)
        told.update(dict.fromkeys(speaker.say(message) for message in found))
    return Seen(tuple(told)[:MOST_TOLD], tuple(_also(before.publication, after.publication)))


def _contexts(before: Publication, after: Publication, language: str) -> Iterator[Asked]:
    """Every market, then every buyer type that both know; for each, all products that both have."""
    plain = Asked(lang=language)
    both = [one.key for one in after.personas if one.key in {old.key for old in before.personas}]
    known = set(before.shop.markets)
    starts = [replace(plain, market=code) for code in after.shop.markets if code in known]
    starts += [replace(plain, persona=key) for key in both]
    for start in starts or [plain]:
        yield from (replace(start, tiers=some) for some in _columns(before, after))


def _columns(before: Publication, after: Publication) -> list[tuple[str, ...]]:
    """Nothing where a table shows all products unasked; else those that both have, as many as it shows."""
    old, new = ([tier.key for tier in one.comparison.tiers] for one in (before, after))
    shared = [key for key in new if key in set(old)]
    if max(len(old), len(new)) <= MOST_SHOWN_TIERS or len(shared) <= 1:
        return [()]
    size = MOST_SHOWN_TIERS
    return [tuple(shared[start : start + size]) for start in range(0, len(shared), size)]


def _changes(before: Edition, after: Edition, asked: Asked, day: Day) -> Sequence[Message]:
    """In one context; nothing where one of the two cannot be shown in it."""
    clock = Clock(time=day.now.time(), holidays=holidays_of)
    viewing = partial(compare, today=day.now.date(), clock=clock)
    try:
        old = viewing(before, asked)
        same = replace(same_context(asked, old.context), tiers=asked.tiers)
        pair = [Shown(edition=one, view=viewing(one, same)) for one in (before, after)]
    except BadParameter:
        return ()
    today = day.now.date()
    return [item.text for item in changes(pair[0], pair[1], today, lambda _: today).items]


def _also(before: Publication, after: Publication) -> Iterator[Message]:
    """What changes that no row, price or fit tells."""
    found = [message for message, told in _BESIDES if told(before) != told(after)]
    yield from found
    if not found and _drafted(before) != _drafted(after):
        yield say("admin_publish.also_rest")


def _drafted(publication: Publication) -> Publication:
    """All that was drafted, and nothing that publishing adds."""
    return replace(publication, gone=(), priors=())


# What is named where it differs: by the words for it, the parts of a publication that they are about.
_BESIDES: tuple[tuple[Message, Callable[[Publication], object]], ...] = (
    (say("admin_publish.also_title"), lambda one: one.comparison.title),
    (say("admin_publish.also_order"), lambda one: [tier.key for tier in one.comparison.tiers]),
    (say("admin_publish.also_rows"), lambda one: (one.comparison.features, one.category)),
    (say("admin_publish.also_blocks"), lambda one: one.comparison.blocks),
    (
        say("admin_publish.also_start"),
        lambda one: (one.comparison.horizon, one.comparison.interval, one.comparison.usual),
    ),
    (
        say("admin_publish.also_choosing"),
        lambda one: (one.comparison.pains, one.comparison.quiz, one.comparison.chooser, one.personas),
    ),
    (say("admin_publish.also_texts"), lambda one: (one.comparison.questions, one.comparison.heard, one.shop)),
    (say("admin_publish.also_products"), lambda one: (one.products, one.add_ons)),
)
