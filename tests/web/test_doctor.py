"""The look at a shop's page: what is found on it, what is missing, and what is not even asked for."""

import http.server
import threading
import time
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from comparison.cli.doctoring import doctor
from comparison.cli.snippets import snippet
from comparison.core.errors import RefusedFile
from comparison.import_hosts import ImportHost
from comparison.settings import Settings, hosts_of
from comparison.web.doctor import Wanted, examined, host_of, look_at
from comparison.words import speaker

HOST = "https://compare.example"
WANTED = Wanted(HOST, "acme/air")
SCRIPT = f'<script src="{HOST}/embed/1/embed.js" async crossorigin></script>'
ELEMENT = f'<tier-compare comparison="acme/air"><a href="{HOST}/c/acme/air">Compare</a></tier-compare>'


def ills(html: str, page_address: str = "https://shop.example/air", wanted: Wanted = WANTED) -> list[str]:
    """The keys of what is wrong."""
    return [one.text.key.partition(".")[2] for one in examined(html, page_address, wanted) if not one.is_well]


@pytest.mark.parametrize(
    ("html", "wrong"),
    [
        (SCRIPT + ELEMENT, []),
        (SCRIPT.replace("/1/", "/1.0.0/") + ELEMENT, []),
        ("<p>Nothing here", ["script_missing", "element_missing"]),
        (ELEMENT, ["script_missing"]),
        (SCRIPT, ["element_missing"]),
        (SCRIPT.replace("compare.example", "other.example") + ELEMENT, ["script_elsewhere"]),
        (SCRIPT + ELEMENT.replace("acme/air", "acme/water"), ["element_other"]),
        (SCRIPT + '<tier-compare comparison="acme/air"></tier-compare>', ["fallback_missing"]),
        (SCRIPT + ELEMENT + "<!-- <tier-compare> -->", []),
        ('<script src="https://[/embed/1/embed.js"></script>' + ELEMENT, ["script_missing"]),
        ("<!--" + SCRIPT + ELEMENT + "-->", ["script_missing", "element_missing"]),
        ("<![foo[bar]]><![%x;[y]]>" + SCRIPT + ELEMENT, []),
        (SCRIPT + ELEMENT + "<!--" + ELEMENT, []),
        ("<!--" + SCRIPT + ELEMENT, ["script_missing", "element_missing"]),
    ],
)
def test_what_is_missing_is_said_with_its_remedy(html: str, wrong: list[str]):
    assert ills(html) == wrong
    looks = examined(html, "https://shop.example/air", WANTED)
    assert all((one.fix is None) == one.is_well for one in looks)
    for language in ("ko", "en"):
        assert all(speaker(language).say(one.text) for one in looks)


@pytest.mark.parametrize(
    ("policy", "wrong"),
    [
        ("default-src 'self'", ["policy"]),
        ("script-src 'self'; connect-src *", ["policy"]),
        (f"default-src 'none'; script-src {HOST}; connect-src {HOST}", []),
        ("script-src compare.example", []),
        ("img-src 'none'", []),
        ("default-src https:", []),
        ("default-src *.compare.example", ["policy"]),
        ("default-src *.example", []),
        ("default-src *.elsewhere.example https://cdn.example", ["policy"]),
        (f"default-src http://{HOST[8:]}", []),
        (f"default-src {HOST}:8443", ["policy"]),
        (f"default-src {HOST}:443", []),
        (f"script-src {HOST}/embed/; connect-src {HOST}/fragments/", []),
        (f"script-src {HOST}/assets/", ["policy"]),
        (f"script-src 'self' {HOST}; script-src-elem 'self'", ["policy"]),
        (f"script-src {HOST}; script-src 'none'", []),
        ("script-src", ["policy"]),
        (f"script-src 'strict-dynamic' {HOST}", ["policy"]),
        (f"script-src 'nonce-abc' {HOST}", []),
        ("script-src 'sha256-AAAA'", ["policy"]),
        ("script-src https://[ //: [::1 ::: *.: @", ["policy"]),
        ("script-src https://[::1:99 http://[bad]:9/ compare.example:²", ["policy"]),
        (f"script-src compare.example:{'9' * 5_000} compare.example:", ["policy"]),
    ],
)
def test_a_policy_of_the_page_that_stops_us_is_named(policy: str, wrong: list[str]):
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    assert ills(meta + SCRIPT + ELEMENT) == wrong


def test_what_is_missing_can_be_copied_from_its_remedy():
    fixes = [
        speaker("en").say(one.fix) for one in examined("<p>", "https://shop.example/", WANTED) if one.fix
    ]
    assert fixes[0].endswith(f": {SCRIPT}")
    assert fixes[1].endswith(
        f': <tier-compare comparison="acme/air"><a href="{HOST}/c/acme/air">…</a></tier-compare>'
    )
    assert 'comparison="SHOP/COMPARISON"' in str(
        examined("", "https://shop.example/", Wanted(HOST, ""))[1].fix
    )


