"""A secret that nobody set, kept in a file for its owner alone."""

import os
import secrets
import tempfile
from pathlib import Path


def made_or_read(file: Path) -> str:
    """What *file* holds, which is made where it is not there; whoever asks at the same moment gets the same.

    Raises:
        OSError: it can be neither made nor read.
    """
    if not file.exists():
        _make(file)
    return file.read_text(encoding="ascii", errors="replace").strip()


def _make(file: Path) -> None:
    descriptor, name = tempfile.mkstemp(prefix=f"{file.name}.", dir=file.parent)
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as draft_file:
            draft_file.write(secrets.token_urlsafe(32))
            draft_file.flush()
            os.fsync(draft_file.fileno())
        _put_in_place(draft, file)
    finally:
        draft.unlink(missing_ok=True)


def _put_in_place(draft: Path, file: Path) -> None:
    try:
        # A link is whole or not there, and it never replaces what another worker made.
        file.hardlink_to(draft)
    except FileExistsError:
        pass
    except OSError:
        # Some disks have no links. `serve` asks for the secret before there are workers.
        if not file.exists():
            draft.replace(file)
