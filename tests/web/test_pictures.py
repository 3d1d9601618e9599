"""The route of pictures: few sizes, few formats, made once, open to every page, and nothing else."""

import io

import pytest
from builders_web import Client, new_store, settings
from PIL import Image

from comparison.app import create_app
from comparison.settings import pictures_of
from comparison.storage.pictures import Pictures


@pytest.fixture
def served(tmp_path):
    store = new_store(tmp_path)
    folder = pictures_of(settings(tmp_path))
    raw = io.BytesIO()
    Image.new("RGB", (480, 240), "teal").save(raw, "PNG")
    taken = Pictures(folder).take_in(raw.getvalue())
    yield Client(create_app(settings(tmp_path))), taken.digest, folder
    store.close()


@pytest.mark.parametrize(("width", "size"), [(160, (160, 80)), (320, (320, 160)), (640, (480, 240))])
@pytest.mark.parametrize("form", ["avif", "webp", "jpeg"])
def test_a_picture_comes_in_every_format_and_no_larger_than_it_is(served, form, width, size):
    client, digest, _ = served
    got = client.get(f"/pictures/{digest}-{width}.{form}", {"accept-encoding": "br"})
    assert got.status == 200
    assert got.headers["content-type"] == f"image/{form}"
    assert "content-encoding" not in got.headers
    assert Image.open(io.BytesIO(got.body)).size == size


def test_it_is_open_to_every_page_and_never_changes(served):
    client, digest, _ = served
    got = client.get(f"/pictures/{digest}-160.webp")
    assert got.headers["access-control-allow-origin"] == "*"
    assert got.headers["cross-origin-resource-policy"] == "cross-origin"
    assert got.headers["cache-control"] == "public, max-age=31536000, immutable"
    again = client.get(f"/pictures/{digest}-160.webp", {"if-none-match": got.headers["etag"]})
    assert again.status == 304


def test_it_is_made_once(served):
    client, digest, folder = served
    first = client.get(f"/pictures/{digest}-160.webp").body
    (folder / f"{digest}.webp").unlink()
    assert client.get(f"/pictures/{digest}-160.webp").body == first


@pytest.mark.parametrize(
    "name",
    ["{d}-161.webp", "{d}-99999.webp", "{d}-160.png", "{d}.webp", "{d}-160.webp.webp", "..%2f{d}-160.webp"],
)
def test_no_other_size_format_or_place_is_served_or_made(served, name):
    client, digest, folder = served
    before = sorted(folder.iterdir())
    assert client.get("/pictures/" + name.format(d=digest)).status == 404
    assert sorted(folder.iterdir()) == before


def test_a_picture_that_nobody_took_in_is_not_there(served):
    client, _, _ = served
    assert client.get(f"/pictures/{'0' * 64}-160.webp").status == 404
