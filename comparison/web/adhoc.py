"""Comparisons that a shopper puts together: ``products=a,b,c`` below a shop, in every form of an answer."""

from litestar import Response, route
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from .api import view_answer, whole
from .fragments import READING, AnyRequest, page_answer
from .pages import Pages
from .shapes import fits_of, quotes_of

_NO_COMPARISON = ""


def routes(pages: Pages) -> list[HTTPRouteHandler]:
    """The routes of a fragment, a share page and the API for products side by side."""

    @route("/fragments/{shop:str}", http_method=READING)
    async def products_fragment(request: AnyRequest, shop: FromPath[str]) -> Response[bytes]:
        return await page_answer(pages, "fragment", request, (shop, _NO_COMPARISON))

    @route("/c/{shop:str}", http_method=READING)
    async def products_page(request: AnyRequest, shop: FromPath[str]) -> Response[bytes]:
        return await page_answer(pages, "share", request, (shop, _NO_COMPARISON))

    return [products_fragment, products_page, *_api(pages)]


def _api(pages: Pages) -> list[HTTPRouteHandler]:
    @route("/api/v1/comparisons/{shop:str}", http_method=READING)
    async def products_json(request: AnyRequest, shop: FromPath[str]) -> Response[bytes]:
        return await view_answer(pages, request, (shop, _NO_COMPARISON), whole)

    @route("/api/v1/quotes/{shop:str}", http_method=READING)
    async def products_quotes_json(request: AnyRequest, shop: FromPath[str]) -> Response[bytes]:
        # A signature is of a numbered edition; what a shopper put together has no number.
        return await view_answer(pages, request, (shop, _NO_COMPARISON), quotes_of)

    @route("/api/v1/fits/{shop:str}", http_method=READING)
    async def products_fits_json(request: AnyRequest, shop: FromPath[str]) -> Response[bytes]:
        return await view_answer(pages, request, (shop, _NO_COMPARISON), fits_of)

    return [products_json, products_quotes_json, products_fits_json]
