"""Every currency, and what a shopper reads, in Korean, English, Japanese and German."""

import datetime
import re
from decimal import Decimal

import pytest
from babel import Locale
from builders_words import decimals, in_currency

from comparison.core.bounds import MOST_MINOR
from comparison.core.messages import Period, Quantified, UnitAmount, say
from comparison.core.money import CURRENCIES, Money, major
from comparison.words import LANGUAGES, speaker
from comparison.words.catalogues import LOCALES

FOUR = ("ko", "en", "ja", "de")
NBSP = "\N{NO-BREAK SPACE}"
POINTS = {"ko": ".", "en": ".", "ja": ".", "de": ","}
WEDNESDAY = datetime.date(2026, 11, 25)


def test_there_are_four_languages():
    assert set(LANGUAGES) == set(FOUR)


def decimals_written(text: str, language: str) -> int:
    found = re.search(rf"{re.escape(POINTS[language])}([0-9]+)[^0-9]*$", text)
    return len(found[1]) if found else 0


def digits(text: str) -> str:
    return re.sub("[^0-9]", "", text)


@pytest.mark.parametrize("language", FOUR)
@pytest.mark.parametrize("minor", [0, 5, 2_178, 36_337, 1_234_567, -36_337, MOST_MINOR, -MOST_MINOR])
def test_every_currency_has_its_own_decimals_and_loses_no_digit(language: str, minor: int):
    for currency in sorted(CURRENCIES):
        text = speaker(language).money(in_currency(minor, currency))
        assert digits(text) == str(abs(minor)).zfill(decimals(currency) + 1), currency
        # A group of three digits looks like three decimals, so the mark alone decides.
        assert decimals_written(text, language) == decimals(currency), currency
        assert text.startswith("-") == (minor < 0), currency


@pytest.mark.parametrize("language", FOUR)
def test_an_amount_names_its_currency(language: str):
    for currency in sorted(CURRENCIES):
        text = speaker(language).money(in_currency(123_456, currency))
        assert re.sub(r"[0-9.,\s-]", "", text) != "", currency


@pytest.mark.parametrize(
    ("minor", "currency", "ko", "en", "ja", "de"),
    [
        (341_000, "KRW", "341,000원", "₩341,000", "₩341,000", f"341.000{NBSP}₩"),
        (-500, "KRW", "-500원", "-₩500", "-₩500", f"-500{NBSP}₩"),
        (2_178, "JPY", "JP¥2,178", "¥2,178", "￥2,178", f"2.178{NBSP}¥"),
        (12_250, "USD", "US$122.50", "$122.50", "$122.50", f"122,50{NBSP}$"),
        (-1_299, "EUR", "-€12.99", "-€12.99", "-€12.99", f"-12,99{NBSP}€"),
        (36_337, "KWD", f"KWD{NBSP}36.337", f"KWD{NBSP}36.337", f"KWD{NBSP}36.337", f"36,337{NBSP}KWD"),
        (12_345, "CLF", f"CLF{NBSP}1.2345", f"CLF{NBSP}1.2345", f"CLF{NBSP}1.2345", f"1,2345{NBSP}CLF"),
        (1_250, "CHF", f"CHF{NBSP}12.50", f"CHF{NBSP}12.50", f"CHF{NBSP}12.50", f"12,50{NBSP}CHF"),
        (
            MOST_MINOR,
            "EUR",
            "€90,000,000,000,000.00",
            "€90,000,000,000,000.00",
            "€90,000,000,000,000.00",
            f"90.000.000.000.000,00{NBSP}€",
        ),
    ],
)
def test_money_follows_the_language(minor: int, currency: str, ko: str, en: str, ja: str, de: str):
    amount = in_currency(minor, currency)
    assert tuple(speaker(language).money(amount) for language in FOUR) == (ko, en, ja, de)


@pytest.mark.parametrize("language", FOUR)
@pytest.mark.parametrize("currency", ["KRW", "USD", "KWD", "CLF"])
@pytest.mark.parametrize("amount", ["0.0025", "8.75", "1234.5", "0.000000000001"])
def test_a_unit_amount_keeps_every_place_in_every_language(language: str, currency: str, amount: str):
    text = speaker(language).unit_amount(UnitAmount(amount=amount, currency=currency))
    places = max(decimals(currency), -int(Decimal(amount).as_tuple().exponent))
    assert decimals_written(text, language) == places
    assert Decimal(digits(text)).scaleb(-places) == Decimal(amount)


