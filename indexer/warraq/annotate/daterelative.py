"""What a wording means that counts from the article's date: أمس, الخميس المقبل, الشهر الماضي, منذ ثلاثة أيام."""

from __future__ import annotations

import re
from datetime import timedelta

from warraq.annotate import datewords as say
from warraq.annotate import edtf
from warraq.annotate.dateplace import Place, among, number_in, side_of, weekday_in
from warraq.annotate.edtf import PAST, PRESENT, Anchor
from warraq.annotate.folded import table
from warraq.annotate.months import GREGORIAN, HIJRI, SEASONS, WEEKDAYS
from warraq.annotate.numerals import group

_NO_WEEKDAY = table("كل صلاة خطبة خطيب سوق أيام بين هذين كلا يوما جزيرة هؤلاء الواحد")
_BYNAME = re.compile(r" (?:الاسود|الدامي|العظيمه|السوداء|البيضاء|الحزين[هت]?|القريب|البعيد)")
_DAY_PARTS = table("صباح مساء فجر ظهر عصر عشية ليل ليلة ضحى ظهيرة")
_HAS_BECOME = table("الذي التي قد لقد حتى ما")
_COUNTED_FROM = re.compile(
    rf" ?(?:[0-9]|من (?!(?:الان|اليوم)(?: |$))|علي |{'|'.join(sorted({*GREGORIAN, *HIJRI, *WEEKDAYS}))})"
)


def read_day_of_this_month(match: re.Match[str], place: Place) -> str:
    """Read 25 من الشهر الجاري."""
    year, month = edtf.shifted_month(place.anchor(), side_of(match["rel"]))
    return edtf.day(number_in(match), month, year)


def read_relative_day(match: re.Match[str], place: Place) -> str:
    """Read أمس الأول، غدا الثلاثاء، صباح اليوم."""
    told, weekday, today = match["day"].removeprefix("يوم "), weekday_in(match), place.anchor().date
    if _BYNAME.match(place.text, match.end()):
        raise ValueError("long ago")
    if place.before == "مثل":
        raise ValueError("a day that comes back")
    if told in {"اليوم", "هذا اليوم"}:
        if weekday is None and place.before not in _DAY_PARTS and not match["day"].startswith("هذا"):
            raise ValueError("nowadays")
        step = 0
    elif told in {"غد", "غدا"}:
        became = place.before in _HAS_BECOME or not place.before or place.text[place.start - 1] in "وف"
        if weekday is None and match["day"] == told and (told == "غد" or became):
            raise ValueError("it became")
        step = 1
    else:
        step = {"بعد غد": 2, "امس الاول": -2, "اول امس": -2, "اول من امس": -2}.get(told, -1)
    found = today + timedelta(days=step)
    if weekday is not None and found.weekday() != weekday:
        found = edtf.weekday_near(place.anchor(), weekday, (step > 0) - (step < 0), strict=True)
    return found.isoformat()


def read_named_day(match: re.Match[str], place: Place) -> str:
    """Read يوم الأحد، الخميس المقبل."""
    name = match["wd"]
    if among(place.before, _NO_WEEKDAY) or _BYNAME.match(place.text, match.end()):
        raise ValueError("a weekday that comes back, or a name")
    if not name.startswith("ال") and match[0].startswith(name):
        raise ValueError("another word")
    side = side_of(match["rel"]) if match["rel"] else place.side()
    found = edtf.weekday_near(place.anchor(), WEEKDAYS[name], side, strict=bool(match["rel"]))
    return (found + timedelta(days=7 * side if match["twice"] else 0)).isoformat()


