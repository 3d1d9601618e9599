"""Makes HTML of views and failures: one Jinja environment for the whole process."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context as RenderContext
from markupsafe import Markup

from .. import words
from ..assets import TEMPLATES
from ..core.compare.conditional import MOST_IN_HEAD
from ..core.messages import Message
from ..core.money import Money
from ..core.pricing.drift import count_said
from ..core.resolving import query
from ..core.view import TierView, View
from .proof_shapes import DriftReport
from .structured import item_list, product_group

Changes = Mapping[str, str | None]


class Renderer:
    """Renders the templates of the house; those in the owner's folder go first.

    *address* is the house's own, which links need that stand in other people's pages.
    """

    def __init__(self, *, own: Path | None, address: str, asset_url: Callable[[str], str]) -> None:
        folders = [own, TEMPLATES] if own else [TEMPLATES]
        self._address = address
        self.environment = Environment(
            loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self.environment.filters.update(_FILTERS)
        self.environment.globals.update(
            asset_url=asset_url,
            share_url=self.share_url,
            fragment_path=fragment_path,
            drift_url=self.drift_url,
            link=self.link,
            spoken=_spoken,
            list_of=item_list,
            pair_of=pair_of,
            marks=marks,
            across=across,
            in_head=in_head,
            structured=lambda view: product_group(view, self.share_url(view)),
        )

    def fragment(self, view: View) -> str:
        """The comparison as a fragment."""
        return self._render("shop/_comparison.html", words.speaker(view.context.lang), view=view)

    def share(self, view: View) -> str:
        """The same fragment in a page of its own."""
        return self._render("shop/share.html", words.speaker(view.context.lang), view=view)

    def drift(self, report: DriftReport, lang: str) -> str:
        """The page that tells where checkouts differed, in the language *lang*."""
        said = count_said(report.checked, report.differing)
        return self._render("shop/drift.html", words.speaker(lang), report=report, said=said, lang=lang)

    def failure(self, part: str, *, status: int, message: str, lang: str, retry: bool) -> str:
        """What went wrong, as *part* ``_fragment`` or ``page``. *retry* says that it may pass."""
        values = {"status": status, "message": message, "lang": lang, "retry": retry}
        return self._render(f"errors/{part}.html", words.speaker(lang), **values)

    def share_url(self, view: View, changes: Changes | None = None) -> str:
        """The whole address of the share page in this context, with *changes* made."""
        return f"{self._address}/c/{_place(view, changes)}"

    def drift_url(self, view: View) -> str:
        """The whole address of the page that tells where checkouts of the shop differed."""
        return f"{self._address}/drift/{view.publication.shop}?lang={view.context.lang}"

    def link(self, view: View, **changes: str | None) -> str:
        """As `share_url`, its changes by name; ``qty__user`` is the parameter ``qty.user``."""
        return self.share_url(view, changes)

    def _render(self, template: str, speaker: words.Speaker, **values: object) -> str:
        return self.environment.get_template(template).render(speaker=speaker, **values)


def fragment_path(view: View, changes: Changes | None = None) -> str:
    """The fragment's address below the host, in this context with *changes* made."""
    return f"/fragments/{_place(view, changes)}"


def pair_of(view: View) -> tuple[str, str]:
    """Keys of the two tiers that a phone shows: twice the only one where there are no two."""
    pair = [tier.key for tier in view.tiers if tier.in_pair] or [tier.key for tier in view.tiers]
    return pair[0], pair[min(1, len(pair) - 1)]


def across(view: View) -> int:
    """How many columns the table has, the one of the labels among them."""
    return len(view.tiers) + 1


def in_head(conditional: Sequence[Message]) -> Sequence[Message]:
    """The conditional prices for which a column head has room; the receipt has the others."""
    return conditional[:MOST_IN_HEAD]


def marks(tier: TierView) -> Markup:
    """The attributes of every cell in the column of *tier*."""
    tinted = " data-tinted" if tier.tinted else ""
    rest = "" if tier.in_pair else " data-rest"
    solves = " data-solves" if tier.solves else ""
    return Markup(tinted + rest + solves)  # noqa: S704  Made of the words above.


def _place(view: View, changes: Changes | None) -> str:
    where = view.publication
    parameters = query(view.context, **(changes or {}))
    return f"{where.place}{'?' if parameters else ''}{parameters}"


def _speaker(context: RenderContext) -> words.Speaker:
    speaker: words.Speaker = context["speaker"]
    return speaker


@pass_context
def _spoken(context: RenderContext, key: str, **arguments: object) -> str:
    return _speaker(context).say(Message(key=key, arguments=arguments))


@pass_context
def _say(context: RenderContext, message: Message) -> str:
    return _speaker(context).say(message)


@pass_context
def _money(context: RenderContext, amount: Money) -> str:
    return _speaker(context).money(amount)


@pass_context
def _day(context: RenderContext, day: datetime.date) -> str:
    return _speaker(context).day(day)


@pass_context
def _number(context: RenderContext, text: str | int) -> str:
    return _speaker(context).number(str(text))


def _language_name(tag: str) -> str:
    """A language's name in that language, for whoever looks for it."""
    return words.speaker(tag).language_name(tag)


_FILTERS: dict[str, Callable[..., Any]] = {
    "say": _say,
    "money": _money,
    "day": _day,
    "number": _number,
    "language_name": _language_name,
}
