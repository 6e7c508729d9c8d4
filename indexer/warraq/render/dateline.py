"""A date as Arabic newspapers write it: Gregorian under two or three sets of month names, the Hijri date beside."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache

from hijridate import Gregorian

LEVANTINE = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
    "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
)  # fmt: skip
EGYPTIAN = (
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
    "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip
MAGHREBI = (
    "جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان",
    "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip
HIJRI = (
    "محرّم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة",
    "رجب", "شعبان", "رمضان", "شوّال", "ذو القعدة", "ذو الحجة",
)  # fmt: skip

_SETS = {"levantine": LEVANTINE, "egyptian": EGYPTIAN, "maghrebi": MAGHREBI}
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def parts(date: str) -> tuple[int, int, int] | None:
    """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD` (0 for what is not told); None where there is no such day."""
    match = _DATE.fullmatch(date)
    if not match:
        return None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    try:
        dt.date(year, month or 1, day or 1)
    except ValueError:
        return None
    return None if (match[2] and not month) or (match[3] and not day) else (year, month, day)


def month_name(month: int, months: str) -> str:
    """Name a month (1-12) by the set that the archive uses; `both` gives the Egyptian and the Levantine name."""
    if months == "both":
        return f"{EGYPTIAN[month - 1]} / {LEVANTINE[month - 1]}"
    return _SETS[months][month - 1]


@lru_cache(maxsize=1 << 14)
def gregorian(date: str, months: str) -> str:
    """Write a full or partial date in Arabic, without adding what it does not tell; text that is no date stays."""
    told = parts(date)
    if told is None:
        return date
    year, month, day = told
    words = [str(day) if day else "", month_name(month, months) if month else "", str(year)]
    return " ".join(word for word in words if word)


@lru_cache(maxsize=1 << 14)
def hijri(date: str) -> str:
    """Write the Hijri date (Umm al-Qura calendar), a span of months or years for a partial date.

    Empty where the date, or part of its span, lies outside what the calendar's table holds (1924-2077).
    """
    told = parts(date)
    if told is None:
        return ""
    year, month, day = told
    last_month = month or 12
    first = (year, month or 1, day or 1)
    last = (year, last_month, day or calendar.monthrange(year, last_month)[1])
    try:
        a, b = Gregorian(*first).to_hijri(), Gregorian(*last).to_hijri()
    except (OverflowError, ValueError):
        return ""
    if day:
        return f"{a.day} {HIJRI[a.month - 1]} {a.year} هـ"
    if not month:
        return f"{a.year}–{b.year} هـ"
    if a.year != b.year:
        return f"{HIJRI[a.month - 1]} {a.year} – {HIJRI[b.month - 1]} {b.year} هـ"
    return f"{HIJRI[a.month - 1]} – {HIJRI[b.month - 1]} {b.year} هـ"
