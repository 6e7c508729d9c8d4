"""What each wording of a date of the calendar means: from a match of `datewords` to its EDTF value (see `dates`)."""

from __future__ import annotations

import re
from datetime import date

from warraq.annotate import datewords as say
from warraq.annotate import edtf
from warraq.annotate.dateplace import Place, among, number_in, side_of, weekday_in
from warraq.annotate.folded import table
from warraq.annotate.months import DOUBTFUL, GREGORIAN, HIJRI, SEASONS, is_year, says_year

_AFTER = re.compile(rf" ?([{say.LETTER}]+)")
_NAMES = table(
    "حرب ثورة مدينة جسر محافظة ميدان شارع ساحة انتفاضة حركة جامعة كوبري نصر نهج حي مجزرة كلية صحيفة جريدة "
    "حديقة متنزه مطار مستشفى استاد دوار قصر المدرسة الإعدادية الثانوية المعهد معهد مدرسة ملعب كتيبة لواء"
)
"""Before a day of the year they make a name of it."""


def _year_of(match: re.Match[str], place: Place, day: int, month: int, ends: tuple[str, str, str, str]) -> int:
    """The year of a day (0: none) and month: told, put in order by الماضي, or the likeliest (see the module)."""
    year, rel, of, weekday = ends
    if match[year]:
        return int(match[year])
    at = place.anchor()
    if match[of]:
        return at.year + side_of(match[of])
    if match[rel]:
        side = side_of(match[rel])
        strict = not (day and month == at.month and (at.day - day) * side < 0)
        return edtf.year_of_month(at, month, side, strict=strict)
    if day:
        return edtf.nearest_year(at, day, month, weekday_in(match, weekday))
    return edtf.year_of_month(at, month, place.side(), strict=False)


def read_calendar(match: re.Match[str], place: Place) -> str:
    """Read 15 أكتوبر 2017، أكتوبر الماضي، أغسطس."""
    day, month = number_in(match), GREGORIAN[match["m"]]
    told = match["y"] or match["rel"] or match["of"]
    alone = match[0] == match["m"]
    named = among(place.before, _NAMES) or (alone and place.before[:1].isdigit())
    if not told and (named or (alone and match["m"] in DOUBTFUL)):
        raise ValueError("a name, or another word")
    year = _year_of(match, place, day, month, ("y", "rel", "of", "wd"))
    return edtf.day(day, month, year) if day else edtf.month(month, year)


def read_days(match: re.Match[str], place: Place) -> str:
    """Read 12 إلى 15 أكتوبر 2017، يومي 12 و13 أكتوبر."""
    last_day, last_month = number_in(match, "d2", "o2"), GREGORIAN[match["m2"]]
    first_day, first_month = number_in(match), GREGORIAN[match["m"] or match["m2"]]
    together = "و" in match["join"]
    if together and not (match["list"] or place.before == "بين" or last_day == first_day + 1):
        raise ValueError("two days, not a stretch of them")
    last_year = _year_of(match, place, last_day, last_month, ("y2", "rel2", "of2", "wd2"))
    first_year = int(match["y"]) if match["y"] else last_year - (first_month > last_month)
    first, last = date(first_year, first_month, first_day), date(last_year, last_month, last_day)
    if first >= last or (together and match["list"] and match["list"] == "يومي " and (last - first).days > 1):
        raise ValueError("not a stretch of days")
    return edtf.interval(first.isoformat(), last.isoformat())


def read_months(match: re.Match[str], place: Place) -> str:
    """Read يناير 2015 إلى مارس 2016."""
    if "و" in match["join"] and place.before != "بين":
        raise ValueError("two months, not a stretch of them")
    first, last = GREGORIAN[match["m"]], GREGORIAN[match["m2"]]
    last_year = _year_of(match, place, 0, last, ("y2", "rel2", "of2", "m2"))
    first_year = int(match["y"]) if match["y"] else last_year - (first > last)
    return edtf.interval(edtf.month(first, first_year), edtf.month(last, last_year))


def read_numeric(match: re.Match[str], _: Place) -> str:
    """Day before month, as Arabic papers write; month before day only where nothing else can be meant."""
    first, middle, last = match["a"], match["b"], match["c"]
    if last is None:
        if match["sep"] == "." or not is_year(first) or len(middle) != 2:
            raise ValueError("a ratio, a score")
        return edtf.month(date(int(first), int(middle), 1).month, int(first))
    if is_year(first):
        return edtf.day(int(last), int(middle), int(first))
    if len(last) == 2 and match["sep"] == "/":
        last = ("20" if last < "50" else "19") + last
    if not is_year(last) or len(first) > 2:
        raise ValueError("no year in it")
    day, month = int(first), int(middle)
    return edtf.day(month, day, int(last)) if month > 12 else edtf.day(day, month, int(last))


def read_month_year(match: re.Match[str], _: Place) -> str:
    """Read 10/2014."""
    return edtf.month(int(match["m"]), int(match["y"]))


