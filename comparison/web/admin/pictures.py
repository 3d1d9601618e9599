"""The picture of a product: uploaded, said in words for who cannot see it, replaced, taken away."""

import asyncio
from pathlib import Path
from typing import Any

import msgspec
from litestar.handlers import HTTPRouteHandler
from msgspec.structs import replace

from ...core.catalogue import Product, Shop
from ...core.content import Image
from ...core.errors import NotFound, PictureRefused, StaleRevision
from ...core.languages import label
from ...core.messages import say
from ...core.publication import digest as digest_of
from ...settings import Settings, pictures_of
from ...storage.pictures import FORMATS, MOST_FILE_BYTES, MOST_PIXELS, Picture, Pictures
from ...storage.store import Store, Stored
from ..answers import Answer
from ..forms import Form
from ..pictures import address_of
from .asking_first import asking
from .conflicts import conflict
from .desk import Desk, Page
from .picture_form import LABELS, fields_of, read_image
from .visit import Visit

PICTURE = "/admin/{shop:str}/products/{product:str}/picture"
REMOVE = "/admin/{shop:str}/products/{product:str}/picture/remove"
# What the form has beside the file.
_MORE_BYTES = 500_000
_MOST_USES = 50
_SHOWN = 320
# Decoding takes a processor for a moment; shoppers must not wait for it.
_AT_ONCE = 1
_SUFFIXES = ".jpg,.jpeg,.png,.webp,image/jpeg,image/png,image/webp"


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page with its form, and taking the picture away."""
    pages = PicturePages(pictures_of(Settings(database=desk.store.url)))
    most = MOST_FILE_BYTES + _MORE_BYTES
    return [
        desk.shows(PICTURE, pages.show),
        desk.changes(PICTURE, pages.save, most_bytes=most),
        desk.shows(REMOVE, pages.ask, least="editor"),
        desk.changes(REMOVE, pages.remove),
    ]


class PicturePages:
    """The pages of the pictures in *folder*; without one nothing can be uploaded."""

    def __init__(self, folder: Path | None) -> None:
        self._pictures = Pictures(folder) if folder else None
        self._decoding = asyncio.Semaphore(_AT_ONCE)

    async def show(self, desk: Desk, visit: Visit) -> Answer:
        """The picture, and the form for another one and its words."""
        product, revision = await _product(desk, visit)
        form = visit.typed if visit.typed and visit.typed.get("says") else None
        return await self._page(desk, visit, form or Form.filled(fields_of(product, revision)), product)

    async def save(self, desk: Desk, visit: Visit) -> Answer:
        """Take the file in if there is one, and write it with its words."""
        product, revision = await _product(desk, visit)
        shop = await desk.ask(_shop, desk.store, visit)
        form, picture = await self._taken(desk, visit)
        image = read_image(form, picture, shop, product.image)
        if image is None:
            status = 413 if _is_too_heavy(visit) else 422
            return await self._page(desk, visit, form, product, status=status)
        try:
            # Whoever changed only something else of the product meanwhile is in nobody's way.
            expected = revision if form.get("_was") == mark(product.image) else form.revision
            revision = await desk.save(visit, replace(product, image=image), expected=expected)
        except StaleRevision as stale:
            return _both(desk, visit, stale, form)
        return await self._done(desk, visit, replace(product, image=image), revision, "saved")

    async def ask(self, desk: Desk, visit: Visit) -> Answer:
        """What would be gone with the picture."""
        product, _ = await _product(desk, visit)
        name = label(product.name, (visit.language,))
        page = asking(
            Page(name="picture", section="products", tab="list"),
            title=say("admin_sure.picture_title", name=name),
            told=say("admin_sure.picture_told"),
            deed=say("admin_pictures.remove"),
            address=f"{_address(visit)}/remove",
            back=_address(visit),
            asked=(("_was", mark(product.image)),),
        )
        return desk.page(visit, page)

    async def remove(self, desk: Desk, visit: Visit) -> Answer:
        """Take the picture away from the product; its file stays while an edition shows it."""
        product, revision = await _product(desk, visit)
        if product.image is None or visit.form.get("_was") != mark(product.image):
            return desk.go(visit, _address(visit))
        plain = replace(product, image=None)
        revision = await desk.save(visit, plain, expected=revision)
        return await self._done(desk, visit, plain, revision, "removed")

    async def _taken(self, desk: Desk, visit: Visit) -> tuple[Form, Picture | None]:
        """The form with the picture that it is about: the file, or the one that was taken in before."""
        form, file = visit.form, visit.files.get("file")
        if file is None or not file.content:
            return form, await self._known(desk, form)
        try:
            picture = await self._take_in(desk, file.content)
        except PictureRefused as refused:
            form.fail("file", say("admin_pictures.refused", reason=refused.facts["reason"]))
            return form, None
        pairs = [pair for pair in form.pairs if pair[0] != "digest"]
        return Form([*pairs, ("digest", picture.digest)]), picture

    async def _take_in(self, desk: Desk, content: bytes) -> Picture:
        if self._pictures is None:
            raise PictureRefused(say("admin_pictures.no_folder"))
        async with self._decoding:
            return await desk.change(self._pictures.take_in, content)

    async def _known(self, desk: Desk, form: Form) -> Picture | None:
        digest = form.get("digest")
        is_digest = len(digest) == 64 and set(digest) <= set("0123456789abcdef")
        if not is_digest or self._pictures is None:
            return None
        return await desk.change(self._pictures.known, digest)

    async def _done(self, desk: Desk, visit: Visit, product: Product, revision: int, did: str) -> Answer:
        if not visit.is_partial:
            return desk.go(visit, f"{_address(visit)}?did={did}")
        return await self._page(desk, visit, Form.filled(fields_of(product, revision)), product, did=did)

    async def _page(
        self, desk: Desk, visit: Visit, form: Form, product: Product, *, status: int = 200, did: str = ""
    ) -> Answer:
        shop = await desk.ask(_shop, desk.store, visit)
        shown = await self._known(desk, form)
        values: dict[str, Any] = {
            "form": form,
            "product": product,
            "name": label(product.name, (visit.language,)),
            "languages": shop.languages,
            "was": mark(product.image),
            "shown": shown,
            "is_new": bool(shown and (product.image is None or product.image.digest != shown.digest)),
            "address": address_of(shown.digest, _SHOWN, "webp") if shown else "",
            "uses": await desk.ask(_uses, desk.store, visit, shown, product.key),
            "limits": {
                "formats": FORMATS,
                "most": MOST_FILE_BYTES // 1_000_000,
                "pixels": MOST_PIXELS // 1_000_000,
            },
            "suffixes": _SUFFIXES,
        }
        page = Page(name="picture", section="products", tab="list", values=values | _did(did))
        return desk.page(visit, page, status=status)


def mark(image: Image | None) -> str:
    """What tells one state of a product's picture from another."""
    return digest_of(msgspec.json.encode(image, order="deterministic"))[:16] if image else "none"


