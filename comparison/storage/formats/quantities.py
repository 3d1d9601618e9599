"""Numbers with units as feeds and pages write them: ``750 g``, ``1,5 l``, and UN/CEFACT's codes.

Amounts are decimal text and never go by way of a float. A catalogue's number has at most twelve
digits on either side of the point; finer ones are rounded half-even, larger ones are no number here.
"""

import re
from decimal import ROUND_HALF_EVEN, Decimal, DecimalException
from functools import lru_cache

from ...core.money import ARITHMETIC
from ...core.values import Number

_FINEST = Decimal("1E-12")
_LARGEST = Decimal("1E+12")
_LONGEST = 60
# A code keeps its zeros, so what begins with one is no number.
_NUMBER = r"[+-]?(?:0|[1-9][0-9]{0,39})(?:[.,][0-9]{1,40})?(?:[eE][+-]?[0-9]{1,3})?"
_PLAIN = re.compile(_NUMBER)
_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,40})?")
_WITH_UNIT = re.compile(rf"(?P<number>{_NUMBER})\s*(?P<unit>[^\d\s+-][^\d]{{0,30}}[23²³]?)?")

# What people write for a unit that a catalogue has, in small letters.
_WORDS: dict[str, str] = {
    word: key
    for key, words in {
        "mm": "mm millimeter millimeters millimetre millimetres",
        "cm": "cm centimeter centimeters centimetre centimetres",
        "m": "m meter meters metre metres mtr",
        "km": "km kilometer kilometers kilometre kilometres",
        "in": 'in in. inch inches " ″',
        "ft": "ft ft. foot feet",
        "yd": "yd yd. yard yards",
        "mi": "mi mile miles",
        "mg": "mg milligram milligrams",
        "g": "g gr gram grams gramm gms",
        "kg": "kg kgs kilo kilogram kilograms",
        "t": "t tonne tonnes",
        "oz": "oz oz. ounce ounces",
        "lb": "lb lb. lbs lbs. pound pounds",
        "m2": "m2 m² sqm qm",
        "cm2": "cm2 cm²",
        "ft2": "ft2 ft² sqft",
        "ml": "ml milliliter milliliters millilitre millilitres",
        "cl": "cl centiliter centilitre",
        "dl": "dl deciliter decilitre",
        "l": "l liter liters litre litres ltr",
        "cm3": "cm3 cm³ cc",
        "m3": "m3 m³ cbm",
        "fl-oz": "floz fl-oz",
        "pt": "pt pint pints",
        "gal": "gal gallon gallons",
        "w": "w watt watts",
        "kw": "kw kilowatt",
        "kwh": "kwh",
        "wh": "wh",
        "kj": "kj",
        "kcal": "kcal",
        "hz": "hz",
        "mhz": "mhz",
        "ghz": "ghz",
        "mah": "mah",
        "ah": "ah",
        "mb": "mb",
        "gb": "gb",
        "tb": "tb",
        "s": "s sec second seconds",
        "min": "min minute minutes",
        "h": "h hr hrs hour hours",
        "day": "day days",
        "week": "week weeks",
        "month": "month months",
        "year": "year years",
        "piece": "ct pc pcs piece pieces count",
        "sheet": "sheet sheets",
    }.items()
    for word in words.split()
}
_SPACED = {"fl oz": "fl-oz", "fl. oz.": "fl-oz", "fl. oz": "fl-oz", "sq ft": "ft2", "sq m": "m2"}
# A US quart is two pints, for which there is a unit.
_QUARTS = {"qt", "qt.", "quart", "quarts"}

# UN/CEFACT Recommendation 20, the codes that goods are described with.
CODES: dict[str, str] = dict(
    pair.split("=")
    for pair in (
        "MMT=mm CMT=cm MTR=m KMT=km KTM=km INH=in FOT=ft YRD=yd SMI=mi MGM=mg GRM=g KGM=kg TNE=t ONZ=oz"
        " LBR=lb MMK=mm2 CMK=cm2 MTK=m2 HAR=ha KMK=km2 INK=in2 FTK=ft2 ACR=acre MLT=ml CLT=cl DLT=dl"
        " LTR=l CMQ=cm3 MTQ=m3 OZA=fl-oz PT=pt PTL=pt GLL=gal INQ=in3 FTQ=ft3 AD=byte 2P=kb 4L=mb E34=gb"
        " E35=tb C36=kbps E20=mbps C26=ms SEC=s MIN=min HUR=h DAY=day WEE=week MON=month ANN=year JOU=j"
        " KJO=kj WHR=wh KWH=kwh E14=kcal D70=cal WTT=w KWT=kw HTZ=hz KHZ=khz MHZ=mhz A86=ghz E09=mah"
        " AMH=ah MQH=m3-h L2=l-min C62=piece H87=piece EA=piece NMP=pack PR=pair P1=percent CEL=c FAH=f"
        " VLT=v AMP=a 2N=db KMH=kmh BAR=bar LUM=lm"
    ).split()
)


def decimal_text(text: str) -> str | None:
    """*text* as a catalogue's number; None where it is no single number, or one of more than 12 digits
    before the point. A comma is read as the point, unless it can only part thousands."""
    if len(text) > _LONGEST:
        return None
    if _THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    if not _PLAIN.fullmatch(text):
        return None
    try:
        number = ARITHMETIC.create_decimal(text.replace(",", "."))
        if abs(number) >= _LARGEST:
            return None
        exact = number.quantize(_FINEST, rounding=ROUND_HALF_EVEN, context=ARITHMETIC)
    except DecimalException:
        return None
    return _trimmed(f"{exact:f}")


@lru_cache(maxsize=4_000)
def quantity_of(text: str) -> Number | None:
    """``750 g`` as a number with its unit, a bare number without one; None for everything else."""
    found = _WITH_UNIT.fullmatch(" ".join(text.split()))
    amount = decimal_text(found["number"]) if found else None
    if found is None or amount is None:
        return None
    if not found["unit"]:
        return Number(amount=amount)
    word = found["unit"].strip().lower()
    if word in _QUARTS:
        return Number(amount=_trimmed(f"{ARITHMETIC.multiply(Decimal(amount), 2):f}"), unit="pt")
    unit = _SPACED.get(word) or _WORDS.get(word.rstrip("."))
    return Number(amount=amount, unit=unit) if unit else None


def unit_of(code: str, text: str) -> str | None:
    """The unit that a UN/CEFACT *code*, else a unit's name in *text*, stands for."""
    bare = code.rsplit("/", 1)[-1].rsplit("#", 1)[-1].strip()
    if bare.upper() in CODES:
        return CODES[bare.upper()]
    word = (text or bare).strip().lower().rstrip(".")
    return _SPACED.get(word) or _WORDS.get(word)


def _trimmed(number: str) -> str:
    text = number.rstrip("0").rstrip(".") if "." in number else number
    return "0" if text in {"-0", "+0"} else text.removeprefix("+")
