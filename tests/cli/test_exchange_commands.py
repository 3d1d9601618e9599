"""`export`, `import` by address and `watch`, as they are called."""

import csv
import http.server
import io
import json
import os
import signal
import ssl
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

ROOT = Path(__file__).parents[2]
CERTIFICATE = ROOT / "tests" / "storage" / "tls" / "feeds.pem"
SHOP = """\
shop: {key: lamps, name: {en: Lamps, ko: 등불}, languages: [en, ko], markets: [US]}
categories: [{key: lamp, label: {en: Lamps}, features: [{key: dims, label: {en: Dims, ko: 밝기 조절}}]}]
products:
- key: one
  name: {en: "=One", ko: 하나}
  category: lamp
  offer: https://shop.example/one
  cells: [{feature: dims, value: {is: yes_no, yes: true}}]
  prices:
  - {market: US, currency: USD, tax: excluded, components: [{key: item, label: {en: Lamp}, kind: base, when: {is: once}, amount: {is: per_unit, value: 25}}]}
comparisons: [{key: lamps, title: {en: Lamps}, category: lamp, tiers: [{key: one, product: one}]}]
"""
FORMS = ("yaml", "json", "csv", "xlsx", "mapping", "google-merchant", "pricing2yaml", "json-ld")


@pytest.fixture
def lamps(run: Any, tmp_path: Path) -> Path:
    """The shop, imported."""
    file = tmp_path / "lamps.yaml"
    file.write_text(SHOP)
    assert run("import", str(file)).code == 0
    return file


@pytest.mark.parametrize("form", FORMS)
def test_every_format_can_be_written_to_a_file(run: Any, lamps: Path, tmp_path: Path, form: str) -> None:
    output = tmp_path / "out"
    done = run("export", "--shop", "lamps", "--format", form, "-o", str(output))
    assert (done.code, done.out) == (0, "")
    assert output.stat().st_size > 100
    assert [path.name for path in tmp_path.glob(".out*")] == []


def test_what_a_format_cannot_carry_is_said_on_standard_error(run: Any, lamps: Path) -> None:
    done = run("export", "--shop", "lamps", "--format", "csv")
    assert [row["name"] for row in csv.DictReader(io.StringIO(done.out.lstrip("\ufeff")))] == ["'=One"]
    assert done.err.splitlines() == [
        "lamps: comparisons left out (the products themselves are there): 1",
        "lamps: further languages left out: 1",
    ]
    assert "비교표" in run("export", "--shop", "lamps", "--format", "csv", language="ko_KR.UTF-8").err


def test_our_own_format_leaves_nothing_behind(run: Any, lamps: Path) -> None:
    assert run("export", "--shop", "lamps").err == ""


def test_an_export_speaks_the_language_that_is_asked_for(run: Any, lamps: Path) -> None:
    done = run("export", "--shop", "lamps", "--format", "json-ld", "--lang", "ko")
    assert json.loads(done.out)["@graph"][0]["name"] == "하나"
    assert run("export", "--shop", "lamps", "--format", "csv", "--lang", "ja").code == 1


def test_a_spreadsheet_goes_through_standard_output(lamps: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "comparison", "export", "--shop", "lamps", "--format", "xlsx"]
    done = subprocess.run(
        [*command, "--db", str(tmp_path / "shop.db")], cwd=ROOT, capture_output=True, check=True, timeout=60
    )
    assert load_workbook(io.BytesIO(done.stdout)).worksheets[0]["A2"].value == "one"


