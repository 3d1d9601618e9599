"""Pictures beside the database: each taken in once, and made smaller in few sizes, once.

The folder holds, under the digest of the file that came, the picture written anew (``DIGEST.webp``) and
what was made of it (``DIGEST-320.avif``). Nothing of a stranger's file itself is kept or served.
"""

import hashlib
import io
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from ..core.errors import PictureRefused, StoreUnusable
from ..core.messages import say

Format = Literal["avif", "webp", "jpeg"]
PICTURE_FORMATS: tuple[Format, ...] = get_args(Format)
WIDTHS = (160, 320, 640)
FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 24_000_000
NOT_A_PICTURE, TOO_LARGE = 3, 4
MOST_FILE_BYTES = 10_000_000
MOST_PICTURES = 5_000
MOST_FOLDER_BYTES = 2_000_000_000
_PATIENCE_SECONDS = 20
_QUALITY: dict[Format, int] = {"avif": 60, "webp": 78, "jpeg": 80}
_MASTER = ".webp"


class Picture(NamedTuple):
    """A picture that was taken in: the *digest* of its file, its size in pixels as it is kept."""

    digest: str
    width: int
    height: int


class Pictures:
    """The pictures in *folder*, which is made at the first one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def take_in(self, raw: bytes) -> Picture:
        """Keep the picture in *raw*; one that is there counts as taken in now.

        Raises:
            PictureRefused: too large, of a format that is not taken, or the folder is full.
            StoreUnusable: the disk does not keep it.
        """
        if len(raw) > MOST_FILE_BYTES:
            raise PictureRefused(say("picture.too_heavy", bytes=len(raw), most=MOST_FILE_BYTES))
        digest = hashlib.sha256(raw).hexdigest()
        width, height, clean = _decoded(raw)
        if not self._master(digest).exists():
            self._check_room(len(clean))
        # Written anew where it is there already, so that it counts as taken in now.
        try:
            self._write(self._master(digest), clean)
        except OSError as error:
            reason = f"The folder of pictures {self._folder} cannot be written ({error.strerror})."
            raise StoreUnusable(reason) from error
        return Picture(digest, width, height)

    def known(self, digest: str) -> Picture | None:
        """The picture of that digest with its size; None where none was taken in."""
        master = self._master(digest)
        return Picture(digest, *_size_of(master.read_bytes())) if master.exists() else None

    def kept(self) -> dict[str, float]:
        """Every picture by its digest, and when it was last taken in, as `time.time` counts."""
        files = self._folder.glob(f"*{_MASTER}") if self._folder.exists() else iter(())
        stats = {file.stem: _stat(file) for file in files if "-" not in file.stem}
        return {digest: stat.st_mtime for digest, stat in stats.items() if stat is not None}

    def throw_away(self, digest: str, *, before: float) -> bool:
        """Remove a picture with all that was made of it, unless it was taken in again since *before*."""
        master = self._master(digest)
        stat = _stat(master)
        if stat is None or stat.st_mtime >= before:
            return False
        for file in (master, *self._folder.glob(f"{digest}-*")):
            file.unlink(missing_ok=True)
        return True

    def ready(self, digest: str, width: int, form: Format) -> bytes | None:
        """The picture *width* pixels wide, if it was made before."""
        try:
            return self._smaller_file(digest, width, form).read_bytes()
        except FileNotFoundError:
            return None

    def made(self, digest: str, width: int, form: Format) -> bytes | None:
        """The picture *width* pixels wide, or as wide as it is; None where there is none of that digest."""
        ready = self.ready(digest, width, form)
        if ready is not None:
            return ready
        master = self._master(digest)
        if not master.exists():
            return None
        body = _smaller(master.read_bytes(), width, form)
        # Whoever looks at a page gets it on a full disk too; it is made again then.
        with suppress(OSError):
            self._write(self._smaller_file(digest, width, form), body)
        return body

    def _smaller_file(self, digest: str, width: int, form: Format) -> Path:
        return self._folder / f"{digest}-{width}.{form}"

    def _master(self, digest: str) -> Path:
        return self._folder / f"{digest}{_MASTER}"

    def _check_room(self, more: int) -> None:
        files = list(self._folder.glob("*")) if self._folder.exists() else []
        masters = sum(file.suffix == _MASTER and "-" not in file.stem for file in files)
        taken = sum(stat.st_size for file in files if (stat := _stat(file)) is not None)
        if taken + more > MOST_FOLDER_BYTES or masters >= MOST_PICTURES:
            raise PictureRefused(say("picture.folder_full", most=MOST_PICTURES))

    def _write(self, file: Path, body: bytes) -> None:
        """Whole or not at all: two workers may make the same one at once."""
        self._folder.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f".{file.name}.{os.getpid()}")
        try:
            draft.write_bytes(body)
            draft.replace(file)
        finally:
            draft.unlink(missing_ok=True)


def _stat(file: Path) -> os.stat_result | None:
    """None of what another worker has just swept, or given its name."""
    try:
        return file.stat()
    except FileNotFoundError:
        return None


def _decoded(raw: bytes) -> tuple[int, int, bytes]:
    """The picture in *raw* written anew by a process of its own, and its size."""
    command = [sys.executable, "-m", "comparison.storage.picture_decoding"]
    try:
        done = subprocess.run(  # noqa: S603  Our own module, its input on a pipe.
            command, input=raw, capture_output=True, timeout=_PATIENCE_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise PictureRefused(say("picture.too_slow")) from None
    if done.returncode == TOO_LARGE:
        raise PictureRefused(say("picture.too_large", most=MOST_PIXELS))
    if done.returncode:
        raise PictureRefused(say("picture.not_a_picture", formats=FORMATS))
    size, _, clean = done.stdout.partition(b"\n")
    width, height = (int(number) for number in size.split())
    return width, height, clean


def _size_of(master: bytes) -> tuple[int, int]:
    from PIL import Image  # noqa: PLC0415  As below.

    with Image.open(io.BytesIO(master), formats=("WEBP",)) as opened:
        return opened.size


def _smaller(master: bytes, width: int, form: Format) -> bytes:
    from PIL import Image  # noqa: PLC0415  It takes a moment, and few processes ever make a picture.

    with Image.open(io.BytesIO(master), formats=("WEBP",)) as opened:
        picture: Image.Image = opened.copy()
    height = max(1, round(picture.height * width / picture.width))
    if width < picture.width:
        picture = picture.resize((width, height), Image.Resampling.LANCZOS)
    if form == "jpeg" and picture.mode == "RGBA":
        ground = Image.new("RGB", picture.size, "white")
        ground.paste(picture, mask=picture.getchannel("A"))
        picture = ground
    out = io.BytesIO()
    picture.save(out, form.upper(), quality=_QUALITY[form])
    return out.getvalue()
