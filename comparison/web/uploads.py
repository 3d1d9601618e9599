"""Bodies of forms: fields, and files that were uploaded beside them."""

from typing import Any

import msgspec
from litestar import Request
from litestar.datastructures import UploadFile

from .forms import MOST_FIELDS, MOST_NAME, read_pairs
from .refusals import BodyTooLarge, MalformedRequest

_PLAIN, _PARTS = "application/x-www-form-urlencoded", "multipart/form-data"


class Upload(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it came: *name* is only what it was called, never a path."""

    name: str
    content: bytes


async def read_body(request: Request[Any, Any, Any]) -> tuple[list[tuple[str, str]], dict[str, Upload]]:
    """Fields and files of the body; the route's own limit bounds them together.

    Raises:
        MalformedRequest: it is no form.
        BodyTooLarge: more fields than a form of ours has.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == _PLAIN:
        return read_pairs(await request.body()), {}
    if kind == _PARTS:
        return await _parts(request)
    if not await request.body():
        return [], {}
    raise MalformedRequest


async def _parts(request: Request[Any, Any, Any]) -> tuple[list[tuple[str, str]], dict[str, Upload]]:
    fields: list[tuple[str, str]] = []
    files: dict[str, Upload] = {}
    parts = (await request.form()).multi_items()
    for name, value in parts:
        if len(name) > MOST_NAME or len(fields) >= MOST_FIELDS:
            raise BodyTooLarge
        if isinstance(value, UploadFile):
            files[name] = Upload(name=value.filename, content=await value.read())
        else:
            fields.append((name, str(value)))
    return fields, files
