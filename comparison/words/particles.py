"""Korean particles: which of two endings fits the sound that a text ends with.

A sentence writes ``%(tier)s{은/는}``. Latin letters and
digits count as Koreans read them aloud: ``Pro`` ends in a vowel, ``Slack`` in a consonant,
``GB`` in a vowel, 10 in a consonant.
"""

import re
from typing import Literal

Sound = Literal["vowel", "rieul", "consonant"]
_ENDINGS = "은/는 이/가 을/를 과/와 으로/로 으로는/로는 이나/나 이라/라 이에요/예요 이고/고".split()
# Koreans write some pairs the other way round (와/과); either order means the same.
PAIRS: dict[str, tuple[str, str]] = {
    **{pair: (pair.partition("/")[0], pair.partition("/")[2]) for pair in _ENDINGS},
    **{
        "/".join(pair.split("/")[::-1]): (pair.partition("/")[0], pair.partition("/")[2]) for pair in _ENDINGS
    },
}

_SILENT = re.compile(r"[\s()\[\]{}'\"‘’“”「」『』«».,!?:;*™®©…·~-]+\Z")
_NUMBER = re.compile(r"(?P<whole>[0-9][0-9,]*)(?P<decimals>\.[0-9]+)?\Z")
_MONEY = re.compile(r"(?P<sign>[$€£¥₩₹])[0-9][0-9,.]*\Z")
_UNIT = re.compile(r"[0-9]\s?(?P<unit>[A-Za-z]+)\Z")
_LATIN = re.compile(r"[A-Za-z]+\Z")

# 달러, 유로, 파운드, 루피 end in a vowel; 엔, 위안, 원 do not.
_MONEY_SOUNDS: dict[str, Sound] = {"¥": "consonant", "₩": "consonant"}
# 그램, 톤, 루멘, 갤런; 데시벨, 픽셀, 파스칼; 미터, 리터, 바이트, 와트.
_UNIT_SOUNDS: dict[str, Sound] = {
    **dict.fromkeys(("g", "kg", "mg", "t", "lm", "gal", "rpm"), "consonant"),
    **dict.fromkeys(("dB", "px", "MP", "Pa", "hPa"), "rieul"),
    **dict.fromkeys(("m", "cm", "mm", "km", "l", "L", "ml", "mL", "GB", "MB", "TB", "kB"), "vowel"),
    **dict.fromkeys(("W", "kW", "kWh", "Wh", "V", "A", "mAh", "Hz", "kHz", "MHz", "GHz", "lx"), "vowel"),
}
_DIGIT_SOUNDS: dict[str, Sound] = {
    **dict.fromkeys("2459", "vowel"),
    **dict.fromkeys("178", "rieul"),
    **dict.fromkeys("036", "consonant"),
}
_LETTER_SOUNDS: dict[str, Sound] = {**dict.fromkeys("LR", "rieul"), **dict.fromkeys("MN", "consonant")}
_SIGN_SOUNDS: dict[str, Sound] = {"#": "consonant"}

_WORD_ENDS_RIEUL = re.compile(r"(l|[^aeiou]le|ale|ile|ole|ule)\Z")
_WORD_ENDS_CONSONANT = re.compile(
    r"([aio]c|ck|ook|m|n|ng|pp|[^aeiou]me|[aeiou]me|[aeiou]ne|[aeiou]p|(?<![aeiou])[aeiou][bt])\Z"
)
# 세트, 키트, 비트, 허브, 깃허브, 아크메.
_READ_OTHERWISE: dict[str, Sound] = dict.fromkeys("set kit bit hub github acme".split(), "vowel")


def with_particle(text: str, pair: str) -> str:
    """*text* with the fitting one of *pair*, which is one of `PAIRS`."""
    after_consonant, after_vowel = PAIRS[pair]
    sound = last_sound(text)
    # 로 follows ㄹ too: 서울로, 1로.
    as_vowel = sound == "vowel" or (sound == "rieul" and after_vowel.startswith("로"))
    return text + (after_vowel if as_vowel else after_consonant)


def last_sound(text: str) -> Sound:
    """How *text* ends when it is read aloud; an unknown sign counts as a vowel."""
    said = _SILENT.sub("", text)
    if money := _MONEY.search(said):
        return _MONEY_SOUNDS.get(money["sign"], "vowel")
    if (unit := _UNIT.search(said)) and unit["unit"] in _UNIT_SOUNDS:
        return _UNIT_SOUNDS[unit["unit"]]
    if number := _NUMBER.search(said):
        return _number_sound(number["whole"].replace(",", ""), number["decimals"])
    if word := _LATIN.search(said):
        return _latin_sound(word[0])
    return _sign_sound(said[-1:])


def _sign_sound(sign: str) -> Sound:
    if not "가" <= sign <= "힣":
        return _SIGN_SOUNDS.get(sign, "vowel")
    final = (ord(sign) - ord("가")) % 28
    return "vowel" if final == 0 else "rieul" if final == 8 else "consonant"


def _number_sound(whole: str, decimals: str | None) -> Sound:
    if decimals or not whole.endswith("0"):
        return _DIGIT_SOUNDS[(decimals or whole)[-1]]
    zeros = len(whole) - len(whole.rstrip("0"))
    # 십, 백, 천, 만, 억 end in a consonant, 조 (12 zeros and up to 천조) in a vowel, 경 again not.
    return "vowel" if 12 <= zeros < 16 and zeros < len(whole) else "consonant"


def _latin_sound(word: str) -> Sound:
    if _is_spelled_out(word):
        return _LETTER_SOUNDS.get(word[-1].upper(), "vowel")
    lowered = word.lower()
    if lowered in _READ_OTHERWISE:
        return _READ_OTHERWISE[lowered]
    if _WORD_ENDS_RIEUL.search(lowered):
        return "rieul"
    return "consonant" if _WORD_ENDS_CONSONANT.search(lowered) else "vowel"


def _is_spelled_out(word: str) -> bool:
    """Whether Koreans read *word* letter by letter: a lone letter, a short or unpronounceable code."""
    if len(word) == 1:
        return True
    if word.isupper() and len(word) <= 3:
        return True
    return not re.search(r"[aeiouy]", word.lower())
