"""Which pictures nothing needs any more, and what is swept away of them."""

import datetime
import io
import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace
from PIL import Image as Drawing

from comparison.cli import cli
from comparison.core.catalogue import Product
from comparison.core.content import Image
from comparison.core.publication import digest
from comparison.storage.opening import open_store
from comparison.storage.picture_uses import KEPT_DAYS, sweep
from comparison.storage.pictures import Pictures
from comparison.storage.store import EditionRow, ProductEditionRow, Store

NOW = datetime.datetime.now(datetime.UTC)
LONG_AGO = (NOW - datetime.timedelta(days=KEPT_DAYS + 1)).timestamp()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = open_store(f"sqlite:{tmp_path / 'shop.db'}")
    opened.migrate()
    return opened


@pytest.fixture
def pictures(tmp_path: Path) -> Pictures:
    return Pictures(tmp_path / "shop.db.pictures")


def taken_in(pictures: Pictures, folder: Path, colour: str, *, at: float = LONG_AGO) -> str:
    out = io.BytesIO()
    Drawing.new("RGB", (4, 4), colour).save(out, "PNG")
    found = pictures.take_in(out.getvalue()).digest
    for file in folder.glob(f"**/{found}*"):
        os.utime(file, (at, at))
    return found


def product(picture: str, key: str = "kettle") -> Product:
    image = Image(digest=picture, width=4, height=4, alt={"en": "A kettle"})
    return Product(key=key, name={"en": "Kettle"}, category="kettles", image=image)


def document(picture: str) -> bytes:
    return b'{"products":[{"image":{"digest":"%s"}}]}' % picture.encode()


def edition(picture: str) -> EditionRow:
    raw = document(picture)
    who = {"published_at": "2026-01-01T00:00:00.000000Z", "published_by": "t", "note": ""}
    return EditionRow(shop="a", comparison="c", number=1, digest=digest(raw), document=raw, **who)


def product_edition(picture: str) -> ProductEditionRow:
    raw = document(picture)
    when = "2026-01-01T00:00:00.000000Z"
    return ProductEditionRow(
        shop="a", product="kettle", number=1, digest=digest(raw), published_at=when, document=raw
    )


def test_a_picture_that_nothing_names_is_removed_with_all_that_was_made_of_it(
    store: Store, pictures: Pictures, tmp_path: Path
):
    lone = taken_in(pictures, tmp_path, "teal")
    pictures.made(lone, 160, "webp")
    assert sweep(store, pictures, NOW) == [lone]
    assert list(tmp_path.glob(f"**/{lone}*")) == []


def test_a_picture_of_a_record_of_any_shop_stays(store: Store, pictures: Pictures, tmp_path: Path):
    used = taken_in(pictures, tmp_path, "teal")
    store.save("another", product(used), expected=0, by="t")
    assert sweep(store, pictures, NOW) == []
    assert pictures.known(used) is not None


@pytest.mark.parametrize("place", ["edition", "product"])
def test_a_picture_of_an_earlier_edition_stays(store: Store, pictures: Pictures, tmp_path: Path, place: str):
    used = taken_in(pictures, tmp_path, "teal")
    if place == "edition":
        store.add_edition(edition(used))
    else:
        store.add_product_editions([product_edition(used)])
    assert sweep(store, pictures, NOW) == []


def test_a_picture_that_came_lately_waits_for_its_catalogue(store: Store, pictures: Pictures, tmp_path: Path):
    waiting = taken_in(pictures, tmp_path, "teal", at=NOW.timestamp())
    assert sweep(store, pictures, NOW) == []
    assert pictures.known(waiting) is not None


def test_a_picture_that_is_taken_in_again_counts_as_new(store: Store, pictures: Pictures, tmp_path: Path):
    out = io.BytesIO()
    Drawing.new("RGB", (4, 4), "teal").save(out, "PNG")
    taken_in(pictures, tmp_path, "teal")
    pictures.take_in(out.getvalue())
    assert sweep(store, pictures, NOW) == []


def test_products_with_a_picture_are_found_in_their_shop_alone(store: Store):
    one, other = "a" * 64, "b" * 64
    store.save("acme", product(one, "first"), expected=0, by="t")
    store.save("acme", product(one, "second"), expected=0, by="t")
    store.save("acme", product(other, "third"), expected=0, by="t")
    store.save("another", product(one, "fourth"), expected=0, by="t")
    assert store.products_with_picture("acme", one, limit=10) == ["first", "second"]
    store.save("acme", replace(product(one, "first"), image=None), expected=1, by="t")
    assert store.products_with_picture("acme", one, limit=10) == ["second"]


def test_the_command_says_what_it_would_remove_and_removes_it(
    store: Store, pictures: Pictures, tmp_path: Path
):
    lone = taken_in(pictures, tmp_path, "teal")
    database = ["--db", str(tmp_path / "shop.db")]
    said = CliRunner().invoke(cli, ["sweep-pictures", "--dry-run", *database])
    assert said.output.splitlines()[0] == lone
    assert pictures.known(lone) is not None
    done = CliRunner().invoke(cli, ["sweep-pictures", *database])
    assert (done.exit_code, done.output.splitlines()[0]) == (0, lone)
    assert pictures.known(lone) is None
