"""The static build: what it holds, that it is what the server says, and how it is switched to."""

import datetime

import msgspec
import pytest
from builders_static import answered, built, spread_out
from builders_web import NOON, client, new_store, publication, publish, shop
from examples import tried
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from comparison.web.building.folder import Changes
from comparison.web.building.refusals import BuildTooLarge, FolderInUse, NothingToBuild

PAGE = "/fragments/acme/air"
# languages × (2 intervals in the US + 1 in Germany) × personas and none × differences; one more for each language
# that stands in for the rest; all as a fragment and as a page.
PAGES = 2 * (2 * 3 * 3 * 2 + 2)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("built")


@pytest.fixture(scope="module")
def site(folder):
    store = new_store(folder)
    publish(store, spread_out())
    made = built(store, folder / "out")
    store.close()
    return made


@pytest.fixture(scope="module")
def asking(folder, site):
    return client(folder)


@pytest.fixture
def store(tmp_path):
    store = new_store(tmp_path)
    publish(store, publication())
    yield store
    store.close()


def site_of(out):
    return {
        path.relative_to(out / "current" / "site").as_posix(): path.read_bytes()
        for path in (out / "current" / "site").rglob("*")
        if path.is_file()
    }


def test_it_holds_every_language_market_interval_persona_and_difference(site):
    pages = [name for name in site.manifest.files if name.startswith(("fragments/", "c/"))]
    assert (len(pages), site.pages) == (PAGES, PAGES)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "lang=ko&v=1",
        "lang=ko-KR&v=1",
        "lang=fr",
        "persona=house&qty.user=5&lang=en",
        "interval=year&market=US&diff=only",
        "market=DE&currency=EUR&lang=ko",
        "diff=only&persona=flat&customer_type=b2c&view=consideration&horizon=12",
        "persona=&interval=&utm_source=letter%20one",
        "qty.rooms=9",
    ],
)
def test_an_address_gets_the_very_bytes_that_the_server_says(folder, asking, query):
    for page in (PAGE, "/c/acme/air"):
        assert answered(folder / "out", f"{page}?{query}") == asking.get(f"{page}?{query}").body


@pytest.mark.parametrize(
    "query",
    [
        "persona=nobody",
        "qty.user=6",
        "persona=house&qty.user=1",
        "interval=week",
        "market=DE&interval=year",
        "currency=EUR",
        "tiers=max",
        "coupon=SAVE",
        "a.rooms=yes",
        "view=decision",
        "lang=en&lang=ko",
        "l%61ng=ko",
        "lang=%00",
        "lang=b2c",
        "lang=ko-",
        "LANG=ko",
        "horizon=24",
        "member=1",
    ],
)
def test_what_is_not_built_is_left_to_the_server(folder, site, query):
    assert answered(folder / "out", f"{PAGE}?{query}") is None


NAMES = (
    "lang market currency persona interval diff view horizon qty.user customer_type member tiers utm".split()
)
VALUES = [
    "",
    "ko",
    "en-GB",
    "US",
    "DE",
    "EUR",
    "flat",
    "house",
    "month",
    "year",
    "only",
    "12",
    "1",
    "5",
    "b2c",
]


@hypothesis_settings(
    max_examples=tried(150), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pairs=st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(VALUES)), max_size=6))
def test_no_address_gets_another_page_than_the_server_says(folder, asking, pairs):
    target = f"{PAGE}?{'&'.join(f'{name}={value}' for name, value in pairs)}"
    own = answered(folder / "out", target)
    assert own is None or own == asking.get(target).body


def test_the_page_that_stands_in_says_so_in_its_language(folder, site):
    body = (folder / "out/current/site/fragments/acme/air/ko,elsewhere.html").read_text()
    assert "고른 조건의 비교표는 여기에 없어서 기본 비교표를 보여 드려요" in body


def test_two_builds_of_an_edition_are_equal_byte_for_byte(tmp_path, store):
    for name in ("one", "other"):
        built(store, tmp_path / name, root="/srv/site")
    one, other = ((tmp_path / name / "current").resolve().name for name in ("one", "other"))
    assert one == other
    assert site_of(tmp_path / "one") == site_of(tmp_path / "other")


def test_a_build_of_the_same_changes_nothing_and_keeps_the_times(tmp_path, store):
    built(store, tmp_path / "out")
    file = tmp_path / "out/current/site/fragments/acme/air/en,US,month,,,.html"
    time = file.stat().st_mtime_ns
    assert built(store, tmp_path / "out").changes == Changes(send=(), remove=())
    assert file.stat().st_mtime_ns == time


