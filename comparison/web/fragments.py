"""What shoppers see: a comparison as a fragment of HTML, open to any page, free of cookies."""

from litestar import HttpMethod, Request, Response, route
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from .answers import answer, conditions, response
from .freshness import cache_control
from .pages import Pages
from .wanted import Kind, wanted

AnyRequest = Request[None, None, State]
READING = (HttpMethod.GET, HttpMethod.HEAD)


def routes(pages: Pages) -> list[HTTPRouteHandler]:
    """The fragment's route."""

    @route("/fragments/{shop:str}/{comparison:str}", http_method=READING)
    async def comparison_fragment(
        request: AnyRequest, shop: FromPath[str], comparison: FromPath[str]
    ) -> Response[bytes]:
        return await page_answer(pages, "fragment", request, (shop, comparison))

    return [comparison_fragment]


async def page_answer(
    pages: Pages, kind: Kind, request: AnyRequest, where: tuple[str, str]
) -> Response[bytes]:
    """Make the page of *kind* that *request* asks for, or take the finished one."""
    asked = conditions(request.scope)
    place = await pages.made(wanted(kind, *where, request.scope["query_string"]), asked.coding)
    now = pages.reader.clock().timestamp()
    return response(answer(place.found, asked, cache_control(place.fresh, now)))
