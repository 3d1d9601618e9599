"""How languages write numbers, units, months and the small numbers they put into words."""

import re
from collections.abc import Mapping
from decimal import Decimal

# Where 1.000 is a thousand and 1,5 one and a half.
COMMA_LANGUAGES = frozenset(
    "bg ca cs da de el es et fi fr hr hu id it lt lv nb nl no pl pt ro ru sk sl sr sv tr uk vi".split()
)
# Where 1 000 is a thousand; elsewhere only a space that does not break joins the groups.
SPACED_LANGUAGES = frozenset("bg cs et fi fr hu lt lv nb no pl ru sk sv uk".split())
# What follows a number at once and multiplies it.
TIMES: Mapping[str, Decimal] = {
    "천": Decimal(1_000),
    "만": Decimal(10_000),
    "백만": Decimal(1_000_000),
    "천만": Decimal(10_000_000),
    "억": Decimal(100_000_000),
    "千": Decimal(1_000),
    "万": Decimal(10_000),
    "億": Decimal(100_000_000),
    "k": Decimal(1_000),
    "thousand": Decimal(1_000),
    "tsd": Decimal(1_000),
    "tausend": Decimal(1_000),
    "million": Decimal(1_000_000),
    "mio": Decimal(1_000_000),
    "billion": Decimal(1_000_000_000),
    "mrd": Decimal(1_000_000_000),
}
# Kind of measure, then what a unit of it is called with its size in the smallest.
_UNITS: Mapping[str, Mapping[str, str]] = {
    "mass": {"mg": "1", "g": "1000", "kg": "1000000", "그램": "1000", "킬로그램": "1000000"},
    "length": {"mm": "1", "cm": "10", "m": "1000", "km": "1000000"},
    "volume": {"ml": "1", "cl": "10", "l": "1000", "리터": "1000", "litres?": "1000", "liters?": "1000"},
    "data": {"kb": "1", "mb": "1000", "gb": "1000000", "tb": "1000000000"},
    "power": {"w": "1", "kw": "1000"},
    "energy": {"wh": "1", "kwh": "1000"},
    "share": {"%": "1", "퍼센트": "1", "percent": "1", "per cent": "1", "prozent": "1", "パーセント": "1"},
    "minutes": {
        "분(?!기)|分|minutes?|mins?|minuten?": "1",
        "시간|時間|hours?|hrs?|stunden?": "60",
        "일(?!반)|日|days?|tage?n?": "1440",
        "주(?:일|간)?|週間?|weeks?|wochen?": "10080",
    },
    "months": {
        "개월|달(?!러)|か月|ヶ月|カ月|months?|monate?n?": "1",
        "년|年|years?|yrs?|jahre?n?": "12",
    },
    "won": {"원|won|krw": "1"},
    "dollars": {"달러|ドル|dollars?|usd": "1"},
    "euros": {"유로|ユーロ|euros?|eur|€": "1"},
    "yen": {"엔|円|yen|jpy": "1"},
    "pounds": {"gbp|£": "1"},
}
BEFORE: Mapping[str, str] = {"₩": "won", "$": "dollars", "€": "euros", "£": "pounds", "¥": "yen"}
_LATIN = re.compile(r"[a-z]")


def _spelled(spelling: str) -> str:
    """A Latin word ends where it ends; a Korean or Japanese one may go on (원입니다)."""
    words = spelling.split("|")
    return "|".join(rf"(?:{word})(?![a-z0-9²³])" if _LATIN.search(word) else word for word in words)


def _unit_table() -> tuple[tuple[re.Pattern[str], str, Decimal], ...]:
    found = [
        (spelling, kind, Decimal(size)) for kind, units in _UNITS.items() for spelling, size in units.items()
    ]
    return tuple(
        (re.compile(rf"[\s\u00a0\u202f-]?(?:{_spelled(one)})"), kind, size) for one, kind, size in found
    )


UNITS = _unit_table()

_MONTHS: Mapping[str, str] = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
}
_SHORT_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"


def months_of(language: str) -> Mapping[str, int]:
    """The names of the months, and their short forms in English."""
    names = _MONTHS.get(language, "").split()
    short = _SHORT_MONTHS.split() if language == "en" else []
    return {name: place % 12 + 1 for place, name in enumerate((*names, *short))}


# Numbers that a language puts into words as often as not.
_WORDED: Mapping[str, Mapping[int, str]] = {
    "en": {
        0: r"\b(?:no|none|zero|without|free)\b",
        1: r"\b(?:an?|one|once|single|alone|first|each|every|per|the)\b|daily|weekly|monthly|yearly|annual",
        2: r"\b(?:two|twice|both|second|double|pair|half)\b",
        3: r"\b(?:three|third|triple|thrice)\b",
        4: r"\b(?:four|fourth|quarter(?:ly)?)\b",
        5: r"\bfi(?:ve|fth)\b",
        6: r"\bsix",
        7: r"\b(?:seven|week)",
        8: r"\beight",
        9: r"\bnin(?:e|th)\b",
        10: r"\bten(?:th)?\b",
        11: r"\beleven",
        12: r"\b(?:twelve|dozen|year|annual)",
        24: r"\b(?:day|clock)\b",
        30: r"\bmonth\b",
        50: r"\bhalf\b",
        100: r"\b(?:hundred|all|fully?|completely)\b",
        365: r"\byear",
    },
    "ko": {
        0: "없|무료|안 ",
        1: "한|하나|첫|혼자|단일|매|일|마다",
        2: "두|둘|양|이중|절반|반",
        3: "세|셋|삼|석",
        4: "네|넷|분기|사",
        5: "다섯|오",
        6: "여섯|육",
        7: "일곱|주",
        8: "여덟|팔",
        9: "아홉|구",
        10: "열|십",
        11: "열한",
        12: "열두|년|해",
        24: "하루|종일",
        30: "한 달|매달|월",
        50: "절반|반",
        100: "백|모두|모든|전부|전체|완전",
        365: "년|연중",
    },
    "de": {
        0: r"\b(?:kein\w*|null|ohne|kostenlos)\b",
        1: r"\b(?:ein\w*|erste\w*|je|pro|allein)\b|täglich|monatlich|jährlich",
        2: r"\b(?:zwei\w*|beide\w*|doppelt\w*|halb\w*)\b",
        3: r"\bdrei|\bdritte",
        4: r"\bvier",
        5: r"\bfünf",
        6: r"\bsechs",
        7: r"\bsieben|\bwoche",
        8: r"\bacht",
        9: r"\bneun",
        10: r"\bzehn",
        11: r"\belf",
        12: r"\bzwölf|\bdutzend|\bjahr",
        24: r"\btag|\bstunde",
        50: r"\bhalb|\bhälfte",
    },
}
WORDED: Mapping[str, Mapping[int, re.Pattern[str]]] = {
    language: {number: re.compile(words) for number, words in table.items()}
    for language, table in _WORDED.items()
}
# Where the words are not known, numbers up to this one are taken to be said in words.
MOST_WORDED = 12
