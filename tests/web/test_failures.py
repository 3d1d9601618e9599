import json

import pytest
from builders_outer import guarded
from builders_web import Client, new_store, shop
from litestar.exceptions import (
    HTTPException,
    InternalServerException,
    MethodNotAllowedException,
    NotFoundException,
)
from litestar.status_codes import HTTP_413_REQUEST_ENTITY_TOO_LARGE

from comparison.core import errors
from comparison.core.messages import Message
from comparison.web import proof_refusals, refusals
from comparison.web.failures import PROBLEM, STATUSES, sayable, status_of
from comparison.words import LANGUAGES, sentence_of, speaker

BAD = errors.BadParameter("interval", "fortnight", ("month", "year"))
EXAMPLES = [
    (BAD, 400),
    (errors.AmountTooLarge("USD"), 400),
    (errors.CurrenciesDiffer("USD", "KRW"), 400),
    (errors.NotFound("comparison", "acme/air"), 404),
    (errors.StaleRevision("air", 1, 2, None), 409),
    (
        errors.RefusedFile(
            "shop.yaml",
            3,
            "$.shop",
            Message(key="refused.nothing"),
            Message(key="accepted.mapping"),
        ),
        422,
    ),
    (errors.PublishingRefused("air", ("finding",)), 422),
    (refusals.MalformedRequest(), 400),
    (refusals.TooManyParameters(100), 400),
    (refusals.NoSuchPage(), 404),
    (refusals.MethodNotAllowed("GET"), 405),
    (refusals.BodyTooSlow(30), 408),
    (refusals.BodyTooLarge(), 413),
    (refusals.AddressTooLong(8000), 414),
    (refusals.Broken("5d41402abc4b2a76b9719d911017c592"), 500),
    (refusals.Unavailable(), 503),
    (
        proof_refusals.BadField("$.total", Message(key="refused.nothing"), Message(key="accepted.mapping")),
        400,
    ),
    (proof_refusals.UnknownToken(), 401),
    (proof_refusals.QuoteOfAnotherShop(), 403),
    (proof_refusals.QuoteExpired("2026-11-24T00:00:00+00:00"), 410),
    (proof_refusals.QuoteTampered("signature"), 422),
]
KOREAN_WAY = ("상점으로 가기", "이 비교표는 더 이상 없어요")
NAMES = [type(error).__name__ for error, _ in EXAMPLES]


@pytest.fixture
def store(tmp_path):
    store = new_store(tmp_path)
    yield store
    store.close()


def failing(error):
    async def application(scope, receive, send):
        raise error

    return application


def answer(store, error, target, **more):
    return Client(guarded(failing(error), store)).get(target, **more)


@pytest.mark.parametrize(("error", "status"), EXAMPLES, ids=NAMES)
def test_every_error_has_its_status(error, status):
    assert status_of(error) == status


def test_the_table_holds_exactly_the_errors_that_are_shown_here():
    assert STATUSES.keys() == {type(error) for error, _ in EXAMPLES}


def test_an_error_that_nobody_foresaw_is_our_own_fault():
    assert status_of(errors.ComparisonError()) == 500


@pytest.mark.parametrize("error", [error for error, _ in EXAMPLES], ids=NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_has_a_sentence_in_every_language(error, language):
    assert sentence_of(error, language) != error.key


@pytest.mark.parametrize("error", [error for error, _ in EXAMPLES], ids=NAMES)
@pytest.mark.parametrize(
    ("target", "kind", "beginning"),
    [
        ("/fragments/acme/air", "text/html; charset=utf-8", "<section"),
        ("/c/acme/air", "text/html; charset=utf-8", "<!doctype html>"),
        ("/embed/9/embed.js", "text/html; charset=utf-8", "<!doctype html>"),
        ("/api/v1/quotes/acme/air", PROBLEM, "{"),
    ],
)
def test_a_failure_is_said_as_its_part_of_the_house_says_things(store, error, target, kind, beginning):
    got = answer(store, error, target)
    assert got.status == status_of(error)
    assert got.headers["content-type"] == kind
    assert got.text.startswith(beginning)


@pytest.mark.parametrize("target", ["/fragments/acme/air", "/c/acme/air", "/api/v1/quotes/acme/air"])
def test_no_failure_is_kept(store, target):
    got = answer(store, BAD, target)
    assert got.headers["cache-control"] == "no-store"
    assert "etag" not in got.headers


@pytest.mark.parametrize("target", ["/fragments/acme/air", "/c/acme/air", "/api/v1/quotes/acme/air"])
def test_a_bad_parameter_is_named_with_what_is_accepted(store, target):
    text = answer(store, BAD, target).text
    assert "interval" in text
    assert "month, year" in text


def test_what_was_typed_comes_back_escaped(store):
    bad = errors.BadParameter("lang", "<script>alert(1)</script>", ("ko",))
    assert "<script>alert" not in answer(store, bad, "/fragments/acme/air").text


def test_a_problem_has_the_members_of_rfc_9457_and_a_code_for_machines(store):
    problem = json.loads(answer(store, BAD, "/api/v1/quotes/acme/air").text)
    assert problem == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": sentence_of(BAD, "en"),
        "code": "bad_parameter",
        "parameter": "interval",
        "accepted": ["month", "year"],
    }


def test_head_gets_the_headers_of_the_failure_without_its_body(store):
    got = answer(store, BAD, "/fragments/acme/air", method="HEAD")
    assert (got.status, got.body) == (400, b"")
    assert got.headers["content-length"] == str(len(answer(store, BAD, "/fragments/acme/air").body))


