"""Rows under their headings, and which of them fold."""

from collections.abc import Hashable, Mapping

from ..catalogue import Feature
from ..kept import Kept
from ..languages import other_language
from ..messages import Message, say
from ..view_rows import GroupView, RowView
from .column import Bench
from .rows import Rows

FOLD_FROM = 15


def grouped(bench: Bench, rows: Rows) -> tuple[GroupView, ...]:
    """The rows under their headings; groups that show nothing are left out.

    "Differences only" shows what differs. Otherwise all rows stand in place up to 14 rows; from
    15 on, equal rows that nobody needs are folded in their group. The same rows are the very same
    groups again while they are kept.
    """
    only = bench.context.diff == "only"
    answer = bench.kept.once(
        "groups",
        _group_question(bench.languages, rows, only=only),
        # Their identities stand for *rows* only as long as they are held.
        lambda: (rows, _groups(bench, rows, only=only)),
    )
    return answer[1]


def keep_groups(kept: Kept, languages: tuple[str, ...], rows: Rows, groups: tuple[GroupView, ...]) -> None:
    """*groups* are what `grouped` answers with for *rows* where not only differences are asked for."""
    kept.once("groups", _group_question(languages, rows, only=False), lambda: (rows, groups))


def _group_question(languages: tuple[str, ...], rows: Rows, *, only: bool) -> Hashable:
    return languages, only, tuple(map(id, rows))


def _groups(bench: Bench, rows: Rows, *, only: bool) -> tuple[GroupView, ...]:
    category = bench.publication.category
    features = {feature.key: feature for feature in category.features}
    groups = [(one.key, *_heading(bench, one.label)) for one in category.groups]
    known = {key for key, *_ in groups}
    groups.append(("", say("page.features_heading"), None))
    shown: dict[str, list[RowView]] = {key: [] for key, *_ in groups}
    folded: dict[str, list[RowView]] = {key: [] for key, *_ in groups}
    folding = len(rows) >= FOLD_FROM
    for row in rows:
        key = _group_of(features[row.feature], known)
        if _is_shown(row, only=only, folding=folding):
            shown[key].append(row)
        elif not only:
            folded[key].append(row)
    return tuple(
        GroupView(
            key=key or "other", label=heading, rows=tuple(shown[key]), folded=tuple(folded[key]), lang=lang
        )
        for key, heading, lang in groups
        if shown[key] or folded[key]
    )


def _heading(bench: Bench, text: Mapping[str, str]) -> tuple[Message, str | None]:
    return say("page.plain", text=bench.label(text)), other_language(text, bench.languages)


def _group_of(feature: Feature, known: set[str]) -> str:
    return feature.group if feature.group in known and feature.group is not None else ""


def _is_shown(row: RowView, *, only: bool, folding: bool) -> bool:
    if only:
        return row.differs or row.lit
    return row.differs or row.needed or row.lit or not folding
