"""What an import may take of memory is bounded: a file that asks for more stores nothing."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from comparison.cli import memory_bound
from comparison.cli.importing import import_
from comparison.core.errors import RefusedFile
from comparison.core.messages import say

# The package keeps a table of commands under the name of the module.
importing = sys.modules["comparison.cli.importing"]
TABLE = "sku,name,price\nS1,Thing,1\n"


@pytest.fixture
def arguments(tmp_path: Path) -> list[str]:
    (tmp_path / "goods.csv").write_text(TABLE, "utf-8")
    place = ["--shop", "acme", "--currency", "KRW", "--db", str(tmp_path / "shop.db")]
    return [str(tmp_path / "goods.csv"), *place]


def test_a_file_that_asks_for_more_is_refused_by_name(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "import_file", lambda *_, **__: bytearray(10**15))
    told = CliRunner().invoke(import_, arguments)
    assert (told.exit_code, "goods.csv: Reading it takes too much time or memory" in told.stderr) == (1, True)


def test_more_than_the_bound_is_not_to_be_had_inside_and_is_after_it() -> None:
    code = (
        "import resource; from comparison.cli.memory_bound import memory_bound\n"
        "with memory_bound(400):\n"
        "    try: bytearray(450_000_000)\n"
        "    except MemoryError: print('refused')\n"
        "print(len(bytearray(450_000_000)))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["refused", "450000000"]


def test_a_bound_that_the_system_sets_already_is_not_widened(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (10**9, 2 * 10**9))
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: taken.append(limits))
    with memory_bound.memory_bound(4_000):
        pass
    assert taken == [(10**9, 2 * 10**9), (10**9, 2 * 10**9)]


def test_an_import_takes_its_bound_from_the_option(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    inside: list[int] = []

    def looks(*_: object, **__: object) -> None:
        inside.append(resource.getrlimit(resource.RLIMIT_AS)[0])
        raise RefusedFile("goods.csv", 0, "", say("import.reason.broken"), "")

    monkeypatch.setattr(importing, "import_file", looks)
    monkeypatch.setattr(importing, "report_refusal", lambda *_: None)
    CliRunner().invoke(import_, [*arguments, "--most-memory", "3000"])
    assert inside == [3_000_000_000]
