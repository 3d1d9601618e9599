"""`mapping`: a proposal on standard output or in a file, which imports as it stands."""

from pathlib import Path

from conftest import Run


def table(folder: Path, text: str) -> str:
    path = folder / "laptops.csv"
    path.write_text(text, "utf-8")
    return str(path)


LAPTOPS = "Name,Price (USD),Weight (kg),Touch\nAir,999,1.2,yes\nPro,1999,2.1,no\n"


def test_a_mapping_is_printed_with_what_each_field_does(run: Run, tmp_path: Path):
    done = run("mapping", table(tmp_path, LAPTOPS))
    assert done.code == 0
    lines = done.out.splitlines()
    assert "name: Name" in lines
    assert 'price: "Price (USD)"' in lines
    assert '  "Weight (kg)": {label: Weight, kind: number, unit: kg, direction: none}' in lines
    assert "  Touch: {label: Touch, kind: yes_no}" in lines


def test_a_mapping_that_was_written_imports_as_it_stands(run: Run, tmp_path: Path):
    goods, mapping = table(tmp_path, LAPTOPS), str(tmp_path / "laptops.mapping.yaml")
    assert run("mapping", goods, "-o", mapping).code == 0
    done = run("import", goods, "--shop", "pc", "--mapping", mapping)
    assert (done.code, done.out.split(";")[0].split(": ")[1]) == (0, "spec-table, shop pc")


def test_an_import_without_a_mapping_says_what_it_guessed(run: Run, tmp_path: Path):
    done = run("import", table(tmp_path, LAPTOPS), "--shop", "pc")
    assert done.code == 0
    assert "the name is Name, the price Price (USD)" in done.err


def test_a_table_without_a_name_is_refused_with_the_way_out(run: Run, tmp_path: Path):
    goods = table(tmp_path, "Carat,Cut\n0.2,Ideal\n0.3,Ideal\n")
    done = run("import", goods, "--shop", "pc", "--currency", "USD")
    assert done.code == 1
    assert "tier-compare mapping" in done.err
    assert "name: Cut" in run("mapping", goods).out


def test_a_file_that_is_not_there_is_refused(run: Run, tmp_path: Path):
    assert run("mapping", str(tmp_path / "gone.csv")).code == 1


def test_columns_that_are_rows_of_a_kit_are_proposed_as_its_rows(run: Run, tmp_path: Path):
    goods = table(tmp_path, "Name,Price (USD),Battery (min),Memory\nAir,999,600,16\nPro,1999,540,32\n")
    lines = run("mapping", goods, "--kit", "specs").out.splitlines()
    names = '{ko: "배터리 사용 시간", en: Battery life}'
    key = f"label: {names}, key: battery, kind: number, unit: min, direction: higher"
    assert f'  "Battery (min)": {{{key}}}' in lines
    refused = run("mapping", goods, "--kit", "boats")
    assert (refused.code, "plans" in refused.err) == (1, True)
