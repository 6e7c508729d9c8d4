"""Dates: absolute, partial and relative, each with its EDTF value (ISO 8601-2, level 1).

The span runs from the day's name to the year, without clitics; prepositions stay out unless they make the
meaning (منذ ثلاثة أيام, قبل أسبوعين, بعد يومين). What a text leaves unsaid is taken from the article's date:

- a month alone is the latest such month that is not after the article's, because newspapers say so when they look
  ahead (المقبل, سوف, a verb in سـ); after such a word it is the next one;
- a day and month is the one nearest to the article's day: what is announced needs no word for the future;
- a weekday alone is the last one, the article's own day included; after a word for the future the next;
- الماضي and المقبل leave out the article's own month, week or day;
- a week runs from Monday to Sunday; a Hijri month or year is the interval of Gregorian days or years it touches;
  quarters and halves of a year are intervals of months; مطلع، أواخر and the like keep the granularity of what follows;
- a stretch that is counted (الأيام الثلاثة الماضية, في غضون أسبوعين) is the interval from then to the article's date,
  or from it to then; a winter belongs to the year of its January.

Without an article date whatever needs one is left alone. Names made of dates (حرب أكتوبر, مدينة 6 أكتوبر, ثورة 25
يناير), weekdays that come back (كل جمعة) and ages (في السبعينيات من عمره) are no dates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from warraq.annotate import datereadings as means
from warraq.annotate import daterelative as counted
from warraq.annotate import datewords as say
from warraq.annotate import edtf
from warraq.annotate.dateplace import Place
from warraq.annotate.folded import folded, table
from warraq.annotate.months import GREGORIAN, HIJRI, SEASONS, WEEKDAYS
from warraq.annotate.numerals import SIMPLE
from warraq.fold import unfold
from warraq.model import Annotation, Article

_TOKEN = re.compile(rf"[{say.LETTER}]+|[0-9]+")
_BREAK = re.compile(r"[.!?؟\n]")
_CLITICS = ("و", "ف", "ب", "ل", "وب", "ول", "فب", "فل")

Reading = Callable[[re.Match[str], Place], str]
"""Gives the EDTF value of a matched wording; raises `ValueError` when it is no date after all."""


def annotate(article: Article, before: tuple[Annotation, ...] = ()) -> Iterator[Annotation]:
    """Give the dates of the article; they need no earlier annotation and never overlap."""
    del before
    source = folded(article.text)
    text, at = source.text, edtf.anchor(article.date)
    done, gap, behind, previous, year_end = 0, 0, "", "", -1
    for token in _TOKEN.finditer(text):
        start = token.start()
        if _BREAK.search(text, gap, start):
            behind = ""
        elif previous not in _CLITICS:
            behind = previous
        previous, gap = token[0], token.end()
        head = _HEADS.get("0" if previous[0] <= "9" else previous)
        if head is None or start < done:
            continue
        clitic, rules = head
        start += clitic
        place = Place(text, start, behind, at, year_end >= 0 and text[year_end:start] in {" و", " و ", "، و", " ثم "})
        end, value = _longest(place, rules)
        if not value:
            continue
        first, last = unfold(source, start, end)
        yield Annotation(first, last, "date", value)
        done, year_end = end, end if value.isdigit() else -1


def _longest(place: Place, rules: tuple[_Rule, ...]) -> tuple[int, str]:
    """The reading that takes in most, as its end and value; the value is empty where none holds."""
    best, value = 0, ""
    text, start = place.text, place.start
    if text[start - 1 : start] in {".", "/", ":", "-"} and text[max(0, start - 2) : start - 1].isdigit():
        return best, value  # inside an address, an hour, a telephone number
    for pattern, reading in rules:
        match = pattern.match(text, start)
        if match and match.end() > best:
            with suppress(ValueError, OverflowError):
                value = reading(match, place)
                best = match.end()
    return best, value


_Rule = tuple[re.Pattern[str], Reading]
_BY_DAY: tuple[_Rule, ...] = (
    (say.DAYS, means.read_days),
    (say.CALENDAR, means.read_calendar),
    (say.HIJRI_DATE, means.read_hijri),
    (say.DAY_OF_THIS_MONTH, counted.read_day_of_this_month),
    (say.RELATIVE_DAY, counted.read_relative_day),
    (say.WEEKDAY, counted.read_named_day),
    (say.WEEKDAYS_SPAN, counted.read_weekdays),
)
_BY_YEAR: tuple[_Rule, ...] = ((say.YEARS, means.read_years), (say.YEAR, means.read_year))
_BY_AGE: tuple[_Rule, ...] = (
    (say.CENTURY, means.read_century),
    (say.DECADE, means.read_decade),
    (say.DECADE_OF, means.read_decade_of),
    (say.PERIOD, counted.read_period),
)
_BY_MONTH: tuple[_Rule, ...] = (
    (say.MONTHS, means.read_months),
    (say.CALENDAR, means.read_calendar),
    (say.HIJRI_DATE, means.read_hijri),
)


_SEASON: _Rule = (say.SEASON, counted.read_season)
_SPAN: _Rule = (say.SPAN, counted.read_span)


def _first_words(phrases: Iterable[str]) -> set[str]:
    return {phrase.split()[0] for phrase in phrases}


def _heads() -> dict[str, tuple[int, tuple[_Rule, ...]]]:
    """Every word a date may begin with: how many of its letters are clitics, and the rules to try."""
    rules: dict[str, tuple[_Rule, ...]] = {}

    def add(words: Iterable[str], more: tuple[_Rule, ...]) -> None:
        for word in words:
            rules[word] = (*rules.get(word, ()), *(rule for rule in more if rule not in rules.get(word, ())))

    add(
        ["0"],
        ((say.NUMERIC, means.read_numeric), (say.MONTH_YEAR_NUMERIC, means.read_month_year), *_BY_YEAR, *_BY_DAY[:4]),
    )
    add(WEEKDAYS, _BY_DAY)
    add(table("يوم نهار اليوم أمس الأمس غدا البارحة أول بعد يومي أيام"), _BY_DAY)
    add([*_first_words(say.ORDINALS), "غره"], _BY_DAY[:4])
    add({*_first_words(GREGORIAN), *_first_words(HIJRI), "شهر"}, _BY_MONTH)
    add(say.PARTS, (*_BY_MONTH[1:], say_year := (say.YEAR, means.read_year), *_BY_AGE))
    add(table("عام العام سنة السنة عامي سنتي العامين السنتين الأعوام أعوام السنوات سنوات"), _BY_YEAR)
    add([article + season for season in SEASONS for article in ("", "ال")], (say_year, _SEASON))
    add(["فصل"], (_SEASON,))
    add(table("الليلة ليلة الليل"), ((say.NIGHT, counted.read_night),))
    add(
        [*say.SPANS, *(word for number in SIMPLE if SIMPLE[number] > 2 for word in (number, "ال" + number)), "0"],
        (_SPAN,),
    )
    add(["الربع", "النصف", "الثلث"], ((say.FRACTION, means.read_fraction), *_BY_AGE[:1]))
    add(["هذا", *say.PARTS], (_SEASON,))
    add(["هذا"], _BY_DAY[4:5])
    add(table("القرن القرنين الشهر العام السنة الأسبوع العقد هذا هذه عقد فترة حقبة سنوات"), _BY_AGE)
    decades = (
        article + ten + tail for article in ("", "ال") for ten in say.DECADES for tail in ("ينيات", "ينات", "ونيات")
    )
    add(decades, _BY_AGE[1:2])
    add(["منذ", "مند", "قبل", "بعد", "في"], ((say.DURATION, counted.read_duration),))
    with_clitics = {clitic + word: (len(clitic), found) for word, found in rules.items() for clitic in _CLITICS}
    return {**with_clitics, **{word: (0, found) for word, found in rules.items()}}


_HEADS = _heads()
