"""A product's picture: uploaded, described in every language or declared decoration, replaced, taken away."""

import io
from pathlib import Path

import pytest
from builders_admin import Browser, Office, office, signed_in
from builders_comparisons import at_the_desk
from builders_web import Got, product
from PIL import Image

from comparison.core.catalogue import Product
from comparison.storage.auditing import changes_of
from comparison.storage.pictures import MOST_FILE_BYTES

HERE = "/admin/acme/products/air-lite/picture"
_MARK = "x-parts-of-a-form"
SAID = {"says": "words", "alt.en": "A white cleaner", "alt.ko": "흰색 공기청정기"}


def drawn(colour: str = "teal", form: str = "PNG", **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 20), colour).save(out, form, **more)
    return out.getvalue()


@pytest.fixture
def at(tmp_path: Path) -> Office:
    return office(
        tmp_path,
        product("lite", "10.00", rooms="1", quiet=False),
        product("max", "25.50", rooms="4", quiet=True),
    )


@pytest.fixture
def merchant(at: Office) -> Browser:
    return at_the_desk(at)


def sent(merchant: Browser, changes: dict[str, str], file: bytes | None = None, to: str = HERE) -> Got:
    fields = merchant.filled(HERE) | changes if to == HERE else changes
    parts = [
        f'--{_MARK}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
        if name != "file"
    ]
    head = f'--{_MARK}\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n'
    parts.append(f"{head}Content-Type: image/png\r\n\r\n".encode() + (file or b"") + b"\r\n")
    body = b"".join((*parts, f"--{_MARK}--\r\n".encode()))
    headers = merchant.own | {"content-type": f"multipart/form-data; boundary={_MARK}"}
    return merchant._took(merchant._asking.get(HERE, merchant._said(headers), method="POST", body=body))


def stored(at: Office, key: str = "air-lite") -> Product:
    row = at.store.get("acme", "product", key)
    assert row is not None
    assert isinstance(row.record, Product)
    return row.record


def test_what_may_be_uploaded_is_said_before(merchant: Browser):
    text = merchant.get(HERE).text
    assert "JPEG, PNG" in text
    assert "up to 10 MB and 24 million pixels" in text


def test_a_picture_with_words_in_every_language_is_saved_and_shown(at: Office, merchant: Browser):
    got = sent(merchant, SAID, drawn())
    assert (got.status, got.headers["location"]) == (303, f"{HERE}?did=saved")
    image = stored(at).image
    assert image is not None
    assert (image.width, image.height, image.decorative) == (40, 20, False)
    assert image.alt == {"en": "A white cleaner", "ko": "흰색 공기청정기"}
    [shown] = merchant.page(HERE).every("img")
    assert shown["src"] == f"/pictures/{image.digest}-320.webp"
    assert merchant.get(shown["src"]).headers["content-type"] == "image/webp"


def test_the_log_says_who_changed_the_picture(at: Office, merchant: Browser):
    sent(merchant, SAID, drawn())
    [(_, line), *_] = at.store.audit("acme")
    assert (line.action, line.kind, line.key, line.by) == ("save", "product", "air-lite", "owner")
    assert "image.alt.en" in {path for path, _, _ in changes_of(line)}


def test_words_that_one_language_lacks_are_asked_for_and_the_picture_waits(at: Office, merchant: Browser):
    got = sent(merchant, SAID | {"alt.ko": " "}, drawn())
    assert got.status == 422
    assert 'id="e-alt.ko"' in got.text
    assert "A white cleaner" in got.text
    assert "Not saved yet" in got.text
    assert stored(at).image is None
    digest = got.text.partition('name="digest" value="')[2][:64]
    assert sent(merchant, SAID | {"digest": digest}).status == 303
    image = stored(at).image
    assert image is not None
    assert image.digest == digest


def test_a_decoration_needs_no_words(at: Office, merchant: Browser):
    assert sent(merchant, {"says": "nothing"}, drawn()).status == 303
    image = stored(at).image
    assert image is not None
    assert (image.decorative, image.alt) == (True, {"en": "", "ko": ""})
    assert merchant.filled(HERE)["says"] == "nothing"


