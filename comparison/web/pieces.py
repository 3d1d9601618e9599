"""A file that is sent in pieces, and closed once it was sent or the browser went away."""

import os
from collections.abc import Mapping
from typing import IO, Any

from litestar import Response
from litestar.response.base import ASGIResponse
from litestar.types import Receive, Send

_PIECE = 65_536


class InPieces(Response[bytes]):
    """*file* from its beginning, under *headers*. Its length is said, so that browsers show how far it is."""

    def __init__(self, file: IO[bytes], headers: Mapping[str, str]) -> None:
        super().__init__(b"", headers=dict(headers))
        self._file = file

    def to_asgi_response(self, *_: Any, **__: Any) -> ASGIResponse:
        """The answer itself."""
        return _Sending(self._file, {name: str(value) for name, value in self.headers.items()})


class _Sending(ASGIResponse):
    def __init__(self, file: IO[bytes], headers: dict[str, str]) -> None:
        size = file.seek(0, os.SEEK_END)
        super().__init__(content_length=size, headers=headers, media_type="application/octet-stream")
        self._file = file

    async def send_body(self, send: Send, receive: Receive) -> None:  # noqa: ARG002  The framework's own.
        with self._file as file:
            file.seek(0)
            while piece := file.read(_PIECE):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})
