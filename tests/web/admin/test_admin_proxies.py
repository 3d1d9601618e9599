"""Who asks, behind proxies: nobody but a trusted one is believed, and nothing left of the first stranger."""

from ipaddress import ip_network

import pytest
from builders_admin import office
from builders_web import Client, new_store, settings

from comparison.app import create_app
from comparison.settings import BadSetting, proxies_of, read_settings
from comparison.web.proxies import client_of

TRUSTED = tuple(ip_network(one) for one in ("10.0.0.0/8", "127.0.0.1", "fd00::/8"))


@pytest.mark.parametrize(
    ("peer", "lines", "client"),
    [
        ("203.0.113.9", ["198.51.100.1"], "203.0.113.9"),
        ("10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["192.0.2.66, 198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["192.0.2.66", "198.51.100.1 , 10.2.2.2"], "198.51.100.1"),
        ("10.0.0.1", ["10.3.3.3"], "10.3.3.3"),
        ("10.0.0.1", ["198.51.100.1, nonsense"], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1, nonsense, 10.2.2.2"], "10.2.2.2"),
        ("10.0.0.1", ["198.51.100.1:4711"], "198.51.100.1"),
        ("10.0.0.1", ["[2001:db8::1]:4711"], "2001:db8::1"),
        ("::ffff:10.0.0.1", ["::ffff:198.51.100.1"], "198.51.100.1"),
        ("fd00::1", ["2001:db8::1"], "2001:db8::1"),
        ("10.0.0.1", [","], "10.0.0.1"),
        ("10.0.0.1", ["192.0.2.66" + ", 10.0.0.2" * 50], "10.0.0.2"),
        ("testclient", ["198.51.100.1"], "testclient"),
    ],
)
def test_the_first_address_from_the_right_that_is_no_proxy_asks(peer: str, lines: list[str], client: str):
    got = client_of(peer, [line.encode() for line in lines], TRUSTED, is_forwarded=False)
    assert got == client


@pytest.mark.parametrize(
    ("line", "client"),
    [
        ("for=198.51.100.1", "198.51.100.1"),
        ('for=192.0.2.66, proto=https;For="[2001:db8::1]:4711";by=10.0.0.1', "2001:db8::1"),
        ("for=198.51.100.1;proto=http, for=10.9.9.9", "198.51.100.1"),
        ("for=unknown", "10.0.0.1"),
        ("for=_hidden, for=10.9.9.9", "10.9.9.9"),
        ("by=198.51.100.1", "10.0.0.1"),
    ],
)
def test_the_header_of_the_standard_is_read_as_well(line: str, client: str):
    assert client_of("10.0.0.1", [line.encode()], TRUSTED, is_forwarded=True) == client


@pytest.mark.parametrize("text", ["0.0.0.0/0", "::/0", "10.0.0.1/8", "example.com", "10.0.0.0/8;"])
def test_networks_that_are_none_or_everybody_are_refused(text: str):
    with pytest.raises(BadSetting, match="networks as in"):
        read_settings({"TIER_COMPARE_TRUSTED_PROXIES": text})


def test_networks_are_read():
    read = read_settings({"TIER_COMPARE_TRUSTED_PROXIES": "127.0.0.1, 10.0.0.0/8"})
    assert [str(one) for one in proxies_of(read)] == ["127.0.0.1/32", "10.0.0.0/8"]


@pytest.mark.parametrize(
    ("trusted", "header", "said"),
    [
        ("127.0.0.1", "x-forwarded-for", 200),
        ("", "x-forwarded-for", 429),
        ("192.0.2.0/24", "x-forwarded-for", 429),
        # Only the header that the setting names is believed.
        ("127.0.0.1", "forwarded", 429),
    ],
)
def test_people_behind_a_trusted_proxy_do_not_share_their_tries(
    tmp_path, trusted: str, header: str, said: int
):
    at = office(tmp_path, trusted_proxies=trusted, proxy_header=header)
    browser = at.browser()
    token = browser.filled("/admin/_/sign-in")["_token"]

    def try_as(address: str) -> int:
        fields = {"_token": token, "act": "challenge"}
        return browser.post("/admin/_/passkey", fields, headers={"x-forwarded-for": address}).status

    assert [try_as("198.51.100.1") for _ in range(21)] == [200] * 20 + [429]
    assert try_as("198.51.100.2") == said


def test_without_the_setting_nothing_stands_between(tmp_path):
    new_store(tmp_path).close()
    asking = Client(create_app(settings(tmp_path)))
    assert asking.get("/healthz", {"x-forwarded-for": "x" * 1000}).status == 200