@pytest.mark.parametrize(
    ("low", "high", "ko", "en", "ja", "de"),
    [
        (33_900, 39_900, "33,900원~39,900원", "₩33,900–39,900", "₩33,900～39,900", f"33.900–39.900{NBSP}₩"),
    ],
)
def test_a_range_of_money_names_its_currency_as_the_language_does(low, high, ko, en, ja, de):
    message = say("price.range", low=Money(minor=low, currency="KRW"), high=Money(minor=high, currency="KRW"))
    assert tuple(speaker(language).say(message) for language in FOUR) == (ko, en, ja, de)


@pytest.mark.parametrize(
    ("ends", "ko", "en", "ja", "de"),
    [
        (("45", "50"), "45~50dB", "45–50 dB", "45～50 dB", "45–50 dB"),
        (("0.5", "1204"), "0.5~1,204dB", "0.5–1,204 dB", "0.5～1,204 dB", "0,5–1.204 dB"),
    ],
)
def test_a_range_of_numbers_names_its_unit_once(ends, ko: str, en: str, ja: str, de: str):
    message = say("cell.range", **ends_in(ends, "db"))
    assert tuple(speaker(language).say(message) for language in FOUR) == (ko, en, ja, de)


def ends_in(ends: tuple[str, str], unit: str) -> dict[str, Quantified]:
    return {name: Quantified(amount=end, unit=unit) for name, end in zip(("low", "high"), ends, strict=True)}


def test_a_range_in_won_names_the_won_where_its_language_writes_it():
    message = say("cell.range", **ends_in(("28900", "60000"), "won"))
    assert [speaker(language).say(message) for language in FOUR] == [
        "28,900~60,000원",
        "₩28,900–60,000",
        "₩28,900～60,000",
        f"28.900–60.000{NBSP}₩",
    ]


@pytest.mark.parametrize(
    ("text", "plain", "de"),
    [("2.9", "2.9%", f"2,9{NBSP}%"), ("19", "19%", f"19{NBSP}%"), ("0", "0%", f"0{NBSP}%")],
)
def test_per_cent_follows_the_language(text: str, plain: str, de: str):
    said = tuple(speaker(language).percent(text) for language in FOUR)
    assert said == (plain, plain, plain, de)
    assert (
        tuple(speaker(language).text("price.percent", percent=text) for language in FOUR[:3]) == (plain,) * 3
    )


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("full", ("2026년 11월 25일", "Nov 25, 2026", "2026年11月25日", "25. Nov. 2026")),
        ("day", ("11월 25일", "Nov 25", "11月25日", "25. Nov.")),
        ("weekday", ("11월 25일\u00a0(수)", "Wed, Nov 25", "11月25日(水)", "Mi., 25. Nov.")),
        ("month", ("2026년 11월", "November 2026", "2026年11月", "November 2026")),
    ],
)
def test_a_day_follows_the_language(style, said: tuple[str, ...]):
    assert tuple(speaker(language).day(WEDNESDAY, style) for language in FOUR) == said


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (
            "2026-11-27",
            (
                "11월 25일\u00a0(수)~27일\u00a0(금)",
                "Wed, Nov 25 – Fri, Nov 27",
                "11月25日(水)～27日(金)",
                "Mi., 25. – Fr., 27. Nov.",
            ),
        ),
        (
            "2027-01-02",
            (
                "2026년 11월 25일\u00a0(수)~2027년 1월 2일\u00a0(토)",
                "Wed, Nov 25, 2026 – Sat, Jan 2, 2027",
                "2026年11月25日(水)～2027年1月2日(土)",
                "Mi., 25. Nov. 2026 – Sa., 2. Jan. 2027",
            ),
        ),
    ],
)
def test_a_range_of_days_follows_the_language(last: str, said: tuple[str, ...]):
    end = datetime.date.fromisoformat(last)
    assert tuple(speaker(language).day_range(WEDNESDAY, end) for language in FOUR) == said


def test_an_arrival_is_said_in_four_languages():
    days = (WEDNESDAY, datetime.date(2026, 11, 27))
    message = say("delivery.arrival", time=datetime.time(14, 0), range=days)
    assert [speaker(language).say(message) for language in FOUR] == [
        "오후 2:00까지 주문하면 11월 25일\u00a0(수)~27일\u00a0(금) 도착 예정",
        "Order by 2:00 PM: arrives Wed, Nov 25 – Fri, Nov 27",
        "14:00までのご注文で11月25日(水)～27日(金)にお届け予定",
        "Bei Bestellung bis 14:00 Uhr: Ankunft Mi., 25. – Fr., 27. Nov.",
    ]


