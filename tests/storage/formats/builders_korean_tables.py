"""A row of each table that Korean shops hand out."""

from comparison.storage.formats.reading import SourceFile

NAVER_ROW = {
    "id": "A-001",
    "title": "하늬 공기청정기",
    "price_pc": "199000",
    "link": "https://shop.example/1",
    "category_name1": "가전",
    "category_name2": "공기청정기",
    "brand": "하늬",
    "shipping": "2500",
}
CAFE24_ROW = {
    "상품코드": "P000000A",
    "자체 상품코드": "0001",
    "진열상태": "Y",
    "판매상태": "Y",
    "상품분류 번호": "29|30",
    "상품명": "린넨 셔츠",
    "상품 상세설명": "<p>시원한 <b>셔츠</b></p>",
    "과세구분": "A|10",
    "소비자가": "",
    "판매가": "39000.00",
    "판매가 대체문구 사용": "N",
}


def naver_file(*rows: dict[str, str], encoding: str = "utf-8") -> SourceFile:
    """Naver's product file of *rows*."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    lines = ["\t".join(columns), *("\t".join(row.get(column, "") for column in columns) for row in rows)]
    return SourceFile(name="ep.txt", raw="\r\n".join(lines).encode(encoding))
