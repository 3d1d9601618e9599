"""Measured units (CLDR), and the symbols that CLDR does not have."""

import re
from functools import lru_cache
from typing import Literal

from babel.units import format_unit

from .numbers import number, percent, plain

_REMEMBERED = 4_096
_CLDR = {
    "nm": "length-nanometer",
    "mm": "length-millimeter",
    "cm": "length-centimeter",
    "m": "length-meter",
    "km": "length-kilometer",
    "in": "length-inch",
    "ft": "length-foot",
    "yd": "length-yard",
    "mi": "length-mile",
    "cm2": "area-square-centimeter",
    "m2": "area-square-meter",
    "km2": "area-square-kilometer",
    "ha": "area-hectare",
    "ft2": "area-square-foot",
    "mg": "mass-milligram",
    "g": "mass-gram",
    "kg": "mass-kilogram",
    "t": "mass-tonne",
    "oz": "mass-ounce",
    "lb": "mass-pound",
    "ml": "volume-milliliter",
    "cl": "volume-centiliter",
    "dl": "volume-deciliter",
    "l": "volume-liter",
    "cm3": "volume-cubic-centimeter",
    "m3": "volume-cubic-meter",
    "floz": "volume-fluid-ounce",
    "gal": "volume-gallon",
    "w": "power-watt",
    "kw": "power-kilowatt",
    "hp": "power-horsepower",
    "kwh": "energy-kilowatt-hour",
    "j": "energy-joule",
    "kj": "energy-kilojoule",
    "kcal": "energy-kilocalorie",
    "v": "electric-volt",
    "a": "electric-ampere",
    "ma": "electric-milliampere",
    "hz": "frequency-hertz",
    "khz": "frequency-kilohertz",
    "mhz": "frequency-megahertz",
    "ghz": "frequency-gigahertz",
    "byte": "digital-byte",
    "kb": "digital-kilobyte",
    "mb": "digital-megabyte",
    "gb": "digital-gigabyte",
    "tb": "digital-terabyte",
    "pb": "digital-petabyte",
    "px": "graphics-pixel",
    "mp": "graphics-megapixel",
    "lm": "light-lumen",
    "lx": "light-lux",
    "c": "temperature-celsius",
    "f": "temperature-fahrenheit",
    "k": "temperature-kelvin",
    "pa": "pressure-pascal",
    "hpa": "pressure-hectopascal",
    "bar": "pressure-bar",
    "psi": "pressure-pound-force-per-square-inch",
    "kmh": "speed-kilometer-per-hour",
    "mph": "speed-mile-per-hour",
    "mps": "speed-meter-per-second",
    "deg": "angle-degree",
    "ms": "duration-millisecond",
    "second": "duration-second",
    "minute": "duration-minute",
    "hour": "duration-hour",
    "day": "duration-day",
    "week": "duration-week",
    "month": "duration-month",
    "year": "duration-year",
}
_SYMBOLS = {
    "db": "dB",
    "dba": "dB(A)",
    "rpm": "rpm",
    "mah": "mAh",
    "ah": "Ah",
    "wh": "Wh",
    "mj": "MJ",
    "va": "VA",
    "kbps": "kbps",
    "mbps": "Mbps",
    "gbps": "Gbps",
    "gib": "GiB",
    "mib": "MiB",
    "m3-h": "m³/h",
    "m3-min": "m³/min",
    "l-min": "L/min",
    "cfm": "CFM",
    "dpi": "dpi",
    "ppi": "ppi",
    "fps": "fps",
    "nit": "nit",
    "mpg": "mpg",
    "cc": "cc",
    "ct": "ct",
    "um": "µm",
}
_ALIASES = {
    "min": "minute",
    "sec": "second",
    "s": "second",
    "h": "hour",
    "hr": "hour",
    "sqm": "m2",
    "sqft": "ft2",
    "inch": "in",
    "celsius": "c",
    "litre": "l",
    "liter": "l",
    "gram": "g",
    "people": "user",
    "persons": "user",
}
DATA_UNITS = frozenset({"kb", "mb", "gb", "tb"})
# Babel formats to three decimals unless told; catalogues hold up to twelve.
_ALL_DECIMALS = "#,##0.############"
# Elsewhere CLDR's long durations are aliases that Babel does not follow ("12 duration-month").
_LONG_DURATIONS = frozenset({"de", "en"})
_PERIOD = re.compile(r"(?P<base>.+?)(?:-per)?-(?P<period>hour|day|week|month|year)")
_PER_OTHER = re.compile(r"(?P<base>.+)-per-(?P<other>.+)")


def canonical(unit: str) -> str:
    """The key that stands for *unit*: ``min`` is ``minute``, and ``days`` is ``day``."""
    unit = _ALIASES.get(unit, unit)
    singular = unit.removesuffix("s")
    return singular if unit not in _CLDR and singular in _CLDR and len(singular) > 2 else unit


@lru_cache(_REMEMBERED)
def measured(amount: str, unit: str, language: str) -> str | None:
    """*amount* with a measured unit, or None if *unit* (canonical) is not one."""
    if unit == "percent":
        return percent(amount, language)
    if symbol := _SYMBOLS.get(unit):
        return number(amount, language) + ("" if language == "ko" else " ") + symbol
    if code := _CLDR.get(unit):
        length = _length(code, language)
        return format_unit(plain(amount), code, length=length, format=_ALL_DECIMALS, locale=language)
    return None


def _length(code: str, language: str) -> Literal["long", "short"]:
    return "long" if code.startswith("duration-") and language in _LONG_DURATIONS else "short"


def split(unit: str) -> tuple[str, str, str] | None:
    """A composed unit as (base, period, other): ``gb-month`` is a month's gigabytes.

    One of period and other is empty; None if *unit* is not composed.
    """
    if found := _PERIOD.fullmatch(unit):
        return found["base"], found["period"], ""
    if found := _PER_OTHER.fullmatch(unit):
        return found["base"], "", found["other"]
    return None


def symbol(unit: str, language: str) -> str | None:
    """The name of a measured unit without a number: ``m²``; None if *unit* is not one."""
    one = measured("1", unit, language)
    return one.replace("1", "", 1).strip() if one else None


KNOWN = frozenset({*_CLDR, *_SYMBOLS, "percent"})
