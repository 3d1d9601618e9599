"""A build holds what its pages load beside the element: the button's script and products' pictures."""

import io

import pytest
from builders_static import built
from builders_web import new_store, product, publication, publish
from PIL import Image as Drawing

from comparison.core.content import Image
from comparison.storage.pictures import Pictures


@pytest.fixture
def picture(tmp_path):
    """A picture that was taken in, as the catalogue names it."""
    raw = io.BytesIO()
    Drawing.new("RGB", (400, 300), "teal").save(raw, "PNG")
    taken = Pictures(tmp_path / "pictures").take_in(raw.getvalue())
    return Image(digest=taken.digest, width=taken.width, height=taken.height, alt={"en": "A box"})


@pytest.fixture
def store(tmp_path, picture):
    store = new_store(tmp_path)
    tiers = (
        product("lite", "10.00", rooms="1", quiet=False, image=picture),
        product("max", "25.50", rooms="4", quiet=True),
    )
    publish(store, publication(products=tiers))
    yield store
    store.close()


def test_both_scripts_are_in_it(tmp_path, store):
    files = built(store, tmp_path / "out").manifest.files
    assert {"embed/1/embed.js", "embed/1/button.js", "embed/1.0.0/button.js"} <= files.keys()


def test_every_address_of_a_picture_on_its_pages_is_a_file(tmp_path, store, picture):
    made = built(store, tmp_path / "out", pictures=tmp_path / "pictures")
    site = tmp_path / "out" / "current" / "site"
    page = next((site / "fragments" / "acme" / "air").glob("*.html")).read_text()
    named = {part.split()[0].rpartition("/")[2] for part in page.replace('"', " ").split("/pictures/")[1:]}
    assert len(named) > 3
    assert {f"pictures/{name}" for name in named} <= made.manifest.files.keys()
    assert (site / "pictures" / f"{picture.digest}-320.webp").read_bytes()[8:12] == b"WEBP"
    assert (
        f"location = /pictures/{picture.digest}-320.avif "
        in (tmp_path / "out/current/nginx.conf").read_text()
    )


def test_without_the_folder_of_pictures_the_rest_is_built(tmp_path, store):
    files = built(store, tmp_path / "out").manifest.files
    assert not any(name.startswith("pictures/") for name in files)
