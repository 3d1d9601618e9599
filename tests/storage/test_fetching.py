"""Files by address: only from hosts on the list, only from where they were checked to be, within limits."""

import ipaddress
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from builders_fetching import CSV, Server, body, hosts, raw, serving, status, trusting

from comparison.core.errors import RefusedFile
from comparison.core.messages import Message
from comparison.settings import BadSetting, read_settings
from comparison.storage.fetch_exchange import Limits, Version
from comparison.storage.fetching import Fetcher, shown_address
from comparison.storage.public_addresses import IpAddress, is_public, resolved

PUBLIC = ipaddress.ip_address("93.184.215.14")


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def fetcher(folder: Path, *allowed: str, **fields: Any) -> Fetcher:
    return Fetcher(hosts(",".join(allowed)), folder, **fields)


def private(server: Server, scheme: str = "http://") -> str:
    """The entry that lets the test's own server be asked."""
    return f"{scheme}127.0.0.1:{server.port}!private"


def address(server: Server, path: str = "/shop.csv") -> str:
    return f"http://127.0.0.1:{server.port}{path}"


def content(one: Fetcher, asked: str) -> bytes:
    with one.fetched(asked) as fetched:
        assert fetched is not None
        return fetched.file.raw


def refusal(one: Fetcher, asked: str) -> str:
    """The end of the key of the reason; every refusal says what would be accepted."""
    with pytest.raises(RefusedFile) as refused, one.fetched(asked):
        pass
    reason, accepted = refused.value.reason, refused.value.accepted
    assert isinstance(reason, Message)
    assert isinstance(accepted, Message)
    assert reason.key.rpartition("_")[2] == accepted.key.rpartition("_")[2]
    return reason.key.removeprefix("import.reason.fetch_")


def test_a_file_is_fetched_whole_and_is_gone_afterwards(server: Server, tmp_path: Path) -> None:
    server.answers["/shop.csv"] = body(CSV)
    with fetcher(tmp_path, private(server)).fetched(address(server)) as fetched:
        assert fetched is not None
        assert fetched.file.raw == CSV
        assert [path.parent for path in tmp_path.iterdir()] == [tmp_path]
    assert list(tmp_path.iterdir()) == []


def test_only_its_owner_may_read_a_file_on_its_way(server: Server, tmp_path: Path) -> None:
    server.answers["/shop.csv"] = body(CSV)
    with fetcher(tmp_path, private(server)).fetched(address(server)):
        assert [path.stat().st_mode & 0o777 for path in tmp_path.iterdir()] == [0o600]


def test_an_encrypted_server_is_asked_by_a_certificate_that_is_trusted(tmp_path: Path) -> None:
    with serving(encrypted=True) as server:
        server.answers["/shop.csv"] = body(CSV)
        asked = address(server).replace("http:", "https:")
        allowed = private(server, "")
        assert content(fetcher(tmp_path, allowed, trust=trusting()), asked) == CSV
        assert refusal(fetcher(tmp_path, allowed), asked) == "certificate"


@pytest.mark.parametrize(("name", "fault"), [("other.example", "certificate"), ("feeds.example", None)])
def test_a_certificate_has_to_be_that_of_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, fault: str | None
) -> None:
    connect = socket.create_connection
    with serving(encrypted=True) as server:
        server.answers["/shop.csv"] = body(CSV)
        here = ("127.0.0.1", server.port)
        monkeypatch.setattr(socket, "create_connection", lambda _, timeout: connect(here, timeout))
        one = fetcher(tmp_path, name, resolve=lambda *_: [PUBLIC], trust=trusting())
        asked = f"https://{name}/shop.csv"
        assert (refusal(one, asked) if fault else content(one, asked)) == (fault or CSV)


def test_nothing_is_fetched_unless_hosts_are_named(server: Server, tmp_path: Path) -> None:
    assert refusal(Fetcher((), tmp_path), address(server)) == "no_hosts"
    assert server.asked == []


