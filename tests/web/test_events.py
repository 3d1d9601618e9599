"""What shoppers do is counted by day, against the names of the live edition, and bounded."""

import asyncio
from pathlib import Path
from urllib.parse import unquote, urlencode

import pytest
from builders_web import NOON, Client, Clock, Got, client, new_store, publication, publish, shop

from comparison.core.catalogue import Comparison
from comparison.core.personas import Need
from comparison.core.quiz import Question, Quiz, QuizAnswer
from comparison.storage.counts import CountRow
from comparison.storage.store import Store
from comparison.web import counting as bounds
from comparison.web.counting import Counting, Deed
from comparison.web.events import MOST_LINES, read_lines
from comparison.web.reading import Reader

PAGE = "https://shop.example/c/acme/air"
FRAGMENT = "https://compare.example/fragments/acme/air"
QUIZ = Quiz(
    questions=(
        Question(
            key="size",
            text={"en": "How large?", "ko": "크기는요?"},
            answers=(
                QuizAnswer(
                    key="small", label={"en": "Small", "ko": "작아요"}, needs=(Need(feature="quiet"),)
                ),
                QuizAnswer(key="large", label={"en": "Large", "ko": "커요"}),
            ),
        ),
    )
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_store(tmp_path)


def published(store: Store, *, counting: bool = True) -> None:
    plain = publication()
    with_quiz = Comparison(
        **{name: getattr(plain.comparison, name) for name in plain.comparison.__struct_fields__}
        | {"quiz": QUIZ}
    )
    publish(store, publication(shop=shop(counting=counting), comparison=with_quiz))


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Counting]:
    """Every counter that an application makes; each request here has a loop of its own, without a second."""
    every: list[Counting] = []

    def make(reader: Reader) -> Counting:
        every.append(Counting(reader))
        return every[-1]

    monkeypatch.setattr("comparison.app.Counting", make)
    return every


@pytest.fixture
def asking(store: Store, tmp_path: Path, made: list[Counting]) -> Client:
    published(store)
    return client(tmp_path, clock=Clock())


def told(asking: Client, *lines: str) -> Got:
    body = "\n".join(lines).encode()
    headers = {"content-type": "text/plain;charset=UTF-8"}
    return asking.get("/api/v1/events", headers, method="POST", body=body)


def counted(made: list[Counting], store: Store) -> dict[str, int]:
    """Every count of the shop, once all that waits is written."""
    for one in made:
        one.write()
    return {f"{row.kind} {row.key}".strip(): row.count for row in store.counts("acme", "2026-01-01")}


def test_a_first_view_is_counted_once_on_the_day_of_the_shop(
    asking: Client, made: list[Counting], store: Store
):
    got = told(asking, f"tc-load,,,{FRAGMENT}")
    assert (got.status, got.text) == (204, "")
    told(asking, f"tc-load,,{FRAGMENT},{FRAGMENT}?lang=ko")
    counted(made, store)
    assert store.counts("acme", "2026-01-01") == [
        CountRow(shop="acme", comparison="air", day="2026-11-22", kind="view", key="", count=1)
    ]


def test_choices_are_what_differs_from_the_view_before(asking: Client, made: list[Counting], store: Store):
    told(asking, f"tc-change,,{FRAGMENT},{FRAGMENT}?persona=flat")
    told(asking, f"tc-change,,{FRAGMENT}?persona=flat,{FRAGMENT}?persona=flat&qty.user=9")
    told(asking, f"tc-change,,{PAGE},{PAGE}?a.size=large")
    told(asking, f"tc-change,,{PAGE}?a.size=large,{PAGE}?a.size=not-sure")
    told(asking, f"tc-select,max,{FRAGMENT},{FRAGMENT}")
    assert counted(made, store) == {
        "persona flat": 1,
        "quiz size/large": 1,
        "quiz size/not-sure": 1,
        "select max": 1,
    }


@pytest.mark.parametrize(
    "line",
    [
        "",
        "tc-load",
        "tc-load,,,ftp://x/c/acme/air",
        f"tc-select,nothing-like-it,{FRAGMENT},{FRAGMENT}",
        f"tc-change,,{FRAGMENT},{FRAGMENT}?persona=nobody",
        f"tc-change,,{FRAGMENT},{FRAGMENT}?a.size=huge&a.other=small",
        "tc-load,,,https://x.example/fragments/acme/none",
        "tc-load,,,https://x.example/fragments/nobody/air",
        "tc-load,,,https://x.example/elsewhere/acme/air",
        f"tc-load,,,{FRAGMENT}?horizon=many",
        f"tc-load,,,{FRAGMENT}?x=%ff",
        "tc-share,,,https://x.example/c/acme/air",
        "dropped,,,https://x.example/c/acme/air",
        "\ufffd,\0,http://[,https://[",
    ],
)
def test_what_the_live_edition_does_not_know_counts_nothing(
    asking: Client, made: list[Counting], store: Store, line: str
):
    assert told(asking, line).status == 204
    assert counted(made, store) == {}


