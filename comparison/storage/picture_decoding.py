"""Decodes one picture from standard input and writes it anew to standard output, with nothing else in it.

It runs as a process of its own, with little memory and little time (``python -m …``): what a stranger's
file does to a decoder stays in there. First a line with width and height, then the picture as lossless
WebP. Exit code 3: not a picture of a format that is taken; 4: too many pixels.
"""

import io
import resource
import sys
from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

from ..core.content import MOST_SIDE
from .pictures import FORMATS, MOST_PIXELS, NOT_A_PICTURE, TOO_LARGE

# Nothing on a page is wider: three columns of a desktop, twice as fine.
MOST_KEPT = 1_280
_SECONDS, _BYTES = 15, 1_500_000_000


def main() -> int:
    """Decode, turn upright, cut down, and write."""
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
    # Its own guard only warns below twice its bound; ours reads the size before a pixel is decoded.
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        return _written(sys.stdin.buffer.read(), sys.stdout.buffer)
    except Image.DecompressionBombError:
        return TOO_LARGE
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, MemoryError, EOFError):
        return NOT_A_PICTURE


def _written(raw: bytes, out: BinaryIO) -> int:
    with Image.open(io.BytesIO(raw), formats=FORMATS) as opened:
        if opened.width * opened.height > MOST_PIXELS or max(opened.size) > MOST_SIDE:
            return TOO_LARGE
        upright = ImageOps.exif_transpose(opened)
        plain = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    plain.thumbnail((MOST_KEPT, MOST_KEPT))
    # A new picture of the same pixels: neither place nor camera nor colour profile goes along.
    clean = Image.new(plain.mode, plain.size)
    clean.paste(plain)
    kept = io.BytesIO()
    clean.save(kept, "WEBP", lossless=True, method=2)
    out.write(f"{clean.width} {clean.height}\n".encode())
    out.write(kept.getvalue())
    return 0


if __name__ == "__main__":
    sys.exit(main())
