"""`backup` and `restore`: an installation as one file, and back."""

from pathlib import Path

from builders_lamps import lamps


def test_what_was_lost_comes_back_as_it_was(run, tmp_path: Path):
    (tmp_path / "lamps.yaml").write_text(lamps(model="flat"))
    assert run("import", str(tmp_path / "lamps.yaml"), "--shop", "lamps", "--publish").code == 0
    assert run("keys", "rotate").code == 0
    before = [run("history", "lamps/lamps").out, run("keys", "list").out]
    assert run("backup", str(tmp_path / "kept.tar")).code == 0
    for lost in tmp_path.glob("shop.db*"):
        lost.unlink()
    done = run("restore", str(tmp_path / "kept.tar"))
    assert (done.code, done.out) == (0, f"{tmp_path}/kept.tar is restored\n")
    assert [run("history", "lamps/lamps").out, run("keys", "list").out] == before
    assert run("backup", str(tmp_path / "kept.tar")).code == 1
