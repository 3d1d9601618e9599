"""The share page: the very partial that a fragment is, as a page with an address of its own."""

from litestar import Response, route
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from .fragments import READING, AnyRequest, page_answer
from .pages import Pages


def routes(pages: Pages) -> list[HTTPRouteHandler]:
    """The share page's route."""

    @route("/c/{shop:str}/{comparison:str}", http_method=READING)
    async def share_page(
        request: AnyRequest, shop: FromPath[str], comparison: FromPath[str]
    ) -> Response[bytes]:
        return await page_answer(pages, "share", request, (shop, comparison))

    return [share_page]