@pytest.mark.parametrize("piece", ["<a ", "<!--", "<!-- >", "<a '", "</a ", "<![CDATA[", "<?", "<"])
def test_a_page_that_never_ends_its_tags_is_read_as_fast_as_any(piece: str):
    html = (piece * 100_000)[:100_000]
    begun = time.process_time()
    assert ills(html) == ["script_missing", "element_missing"]
    assert time.process_time() - begun < 0.5


@pytest.mark.parametrize("policy", ["script-src 'nonce-abc' 'strict-dynamic'", "script-src 'sha256-AAAA'"])
def test_a_nonce_or_a_hash_of_the_tag_is_enough(policy: str):
    tag = SCRIPT.replace("async", 'async nonce="abc" integrity="sha256-AAAA"')
    assert [one.is_well for one in examined(tag + ELEMENT, "https://shop.example/", WANTED, [policy])] == [
        True
    ] * 3


def test_a_server_under_the_shops_own_name_is_its_self():
    own = Wanted("https://shop.example", "acme/air")
    html = (SCRIPT + ELEMENT).replace(HOST, "")
    meta = '<meta http-equiv="content-security-policy" content="default-src \'self\'">'
    assert ills(meta + html, "https://shop.example/air", own) == []


def test_each_of_several_policies_has_to_allow_it():
    looks = examined(
        SCRIPT + ELEMENT,
        "https://shop.example/",
        WANTED,
        [f"default-src {HOST}", "img-src *, connect-src 'self'"],
    )
    [ill] = [one for one in looks if not one.is_well]
    assert ill.text.arguments["names"] == "connect-src"


def test_a_comparison_without_encryption_on_an_encrypted_page_is_named():
    plain = Wanted("http://compare.example", "acme/air")
    html = (SCRIPT + ELEMENT).replace("https://compare", "http://compare")
    assert ills(html, "https://shop.example/air", plain) == ["mixed"]
    assert ills(html, "http://shop.example/air", plain) == []


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://shop.example/x", "shop.example"),
        ("http://shop.example", "shop.example"),
        ("https://127.0.0.1/", None),
        ("https://[::1]/", None),
        ("https://2130706433/", None),
        ("https://localhost/", None),
        ("https://shop.example:8443/", None),
        ("https://shop.example:99999/", None),
        ("ftp://shop.example/", None),
        ("mailto:a@shop.example", None),
    ],
)
def test_only_a_name_on_its_usual_port_is_a_shops_host(address: str, name: str | None):
    found = host_of(address)
    assert (found.name if found else None) == name


@pytest.fixture
def page_server() -> Iterator[str]:
    """A shop's server on this machine, whose page under ``/strict`` has a policy; its address."""

    class Answering(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = (SCRIPT + ELEMENT).encode()
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.send_header("content-length", str(len(body)))
            if self.path == "/strict":
                self.send_header("content-security-policy", "script-src 'self'")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  The library's name.
            """Nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_page_of_a_host_that_the_operator_named_is_looked_at(page_server: str):
    hosts = hosts_of(Settings(import_hosts=f"{page_server}!private"))
    assert [one.is_well for one in look_at(f"{page_server}/air", WANTED, hosts)] == [True, True, True]


def test_a_policy_that_comes_as_a_header_is_seen(page_server: str):
    hosts = hosts_of(Settings(import_hosts=f"{page_server}!private"))
    looks = look_at(f"{page_server}/strict", WANTED, hosts)
    assert [one.text.arguments.get("names") for one in looks if not one.is_well] == ["script-src"]


@pytest.mark.parametrize(
    "address", ["/air", "http://127.0.0.1:1/", "https://elsewhere.example/", "file:///etc/passwd"]
)
def test_nothing_else_is_asked_for(page_server: str, address: str):
    whole = f"{page_server}{address}" if address.startswith("/") else address
    with pytest.raises(RefusedFile):
        look_at(whole, WANTED, [ImportHost("https", "shop.example", 443, private=False)])


def test_a_name_that_leads_into_somebodys_own_network_is_refused():
    import ipaddress

    hosts = [ImportHost("https", "shop.example", 443, private=False)]
    with pytest.raises(RefusedFile):
        look_at("https://shop.example/", WANTED, hosts, resolve=lambda *_: [ipaddress.ip_address("10.0.0.1")])


def test_the_command_says_the_same_and_fails_where_something_is_missing(
    page_server: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("TIER_COMPARE_IMPORT_HOSTS", f"{page_server}!private")
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    asked = [f"{page_server}/air", "--host", HOST, "--comparison"]
    well = CliRunner().invoke(doctor, [*asked, "acme/air"])
    assert (well.exit_code, well.output.count("ok ")) == (0, 3)
    ill = CliRunner().invoke(doctor, [*asked, "acme/water"])
    assert ill.exit_code == 1
    assert "only the place of another comparison: acme/air" in ill.output


@pytest.mark.parametrize("command", [(doctor, "https://shop.example/"), (snippet, "acme/air")])
def test_a_host_that_is_no_address_is_wrong_usage(command: tuple[click.Command, str]):
    ran = CliRunner().invoke(command[0], [command[1], "--host", "compare.example"])
    assert (ran.exit_code, "https://compare.example.com" in ran.output) == (2, True)
