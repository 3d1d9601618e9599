"""A shop with everything that a build spreads out, and ways to ask a build for an address."""

import datetime
import getpass
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl

import msgspec
from builders_web import MARKET, NOON, price, product, publication, shop

from comparison.assets import STATIC
from comparison.core.personas import Need, Persona
from comparison.core.pricing.amounts import PerUnit
from comparison.core.pricing.model import Component
from comparison.core.publication import Publication
from comparison.core.sizes import SizeRange
from comparison.storage.store import Store
from comparison.web.building import Built, Manifest, Wishes, build
from comparison.web.building.tables import OFF, looked_up, name_in

ADDRESS = "https://compare.example"


def spread_out(**changes: object) -> Publication:
    """Two languages, two markets, two personas of different sizes, and a price for every user."""
    seat = Component(key="seat", label={"en": "Seat"}, kind="seat", amount=PerUnit(value="3.00"))
    by_seat = price("0", components=(seat,), quantity_unit="user")
    prices = (by_seat, msgspec.structs.replace(by_seat, interval="year"))
    german = msgspec.structs.replace(by_seat, market="DE", currency="EUR")
    products = (
        product("lite", "10.00", rooms="1", quiet=False, prices=(*prices, german)),
        product("max", "25.50", rooms="4", quiet=True, prices=(*prices, german)),
    )
    personas = (
        Persona(key="flat", label={"en": "Small flat"}, needs=(Need(feature="quiet"),)),
        Persona(key="house", label={"en": "House"}, size=SizeRange(unit="user", usual=5)),
    )
    german_market = msgspec.structs.replace(MARKET, code="DE", currency="EUR")
    comparison = msgspec.structs.replace(publication().comparison, personas=("flat", "house"))
    plain = publication(
        shop=shop(markets=("US", "DE")),
        comparison=comparison,
        products=products,
        personas=personas,
        markets=(MARKET, german_market),
    )
    return msgspec.structs.replace(plain, **changes)


def built(store: Store, out: Path, *, now: datetime.datetime = NOON, **wishes: object) -> Built:
    """A build of *store* in *out*, served at the address that `builders_web.settings` has too."""
    plain = Wishes(out=out, address=ADDRESS, static=STATIC)
    return build(store, plain._replace(**wishes), now)


def answered(out: Path, target: str) -> bytes | None:
    """What a build answers an address with, by its own tables; None where it holds no such page."""
    manifest = msgspec.json.decode((out / "current" / "manifest.json").read_bytes(), type=Manifest)
    path, _, query = target.partition("?")
    found = looked_up(manifest.tables, path, query, dict(reversed(parse_qsl(query))))
    name = name_in(manifest.tables, found)
    file = out / "current" / "site" / path.removeprefix("/") / f"{name}.html"
    return None if OFF in name or not file.exists() else file.read_bytes()


class Answer(NamedTuple):
    """What a web server said."""

    status: int
    headers: dict[str, str]
    body: bytes


def fetched(address: str, **headers: str) -> Answer:
    request = urllib.request.Request(  # noqa: S310  Our own server.
        address, headers={name.replace("_", "-"): text for name, text in headers.items()}
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as got:  # noqa: S310
            return Answer(got.status, {name.lower(): text for name, text in got.headers.items()}, got.read())
    except urllib.error.HTTPError as refused:
        with refused:
            names = {name.lower(): text for name, text in refused.headers.items()}
            return Answer(refused.code, names, refused.read())


_NGINX = """user {user}; daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  include {folder}/site.conf;
}}
"""


@contextmanager
def nginx_serving(out: Path, folder: Path) -> Iterator[str]:
    """The origin at which nginx serves the build in *out* by the configuration that lies there."""
    own = (out / "current" / "nginx.conf").read_text()
    with nginx_running(own, "listen 8080;", folder) as origin:
        yield origin


@contextmanager
def nginx_running(site: str, listening: str, folder: Path) -> Iterator[str]:
    """nginx with the configuration *site*, on a free port instead of the one that *listening* says."""
    port = _free_port()
    (folder / "site.conf").write_text(site.replace(listening, f"listen 127.0.0.1:{port};"))
    (folder / "nginx.conf").write_text(_NGINX.format(folder=folder, user=getpass.getuser()))
    command = ["nginx", "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    with _running(command, port) as origin:
        yield origin


@contextmanager
def caddy_serving(out: Path, folder: Path) -> Iterator[str]:
    """As `nginx_serving`, by Caddy."""
    port = _free_port()
    own = (out / "current" / "Caddyfile").read_text()
    plain = f"{{\n\tadmin off\n\tauto_https off\n}}\nhttp://127.0.0.1:{port} {{"
    (folder / "Caddyfile").write_text(own.replace(":8080 {", plain))
    command = ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
    with _running(command, port) as origin:
        yield origin


@contextmanager
def _running(command: list[str], port: int) -> Iterator[str]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    origin = f"http://127.0.0.1:{port}"
    try:
        _wait_for(origin, process)
        yield origin
    finally:
        process.terminate()
        process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        return int(chosen.getsockname()[1])


def _wait_for(origin: str, process: "subprocess.Popen[bytes]") -> None:
    ends = time.monotonic() + 20
    while time.monotonic() < ends:
        assert process.poll() is None, "the web server ended at once"
        try:
            fetched(f"{origin}/errors/")
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the web server did not listen")