def test_what_was_lost_or_damaged_in_the_last_build_is_made_again(tmp_path, store):
    built(store, tmp_path / "out")
    page = tmp_path / "out/current/site/fragments/acme/air/en,US,month,,,.html"
    packed, whole = page.with_name(f"{page.name}.br"), page.read_bytes()
    packed.unlink()
    page.write_bytes(b"")
    built(store, tmp_path / "out", now=NOON + datetime.timedelta(days=1))
    assert (packed.exists(), page.read_bytes()) == (True, whole)
    (tmp_path / "out/current/manifest.json").write_bytes(b"")
    built(store, tmp_path / "out", now=NOON + datetime.timedelta(days=2))
    assert page.read_bytes() == whole


def test_what_changed_and_what_is_gone_is_listed_with_its_compressed_forms(tmp_path, store):
    built(store, tmp_path / "out", now=NOON)
    single = publication(shop=shop(languages=("en",)))
    publish(store, single, 2, since="2026-11-22T12:30:00.000000Z")
    changes = built(store, tmp_path / "out", now=NOON + datetime.timedelta(hours=1)).changes
    listed = msgspec.json.decode((tmp_path / "out/changed.json").read_bytes(), type=Changes)
    assert listed == changes
    assert "fragments/acme/air/ko,US,month,,,.html.br" in changes.remove
    assert "c/acme/air/en,US,month,,,.html.gz" in changes.send
    assert not [name for name in changes.send if name.startswith("embed/")]


def test_a_publication_meanwhile_does_not_reach_a_build(tmp_path, store):
    publish(store, publication(shop=shop(languages=("en",))), 2, since="2026-11-22T12:00:01.000000Z")
    assert "fragments/acme/air/ko,US,month,,,.html" in built(store, tmp_path / "out").manifest.files


def test_a_build_that_fails_leaves_the_last_one(tmp_path, store, monkeypatch):
    built(store, tmp_path / "out")
    before = site_of(tmp_path / "out")
    publish(store, publication(shop=shop(languages=("en",))), 2, since="2026-11-22T11:00:00.000000Z")
    monkeypatch.setattr("comparison.web.building.nginx", lambda serving: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        built(store, tmp_path / "out")
    assert site_of(tmp_path / "out") == before
    assert not list((tmp_path / "out").glob(".draft-*"))


def test_only_the_last_build_stays_beside_the_current_one(tmp_path, store):
    for number, languages in enumerate((("en",), ("ko",), ("en", "ko")), start=2):
        publish(
            store,
            publication(shop=shop(languages=languages)),
            number,
            since=f"2026-11-22T1{number}:00:00.000000Z",
        )
        built(store, tmp_path / "out", now=NOON + datetime.timedelta(hours=number))
    assert len(list((tmp_path / "out").glob("build-*"))) == 2


def test_a_build_past_its_bound_names_the_count_and_writes_nothing(tmp_path, store):
    with pytest.raises(BuildTooLarge) as refused:
        built(store, tmp_path / "out", most=3)
    assert (refused.value.count, refused.value.most) == (20, 3)
    assert not (tmp_path / "out").exists()


def test_the_shop_says_what_is_spread_out(tmp_path, store):
    narrow = publication(shop=shop(build=()))
    publish(store, narrow, 2, since="2026-11-22T11:00:00.000000Z")
    assert built(store, tmp_path / "out").pages == 2 * (2 + 2)


def test_depths_are_built_where_the_shop_names_them(tmp_path, store):
    publish(store, publication(shop=shop(build=("view",))), 2, since="2026-11-22T11:00:00.000000Z")
    built(store, tmp_path / "out")
    assert (
        answered(tmp_path / "out", f"{PAGE}?view=decision")
        == client(tmp_path).get(f"{PAGE}?view=decision").body
    )


def test_a_folder_with_other_files_is_left_alone(tmp_path, store):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("mine")
    with pytest.raises(FolderInUse):
        built(store, tmp_path / "out")
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["letter.txt"]


def test_without_a_live_comparison_there_is_nothing_to_build(tmp_path):
    empty = new_store(tmp_path)
    with pytest.raises(NothingToBuild):
        built(empty, tmp_path / "out")
    empty.close()


def test_it_is_true_until_the_shops_midnight(site):
    assert site.manifest.until == "2026-11-23T00:00:00.000000Z"
