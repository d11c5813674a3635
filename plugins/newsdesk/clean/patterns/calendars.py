"""Days of other calendars than the Gregorian: Persian, Islamic, Thai, Japanese, Chinese, as news gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

PERSIAN_MONTHS = (
    "فروردین حمل farvardin", "اردیبهشت ثور ordibehesht", "خرداد جوزا khordad", "تیر سرطان tir", "مرداد اسد mordad", "شهریور سنبله shahrivar",
    "مهر میزان mehr", "آبان عقرب aban", "آذر قوس azar", "دی جدی dey", "بهمن دلو bahman", "اسفند حوت esfand",
)  # fmt: skip
"""In Iran and Afghanistan."""
ISLAMIC_MONTHS = (
    "محرم muharram", "صفر safar", "ربيع_الأول ربيع_الاول ربیع_الاول rabi_al-awwal", "ربيع_الآخر ربيع_الثاني ربيع_الاخر ربیع_الثانی rabi_al-thani",
    "جمادى_الأولى جمادى_الاولى جمادي_الأولى جمادی_الاول jumada_al-awwal jumada_al-ula", "جمادى_الآخرة جمادى_الثانية جمادى_الاخرة جمادی_الثانی jumada_al-thani jumada_al-akhirah",
    "رجب rajab", "شعبان shaban sha'ban", "رمضان ramadan", "شوال shawwal", "ذو_القعدة ذي_القعدة ذو_القعده dhu_al-qadah", "ذو_الحجة ذي_الحجة ذو_الحجه dhu_al-hijjah",
)  # fmt: skip
THAI_MONTHS = (
    "มกราคม ม.ค.", "กุมภาพันธ์ ก.พ.", "มีนาคม มี.ค.", "เมษายน เม.ย.", "พฤษภาคม พ.ค.", "มิถุนายน มิ.ย.",
    "กรกฎาคม ก.ค.", "สิงหาคม ส.ค.", "กันยายน ก.ย.", "ตุลาคม ต.ค.", "พฤศจิกายน พ.ย.", "ธันวาคม ธ.ค.",
)  # fmt: skip
LAST_PERSIAN = 1420
"""The years after it are still to come in Iran, and begin with 1999 in the Islamic calendar."""
BUDDHIST, FIRST_THAI = 543, 2540
"""Years by which the Thai calendar is ahead, and the first of it in figures alone."""
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
"""The year before each era's first."""
ERA_DAY = re.compile(
    rf"(?P<era>{'|'.join(ERAS)})\s?(?P<year>\d{{1,3}}|元)年\s?(?P<month>\d{{1,2}})月\s?(?P<day>\d{{1,2}})日"
)
IN_FIGURES = re.compile(
    r"(?<![\d/.-])(?:(?P<year>1[34]\d\d)(?P<mark>[/.-])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
    r"|(?P<day_first>\d{1,2})(?P<mark2>[/.-])(?P<second>\d{1,2})(?P=mark2)(?P<last>1[34]\d\d|25[4-9]\d))(?![\d/.-])"
)
MAY_BE = re.compile(r"(?<!\d)(?:1[34]\d\d|25\d\d)(?!\d)|年")
"""A year of one of them."""


def days_of_other_calendars(text: str) -> Iterator[tuple[date, int, int]]:
    """Yield the days that `text`, in western figures, names in another calendar, each with where its words begin and end."""
    if not MAY_BE.search(text):
        return
    for match in _in_words().finditer(text):
        year, day = int(match["year"]), int(match["day"])
        for months, convert in ((PERSIAN_MONTHS, _of_persian), (ISLAMIC_MONTHS, _of_islamic), (THAI_MONTHS, _of_thai)):
            month = _numbers(months).get(match["month"].casefold())
            if month and (found := convert(year, month, day)):
                yield found, match.start(), match.end()
    for match in ERA_DAY.finditer(text):
        year = ERAS[match["era"]] + (1 if match["year"] == "元" else int(match["year"]))
        if found := _day(year, int(match["month"]), int(match["day"])):
            yield found, match.start(), match.end()
    for match in IN_FIGURES.finditer(text):
        parts = (
            (match["year"], match["month"], match["day"])
            if match["year"]
            else (match["last"], match["second"], match["day_first"])
        )
        numbers = [int(part) for part in parts]
        year = numbers[0]
        found = (_of_persian if year <= LAST_PERSIAN else _of_islamic if year < FIRST_THAI else _of_thai)(*numbers)
        if found:
            yield found, match.start(), match.end()


@cache
def _in_words() -> re.Pattern[str]:
    names = sorted(
        {name for months in (PERSIAN_MONTHS, ISLAMIC_MONTHS, THAI_MONTHS) for name in _numbers(months)},
        key=len,
        reverse=True,
    )
    month = "|".join(map(re.escape, names))
    return re.compile(
        rf"(?<!\d)(?P<day>[0-3]?\d)\s*+(?:من\s++)?(?P<month>{month})(?:\s*+[,،])?\s*+(?:سال\s++|عام\s++|พ\.ศ\.\s*+)?(?P<year>\d{{4}})(?!\d)",
        re.IGNORECASE,
    )


@cache
def _numbers(months: tuple[str, ...]) -> dict[str, int]:
    return {name.replace("_", " "): number for number, names in enumerate(months, 1) for name in names.split()}


def _of_persian(year: int, month: int, day: int) -> date | None:
    from jdatetime import date as persian_date  # asked of few texts

    try:
        return (
            date.fromordinal(persian_date(year, month, day).togregorian().toordinal()) if year <= LAST_PERSIAN else None
        )
    except ValueError:
        return None


def _of_islamic(year: int, month: int, day: int) -> date | None:
    from hijridate import Hijri  # asked of few texts

    try:
        return date.fromordinal(Hijri(year, month, day).to_gregorian().toordinal())
    except (ValueError, OverflowError):
        return None


def _of_thai(year: int, month: int, day: int) -> date | None:
    return _day(year - BUDDHIST, month, day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
