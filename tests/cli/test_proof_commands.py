"""Tokens and keys by command, and quotes that the command line signs."""

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builders_lamps import lamps as lamp_shop

from comparison.storage.factors import TotpRow
from comparison.storage.opening import open_store
from comparison.web.key_ring import KeyRing
from comparison.web.sealing import Sealing
from comparison.web.signing import key_from, opened
from comparison.web.tokens import admit, presented

SECRET = "s" * 43
Run = Callable[..., Any]
SHOP = lamp_shop(model="flat")


@pytest.fixture
def lamps(run: Run, tmp_path: Path) -> Path:
    """A published shop; the folder of its database."""
    (tmp_path / "lamps.yaml").write_text(SHOP)
    assert run("import", str(tmp_path / "lamps.yaml"), "--shop", "lamps", "--publish").code == 0
    return tmp_path


def quotes(run: Run) -> list[dict[str, str | None]]:
    done = run("quote", "lamps/lamps", "--format", "json")
    assert done.code == 0, done.err
    tiers: list[dict[str, str | None]] = json.loads(done.out)["tiers"]
    return tiers


def test_without_a_secret_a_quote_is_not_signed_and_none_is_made(run: Run, lamps: Path) -> None:
    assert {tier["signed"] for tier in quotes(run)} == {None}
    assert not (lamps / "shop.db.secret").exists()


def test_with_a_secret_every_settled_quote_is_signed(run: Run, lamps: Path) -> None:
    (lamps / "shop.db.secret").write_text(SECRET)
    signed = [tier["signed"] or "" for tier in quotes(run)]
    promised = [json.loads(opened(text, [key_from(SECRET)])) for text in signed]
    assert [one["due_today"] for one in promised] == [2_500, 4_050]


def test_an_earlier_edition_is_not_signed(run: Run, lamps: Path) -> None:
    (lamps / "shop.db.secret").write_text(SECRET)
    (lamps / "lamps.yaml").write_text(SHOP.replace("value: 25", "value: 26"))
    assert run("import", str(lamps / "lamps.yaml"), "--shop", "lamps", "--publish").code == 0
    done = run("quote", "lamps/lamps", "--edition", "1", "--format", "json")
    assert {tier["signed"] for tier in json.loads(done.out)["tiers"]} == {None}


def test_a_token_is_shown_once_and_lets_its_holder_in(run: Run, lamps: Path) -> None:
    done = run("token", "add", "lamps", "--name", "the till")
    text = done.out.strip()
    store = open_store(f"sqlite:{lamps / 'shop.db'}")
    one = presented(f"Bearer {text}")
    admit(one, store.token(one.shop, one.id))
    store.close()
    listed = run("token", "list", "lamps").out
    assert one.id in listed
    assert "the till" in listed
    assert one.secret not in listed + done.err
    assert one.secret.encode() not in (lamps / "shop.db").read_bytes()


def test_a_revoked_token_is_listed_as_revoked(run: Run, lamps: Path) -> None:
    token = run("token", "add", "lamps").out.split("_")[2]
    assert run("token", "revoke", "lamps", token).code == 0
    assert "revoked 20" in run("token", "list", "lamps").out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("token", "add", "nobody"), 1),
        (("token", "list", "nobody"), 1),
        (("token", "revoke", "lamps", "0000000000000000"), 1),
        (("token", "add", "lamps", "--name", "a\nb"), 2),
        (("token", "add"), 2),
        (("keys", "retire", "0000000000000000"), 1),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    run: Run, lamps: Path, arguments: tuple[str, ...], code: int
) -> None:
    done = run(*arguments)
    assert done.code == code
    assert done.err
    assert "Traceback" not in done.err


def test_before_the_first_signature_there_is_no_key(run: Run, lamps: Path) -> None:
    assert "no key yet" in run("keys", "list").out


def test_keys_are_rotated_and_retired_by_id(run: Run, lamps: Path) -> None:
    (lamps / "shop.db.secret").write_text(SECRET)
    before = quotes(run)[0]["signed"] or ""
    assert run("keys", "rotate").code == 0
    after = quotes(run)[0]["signed"] or ""
    assert before.split(".")[0] == key_from(SECRET).id != after.split(".")[0]
    states = [line.split()[1] for line in run("keys", "list").out.splitlines()]
    assert states == ["verifies", "signs"]
    assert run("keys", "retire", after.split(".")[0]).code == 1
    assert run("keys", "retire", before.split(".")[0]).code == 0
    assert "retired" in run("keys", "list").out


def test_a_key_that_ends_hands_the_secrets_of_apps_to_the_newest(run: Run, lamps: Path) -> None:
    (lamps / "shop.db.secret").write_text(SECRET)
    own = key_from(SECRET)
    store = open_store(f"sqlite:{lamps / 'shop.db'}")
    kept = Sealing(lambda: (own,)).sealed("anna", "A" * 32)
    store.keep_totp(TotpRow(user="anna", secret=kept, made_at="2026-11-22T12:00:00.000000Z"))
    assert run("keys", "rotate").code == 0
    assert run("keys", "retire", own.id).code == 0
    ring = KeyRing(lambda: SECRET, lamps / "shop.db.keys", is_set=False)
    [row] = store.totps()
    assert Sealing(ring.verifying).opened("anna", row.secret) == "A" * 32
    store.close()


def test_where_the_secret_is_not_at_hand_no_key_ends_that_an_app_still_needs(run: Run, lamps: Path) -> None:
    own = key_from(SECRET)
    store = open_store(f"sqlite:{lamps / 'shop.db'}")
    kept = Sealing(lambda: (own,)).sealed("anna", "A" * 32)
    store.keep_totp(TotpRow(user="anna", secret=kept, made_at="2026-11-22T12:00:00.000000Z"))
    done = run("keys", "retire", own.id)
    assert (done.code, "TIER_COMPARE_SECRET" in done.err) == (2, True)
    assert [row.secret for row in store.totps()] == [kept]
    store.close()


def test_no_command_shows_a_secret(run: Run, lamps: Path) -> None:
    (lamps / "shop.db.secret").write_text(SECRET)
    shown = run("keys", "rotate").out + run("keys", "list").out
    [kept] = json.loads((lamps / "shop.db.keys").read_text())["keys"]
    for secret in (SECRET, kept["secret"], base64.urlsafe_b64decode(kept["secret"] + "=").hex()):
        assert secret not in shown
