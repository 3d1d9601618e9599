"""What every page of the merchant's side is made with: routes that let the right people in, and answers.

A route is made by `Desk.shows` (GET) or `Desk.changes` (POST), and by nothing else: there the session, the
role, the origin and the token are looked at, so that no page can forget it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar
from urllib.parse import quote

from litestar import HttpMethod, Request, Response, route
from litestar.handlers import HTTPRouteHandler
from msgspec.structs import replace

from ... import words
from ...core.errors import ComparisonError, NewerFormat, StoreUnusable
from ...import_hosts import ImportHost
from ...storage.access import LastOwner, LinkUsed
from ...storage.accounts import Role
from ...storage.auditing import delete_noted, save_noted
from ...storage.staging_room import tidy_first
from ...storage.store import AnyRecord, Kind, Store
from ..answers import HTML, Answer, Headers, momentary, response
from ..failures import status_of
from ..group_writer import GroupWriter
from ..logs import log
from ..preparing import prepare_if_possible
from ..reading import Reader
from ..refusals import Unavailable
from ..render import Renderer
from ..sealing import Sealing
from .conflicts import Conflict
from .entering import Entering, sign_in_address, sign_in_values
from .options import options_in
from .refusals import NotAllowed, NotOurAddress, NotOurForm, TooManyAttempts, TooManyShops
from .sections import ROLE_WORDS, SECTIONS, TABS
from .site import Site
from .visit import Visit

P = ParamSpec("P")
T = TypeVar("T")
AnyRequest = Request[Any, Any, Any]
MOST_FORM_BYTES = 300_000
# What the merchant's side refuses besides what is refused everywhere.
STATUSES: dict[type[ComparisonError], int] = {
    NotAllowed: 403,
    NotOurForm: 403,
    NotOurAddress: 403,
    LastOwner: 422,
    LinkUsed: 410,
    TooManyAttempts: 429,
    TooManyShops: 422,
}
_READING = (HttpMethod.GET, HttpMethod.HEAD)


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page: the template ``admin/NAME.html``, whose changing part is ``admin/_NAME.html``, and its values.

    *section* and *tab* say where in the navigation it stands.
    """

    name: str
    section: str = ""
    tab: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


Handler = Callable[["Desk", Visit], Awaitable[Answer]]
Sender = Callable[["Desk", Visit], Awaitable[Response[Any]]]


