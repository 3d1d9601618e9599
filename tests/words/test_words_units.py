import pytest

from comparison.core.messages import Quantified, say
from comparison.words import LANGUAGES, speaker
from comparison.words.catalogues import entries
from comparison.words.units import KNOWN

COUNTED = sorted(key.removeprefix("unit.count.") for key in entries("en") if key.startswith("unit.count."))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("amount", ["1", "2", "1.5"])
def test_no_key_of_a_unit_leaks_into_the_text(language: str, amount: str):
    for unit in [*sorted(KNOWN), *COUNTED]:
        text = speaker(language).quantity(amount, unit)
        assert speaker(language).number(amount) in text, unit
        assert "-" not in text, unit
        assert "unit." not in text, unit


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_measured_unit_is_more_than_its_number(language: str):
    assert [unit for unit in sorted(KNOWN) if speaker(language).quantity("7", unit) == "7"] == []


@pytest.mark.parametrize("unit", ["day", "week", "month", "year", "hour", "minute", "second"])
def test_a_length_of_time_is_korean_in_korean(unit: str):
    assert any("가" <= sign <= "힣" for sign in speaker("ko").quantity("12", unit))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_counted_unit_has_a_name_in_every_language(language: str):
    assert [unit for unit in COUNTED if not speaker(language).knows(f"unit.name.{unit}")] == []


@pytest.mark.parametrize(
    ("amount", "unit", "ko", "en"),
    [
        ("47", "m2", "47m²", "47 m²"),
        ("500", "g", "500g", "500 g"),
        ("20", "db", "20dB", "20 dB"),
        ("27", "cm", "27cm", "27 cm"),
        ("50", "gb", "50GB", "50 GB"),
        ("1.5", "l", "1.5L", "1.5 L"),
        ("36", "w", "36W", "36 W"),
        ("2.9", "kg", "2.9kg", "2.9 kg"),
        ("90", "day", "90일", "90 days"),
        ("90", "days", "90일", "90 days"),
        ("1", "day", "1일", "1 day"),
        ("12", "month", "12개월", "12 months"),
        ("2", "year", "2년", "2 years"),
        ("30", "min", "30분", "30 minutes"),
        ("2.9", "percent", "2.9%", "2.9%"),
        ("14", "user", "14명", "14 people"),
        ("1", "user", "1명", "1 person"),
        ("1.5", "user", "1.5명", "1.5 people"),
        ("3", "users", "3명", "3 people"),
        ("10", "app", "앱 10개", "10 apps"),
        ("1204", "message", "메시지 1,204개", "1,204 messages"),
        ("3", "workspace", "워크스페이스 3개", "3 workspaces"),
        ("1", "phone-number", "전화번호 1개", "1 phone number"),
        ("20", "piece", "20개", "20 pieces"),
        ("50", "gb-month", "월 50GB", "50 GB a month"),
        ("100", "calls-month", "월 100회", "100 calls a month"),
        ("9", "email-day", "하루 이메일 9통", "9 emails a day"),
        ("5", "gb-per-user", "사용자당 5GB", "5 GB per person"),
        ("14", "power-up", "14", "14 power up"),
        ("14", "", "14", "14"),
        ("14", None, "14", "14"),
        ("-5", "c", "-5°C", "-5°C"),
        ("0.0005", "g", "0.0005g", "0.0005 g"),
        ("123456789012.123456789012", "m", "123,456,789,012.123456789012m", "123,456,789,012.123456789012 m"),
        ("100", "g", "100g", "100 g"),
        ("1.50", "kg", "1.5kg", "1.5 kg"),
    ],
)
def test_a_quantity_reads_as_people_write_it(amount: str, unit: str | None, ko: str, en: str):
    assert (speaker("ko").quantity(amount, unit), speaker("en").quantity(amount, unit)) == (ko, en)


@pytest.mark.parametrize(
    ("months", "ko", "en"),
    [
        (1, "1개월", "1 month"),
        (12, "1년", "1 year"),
        (18, "18개월", "18 months"),
        (36, "3년", "3 years"),
        (120, "10년", "10 years"),
    ],
)
def test_whole_years_are_said_as_years(months: int, ko: str, en: str):
    assert (speaker("ko").period(months), speaker("en").period(months)) == (ko, en)


def test_a_range_names_its_unit_once():
    message = say("cell.range", low=Quantified(amount="45"), high=Quantified(amount="50", unit="db"))
    assert speaker("ko").say(message) == "45~50dB"
    assert speaker("en").say(message) == "45–50 dB"


@pytest.mark.parametrize(
    ("unit", "ko", "en"),
    [("user", "사용자", "people"), ("m2", "m²", "m²"), ("power-up", "power up", "power up")],
)
def test_a_unit_has_a_name_of_its_own(unit: str, ko: str, en: str):
    assert (speaker("ko").unit_name(unit), speaker("en").unit_name(unit)) == (ko, en)
