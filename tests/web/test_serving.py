"""The real server on a loopback port: what only a socket can show."""

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from builders_server import answers, read_all, running, status
from builders_web import new_store, product, publication, publish

ENVELOPE = b"POST /api/v1/notes HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
PAGE = "/fragments/acme/air"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    store = new_store(folder)
    publish(store, publication())
    store.close()
    return folder


@pytest.fixture(scope="module")
def served(folder):
    with running(folder, variables={"TIER_COMPARE_WORKERS": "2"}) as server:
        yield server


@pytest.fixture(scope="module")
def reading(folder):
    """A server whose application reads bodies."""
    with running(folder, "body_app:create") as server:
        yield server


def test_a_fragment_is_served(served):
    answer = served.get(PAGE)
    assert status(answer) == 200
    assert b"access-control-allow-origin: *" in answer
    assert b"<section" in answer


def test_both_workers_show_a_publication_at_the_next_request(served, folder):
    store = new_store(folder)
    lite = product("lite", "77.00", rooms="1", quiet=False)
    publish(
        store, publication(products=(lite, publication().products[1])), 2, since="2026-02-01T00:00:00.000000Z"
    )
    store.close()
    assert all(b"$77.00" in served.get(PAGE) for _ in range(20))


def test_the_secret_lies_beside_the_database(served, folder):
    assert (folder / "shop.db.secret").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "target", ["/fragments/%FF/air", "/fragments/acme/air?lang=%FF", "/c/acme/air?x=%C3%28"]
)
def test_an_address_that_is_not_utf8_is_refused(served, target):
    assert status(served.get(target)) == 400


def test_a_raw_byte_past_ascii_is_refused(served):
    assert status(served.say(b"GET /fragments/acme/air?lang=\xff HTTP/1.1\r\nhost: x\r\n\r\n")) == 400


@pytest.mark.parametrize("length", [8_100, 60_000, 500_000])
def test_a_very_long_address_is_refused(served, length):
    assert status(served.get(f"{PAGE}?x={'a' * length}")) in {400, 414, 431}


def test_after_a_head_the_connection_goes_on(served):
    twice = f"HEAD {PAGE} HTTP/1.1\r\nhost: x\r\n\r\nGET /healthz HTTP/1.1\r\nhost: x\r\n\r\n".encode()
    raw = served.say(twice)
    assert answers(raw) == 2
    assert b"<section" not in raw
    assert raw.endswith(b"ok\n")


def test_a_304_carries_no_body_and_the_connection_goes_on(served):
    tag = next(line for line in served.get(PAGE).split(b"\r\n") if line.startswith(b"etag: "))[6:]
    conditional = f"GET {PAGE} HTTP/1.1\r\nhost: x\r\nif-none-match: ".encode() + tag + b"\r\n\r\n"
    raw = served.say(conditional + b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n")
    assert status(raw) == 304
    assert answers(raw) == 2


def test_a_route_that_takes_no_body_answers_before_it_comes(served):
    raw = served.say(b"POST /fragments/acme/air HTTP/1.1\r\nhost: x\r\ncontent-length: 100000\r\n\r\n")
    assert status(raw) == 405
    assert b"allow: " in raw.lower()


def test_two_lengths_get_one_answer_and_a_closed_connection(reading):
    smuggled = b"0\r\n\r\nGET /healthz HTTP/1.1\r\nhost: x\r\n\r\n"
    raw = reading.say(ENVELOPE + b"content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n" + smuggled)
    assert answers(raw) == 1
    assert status(raw) == 400


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (b"transfer-encoding: chunked", b"ZZ\r\nabc\r\n"),
        (b"transfer-encoding: chunked", b"5\r\nab"),
        (b"content-length: 50", b'{"text": "cut'),
    ],
    ids=["a chunk without a length", "a chunk cut short", "a body cut short"],
)
def test_broken_framing_is_the_sender_s_mistake(reading, headers, body):
    raw = reading.say(ENVELOPE + headers + b"\r\n\r\n" + body, then_close=True)
    assert status(raw) == 400
    assert b'"code":"malformed_request"' in raw


@pytest.mark.parametrize(
    "body",
    [b'{"text": "\xff\xfe"}', b'{"inner": ' + b"[" * 100_000, b"[" * 200_000, b"\xff\xfe\x00", b"", b"nul"],
    ids=["bad UTF-8", "deep inside", "deep", "UTF-16", "nothing", "no JSON"],
)
def test_a_body_that_is_not_what_it_says_is_the_sender_s_mistake(reading, body):
    raw = reading.say(ENVELOPE + b"content-length: %d\r\n\r\n" % len(body) + body)
    assert status(raw) == 400


