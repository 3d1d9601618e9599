"""Templates as they were compiled last, kept beside the database: a start need not compile them again.

What is kept is found by all that has a say in it: the template's own text, the software that compiles
(this one, Jinja2, Python), and which of our two ways of compiling it was. Whatever is missing, damaged or
of another release is compiled as if nothing were kept; a folder that cannot be written keeps nothing.
"""

import contextlib
import hashlib
import os
import platform
import re
import shutil
import stat
import threading
from functools import cache
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from .. import __version__
from .light_code import LAID_NAME

# The code that makes code of templates, and that names what is in it.
_COMPILERS = ("light.py", "light_code.py", "light_imports.py", "render.py", "kept_groups.py", "compiled.py")
_FOLDER = re.compile(r"[0-9a-f]{16}")
_NAME = re.compile(f"[\"']({LAID_NAME})[\"']")
_SUM_BYTES = 16
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


class Compiled(BytecodeCache):
    """What one way of compiling (*manner*) made of templates, in a folder of its own release below *folder*.

    The folder is for this user only: what lies in it is run. One that others may write is not used.
    """

    def __init__(self, folder: Path, manner: str) -> None:
        self._folder, self._manner = folder / _release(), manner

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Another key for another template, file or manner."""
        return _sum(f"{self._manner}\0{name}\0{filename or ''}".encode()).hex()

    def get_bucket(
        self, environment: jinja2.Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """Code that is good for *source* and for all that it names, which may stand in the same code."""
        return super().get_bucket(environment, name, filename, "\0".join(_named(environment, source, {})))

    def load_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            found = (self._folder / bucket.key).read_bytes() if self._is_ours() else b""
            if _sum(found[_SUM_BYTES:]) == found[:_SUM_BYTES]:
                bucket.bytecode_from_string(found[_SUM_BYTES:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        code = bucket.bytecode_to_string()
        draft = self._folder / f"{bucket.key}.{os.getpid()}.{threading.get_ident()}"
        with contextlib.suppress(OSError):
            self._make_folder()
            if self._is_ours():
                draft.write_bytes(_sum(code) + code)
                draft.replace(self._folder / bucket.key)

    def _is_ours(self) -> bool:
        """Whether nobody else may put anything here: somebody may have made the folder before we did."""
        stats = (self._folder.parent.lstat(), self._folder.lstat())
        return all(one.st_uid == os.geteuid() and not one.st_mode & _OTHERS_WRITE for one in stats)

    def _make_folder(self) -> None:
        if self._folder.is_dir():
            return
        self._folder.parent.mkdir(mode=0o700, exist_ok=True)
        for other in self._folder.parent.iterdir():
            # Of another release; a server of that one that still runs compiles what it has not yet.
            if _FOLDER.fullmatch(other.name):
                shutil.rmtree(other, ignore_errors=True)
        self._folder.mkdir(mode=0o700, exist_ok=True)


@cache
def _release() -> str:
    """The software that compiles: another text as soon as any line of it is another one."""
    versions = (__version__, jinja2.__version__, platform.python_version())
    lines = [(Path(__file__).parent / name).read_bytes() for name in _COMPILERS]
    return _sum("\0".join(versions).encode() + b"\0".join(lines)).hex()[:16]


def _named(environment: jinja2.Environment, source: str, found: dict[str, str]) -> list[str]:
    """*source* and those of all templates that are named in it or in one of them; *found* are known."""
    for name in _NAME.findall(source):
        if name not in found and environment.loader is not None:
            found[name] = ""
            with contextlib.suppress(jinja2.TemplateNotFound):
                found[name] = environment.loader.get_source(environment, name)[0]
            _named(environment, found[name], found)
    return [source, *found.values()]


def _sum(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_SUM_BYTES).digest()