@pytest.mark.parametrize(
    "asked",
    [
        "https://other.example/a.csv",
        "https://feeds.example.evil.example/a.csv",
        "https://evil.example/feeds.example",
        "https://evil.example/?https://feeds.example/",
        "https://feeds.example:8443/a.csv",
        "http://feeds.example/a.csv",
        "https://feeds.example./a.csv",
        "https://sub.feeds.example/a.csv",
        "https://feeds.example%2eevil.example/",
        "https://127.0.0.1/a.csv",
        "https://2130706433/a.csv",
        "https://0x7f000001/a.csv",
        "https://[::ffff:127.0.0.1]/a.csv",
    ],
)
def test_a_host_that_is_not_on_the_list_is_not_asked(tmp_path: Path, asked: str) -> None:
    one = fetcher(tmp_path, "feeds.example", resolve=nowhere)
    assert refusal(one, asked) == "host"


def nowhere(name: str, port: int) -> Sequence[IpAddress]:
    raise AssertionError((name, port))


@pytest.mark.parametrize(
    "asked", ["https://u:p@feeds.example/a", "https://u@feeds.example/a", "https://@feeds.example/"]
)
def test_an_address_that_holds_a_password_is_refused_without_repeating_it(tmp_path: Path, asked: str) -> None:
    with pytest.raises(RefusedFile) as refused, fetcher(tmp_path, "feeds.example").fetched(asked):
        pass
    assert refused.value.file.startswith("https://feeds.example/")
    assert refusal(fetcher(tmp_path, "feeds.example"), asked) == "credentials"


@pytest.mark.parametrize(
    "asked",
    [
        "ftp://feeds.example/a",
        "file:///etc/passwd",
        "https://",
        "https:///a",
        "https://feeds.example:99999/",
        "https://feeds.example:0/",
        "https://feeds.example:x/",
        "https://feeds.example/a b",
        "https://feeds.example/a\r\nHost: evil",
        "https://feeds.example\\@evil.example/",
        "https://feeds.exämple/",
        "https://[::1/",
        "https://feeds.example/" + "a" * 2_000,
    ],
)
def test_what_is_no_address_is_refused(tmp_path: Path, asked: str) -> None:
    assert refusal(fetcher(tmp_path, "feeds.example", resolve=nowhere), asked) == "address"


def test_case_and_the_usual_port_make_no_other_address(tmp_path: Path) -> None:
    asked: list[str] = []

    def resolve(name: str, port: int) -> Sequence[IpAddress]:
        asked.append(f"{name} {port}")
        return ()

    one = fetcher(tmp_path, "feeds.example", resolve=resolve)
    for text in ("HTTPS://FEEDS.example/a", "https://feeds.example:443/a"):
        assert refusal(one, text) == "name"
    assert asked == ["feeds.example 443"] * 2


NOT_PUBLIC = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",  # noqa: S104  An answer of a name server; nothing is bound to it.
    "224.0.0.1",
    "255.255.255.255",
    "192.0.2.1",
    "198.18.0.1",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "fec0::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:93.184.215.14",
    "64:ff9b::7f00:1",
    "64:ff9b::5db8:d70e",
    "2002:7f00:1::",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:db8::1",
    "::93.184.215.14",
]


@pytest.mark.parametrize("ip", NOT_PUBLIC)
def test_a_name_that_leads_to_somebodys_own_network_is_refused(tmp_path: Path, ip: str) -> None:
    one = fetcher(tmp_path, "feeds.example", resolve=lambda *_: [ipaddress.ip_address(ip)])
    assert refusal(one, "https://feeds.example/a.csv") == "not_public"


@pytest.mark.parametrize("ip", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "1.1.1.1"])
def test_what_anybody_can_reach_is_public(ip: str) -> None:
    assert is_public(ipaddress.ip_address(ip))


def test_one_address_of_a_private_network_among_public_ones_is_enough_to_refuse(tmp_path: Path) -> None:
    several = [PUBLIC, ipaddress.ip_address("10.0.0.1")]
    one = fetcher(tmp_path, "feeds.example", resolve=lambda *_: several)
    assert refusal(one, "https://feeds.example/a.csv") == "not_public"