def test_a_shop_that_counts_nothing_is_left_alone(store: Store, tmp_path: Path, made: list[Counting]):
    published(store, counting=False)
    asking = client(tmp_path, clock=Clock())
    assert told(asking, f"tc-load,,,{FRAGMENT}").status == 204
    assert "data-count" not in asking.get("/c/acme/air").text
    assert "feedback" not in asking.get("/c/acme/air").text
    assert counted(made, store) == {}


def test_who_switches_counting_off_need_not_publish(asking: Client, made: list[Counting], store: Store):
    assert "data-count" in asking.get("/fragments/acme/air").text
    store.save("acme", shop(counting=False), expected=None, by="t")
    told(asking, f"tc-load,,,{FRAGMENT}")
    assert counted(made, store) == {}


def test_a_batch_is_bounded(asking: Client, made: list[Counting], store: Store):
    line = "tc-load,,,https://x.example/c/acme/air"
    assert len(list(read_lines("\n".join([line] * 90).encode()))) == MOST_LINES
    assert told(asking, *[line] * 90).status == 413
    assert counted(made, store) == {}


def test_no_cookie_is_set(asking: Client):
    assert "set-cookie" not in told(asking, f"tc-load,,,{FRAGMENT}").headers


def test_what_comes_too_fast_is_dropped_and_counted(store: Store, monkeypatch: pytest.MonkeyPatch):
    published(store)
    monkeypatch.setattr(bounds, "MOST_A_MINUTE", 10)
    counting = Counting(Reader(store, threaded=False, clock=Clock()))
    asyncio.run(counting.count("acme", "air", [Deed("view")] * 25))
    counting.write()
    assert {row.kind: row.count for row in store.counts("acme", "2026-01-01")} == {"dropped": 15, "view": 10}


def test_what_waits_is_bounded(store: Store, monkeypatch: pytest.MonkeyPatch):
    published(store)
    monkeypatch.setattr(bounds, "MOST_WAITING", 1)
    counting = Counting(Reader(store, threaded=False, clock=Clock()))
    asyncio.run(counting.count("acme", "air", [Deed("view"), Deed("select", "max"), Deed("view")]))
    counting.write()
    assert {row.kind: row.count for row in store.counts("acme", "2026-01-01")} == {"dropped": 1, "view": 2}


def test_one_public_address_may_send_sixty_batches_a_minute(store: Store):
    clock = Clock()
    counting = Counting(Reader(store, threaded=False, clock=clock))
    assert [counting.admits("8.8.8.8") for _ in range(61)].count(True) == 60
    assert counting.admits("8.8.4.4")
    assert all(counting.admits("127.0.0.1") for _ in range(200))
    clock.at = NOON.replace(minute=1)
    assert counting.admits("8.8.8.8")


def pressed(asking: Client, **fields: str) -> Got:
    headers = {"content-type": "application/x-www-form-urlencoded"}
    body = urlencode(fields).encode()
    return asking.get("/c/acme/air/feedback", headers, method="POST", body=body)


def test_the_form_of_the_page_counts_one_press_and_leads_back_to_the_view(
    asking: Client, made: list[Counting], store: Store
):
    text = asking.get("/c/acme/air?persona=flat&lang=ko").text
    assert "도움이 됐나요?" in text
    assert 'action="/c/acme/air/feedback"' in text
    got = pressed(asking, helped="yes", back=f"{PAGE}?persona=flat&lang=ko")
    assert (got.status, got.headers["location"]) == (303, "/c/acme/air?persona=flat&lang=ko#thanks")
    assert "set-cookie" not in got.headers
    pressed(asking, why="hard")
    pressed(asking, why="something else")
    assert counted(made, store) == {"helped yes": 1, "why hard": 1}


@pytest.mark.parametrize(
    "back", ["//evil.example/?a=b", "https://evil.example/#x", "\r\nx: y", "?a=%0d%0ax:y"]
)
def test_the_form_leads_nowhere_else(asking: Client, back: str):
    where = pressed(asking, helped="yes", back=back).headers["location"]
    assert where.startswith("/c/acme/air")
    assert "\n" not in where


@pytest.mark.parametrize("shop", ["a%0d%0aset-cookie:%20x=1", "a%00", "%ED%95%9C", "%2e%2e"])
def test_the_form_leads_back_to_the_very_address_whatever_is_in_it(asking: Client, shop: str):
    headers = {"content-type": "application/x-www-form-urlencoded"}
    got = asking.get(f"/c/{shop}/air/feedback", headers, method="POST", body=b"helped=yes")
    assert got.status == 303
    assert unquote(got.headers["location"]) == unquote(f"/c/{shop}/air#thanks")
    assert got.headers["location"].isprintable()
    assert "set-cookie" not in got.headers


def test_what_waits_is_written_after_a_second(store: Store, monkeypatch: pytest.MonkeyPatch):
    published(store)
    monkeypatch.setattr(bounds, "FLUSH_SECONDS", 0.01)
    counting = Counting(Reader(store, threaded=False, clock=Clock()))

    async def wait() -> None:
        await counting.count("acme", "air", [Deed("view")])
        for _ in range(200):
            if store.counts("acme", "2026-01-01"):
                return
            await asyncio.sleep(0.01)

    asyncio.run(wait())
    assert [row.count for row in store.counts("acme", "2026-01-01")] == [1]