@pytest.mark.parametrize(
    ("target", "language"),
    [
        ("/fragments/acme/air", "ko"),
        ("/fragments/acme/air?lang=en", "en"),
        ("/fragments/acme/air?lang=en-GB", "en"),
        ("/fragments/acme/air?lang=ja", "ko"),
        ("/c/acme/air?lang=", "ko"),
        ("/fragments/nobody/air", "en"),
        ("/fragments/nobody/air?lang=ko-KR", "ko"),
        ("/fragments/nobody/air?lang=%3Cx%3E", "en"),
    ],
)
def test_a_failure_speaks_the_language_asked_for_else_the_shop_s_first_else_english(store, target, language):
    store.save("acme", shop(languages=("ko", "en")), expected=0, by="test")
    got = answer(store, errors.NotFound("comparison", "acme/air"), target)
    assert f'lang="{language}"' in got.text
    assert speaker(language).text("error.gone") in got.text


@pytest.mark.parametrize("target", ["/fragments/acme/air", "/c/acme/air", "/fragments/acme/air?lang=en"])
def test_where_a_comparison_is_gone_a_link_leads_to_the_shop(store, target):
    store.save("acme", shop(languages=("ko", "en"), home="https://acme.example/?a=1&b=2"), expected=0, by="t")
    text = answer(store, errors.NotFound("comparison", "acme/air"), target).text
    words, title = ("Go to the shop", "This comparison is gone") if "lang=en" in target else KOREAN_WAY
    assert f'href="https://acme.example/?a=1&amp;b=2" target="_top" rel="noopener">{words}</a>' in text
    assert title in text
    assert text.count("<a ") == 1
    assert target.startswith("/fragments/") or f"<title>{title}</title>" in text


@pytest.mark.parametrize("target", ["/fragments/acme/air", "/fragments/nobody/air", "/c/acme/air"])
def test_without_a_known_shop_or_its_address_no_link_leads_anywhere(store, target):
    store.save("acme", shop(), expected=0, by="test")
    assert "<a " not in answer(store, errors.NotFound("comparison", "acme/air"), target).text


def test_whoever_is_no_shopper_hears_which_comparison_it_is(store):
    store.save("acme", shop(home="https://acme.example"), expected=0, by="test")
    text = answer(store, errors.NotFound("comparison", "acme/air"), "/admin/acme/comparisons/air").text
    assert "There is no comparison acme/air" in text
    assert "<a " not in text


def test_a_parameter_that_is_wrong_leads_nobody_away(store):
    store.save("acme", shop(home="https://acme.example"), expected=0, by="test")
    assert "<a " not in answer(store, BAD, "/fragments/acme/air").text


def test_for_machines_a_comparison_that_is_gone_keeps_its_key(store):
    problem = json.loads(
        answer(store, errors.NotFound("comparison", "acme/air"), "/api/v1/quotes/acme/air").text
    )
    assert problem["detail"] == "There is no comparison acme/air"


def test_a_shop_whose_first_language_we_do_not_speak_gets_its_first_that_we_do(store):
    store.save("acme", shop(languages=("fr", "ko")), expected=0, by="test")
    assert 'lang="ko"' in answer(store, BAD, "/fragments/acme/air").text


def test_a_failure_is_said_although_the_store_is_gone(store):
    store.path.unlink()
    store.close()
    assert answer(store, BAD, "/fragments/acme/air").status == 400


def test_the_allowed_methods_are_named(store):
    got = answer(
        store,
        MethodNotAllowedException(headers={"allow": "GET, HEAD"}),
        "/fragments/acme/air",
    )
    assert (got.status, got.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("error", [refusals.BodyTooSlow(30), refusals.BodyTooLarge()])
def test_a_connection_with_an_unread_body_is_closed(store, error):
    assert answer(store, error, "/api/v1/quotes/acme/air", method="POST").headers["connection"] == "close"


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (NotFoundException(), refusals.NoSuchPage),
        (
            HTTPException(status_code=HTTP_413_REQUEST_ENTITY_TOO_LARGE),
            refusals.BodyTooLarge,
        ),
        (HTTPException(status_code=400), refusals.MalformedRequest),
        (
            InternalServerException("client disconnected prematurely"),
            refusals.MalformedRequest,
        ),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"), refusals.MalformedRequest),
        (RecursionError(), refusals.MalformedRequest),
        (LookupError("unknown encoding: x"), refusals.MalformedRequest),
    ],
)
def test_a_body_that_cannot_be_read_is_the_sender_s_mistake(error, kind):
    assert type(sayable(error, "POST")) is kind


@pytest.mark.parametrize(
    "error",
    [
        InternalServerException("client disconnected prematurely"),
        UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"),
        RecursionError(),
        LookupError("unknown encoding: x"),
    ],
)
def test_the_same_errors_without_a_body_are_our_own(error):
    assert sayable(error, "GET") is None


@pytest.mark.parametrize("error", [KeyError("x"), IndexError(), ValueError(), InternalServerException()])
def test_a_bug_is_never_taken_for_a_malformed_body(error):
    assert sayable(error, "POST") is None


def test_an_edition_of_a_newer_release_is_unavailable_rather_than_wrong():
    assert type(sayable(errors.NewerFormat(9, 1), "GET")) is refusals.Unavailable
