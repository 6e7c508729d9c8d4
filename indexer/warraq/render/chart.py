"""How often over time: counts by month, year or decade, as many columns as a phone has room for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

_MONTHS = 24  # most columns of months; a longer time is told in years
_YEARS = 20  # most columns of years; a longer time is told in decades


@dataclass(frozen=True, slots=True)
class Column:
    """A stretch of time and what it counts."""

    label: str
    """What stands under it: the month's number, the year, or the decade's first year."""
    date: str
    """The month, the year or the decade's first year, as `YYYY-MM` or `YYYY`."""
    count: int
    """How many."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Columns from the first to the last, those in between that count nothing among them."""

    unit: str
    """`month`, `year` or `decade`."""
    columns: tuple[Column, ...]
    """In order of time."""

    @property
    def most(self) -> int:
        """The highest count."""
        return max(column.count for column in self.columns)

    @property
    def years(self) -> list[tuple[str, int]]:
        """Of columns of months: each year and how many of the columns are its."""
        return [(year, len(list(own))) for year, own in groupby(self.columns, lambda column: column.date[:4])]


def over_time(dates: Iterable[str]) -> Chart | None:
    """Count dates (`YYYY`, `YYYY-MM`, `YYYY-MM-DD`; others are left out); None for fewer than two stretches of time.

    Months are told where every date has one and they are few; else years, else decades.
    """
    told = [date[:7] for date in dates if date[:4].isdecimal() and len(date) >= 4]
    months = {int(date[:4]) * 12 + int(date[5:7]) - 1 for date in told if len(date) == 7}
    if months and all(len(date) == 7 for date in told) and max(months) - min(months) < _MONTHS:
        counts = Counter(int(date[:4]) * 12 + int(date[5:7]) - 1 for date in told)
        columns = [Column(str(n % 12 + 1), f"{n // 12:04}-{n % 12 + 1:02}", counts[n]) for n in _span(counts)]
        return Chart("month", tuple(columns)) if len(columns) > 1 else None
    counts = Counter(int(date[:4]) for date in told)
    if not counts:
        return None
    unit, step = ("year", 1) if max(counts) - min(counts) < _YEARS else ("decade", 10)
    counts = Counter(year // step for year in counts.elements())
    columns = [Column(f"{n * step:04}", f"{n * step:04}", counts[n]) for n in _span(counts)]
    return Chart(unit, tuple(columns)) if len(columns) > 1 else None


def _span(counts: Counter[int]) -> range:
    return range(min(counts), max(counts) + 1)