def read_years(match: re.Match[str], place: Place) -> str:
    """Read 2013-2015، عامي 2010 و2012 after بين."""
    first, last = match["y"], match["y2"]
    join = match["join"].strip()
    joined = {"/": int(last) == int(first) + 1, "-": True, "–": True, "—": True}.get(join)
    if joined is None:
        joined = place.before == "بين" if join.startswith("و") else bool(match["word"] or place.before in {"من", "بين"})
    if not joined or first >= last or not is_year(last):
        raise ValueError("two numbers")
    return edtf.interval(first, last)


def read_year(match: re.Match[str], place: Place) -> str:
    """Read عام 2014، سنة 1438 هـ، 332 ق.م، صيف 2012، في 2011."""
    digits, era, season = match["y"], match["era"] or "", match["season"]
    number = int(digits)
    if era.startswith("ه") or era == "للهجره":
        if number > 1500 or not (match["word"] or len(digits) >= 3):
            raise ValueError("no Hijri year")
        return edtf.hijri_year(number)
    if era.startswith("ق"):
        return edtf.year(1 - number)
    if not (is_year(digits) or (match["word"] and len(digits) >= 3)) or number == 0:
        raise ValueError("a count")
    following = _AFTER.match(place.text, match.end())
    enclosed = place.text[place.start - 1 : place.start] == "(" and place.text[match.end() : match.end() + 1] == ")"
    led = place.text[place.start : match.start("y")].split()
    before = led[-1] if led else place.before
    told = match["word"] or len(era) > 1 or enclosed or place.year_before
    if not told and not says_year(before, digits, following[1] if following else ""):
        raise ValueError("a count")
    return edtf.month(int(SEASONS[season.removeprefix("ال")]), number) if season else edtf.year(number)


def read_fraction(match: re.Match[str], place: Place) -> str:
    """Read الربع الأول من عام 2017."""
    parts = {"الربع": 4, "الثلث": 3, "النصف": 2}[match["unit"]]
    number = parts if match["n"] == "الاخير" else say.ORDINALS[match["n"]]
    if number > parts:
        raise ValueError("no such part")
    year = int(match["y"]) if match["y"] else place.anchor().year + side_of(match["rel"])
    length = 12 // parts
    return edtf.interval(edtf.month((number - 1) * length + 1, year), edtf.month(number * length, year))


def read_hijri(match: re.Match[str], place: Place) -> str:
    """Read 12 رمضان 1438 هـ، شهر رمضان المقبل."""
    day, month = number_in(match), HIJRI[match["m"]]
    if match["y"]:
        year = int(match["y"])
        if year > 1500:
            raise ValueError("a Gregorian year beside a Hijri month")
    else:
        if not (match["rel"] or (day and (month != 2 or match["word"]))):
            raise ValueError("a name, or a month that comes back")
        year = edtf.hijri_year_near(place.anchor(), month, day, side_of(match["rel"]) if match["rel"] else None)
    return edtf.hijri_day(day, month, year) if day else edtf.hijri_month(month, year)


def read_century(match: re.Match[str], place: Place) -> str:
    """Read القرن التاسع عشر، القرن الثاني الهجري، القرن الماضي."""
    era = match["era"] or ""
    if match["rel"]:
        return edtf.century((place.anchor().year - 1) // 100 + 1 + side_of(match["rel"]))
    number, second = number_in(match), number_in(match, "d2", "o2")
    if not 1 <= number <= 99 or (second and second <= number):
        raise ValueError("no such century")
    if era.startswith(("اله", "لله")):
        return edtf.hijri_century(number)
    if era.startswith(("ق", "قبل")):
        return edtf.century(-number)
    if match["half"]:
        half = 50 if match["half"].endswith("الثاني") else 0
        return edtf.interval(edtf.year(number * 100 - 100 + half), edtf.year(number * 100 - 51 + half))
    if second:
        return edtf.interval(edtf.year(number * 100 - 100), edtf.year(second * 100 - 1))
    return edtf.century(number)


def read_decade_of(match: re.Match[str], place: Place) -> str:
    """Read العقد الأول من القرن الحادي والعشرين: the first is that of the years 2000 to 2009."""
    century = number_in(match) if not match["rel"] else (place.anchor().year - 1) // 100 + 1 + side_of(match["rel"])
    decade = 10 if match["n"] == "الاخير" else say.ORDINALS[match["n"]]
    if not 1 <= century <= 99:
        raise ValueError("no such century")
    return f"{century - 1:02d}{decade - 1}X"


def read_decade(match: re.Match[str], place: Place) -> str:
    """Read الثمانينيات، ثلاثينيات القرن التاسع عشر."""
    number = number_in(match)
    if match["age"] or not (match["the"] or number or match["rel"]):
        raise ValueError("an age, or a count")
    hundreds = number - 1 if number else 19
    if match["rel"] and place.at:
        hundreds = (place.at.year - 1) // 100 + side_of(match["rel"])
    return f"{hundreds:02d}{say.DECADES[match['dec']]}X"
