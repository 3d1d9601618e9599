"""`python -m benchmarks.beside [--rounds N] [--seconds N] [--only WORDS] [--write]`: this program and others.

All servers stand at once; every round asks each of them in turn, in another order. Exit code 2 without wrk.
"""

import argparse
import shutil
import sys
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from comparison.web.codings import packed

from ..machine import machine
from ..serving import free_port
from .job import Job, made_in
from .load import Asked, Measured, measured, median
from .servers import Running, Server, running
from .stacks import RECIPE, files, ours, page_of, peers, recipe, static_build
from .table import lines, write

_KEEPS, _FORGETS = 10_000, 10
_OTHER = "horizon=24"
_BROTLI = ("Accept-Encoding: br",)


class Case(NamedTuple):
    """One line of the table: a server asked for something, held against the line named *base*."""

    running: Running
    asked: Asked
    base: str

    @property
    def name(self) -> str:
        return f"{self.running.server.name}, {self.asked.name}"


def main(arguments: Sequence[str]) -> int:
    asked = _arguments(arguments)
    if missing := [one for one in ("wrk", "taskset") if shutil.which(one) is None]:
        print(f"Not installed: {', '.join(missing)}. apt-get install wrk util-linux", file=sys.stderr)
        return 2
    with TemporaryDirectory(prefix="tier-compare-bench-") as folder, ExitStack() as stack:
        cases = [case for case in _cases(Path(folder), stack) if asked.only in case.name]
        found: dict[str, list[Measured]] = {case.name: [] for case in cases}
        for number in range(asked.rounds):
            turn = number * 5 % len(cases)
            for case in (*cases[turn:], *cases[:turn]):
                found[case.name].append(measured(case.running, case.asked, asked.seconds, Path(folder)))
    medians = {name: median(rounds) for name, rounds in found.items()}
    table = lines(
        medians, {case.name: case.base for case in cases}, rounds=asked.rounds, seconds=asked.seconds
    )
    print(f"{machine()}\n\n{table}")
    if asked.write:
        write(table, machine())
    return 0


def _arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev bench peers")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=1, help="of one server in one round")
    parser.add_argument("--only", default="", help="lines whose name holds these words, as: first answers")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    return parser.parse_args(arguments)


def _cases(folder: Path, stack: ExitStack) -> Iterator[Case]:
    job = made_in(folder)
    every = [page_of(key) for key in job.pages]
    first, body = every[0], next(iter(job.pages.values()))
    same = _started(files(folder, body, packed(body, "br", "best")), stack, folder)
    assert same is not None
    keeping, keeping_for_proxy = (ours(name, job, free_port(), entries=_KEEPS) for name in ("cached", "kept"))
    warm = [same, *_all_started([keeping, static_build(job, folder)], stack, folder)]
    if RECIPE.exists():
        warm += _all_started([recipe(folder, keeping_for_proxy)], stack, folder)
    for one in warm:
        yield from _kept(one, same, first, body)
    forgetful = ours("this program", job, free_port(), entries=_FORGETS)
    uncached = _all_started([forgetful, *peers(job, folder)], stack, folder)
    base = f"{forgetful.name}, first answers"
    for one in uncached:
        paths = every if one.server == forgetful else [f"/comparisons/{key}" for key in job.pages]
        _compare(one, paths, job)
        yield Case(one, Asked("first answers", paths), base)
    # What nobody prepared: the peers have no such page, and their own is a fair one to hold it against.
    other = [f"{path}?{_OTHER}" for path in every]
    yield Case(uncached[0], Asked("first answers in another context", other), base)


def _kept(one: Running, same: Running, page: str, body: bytes) -> Iterator[Case]:
    """The same page again and again: plain, compressed, and where the client has it."""
    path, br_path = ("/plain/page", "/br/page") if one == same else (page, page)
    tags = {"": _tag(one, path, ()), "br": _tag(one, br_path, _BROTLI)}
    asked = (
        Asked("25 kB", (path,)),
        Asked("brotli", (br_path,), _BROTLI),
        Asked("304", (br_path,), (*_BROTLI, f"If-None-Match: {tags['br']}")),
    )
    assert _fetched(one, path, ()).strip() == body, one.server.name
    for each in asked:
        yield Case(one, each, f"{same.server.name}, {each.name}")


def _compare(one: Running, paths: Sequence[str], job: Job) -> None:
    """Every page is that of everybody else, byte for byte."""
    for path, page in zip(paths, job.pages.values(), strict=True):
        assert _fetched(one, path, ()).strip() == page, f"{one.server.name} sends another page at {path}"


def _all_started(servers: Sequence[Server], stack: ExitStack, folder: Path) -> list[Running]:
    return [one for server in servers if (one := _started(server, stack, folder)) is not None]


def _started(server: Server, stack: ExitStack, folder: Path) -> Running | None:
    if missing := server.missing():
        print(f"{server.name}: left out, not installed: {', '.join(missing)}", file=sys.stderr)
        return None
    return stack.enter_context(running(server, folder / f"{server.port}.log"))


def _fetched(one: Running, path: str, headers: Sequence[str]) -> bytes:
    with urllib.request.urlopen(_request(one, path, headers), timeout=20) as got:  # noqa: S310  Our own servers.
        body: bytes = got.read()
        return body


def _tag(one: Running, path: str, headers: Sequence[str]) -> str:
    with urllib.request.urlopen(_request(one, path, headers), timeout=20) as got:  # noqa: S310  As above.
        return str(got.headers["etag"])


def _request(one: Running, path: str, headers: Sequence[str]) -> urllib.request.Request:
    pairs = (header.split(": ", 1) for header in headers)
    address = f"http://127.0.0.1:{one.server.port}{path}"
    return urllib.request.Request(address, headers=dict(pairs))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
