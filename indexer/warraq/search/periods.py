"""Dates as periods, so that a partial date and a range can be compared."""

from __future__ import annotations

import re

from warraq.fold import fold_text

FIRST, LAST = 0, 99991231
"""The ends of an open range."""

_DATE = re.compile(r"([0-9]{4})(?:[-/]([0-9]{1,2})(?:[-/]([0-9]{1,2}))?)?")


def period(date: str) -> tuple[int, int] | None:
    """Give the first and last day of `YYYY`, `YYYY-MM` or `YYYY-MM-DD` as numbers YYYYMMDD; None for anything else.

    A month's last day is written 31 whatever the month: the numbers are made to be compared, not to be read.
    """
    match = _DATE.fullmatch(fold_text(date).strip())
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if month > 12 or day > 31 or (match[2] and not month) or (match[3] and not day):
        return None
    return year * 10000 + (month or 1) * 100 + (day or 1), year * 10000 + (month or 12) * 100 + (day or 31)


def period_range(text: str) -> tuple[int, int] | None:
    """Give the first and last day of a date or of a range `from..to`, either end of which may be left open."""
    start, dots, end = text.partition("..")
    if not dots:
        return period(text)
    first = period(start) if start.strip() else (FIRST, FIRST)
    last = period(end) if end.strip() else (LAST, LAST)
    if first is None or last is None or not (start.strip() or end.strip()):
        return None
    return min(first[0], last[0]), max(first[1], last[1])
