"""A shop whose time zone is no zone still answers, by UTC."""

import pytest
from builders_web import Client, Clock, new_store, publication, publish, settings, shop

from comparison.app import create_app

PAGES = ("/fragments/acme/air", "/c/acme/air", "/api/v1/quotes/acme/air")


@pytest.mark.parametrize("zone", ["Asia", "US", "Nope/Zone", "/etc/localtime", "zone"])
def test_a_shop_with_a_time_zone_that_is_none_answers_by_utc(tmp_path, zone):
    store = new_store(tmp_path)
    publish(store, publication(shop=shop(time_zone=zone)))
    asking = Client(create_app(settings(tmp_path), clock=Clock()))
    assert [asking.get(page).status for page in PAGES] == [200, 200, 200]
    assert '"today":"2026-11-22"' in asking.get(PAGES[-1]).text
    store.close()