def test_the_machine_looks_up_localhost_as_what_it_is() -> None:
    assert not any(is_public(one) for one in resolved("localhost", 443))


def test_what_is_connected_to_is_the_address_that_was_checked(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second answer of the name server, now a private address, is never asked for."""
    server.answers["/shop.csv"] = body(CSV)
    looked_up: list[str] = []
    connected: list[tuple[str, int]] = []
    connect = socket.create_connection

    def resolve(name: str, port: int) -> Sequence[IpAddress]:
        looked_up.append(name)
        return [PUBLIC] if len(looked_up) == 1 else [ipaddress.ip_address("127.0.0.1")]

    def watched(place: tuple[str, int], timeout: float | None = None) -> socket.socket:
        connected.append(place)
        return connect(("127.0.0.1", server.port), timeout)

    monkeypatch.setattr(socket, "create_connection", watched)
    one = fetcher(tmp_path, "http://feeds.example", resolve=resolve)
    assert content(one, "http://feeds.example/shop.csv") == CSV
    assert (looked_up, connected) == (["feeds.example"], [(str(PUBLIC), 80)])
    assert server.asked[0][1]["Host"] == "feeds.example"


def test_a_name_that_does_not_exist_is_said_so(tmp_path: Path) -> None:
    def resolve(name: str, port: int) -> Sequence[IpAddress]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    assert refusal(fetcher(tmp_path, "feeds.example", resolve=resolve), "https://feeds.example/") == "name"


def test_a_server_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    asked = f"http://127.0.0.1:{port}/"
    assert refusal(fetcher(tmp_path, f"http://127.0.0.1:{port}!private"), asked) == "no_connection"


def test_a_move_is_followed_and_asked_without_a_query_of_before(server: Server, tmp_path: Path) -> None:
    server.answers["/old"] = status(301, Location="/new.csv")
    server.answers["/new.csv"] = body(CSV)
    with fetcher(tmp_path, private(server)).fetched(address(server, "/old?token=x")) as fetched:
        assert fetched is not None
        assert fetched.file.name == address(server, "/new.csv")
    assert [path for path, _ in server.asked] == ["/old?token=x", "/new.csv"]


@pytest.mark.parametrize(
    ("target", "fault"),
    [
        ("https://evil.example/a.csv", "host"),
        ("http://169.254.169.254/latest/meta-data", "host"),
        ("//evil.example/a.csv", "host"),
        ("http://127.0.0.1:1/a.csv", "host"),
        ("file:///etc/passwd", "address"),
        ("http://u:p@127.0.0.1/a", "credentials"),
    ],
)
def test_a_move_to_where_nobody_may_ask_is_not_followed(
    server: Server, tmp_path: Path, target: str, fault: str
) -> None:
    server.answers["/old"] = status(302, Location=target)
    assert refusal(fetcher(tmp_path, private(server)), address(server, "/old")) == fault
    assert len(server.asked) == 1


def test_a_move_to_another_host_of_the_list_is_checked_like_the_first(server: Server, tmp_path: Path) -> None:
    server.answers["/old"] = status(302, Location="https://feeds.example/a.csv")
    loopback = [ipaddress.ip_address("127.0.0.1")]
    one = fetcher(tmp_path, private(server), "feeds.example", resolve=lambda *_: loopback)
    assert refusal(one, address(server, "/old")) == "not_public"


@pytest.mark.parametrize(("moves", "fault"), [(3, None), (4, "redirects")])
def test_at_most_three_moves_are_followed(
    server: Server, tmp_path: Path, moves: int, fault: str | None
) -> None:
    for number in range(moves):
        server.answers[f"/{number}"] = status(307, Location=f"/{number + 1}")
    server.answers[f"/{moves}"] = body(CSV)
    one = fetcher(tmp_path, private(server))
    if fault:
        assert refusal(one, address(server, "/0")) == fault
    else:
        assert content(one, address(server, "/0")) == CSV


def test_a_move_to_itself_ends(server: Server, tmp_path: Path) -> None:
    server.answers["/a"] = status(302, Location="/a")
    assert refusal(fetcher(tmp_path, private(server)), address(server, "/a")) == "redirects"


@pytest.mark.parametrize("code", [204, 206, 401, 403, 404, 500, 503])
def test_any_other_answer_is_no_file(server: Server, tmp_path: Path, code: int) -> None:
    server.answers["/shop.csv"] = status(code)
    assert refusal(fetcher(tmp_path, private(server)), address(server)) == "status"


SMALL = Limits(size=1_000, seconds=1.0, wait=0.5)


def test_a_file_that_says_it_is_too_large_is_not_read(server: Server, tmp_path: Path) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n"
    server.answers["/shop.csv"] = raw(head + b"x" * 100)
    assert refusal(fetcher(tmp_path, private(server), limits=SMALL), address(server)) == "size"


def test_a_file_that_does_not_say_how_large_it_is_is_cut_at_the_limit(server: Server, tmp_path: Path) -> None:
    server.answers["/shop.csv"] = raw(b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 5_000)
    assert refusal(fetcher(tmp_path, private(server), limits=SMALL), address(server)) == "size"
    chunks = b"".join(b"64\r\n" + b"x" * 100 + b"\r\n" for _ in range(50)) + b"0\r\n\r\n"
    server.answers["/shop.csv"] = raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks)
    assert refusal(fetcher(tmp_path, private(server), limits=SMALL), address(server)) == "size"
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_chunks_is_whole(server: Server, tmp_path: Path) -> None:
    chunks = b"".join(b"2\r\n" + CSV[at : at + 2] + b"\r\n" for at in range(0, len(CSV), 2)) + b"0\r\n\r\n"
    server.answers["/shop.csv"] = raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks)
    assert content(fetcher(tmp_path, private(server)), address(server)) == CSV


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nonly this",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
)
def test_a_file_that_ends_too_early_is_refused(server: Server, tmp_path: Path, answer: bytes) -> None:
    server.answers["/shop.csv"] = raw(answer)
    assert refusal(fetcher(tmp_path, private(server)), address(server)) == "cut_off"


@pytest.mark.parametrize("answer", [b"hello\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"A: " + b"x" * 70_000])
def test_an_answer_that_is_no_http_is_refused(server: Server, tmp_path: Path, answer: bytes) -> None:
    server.answers["/shop.csv"] = raw(answer)
    assert refusal(fetcher(tmp_path, private(server)), address(server)) == "no_http"


def test_a_server_that_says_nothing_is_given_up(server: Server, tmp_path: Path) -> None:
    done = threading.Event()
    server.answers["/shop.csv"] = raw(b"", wait=done)
    began = time.monotonic()
    assert refusal(fetcher(tmp_path, private(server), limits=SMALL), address(server)) == "slow"
    done.set()
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\n\r\n", b""])
def test_a_server_that_sends_a_byte_now_and_then_is_given_up(
    server: Server, tmp_path: Path, head: bytes
) -> None:
    done = threading.Event()

    def drip(handler: Any) -> None:
        handler.wfile.write(head)
        while not done.wait(0.05):
            handler.wfile.write(b"x")
            handler.wfile.flush()

    server.answers["/shop.csv"] = drip
    limits = Limits(size=1_000_000, seconds=1.0, wait=5.0)
    began = time.monotonic()
    assert refusal(fetcher(tmp_path, private(server), limits=limits), address(server)) == "slow"
    done.set()
    assert time.monotonic() - began < 5


def test_a_handshake_that_never_comes_is_given_up(server: Server, tmp_path: Path) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        port = silent.getsockname()[1]
        one = fetcher(tmp_path, f"127.0.0.1:{port}!private", limits=SMALL, trust=trusting())
        assert refusal(one, f"https://127.0.0.1:{port}/") == "slow"


def test_a_version_that_is_known_is_not_sent_again(server: Server, tmp_path: Path) -> None:
    def answer(handler: Any) -> None:
        same = handler.headers["If-None-Match"] == '"v1"'
        (status(304) if same else body(CSV, ETag='"v1"', Last_Modified="Sun, 22 Nov 2026 00:00:00 GMT"))(
            handler
        )

    server.answers["/shop.csv"] = answer
    one = fetcher(tmp_path, private(server))
    with one.fetched(address(server)) as first:
        assert first is not None
        version = first.version
    assert version == Version('"v1"', "Sun, 22 Nov 2026 00:00:00 GMT")
    with one.fetched(address(server), version) as second:
        assert second is None
    assert server.asked[1][1]["If-Modified-Since"] == version.modified


def test_a_server_never_learns_more_than_it_must(server: Server, tmp_path: Path) -> None:
    server.answers["/shop.csv"] = body(CSV)
    content(fetcher(tmp_path, private(server)), address(server, "/shop.csv?a=1#fragment"))
    path, headers = server.asked[0]
    assert path == "/shop.csv?a=1"
    assert set(headers) == {"Host", "Accept-Encoding", "User-Agent"}


def test_a_path_in_korean_is_asked_percent_encoded(server: Server, tmp_path: Path) -> None:
    server.answers["/%EC%83%81%ED%92%88.csv"] = body(CSV)
    assert content(fetcher(tmp_path, private(server)), address(server, "/상품.csv")) == CSV


@pytest.mark.parametrize(
    ("path", "sent", "name"),
    [
        ("/shop.csv", CSV, "/shop.csv"),
        ("/export", CSV, "/export.csv"),
        ("/export", CSV.replace(b",", b"\t"), "/export.tsv"),
        ("/export", b"\xef\xbb\xbf<?xml version='1.0'?><rss/>", "/export.xml"),
        ("/export", b"<!DOCTYPE html><title>x</title>", "/export.html"),
        ("/export", b' {"products": []}', "/export.json"),
        ("/export", b"# a shop\nformat: tier-compare/1\n", "/export.yaml"),
        ("/export.php", CSV, "/export.php.csv"),
        ("/", CSV, ".csv"),
        ("/export", b"", "/export.csv"),
    ],
)
def test_a_file_is_named_by_what_stands_in_it_and_never_by_its_content_type(
    server: Server, tmp_path: Path, path: str, sent: bytes, name: str
) -> None:
    server.answers[path] = body(sent, Content_Type="application/x-msdownload")
    with fetcher(tmp_path, private(server)).fetched(address(server, path)) as fetched:
        assert fetched is not None
        assert fetched.file.name == address(server, name)


def test_what_is_shown_of_an_address_holds_no_secret() -> None:
    assert shown_address("https://u:p@h.example:8443/a/b.csv?token=s#f") == "https://h.example:8443/a/b.csv"
    assert shown_address("folder/file?.csv") == "folder/file?.csv"


@pytest.mark.parametrize(
    "text",
    [
        "feeds.example.com/path",
        "https://feeds.example.com",
        "*.example.com",
        "feeds.example.com:0",
        "feeds.example.com:70000",
        "feeds.example.com!private",
        "feeds.example.com:443!private",
        "user@feeds.example.com",
        "Feeds.Example.com",
        "127.0.0.1",
        "10.0.0.1:443",
        "10.0.0.1!private",
        "[::1]:443",
        "93.184.215.14:443!private",
        "1.2.3",
        "feeds..example.com",
        "a b/c",
    ],
)
def test_a_host_that_cannot_be_meant_ends_the_start(text: str) -> None:
    with pytest.raises(BadSetting, match="TIER_COMPARE_IMPORT_HOSTS"):
        read_settings({"TIER_COMPARE_IMPORT_HOSTS": text})


def test_hosts_are_listed_with_commas_or_spaces() -> None:
    found = hosts("feeds.example.com, http://a.example:8080\n[2606:2800::1]:444, 10.0.0.1:443!private")
    assert [(one.scheme, one.name, one.port, one.private) for one in found] == [
        ("https", "feeds.example.com", 443, False),
        ("http", "a.example", 8080, False),
        ("https", "2606:2800::1", 444, False),
        ("https", "10.0.0.1", 443, True),
    ]
