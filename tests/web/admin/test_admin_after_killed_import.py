"""What a killed import left is put in order by whoever looks at the merchant's side, and by the server's start."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from builders_admin import Office, office, signed_in
from builders_web import client

MANY = 700
KILLED = """
import sys, time
from comparison.assets import CATALOG_DATA
from comparison.storage import import_staging
from comparison.storage.formats.source_file import SourceFile
from comparison.storage.import_options import Options
from comparison.storage.importing import import_file
from comparison.storage.market_files import load_markets
from comparison.storage.opening import open_store
def waits(*_):
    print("ready", flush=True)
    time.sleep(60)
import_staging.end = waits
lines = "".join(f"S{n},Thing {n},{n + 1}\\n" for n in range(int(sys.argv[2])))
file = SourceFile(name="goods.csv", raw=("sku,name,price\\n" + lines).encode())
options = Options(shop="acme", currency="KRW", market="KR", comparison="goods", unchecked=True)
markets = load_markets(CATALOG_DATA / "markets")
import_file(open_store(sys.argv[1]), file, options, markets=markets, now="2026-11-22T12:00:00.000000Z")
"""
LAST = f"Thing {MANY - 1}"


def killed_after_the_switch(at: Office) -> None:
    """An import of `MANY` products from the command line that is killed before their rows are in order."""
    command = [sys.executable, "-c", KILLED, at.store.url, str(MANY)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == b"ready\n"
        os.kill(worker.pid, signal.SIGKILL)
    assert at.store.count_products("acme") == 0


def in_order(at: Office) -> bool:
    """Whether the rows are in order after some seconds at most."""
    for _ in range(400):
        if not at.store.batches():
            return at.store.count_products("acme") == MANY
        time.sleep(0.02)
    return False


def test_whoever_searches_products_finds_what_a_killed_import_left(tmp_path: Path) -> None:
    at = office(tmp_path)
    merchant = signed_in(at)
    merchant.page("/admin/acme/import")
    killed_after_the_switch(at)
    merchant.page("/admin/acme/products")
    assert in_order(at)
    assert LAST in merchant.get(f"/admin/acme/products?q={LAST.replace(' ', '+')}").text
    assert not list(tmp_path.glob("*.waiting")) + list(tmp_path.glob("*.staging"))


def test_a_server_that_starts_puts_in_order_what_a_killed_import_left(tmp_path: Path) -> None:
    at = office(tmp_path)
    killed_after_the_switch(at)
    client(tmp_path)
    assert in_order(at)
