"""Each server of the comparison: how it is started, and where it keeps what it needs."""

import datetime
import shutil
from collections.abc import Iterator
from pathlib import Path

from comparison.assets import STATIC
from comparison.storage.opening import open_store
from comparison.web.building import Wishes, build

from ..catalogue import SHOP
from ..serving import free_port
from .job import PEERS, Job
from .servers import Server, python

TOOLS = Path(".tools/peers/bin").absolute()
RECIPE = Path(__file__).parents[2] / "docs" / "recipes" / "nginx.conf"
_SERVE = """
import os
from comparison.app import serve
from comparison.settings import read_settings
serve(read_settings(os.environ))
"""
_NGINX = """daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log crit;
events {{ worker_connections 1024; }}
http {{
  access_log off; keepalive_requests 1000000000;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  {inside}
}}
"""
_FILES = """server {{
    listen 127.0.0.1:{port}; root {root}; default_type "text/html; charset=utf-8"; types {{ }}
    location /br/ {{ add_header Content-Encoding br; add_header Vary Accept-Encoding; }}
  }}"""
_PHP = """server {{
    listen 127.0.0.1:{port};
    location / {{
      fastcgi_pass unix:{folder}/php.sock;
      fastcgi_param SCRIPT_FILENAME {script}; fastcgi_param REQUEST_METHOD GET;
      fastcgi_param REQUEST_URI $request_uri;
      fastcgi_param PEERS_DATABASE {database};
    }}
  }}"""
_POOL = """[global]
error_log = {folder}/php.log
daemonize = no
[bench]
listen = {folder}/php.sock
pm = static
pm.max_children = 4
{user}
"""


def ours(name: str, job: Job, port: int, *, entries: int) -> Server:
    """This program; with few *entries* it has forgotten a page before its turn comes again."""
    settings = {
        "DATABASE": f"sqlite:{job.ours}",
        "PORT": str(port),
        "TEMPLATES": str(PEERS / "ours"),
        "CACHE_ENTRIES": str(entries),
        "LOG_LEVEL": "error",
    }
    environment = {f"TIER_COMPARE_{setting}": text for setting, text in settings.items()}
    environment["PYTHONPATH"] = str(Path(__file__).parents[2])
    return Server(name, port, (python("-c", _SERVE),), environment)


def peers(job: Job, folder: Path) -> Iterator[Server]:
    """What others would take, in the order of docs/performance.md."""
    environment = {"PEERS_DATABASE": str(job.peers), "PYTHONPATH": str(PEERS), "PYTHONDONTWRITEBYTECODE": "1"}
    gunicorn = str(TOOLS / "gunicorn")
    threads = ("--threads", "4", "--worker-class", "gthread", "--keep-alive", "60")
    for name, module in (("Flask", "flask_app"), ("Django", "django_app")):
        port = free_port()
        workers = (gunicorn, "--bind", f"127.0.0.1:{port}", *threads, f"{module}:app")
        yield Server(name, port, (workers,), environment, (gunicorn,))
    port, uvicorn = free_port(), str(TOOLS / "uvicorn")
    worker = (uvicorn, "--port", str(port), "--no-access-log", "--log-level", "error", "fastapi_app:app")
    yield Server("FastAPI + SQLAlchemy", port, (worker,), environment, (uvicorn,))
    yield _php(job, folder / "php")


def files(folder: Path, body: bytes, packed: bytes) -> Server:
    """nginx with the same bytes as files: what nobody can pass."""
    site = folder / "files"
    for name, content in (("plain/page", body), ("br/page", packed)):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(content)
    port = free_port()
    return nginx("nginx, the same bytes", port, folder / "nginx-files", _FILES.format(port=port, root=site))


def static_build(job: Job, folder: Path) -> Server:
    """The static build, served by the configuration that it writes."""
    store = open_store(f"sqlite:{job.single}")
    wishes = Wishes(out=folder / "out", address="http://127.0.0.1", static=STATIC, templates=PEERS / "ours")
    build(store, wishes, datetime.datetime.now(datetime.UTC))
    store.close()
    port = free_port()
    own = (folder / "out" / "current" / "nginx.conf").read_text("utf-8")
    inside = own.replace("listen 8080;", f"listen 127.0.0.1:{port};")
    return nginx("static build, nginx", port, folder / "nginx-built", inside)


def recipe(folder: Path, behind: Server) -> Server:
    """nginx before this program, by the recipe of the documentation."""
    port = free_port()
    (folder / "kept").mkdir()
    own = RECIPE.read_text("utf-8").replace("127.0.0.1:8000", f"127.0.0.1:{behind.port}")
    inside = own.replace("listen 80;", f"listen 127.0.0.1:{port};").replace(
        "/var/cache/nginx", str(folder / "kept")
    )
    proxy = nginx("behind the nginx recipe", port, folder / "nginx-recipe", inside)
    commands = (*behind.commands, *proxy.commands)
    return proxy._replace(commands=commands, environment=behind.environment, behind=(behind.port,))


def nginx(name: str, port: int, folder: Path, inside: str) -> Server:
    """nginx with one worker."""
    folder.mkdir(parents=True)
    configuration = folder / "nginx.conf"
    configuration.write_text(_user() + _NGINX.format(folder=folder, inside=inside), "utf-8")
    command = ("nginx", "-c", str(configuration), "-e", str(folder / "error.log"))
    return Server(name, port, (command,), {}, ("nginx",))


def _user() -> str:
    """Workers of root's nginx become another user, who may not read root's temporary folder."""
    return f"user {Path.home().owner()};\n"


def _php(job: Job, folder: Path) -> Server:
    port = free_port()
    inside = _PHP.format(port=port, folder=folder, script=PEERS / "php" / "index.php", database=job.peers)
    front = nginx("plain PHP + PDO", port, folder, inside)
    user = Path.home().owner()
    (folder / "pool.conf").write_text(_POOL.format(folder=folder, user=f"user = {user}\ngroup = {user}"))
    fpm = next((one for one in ("php-fpm8.2", "php-fpm8.4", "php-fpm") if shutil.which(one)), "php-fpm")
    allowed = ("-R",) if user == "root" else ()
    command = (fpm, *allowed, "-F", "-y", str(folder / "pool.conf"), "-d", "opcache.enable=1")
    return front._replace(commands=(command, *front.commands), needs=("nginx", fpm))


def page_of(key: str) -> str:
    """Where this program has the comparison *key*."""
    return f"/fragments/{SHOP}/{key}"
