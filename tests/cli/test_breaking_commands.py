"""What no command may do: show a traceback, or let what it was given begin a line of its own."""

import json
import os
import socket
from pathlib import Path

import pytest
from msgspec.structs import replace

from comparison.core.errors import StoreUnusable
from comparison.storage.opening import open_store

SHOP = {
    "shop": {"key": "lamps", "name": {"en": "Lamps"}, "languages": ["en"], "markets": ["US"]},
    "categories": [{"key": "lamp", "label": {"en": "Lamps"}}],
    "products": [{"key": "one", "name": {"en": "One"}, "category": "lamp"}],
    "comparisons": [
        {
            "key": "lamps",
            "title": {"en": "L"},
            "category": "lamp",
            "tiers": [{"key": "one", "product": "one"}],
        }
    ],
}


@pytest.fixture
def lamps(tmp_path: Path, run) -> str:
    file = tmp_path / "lamps.json"
    file.write_text(json.dumps(SHOP))
    assert run("import", str(file), "--publish").code == 0
    return "lamps/lamps"


def _refused(tmp_path: Path, run, document: object) -> list[str]:
    file = tmp_path / "bad.json"
    file.write_text(json.dumps(document))
    done = run("import", str(file), "--shop", "lamps")
    assert done.code == 1
    return done.err.splitlines()


def test_what_a_file_holds_does_not_begin_a_line_or_turn_the_text_of_its_refusal(tmp_path, run):
    zone = "x\nlamps.json:1: fine\x1b[2J\u202e"
    for document in ({"format": zone}, {"shop": {**SHOP["shop"], "markets": ["US\u202e\n"]}}):
        lines = _refused(tmp_path, run, document)
        assert len(lines) == 1
        assert lines[0].isprintable()


def test_a_refused_time_zone_is_told_what_one_looks_like(tmp_path, run):
    [line] = _refused(tmp_path, run, {"shop": {**SHOP["shop"], "time_zone": "../../etc/passwd"}})
    assert "$.shop.time_zone" in line
    assert "Asia/Seoul" in line


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no endless device here")
def test_a_device_is_no_file(run):
    done = run("import", "/dev/zero", "--shop", "lamps")
    assert (done.code, "Not a file" in done.err) == (1, True)


@pytest.mark.parametrize("zone", ["Asia", "Nope/Zone", "posixrules"])
def test_a_time_zone_that_this_machine_does_not_know_ends_no_command(tmp_path, run, lamps, zone):
    store = open_store(f"sqlite:{tmp_path / 'shop.db'}")
    # As a machine stored it that knows other zones.
    store.save_all("lamps", [replace(store.get("lamps", "shop", "lamps").record, time_zone=zone)], by="test")
    store.close()
    calls = (("publish", lamps), ("quote", lamps), ("check", "--shop", "lamps"))
    assert [run(*call).code for call in calls] == [0, 0, 0]


@pytest.mark.parametrize(
    "arguments",
    [
        ("rollback", "lamps/lamps", "99999999999999999999999"),
        ("rollback", "lamps/lamps", "1", "--note", "x" * 401),
        ("publish", "lamps/lamps", "--since", "2026-12-01"),
        ("publish", "lamps/lamps", "--note", "x" * 401),
        ("quote", os.fsdecode(b"lamps/\xff")),
        ("prepare", os.fsdecode(b"\xff")),
        ("export", "--shop", "lamps", "-o", "/no/such/folder/file.yaml"),
        ("export", "--shop", "lamps", "-o", "/"),
        ("serve", "--host", "localhost"),
        ("serve", "--host", "no-host.invalid"),
        ("demo", "--port", "65535"),
    ],
)
def test_an_argument_that_cannot_be_used_is_wrong_usage(run, lamps, arguments):
    done = run(*arguments)
    assert (done.code, "Traceback" in done.err) == (2, False)
    assert "Error: " in done.err


def test_a_port_that_the_demo_shop_cannot_have_is_wrong_usage(run):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("demo", "--port", str(port - 1))
    assert (done.code, f"127.0.0.1:{port}" in done.err) == (2, True)


def test_a_path_too_long_for_a_database_is_said_in_one_sentence():
    with pytest.raises(StoreUnusable, match="cannot be reached"):
        open_store("a" * 300)


def test_the_history_of_no_comparison_is_refused(run, lamps):
    done = run("history", "lamps/none")
    assert (done.code, done.err.splitlines()) == (1, ["There is no comparison lamps/none"])


def test_a_market_that_is_none_is_refused_by_the_check(run, lamps):
    done = run("check", "--market", "ZZ")
    assert (done.code, "US-CA" in done.err) == (1, True)
