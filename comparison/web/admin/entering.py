"""From a request to a visit: who is it, may they, and what did they type before they had to sign in again."""

import asyncio
import datetime
import json
import re
import secrets
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlencode

import msgspec
from litestar import Request

from ...core.catalogue import Shop
from ...core.errors import NotFound
from ...core.languages import label
from ...storage.accounts import Role
from ...storage.moments import moment
from ...storage.sessions import PendingRow
from ..answers import Answer, header
from ..forms import Form
from ..reading import Reader, pairs_of
from ..uploads import read_body
from .refusals import NotAllowed
from .sessions import account_of
from .site import Site, check_token, new_secret, token_of
from .speech import language_of, region_of
from .visit import Visit

SIGN_IN = "/admin/_/sign-in"
TOKEN = "_token"  # noqa: S105  The field's name.
PENDING, NEXT = "_pending", "_next"
MOST_PENDING_BYTES = 200_000
_OWN_PATH = re.compile(r"(?!.*/\.)/admin(/[A-Za-z0-9_~.-]{1,100}){0,8}(\?[A-Za-z0-9_=&.%~+-]{0,1000})?")
_KEY = re.compile(r"[a-z0-9-]{1,64}")
_Pairs = list[tuple[str, str]]
AnyRequest = Request[Any, Any, Any]


class Entering:
    """Makes visits of requests."""

    def __init__(self, reader: Reader, site: Site) -> None:
        self._reader, self._site = reader, site

    async def visit(self, request: AnyRequest) -> Visit:
        """Who asks, as far as the session's cookie says; not yet in any shop."""
        now = self._reader.clock().astimezone(datetime.UTC)
        secret = self._site.cookie(request.scope, self._site.session_cookie)
        account = await self._reader.ask(account_of, self._reader.store, secret, now)
        if account and not account.was_seen:
            # A writer may have to wait for another one, which nobody else should wait for.
            await asyncio.to_thread(self._reader.store.touch_session, account.session, moment(now))
        accepted = header(request.scope, b"accept-language")
        return Visit(
            account=account,
            path=request.scope["path"],
            keys={name: str(value) for name, value in request.path_params.items()},
            query=dict(pairs_of(request.scope["query_string"])),
            language=language_of(account.language if account else "", accepted),
            region=region_of(accepted),
            token=token_of(secret),
            is_partial=header(request.scope, b"hx-request") == "true",
            now=now,
            client=request.client.host if request.client else "",
        )

    async def visit_at_the_door(self, request: AnyRequest) -> Visit:
        """As `visit`, for a page that needs no session: its forms hang on a cookie of the door's own."""
        door = self._site.cookie(request.scope, self._site.door_cookie) or new_secret()
        return replace(await self.visit(request), token=token_of(door), door=door)

    async def sent(self, visit: Visit, request: AnyRequest) -> Visit:
        """*visit* with the form that it brings.

        Raises:
            NotOurAddress, NotOurForm: it was not sent by a page of ours.
            MalformedRequest, BodyTooLarge: it cannot be read.
        """
        self._site.check_address(request.scope)
        self._site.check_origin(request.scope)
        pairs, files = await read_body(request)
        return replace(visit, typed=Form(pairs), files=files)

    def check_token(self, visit: Visit, request: AnyRequest) -> None:
        """Raises NotOurForm where the form does not carry the token of the cookie."""
        name = self._site.door_cookie if visit.door else self._site.session_cookie
        check_token(self._site.cookie(request.scope, name), visit.form.get(TOKEN))

    async def in_shop(self, visit: Visit, least: Role) -> Visit:
        """*visit* with the shop of its address and the role there; as it is where the address names none.

        Raises:
            NotFound: there is no such shop, or the account has nothing to do with it: both look the same.
            NotAllowed: the role is less than *least*.
        """
        shop = visit.keys.get("shop", "")
        if not shop:
            return visit
        store = self._reader.store
        row = await self._reader.ask(store.role, shop, visit.by) if _KEY.fullmatch(shop) else None
        stored = await self._reader.ask(store.get, shop, "shop", shop) if row else None
        if row is None or stored is None or not isinstance(stored.record, Shop):
            raise NotFound("shop", shop)
        name = label(stored.record.name, (visit.language, *stored.record.languages))
        inside = replace(visit, shop=shop, shop_name=name, time_zone=stored.record.time_zone, role=row.role)
        if not inside.can(least):
            raise NotAllowed
        return inside

    async def resumed(self, visit: Visit) -> Visit:
        """*visit* with the form that was sent before signing in again, where the address names one."""
        if not (id_ := visit.query.get("resume", "")):
            return visit
        row = await self._reader.ask(self._reader.store.take_pending, visit.by, id_)
        if row is None or row.path != visit.path:
            return visit
        return replace(visit, typed=Form(msgspec.json.decode(row.fields, type=_Pairs)))

    def at_the_door(self, visit: Visit, shown_at: str) -> Visit:
        """A visit to the page for signing in with the form that *visit* sent; *shown_at* is its page."""
        address = _filled(shown_at, visit)
        door = new_secret()
        kept = json.dumps(_kept(visit.form), ensure_ascii=False)
        pairs = [(NEXT, address)]
        if len(kept.encode()) <= MOST_PENDING_BYTES:
            pairs.append((PENDING, kept))
        return replace(visit, typed=Form(pairs), door=door, token=token_of(door), query={}, is_partial=False)

    def with_door(self, answer: Answer, visit: Visit, request: AnyRequest) -> Answer:
        """*answer* with the door's cookie, where the browser has another one or none."""
        if self._site.cookie(request.scope, self._site.door_cookie) == visit.door:
            return answer
        cookie = self._site.setting(self._site.door_cookie, visit.door)
        return msgspec.structs.replace(answer, headers=[*answer.headers, cookie])


