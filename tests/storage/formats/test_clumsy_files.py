"""Files as people who know no better make them: taken as they are meant, or refused with the place to mend."""

import io
import zipfile

import pytest
from builders_feeds import feed, item, sold_in
from builders_goods import amounts, category, keys, notes, product, value
from builders_tables import records_table, taken_in, workbook

from comparison.core.errors import RefusedFile
from comparison.core.values import NotStated
from comparison.storage.formats.reading import SourceFile
from comparison.storage.store import Store
from comparison.words import sentence_of

TEA = "name,price\nTea,10\nRice,20\n"
UNLIKE = {"Handle": "b", "Title": "B", "Variant Price": "2", "Option1 Name": "", "Option1 Value": ""}
LIQUID = """\
product_variants: []
products:
- handle: board
  title: Board
  price: 1000
  type: Boards
  options: []
  weight: {g: 1}
"""
PLANS = """\
saasName: Tool
day: 1
month: 2
currency: USD
year: 2024
features: {a: {valueType: BOOLEAN, defaultValue: true}}
plans: {ONE: {monthlyPrice: 1}}
"""
SUBSCRIPTION = {
    "Type": "simple",
    "Name": "Box",
    "Regular price": "10",
    "Categories": "Boxes",
    "Published": "1",
    "Meta: _subscription_period": "month",
}


def file(name: str, text: str | bytes) -> SourceFile:
    return SourceFile(name=name, raw=text if isinstance(text, bytes) else text.encode())


def sheet(*rows: list[object]) -> SourceFile:
    return SourceFile(name="goods.xlsx", raw=workbook(*rows))


def refusal(store: Store, source: SourceFile, **options: str) -> RefusedFile:
    """Why *source* is refused; nothing of it is there."""
    with pytest.raises(RefusedFile) as refused:
        taken_in(store, source, **options)
    assert store.shops() == []
    return refused.value


