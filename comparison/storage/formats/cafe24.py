"""Cafe24's product table: one row a product, its columns in Korean, its options packed into one cell.

Source: docs/importing.md, "Cafe24". The table says neither the currency nor what an option costs more, and
its codes for delivery charges, makers and categories are known to the shop alone.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

from msgspec.structs import replace

from ...core.catalogue import Stock
from ...core.messages import say
from ...core.values import Number, Words, YesNo
from .amounts import amount_of, number_of
from .cells import one_or_several
from .faults import Faults
from .feed_rows import row as fact
from .feed_rows import row_key
from .goods import Fact, Good, Offer, Sale
from .goods_records import reading_of_goods
from .once import OnlyOnce
from .reading import Reading, SourceFile, Wishes
from .table_dates import date_of
from .tables import Row, header_of, refused_at, table_of
from .tallies import Tally

_COLUMNS = frozenset({"상품코드", "상품명", "판매가", "진열상태", "판매상태"})
_LANGUAGE = "ko"
_TEXTS = {"모델명": "model", "브랜드": "brand", "제조사": "maker", "원산지": "origin", "상품소재": "material"}
_DAYS = {"제조일자": "production-date", "출시일자": "release-date"}
_DESCRIPTIONS = ("상품 상세설명", "상품 간략설명", "상품 요약설명")
_CATEGORY = "상품분류 번호"
_WEIGHT = "상품 전체중량(kg)"
_LEAST = "최소 주문수량(이상)"
_TAX = "과세구분"
_CARRIED = frozenset(
    {
        *_COLUMNS,
        *_TEXTS,
        *_DAYS,
        *_DESCRIPTIONS,
        _CATEGORY,
        _WEIGHT,
        _LEAST,
        _TAX,
        *(
            "자체 상품코드",
            "소비자가",
            "판매가 대체문구 사용",
            "판매가 대체문구",
            "옵션사용",
            "옵션입력",
            "성인인증",
        ),
    }
)
# What only the shop's own administration means: names for it, pictures, search engines, display.
_MEANINGLESS = re.compile(
    r"이미지등록|검색엔진최적화|모바일 상품|상품분류 |검색어|공급사|공급가|상품가|영문|상품명\(관리용\)"
    r"|옵션 |옵션세트|품목|버튼이미지|색상 설정|필수여부|추가입력|입력글자수|품절표시|적립금|공통이벤트"
    r"|트렌드|자체분류|해외통관|hs코드|메모|주문수량 제한|유효기간|상품결제안내|상품배송안내|교환/반품안내"
    r"|서비스문의|개별결제|스토어픽업|상품배송유형|배송정보"
)
_YES = frozenset({"", "y", "t"})
# ``B0000000`` is a maker or a brand that has a name only in the shop; ``1798`` a country.
_CODE = re.compile(r"[A-Z][0-9A-Z]{7}|[0-9]+")
_CODED = frozenset({"브랜드", "제조사", "원산지"})
_OPTION = re.compile(r"(?P<name>[^{}]+)\{(?P<values>[^{}]*)\}")


def looks_like_cafe24(file: SourceFile) -> bool:
    """Whether the columns are those of a product table."""
    return set(header_of(file)) >= _COLUMNS


def read(file: SourceFile, wishes: Wishes) -> Reading:
    """The goods of *file*, which is in Korean. Raises RefusedFile as `reading_of_goods` does."""
    with table_of(file) as table:
        notes = table.notes
    tally = Tally()

    @contextmanager
    def walk(faults: Faults) -> Iterator[Iterator[Good]]:
        with table_of(file) as table:
            once = OnlyOnce(file.name)
            yield faults.each(table.rows, lambda row: _good(file.name, row, once, tally))

    reading = reading_of_goods(file, replace(wishes, language=_LANGUAGE), walk, notes)
    # The records are walked later; what there is to say was found out in the walk before.
    return replace(reading, notes=(*reading.notes, *tally.notes))


def options_of(packed: str) -> list[tuple[str, list[str]]]:
    """``색상{블랙|화이트}//사이즈{S|M}`` by name."""
    found = (_OPTION.fullmatch(part.strip()) for part in packed.split("//"))
    return [
        (one["name"].strip(), [text for value in one["values"].split("|") if (text := value.strip())])
        for one in found
        if one
    ]


def _good(file: str, row: Row, once: OnlyOnce, tally: Tally) -> Good:
    own = row.get("상품코드") or row.get("자체 상품코드")
    if not own:
        reason = say("import.reason.no_field", name="상품코드")
        raise refused_at(file, row.line, "상품코드", reason, say("import.accepted.no_field", name="상품코드"))
    stated = (name for name, text in row.cells.items() if text.strip() and name not in _CARRIED)
    tally.name("fields_left_out", sorted(name for name in stated if not _MEANINGLESS.search(name)))
    category = next((text for part in row.get(_CATEGORY).split("|") if (text := part.strip())), "")
    tally.count("category_numbers", bool(category))
    return Good(
        line=row.line,
        source_key=once.take(row, "상품코드", own),
        name=row.get("상품명") or own,
        category=(category,) if category else (),
        description=next((text for name in _DESCRIPTIONS if (text := row.get(name))), None),
        facts=tuple(_facts(file, row, tally)),
        offers=(_offer(file, row, tally),),
        sku=row.get("자체 상품코드") or None,
        stock=Stock() if row.get("판매상태").lower() in _YES else Stock(state="sold_out"),
        private=row.get("진열상태").lower() not in _YES,
    )


def _offer(file: str, row: Row, tally: Tally) -> Offer:
    price, typed = amount_of(file, row, "판매가"), amount_of(file, row, "소비자가")
    words = row.get("판매가 대체문구")
    if words and row.get("판매가 대체문구 사용").lower() in {"y", "t"}:
        return Offer(words=words)
    if price is None or not Decimal(price):
        tally.count("zero_price", price is not None)
        return Offer()
    lowered = typed is not None and Decimal(typed) > Decimal(price)
    return Offer(
        amount=typed if lowered else price,
        sale=Sale(amount=price) if lowered else None,
        # ``A|10`` is taxed at ten percent, B is exempt.
        tax_class="exempt" if row.get(_TAX).upper().startswith("B") else "standard",
        min_quantity=_least(row),
    )


def _least(row: Row) -> int:
    text = row.get(_LEAST)
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) <= 6 and int(text) else 1


def _facts(file: str, row: Row, tally: Tally) -> Iterator[Fact]:
    yield from _texts(row, tally)
    if row.get("옵션사용").lower() in {"y", "t"}:
        for name, values in options_of(row.get("옵션입력")):
            if values:
                yield Fact(label=name, key=row_key(name), value=one_or_several(values, _LANGUAGE))
    weight = number_of(file, row, _WEIGHT)
    if weight is not None and Decimal(weight) > 0:
        yield fact("weight", Number(amount=weight, unit="kg"), _LANGUAGE)
    for name, key in _DAYS.items():
        day = date_of(file, row, name)
        if day is not None:
            yield fact(key, Words(text={_LANGUAGE: day}), _LANGUAGE)
    if row.get("성인인증").lower() in {"y", "t"}:
        yield fact("adult", YesNo(yes=True), _LANGUAGE)


def _texts(row: Row, tally: Tally) -> Iterator[Fact]:
    """Words as they are; a code that only the shop can read is counted and left out."""
    for name, key in _TEXTS.items():
        text = row.get(name)
        coded = name in _CODED and bool(_CODE.fullmatch(text))
        tally.count("shop_codes", coded)
        if text and not coded:
            yield fact(key, Words(text={_LANGUAGE: text}), _LANGUAGE)
