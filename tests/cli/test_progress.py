"""The line that says on a terminal how far an import has come."""

import sys
from pathlib import Path

import pytest

from comparison.cli import progress


def test_a_file_s_name_says_nothing_to_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(progress, "_EVERY_SECONDS", 0)
    with progress.progress_of(Path("a\x1b[31m.csv")) as say:
        assert say
        say(3, 10)
    assert "a\\u001b[31m.csv: 3 of 10 records" in capsys.readouterr().err
