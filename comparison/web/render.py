"""Makes HTML of views and failures: one Jinja environment for the whole process."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property, partial
from itertools import product
from pathlib import Path
from typing import Any, Literal

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context as RenderContext
from markupsafe import Markup

from .. import words
from ..assets import TEMPLATES
from ..core.compare.blocks.pictures import MOST_WIDE
from ..core.compare.column import Part
from ..core.compare.conditional import MOST_IN_HEAD
from ..core.messages import Message
from ..core.money import Money
from ..core.pricing.drift import count_said
from ..core.resolving import query
from ..core.view import TierView, View
from ..core.view_blocks import PictureView
from ..storage.pictures import Format
from .block_runs import after_table, in_table
from .compiled import Compiled
from .group_makers import GROUP, are_apart, groups_maker
from .kept_groups import KeptGroups, with_groups
from .light import FALLBACK, light_environment
from .patterns import Pattern
from .pictures import address_of, widths_of
from .proof_shapes import DriftReport
from .structured import item_list, product_group
from .themes import theme_path, theme_sheet
from .unshown import unshown
from .written import Piece, Written, written

Changes = Mapping[str, str | None]
FRAGMENT, SHARE = "shop/_comparison.html", "shop/share.html"


class Renderer:
    """Renders the templates of the house; those in the owner's folder go first.

    *address* is the house's own, which links need that stand in other people's pages. *compiled* is where
    templates are kept as they were compiled.
    """

    def __init__(
        self,
        *,
        own: Path | None,
        address: str,
        asset_url: Callable[[str], str],
        compiled: Path | None = None,
    ) -> None:
        folders = [own, TEMPLATES] if own else [TEMPLATES]
        self._address, self._own = address, own
        self._another = partial(Renderer, own=own, address=address, asset_url=asset_url, compiled=compiled)
        self.environment = Environment(
            loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=Compiled(compiled, "stock") if compiled else None,
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
            beside=zip,
            across=across,
            in_head=in_head,
            in_table=in_table,
            after_table=after_table,
            picture_url=self.picture_url,
            picture_set=self.picture_set,
            theme_sheet=theme_sheet,
            theme_path=theme_path,
            structured=lambda view: product_group(view, self.share_url(view)),
        )
        self.kept_groups = KeptGroups() if are_apart(self.environment, own) else None
        pieces = {GROUP: self.kept_groups} if self.kept_groups else {}
        self.light = light_environment(self.environment, _METHODS, pieces)
        if self.light is not None and compiled is not None:
            self.light.bytecode_cache = Compiled(compiled, f"light {sorted(pieces)} {sorted(_METHODS)}")

    def unshown(self) -> dict[Literal["fragment", "share"], frozenset[Part]]:
        """What pages of each kind do not show, where the owner's templates make them."""
        if self._own is None:
            return {}
        return {"fragment": unshown(self.environment, FRAGMENT), "share": unshown(self.environment, SHARE)}

    @cached_property
    def groups_maker(self) -> str | None:
        """What writes groups of rows here (`group_makers`); None where they may show anything of a view."""
        return groups_maker(self._own) if self.kept_groups and self.light else None

    def is_as_it_began(self) -> bool:
        """Whether the templates of `groups_maker` still are what lies on the disk."""
        return groups_maker(self._own) == self.groups_maker

    def another(self) -> "Renderer":
        """One that renders the same, for another thread."""
        return self._another()

    def groups(self, view: View) -> tuple[Piece, ...] | None:
        """Each group of *view* as it stands in the fragment; None where it has none that is kept."""
        if self.kept_groups is None:
            return None
        self.fragment(view)
        language = words.speaker(view.context.lang).language
        found = tuple(self.kept_groups.found(group, view, language) for group in view.groups)
        self.kept_groups.clear()
        return tuple(piece for piece in found if piece is not None) if found and None not in found else None

    def fragment(self, view: View) -> bytes:
        """The comparison as a fragment."""
        return self._page(FRAGMENT, view).body

    def share(self, view: View) -> bytes:
        """The same fragment in a page of its own."""
        return self._page(SHARE, view).body

    def by_kind(self) -> dict[Literal["fragment", "share"], Callable[[View], Written]]:
        """What makes `fragment` and `share`, each with the digest of what it made."""
        return {"fragment": partial(self._page, FRAGMENT), "share": partial(self._page, SHARE)}

    def _page(self, template: str, view: View) -> Written:
        return self._written(template, words.speaker(view.context.lang), view=view)

    def patterns(self, patterns: Sequence[Pattern], lang: str) -> str:
        """The pattern page, with what is said where a comparison cannot be shown."""
        said = {404: "error.no_such_page", 500: "error.broken", 503: "error.unavailable"}
        failures = {status: Markup(self._failed(status, key, lang)) for status, key in said.items()}  # noqa: S704  Rendered.
        speaker = words.speaker(lang)
        return self._render("shop/patterns.html", speaker, patterns=patterns, failures=failures, lang=lang)

    def _failed(self, status: int, key: str, lang: str) -> str:
        message = words.speaker(lang).say(Message(key=key))
        return self.failure("_fragment", status=status, message=message, lang=lang, retry=False)

    def drift(self, report: DriftReport, lang: str) -> str:
        """The page that tells where checkouts differed, in the language *lang*."""
        said = count_said(report.checked, report.differing)
        return self._render("shop/drift.html", words.speaker(lang), report=report, said=said, lang=lang)

    def failure(
        self, part: str, *, status: int, message: str, lang: str, retry: bool, home: str | None = None
    ) -> str:
        """What went wrong, as *part* ``_fragment`` or ``page``. *retry* says that it may pass, and *home* is
        where the way to the shop leads."""
        values = {"status": status, "message": message, "lang": lang, "retry": retry, "home": home}
        return self._render(f"errors/{part}.html", words.speaker(lang), **values)

    def share_url(self, view: View, changes: Changes | None = None) -> str:
        """The whole address of the share page in this context, with *changes* made."""
        return f"{self._address}/c/{_place(view, changes)}"

    def picture_url(self, picture: PictureView, form: Format = "jpeg", width: int = MOST_WIDE) -> str:
        """The whole address of *picture* in one format and width."""
        return f"{self._address}{address_of(picture.digest, width, form)}"

    def picture_set(self, picture: PictureView, form: Format) -> str:
        """Every width of *picture* in one format, as ``srcset`` lists them; none wider than it is."""
        widths = widths_of(picture.widest)
        return ", ".join(f"{self.picture_url(picture, form, width)} {width}w" for width in widths)

    def drift_url(self, view: View) -> str:
        """The whole address of the page that tells where checkouts of the shop differed."""
        return f"{self._address}/drift/{view.publication.shop}?lang={view.context.lang}"

    def link(self, view: View, **changes: str | None) -> str:
        """As `share_url`, its changes by name; ``qty__user`` is the parameter ``qty.user``."""
        return self.share_url(view, changes)

    def _render(self, template: str, speaker: words.Speaker, **values: object) -> str:
        return self._written(template, speaker, **values).body.decode()

    def _written(self, template: str, speaker: words.Speaker, **values: object) -> Written:
        if self.light is not None:
            with suppress(*FALLBACK):
                light = self.light.get_template(template)
                return written(light.generate(speaker=speaker, spoken=speaker.text, **values))
        whole = {
            name: with_groups(value) if isinstance(value, View) else value for name, value in values.items()
        }
        return written((self.environment.get_template(template).render(speaker=speaker, **whole),))


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
    return _MARKS[tier.tinted, tier.in_pair, tier.solves]


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
_MARKS = {
    (tinted, in_pair, solves): Markup(  # noqa: S704  Made of these very words.
        " data-tinted" * tinted + " data-rest" * (not in_pair) + " data-solves" * solves
    )
    for tinted, in_pair, solves in product((False, True), repeat=3)
}

# The filters that are a method of the speaker and nothing more.
_METHODS = {"say": "say", "money": "money", "day": "day"}
