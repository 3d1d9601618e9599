"""A build on a small web server, which reads the build's own tables; and a shop's page around it."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import msgspec

from comparison.assets import CATALOG_DATA
from comparison.cli.demo import load_demo
from comparison.storage.opening import open_store
from comparison.web.building import Manifest
from comparison.web.building.tables import looked_up, name_in

ROOT = Path(__file__).parents[3]
_SHOP = """<!doctype html><html lang="ko"><meta charset="utf-8"><title>Shop</title>
<script src="{host}/embed/1/embed.js" async crossorigin></script>
<tier-compare comparison="{place}"><a href="{host}/c/{place}">Compare</a></tier-compare>"""


def build_demo(folder: Path, address: str) -> Path:
    """The demo's shop for coffee, built by the command as it is called; the folder of the site."""
    database = f"sqlite:{folder / 'demo.db'}"
    store = open_store(database)
    store.migrate()
    load_demo(store, CATALOG_DATA / "demo" / "coffee.yaml")
    store.close()
    command = [sys.executable, "-m", "comparison", "build", str(folder / "out"), "--address", address]
    subprocess.run([*command, "--db", database], cwd=ROOT, check=True, capture_output=True, timeout=120)
    return folder / "out" / "current"


class Site:
    """What is served at *origin*, another one than the shop's at *shop*."""

    def __init__(self, folder: Path, host: ThreadingHTTPServer, shop: ThreadingHTTPServer) -> None:
        self.origin, self.shop = (f"http://127.0.0.1:{one.server_address[1]}" for one in (host, shop))
        self.built = build_demo(folder, self.origin)
        self.asked: list[str] = []
        self._manifest = msgspec.json.decode((self.built / "manifest.json").read_bytes(), type=Manifest)

    def file(self, target: str) -> Path:
        """The file that answers an address, by the tables of the build."""
        self.asked.append(target)
        address = urlsplit(target)
        site = self.built / "site"
        if not address.path.startswith(("/fragments/", "/c/")):
            return site / address.path.removeprefix("/")
        found = looked_up(self._manifest.tables, address.path, address.query, dict(parse_qsl(address.query)))
        pages = site / address.path.removeprefix("/")
        named = pages / f"{name_in(self._manifest.tables, found)}.html"
        return named if named.exists() else pages / f"{found['lang']},elsewhere.html"


@contextmanager
def static_site(folder: Path) -> Iterator[Site]:
    """A build of the demo's coffee shop, served; and a shop's page that embeds it."""
    host = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    shop = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    site = Site(folder, host, shop)
    page = folder / "shop.html"
    page.write_text(_SHOP.format(host=site.origin, place="coffee/everyday"))
    host.RequestHandlerClass = _answering(site.file)
    shop.RequestHandlerClass = _answering(lambda _: page)
    for server in (host, shop):
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield site
    finally:
        for server in (host, shop):
            server.shutdown()
            server.server_close()


class _Handler(BaseHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing."""


def _answering(file_of: Callable[[str], Path]) -> type[BaseHTTPRequestHandler]:
    class Answering(_Handler):
        def do_GET(self) -> None:
            file = file_of(self.path)
            known = file.is_file()
            body = file.read_bytes() if known else b""
            kinds = {".js": "text/javascript", ".css": "text/css"}
            self.send_response(200 if known else 404)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Content-Type", f"{kinds.get(file.suffix, 'text/html')}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Answering
