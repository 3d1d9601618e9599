"""A refusal says what would be accepted, even where that is nothing."""

import pytest
from builders_web import Client, new_store, publication, publish, settings

from comparison.app import create_app


@pytest.mark.parametrize(
    ("lang", "parameter", "said"),
    [("en", "addons", "leave it out"), ("en", "region", "leave it out"), ("ko", "addons", "빼 주세요")],
)
def test_where_there_is_nothing_to_choose_the_refusal_says_to_leave_the_parameter_out(
    tmp_path, lang, parameter, said
):
    store = new_store(tmp_path)
    publish(store, publication())
    got = Client(create_app(settings(tmp_path))).get(f"/api/v1/quotes/acme/air?{parameter}=x&lang={lang}")
    assert (got.status, said in got.text) == (400, True)
    store.close()