@pytest.mark.parametrize(
    ("source", "line", "reason"),
    [
        (file("a.csv", b"\xef\xbb\xbf" + TEA.encode() + "쌀,3\n".encode("cp949")), 4, "encoding"),
        (file("a.csv", TEA.encode("utf-16")[:-1]), 3, "encoding"),
        (file("a.csv", b"\xff\xfea"), 1, "encoding"),
        (file("a.csv", TEA.encode("utf-16-le")), 1, "encoding"),
        (file("a.csv", "name,price,Name\nTea,1,x\n"), 1, "column_twice"),
        (file("a.csv", "\n\nname,price,Name\nTea,1,x\n"), 3, "column_twice"),
        (file("a.csv", "Prices of 2026,\nname,price\nTea,1\n"), 1, "one_column"),
        (file("a.csv", ""), 1, "no_header"),
        (file("a.csv", TEA + "Oil,-3\n"), 4, "no_amount"),
        (file("a.csv", TEA + "Oil,5%\n"), 4, "no_amount"),
        (file("a.csv", TEA + "Oil,1e309\n"), 4, "no_amount"),
        (file("a.xlsx", b"no workbook"), 0, "not_a_spreadsheet"),
        (file("shop.yaml", LIQUID), 8, "not_text"),
        (file("plan.yaml", PLANS.replace("year: 2024", f"year: {'9' * 5000}")), 5, "no_date"),
        (sheet(["Prices"], [], ["name", "price"], ["Tea", 1], ["Rice", 2]), 1, "one_column"),
        (file("a.json", '[{"name": "Tea", "price": 1},\n{"name": "Rice", "Price": 2, "price": 3}]'), 2, "column_twice"),
        (records_table([UNLIKE | {"Handle": "a", "Option1 Name": "Size"}, UNLIKE | {"Handle": ""}]), 3, "no_key"),
        (records_table([SUBSCRIPTION | {"Meta: _subscription_period_interval": "9" * 5000}]), 2, "no_number"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_with_its_line(
    store: Store, source: SourceFile, line: int, reason: str
) -> None:
    refused = refusal(store, source)
    assert (refused.line, refused.reason.key) == (line, f"import.reason.{reason}")


@pytest.mark.parametrize(
    ("name", "text", "line", "place"),
    [
        ("a.json", '[{"name": "Tea",\n"price": 1},\n{"name": "Rice",\n"price": 2,\n"price": 3}]', 5, "$[1].price"),
        ("shop.json", '{"shop": {"key": "a",\n"key": "b"}}', 2, "$.shop.key"),
        ("food.jsonl", '{"code": "1", "nutriments": {}}\n{"code": "2", "code": "3"}', 2, "$.code"),
        ("page.html", '<p>\n<script type="application/ld+json">\n{"name": "A",\n"name": "B"}</script>', 4, "$.name"),
        ("trailing.html", '<script type="application/ld+json">{"name": "A",\n"name": "B",}</script>', 2, "$.name"),
    ],
)  # fmt: skip
def test_a_key_twice_in_json_is_named_with_its_place(
    store: Store, name: str, text: str, line: int, place: str
) -> None:
    refused = refusal(store, file(name, text))
    assert (refused.reason.key, refused.line, refused.path) == ("refused.twice", line, place)


def test_bytes_that_are_not_what_a_feed_says_are_named_with_their_line(store: Store) -> None:
    raw = feed(item("one"), item("two", title="\xff")).raw.replace(b"1.0", b"1.0' encoding='utf-8", 1)
    raw = raw.replace("\xff".encode(), b"\xff").replace(b"\"1.0'", b"'1.0'").replace(b'utf-8"', b"utf-8'")
    refused = refusal(store, file("feed.xml", raw))
    assert (refused.line, refused.reason.key) == (11, "import.reason.encoding")


@pytest.mark.parametrize(("language", "said"), [("en", "(--currency)"), ("ko", "(--currency)")])
def test_a_file_without_a_currency_is_told_which_option_says_it(
    store: Store, language: str, said: str
) -> None:
    assert said in sentence_of(refusal(store, file("a.csv", TEA), currency=None), language)


@pytest.mark.parametrize(
    "text", ["\n\n" + TEA, TEA + "  ,  \n\n", "  \n" + TEA, TEA.replace("\n", "\n\n"), TEA + ",,  \n"]
)
def test_blank_lines_say_nothing(store: Store, text: str) -> None:
    taken_in(store, file("a.csv", text))
    assert keys(store) == {"tea", "rice"}


@pytest.mark.parametrize(
    "text", ["sep=;\r\nname;price\r\nTea;1,5\r\nRice;2,5\r\n", "sep=\t\nname\tprice\nTea\t1,5\nRice\t2,5"]
)
def test_a_first_line_may_tell_the_mark_between_cells(store: Store, text: str) -> None:
    taken_in(store, file("a.csv", text))
    assert (keys(store), amounts(store, "tea")) == ({"tea", "rice"}, ["1.5"])


def test_of_two_marks_that_split_a_header_alike_the_rarer_one_is_meant(store: Store) -> None:
    taken_in(store, file("a.csv", "name;price, net;size, in all\nTea;1,5;2,5\nRice;2,5;3,5\n"))
    assert keys(store) == {"tea", "rice"}


def test_a_table_may_begin_further_down_in_its_sheet(store: Store) -> None:
    taken_in(store, sheet([], [], ["name", "price", "left"], ["Tea", 10, 0], ["Rice", 20, 3]))
    assert keys(store) == {"tea", "rice"}
    assert [one.key for one in category(store, "goods").features] == ["left"]


def test_a_row_of_zeros_in_a_sheet_is_a_row(store: Store) -> None:
    refused = refusal(store, sheet(["name", "price"], ["Tea", 10], [0, 0], [None, 0]))
    assert (refused.line, refused.path) == (4, "name")


def test_a_sheet_s_number_is_the_one_that_it_shows(store: Store) -> None:
    written = sheet(["name", "price"], ["Tea", 12.5], ["Rice", 20])
    parts = zipfile.ZipFile(io.BytesIO(written.raw))
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for name in parts.namelist():
            archive.writestr(name, parts.read(name).replace(b"<v>12.5</v>", b"<v>59.970000000000006</v>"))
    taken_in(store, SourceFile(name="goods.xlsx", raw=raw.getvalue()))
    assert amounts(store, "tea") == ["59.97"]


@pytest.mark.parametrize("fault", ["#N/A", "#REF!", "#DIV/0!"])
def test_what_a_spreadsheet_could_not_work_out_is_not_stated(store: Store, fault: str) -> None:
    taken_in(store, file("a.csv", f"name,price,colour\nTea,10,{fault}\nRice,20,white\n"))
    assert value(store, "tea", "colour") == NotStated()


def test_a_column_whose_name_is_broken_into_lines_is_known_by_it(store: Store) -> None:
    taken_in(store, file("a.csv", '상품명,"가격\n(원)"\nTea,10\nRice,20\n'), currency=None)
    assert product(store, "tea").prices[0].currency == "KRW"


def test_a_column_without_a_name_is_said_to_be_left_out(store: Store) -> None:
    imported = taken_in(store, file("a.csv", "name,,price,,\nTea,green,10,,x\nRice,,20,,\n"))
    (said,) = (note for note in imported.notes if note.key == "import.note.unnamed_columns")
    assert said.arguments["names"] == ("2", "5")


def test_an_empty_column_without_a_name_is_no_news(store: Store) -> None:
    assert "unnamed_columns" not in notes(taken_in(store, file("a.csv", "name,price,\nTea,10,\nRice,20,\n")))


@pytest.mark.parametrize("day", ["9999999999", "0000000001"])
def test_a_review_s_moment_outside_of_its_years_is_no_day(store: Store, day: str) -> None:
    source = file("reviews.csv", f"sku,rating,review,date\ntea,5,Good,{day}\n")
    assert refusal(store, source, market="US").reason.key == "import.reason.cell_no_date"


def test_a_plan_s_default_of_very_many_zeros_is_no_fault_of_ours(store: Store) -> None:
    limit = f"usageLimits: {{seats: {{valueType: NUMERIC, defaultValue: 1{'0' * 5000}}}}}\n"
    plans = PLANS.replace("{monthlyPrice: 1}", "{monthlyPrice: 1, usageLimits: {seats: {value: 3}}}")
    imported = taken_in(store, file("plan.yaml", plans + limit))
    assert notes(imported)["stand_ins"] == 1


def test_a_sale_until_the_last_day_there_is_has_no_day_after_it(store: Store) -> None:
    sale = {"sale_price": "5.00 USD", "sale_price_effective_date": "/9999-12-31"}
    sold_in(store, feed(item("one", **sale)))
    assert [(one.valid_from, one.valid_to) for one in product(store, "one").prices] == [(None, "9999-12-31")]


def test_a_heading_that_is_too_long_is_cut_and_one_too_many_is_none(store: Store) -> None:
    details = [
        {"section_name": f"{number} {'long ' * 60}", "attribute_name": f"n{number}", "attribute_value": "v"}
        for number in range(101)
    ]
    sold_in(store, feed(item("one", product_type="Things", product_detail=details)))
    found = category(store, "things")
    assert max(len(one.label["en"]) for one in found.groups) == 200
    assert (len(found.groups), found.features[-1].group) == (100, None)


@pytest.mark.parametrize("every", ["", "1", "3"])
def test_a_subscription_is_paid_as_often_as_it_says(store: Store, every: str) -> None:
    taken_in(store, records_table([SUBSCRIPTION | {"Meta: _subscription_period_interval": every}]))
    assert product(store, "box").prices[0].interval == ("3-month" if every == "3" else "month")
