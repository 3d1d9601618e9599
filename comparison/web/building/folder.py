"""The folder of a build: written beside the last one, compressed, told apart from it, then switched to.

``OUT/current`` leads to the build that counts. A build that fails is as if it had never begun. A file
whose bytes are those of the last build is that very file, its time of change too: so an entity tag
changes when the bytes do, and only then.
"""

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import msgspec

from ..answers import compressible
from ..codings import packed
from .pages import SiteFile
from .refusals import FolderInUse

CURRENT, SITE, MANIFEST, CHANGED = "current", "site", "manifest.json", "changed.json"
SIDECARS = (".br", ".gz")
_BUILD, _DRAFT, _LOCK = "build-", ".draft-", ".lock"
_AT_ONCE = 64
_OURS = (CURRENT, CHANGED, _BUILD, _DRAFT, _LOCK)


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """Files below the site that are new or different since the last build, and those that are gone."""

    send: tuple[str, ...]
    remove: tuple[str, ...]


class Draft:
    """A build under way in *path*; *last* are the digests of the build that counts so far, by file."""

    def __init__(self, path: Path, last_site: Path, last: Mapping[str, str]) -> None:
        self.path = path
        self.digests: dict[str, str] = {}
        self._last_site, self._last = last_site, last

    def add_all(self, files: Iterable[SiteFile]) -> None:
        """Write *files* with their compressed forms, as many at once as there are processors."""
        waiting = iter(files)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            while some := list(islice(waiting, _AT_ONCE)):
                self.digests.update(pool.map(self._add, some))

    def write(self, name: str, body: bytes) -> None:
        """Write a file beside the site."""
        (self.path / name).write_bytes(body)

    def changes(self) -> Changes:
        """Against the last build; compressed forms go with the file that they are of."""
        new = {name for name, digest in self.digests.items() if self._last.get(name) != digest}
        gone = self._last.keys() - self.digests.keys()
        return Changes(
            send=_with_sidecars(self.path / SITE, new), remove=_with_sidecars(self._last_site, gone)
        )

    def _add(self, file: SiteFile) -> tuple[str, str]:
        digest = hashlib.sha256(file.body).hexdigest()
        target = self.path / SITE / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        forms = ("", *SIDECARS) if compressible(file.content_type) else ("",)
        last = self._last_site / file.path
        if self._last.get(file.path) == digest and _is_whole(last, file.body, forms):
            for form in forms:
                os.link(f"{last}{form}", f"{target}{form}")
        else:
            for form in forms:
                Path(f"{target}{form}").write_bytes(_FORMS[form](file.body))
        return file.path, digest


def _is_whole(last: Path, body: bytes, forms: Iterable[str]) -> bool:
    """Whether *last* is still there with its compressed forms: a machine that stopped may have lost some."""
    sizes = [form.stat().st_size if form.exists() else 0 for form in (Path(f"{last}{one}") for one in forms)]
    return all(sizes) and last.read_bytes() == body


@contextmanager
def drafted(out: Path) -> Iterator[Draft]:
    """A draft in *out* that becomes its current build at the end of the block, and not if it fails.

    Raises:
        FolderInUse: *out* holds something else, or another build is under way there.
    """
    out.mkdir(parents=True, exist_ok=True)
    if any(not entry.name.startswith(_OURS) for entry in out.iterdir()):
        raise FolderInUse(str(out))
    with _alone(out):
        for left in out.glob(f"{_DRAFT}*"):
            shutil.rmtree(left)
        path = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=out))
        path.chmod(0o755)
        try:
            draft = Draft(path, out / CURRENT / SITE, _last_digests(out))
            yield draft
            _switch(out, draft)
        finally:
            shutil.rmtree(path, ignore_errors=True)


def _switch(out: Path, draft: Draft) -> None:
    changes = draft.changes()
    digest = hashlib.sha256(b"".join(_all_but_site(draft.path))).hexdigest()
    build = out / f"{_BUILD}{digest[:16]}"
    last = (out / CURRENT).resolve()
    if not build.exists():
        draft.path.rename(build)
    link = out / f"{_DRAFT}link"
    link.unlink(missing_ok=True)
    link.symlink_to(build.name)
    link.replace(out / CURRENT)
    listed = out / f"{_DRAFT}changed"
    listed.write_bytes(msgspec.json.format(msgspec.json.encode(changes), indent=2) + b"\n")
    listed.replace(out / CHANGED)
    for old in out.glob(f"{_BUILD}*"):
        # The last one stays for whoever is reading from it now.
        if old not in {build, last}:
            shutil.rmtree(old)


def _all_but_site(path: Path) -> Iterator[bytes]:
    """The manifest holds the digest of every file of the site."""
    for file in sorted(one for one in path.iterdir() if one.is_file()):
        yield file.read_bytes()


def _last_digests(out: Path) -> dict[str, str]:
    """Empty where there is no last build, or its list was lost: then every file is sent again."""
    try:
        return msgspec.json.decode((out / CURRENT / MANIFEST).read_bytes(), type=_Digests).files
    except (FileNotFoundError, msgspec.MsgspecError):
        return {}


class _Digests(msgspec.Struct):
    files: dict[str, str]


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    with (out / _LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise FolderInUse(str(out)) from None
        yield


def _with_sidecars(site: Path, names: Iterable[str]) -> tuple[str, ...]:
    every = (f"{name}{form}" for name in names for form in ("", *SIDECARS))
    return tuple(sorted(name for name in every if (site / name).exists()))


_FORMS: Mapping[str, Callable[[bytes], bytes]] = {
    "": lambda body: body,
    ".br": lambda body: packed(body, "br", "best"),
    ".gz": lambda body: packed(body, "gzip", "best"),
}