class Desk:
    """Makes routes and answers over one store. *hosts* are those that the operator lets us fetch from."""

    def __init__(
        self,
        reader: Reader,
        renderer: Renderer,
        site: Site,
        hosts: Sequence[ImportHost] = (),
        *,
        sealing: Sealing,
    ) -> None:
        self.reader, self.site, self.sealing = reader, site, sealing
        self.hosts = tuple(hosts)
        self._templates, self._groups = renderer.environment, GroupWriter(renderer)
        self._entering = Entering(reader, site)

    @property
    def store(self) -> Store:
        """The store; ask it by `ask` and `change`."""
        return self.reader.store

    # Routes

    def shows(self, path: str, handler: Handler, *, least: Role = "viewer") -> HTTPRouteHandler:
        """A page at *path* for everybody whose role in the shop of the address is *least* or more."""

        @route(path, http_method=_READING, name=f"shows {path}")
        async def shown(request: AnyRequest) -> Response[bytes]:
            return _sent(request, await self._shown(request, handler, least))

        return shown

    def sends(self, path: str, handler: Sender, *, least: Role = "viewer") -> HTTPRouteHandler:
        """A file at *path*, for the same people as `shows`; what cannot be sent is said on a page."""

        @route(path, http_method=HttpMethod.GET, name=f"sends {path}")
        async def sent(request: AnyRequest) -> Response[Any]:
            found = await self._shown(request, handler, least)
            return response(found) if isinstance(found, Answer) else found

        return sent

    def changes(
        self,
        path: str,
        handler: Handler,
        *,
        least: Role = "editor",
        shown_at: str = "",
        most_bytes: int = MOST_FORM_BYTES,
    ) -> HTTPRouteHandler:
        """What a form sent to *path* does. *shown_at* is the page of the form, where it is another address.

        Who was signed out meanwhile gets the form back after signing in, with all that was typed.
        """

        @route(path, http_method=HttpMethod.POST, name=f"changes {path}", request_max_body_size=most_bytes)
        async def changed(request: AnyRequest) -> Response[bytes]:
            return response(await self._changed(request, handler, least, shown_at or path))

        return changed

    def opens(self, path: str, show: Handler, change: Handler) -> list[HTTPRouteHandler]:
        """A page that needs no session (signing in, a one-time link), and what its form does."""

        @route(path, http_method=_READING, name=f"opens {path}")
        async def shown(request: AnyRequest) -> Response[bytes]:
            return _sent(request, await self._opened(request, show))

        @route(
            path,
            http_method=HttpMethod.POST,
            name=f"enters {path}",
            request_max_body_size=MOST_FORM_BYTES * 2,
        )
        async def entered(request: AnyRequest) -> Response[bytes]:
            return response(await self._opened(request, change))

        return [shown, entered]

    # Answers

    def page(self, visit: Visit, page: Page, *, status: int = 200, more: Headers = ()) -> Answer:
        """The page, or where the visit asks for no more, its changing part."""
        name = f"admin/{'_' if visit.is_partial else ''}{page.name}.html"
        html = self.render(name, visit, page=page, **page.values)
        return momentary(html.encode(), HTML, status=status, head=False, more=more)

    def part(self, visit: Visit, template: str, *, status: int = 200, **values: Any) -> Answer:
        """A smaller part of a page (one row of a table): the template ``admin/_….html`` with its values."""
        html = self.render(template, visit, page=Page(name=""), **values)
        return momentary(html.encode(), HTML, status=status, head=False)

    def refused(self, visit: Visit, page: Page) -> Answer:
        """422: the form again, as it was typed, with a message at each field that is wrong."""
        return self.page(visit, page, status=422)

    def conflict(self, visit: Visit, page: Page, found: Conflict) -> Answer:
        """409: somebody changed the record first; both versions, to choose from field by field."""
        both = Page(name="conflict", section=page.section, tab=page.tab, values={"conflict": found})
        return self.page(visit, both, status=409)

    def done(self, visit: Visit, page: Page, address: str, did: str = "saved") -> Answer:
        """After a change: the changing part at once where a script asked for it, else back to *address*.

        *did* is the key of the line that says it, in the area ``admin_did``.
        """
        if visit.is_partial:
            return self.page(visit, Page(**{**_fields(page), "values": {**page.values, "did": did}}))
        return self.go(visit, f"{address}?did={did}")

    def go(self, visit: Visit, address: str, more: Headers = ()) -> Answer:
        """Lead the browser to *address*, an own one."""
        status, name = (200, b"hx-redirect") if visit.is_partial else (303, b"location")
        return momentary(b"", HTML, status=status, head=False, more=[(name, address.encode()), *more])

    def render(self, template: str, visit: Visit, **values: Any) -> str:
        """HTML of *template*, in the visit's language."""
        speaker = words.speaker(visit.language)
        known = {
            "visit": visit,
            "sections": SECTIONS,
            "tabs": TABS,
            "role_words": ROLE_WORDS,
            "did": visit.query.get("did", ""),
            "moment_in": visit.said_moment,
            **options_in(visit.language),
        }
        return self._templates.get_template(template).render(speaker=speaker, **(known | values))

    # The store

    async def ask(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Read from the store."""
        return await self.reader.ask(function, *args, **kwargs)

    async def change(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Write to the store: in a thread, because a writer may have to wait for another one."""
        return await asyncio.to_thread(function, *args, **kwargs)

    async def prepare(self, visit: Visit, comparison: str) -> None:
        """Make ready what first answers of *comparison*, which was published just now, are made from."""
        at, groups = self.reader.clock(), self._groups
        await self.change(prepare_if_possible, self.store, visit.shop, comparison, at, groups)

    async def save(self, visit: Visit, record: AnyRecord, *, expected: int | None) -> int:
        """Write a record of the visit's shop, with its line in the audit log; the revision it has then.

        Raises:
            StaleRevision: somebody changed it since *expected*; answer with `conflict`.
        """
        by, now = visit.by, visit.moment
        return await self.change(
            save_noted, self.store, visit.shop, record, expected=expected, by=by, now=now
        )

    async def delete(self, visit: Visit, kind: Kind, key: str, *, expected: int | None) -> None:
        """Take a record of the visit's shop away, with its line in the audit log. Raises as `save`."""
        by, now = visit.by, visit.moment
        await self.change(delete_noted, self.store, visit.shop, kind, key, expected=expected, by=by, now=now)

    # How a request becomes a visit

    async def _shown(
        self, request: AnyRequest, handler: Callable[["Desk", Visit], Awaitable[T]], least: Role
    ) -> Answer | T:
        visit = await self._entering.visit(request)
        try:
            self.site.check_address(request.scope)
            if visit.account is None:
                return self.go(visit, sign_in_address(visit))
            visit = await self._entering.in_shop(visit, least)
            if self.store.batches():
                await self.change(tidy_first, self.store)
            return await handler(self, await self._entering.resumed(visit))
        except ComparisonError as error:
            return self._failure(visit, error)

    async def _changed(self, request: AnyRequest, handler: Handler, least: Role, shown_at: str) -> Answer:
        visit = await self._entering.visit(request)
        try:
            visit = await self._entering.sent(visit, request)
            if visit.account is None:
                return self._sign_in_first(visit, shown_at)
            self._entering.check_token(visit, request)
            visit = await self._entering.in_shop(visit, least)
            return await handler(self, visit)
        except ComparisonError as error:
            return self._failure(visit, error)

    async def _opened(self, request: AnyRequest, handler: Handler) -> Answer:
        visit = await self._entering.visit_at_the_door(request)
        try:
            self.site.check_address(request.scope)
            if request.method == "POST":
                visit = await self._entering.sent(visit, request)
                self._entering.check_token(visit, request)
            answer = await handler(self, visit)
        except ComparisonError as error:
            answer = self._failure(visit, error)
        return self._entering.with_door(answer, visit, request)

    def _sign_in_first(self, visit: Visit, shown_at: str) -> Answer:
        at_the_door = self._entering.at_the_door(visit, shown_at)
        page = Page(name="sign_in", values=sign_in_values(self.site, at_the_door))
        more = [(b"hx-retarget", b"body"), self.site.setting(self.site.door_cookie, at_the_door.door)]
        html = self.render("admin/sign_in.html", at_the_door, page=page, **page.values)
        return momentary(html.encode(), HTML, status=401, head=False, more=more)

    def _failure(self, visit: Visit, error: ComparisonError) -> Answer:
        if isinstance(error, StoreUnusable | NewerFormat):
            # The path of a database is for whoever reads the log.
            log().error("unavailable", path=quote(visit.path), reason=str(error))
            error = Unavailable()
        status = next((code for kind, code in STATUSES.items() if isinstance(error, kind)), status_of(error))
        values = {"message": words.sentence_of(error, visit.language), "is_missing": status == 404}
        return self.page(visit, Page(name="failure", values=values), status=status)


def _sent(request: AnyRequest, answer: Answer) -> Response[bytes]:
    return response(replace(answer, body=b"") if request.method == "HEAD" else answer)


def _fields(page: Page) -> dict[str, Any]:
    return {"name": page.name, "section": page.section, "tab": page.tab, "values": page.values}
