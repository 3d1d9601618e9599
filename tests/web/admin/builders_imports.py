"""Files handed in as a browser without script does it: ``handed(merchant, "a.csv", b"name,price\\n…")``."""

from collections.abc import Collection

from builders_admin import Browser
from builders_web import Got

from comparison.storage.import_work import Work
from comparison.storage.imports import ImportJob, ImportState
from comparison.storage.store import Store

IMPORTS = "/admin/acme/import"
_MARK = "x-parts-of-a-form"


def begin_here(
    store: Store,
    job: ImportJob,
    content: bytes | None = None,
    *,
    expected: Collection[ImportState] = (),
) -> bool:
    """`import_runs.begin` without a process of its own, which takes a second to start."""
    if content is not None:
        store.add_import(job, content)
    elif not store.move_import(job, expected=expected):
        return False
    Work(store, job, store.import_content(job.shop, job.id) or b"").done()
    return True


def handed(merchant: Browser, name: str, content: bytes) -> str:
    """Hand a file in; the address of its page."""
    got = posted(merchant, {"origin": "file"}, {"file": (name, content)})
    assert got.status == 303, got.text
    return got.headers["location"]


def pasted(merchant: Browser, table: str) -> str:
    """Paste a table; the address of its page."""
    got = posted(merchant, {"origin": "paste", "table": table})
    assert got.status == 303, got.text
    return got.headers["location"]


def posted(
    merchant: Browser, fields: dict[str, str], files: dict[str, tuple[str, bytes]] | None = None
) -> Got:
    """A form with files, as it is sent by a page of our own."""
    token = {"_token": str(merchant.filled("/admin/_/account")["_token"])}
    parts = [
        f'--{_MARK}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in (token | fields).items()
    ]
    for name, (file, content) in (files or {}).items():
        head = f'--{_MARK}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
        parts.append(f"{head}Content-Type: application/octet-stream\r\n\r\n".encode() + content + b"\r\n")
    body = b"".join((*parts, f"--{_MARK}--\r\n".encode()))
    kind = {"content-type": f"multipart/form-data; boundary={_MARK}"}
    headers = merchant._said(merchant.own | kind)
    return merchant._took(merchant._asking.get(IMPORTS, headers, method="POST", body=body))


def said(merchant: Browser, address: str) -> str:
    """All words of the page's main part, in one line."""
    [main] = list(merchant.page(address).every("main"))
    return " ".join(main.text.split())


def chosen(merchant: Browser, address: str, act: str, **changes: str) -> Got:
    """Press the button *act* of the form at *address*, with *changes* made."""
    named = {name.replace("__", "."): value for name, value in changes.items()}
    return merchant.send(address, {**named, "act": act})
