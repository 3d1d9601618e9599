"""The same framework with nothing in it: one route that answers the same bytes to everybody."""

from litestar import Litestar, MediaType, Response, get

BODY = b"<p>The same to everybody</p>"


def bare_application(body: bytes = BODY) -> Litestar:
    """Litestar with one handler at the address of fragments."""

    @get("/fragments/{shop:str}/{comparison:str}")
    async def fragment(shop: str, comparison: str) -> Response[bytes]:  # noqa: ARG001  Names of the path.
        return Response(content=body, media_type=MediaType.HTML)

    return Litestar(route_handlers=[fragment], openapi_config=None, logging_config=None)
