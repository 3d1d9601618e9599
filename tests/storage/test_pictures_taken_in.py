"""A stranger's picture: decoded apart, written anew, and refused where it is too much."""

import errno
import hashlib
import io
import zlib
from pathlib import Path

import pytest
from PIL import Image

from comparison.core.errors import PictureRefused, StoreUnusable
from comparison.storage import pictures
from comparison.storage.pictures import MOST_FILE_BYTES, Pictures


def picture(form: str = "PNG", size: tuple[int, int] = (40, 20), **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, form, **more)
    return out.getvalue()


def kept(folder: Path, digest: str) -> Image.Image:
    return Image.open(io.BytesIO((folder / f"{digest}.webp").read_bytes()))


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_it_is_kept_under_the_digest_of_its_file(tmp_path: Path, form: str):
    raw = picture(form)
    taken = Pictures(tmp_path / "p").take_in(raw)
    assert taken == (hashlib.sha256(raw).hexdigest(), 40, 20)
    assert kept(tmp_path / "p", taken.digest).size == (40, 20)


def test_what_else_is_in_the_file_is_left_out_and_it_stands_upright(tmp_path: Path):
    exif = Image.Exif()
    exif[0x0112] = 6  # Turned by a quarter.
    exif[0x010E] = "taken at home"
    taken = Pictures(tmp_path).take_in(picture("JPEG", exif=exif))
    assert (taken.width, taken.height) == (20, 40)
    assert b"taken at home" not in (tmp_path / f"{taken.digest}.webp").read_bytes()
    assert len(kept(tmp_path, taken.digest).getexif()) == 0


def test_a_larger_one_is_kept_smaller(tmp_path: Path):
    taken = Pictures(tmp_path).take_in(picture(size=(2_560, 1_000)))
    assert (taken.width, taken.height) == (1_280, 500)


def bomb() -> bytes:
    """A PNG that says it has 900 million pixels."""
    raw = bytearray(picture())
    raw[16:24] = (30_000).to_bytes(4, "big") * 2
    raw[29:33] = zlib.crc32(raw[12:29]).to_bytes(4, "big")
    return bytes(raw)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (bomb(), "picture.too_large"),
        (picture("GIF"), "picture.not_a_picture"),
        (picture("BMP"), "picture.not_a_picture"),
        (picture()[:60], "picture.not_a_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture.not_a_picture"),
        (b"", "picture.not_a_picture"),
        (b"\0" * (MOST_FILE_BYTES + 1), "picture.too_heavy"),
    ],
    ids=["bomb", "gif", "bmp", "cut", "svg", "empty", "heavy"],
)
def test_what_is_too_much_or_no_picture_is_refused_and_leaves_nothing(tmp_path: Path, raw: bytes, why: str):
    with pytest.raises(PictureRefused) as refused:
        Pictures(tmp_path / "p").take_in(raw)
    reason = refused.value.facts["reason"]
    assert reason.key == why  # type: ignore[attr-defined]
    assert not (tmp_path / "p").exists()


def test_a_full_folder_takes_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pictures, "MOST_PICTURES", 1)
    folder = Pictures(tmp_path)
    first = folder.take_in(picture())
    folder.made(first.digest, 160, "webp")
    assert folder.take_in(picture()) == first
    with pytest.raises(PictureRefused):
        folder.take_in(picture(size=(41, 20)))


def test_a_see_through_picture_has_a_white_ground_only_as_jpeg(tmp_path: Path):
    out = io.BytesIO()
    Image.new("RGBA", (400, 400), (0, 0, 0, 0)).save(out, "PNG")
    folder = Pictures(tmp_path)
    digest = folder.take_in(out.getvalue()).digest
    made = {form: Image.open(io.BytesIO(folder.made(digest, 160, form) or b"")) for form in ("webp", "jpeg")}
    assert made["webp"].mode == "RGBA"
    assert made["jpeg"].getpixel((5, 5)) == (255, 255, 255)


def test_on_a_full_disk_shoppers_still_get_a_picture_and_no_new_one_is_taken_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(_file: Path, _body: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    folder = Pictures(tmp_path)
    taken = folder.take_in(picture())
    monkeypatch.setattr(Path, "write_bytes", full)
    assert folder.made(taken.digest, 160, "webp")
    with pytest.raises(StoreUnusable, match="No space left"):
        folder.take_in(picture(size=(41, 20)))
    assert [file.name for file in tmp_path.iterdir()] == [f"{taken.digest}.webp"]


def test_what_others_move_or_sweep_meanwhile_stops_nobody(tmp_path: Path):
    # As a file that is listed and gone a moment later.
    for name in (f".{'a' * 64}-160.webp.7", f"{'b' * 64}.webp"):
        (tmp_path / name).symlink_to(tmp_path / "nowhere")
    folder = Pictures(tmp_path)
    taken = folder.take_in(picture())
    assert list(folder.kept()) == [taken.digest]
