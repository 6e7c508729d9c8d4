"""When an article was published, as its metadata tells it: to `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

Dates inside a text are another matter: see `annotate.dates`.
"""

from __future__ import annotations

import re
from datetime import date

from hijridate import Hijri

from warraq.fold import fold_text

YEARS = range(600, 2201)
"""Years that are believed. A fixed range, not one up to today: a build must not depend on its day."""

_LONGEST = 100  # characters: Hijri and Gregorian side by side, with weekday and time

# The same month in one row: Egyptian, Levantine, Tunisian and Algerian, Moroccan, and other spellings; then English.
_GREGORIAN = (
    "يناير|كانون الثاني|كانون ثاني|جانفي|january|jan",
    "فبراير|شباط|فيفري|february|feb",
    "مارس|آذار|march|mar",
    "أبريل|إبريل|نيسان|أفريل|april|apr",
    "مايو|أيار|ماي|may",
    "يونيو|يونية|حزيران|جوان|june|jun",
    "يوليو|يولية|تموز|جويلية|يوليوز|july|jul",
    "أغسطس|آب|أوت|غشت|august|aug",
    "سبتمبر|أيلول|شتنبر|september|sept|sep",
    "أكتوبر|تشرين الأول|تشرين أول|october|oct",
    "نوفمبر|تشرين الثاني|تشرين ثاني|نونبر|november|nov",
    "ديسمبر|كانون الأول|كانون أول|دجنبر|december|dec",
)
_HIJRI = (
    "محرم|المحرم|محرم الحرام",
    "صفر|صفر الخير",
    "ربيع الأول|ربيع أول",
    "ربيع الآخر|ربيع الثاني|ربيع ثاني",
    "جمادى الأولى|جمادى الأول|جمادي أول",
    "جمادى الآخرة|جمادى الثانية|جمادى الثاني|جمادى الآخر",
    "رجب|رجب الفرد",
    "شعبان",
    "رمضان|رمضان المبارك",
    "شوال",
    "ذو القعدة|ذي القعدة|ذوالقعدة",
    "ذو الحجة|ذي الحجة|ذوالحجة",
)


def _numbers(rows: tuple[str, ...]) -> dict[str, int]:
    return {fold_text(name): number for number, row in enumerate(rows, 1) for name in row.split("|")}


_MONTHS = {
    **{name: (number, False) for name, number in _numbers(_GREGORIAN).items()},
    **{name: (number, True) for name, number in _numbers(_HIJRI).items()},
}
_NAME = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
# Written as folding leaves them: ه for ة, bare alef.
_ERA = r"(?:(?P<hijri>هجريه?|للهجره|ه|ah)|ميلاديه?|للميلاد|م|ad|ce)"
_ZONE = r"(?:\s*(?:[z()]|gmt|utc|[ap]m|ص|م|[+-]\d\d:?\d\d))*"
_TIME = rf"(?:[\s,،t|–-]+(?:الساعه\s*)?\d{{1,2}}:\d\d(?::\d\d(?:[.,]\d+)?)?|t\d{{4}}(?:\d\d)?){_ZONE}"
_WEEKDAY = r"(?:يوم\s+)?(?:الاحد|الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعه|السبت)|(?:sun|mon|tue|wed|thu|fri|sat)[a-z]*"
_NAMED = (
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s,،-]*(?:من\s+)?(?:شهر\s+)?)?(?P<month>{_NAME})"
    rf"(?:\s*[/(،-]\s*(?P<also>{_NAME})\s*\)?)?[\s,،-]*(?:سنه\s+|عام\s+)?(?P<year>\d{{4}})"
)
_SHAPES = tuple(
    re.compile(rf"(?:(?:{_WEEKDAY})[\s,،:-]*)?{shape}\s*\.?(?:{_ERA}\.?)?(?:{_TIME})?")
    for shape in (
        r"(?P<year>\d{4})(?:([-/.])(?P<month>\d{1,2})(?:\2(?P<day>\d{1,2}))?)?",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
        r"(?P<day>\d{1,2})([-/.])(?P<month>\d{1,2})\2(?P<year>\d{4})",
        r"(?P<month>\d{1,2})[-/.](?P<year>\d{4})",
        _NAMED,
        rf"(?P<month>{_NAME})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*[,،]?\s+(?P<year>\d{{4}})",
    )
)
_BESIDE = re.compile(r"\s*(?:الموافق(?:\s+ل(?=\s|\d))?|[=|()]|\s[/–-]\s)\s*")


def datestamp(value: object) -> str:
    """Give a date of metadata in the Gregorian calendar, as exact as it is told; empty for an empty value.

    Day comes before month where both are numbers and the year stands last. A time and its zone are left out, not
    reckoned with: the day is the publisher's. Of a Gregorian and a Hijri date side by side the Gregorian counts. A
    Hijri day is converted by the Umm al-Qura calendar (1343 to 1500); a Hijri month or year gives the Gregorian year
    in which its middle falls. Raises `ValueError` for what is no date or no day of the calendar.
    """
    if isinstance(value, date):
        return _gregorian(value.year, value.month, value.day)
    text = " ".join(fold_text(str(value)).split())
    if not text:
        return ""
    if len(text) > _LONGEST:
        raise ValueError("too long for a date")
    readings = [reading for part in (text, *_BESIDE.split(text)) for reading in _readings(part)]
    if not readings:
        raise ValueError(f"not a date: {value!r}")
    year, month, day, hijri = next((reading for reading in readings if not reading[3]), readings[0])
    return _from_hijri(year, month, day) if hijri else _gregorian(year, month, day)


def _readings(text: str) -> list[tuple[int, int | None, int | None, bool]]:
    """Give year, month, day and whether they are Hijri, for the first shape that `text` has."""
    for shape in _SHAPES:
        if match := shape.fullmatch(text):
            found = match.groupdict()
            month, hijri = _MONTHS.get(found.get("month") or "") or (_number(found.get("month")), bool(found["hijri"]))
            if found.get("also") and _MONTHS[found["also"]] != (month, hijri):
                return []
            return [(int(found["year"]), month, _number(found.get("day")), hijri)]
    return []


def _number(digits: str | None) -> int | None:
    return None if digits is None else int(digits)


def _gregorian(year: int, month: int | None, day: int | None) -> str:
    if year not in YEARS:
        raise ValueError(f"not a year between {YEARS[0]} and {YEARS[-1]}: {year}")
    date(year, 1 if month is None else month, 1 if day is None else day)  # raises ValueError where there is none
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)])


def _from_hijri(year: int, month: int | None, day: int | None) -> str:
    try:
        if month is None:
            found = Hijri(year, 7, 1).to_gregorian()
        else:
            found = Hijri(year, month, 15 if day is None else day).to_gregorian()
    except OverflowError as error:
        raise ValueError(f"Hijri years are known from 1343 to 1500: {year}") from error
    return _gregorian(found.year, None, None) if day is None else _gregorian(found.year, found.month, found.day)
