"""Check and publish: errors one by one, the rest as one line, what shoppers will see, and the button."""

import datetime
from collections.abc import Sequence

from litestar.handlers import HTTPRouteHandler

from ....core.bounds import LINE
from ....core.check.finding import Finding
from ....core.errors import PublishingRefused
from ....core.messages import say
from ....storage.checking import checker
from ....storage.moments import moment
from ....storage.noted_publishing import Doing, DraftChanged, publish_noted
from ....storage.zones import zone_of
from ...answers import Answer
from ...forms import Form
from ..desk import Desk, Page
from ..guesses import markets
from ..price_answers import read_answers
from ..visit import Visit
from .drafting import now_there
from .looking import Look, look
from .places import ONE, address_of, page_of
from .remedies import Remedy, mend

CHECK = f"{ONE}/check"
WHEN = ("now", "later")
ANSWERS = "answers"
MOST_YEARS_AHEAD = 10


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page, answering for all products, and publishing."""
    return [desk.shows(CHECK, show), desk.changes(CHECK, act)]


async def show(desk: Desk, visit: Visit) -> Answer:
    """The draft, looked at."""
    found = await desk.change(look, desk.store, visit)
    return desk.page(visit, _page(visit, visit.typed or _first(found), found))


async def act(desk: Desk, visit: Visit) -> Answer:
    """What the button says."""
    does = answer if visit.form.get("_do") == ANSWERS else publish
    return await does(desk, visit)


async def answer(desk: Desk, visit: Visit) -> Answer:
    """Say of the prices of all products what was answered, as far as it is open in what was looked at."""
    form, found = visit.form, await desk.change(look, desk.store, visit)
    remedy = Remedy(read_answers(form), form.flag("attested"))
    if not form.errors and not remedy.says_anything:
        form.fail("", say("admin_after.nothing_said"))
    if form.errors:
        return desk.refused(visit, _page(visit, form, found))
    try:
        await desk.change(mend, desk.store, visit, form.get("_seen"), found.remedies, remedy)
    except DraftChanged:
        form.fail("", say("admin_after.draft_changed"))
        return desk.page(visit, _page(visit, _newly_seen(form, found), found), status=409)
    after = await desk.change(look, desk.store, visit)
    return desk.done(visit, _page(visit, _first(after), after), address_of(visit, "/check"))


async def publish(desk: Desk, visit: Visit) -> Answer:
    """Make the draft live, now or later; or say why not, and change nothing."""
    form, found = visit.form, await desk.change(look, desk.store, visit)
    if found.worth and found.is_new and not form.flag("ticked"):
        form.fail("ticked", say("admin_publish.tick_first"))
    note, since = form.text("note", least=0, most=LINE), _since(form, visit)
    if found.errors or form.errors:
        return desk.refused(visit, _page(visit, form, found))
    doing = Doing(visit.shop, visit.keys["comparison"], visit.by, note, visit.moment)
    check = checker(desk.store, visit.shop, now_there(visit).date())
    seen = form.get("_seen")
    try:
        await desk.change(
            publish_noted, desk.store, doing, check=check, markets=markets(), seen=seen, since=since
        )
    except PublishingRefused as refused:
        return await _refused(desk, visit, refused.findings)
    except DraftChanged as changed:
        form.fail("", say(changed.key))
        return desk.page(visit, _page(visit, _newly_seen(form, found), found), status=409)
    await desk.prepare(visit, doing.comparison)
    after = await desk.change(look, desk.store, visit)
    did = "scheduled" if since else "published"
    return desk.done(visit, _page(visit, _first(after), after), address_of(visit, "/check"), did)


async def _refused(desk: Desk, visit: Visit, findings: Sequence[object]) -> Answer:
    said = [one for one in findings if isinstance(one, Finding)]
    found = await desk.change(look, desk.store, visit, said)
    return desk.refused(visit, _page(visit, visit.form, found))


def _first(found: Look) -> Form:
    return Form.filled({"_seen": found.mark, "when": "now"})


def _newly_seen(form: Form, found: Look) -> Form:
    """*form* for the draft as it is by now; what was ticked was ticked for another one."""
    kept = [pair for pair in form.pairs if pair[0] not in {"_seen", "ticked", "attested"}]
    again = Form([*kept, ("_seen", found.mark)])
    again.errors.update(form.errors)
    return again


def _since(form: Form, visit: Visit) -> str | None:
    """The moment that was chosen by the shop's clock; None for now, or where an error was noted."""
    if form.choice("when", WHEN) != "later":
        return None
    typed = _typed_time(form)
    if typed is None:
        form.fail("at", say("admin_publish.no_moment"))
        return None
    # By years, before anything is computed: the first and the last of the calendar have no moment everywhere.
    years = typed.year - visit.now.year
    if not -1 <= years <= MOST_YEARS_AHEAD:
        form.fail("at", say("admin_publish.past" if years < 0 else "admin_publish.too_far"))
        return None
    return moment(_at(form, typed, visit))


def _typed_time(form: Form) -> datetime.datetime | None:
    """The time in the field, of no zone; None where it is none."""
    try:
        typed = datetime.datetime.fromisoformat(form.get("at"))
    except ValueError:
        return None
    return typed.replace(tzinfo=None, second=0, microsecond=0)


def _at(form: Form, typed: datetime.datetime, visit: Visit) -> datetime.datetime:
    """*typed* by the shop's clock; an error is noted where there is no such time, or it has passed."""
    zone = zone_of(visit.time_zone)
    at = typed.replace(tzinfo=zone).astimezone(datetime.UTC)
    if at.astimezone(zone).replace(tzinfo=None) != typed:
        form.fail("at", say("admin_publish.no_such_hour"))
    elif at <= visit.now:
        form.fail("at", say("admin_publish.past"))
    return at


def _page(visit: Visit, form: Form, found: Look) -> Page:
    return page_of("comparison_check", "check", visit, found.title, form=form, look=found)