@pytest.mark.parametrize(
    ("amount", "unit", "ja", "de"),
    [
        ("47", "m2", "47 m²", "47 m²"),
        ("1204.5", "g", "1,204.5 g", "1.204,5 g"),
        ("20", "db", "20 dB", "20 dB"),
        ("90", "day", "90 日", "90 Tage"),
        ("1", "month", "1 か月", "1 Monat"),
        ("14", "user", "14人", "14 Personen"),
        ("1", "user", "1人", "1 Person"),
        ("1.5", "user", "1.5人", "1,5 Personen"),
        ("1204", "message", "メッセージ1,204件", "1.204 Nachrichten"),
        ("50", "gb-month", "月50 GB", f"50{NBSP}GB pro Monat"),
        ("5", "gb-per-user", "人あたり5 GB", f"5{NBSP}GB pro Person"),
        ("14", "power-up", "14", "14 power up"),
        ("48000", "won", "₩48,000", f"48.000{NBSP}₩"),
    ],
)
def test_a_quantity_reads_as_people_write_it_in_japanese_and_german(amount: str, unit: str, ja: str, de: str):
    assert (speaker("ja").quantity(amount, unit), speaker("de").quantity(amount, unit)) == (ja, de)


def test_a_period_is_said_in_years_where_it_is_whole():
    assert [speaker("de").period(months) for months in (12, 18, 36)] == ["1 Jahr", "18 Monate", "3 Jahre"]
    assert speaker("de").text(
        "price.over_years", amount=in_currency(12_250, "EUR"), period=Period(months=36)
    ) == (f"122,50{NBSP}€ über 3 Jahre")


@pytest.mark.parametrize(
    ("manner", "ja", "de"),
    [
        ("plain", "A、B、C", "A, B, C"),
        ("and", "A、B、C", "A, B und C"),
        ("or", "A、B、またはC", "A, B oder C"),
    ],
)
def test_a_list_is_joined_as_the_language_joins_it(manner, ja: str, de: str):
    items = ("A", "B", "C")
    assert (speaker("ja").listing(items, manner), speaker("de").listing(items, manner)) == (ja, de)


@pytest.mark.parametrize(("count", "text"), [(1, "1 Zeile ist gleich"), (27, "27 Zeilen sind gleich")])
def test_german_says_one_row_and_many_rows(count: int, text: str):
    assert speaker("de").text("control.folded", count=count) == text


def _texts(language: str) -> list[str]:
    found = []
    for file in sorted((LOCALES / language).glob("*.po")):
        lines = file.read_text("utf-8").split("\n\n", 1)[1]
        found += re.findall(r'^msgstr(?:\[[0-9]\])? "(.*)"$', lines, flags=re.MULTILINE)
    return found


def _words(text: str) -> str:
    return re.sub(r"%\([a-z_]+\)s(?:\{[^}]*\})*|%%", "", text)


def test_no_japanese_text_is_english():
    texts = [_words(text) for text in _texts("ja")]
    assert [
        one for one in texts if re.search("[A-Za-z]{2,}", one) and not re.search("[ぁ-ん一-龠]", one)
    ] == []


def test_japanese_sentences_are_polite():
    texts = [_words(text) for text in _texts("ja")]
    # A full stop after a plain verb or adjective: 見る。 買った。 安い。
    assert [
        text for text in texts if re.search("(である|だ|しろ|せよ|る|(?<!まし|でし)た|(?<!くださ)い)。", text)
    ] == []


def test_german_speaks_to_its_reader_formally():
    texts = [_words(text) for text in _texts("de")]
    assert [text for text in texts if re.search(r"\b([Dd]u|[Dd]ir|[Dd]ich|[Dd]ein\w*)\b", text)] == []


@pytest.mark.parametrize("language", ["ja", "de"])
def test_shoppers_never_read_our_own_words_in_these_languages_either(language: str):
    ours = "ティア|ペルソナ|Persona|Tier" if language == "ja" else r"\bTier\b|Persona\b"
    assert [text for text in _texts(language) if re.search(ours, _words(text))] == []


def test_the_signs_this_file_reads_by_are_those_of_the_languages():
    assert {one: Locale.parse(one).number_symbols["latn"]["decimal"] for one in FOUR} == POINTS


def test_the_largest_amount_is_exact():
    assert major(in_currency(MOST_MINOR, "CLF")) == Decimal("900000000000.0000")