def read_period(match: re.Match[str], place: Place) -> str:
    """Read الشهر الماضي، هذا العام."""
    at = place.anchor()
    unit = match["unit"] or match["this"]
    side = (side_of(match["rel"]) if match["rel"] else PRESENT) * (2 if match["twice"] else 1)
    if unit == "الشهر":
        year, month = edtf.shifted_month(at, side)
        return edtf.month(month, year)
    if unit == "الاسبوع":
        return edtf.week_of(at.date + timedelta(days=7 * side))
    if unit == "القرن":
        return edtf.century((at.year - 1) // 100 + 1 + side)
    return f"{at.year // 10 + side:03d}X" if unit == "العقد" else edtf.year(at.year + side)


def read_duration(match: re.Match[str], place: Place) -> str:
    """Read منذ ثلاثة أيام، قبل نحو عشرين عاما."""
    unit, count = say.UNITS[match["unit"]]
    told = match["n"] or match["words"]
    if told:
        words = told.replace(" و ", " و").split()
        number, read = (int(told), 1) if match["n"] else group(words, 0)
        count = number if count < 2 and read == len(words) else 0
    elif match["unit"] == "يوم" and not match["one"]:
        count = 0  # بعد يوم حافل
    if not count or _COUNTED_FROM.match(place.text, match.end()) or place.before in say.UNITS:
        raise ValueError("not counted from the article's day")
    at, steps = place.anchor(), count if match["way"] in {"بعد", "في غضون"} else -count
    if match["way"] == "في غضون":
        return _stretch(at, unit, steps)
    if unit == "week":
        return edtf.week_of(at.date + timedelta(days=7 * steps))
    if unit == "day":
        value = (at.date + timedelta(days=steps)).isoformat()
    elif unit == "month":
        year, month = edtf.shifted_month(at, steps)
        value = edtf.month(month, year)
    else:
        value = edtf.year(at.year + steps * {"year": 1, "decade": 10, "century": 100}[unit])
    return value + ("~" if match["about"] or unit in {"decade", "century"} else "")


def read_season(match: re.Match[str], place: Place) -> str:
    """Read الشتاء الماضي، هذا الصيف: winter belongs to the year of its January."""
    at = place.anchor()
    if not at.month:
        raise ValueError("the article's month is not known")
    season = int(SEASONS[(match["season"] or match["this"]).removeprefix("ال")])
    now = 21 + (at.month % 12 // 3 - 1) % 4  # December to February are 24
    year = at.year + (at.month == 12 and season == 24)
    if match["season"]:
        side = side_of(match["rel"])
        order = (24, 21, 22, 23)  # as they come in a year
        later = order.index(season) - order.index(now)
        year = at.year + (at.month == 12 and now == 24)
        if side and (later == 0 or (later > 0) != (side > 0)):
            year += side
        year += side * bool(match["twice"])
    return edtf.month(season, year)


def read_night(match: re.Match[str], place: Place) -> str:  # noqa: ARG001 - the agreed form
    """Read الليلة الماضية."""
    return (place.anchor().date - timedelta(days=1)).isoformat()


def read_span(match: re.Match[str], place: Place) -> str:
    """Read الأيام الثلاثة الماضية، العقدين الأخيرين: from then to the article's date, or from it to then."""
    unit, count = say.SPANS[match["unit"]]
    told = match["n"] or match["n2"]
    word = match["words"] or match["words2"]
    if told or word:
        if count:
            raise ValueError("counted twice")
        count = int(told) if told else group([word.removeprefix("ال") if word.startswith("ال") else word], 0)[0]
    if count < 2:
        raise ValueError("not counted")
    side = side_of(match["rel"]) if match["rel"] in say.SIDES else PAST
    if not side:
        raise ValueError("neither before nor after")
    return _stretch(place.anchor(), unit, side * count)


def _stretch(at: Anchor, unit: str, steps: int) -> str:
    """The time from the article's date to so many units after it, or before it where `steps` is negative."""
    if unit in {"day", "week"}:
        now, then = at.date.isoformat(), (at.date + timedelta(days=steps * (7 if unit == "week" else 1))).isoformat()
    elif unit == "month":
        year, month = edtf.shifted_month(at, steps)
        now, then = edtf.month(at.month, at.year), edtf.month(month, year)
    else:
        length = {"year": 1, "decade": 10, "century": 100}[unit]
        now, then = edtf.year(at.year), edtf.year(at.year + steps * length)
    return edtf.interval(now, then) if steps > 0 else edtf.interval(then, now)


def read_weekdays(match: re.Match[str], place: Place) -> str:
    """Read الاثنين إلى الخميس المقبلين."""
    if among(place.before, _NO_WEEKDAY):
        raise ValueError("weekdays that come back")
    at = place.anchor()
    side = side_of(match["rel"]) if match["rel"] else place.side()
    first = edtf.weekday_near(at, WEEKDAYS[match["wd"]], side, strict=bool(match["rel"]))
    days = (WEEKDAYS[match["wd2"]] - WEEKDAYS[match["wd"]]) % 7
    if not days:
        raise ValueError("one day")
    return edtf.interval(first.isoformat(), (first + timedelta(days=days)).isoformat())
