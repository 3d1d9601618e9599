"""What commands change stands in the log of the merchant's side, in the transaction of the change."""

from pathlib import Path

from builders_lamps import ONE, TWO, lamps
from conftest import Run

from comparison.storage.audit import AuditRow
from comparison.storage.auditing import changes_of
from comparison.storage.opening import open_store


def log(database: Path) -> list[AuditRow]:
    store = open_store(f"sqlite:{database}")
    lines = [row for _, row in store.audit("lamps")]
    store.close()
    return list(reversed(lines))


def test_imports_publications_and_tokens_leave_lines(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "lamps.yaml"
    file.write_text(lamps(), "utf-8")
    assert run("import", str(file), "--publish").code == 0
    assert run("import", str(file), "--dry-run").code == 0
    assert run("import", str(file)).code == 0
    file.write_text(lamps(ONE._replace(value="26"), TWO), "utf-8")
    assert run("import", str(file)).code == 0
    assert run("publish", "lamps", "--note", "dearer").code == 0
    [comparison] = {row.key for row in log(tmp_path / "shop.db") if row.kind == "comparison"}
    assert run("rollback", f"lamps/{comparison}", "1").code == 0
    assert run("token", "add", "lamps").code == 0
    lines = log(tmp_path / "shop.db")
    assert [(row.action, row.kind) for row in lines] == [
        ("import", "file"),
        ("publish", "comparison"),
        ("import", "file"),
        ("publish", "comparison"),
        ("rollback", "comparison"),
        ("save", "token"),
    ]
    assert {row.by for row in lines} == {"command line"}
    assert ("product.new", None, "2") in changes_of(lines[0])
    assert changes_of(lines[2]) == [("product.changed", None, "1")]
    assert changes_of(lines[3]) == [("edition", "1", "2"), ("note", None, "dearer")]


def test_a_refused_publication_leaves_none(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "lamps.yaml"
    file.write_text(
        lamps().replace(
            "  category: lamp\n", '  category: lamp\n  description: {en: "Hurry! Only 2 left"}\n', 1
        ),
        "utf-8",
    )
    assert run("import", str(file), "--publish").code == 1
    assert log(tmp_path / "shop.db") == []
