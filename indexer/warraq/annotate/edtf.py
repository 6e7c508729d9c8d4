"""Dates as EDTF (ISO 8601-2, level 1), worked out from what a text says and from the date of its article.

Everything here is arithmetic on plain numbers: no text is read. Gregorian dates are proleptic, as ISO 8601 wants.
"""

from __future__ import annotations

from datetime import MAXYEAR, date, timedelta
from typing import NamedTuple

from hijridate import Hijri

PAST, PRESENT, FUTURE = -1, 0, 1


class Anchor(NamedTuple):
    """The day, month or year an article is of; what it does not know is 0."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def date(self) -> date:
        """The day; raises `ValueError` where the article's date is no day."""
        return date(self.year, self.month, self.day)


def anchor(written: str) -> Anchor | None:
    """Read an article's date (`YYYY`, `YYYY-MM`, `YYYY-MM-DD`); `None` for anything else."""
    parts = written.split("-")
    if not (1 <= len(parts) <= 3 and all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts)):
        return None
    year, month, day = (*map(int, parts), 0, 0)[:3]
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return Anchor(year, month, day)


def year(number: int) -> str:
    """A year; 0 is 1 BC."""
    return f"-{-number:04d}" if number < 0 else f"{number:04d}"


def month(number: int, of: int) -> str:
    """Month (or EDTF season, 21 to 24) `number` of year `of`."""
    return f"{year(of)}-{number:02d}"


def day(number: int, of: int, in_year: int) -> str:
    """A day; raises `ValueError` when there is none such."""
    return date(in_year, of, number).isoformat()


def interval(first: str, last: str) -> str:
    """Both ends; one date when they are the same."""
    return first if first == last else f"{first}/{last}"


def week_of(someday: date) -> str:
    """The week from Monday to Sunday (ISO 8601) that holds `someday`."""
    monday = someday - timedelta(days=someday.weekday())
    return interval(monday.isoformat(), (monday + timedelta(days=6)).isoformat())


def shifted_month(at: Anchor, steps: int) -> tuple[int, int]:
    """Year and month `steps` months from the article's; raises `ValueError` where it has no month."""
    if not at.month:
        raise ValueError("the article's month is not known")
    count = at.year * 12 + at.month - 1 + steps
    return count // 12, count % 12 + 1


def year_of_month(at: Anchor, number: int, side: int, *, strict: bool) -> int:
    """The year of a month named without one: the latest on `side` of the article's month.

    `strict` leaves the article's own month out (فى أغسطس الماضى); otherwise it counts as on both sides.
    """
    if side == PRESENT or (not at.month and not strict):
        return at.year
    if not at.month:
        raise ValueError("the article's month is not known")
    if number == at.month:
        return at.year + (side if strict else 0)
    if side == PAST:
        return at.year - (number > at.month)
    return at.year + (number < at.month)


def nearest_year(at: Anchor, number: int, of: int, weekday: int | None) -> int:
    """The year that brings day `number` of month `of` nearest to the article's day, on `weekday` if that is told."""
    if not at.month:
        return at.year
    middle = date(at.year, at.month, at.day or 15)
    choices = []
    for candidate in (at.year - 1, at.year, at.year + 1):
        try:
            found = date(candidate, of, number)
        except ValueError:  # 29 February
            continue
        choices.append((weekday is not None and found.weekday() != weekday, abs((found - middle).days), candidate))
    return min(choices)[2]


def weekday_near(at: Anchor, weekday: int, side: int, *, strict: bool) -> date:
    """The nearest such weekday on `side` of the article's day, that day itself counted unless `strict`."""
    today = at.date
    if side == FUTURE:
        ahead = (weekday - today.weekday()) % 7
        return today + timedelta(days=ahead or (7 if strict else 0))
    if side == PRESENT:
        ahead = (weekday - today.weekday() + 3) % 7 - 3
        return today + timedelta(days=ahead)
    back = (today.weekday() - weekday) % 7
    return today - timedelta(days=back or (7 if strict else 0))


def century(number: int) -> str:
    """A century: 19 is `18XX`; before Christ (negative) an interval of years: -5 is `-0499/-0400`."""
    if number > 0:
        return f"{number - 1:02d}XX"
    return f"{year(number * 100 + 1)}/{year((number + 1) * 100)}"


def hijri_century(number: int) -> str:
    """A century of the Hijri calendar, as the interval of Gregorian years it touches."""
    first = _hijri(number * 100 - 99, 1, 1)[0].year
    return interval(year(first), year(_hijri_end(number * 100, 12)[0].year))


def hijri_day(number: int, of: int, in_year: int) -> str:
    """A Hijri day in the Gregorian calendar; `~` where only the tabular calendar reaches (before 1343, after 1500)."""
    found, exact = _hijri(in_year, of, number)
    return found.isoformat() + ("" if exact else "~")


def hijri_month(of: int, in_year: int) -> str:
    """A Hijri month: an interval of days by the Umm al-Qura calendar, of months where only the tabular one reaches."""
    (first, exact), (last, _) = _hijri(in_year, of, 1), _hijri_end(in_year, of)
    if exact:
        return interval(first.isoformat(), last.isoformat())
    return interval(month(first.month, first.year), month(last.month, last.year))


def hijri_year(number: int) -> str:
    """A Hijri year, as the interval of Gregorian years it touches."""
    return interval(year(_hijri(number, 1, 1)[0].year), year(_hijri_end(number, 12)[0].year))


def hijri_year_near(at: Anchor, of: int, number: int, side: int | None) -> int:
    """The Hijri year of a month (and day, 0: none) named without one.

    `side` is the one told by الماضي, الجاري or المقبل, that leaves the article's day out; `None` takes the nearest.
    """
    middle = at.date
    now = int((middle.toordinal() - 227_015) / 354.36667) + 1
    years = range(max(1, now - 2), now + 3)
    spans = [
        (_hijri(each, of, number or 1)[0], (_hijri(each, of, number) if number else _hijri_end(each, of))[0], each)
        for each in years
    ]
    if side == PAST:
        return max(each for _, last, each in spans if last < middle)
    if side == FUTURE:
        return min(each for first, _, each in spans if first > middle)
    return min((max((first - middle).days, (middle - last).days), each) for first, last, each in spans)[1]


def _hijri(in_year: int, of: int, number: int) -> tuple[date, bool]:
    """The Gregorian day of a Hijri one, and whether Umm al-Qura's tables say so.

    Elsewhere: the tabular calendar (civil epoch, leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29 of 30), see
    Reingold and Dershowitz, Calendrical Calculations.
    """
    if not (1 <= of <= 12 and 1 <= number <= 30 and 1 <= in_year < MAXYEAR):
        raise ValueError("no such Hijri day")
    try:
        civil = Hijri(in_year, of, number).to_gregorian()
        return date(civil.year, civil.month, civil.day), True
    except (ValueError, OverflowError):
        days = number + (59 * (of - 1) + 1) // 2 + (in_year - 1) * 354 + (3 + 11 * in_year) // 30
        return date.fromordinal(days + 227_014), False


def _hijri_end(in_year: int, of: int) -> tuple[date, bool]:
    following = (in_year, of + 1) if of < 12 else (in_year + 1, 1)
    if following[0] > 1500:
        found, exact = _hijri(in_year, of, 29)
        return found, exact
    found, exact = _hijri(*following, 1)
    return found - timedelta(days=1), exact
