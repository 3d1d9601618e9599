"""One look at a draft before it goes live: what is to fix, what is worth a look, what shoppers will see."""

from collections.abc import Sequence
from typing import NamedTuple

from .... import words
from ....core.check.finding import Finding
from ....core.publication import Edition, Publication
from ....storage.checking import findings_on
from ....storage.noted_publishing import draft_mark, scheduled
from ....storage.store import LiveEntry, Store
from ..guesses import markets
from ..visit import Visit
from .drafting import draft_edition, live_edition, now_there, title_of
from .finding_groups import Group, Said, grouped, kind_of
from .finding_places import place_of
from .remedies import Remedies, remedies_of
from .seen_changes import Day, Seen, seen_changes


class Look(NamedTuple):
    """*mark* tells this draft from every other one. *seen* is what shoppers will see change; None where
    there are errors, or nothing is live: then *tiers* and *rows* say what they will see at all."""

    title: str
    mark: str
    errors: tuple[Said, ...]
    worth: tuple[Said, ...]
    live: int
    seen: Seen | None
    tiers: int
    rows: int
    planned: tuple[LiveEntry, ...]
    remedies: Remedies = Remedies()

    @property
    def error_groups(self) -> tuple[Group, ...]:
        """The errors, those of one kind together."""
        return grouped(self.errors)

    @property
    def worth_groups(self) -> tuple[Group, ...]:
        """What is worth a look, of one kind together."""
        return grouped(self.worth)

    @property
    def is_new(self) -> bool:
        """Whether publishing would change anything."""
        return self.seen is None or bool(self.seen.told or self.seen.also)


def look(store: Store, visit: Visit, refused: Sequence[Finding] = ()) -> Look:
    """The draft as it is now; *refused* is what publishing it said on top.

    Raises:
        NotFound: no such comparison.
    """
    comparison = visit.keys["comparison"]
    draft, live = draft_edition(store, visit), live_edition(store, visit)
    today = now_there(visit).date()
    found = findings_on(store, visit.shop, comparison, markets=markets(), today=today)
    said = [(one.level, _said(one, draft.publication, visit)) for one in (*refused, *found)]
    errors = tuple(dict.fromkeys(one for level, one in said if level == "error"))
    category = draft.publication.category
    return Look(
        title=title_of(draft, visit),
        mark=draft_mark(store, visit.shop, comparison, markets=markets()),
        errors=errors,
        worth=tuple(dict.fromkeys(one for level, one in said if level != "error")),
        live=live.number if live else 0,
        seen=None if errors or live is None else _seen(live, draft, visit),
        tiers=len(draft.publication.comparison.tiers),
        rows=len(draft.publication.comparison.features or category.features),
        planned=tuple(scheduled(store, visit.shop, comparison, visit.moment)),
        remedies=remedies_of(draft.publication, found, visit),
    )


def reasons(findings: Sequence[object], visit: Visit) -> list[str]:
    """Why publishing was refused, in words."""
    speaker = words.speaker(visit.language)
    return [speaker.say(one.message) for one in findings if isinstance(one, Finding)]


def _seen(before: Edition, after: Edition, visit: Visit) -> Seen:
    return seen_changes(before, after, Day(now_there(visit), visit.language))


def _said(finding: Finding, publication: Publication, visit: Visit) -> Said:
    speaker = words.speaker(visit.language)
    return Said(
        finding.rule,
        speaker.say(finding.message),
        speaker.say(finding.fix) if finding.fix else "",
        place_of(finding.path, publication, visit.shop),
        *kind_of(finding, publication),
    )