@pytest.mark.parametrize("charset", ["x-unknown", "utf-16", "\xff", "idna", "unicode_escape"])
def test_a_form_in_an_odd_charset_is_no_fault_of_ours(reading, charset):
    body = (
        b'--B\r\ncontent-disposition: form-data; name="a"\r\ncontent-type: text/plain; charset='
        + charset.encode("latin-1")
        + b"\r\n\r\n\xff\xfe1\r\n--B--\r\n"
    )
    head = b"POST /api/v1/forms HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=B\r\n"
    raw = reading.say(head + b"content-length: %d\r\n\r\n" % len(body) + body)
    assert status(raw) < 500


def test_a_body_past_a_megabyte_is_refused_unread(reading):
    raw = reading.say(ENVELOPE + b"content-length: 1000001\r\n\r\n")
    assert status(raw) == 413


def stalled(server, sent: bytes) -> tuple[bytes, float]:
    began = time.monotonic()
    with server.connect() as connection:
        connection.sendall(sent)
        return read_all(connection), time.monotonic() - began


def test_stalled_requests_are_ended_and_meanwhile_others_are_served(reading):
    half_sent = [
        ENVELOPE + b"content-length: 9\r\n\r\n{",
        ENVELOPE + b"transfer-encoding: chunked\r\n\r\n1\r\n{\r\n",
    ]
    with ThreadPoolExecutor(150) as pool:
        bodies = [pool.submit(stalled, reading, sent) for sent in half_sent * 70]
        heads = [pool.submit(stalled, reading, b"GET /healthz HTTP/1.1\r\nhost:") for _ in range(10)]
        time.sleep(1)
        began = time.monotonic()
        good = reading.say(ENVELOPE + b'connection: close\r\ncontent-length: 12\r\n\r\n{"text":"x"}')
        took = time.monotonic() - began
    assert status(good) == 201
    assert took < 1
    assert {status(raw) for raw, _ in (future.result() for future in bodies)} == {408}
    assert max(seconds for _, seconds in (future.result() for future in (*bodies, *heads))) < 9


def test_a_worker_that_dies_is_replaced(folder):
    with running(folder) as server:
        [worker] = server.workers()
        os.kill(worker, signal.SIGKILL)
        deadline = time.monotonic() + 15
        while server.workers() in ([], [worker]) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert answered_by(server, deadline) == 200


def answered_by(server, deadline):
    """The status of the first answer; a worker that has just come listens only when it is ready."""
    while True:
        try:
            return status(server.get("/healthz"))
        except ConnectionRefusedError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shares a core in this way")
def test_no_thread_of_a_worker_interrupts_another(served):
    threads = [int(one.name) for pid in served.workers() for one in Path(f"/proc/{pid}/task").iterdir()]
    assert {os.sched_getscheduler(thread) for thread in threads} == {os.SCHED_BATCH}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shares a core in this way")
def test_a_policy_that_an_operator_chose_is_left():
    asked = """import os
os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
from comparison.app import take_turns
take_turns()
print(os.sched_getscheduler(0) == os.SCHED_IDLE)"""
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout == "True\n"


def test_the_server_ends_well_at_sigterm(folder):
    with running(folder) as server:
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(15) == 0


def test_a_database_that_cannot_be_used_ends_the_start_at_once(tmp_path):
    (tmp_path / "shop.db").write_bytes(b"\xff\xd8\xff\xe0 not a database" * 100)
    with pytest.raises(AssertionError, match="no database"), running(tmp_path):
        pass


def test_a_fault_is_logged_as_one_line_of_json(folder, tmp_path):
    broken = tmp_path / "own" / "shop"
    broken.mkdir(parents=True)
    (broken / "_comparison.html").write_text("{{ nothing_of_that_name }}")
    variables = {"TIER_COMPARE_TEMPLATES": str(broken.parent), "TIER_COMPARE_LOG_FORMAT": "json"}
    with running(folder, variables=variables) as server:
        raw = server.get(PAGE)
        server.process.terminate()
        server.process.wait(20)
    lines = server.process.errors().splitlines()
    [entry] = [json.loads(line) for line in lines if line.startswith("{")]
    assert status(raw) == 500
    assert entry["event"] == "request_failed"
    assert entry["request"].encode() in raw
    assert "nothing_of_that_name" in entry["exception"]
