"""A device that makes passkeys and signs with them, as browsers pass its answers on; and ways to ask it wrongly."""

import hashlib
import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

from builders_admin import PASSWORD, Browser, fields_of
from builders_tree import tree
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256

LOCAL = "localhost:8670"
ORIGIN = f"http://{LOCAL}"
FACTORS, PASSKEYS = "/admin/_/account/second-step", "/admin/_/account/passkeys"
PRESENT, VERIFIED, NEW = 0x01, 0x04, 0x40
Answer = dict[str, Any]


class Device:
    """It holds one passkey. *counts* says whether it counts its signatures."""

    def __init__(self, *, origin: str = ORIGIN, verifies: bool = True, counts: bool = True) -> None:
        self.origin, self.flags = origin, PRESENT | (VERIFIED if verifies else 0)
        self.id, self.handle = os.urandom(16), b""
        self.count, self._step = 0, int(counts)
        self._key = ec.generate_private_key(ec.SECP256R1())

    def makes(self, asked: Answer) -> Answer:
        """What ``navigator.credentials.create`` answers."""
        self.handle = _bytes(asked["user"]["id"])
        public = cbor.encode(ES256.from_cryptography_key(self._key.public_key()))
        credential = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        data = self._data(asked["rp"]["id"], self.flags | NEW) + credential
        attested = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        told = self._client_data("webauthn.create", asked)
        return self._answer({"clientDataJSON": _text(told), "attestationObject": _text(attested)})

    def signs(self, asked: Answer) -> Answer:
        """What ``navigator.credentials.get`` answers."""
        self.count += self._step
        data, told = self._data(asked["rpId"], self.flags), self._client_data("webauthn.get", asked)
        signature = self._key.sign(data + hashlib.sha256(told).digest(), ec.ECDSA(hashes.SHA256()))
        parts = {"clientDataJSON": told, "authenticatorData": data, "signature": signature}
        return self._answer(
            {name: _text(part) for name, part in parts.items()} | {"userHandle": _text(self.handle)}
        )

    def _data(self, host: str, flags: int) -> bytes:
        return hashlib.sha256(host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client_data(self, kind: str, asked: Answer) -> bytes:
        return json.dumps({"type": kind, "challenge": asked["challenge"], "origin": self.origin}).encode()

    def _answer(self, response: Answer) -> Answer:
        id_ = _text(self.id)
        return {
            "id": id_,
            "rawId": id_,
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {},
        }


def at_localhost(browser: Browser) -> Browser:
    """*browser* come by the name that passkeys work by."""
    browser.headers["host"] = LOCAL
    browser.own = {"origin": ORIGIN, "sec-fetch-site": "same-origin"}
    return browser


def device_form(text: str) -> dict[str, Any]:
    """The fields of the form on a page that a device fills."""
    [form] = tree(text.removeprefix("<!doctype html>")).every("form", having="data-passkey")
    return fields_of(form)


def registered(browser: Browser, device: Device, name: str = "My phone"):
    """Make a passkey on *device*; the answer to the form that keeps it."""
    fields = device_form(browser.get(FACTORS).text) | {"name": name, "password": PASSWORD}
    asked = browser.post(PASSKEYS, fields)
    assert asked.status == 200, asked.text
    answer = json.dumps(device.makes(json.loads(asked.text)))
    return browser.post(PASSKEYS, fields | {"act": "passkey", "passkey": answer})


def signed_by(browser: Browser, device: Device, address: str, page: str):
    """Answer the form on *page* that goes to *address* with *device*."""
    fields = device_form(page)
    asked = browser.post(address, fields)
    assert asked.status == 200, asked.text
    answer = json.dumps(device.signs(json.loads(asked.text)))
    return browser.post(address, fields | {"act": "passkey", "passkey": answer})


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