def _did(did: str) -> dict[str, str]:
    return {"did": did} if did else {}


def _is_too_heavy(visit: Visit) -> bool:
    file = visit.files.get("file")
    return file is not None and len(file.content) > MOST_FILE_BYTES


def _uses(store: Store, visit: Visit, shown: Picture | None, product: str) -> list[tuple[str, str]]:
    """Key and name of the other products of the shop that show the picture."""
    if shown is None:
        return []
    keys = store.products_with_picture(visit.shop, shown.digest, limit=_MOST_USES)
    rows = store.get_many(visit.shop, "product", [key for key in keys if key != product])
    records = [row.record for row in rows.values()]
    return [(one.key, label(one.name, (visit.language,))) for one in records if isinstance(one, Product)]


async def _product(desk: Desk, visit: Visit) -> tuple[Product, int]:
    key = visit.keys["product"]
    row = await desk.ask(desk.store.get, visit.shop, "product", key)
    if row is None or not isinstance(row.record, Product):
        raise NotFound("product", key)
    return row.record, row.revision


def _shop(store: Store, visit: Visit) -> Shop:
    row = store.get(visit.shop, "shop", visit.shop)
    if row is None or not isinstance(row.record, Shop):
        raise NotFound("shop", visit.shop)
    return row.record


def _address(visit: Visit) -> str:
    return f"/admin/{visit.shop}/products/{visit.keys['product']}/picture"


def _both(desk: Desk, visit: Visit, stale: StaleRevision, form: Form) -> Answer:
    current = stale.current
    if not isinstance(current, Stored) or not isinstance(current.record, Product):
        raise stale
    theirs = fields_of(current.record, current.revision)
    found = conflict(form, theirs, LABELS, current, _address(visit))
    return desk.conflict(visit, Page(name="picture", section="products", tab="list", values={}), found)
