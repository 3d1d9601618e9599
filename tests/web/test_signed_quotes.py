"""The quotes API signs: for a day, no longer than a date allows, and never past what a cache keeps."""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from builders_proof import QUOTES, Till, payload, with_setup
from builders_web import Clock, client, price, publication, publish, shop

from comparison.core.publication import Publication
from comparison.core.sources import Competitor, Source
from comparison.web.signing import key_from, opened

MIDNIGHT = datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC)


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    made = Till(tmp_path)
    yield made
    made.store.close()


def with_lite(**changes: object) -> Publication:
    plain = with_setup()
    lite, other = plain.products
    return msgspec.structs.replace(plain, products=(msgspec.structs.replace(lite, **changes), other))


def test_every_settled_tier_has_an_id_and_a_signature(till: Till) -> None:
    for tier in till.tiers():
        assert len(tier["quote_id"]) == 22
        assert payload(tier["signed"])["tier"] == tier["tier"]


def test_the_secret_beside_the_database_signs(till: Till, tmp_path: Path) -> None:
    signed = till.signed()
    secret = (tmp_path / "shop.db.secret").read_text()
    assert opened(signed, [key_from(secret)])


def test_a_secret_that_is_set_signs_instead(tmp_path: Path) -> None:
    till = Till(tmp_path, secret="e" * 43)
    assert opened(till.signed(), [key_from("e" * 43)])
    assert not (tmp_path / "shop.db.secret").exists()
    till.store.close()


def test_the_promise_is_what_the_answer_says(till: Till) -> None:
    tier = till.tiers("?horizon=24")[0]
    promised = payload(tier["signed"])
    assert promised["due_today"] == tier["due_today"]["minor"] == 1_500
    assert promised["headline"] == tier["headline_total"]["minor"]
    assert [(one["component"], one["amount"], one["times"]) for one in promised["lines"]] == [
        (line["component"], line["amount"]["minor"], line["times"]) for line in tier["lines"]
    ]
    assert promised["context"] == {"horizon": "24"}


def test_a_price_on_request_is_not_signed(tmp_path: Path) -> None:
    asked = with_lite(prices=(price("1", status="on_request", components=()),))
    till = Till(tmp_path, asked)
    lite, other = till.tiers()
    assert (lite["quote_id"], lite["signed"]) == (None, None)
    assert other["signed"]
    till.store.close()


def test_what_another_seller_charges_is_not_signed(tmp_path: Path) -> None:
    seen = Source(title={"en": "Price list"}, as_of="2026-11-01")
    till = Till(tmp_path, with_lite(competitor=Competitor(seller={"en": "Other"}, source=seen)))
    assert till.tiers()[0]["signed"] is None
    till.store.close()


def test_an_earlier_edition_promises_nothing(till: Till) -> None:
    publish(till.store, publication(), 2, since="2026-11-02T00:00:00.000000Z")
    assert [tier["signed"] for tier in till.tiers("?edition=1")] == [None, None]
    assert all(tier["signed"] for tier in till.tiers("?edition=2"))


def test_the_price_of_another_day_promises_nothing(till: Till) -> None:
    assert [tier["signed"] for tier in till.tiers("?start=2026-11-21")] == [None, None]


@pytest.mark.parametrize("hour", ["00:00:00", "12:00:00", "23:59:59"])
def test_all_answers_of_a_day_are_the_same_to_the_byte(till: Till, hour: str) -> None:
    first = till.asking.get(QUOTES)
    till.clock.at = datetime.datetime.fromisoformat(f"2026-11-22T{hour}+00:00")
    again = till.asking.get(QUOTES)
    assert (again.body, again.headers["etag"]) == (first.body, first.headers["etag"])


def test_two_servers_of_one_installation_answer_the_same(till: Till, tmp_path: Path) -> None:
    assert client(tmp_path, clock=Clock()).get(QUOTES).body == till.asking.get(QUOTES).body


@pytest.mark.parametrize(("hours", "expires"), [(24, "2026-11-24T00:00:00Z"), (1, "2026-11-23T01:00:00Z")])
def test_a_quote_holds_its_hours_beyond_the_day(tmp_path: Path, hours: int, expires: str) -> None:
    till = Till(tmp_path, quote_hours=hours)
    promised = payload(till.signed())
    assert (promised["issued"], promised["expires"]) == ("2026-11-22T00:00:00Z", expires)
    till.store.close()


def test_the_day_is_the_shop_s(tmp_path: Path) -> None:
    seoul = msgspec.structs.replace(with_setup(), shop=shop(time_zone="Asia/Seoul"))
    till = Till(tmp_path, seoul)
    promised = payload(till.signed())
    assert (promised["issued"], promised["expires"]) == ("2026-11-21T15:00:00Z", "2026-11-23T15:00:00Z")
    till.store.close()


@pytest.mark.parametrize(
    ("valid_to", "expires"),
    [
        ("2026-11-22", "2026-11-23T00:00:00Z"),
        ("2026-11-23", "2026-11-23T00:00:00Z"),
        ("2026-12-31", "2026-11-24T00:00:00Z"),
    ],
)
def test_a_quote_never_outlives_a_date_of_the_document(tmp_path: Path, valid_to: str, expires: str) -> None:
    till = Till(tmp_path, with_lite(offered_to=valid_to))
    assert payload(till.tiers()[1]["signed"])["expires"] == expires
    till.store.close()


@pytest.mark.parametrize("offered_to", [None, "2026-11-22"])
@pytest.mark.parametrize("left", [1, 59, 60, 61, 100, 3_600, 43_200, 86_399])
def test_no_cache_shows_an_expired_quote(tmp_path: Path, offered_to: str | None, left: int) -> None:
    till = Till(tmp_path, with_lite(offered_to=offered_to))
    till.clock.at = MIDNIGHT - datetime.timedelta(seconds=left)
    expires = datetime.datetime.fromisoformat(payload(till.tiers()[1]["signed"])["expires"])
    stated = re.findall(r"([a-z-]+)=([0-9]+)", till.asking.get(QUOTES).headers["cache-control"])
    seconds = {name: int(text) for name, text in stated}
    kept = max(seconds["max-age"], seconds["s-maxage"])
    stale = max(seconds["stale-while-revalidate"], seconds["stale-if-error"])
    assert till.clock.at + datetime.timedelta(seconds=kept + stale) <= expires
    till.store.close()


def test_quotes_in_another_language_promise_the_same(till: Till) -> None:
    english, korean = (payload(till.signed(f"?lang={lang}")) for lang in ("en", "ko"))
    assert english | {"context": {}} == korean | {"context": {}}
