"""A checkout sends its quote back: who may, what is refused and why, and what is written down."""

import datetime
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders_proof import VERIFY, Till, counts, payload, problem, repacked
from builders_web import Got, client
from examples import tried
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as some

from comparison.web.key_ring import KeyRing
from comparison.web.signing import key_from, signed

SECRET = "e" * 43


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    made = Till(tmp_path, secret=SECRET)
    yield made
    made.store.close()


def told(got: Got) -> dict[str, object]:
    assert got.status == 200, got.text
    answer: dict[str, object] = json.loads(got.text)
    return answer


def test_the_total_of_the_quote_is_equal(till: Till) -> None:
    answer = told(till.verify(1_500))
    assert (answer["equal"], answer["lines"]) == (True, [])
    assert answer["difference"] == {"minor": 0, "currency": "USD", "text": "$0.00"}
    assert counts(till) == (1, 0)


def test_another_total_is_a_difference_that_names_the_line(till: Till) -> None:
    answer = told(till.verify(1_000))
    [line] = answer["lines"]
    assert (answer["equal"], line["component"], line["label"]) == (False, "setup", "Set-up")
    assert (line["kind"], line["inferred"], line["charged"]) == ("missing", True, None)
    assert counts(till) == (1, 1)


def test_a_mandatory_line_that_was_left_out_is_named_though_the_total_is_equal(till: Till) -> None:
    lines = [{"component": "base", "minor": 1_500}]
    answer = told(till.verify(1_500, lines=lines))
    kinds = [(one["component"], one["kind"]) for one in answer["lines"]]
    assert (answer["equal"], kinds) == (False, [("base", "other_amount"), ("setup", "missing")])


def test_an_add_on_is_a_line_with_its_add_on(till: Till) -> None:
    signed_text = till.signed("?addons=wrap")
    lines = [{"component": "base", "minor": 1_000}, {"component": "setup", "minor": 500}]
    wrapped = [*lines, {"component": "base", "add_on": "wrap", "minor": 300}]
    assert told(till.verify(1_800, signed_text, lines=wrapped))["equal"]
    [line] = told(till.verify(1_500, signed_text, lines=lines))["lines"]
    assert (line["add_on"], line["label"], line["kind"]) == ("wrap", "Gift wrap", "missing")


def test_a_line_is_named_in_the_language_asked_for(till: Till) -> None:
    body = {"signed": till.signed(), "total": {"minor": 1_000, "currency": "USD"}}
    bearer = {"authorization": f"Bearer {till.token}"}
    got = till.asking.get(f"{VERIFY}?lang=ko", bearer, method="POST", body=json.dumps(body).encode())
    assert told(got)["lines"][0]["label"] == "설치비"


def test_the_same_order_counts_once_and_hears_its_first_outcome_again(till: Till) -> None:
    first = till.verify(1_000, order="A-1")
    assert till.verify(1_500, order="A-1").body == first.body
    assert counts(till) == (1, 1)


def test_another_order_of_the_same_quote_counts_again(till: Till) -> None:
    for order in ("A-1", "A-2"):
        till.verify(1_500, order=order)
    assert counts(till) == (2, 0)


def test_without_an_order_the_same_amounts_count_once_and_others_again(till: Till) -> None:
    for minor in (1_500, 1_500, 1_000):
        told(till.verify(minor))
    assert counts(till) == (2, 1)


def test_an_order_is_not_mistaken_for_amounts(till: Till) -> None:
    amounts = '[{"minor":1500,"currency":"USD"},null]'
    told(till.verify(1_500))
    told(till.verify(1_500, order=amounts))
    assert counts(till) == (2, 0)


def test_no_order_number_is_kept(till: Till, tmp_path: Path) -> None:
    told(till.verify(1_000, order="ORDER-4711"))
    assert b"ORDER-4711" not in b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())


@pytest.mark.parametrize(
    ("part", "reason"), [(0, "key"), (1, "signature"), (2, "signature")], ids=["key", "payload", "signature"]
)
def test_a_changed_quote_is_refused_with_the_reason(till: Till, part: int, reason: str) -> None:
    parts = till.signed().split(".")
    parts[part] = ("0" if parts[part][0] != "0" else "1") + parts[part][1:]
    refused = problem(till.verify(1_500, ".".join(parts)), 422)
    assert (refused["code"], refused["reason"]) == ("quote_tampered", reason)
    assert refused["type"] == "urn:tier-compare:problem:quote-tampered"
    assert counts(till) == (0, 0)


