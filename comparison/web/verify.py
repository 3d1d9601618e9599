"""``POST /api/v1/quotes/verify``: a checkout sends back a signed quote with what it charged.

Only a shop's own programs may ask, each by a token of its shop; the answer is never kept and open to no
other page. Source: docs/proof.md.
"""

import asyncio
import datetime
import hashlib
from collections.abc import Callable

import msgspec
from litestar import HttpMethod, Response, route
from litestar.handlers import HTTPRouteHandler

from .. import words
from ..core.messages import say
from ..core.money import Money
from ..core.pricing.charged import charges_today, outcome
from ..core.pricing.drift import Checked, checked_as
from ..core.pricing.signed import SignedQuote, read_payload
from ..core.publication import Publication
from ..storage.checkouts import CheckoutRow, document_of, read_checked
from ..storage.editions import read_edition
from ..storage.moments import moment
from .answers import JSON, header, momentary, response
from .fragments import AnyRequest
from .proof_refusals import BadField, QuoteExpired, QuoteOfAnotherShop, QuoteTampered
from .proof_shapes import verified
from .reading import Reader, stated_language
from .signing import SigningKey, opened, quote_id
from .tokens import admit, presented
from .verifying import MOST_BODY_BYTES, Verification, read_verification

Keys = Callable[[], tuple[SigningKey, ...]]


def routes(reader: Reader, keys: Keys) -> list[HTTPRouteHandler]:
    """The route of verification; *keys* are those whose quotes hold now."""
    desk = Desk(reader, keys)

    @route(
        "/api/v1/quotes/verify",
        http_method=HttpMethod.POST,
        request_max_body_size=MOST_BODY_BYTES,
        status_code=200,
    )
    async def verify(request: AnyRequest) -> Response[bytes]:
        shop = await desk.shop_of(header(request.scope, b"authorization"))
        checked = await desk.checked(shop, read_verification(await request.body()))
        language = _language(request.scope["query_string"])
        body = msgspec.json.encode(words.with_text(verified(checked, (language,)), language))
        return response(momentary(body, JSON, status=200, head=False))

    return [verify]


class Desk:
    """Where checkouts are held against their quotes, and written down."""

    def __init__(self, reader: Reader, keys: Keys) -> None:
        self._reader, self._keys = reader, keys

    async def shop_of(self, authorization: str) -> str:
        """The shop whose token the ``Authorization`` header holds.

        Raises:
            UnknownToken: it holds none that is good now.
        """
        one = presented(authorization)
        admit(one, await self._reader.ask(self._reader.store.token, one.shop, one.id))
        return one.shop

    async def checked(self, shop: str, asked: Verification) -> Checked:
        """Hold a checkout of *shop* against its quote, and write it down; the first outcome that was written.

        Raises:
            QuoteTampered, QuoteOfAnotherShop, QuoteExpired: the quote is not to be had for this.
            BadField: the total is in another currency than the quote.
        """
        payload = opened(asked.signed, self._keys())
        quote = self._promised(shop, payload)
        found = outcome(quote, _total(asked, quote), asked.lines)
        checked = checked_as(quote_id(payload), quote, found, await self._edition(quote))
        row = self._row(quote, checked, asked)
        # A writer may have to wait for another one, which nobody else should wait for.
        kept = await asyncio.to_thread(self._reader.store.add_checkout, row)
        return read_checked(kept.document)

    def _promised(self, shop: str, payload: bytes) -> SignedQuote:
        try:
            quote = read_payload(payload)
        except msgspec.MsgspecError:
            # Ours, and of a release that signed something else.
            raise QuoteTampered("form") from None
        if quote.shop != shop:
            raise QuoteOfAnotherShop
        if quote.expires <= self._reader.clock():
            raise QuoteExpired(quote.expires.isoformat())
        return quote

    async def _edition(self, quote: SignedQuote) -> Publication | None:
        """The edition that was quoted, None where the shop has it no more."""
        store = self._reader.store
        row = await self._reader.ask(store.edition, quote.shop, quote.comparison, quote.number)
        if row is None or row.digest != quote.digest:
            return None
        return read_edition(row).publication

    def _row(self, quote: SignedQuote, checked: Checked, asked: Verification) -> CheckoutRow:
        now = self._reader.clock().astimezone(datetime.UTC)
        charges = sorted(f"{add_on or ''}/{component}" for component, add_on in charges_today(quote))
        return CheckoutRow(
            shop=quote.shop,
            quote=checked.quote_id,
            reference=_reference(checked.quote_id, asked),
            checked_at=moment(now),
            day=now.date().isoformat(),
            comparison=quote.comparison,
            tier=quote.tier,
            charges=" ".join(charges),
            differing=not checked.equal,
            document=document_of(checked),
        )


def _total(asked: Verification, quote: SignedQuote) -> Money:
    if asked.total.currency != quote.currency:
        reason = say("refused.value", value=asked.total.currency, length=len(asked.total.currency))
        raise BadField("$.total.currency", reason, say("accepted.form", form=quote.currency))
    return Money(minor=asked.total.minor, currency=asked.total.currency)


def _reference(quote: str, asked: Verification) -> str:
    """What counts once beside the quote: its order, else the very amounts. No order number is kept."""
    named = asked.order or msgspec.json.encode((asked.total, asked.lines), order="deterministic").decode()
    kind = "order" if asked.order else "amounts"
    return hashlib.sha256("\0".join((quote, kind, named)).encode()).hexdigest()


def _language(query: bytes) -> str:
    return words.speaker(stated_language(query)).language