@pytest.mark.parametrize(
    ("file", "status", "words"),
    [
        (None, 422, "Choose a picture"),
        (b"GIF89a not taken", 422, "can&#39;t be used"),
        (b"\0" * (MOST_FILE_BYTES + 1), 413, "can&#39;t be used"),
    ],
    ids=["none", "no picture", "too heavy"],
)
def test_a_file_that_cannot_be_taken_is_refused_at_the_field(
    at: Office, merchant: Browser, file: bytes | None, status: int, words: str
):
    got = sent(merchant, SAID, file)
    assert got.status == status
    assert words in got.text
    assert 'id="e-file"' in got.text
    assert "흰색 공기청정기" in got.text
    assert stored(at).image is None


def test_a_body_beyond_any_picture_is_refused_unread(merchant: Browser):
    assert sent(merchant, SAID, b"\0" * (MOST_FILE_BYTES + 600_000)).status == 413


def test_what_else_was_in_the_file_is_not_kept(at: Office, merchant: Browser, tmp_path: Path):
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    sent(merchant, SAID, drawn(form="JPEG", exif=exif))
    files = [file for file in tmp_path.rglob("*.webp") if "-" not in file.stem]
    assert files
    assert not any(b"taken at home" in file.read_bytes() for file in files)


def test_the_page_names_the_other_products_with_the_picture(at: Office, merchant: Browser):
    sent(merchant, SAID, drawn())
    image = stored(at).image
    assert "No other product uses it" in merchant.get(HERE).text
    at.store.save("acme", Product(**_fields(stored(at, "air-max")) | {"image": image}), expected=None, by="t")
    text = merchant.get(HERE).text
    assert "/admin/acme/products/air-max/picture" in text


def _fields(record: Product) -> dict[str, object]:
    return {name: getattr(record, name) for name in record.__struct_fields__}


def test_a_picture_is_replaced_and_keeps_its_words(at: Office, merchant: Browser):
    sent(merchant, SAID, drawn())
    first = stored(at).image
    assert sent(merchant, {}, drawn("navy")).status == 303
    second = stored(at).image
    assert first is not None
    assert second is not None
    assert second.digest != first.digest
    assert second.alt == first.alt


def test_a_picture_is_taken_away_with_a_line_in_the_log(at: Office, merchant: Browser):
    sent(merchant, SAID, drawn())
    [link] = [one for one in merchant.page(HERE).every("a") if one["href"] == f"{HERE}/remove"]
    assert "Its words in every language go with it." in merchant.page(link["href"]).text
    assert stored(at).image is not None
    got = merchant.send(link["href"], {})
    assert (got.status, got.headers["location"]) == (303, f"{HERE}?did=removed")
    assert stored(at).image is None
    [(_, line), *_] = at.store.audit("acme")
    assert "image.digest" in {path for path, _, _ in changes_of(line)}


def test_a_price_that_somebody_changed_meanwhile_is_in_nobody_s_way(at: Office, merchant: Browser):
    typed = merchant.filled(HERE)
    at.store.save("acme", Product(**_fields(stored(at)) | {"sku": "A-1"}), expected=None, by="anna")
    assert (
        sent(merchant, {**SAID, **{name: str(typed[name]) for name in ("_revision", "_was")}}, drawn()).status
        == 303
    )
    assert stored(at).sku == "A-1"
    assert stored(at).image is not None


def test_two_pictures_stand_side_by_side_where_somebody_was_faster(at: Office, merchant: Browser):
    typed = merchant.filled(HERE)
    sent(merchant, SAID, drawn())
    old = {name: str(typed[name]) for name in ("_revision", "_was")}
    got = sent(merchant, {**SAID, **old, "alt.en": "Another"}, drawn("navy"))
    assert got.status == 409
    assert "Another" in got.text
    assert "A white cleaner" in got.text


def test_who_may_only_look_sees_no_form(at: Office, merchant: Browser):
    viewer = signed_in(at, "viewer")
    assert 'type="file"' not in viewer.get(HERE).text
    assert [one["action"] for one in viewer.page(HERE).every("form")] == ["/admin/_/sign-out"]


def test_a_product_of_another_shop_is_not_there(merchant: Browser):
    assert merchant.get("/admin/acme/products/none/picture").status == 404


def test_a_picture_whose_file_is_not_here_is_asked_for_again(at: Office, merchant: Browser):
    sent(merchant, SAID, drawn())
    for file in at.folder.rglob("*.webp"):
        file.unlink()
    assert "its file is not on this server" in merchant.get(HERE).text
    assert sent(merchant, {}).status == 422
