"""An application that reads bodies, served as ours is: our own routes only read so far."""

import os
from typing import Annotated

import msgspec
from builders_outer import failures
from litestar import post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.types import ASGIApp

from comparison.app import framework
from comparison.storage.opening import open_store
from comparison.web.outer import Outer


class Note(msgspec.Struct):
    text: str
    inner: object = None


@post("/api/v1/notes")
async def take_note(data: Note) -> Note:
    return data


@post("/api/v1/forms")
async def take_form(
    data: Annotated[dict[str, str], Body(media_type=RequestEncodingType.MULTI_PART)],
) -> dict[str, str]:
    return data


def create() -> ASGIApp:
    store = open_store(os.environ["TIER_COMPARE_DATABASE"])
    return Outer(framework([take_note, take_form], on_shutdown=store.close), failures(store), "")