def test_a_file_that_is_there_is_replaced_only_by_a_whole_one(run: Any, lamps: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.yaml"
    output.write_text("before")
    done = run(
        "export", "--shop", "lamps", "--format", "pricing2yaml", "--comparison", "no", "-o", str(output)
    )
    assert done.code == 1
    assert (output.read_text(), list(tmp_path.glob(".out*"))) == ("before", [])


def test_an_export_can_be_read_as_any_file_of_its_owner(run: Any, lamps: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.yaml"
    run("export", "--shop", "lamps", "-o", str(output))
    lamps.touch()
    assert stat.S_IMODE(output.stat().st_mode) == stat.S_IMODE(lamps.stat().st_mode)


def test_an_export_can_go_to_a_device(run: Any, lamps: Path) -> None:
    assert run("export", "--shop", "lamps", "-o", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


def test_an_export_to_where_nothing_can_be_written_is_wrong_usage(
    run: Any, lamps: Path, tmp_path: Path
) -> None:
    done = run("export", "--shop", "lamps", "-o", str(tmp_path / "no" / "such" / "folder"))
    assert (done.code, "Traceback" in done.err) == (2, False)


def test_an_export_needs_a_shop(run: Any) -> None:
    assert run("export", "--format", "csv").code == 2


@pytest.mark.parametrize(
    ("language", "word"), [("en", "required"), ("ko", "꼭 있어야 해요"), ("fr", "required")]
)
def test_a_template_is_written_without_any_shop_and_imports(
    run: Any, tmp_path: Path, language: str, word: str
) -> None:
    output = tmp_path / "template.yaml"
    assert run("export", "--template", "--lang", language, "-o", str(output)).code == 0
    assert word in output.read_text("utf-8")
    done = run("import", str(output))
    assert (done.code, "0 errors" in done.out) == (0, True)


class Feed:
    """A server that sends one document, and remembers what it was asked with."""

    def __init__(self, *, encrypted: bool) -> None:
        self.document, self.asked = SHOP.encode(), 0
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.scheme = "https" if encrypted else "http"
        if encrypted:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)

    def _handler(self) -> type[http.server.BaseHTTPRequestHandler]:
        feed = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                feed.asked += 1
                self.send_response(200)
                self.send_header("Content-Length", str(len(feed.document)))
                self.end_headers()
                self.wfile.write(feed.document)

            def log_message(self, *_: object) -> None:
                """Nothing on the terminal."""

        return Handler

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.server.server_address[1]}"

    @property
    def address(self) -> str:
        return f"{self.scheme}://{self.place}/lamps.yaml?token=secret"


@pytest.fixture(params=["https", "http"])
def feed(request: pytest.FixtureRequest) -> Iterator[Feed]:
    made = Feed(encrypted=request.param == "https")
    thread = threading.Thread(target=made.server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """A command that goes on by itself, with settings of its own."""
    started: list[subprocess.Popen[str]] = []

    def begin(*arguments: str, hosts: str = "") -> "subprocess.Popen[str]":
        environment = {
            name: text for name, text in os.environ.items() if not name.startswith("TIER_COMPARE_")
        }
        environment |= {"LANG": "C.UTF-8", "SSL_CERT_FILE": str(CERTIFICATE), "PYTHONUNBUFFERED": "1"}
        environment |= {"TIER_COMPARE_IMPORT_HOSTS": hosts}
        command = [sys.executable, "-m", "comparison", *arguments, "--db", str(tmp_path / "shop.db")]
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def allowing(feed: Feed) -> str:
    return f"{'http://' if feed.scheme == 'http' else ''}{feed.place}!private"


def where(hosts: str) -> dict[str, str]:
    """The settings of a command that may ask *hosts*."""
    return {"SSL_CERT_FILE": str(CERTIFICATE), "TIER_COMPARE_IMPORT_HOSTS": hosts}


def test_a_catalogue_is_imported_by_its_address(run: Any, feed: Feed) -> None:
    done = run("import", feed.address, "--shop", "lamps", "--publish", **where(allowing(feed)))
    assert (done.code, feed.asked) == (0, 1), done.err
    assert "edition 1 is live" in done.out
    assert "secret" not in done.out + done.err
    assert "$25.00" in run("quote", "lamps/lamps").out


def test_an_address_is_refused_unless_its_host_is_named(run: Any, feed: Feed) -> None:
    done = run("import", feed.address, "--shop", "lamps", **where(""))
    assert (done.code, done.out, feed.asked) == (1, "", 0)
    assert "TIER_COMPARE_IMPORT_HOSTS" in done.err
    assert "secret" not in done.err
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize("hosts", ["127.0.0.1", "localhost/x", "10.0.0.1!private"])
def test_hosts_that_cannot_be_meant_end_the_command(run: Any, feed: Feed, hosts: str) -> None:
    done = run("import", feed.address, "--shop", "lamps", **where(hosts))
    assert (done.code, "TIER_COMPARE_IMPORT_HOSTS" in done.err, feed.asked) == (2, True, 0)


def test_a_file_is_imported_whatever_the_hosts_are(run: Any, tmp_path: Path) -> None:
    (tmp_path / "lamps.yaml").write_text(SHOP)
    assert run("import", str(tmp_path / "lamps.yaml"), **where("not/a/host")).code == 0


def test_one_look_takes_in_what_is_new_and_a_second_nothing(run: Any, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "lamps.yaml").write_text(SHOP)
    look = ("watch", str(inbox), "--shop", "lamps", "--once", "--every", "1s", "--publish")
    first, second = run(*look), run(*look)
    assert (first.code, "edition 1 is live" in first.out) == (0, True)
    assert (second.code, second.out, second.err) == (0, "", "")
    assert run("history", "lamps/lamps").out.count("edition 1") == 2


def test_one_look_says_what_was_refused_and_only_once(run: Any, tmp_path: Path) -> None:
    (tmp_path / "wrong.yaml").write_text(SHOP.replace("value: 25", "value: cheap"))
    look = ("watch", str(tmp_path / "wrong.yaml"), "--shop", "lamps", "--once", "--every", "1s")
    first, second = run(*look), run(*look)
    assert (first.code, "wrong.yaml" in first.err) == (1, True)
    assert (second.code, second.err) == (0, "")
    assert run(*look, "--lang", "ko").code == 1


def test_a_dry_look_stores_nothing(run: Any, tmp_path: Path) -> None:
    (tmp_path / "lamps.yaml").write_text(SHOP)
    look = ("watch", str(tmp_path / "lamps.yaml"), "--shop", "lamps", "--every", "1s", "--dry-run")
    assert "dry run" in run(*look, "--once").out
    assert "dry run" in run(*look, "--once").out
    assert run(*look).code == 2


@pytest.mark.parametrize("every", ["0s", "15", "1w", "-5m", "m"])
def test_a_time_that_is_none_is_wrong_usage(run: Any, every: str) -> None:
    assert run("watch", "inbox", "--shop", "lamps", "--every", every).code == 2


def line_of(process: "subprocess.Popen[str]", wanted: str) -> str:
    """The next line of standard output that holds *wanted*."""
    assert process.stdout is not None
    for line in process.stdout:
        if wanted in line:
            return line
    raise AssertionError(wanted)


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_watch_takes_in_each_state_of_a_file_and_stops_when_it_is_told(
    run: Any, start: Start, tmp_path: Path, stop: signal.Signals
) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    process = start("watch", str(inbox), "--shop", "lamps", "--every", "1s", "--publish")
    (inbox / "lamps.yaml").write_text(SHOP)
    assert line_of(process, "edition 1 is live")
    (inbox / "lamps.yaml").write_text(SHOP.replace("value: 25", "value: 30"))
    assert line_of(process, "edition 2 is live")
    began = time.monotonic()
    process.send_signal(stop)
    _, err = process.communicate(timeout=20)
    assert (process.returncode, time.monotonic() - began < 10, "Traceback" in err) == (0, True, False)
    assert "$30.00" in run("quote", "lamps/lamps").out


def test_an_address_is_watched(run: Any, start: Start, feed: Feed) -> None:
    look = ("watch", feed.address, "--shop", "lamps", "--every", "1s", "--publish")
    process = start(*look, hosts=allowing(feed))
    assert line_of(process, "edition 1 is live")
    feed.document = SHOP.replace("value: 25", "value: 30").encode()
    assert line_of(process, "edition 2 is live")
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)
    assert process.returncode == 0
    assert run("history", "lamps/lamps").out.count("live since") == 2
