"""The command line as it is called: a process of its own, its exit code and both its outputs."""

from collections.abc import Callable
from pathlib import Path

import pytest
from builders_commands import Call, Done, command
from forking import ROOT, own_environment

CATALOGS = ROOT.parent / "shared" / "catalogs" / "pricing2yaml"

Run = Callable[..., Done]


@pytest.fixture
def run(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """``run("quote", "shop/plans")``: the command on a database of this test's own."""
    environment = own_environment()
    outputs = tmp_path_factory.mktemp("outputs")

    def call(*arguments: str, language: str = "C.UTF-8", **variables: str) -> Done:
        return command(
            Call(
                arguments=(*arguments, "--db", str(tmp_path / "shop.db")),
                environment=environment | {"LANG": language} | variables,
                out=outputs / "out",
                err=outputs / "err",
            )
        )

    return call


@pytest.fixture
def slack() -> str:
    """The 2025 snapshot of Slack's prices, read in place."""
    file = CATALOGS / "v2.1" / "slack" / "2025.yml"
    if not file.exists():
        pytest.skip("1 catalogue skipped: the folder of real catalogues is not here")
    return str(file)
