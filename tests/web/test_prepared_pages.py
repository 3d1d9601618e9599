"""A page from what was prepared is the page that would have been worked out, byte for byte."""

import asyncio
import datetime
import sys
from itertools import islice
from pathlib import Path

import pytest
from builders_demo_views import contexts_of, demo_editions, seen
from builders_prepared import AIR, PLAIN, Both, edition_of, rows_of, same_at, store_of
from builders_web import NOON, Clock, client, price, publication, publish
from examples import tried
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from msgspec.structs import replace

from comparison.core.errors import ComparisonError
from comparison.core.known_names import known_names
from comparison.core.pricing.model import Price
from comparison.core.publication import digest, encoded
from comparison.storage.editions import read_edition
from comparison.storage.publish import publish as published
from comparison.web import prepared
from comparison.web.freshness import turns_of
from comparison.web.prepared import maker, read_prepared
from comparison.web.preparing import MOST_BYTES, MOST_ROWS, prepare
from comparison.web.preparing_again import PreparingAgain
from comparison.web.ready import ReadyPages
from comparison.web.unshown import takes_words
from comparison.web.wanted import wanted
from comparison.words import speaker, spoken

sys.path.append(str(Path(__file__).parents[1] / "storage"))
import real_imports

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
LISTS = 2


@pytest.mark.parametrize("number", range(len(demo_editions())))
def test_every_demo_page_is_the_same_in_every_language_and_for_every_persona(number, tmp_path):
    edition = demo_editions()[number]
    where = edition.publication.shop.key, edition.publication.comparison.key
    both = Both(store_of([edition], tmp_path), NOON)
    both.prepare(*where)
    assert both.is_ready(*where)
    contexts = list(dict.fromkeys(contexts_of(edition)))
    assert same_at(both, where, [*PLAIN, *contexts[:: max(1, len(contexts) // 3)]], [NOON]) == []
    assert same_at(both, where, ["", "lang=en"], [NOON + 9 * HOUR, NOON + 20 * DAY]) == []
    both.store.close()


def real_editions(store):
    """Real price lists, published one after the other."""
    files = [path for path in real_imports.files() if "pricing2yaml" in path.parts]
    for number, path in enumerate(files[:: max(1, len(files) // (2 * LISTS))]):
        shop = f"real-{number}"
        try:
            done = real_imports._imported(store, path, {"shop": shop})
        except ComparisonError:
            continue
        for made in done.comparisons:
            markets, check = real_imports._markets(), lambda *_: ()
            facts = {"by": "test", "note": "", "now": real_imports.NOW, "check": check, "markets": markets}
            yield read_edition(published(store, shop, made.key, **facts))


def test_pages_of_real_price_lists_are_the_same(tmp_path):
    (tmp_path / "imported").mkdir()
    (tmp_path / "shown").mkdir()
    imported = store_of([], tmp_path / "imported")
    editions = list(islice(real_editions(imported), LISTS))
    imported.close()
    if not editions:
        pytest.skip("The Pricing2Yaml files are not there: ../shared/catalogs/pricing2yaml")
    both = Both(store_of(editions, tmp_path / "shown"), NOON)
    for edition in editions:
        where = edition.publication.shop.key, edition.publication.comparison.key
        both.clock.at = NOON
        both.prepare(*where)
        contexts = list(dict.fromkeys(contexts_of(edition)))[2:4]
        assert same_at(both, where, ["", *contexts], [NOON, NOON + DAY]) == []
    both.store.close()


def dated(**changes):
    """A price that ends, and another one that follows it on the next day."""
    first = replace(price("10.00"), valid_to="2026-12-01", **changes)
    return (first, replace(price("12.00"), valid_from="2026-12-02", **changes))


def with_prices(*prices: Price):
    document = publication()
    lite, most = document.products
    return edition_of(products=(replace(lite, prices=prices), most))


def test_a_page_is_the_same_around_the_day_on_which_a_price_changes(tmp_path):
    both = Both(store_of([with_prices(*dated())], tmp_path), NOON)
    both.prepare(*AIR)
    turn = datetime.datetime(2026, 12, 2, tzinfo=datetime.UTC)
    around = [turn - DAY, turn - HOUR / 60, turn, turn + HOUR, turn + DAY, turn + 40 * DAY]
    assert same_at(both, AIR, ["", "lang=ko", "horizon=24", "persona=flat"], around) == []
    both.store.close()


def test_what_changes_nothing_until_then_is_ready_until_a_price_changes(tmp_path):
    both = Both(store_of([with_prices(*dated())], tmp_path), NOON)
    both.prepare(*AIR)
    turn = datetime.datetime(2026, 12, 2, tzinfo=datetime.UTC)
    ready = []
    for at in (turn - 9 * DAY, turn - HOUR, turn, turn + DAY):
        both.clock.at = at
        ready.append(both.is_ready(*AIR))
    assert ready == [True, True, False, False]
    both.store.close()


def test_sums_of_weeks_are_ready_for_their_day_only(tmp_path):
    both = Both(store_of([with_prices(replace(price("10.00"), interval="week"))], tmp_path), NOON)
    both.prepare(*AIR)
    ready = [both.is_ready(*AIR)]
    both.clock.at = NOON + DAY
    assert [*ready, both.is_ready(*AIR)] == [True, False]
    both.store.close()


def test_nothing_is_ready_before_the_moment_it_was_made_for(air):
    air.clock.at = NOON - HOUR
    assert not air.is_ready(*AIR)


@given(
    query=st.fixed_dictionaries(
        {},
        optional={
            "lang": st.sampled_from(["en", "ko", "de", "xx"]),
            "persona": st.just("flat"),
            "horizon": st.sampled_from(["1", "12", "36"]),
            "diff": st.just("only"),
            "tiers": st.sampled_from(["lite", "max", "lite,max"]),
            "against": st.sampled_from(["lite", "max"]),
            "view": st.sampled_from(["awareness", "decision"]),
            "current": st.sampled_from(["lite", "nobody"]),
            "first_purchase": st.just("1"),
        },
    ),
    hours=st.integers(0, 900),
)
@hypothesis_settings(
    max_examples=tried(15), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_in_any_context_the_page_is_the_same(air, query, hours):
    text = "&".join(f"{name}={value}" for name, value in query.items())
    assert same_at(air, AIR, [text], [NOON + hours * HOUR]) == []


def test_a_view_in_words_is_read_as_it_was_written():
    for edition in demo_editions():
        view = spoken.in_words(seen(edition, ""), speaker(edition.publication.shop.languages[0]))
        assert spoken.decoded(spoken.encoded(view)) == view


def test_of_a_shop_each_language_is_ready(air):
    assert [query for query, *_ in rows_of(air.store)] == ["", "lang=ko"]


@pytest.mark.parametrize(
    ("query", "ready"),
    [
        (b"lang=en", True),
        (b"market=US", True),
        (b"lang=ko&market=US", True),
        (b"lang=de", False),
        (b"market=DE", False),
        (b"lang=en&horizon=24", False),
    ],
)
def test_who_says_the_language_and_market_that_are_first_gets_what_is_ready(air, query, ready):
    assert air.is_ready(*AIR, query) == ready


def test_names_are_known_without_the_edition(air):
    _, its_digest, body = rows_of(air.store)[0]
    names = asyncio.run(air._with.ready.names(wanted("fragment", *AIR, b"").subject, its_digest))
    assert names == known_names(publication()) == read_prepared(body).names


def test_other_software_makes_it_again(air, monkeypatch):
    monkeypatch.setattr("comparison.web.ready.maker", lambda: "another release")
    assert not air.is_ready(*AIR)


def test_a_changed_word_is_other_software(tmp_path, monkeypatch):
    (tmp_path / "locales").mkdir()
    word = tmp_path / "locales" / "page.po"
    word.write_text("msgid", "utf-8")
    monkeypatch.setattr(prepared, "_PACKAGE", tmp_path)
    before = maker.__wrapped__()
    word.write_text("another", "utf-8")
    assert maker.__wrapped__() != before


def test_another_way_to_tell_how_long_a_view_holds_is_other_software():
    found = {file.name for pattern in prepared._MAKERS for file in prepared._PACKAGE.glob(pattern)}
    assert {"lasting.py", "freshness.py"} <= found


def test_a_server_says_by_what_it_was_begun_and_not_what_was_installed_since(air, monkeypatch):
    maker.cache_clear()
    ReadyPages(air._with.reader)
    monkeypatch.setattr(prepared, "_PACKAGE", Path("/nowhere"))
    assert air.is_ready(*AIR)


def test_a_body_that_cannot_be_read_is_passed_over(air):
    air.store._connections.run("update prepared set body = x'00'", ())
    assert not air.is_ready(*AIR)
    assert air.differences(*AIR, ["", "horizon=24"]) == []


@pytest.mark.parametrize("place", [0.3, 0.6, 0.9])
def test_a_body_that_is_damaged_anywhere_is_passed_over(air, place):
    [(_, _, body), *_] = rows_of(air.store)
    at = int(len(body) * place)
    damaged = body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :]
    air.store._connections.run("update prepared set body = ?", (damaged,))
    assert not air.is_ready(*AIR)
    assert air.differences(*AIR, ["", "horizon=24"]) == []


def test_what_is_ready_of_an_edition_goes_with_it(air):
    later = publication(gone=("old",))
    publish(air.store, later, 2, since="2026-11-01T00:00:00.000000Z")
    air.prepare(*AIR)
    assert {its_digest for _, its_digest, _ in rows_of(air.store)} == {digest(encoded(later))}


def test_another_edition_shows_at_once(air):
    publish(air.store, publication(gone=("old",)), 2, since="2026-11-01T00:00:00.000000Z")
    assert not air.is_ready(*AIR)
    assert air.differences(*AIR, ["", "horizon=24"]) == []


def test_what_nobody_can_see_is_not_ready(air):
    assert prepare(air.store, "acme", "nothing", NOON) == 0


def test_no_more_is_made_ready_than_there_is_room_for(tmp_path):
    shop = replace(publication().shop, markets=("US", *(f"X{letter}" for letter in "ABCDEFGHIJKLMNOP")))
    markets = tuple(replace(publication().markets[0], code=code) for code in shop.markets)
    both = Both(store_of([edition_of(shop=shop, markets=markets)], tmp_path), NOON)
    both.prepare(*AIR)
    bodies = [len(body) for *_, body in rows_of(both.store)]
    assert len(bodies) == MOST_ROWS
    assert sum(bodies) <= MOST_BYTES
    both.store.close()


@pytest.mark.parametrize("shown", ["cell.text.arguments.value", "tier.quote.horizon_total | money"])
def test_templates_that_look_into_sentences_get_none_that_are_said(shown, tmp_path):
    template = tmp_path / "shop" / "_row.html"
    template.parent.mkdir()
    template.write_text("{{ row.label }}", "utf-8")
    plain = takes_words(tmp_path)
    template.write_text(f"{{{{ {shown} }}}}", "utf-8")
    assert (takes_words(None), plain, takes_words(tmp_path)) == (True, True, False)


def test_a_date_of_the_document_is_a_turn_of_its_rows(air):
    body = rows_of(air.store)[0][2]
    turns = turns_of(encoded(publication()), NOON.date())
    assert len(read_prepared(body).turns) == len(turns)


def test_the_second_time_that_a_page_was_missed_it_is_prepared(tmp_path):
    store = store_of([edition_of()], tmp_path)
    asking = client(tmp_path, cache_entries=1)
    found = []
    for query in ("", "?horizon=24", "", "?horizon=36"):
        assert asking.get(f"/fragments/acme/air{query}").status == 200
        again = asking.application._application._pages.ready._missed.__self__
        if again._thread is not None:
            again._thread.submit(int).result()
        found.append(len(rows_of(store)))
    assert found == [0, 0, 2, 2]
    again.close()
    store.close()


def test_what_is_missed_while_the_server_closes_is_left(tmp_path):
    store = store_of([edition_of()], tmp_path)
    again = PreparingAgain(store, Clock(NOON))
    again.close()
    again.missed(*AIR)
    assert (again._thread, rows_of(store)) == (None, [])
    store.close()


@pytest.mark.parametrize("query", ["?market=ZZ", "?lang=xx"])
def test_what_is_never_ready_is_not_prepared_again_and_again(query, tmp_path):
    store = store_of([edition_of()], tmp_path)
    asking = client(tmp_path, cache_entries=1)
    ready = asking.application._application._pages.ready
    told = []
    ready._missed = lambda *place: told.append(place)
    for _ in range(5):
        asking.get(f"/fragments/acme/air{query}")
        asking.get("/fragments/acme/air?horizon=24")
    assert len(told) <= 1
    store.close()
