"""An edition that an address names: the live one, an earlier one, or one that never was."""

import pytest
from builders_web import client, new_store, product, publication, publish

PAGE = "/fragments/acme/air"


@pytest.fixture
def store(tmp_path):
    store = new_store(tmp_path)
    publish(store, publication())
    yield store
    store.close()


@pytest.fixture
def asking(tmp_path, store):
    return client(tmp_path)


def dearer():
    lite = product("lite", "99.00", rooms="1", quiet=False)
    return publication(products=(lite, publication().products[1]))


def test_an_earlier_edition_can_be_asked_for(asking, store):
    publish(store, dearer(), 2, since="2026-02-01T00:00:00.000000Z")
    assert ">$99.00<" not in asking.get(f"{PAGE}?edition=1").text
    assert ">$99.00<" in asking.get(f"{PAGE}?edition=2").text


def test_an_edition_that_is_no_longer_live_says_so_and_the_live_one_does_not(asking, store):
    pinned = f"{PAGE}?edition=1&lang=en"
    assert "An earlier edition" not in asking.get(pinned).text
    publish(store, dearer(), 2, since="2026-02-01T00:00:00.000000Z")
    assert "An earlier edition (no. 1, " in asking.get(pinned).text
    assert "An earlier edition" not in asking.get(f"{PAGE}?edition=2&lang=en").text


@pytest.mark.parametrize("number", [2, 9])
def test_an_edition_that_never_was_live_cannot_be_asked_for(asking, store, number):
    publish(store, dearer(), 2, since="2027-01-01T00:00:00.000000Z")
    got = asking.get(f"{PAGE}?edition={number}")
    assert got.status == 400
    assert "edition" in got.text