def sign_in_values(site: Site, visit: Visit) -> dict[str, Any]:
    """What the page for signing in shows: the form, and what waits behind it."""
    next_ = visit.form.get(NEXT) or visit.query.get("next", "")
    return {
        "form": visit.form,
        "next": own_path(next_),
        "pending": visit.form.get(PENDING),
        "first_run": False,
        "host": site.passkey_host,
        "passkey_address": site.passkey_address,
    }


def own_path(text: str) -> str:
    """*text* where it is an address of the merchant's side, else its first page."""
    return text if _OWN_PATH.fullmatch(text) else "/admin"


def sign_in_address(visit: Visit) -> str:
    """Where to sign in before one goes on to where *visit* leads."""
    query = urlencode(visit.query)
    return f"{SIGN_IN}?{urlencode({'next': f'{visit.path}?{query}' if query else visit.path})}"


def pending_of(user: str, next_: str, pending: str, now: str) -> PendingRow | None:
    """The form that came along to the page for signing in, as it is kept for *user*; None where none did.

    What a browser sends here is what its own user typed, and is shown to nobody else.
    """
    if not pending or len(pending.encode("utf-8", "replace")) > MOST_PENDING_BYTES:
        return None
    try:
        fields = msgspec.json.decode(pending, type=_Pairs)
    except msgspec.MsgspecError:
        return None
    id_ = secrets.token_urlsafe(12)
    path = own_path(next_).partition("?")[0]
    kept = msgspec.json.encode(fields).decode()
    return PendingRow(id=id_, user=user, path=path, fields=kept, made_at=now)


def _kept(form: Form) -> list[tuple[str, str]]:
    """What is kept of a form: no token, and no password."""
    return [(name, value) for name, value in form.pairs if name != TOKEN and "password" not in name]


def _filled(path: str, visit: Visit) -> str:
    """A route's path with the visit's own keys in the place of its parameters."""
    return re.sub(r"\{([a-z_]+)(:[a-z]+)?\}", lambda part: quote(visit.keys[part[1]], safe=""), path)
