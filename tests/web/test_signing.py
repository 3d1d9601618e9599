"""A signed text is good as it is, and with no byte of it changed."""

import base64
import string

import pytest
from hypothesis import given
from hypothesis import strategies as some

from comparison.web import signing, tokens
from comparison.web.proof_refusals import QuoteTampered, UnknownToken
from comparison.web.signing import SigningKey, key_from, opened, quote_id, signed

KEY = key_from("s" * 43)
OTHER = key_from("t" * 43)
PAYLOAD = b'{"tier":"lite","due_today":32700}'
TEXT = signed(PAYLOAD, KEY)
ALPHABET = string.ascii_letters + string.digits + "-_.=+/ \n\0é"


def refusal(text: str, *keys: SigningKey) -> str:
    with pytest.raises(QuoteTampered) as refused:
        opened(text, keys or (KEY,))
    return refused.value.reason


def test_what_was_signed_is_opened_by_its_key() -> None:
    assert opened(TEXT, (OTHER, KEY)) == PAYLOAD


def test_signing_again_gives_the_same_text() -> None:
    assert signed(PAYLOAD, KEY) == TEXT


@given(some.data())
def test_any_changed_character_is_refused(data: some.DataObject) -> None:
    place = data.draw(some.integers(0, len(TEXT) - 1))
    other = data.draw(some.sampled_from([one for one in ALPHABET if one != TEXT[place]]))
    assert refusal(TEXT[:place] + other + TEXT[place + 1 :]) in {"form", "key", "signature"}


@pytest.mark.parametrize("place", range(len(TEXT)))
def test_at_every_place_the_nearest_character_is_refused(place: int) -> None:
    # The last character of 32 bytes has spare bits: a decoder would take four spellings for one.
    nearest = chr(ord(TEXT[place]) ^ 1)
    refusal(TEXT[:place] + nearest + TEXT[place + 1 :])


@given(some.integers(0, len(TEXT) - 1))
def test_any_character_left_out_or_doubled_is_refused(place: int) -> None:
    refusal(TEXT[:place] + TEXT[place + 1 :])
    refusal(TEXT[:place] + TEXT[place] + TEXT[place:])


@given(some.text(max_size=200))
def test_any_text_is_refused(text: str) -> None:
    assert refusal(text) in {"form", "key", "signature"}


def test_the_reason_says_which_part_is_wrong() -> None:
    assert refusal("hello") == "form"
    assert refusal(TEXT, OTHER) == "key"
    assert refusal(signed(b"{}", KEY)[:-43] + TEXT[-43:]) == "signature"


def test_a_key_that_takes_the_id_of_another_signs_nothing() -> None:
    assert refusal(signed(PAYLOAD, SigningKey(id=KEY.id, secret=OTHER.secret))) == "signature"


def test_the_id_of_a_key_tells_nothing_of_its_secret() -> None:
    assert KEY.id not in KEY.secret.hex()
    assert key_from("s" * 43) == KEY
    assert len({KEY.id, OTHER.id}) == 2


def test_a_quote_is_called_the_same_whichever_key_signs() -> None:
    assert quote_id(PAYLOAD) == quote_id(opened(signed(PAYLOAD, OTHER), (OTHER,)))
    assert len(base64.urlsafe_b64decode(quote_id(PAYLOAD) + "==")) == 16


def test_signatures_are_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[str, str]] = []

    def spy(left: str, right: str) -> bool:
        compared.append((left, right))
        return False

    monkeypatch.setattr(signing, "compare_digest", spy)
    assert refusal(TEXT) == "signature"
    assert compared == [(TEXT[-43:], TEXT[-43:])]


def test_tokens_are_compared_in_constant_time_and_strangers_too(monkeypatch: pytest.MonkeyPatch) -> None:
    text, row = tokens.new_token("acme", "", now="", by="")
    compared: list[tuple[str, str]] = []

    def spy(left: str, right: str) -> bool:
        compared.append((left, right))
        return False

    monkeypatch.setattr(tokens, "compare_digest", spy)
    for known in (row, None):
        with pytest.raises(UnknownToken):
            tokens.admit(tokens.presented(f"Bearer {text}"), known)
    assert compared == [(row.digest, row.digest), (row.digest, "0" * 64)]


def test_a_token_has_32_random_bytes_and_is_kept_as_their_digest() -> None:
    texts = [tokens.new_token("acme", "", now="", by="") for _ in range(2)]
    [first, second] = [text.rpartition("_")[2] for text, _ in texts]
    assert first != second
    assert len(bytes.fromhex(first)) == 32
    assert first not in str(texts[0][1])


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer tc_acme", "Basic YTpi", "Bearer {}x", "Token {}", "{}"]
)
def test_a_header_of_another_form_is_no_token(header: str) -> None:
    text, _ = tokens.new_token("acme", "", now="", by="")
    with pytest.raises(UnknownToken):
        tokens.presented(header.format(text))