@hypothesis_settings(
    max_examples=tried(60), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(data=some.data())
def test_any_changed_byte_of_a_quote_is_refused(till: Till, data: some.DataObject) -> None:
    whole = till.signed()
    place = data.draw(some.integers(0, len(whole) - 1))
    other = data.draw(
        some.characters(min_codepoint=33, max_codepoint=126).filter(lambda one: one != whole[place])
    )
    problem(till.verify(1_500, whole[:place] + other + whole[place + 1 :]), 422)


@pytest.mark.parametrize("left_out", [0, 1])
def test_a_quote_without_one_of_its_lines_is_refused(till: Till, left_out: int) -> None:
    whole = till.signed()
    promised = payload(whole)
    lines = [line for at, line in enumerate(promised["lines"]) if at != left_out]
    problem(till.verify(1_500, repacked(whole, promised | {"lines": lines})), 422)


def test_a_signed_text_that_is_no_quote_is_refused(till: Till) -> None:
    assert problem(till.verify(1_500, signed(b'{"hello":1}', key_from(SECRET))), 422)["reason"] == "form"


def test_an_expired_quote_is_refused_by_a_type_of_its_own(till: Till) -> None:
    whole = till.signed()
    till.clock.at = datetime.datetime.fromisoformat(payload(whole)["expires"])
    refused = problem(till.verify(1_500, whole), 410)
    assert (refused["type"], refused["expires"]) == (
        "urn:tier-compare:problem:quote-expired",
        "2026-11-24T00:00:00+00:00",
    )
    till.clock.at -= datetime.timedelta(microseconds=1)
    assert told(till.verify(1_500, whole))["equal"]


def test_a_checkout_that_is_sent_again_after_the_expiry_is_refused(till: Till) -> None:
    whole = till.signed()
    told(till.verify(1_500, whole, order="A-1"))
    till.clock.at += datetime.timedelta(days=2)
    problem(till.verify(1_500, whole, order="A-1"), 410)


def test_the_quote_of_another_shop_is_refused(till: Till) -> None:
    other = till.new_token("zeta")
    body = {"signed": till.signed(), "total": {"minor": 1_500, "currency": "USD"}}
    assert problem(till.send(body, token=other), 403)["code"] == "quote_of_another_shop"
    assert counts(till) == (0, 0)


@pytest.mark.parametrize("token", ["tc_acme_0123456789abcdef_" + "0" * 64, "hello", "tc_acme_x_y"])
def test_an_unknown_token_is_refused(till: Till, token: str) -> None:
    got = till.send({"signed": "x"}, token=token)
    assert problem(got, 401)["code"] == "unknown_token"
    assert got.headers["www-authenticate"] == "Bearer"


def test_a_token_with_another_secret_is_refused(till: Till) -> None:
    problem(till.send({}, token=till.token[:-1] + ("0" if till.token[-1] != "0" else "1")), 401)


def test_without_a_token_nothing_is_read(till: Till) -> None:
    problem(till.asking.get(VERIFY, method="POST", body=b"{"), 401)


def test_a_revoked_token_is_refused_at_once(till: Till) -> None:
    told(till.verify(1_500))
    till.store.revoke_token("acme", till.token.split("_")[2], "2026-11-22T12:00:00.000000Z")
    problem(till.verify(1_500), 401)


def test_after_a_rotation_old_quotes_hold_until_their_key_is_retired(tmp_path: Path) -> None:
    till = Till(tmp_path)
    before = till.signed()
    secret = (tmp_path / "shop.db.secret").read_text()
    keys = KeyRing(lambda: secret, tmp_path / "shop.db.keys", is_set=False)
    keys.rotate("2026-11-22T12:00:00.000000Z")
    assert told(till.verify(1_500, before, order="1"))["equal"]
    assert told(till.verify(1_500, till.signed(), order="2"))["equal"]
    keys.retire(before.split(".")[0])
    assert problem(till.verify(1_500, before, order="3"), 422)["reason"] == "key"
    assert told(till.verify(1_500, till.signed(), order="4"))["equal"]
    till.store.close()


def test_the_answer_is_kept_by_nobody_and_open_to_no_page(till: Till) -> None:
    got = till.verify(1_500)
    assert got.headers["cache-control"] == "no-store"
    assert "access-control-allow-origin" not in got.headers
    assert got.headers["cross-origin-resource-policy"] == "same-origin"


def test_a_page_may_not_even_ask(till: Till) -> None:
    asked = till.asking.get(VERIFY, {"origin": "https://evil.example"}, method="OPTIONS")
    assert "POST" not in asked.headers["access-control-allow-methods"]
    assert "access-control-allow-headers" not in asked.headers


def test_a_quote_is_verified_by_posting_alone(till: Till) -> None:
    assert problem(till.asking.get(VERIFY), 405)["status"] == 405


def test_a_cookie_is_neither_set_nor_read(till: Till) -> None:
    got = till.send({"signed": "x"}, headers={"cookie": f"token={till.token}"})
    assert "set-cookie" not in got.headers
    assert "set-cookie" not in till.verify(1_500).headers
    nobody = till.asking.get(VERIFY, {"cookie": f"token={till.token}"}, method="POST", body=b"{}")
    problem(nobody, 401)


def test_no_token_and_no_quote_reaches_the_log(
    till: Till, log: list, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = till.signed()
    till.verify(1_500, whole)
    till.verify(1_500, whole[:-1])
    till.send({}, token=till.token[:-1])

    def fails(row: object) -> None:
        raise RuntimeError("the disk fell out")

    application = client(Path(str(till.store.path).removesuffix("/shop.db")), clock=till.clock, secret=SECRET)
    monkeypatch.setattr("comparison.storage.sqlite.SqliteStore.add_checkout", fails)
    till.asking = application
    got = till.verify(1_500, whole)
    assert got.status == 500
    assert log
    written = repr(log)
    secret = till.token.rpartition("_")[2]
    assert secret not in written
    assert whole.split(".")[1] not in written


def test_a_database_without_the_quoted_edition_still_counts_and_names_nothing(
    till: Till, tmp_path_factory: pytest.TempPathFactory
) -> None:
    whole = till.signed()
    restored = Till(tmp_path_factory.mktemp("restored"), secret=SECRET)
    promised = payload(whole) | {"number": 7}
    text = signed(json.dumps(promised).encode(), key_from(SECRET))
    [line] = told(restored.verify(1_000, text))["lines"]
    assert (line["component"], line["label"]) == ("setup", None)
    restored.store.close()
