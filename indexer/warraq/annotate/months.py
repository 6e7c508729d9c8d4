"""Names of months, weekdays and seasons as they stand in folded text, for the rooms that read dates and numbers."""

from __future__ import annotations

from warraq.annotate.folded import table
from warraq.fold import fold_text

_GREGORIAN = """
يناير جانفي كانون_الثاني ينايير
فبراير فيفري شباط فبرائر
مارس آذار مارت
أبريل أفريل نيسان إبريل
مايو ماي أيار مايس
يونيو يونية جوان حزيران يونيه
يوليو يولية جويلية تموز يوليوز يوليه
أغسطس أوت آب غشت أوغسطس اغسطوس
سبتمبر أيلول شتنبر سبتمير
أكتوبر تشرين_الأول أوكتوبر تشرين_أول
نوفمبر تشرين_الثاني نونبر نوفنبر تشرين_ثاني
ديسمبر كانون_الأول دجنبر دسمبر كانون_أول
"""
"""A line a month: Egyptian, Maghrebi and Levantine names, then other spellings met in print."""

_HIJRI = """
محرم المحرم
صفر
ربيع_الأول ربيع_أول
ربيع_الآخر ربيع_الثاني ربيع_ثاني ربيع_آخر
جمادى_الأولى جمادى_الأول جمادي_أولى
جمادى_الآخرة جمادى_الثانية جمادى_الثاني جمادى_الآخر
رجب
شعبان
رمضان
شوال
ذو_القعدة ذي_القعدة ذا_القعدة
ذو_الحجة ذي_الحجة ذا_الحجة
"""


def _table(lines: str) -> dict[str, int]:
    rows = enumerate(lines.split("\n")[1:-1], start=1)
    return {fold_text(name.replace("_", " ")): number for number, row in rows for name in row.split()}


GREGORIAN: dict[str, int] = _table(_GREGORIAN)
"""Folded month name → 1 to 12."""

HIJRI: dict[str, int] = _table(_HIJRI)
"""Folded month name → 1 to 12, from Muharram."""

DOUBTFUL = table("مارس ماي آب أوت جوان نيسان شباط تموز صفر رجب شعبان محرم شوال رمضان")
"""Months that are also another word or a person's name: they need a day, a year or the word month beside them."""

WEEKDAYS: dict[str, int] = {
    fold_text(name): number
    for number, names in enumerate(
        (
            "الاثنين الإثنين اثنين",
            "الثلاثاء الثلاثا ثلاثاء",
            "الأربعاء الأربعا أربعاء",
            "الخميس خميس",
            "الجمعة جمعة",
            "السبت سبت",
            "الأحد أحد",
        )
    )
    for name in names.split()
}
"""Folded weekday, with the article or without → 0 (Monday) to 6, as `datetime.date.weekday` counts."""

SEASONS: dict[str, str] = {"ربيع": "21", "صيف": "22", "خريف": "23", "شتاء": "24"}
"""Folded season → the number EDTF (ISO 8601-2) writes in a month's place."""

YEAR_WORDS = table(
    "عام سنة العام السنة عامي سنتي الأعوام أعوام السنوات سنوات العامين لعام لسنة بعام بسنة الفترة موسم الموسم دورة "
    "مونديال ميزانية انتخابات يورو أولمبياد مطلع منتصف أواخر نهاية بداية أوائل أواسط مستهل صيف خريف شتاء ربيع"
)
"""Words that a year follows, never a count."""

_TIME_PREPOSITIONS = table("في منذ حتى خلال قبل بعد وفي ومنذ وحتى وخلال مند ففي")
_COUNTED = table("دينار دولار جنيه درهم ريال شخص كيلومتر متر طن صوت مقعد")
_NOT_COUNTED = table("كما عندما بينما فيما مما أيضا نظرا وفقا انطلاقا هذا حينما لهذا تقريبا تحديدا")


def is_year(digits: str) -> bool:
    """Whether digits may be a year that newspapers and histories write bare: 1000 to 2099."""
    return len(digits) == 4 and digits.isascii() and digits.isdigit() and (digits[0] == "1" or digits[:2] == "20")


def says_year(before: str, digits: str, after: str) -> bool:
    """Whether `digits` between two folded words (empty: none there) are a year, not a count.

    After عام or موسم they are; after a preposition of time when they lie in 1900 to 2035 and no counted noun
    (a unit, or an accusative in -ا) follows: في 2011, but not في 2011 بيتا.
    """
    if not is_year(digits):
        return False
    if before in YEAR_WORDS or before in GREGORIAN:
        return True
    if before not in _TIME_PREPOSITIONS or not "1900" <= digits <= "2035":
        return False
    accusative = len(after) > 3 and after.endswith("ا") and after not in _NOT_COUNTED and after[0] not in "وف"
    return not accusative and after not in _COUNTED
