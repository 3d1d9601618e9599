"""`tier-compare build`, as it is called."""

from pathlib import Path

from conftest import ROOT, Run

COFFEE = str(ROOT / "catalog_data" / "demo" / "coffee.yaml")
ADDRESS = "https://compare.example.com"


def test_it_says_how_many_pages_what_changed_and_until_when(run: Run, tmp_path: Path) -> None:
    run("import", COFFEE, "--shop", "coffee", "--publish")
    done = run("build", str(tmp_path / "out"), "--address", ADDRESS)
    first, second, third = done.out.splitlines()
    assert (done.code, done.err) == (0, "")
    assert first.endswith(f"pages built: {tmp_path / 'out' / 'current'}")
    assert second.endswith("to remove: 0 (changed.json)")
    assert third.startswith("True until ")
    page = tmp_path / "out/current/site/c/coffee/everyday/en,KR,once,,,.html"
    assert f"{ADDRESS}/c/coffee/everyday" in page.read_text("utf-8")


def test_too_many_pages_are_refused_with_their_count(run: Run, tmp_path: Path) -> None:
    run("import", COFFEE, "--shop", "coffee", "--publish")
    done = run("build", str(tmp_path / "out"), "--most", "10", language="ko_KR.UTF-8")
    assert (done.code, done.out) == (1, "")
    assert "많아야 10쪽" in done.err


def test_a_live_server_is_named_by_its_origin(run: Run, tmp_path: Path) -> None:
    done = run("build", str(tmp_path / "out"), "--live", "https://live.example.com/; evil")
    assert (done.code, done.out) == (2, "")
    assert "--live" in done.err


def test_a_path_that_would_break_out_of_a_configuration_is_refused(run: Run, tmp_path: Path) -> None:
    assert run("build", str(tmp_path / "out"), "--root", '/srv"; evil').code == 2
