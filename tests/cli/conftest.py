"""The command line as it is called: a process of its own, its exit code and both its outputs."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
CATALOGS = ROOT.parent / "shared" / "catalogs" / "pricing2yaml"


class Done(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """``run("quote", "shop/plans")``: the command on a database of this test's own."""
    environment = {name: text for name, text in os.environ.items() if not name.startswith("TIER_COMPARE_")}
    environment |= {"LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}

    def call(*arguments: str, language: str = "C.UTF-8") -> Done:
        command = [sys.executable, "-m", "comparison", *arguments, "--db", str(tmp_path / "shop.db")]
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment | {"LANG": language},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    return call


@pytest.fixture
def slack() -> str:
    """The 2025 snapshot of Slack's prices, read in place."""
    file = CATALOGS / "v2.1" / "slack" / "2025.yml"
    if not file.exists():
        pytest.skip("1 catalogue skipped: the folder of real catalogues is not here")
    return str(file)
