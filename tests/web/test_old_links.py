"""An address that names the edition it was made from tells the truth later."""

import datetime
import re

import msgspec
import pytest
from builders_web import Clock, client, live, new_store, product, publication, publish

from comparison.web import old_links

PAGE = "/fragments/acme/air"


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(tmp_path):
    store = new_store(tmp_path)
    publish(store, publication())
    yield store
    store.close()


@pytest.fixture
def asking(tmp_path, store, clock):
    return client(tmp_path, clock=clock)


def priced(amount: str, rooms: str = "1"):
    lite = product("lite", amount, rooms=rooms, quiet=False)
    return publication(products=(lite, publication().products[1]))


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            "made on Jan 1, 2026: Lite $10.00 a month → $9.00 a month (Mar 2, 2026)",
        ),
        (
            "ko",
            "2026년 1월 1일 이후 바뀌었어요: lite 매달 US$10.00 → 매달 US$9.00 (2026년 3월 2일)",
        ),
    ],
)
def test_an_old_link_says_the_old_and_the_new_price_and_the_day(asking, store, lang, said):
    publish(store, priced("9.00"), 2, since="2026-03-02T00:00:00.000000Z")
    assert said in text_of(asking.get(f"{PAGE}?edition=1&lang={lang}").text)


def test_every_change_is_listed_with_its_own_day(asking, store):
    publish(store, priced("9.00"), 2, since="2026-03-02T00:00:00.000000Z")
    publish(store, priced("9.00", rooms="2"), 3, since="2026-04-03T00:00:00.000000Z")
    text = text_of(asking.get(f"{PAGE}?edition=1&lang=en").text)
    assert "See 2 changes" in text
    assert "Lite: $10.00 a month → $9.00 a month (Mar 2, 2026)" in text
    assert "Lite, Rooms: 1 → 2 (Apr 3, 2026)" in text
    assert "An earlier edition (no. 1, Jan 1, 2026)" in text


def test_it_leads_to_today_s_comparison_in_the_same_context(asking, store):
    publish(store, priced("9.00"), 2, since="2026-03-02T00:00:00.000000Z")
    html = asking.get(f"{PAGE}?edition=1&lang=ko&persona=flat").text
    assert 'hx-get="/fragments/acme/air?lang=ko&amp;persona=flat"' in html


def test_nothing_is_listed_where_only_what_nobody_sees_changed(asking, store):
    again = publication(policy_version="2026-05-01")
    publish(store, again, 2, since="2026-05-05T00:00:00.000000Z")
    html = asking.get(f"{PAGE}?edition=1&lang=en").text
    assert "Nothing has changed since this link was made" in html
    assert "<details><summary>See" not in html


def test_a_link_made_from_the_live_edition_is_the_plain_page(asking):
    assert asking.get(f"{PAGE}?edition=1&lang=ko").text == asking.get(f"{PAGE}?lang=ko").text


def test_the_share_link_carries_the_edition_and_no_other_link_does(asking):
    html = asking.get("/c/acme/air?persona=flat").text
    carrying = re.findall(r'href="[^"]*edition=[^"]*"', html)
    assert carrying == ['href="https://compare.example/c/acme/air?edition=1&amp;persona=flat"']
    assert '<link rel="canonical" href="https://compare.example/c/acme/air?persona=flat">' in html


def test_the_canonical_address_of_an_old_edition_is_today_s(asking, store):
    publish(store, priced("9.00"), 2, since="2026-03-02T00:00:00.000000Z")
    html = asking.get("/c/acme/air?edition=1").text
    assert '<link rel="canonical" href="https://compare.example/c/acme/air">' in html


def test_after_a_rollback_nothing_is_told_and_after_another_publication_it_is(asking, store):
    publish(store, priced("9.00"), 2, since="2026-03-02T00:00:00.000000Z")
    with store.writing():
        store.add_live(live(1, "2026-04-01T00:00:00.000000Z"))
    assert "tc-changes" not in asking.get(f"{PAGE}?edition=1").text
    told = text_of(asking.get(f"{PAGE}?edition=2&lang=en").text)
    assert "Lite $9.00 a month → $10.00 a month (Apr 1, 2026)" in told


