"""The merchant's side as people use it: `office(folder)`, then ``signed_in(office, "editor")``.

merchant = signed_in(office(tmp_path), "owner")
merchant.get("/admin/acme/settings")                  a page, as `Got`
merchant.send("/admin/acme/settings", {"home": ""})   its form: what the page holds, with these changes
"""

from collections.abc import Mapping, Sequence
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from builders_tree import Node, tree
from builders_web import Client, Clock, Got, client, new_store, shop

from comparison.storage.access import first_link, invite
from comparison.storage.accounts import Role
from comparison.storage.store import AnyRecord, Store

HOST = "127.0.0.1:8670"
ADDRESS = f"http://{HOST}"
PASSWORD = "a long enough sentence"
Fields = Mapping[str, str | Sequence[str]]


class Browser:
    """A browser without script: it keeps cookies and says where a request comes from."""

    def __init__(
        self, asking: Client, *, language: str = "en", host: str = HOST, scheme: str = "http"
    ) -> None:
        self._asking = asking
        self.cookies: dict[str, str] = {}
        self.headers = {"host": host, "accept-language": language}
        self.own = {"origin": f"{scheme}://{host}", "sec-fetch-site": "same-origin"}

    def get(self, address: str, *, headers: Mapping[str, str] | None = None) -> Got:
        return self._took(self._asking.get(address, self._said(headers)))

    def post(
        self,
        address: str,
        fields: Fields | Sequence[tuple[str, str]],
        *,
        headers: Mapping[str, str] | None = None,
    ) -> Got:
        """Exactly these *fields*, sent from a page of our own unless *headers* say otherwise."""
        kind = {"content-type": "application/x-www-form-urlencoded"}
        body = urlencode(fields, doseq=True).encode()
        said = self._said(self.own | kind | dict(headers or {}))
        return self._took(self._asking.get(address, said, method="POST", body=body))

    def page(self, address: str) -> Node:
        got = self.get(address)
        assert got.status == 200, (got.status, got.headers, got.text)
        return tree(got.text.removeprefix("<!doctype html>"))

    def send(self, address: str, changes: Fields, *, headers: Mapping[str, str] | None = None) -> Got:
        """The form of the page at *address* that is sent there, as it is filled, with *changes* made."""
        return self.post(address, self.filled(address) | dict(changes), headers=headers)

    def filled(self, address: str) -> dict[str, str | list[str]]:
        """The fields of the last form on the page at *address* that is sent there."""
        forms = [
            one
            for one in self.page(address).every("form")
            if one["action"] in {"", address.partition("?")[0]}
        ]
        return fields_of(forms[-1])

    def _said(self, headers: Mapping[str, str] | None) -> dict[str, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return self.headers | ({"cookie": cookies} if cookies else {}) | dict(headers or {})

    def _took(self, got: Got) -> Got:
        for morsel in SimpleCookie(got.headers.get("set-cookie", "")).values():
            self.cookies.pop(morsel.key, None)
            if morsel.value:
                self.cookies[morsel.key] = morsel.value
        return got


class Office:
    """An installation with the shop ``acme``, and the secret of its first link."""

    def __init__(self, folder: Path, records: Sequence[AnyRecord] = (), **settings: object) -> None:
        self.folder = folder
        self.store: Store = new_store(folder)
        self.clock = Clock()
        self.store.save_all("acme", [shop(), *records], by="test")
        self.first = first_link(self.store, self.clock())
        self.asking = client(folder, clock=self.clock, **{"base_url": ADDRESS, **settings})

    def browser(self, language: str = "en") -> Browser:
        return Browser(self.asking, language=language)

    def owner(self) -> Browser:
        """The first owner, who owns every shop there is."""
        browser = self.browser()
        got = browser.send(f"/admin/_/first/{self.first}", {"user": "owner", "password": PASSWORD})
        assert got.status == 303, got.text
        return browser

    def joined(self, role: Role, shop: str = "acme", name: str = "") -> Browser:
        """Somebody of that role, by an invitation."""
        secret = invite(self.store, shop, role, by="owner", now=self.clock())
        browser = self.browser()
        address = f"/admin/_/invitation/{secret}"
        got = browser.send(address, {"user": name or role, "password": PASSWORD})
        assert got.status == 303, got.text
        return browser


def office(folder: Path, *records: AnyRecord, **settings: object) -> Office:
    """An installation whose shop holds *records*."""
    return Office(folder, records, **settings)


def signed_in(at: Office, role: Role = "owner", *, shop: str = "acme") -> Browser:
    """Somebody who is signed in, with that role in *shop*."""
    return (
        at.owner()
        if role == "owner" and shop == "acme" and not at.store.has_users()
        else at.joined(role, shop)
    )


def fields_of(form: Node) -> dict[str, str | list[str]]:
    """What a browser would send of *form* as it stands."""
    found: dict[str, list[str]] = {}
    for one in form.every():
        if one["name"] and (value := _value(one)) is not None:
            found.setdefault(one["name"], []).append(value)
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def _value(one: Node) -> str | None:
    if one.tag == "input" and one["type"] in {"checkbox", "radio"}:
        return one["value"] if "checked" in one.attributes else None
    if one.tag == "select":
        chosen = [option["value"] for option in one.every("option", having="selected")]
        return (chosen or [option["value"] for option in one.every("option")])[0]
    if one.tag == "textarea":
        return one.text
    return one["value"] if one.tag == "input" else None
