"""Where a file is uploaded or a table pasted."""

import asyncio
import secrets
from pathlib import PurePath

from litestar.handlers import HTTPRouteHandler

from .... import words
from ....core.catalogue import Shop
from ....core.errors import NotFound
from ....core.messages import say
from ....storage import import_runs
from ....storage.formats.pasted import MOST_PASTED
from ....storage.formats.registry import suffixes
from ....storage.import_answers import ImportWishes, kept
from ....storage.imports import WORKING, ImportJob, Origin
from ....storage.store import Store
from ...answers import Answer
from ...forms import Form
from ..desk import Desk, Page
from ..visit import Visit
from .saying import STATE_WORDS, lines_of

IMPORTS = "/admin/{shop:str}/import"
MOST_FILE_BYTES = 32_000_000
_MOST_NAME = 120
PASTED = "comparison.csv"
# A small file is looked at before anybody has to see that it takes time.
_LOOK_SECONDS, _TICK = 5.0, 0.1


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """The page, and its two forms."""
    return [
        desk.shows(IMPORTS, show),
        desk.changes(IMPORTS, hand_in, most_bytes=MOST_FILE_BYTES + 1_000_000),
    ]


async def show(desk: Desk, visit: Visit) -> Answer:
    """Both ways to hand something in, and what was handed in before."""
    return desk.page(visit, await _page(desk, visit, visit.typed or Form()))


async def hand_in(desk: Desk, visit: Visit) -> Answer:
    """Keep what was handed in, have it looked at, and lead to the page of it."""
    form = visit.form
    pasted = form.get("origin") == "paste"
    content = _pasted(form) if pasted else _uploaded(visit)
    if form.errors or content is None:
        return desk.refused(visit, await _page(desk, visit, form))
    name = PASTED if pasted else _name(visit)
    job = await desk.ask(_job, desk.store, visit, name, "paste" if pasted else "file", content)
    await desk.change(import_runs.begin, desk.store, job, content)
    await settled(desk, job)
    return desk.go(visit, f"/admin/{visit.shop}/import/{job.id}")


async def settled(desk: Desk, job: ImportJob) -> ImportJob:
    """*job* once nobody works on it any more, or as it is after a few seconds."""
    loop = asyncio.get_running_loop()
    ends = loop.time() + _LOOK_SECONDS
    current: ImportJob | None = job
    while current and current.state in WORKING and loop.time() < ends:
        await asyncio.sleep(_TICK)
        current = await desk.ask(desk.store.import_job, job.shop, job.id)
    return current or job


def _pasted(form: Form) -> bytes | None:
    text = form.get("table")
    if not text.strip():
        form.fail("table", say("admin_import.nothing_pasted"))
    elif len(text) > MOST_PASTED:
        form.fail("table", say("admin_form.too_long", most=MOST_PASTED, length=len(text)))
    else:
        return text.encode("utf-8", "replace")
    return None


def _uploaded(visit: Visit) -> bytes | None:
    file = visit.files.get("file")
    if file is None or not file.content:
        visit.form.fail("file", say("admin_import.no_file"))
        return None
    if len(file.content) > MOST_FILE_BYTES:
        visit.form.fail("file", say("admin_import.too_large", most=MOST_FILE_BYTES // 1_000_000))
        return None
    return file.content


def _name(visit: Visit) -> str:
    """What the file was called, without anything that is no letter of a name."""
    said = PurePath(visit.files["file"].name.replace("\\", "/")).name
    name = "".join(one for one in said if one.isprintable() and one not in "/\\").strip()
    stem, dot, suffix = name.rpartition(".")
    return f"{stem[: _MOST_NAME - len(suffix)]}{dot}{suffix}"[-_MOST_NAME:] or "file.csv"


def _job(store: Store, visit: Visit, name: str, origin: Origin, content: bytes) -> ImportJob:
    stored = store.get(visit.shop, "shop", visit.shop)
    if stored is None or not isinstance(stored.record, Shop):
        raise NotFound("shop", visit.shop)
    language = stored.record.languages[0]
    spoken = words.speaker(language if language in words.LANGUAGES else visit.language)
    key = "admin_import.new_title"
    title = (spoken if spoken.knows(key) else words.speaker(visit.language)).text(key)
    wishes = ImportWishes(language=language, title=title, into=_empty_one(store, visit.shop, origin, name))
    return ImportJob(
        id=secrets.token_hex(8),
        shop=visit.shop,
        by=visit.by,
        name=name,
        origin=origin,
        size=len(content),
        state="looking",
        wishes=kept(wishes),
        made_at=visit.moment,
        changed_at=visit.moment,
    )


def _empty_one(store: Store, shop: str, origin: Origin, name: str) -> str:
    """The only comparison, where it waits for its products: a table is most likely meant for it."""
    compared = lines_of(store, shop, limit=2)
    is_table = origin == "paste" or name.lower().endswith((".csv", ".tsv", ".xlsx", ".xls", ".ods"))
    return compared[0].key if is_table and len(compared) == 1 and not compared[0].tiers else ""


async def _page(desk: Desk, visit: Visit, form: Form) -> Page:
    jobs = await desk.ask(desk.store.import_jobs, visit.shop)
    values = {
        "form": form,
        "jobs": jobs,
        "state_words": STATE_WORDS,
        "most": MOST_FILE_BYTES // 1_000_000,
        "suffixes": ",".join(suffixes()),
    }
    return Page(name="imports", section="products", tab="import", values=values)
