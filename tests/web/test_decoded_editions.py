import pytest
from builders_web import new_store, publication, publish
from msgspec.structs import replace

from comparison.core.errors import StoreUnusable
from comparison.core.publication import digest, encoded
from comparison.web.decoded import DecodedEditions

NOW = "2026-11-22T12:00:00.000000Z"


@pytest.fixture
def row(tmp_path):
    store = new_store(tmp_path)
    publish(store, publication())
    yield store.live("acme", "air", NOW)
    store.close()


def test_the_same_edition_is_decoded_once(row):
    editions = DecodedEditions()
    assert editions.read(row) is editions.read(row)


def test_views_of_one_edition_share_what_they_found(row):
    editions = DecodedEditions()
    kept = editions.kept(editions.read(row))
    assert kept is not None
    assert editions.kept(editions.read(row)) is kept


def test_an_edition_from_elsewhere_has_nothing_kept(row):
    editions = DecodedEditions()
    other = replace(editions.read(row), publication=publication())
    assert editions.kept(other) is None


def test_a_document_damaged_after_it_was_decoded_is_refused(row):
    editions = DecodedEditions()
    editions.read(row)
    with pytest.raises(StoreUnusable):
        editions.read(replace(row, document=row.document.replace(b"Small flat", b"Large flat")))


def test_another_edition_shares_nothing_with_the_one_before(row):
    editions = DecodedEditions()
    document = encoded(publication(gone=("old",)))
    later = replace(row, number=2, digest=digest(document), document=document)
    assert editions.kept(editions.read(row)) is not editions.kept(editions.read(later))


def test_only_so_many_editions_stay_decoded(row):
    editions = DecodedEditions()
    first = editions.read(row)
    for number in range(2, 40):
        editions.read(replace(row, number=number))
    assert editions.kept(first) is None
    assert len(editions._recent) <= 32
