"""What the rows are called that feeds, pages and food data have in common, in Korean and English.

A row's key comes from here too, so that it stays the same whatever language a file is read in.
"""

from ...core.catalogue import Evidence
from ...core.values import Value
from .goods import Fact, RowTraits

_LABELS: dict[str, tuple[str, str]] = {
    "brand": ("브랜드", "Brand"),
    "maker": ("제조사", "Manufacturer"),
    "gtin": ("바코드", "GTIN"),
    "mpn": ("제조사 품번", "Manufacturer part number"),
    "model": ("모델명", "Model"),
    "condition": ("상품 상태", "Condition"),
    "availability": ("구매 방법", "Availability"),
    "available-from": ("판매 시작일", "Available from"),
    "color": ("색상", "Colour"),
    "size": ("사이즈", "Size"),
    "size-type": ("사이즈 종류", "Size type"),
    "size-system": ("사이즈 체계", "Size system"),
    "material": ("소재", "Material"),
    "pattern": ("무늬", "Pattern"),
    "gender": ("성별", "Gender"),
    "age-group": ("연령대", "Age group"),
    "contents": ("내용량", "Contents"),
    "multipack": ("묶음 수", "Multipack"),
    "bundle": ("세트 상품", "Bundle"),
    "adult": ("성인용", "For adults"),
    "highlights": ("특징", "Highlights"),
    "instalments": ("할부", "Instalments"),
    "energy-class": ("에너지 등급", "Energy efficiency class"),
    "energy-class-best": ("가장 높은 에너지 등급", "Highest energy class"),
    "energy-class-worst": ("가장 낮은 에너지 등급", "Lowest energy class"),
    "certification": ("인증", "Certification"),
    "weight": ("무게", "Weight"),
    "width": ("너비", "Width"),
    "height": ("높이", "Height"),
    "depth": ("깊이", "Depth"),
    "length": ("길이", "Length"),
    "shipping-weight": ("포장 무게", "Shipping weight"),
    "shipping-width": ("포장 너비", "Shipping width"),
    "shipping-height": ("포장 높이", "Shipping height"),
    "shipping-length": ("포장 길이", "Shipping length"),
    "origin": ("원산지", "Country of origin"),
    "release-date": ("출시일", "Release date"),
    "production-date": ("제조일", "Production date"),
    "keywords": ("검색어", "Keywords"),
    "attributes": ("속성", "Attributes"),
    "options": ("옵션", "Options"),
    "installation": ("설치비 별도", "Installation costs extra"),
    "delivery-varies": ("배송비 추가 가능", "Delivery may cost more"),
    "imported": ("해외구매대행", "Bought abroad"),
    "parallel-import": ("병행수입", "Parallel import"),
    "made-to-order": ("주문제작", "Made to order"),
    "sold-as": ("판매 방식", "Sold as"),
    "labels": ("인증 마크", "Labels"),
    "organic": ("유기농", "Organic"),
    "fair-trade": ("공정무역", "Fair trade"),
    "origins": ("원료 원산지", "Origin of ingredients"),
    "manufacturing-places": ("제조 지역", "Manufacturing places"),
    "packaging": ("포장재", "Packaging"),
    "nutri-score": ("뉴트리스코어", "Nutri-Score"),
    "environmental-score": ("환경 점수", "Environmental score"),
    "nova-group": ("가공 단계 (NOVA)", "Degree of processing (NOVA)"),
    "vegan": ("비건", "Vegan"),
    "vegetarian": ("채식", "Vegetarian"),
    "palm-oil-free": ("팜유 없음", "Palm oil free"),
    "ingredients": ("원재료", "Ingredients"),
    "allergens": ("알레르기 유발 물질", "Allergens"),
    "traces": ("섞였을 수 있는 물질", "May contain traces of"),
    "serving": ("1회 제공량", "Serving size"),
    "energy": ("열량 (100 g당)", "Energy per 100 g"),
    "energy-kj": ("열량, kJ (100 g당)", "Energy in kJ per 100 g"),
    "fat": ("지방 (100 g당)", "Fat per 100 g"),
    "saturated-fat": ("포화지방 (100 g당)", "Saturated fat per 100 g"),
    "trans-fat": ("트랜스지방 (100 g당)", "Trans fat per 100 g"),
    "cholesterol": ("콜레스테롤 (100 g당)", "Cholesterol per 100 g"),
    "carbohydrates": ("탄수화물 (100 g당)", "Carbohydrates per 100 g"),
    "sugars": ("당류 (100 g당)", "Sugars per 100 g"),
    "added-sugars": ("첨가당 (100 g당)", "Added sugars per 100 g"),
    "fiber": ("식이섬유 (100 g당)", "Fibre per 100 g"),
    "proteins": ("단백질 (100 g당)", "Protein per 100 g"),
    "salt": ("소금 (100 g당)", "Salt per 100 g"),
    "sodium": ("나트륨 (100 g당)", "Sodium per 100 g"),
    "alcohol": ("알코올 도수", "Alcohol by volume"),
    "fruits-vegetables": ("과일·채소·콩 (100 g당)", "Fruit, vegetables and pulses per 100 g"),
}
_TRAITS = {key: RowTraits(labels={"ko": korean, "en": english}) for key, (korean, english) in _LABELS.items()}
_KEYS = {label.casefold(): key for key, labels in _LABELS.items() for label in labels}


def row_label(key: str, language: str) -> str:
    """What the row *key* is called; in English wherever a language is not Korean."""
    korean, english = _LABELS[key]
    return korean if language.partition("-")[0].lower() == "ko" else english


def row_key(label: str) -> str | None:
    """The key of the row that is called *label*; None where none is."""
    return _KEYS.get(label.strip().casefold())


def row(
    key: str, value: Value, language: str, *, claim: bool = False, evidence: Evidence | None = None
) -> Fact:
    """A fact for one of the known rows."""
    return Fact(
        label=row_label(key, language),
        key=key,
        value=value,
        claim=claim,
        evidence=evidence,
        traits=_TRAITS[key],
    )