def test_the_same_edition_live_again_has_its_new_day(asking, store, clock):
    publish(store, priced("9.00"), 2, since="2026-03-02T00:00:00.000000Z")
    publish(store, priced("8.00"), 3, since="2026-12-01T00:00:00.000000Z")
    with store.writing():
        store.add_live(live(2, "2026-12-02T00:00:00.000000Z"))
    old = f"{PAGE}?edition=1&lang=en"
    assert "(Mar 2, 2026)" in text_of(asking.get(old).text)
    clock.at = datetime.datetime(2026, 12, 1, 12, 0, tzinfo=datetime.UTC)
    assert "$8.00 a month (Dec 1, 2026)" in text_of(asking.get(old).text)
    clock.at = datetime.datetime(2026, 12, 2, 12, 0, tzinfo=datetime.UTC)
    assert "$9.00 a month (Dec 2, 2026)" in text_of(asking.get(old).text)


def test_the_second_answer_is_the_first_one_again(asking, store):
    publish(store, priced("9.00"), 2, since="2026-03-02T00:00:00.000000Z")
    first, again = (asking.get(f"{PAGE}?edition=1", {"accept-encoding": "br"}) for _ in range(2))
    assert (first.headers, first.body) == (again.headers, again.body)
    kept = asking.get(f"{PAGE}?edition=1", {"accept-encoding": "br", "if-none-match": first.headers["etag"]})
    assert kept.status == 304


def test_what_is_told_of_an_old_link_changes_with_the_next_publication(asking, store):
    publish(store, priced("9.00"), 2, since="2026-03-02T00:00:00.000000Z")
    assert "$9.00" in asking.get(f"{PAGE}?edition=1").text
    publish(store, priced("7.00"), 3, since="2026-04-02T00:00:00.000000Z")
    text = asking.get(f"{PAGE}?edition=1").text
    assert "$7.00" in text
    assert "$9.00" not in text


def test_a_context_that_today_s_edition_does_not_know_gets_the_plain_notice(asking, store):
    other = publication()
    market = msgspec.structs.replace(other.markets[0], code="GB")
    moved = msgspec.structs.replace(
        other, markets=(market,), shop=msgspec.structs.replace(other.shop, markets=("GB",))
    )
    publish(store, moved, 2, since="2026-03-02T00:00:00.000000Z")
    html = asking.get(f"{PAGE}?edition=1&lang=en").text
    assert "An earlier edition (no. 1, " in html
    assert "tc-changes" not in html


def test_the_api_lists_the_changes_too(asking, store):
    publish(store, priced("9.00"), 2, since="2026-03-02T00:00:00.000000Z")
    view = msgspec.json.decode(asking.get("/api/v1/comparisons/acme/air?edition=1&lang=en").plain)
    (change,) = view["changes"]["items"]
    assert (change["on"], change["text"]["text"]) == ("2026-03-02", "Lite: $10.00 a month → $9.00 a month")
    assert "edition" not in dict(view["changes"]["current"])


def test_many_editions_in_between_are_not_all_made(asking, store, monkeypatch):
    for number in range(2, 34):
        month, day = divmod(number, 28)
        since = f"2026-{month + 2:02}-{day + 1:02}T00:00:00.000000Z"
        publish(store, priced("9.00" if number > 20 else "8.00", rooms=str(number)), number, since=since)
    read = []
    original = old_links.read_edition
    monkeypatch.setattr(old_links, "read_edition", lambda row: read.append(row.number) or original(row))
    assert "$9.00 a month (Feb 22, 2026)" in text_of(asking.get(f"{PAGE}?edition=1&lang=en").text)
    assert len(read) <= 12
