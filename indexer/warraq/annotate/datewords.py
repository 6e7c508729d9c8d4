"""The wording of dates: regular expressions over folded text, one for each way of telling a time.

Every one is matched from the place where a date may begin, never searched, and none has an unbounded repeat,
so that a text is read in one pass. Group names: `d` day in digits, `o` day as an ordinal, `m` month, `y` year,
`wd` weekday, `rel` last/this/next; a second end of a range has the same names with 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from warraq.annotate.edtf import FUTURE, PAST, PRESENT
from warraq.annotate.folded import table
from warraq.annotate.months import GREGORIAN, HIJRI, SEASONS, WEEKDAYS
from warraq.annotate.numerals import DUALS, SIMPLE
from warraq.fold import fold_text
from warraq.rules import RULES, character_class

LETTER = character_class(RULES["words"]["arabic"])
END = rf"(?![{LETTER}0-9])"
"""No letter or digit follows: the word ends here."""


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_LAST = table("الماضي الماضية الماضيين المنصرم المنصرمة الفارط الفارطة الفائت الفائتة المنقضي المنقضية")
SIDES: dict[str, int] = {
    **dict.fromkeys(_LAST, PAST),
    **dict.fromkeys(table("الجاري الجارية الحالي الحالية"), PRESENT),
    **dict.fromkeys(table("المقبل المقبلة القادم القادمة المقبلين القادمين الداخل"), FUTURE),
}  # fmt: skip
"""Words that put a date before, at or after the article's."""

_ONES = ("الحادي", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر")
_TEENS = {word: number for number, word in enumerate(_ONES, start=1)}
_TENS = {"العشرين": 20, "العشرون": 20, "الثلاثين": 30, "الثلاثون": 30}
ORDINALS: dict[str, int] = {
    "الاول": 1,
    **{name: number for name, number in _TEENS.items() if number > 1},
    **{f"{name} عشر": number + 10 for name, number in _TEENS.items() if number < 10},
    **_TENS,
    **{
        f"{name} و{tens}": number + value
        for tens, value in _TENS.items()
        for name, number in _TEENS.items()
        if number < 10
    },
}
"""Ordinals to 31 (and 39 for nobody), as days of a month and numbers of a century."""

DECADES: dict[str, int] = {
    "عشر": 2, "ثلاث": 3, "اربع": 4, "خمس": 5, "ست": 6, "سبع": 7, "ثمان": 8, "تسع": 9,
}  # fmt: skip

UNITS: dict[str, tuple[str, int]] = {
    form: (unit, count)
    for unit, words in {
        "day": "يوم:1 يوما:1 أيام:0 يومين:2",
        "week": "أسبوع:1 أسبوعا:1 أسابيع:0 أسبوعين:2",
        "month": "شهر:1 شهرا:1 أشهر:0 شهور:0 شهرين:2",
        "year": "عام:1 عاما:1 أعوام:0 عامين:2 سنة:1 سنوات:0 سنين:0 سنتين:2",
        "decade": "عقد:1 عقدا:1 عقود:0 عقدين:2",
        "century": "قرن:1 قرنا:1 قرون:0 قرنين:2",
    }.items()
    for form, count in ((fold_text(word.split(":")[0]), int(word.split(":")[1])) for word in words.split())
}
"""Unit of time → which, and how many it says by itself (0: a number must stand before it)."""

PARTS = table("مطلع أوائل بداية بدايات مستهل منتصف أواسط أواخر نهاية نهايات ختام موفى")
"""Parts of a time: the whole's granularity is kept."""

_GREGORIAN = _any(GREGORIAN)
_HIJRI = _any(HIJRI)
_WEEKDAY = _any(WEEKDAYS)
_REL = rf"(?P<rel>{_any(SIDES)})"
_REL_PLAIN = _any(SIDES)
_PART = f"(?:(?:{_any(PARTS)}) )"
_YEAR_WORD = "(?:ال)?(?:عام|سنه)"
_DASH = r" ?[-–—] ?"
_TO = r" (?:الي|حتي|لغايه|ولغايه|الي غايه|وحتي) "
_ERA = rf"(?: ?(?P<era>م|ميلادي|ميلاديه|للميلاد|ق\.? ?م|قبل الميلاد|ه|هجري|هجريه|للهجره){END})"
_AD = rf"(?: ?(?:م|ميلادي|ميلاديه|للميلاد){END})"

_DAY = rf"(?:(?:ال ?)?(?P<d>[0-9]{{1,2}})(?![0-9]|[.,/:][0-9])|(?P<o>{_any(ORDINALS)}|غره|اول){END})"
_LINK = r" ?[-/]? ?(?:من )?(?:شهر )?"
_MONTH = rf"(?P<m>{_GREGORIAN}){END}(?: ?/ ?(?:{_GREGORIAN}){END}| ?\( ?(?:{_GREGORIAN}) ?\))?"
_YEAR = r"(?P<y>[12][0-9]{3})(?![0-9]|[.,/:][0-9]|-[0-9])"
_OF_YEAR = rf"(?: ?[,،/-]? ?(?:من )?(?:{_YEAR_WORD} )?{_YEAR}{_AD}?)"
_OF_REL = (
    rf"(?: (?:من )?{_REL}{END}| من (?P<of>هذا العام|هذه السنه|العام (?:{_REL_PLAIN})|السنه (?:{_REL_PLAIN})){END})"
)
_NOW = r"(?:(?P<now>اليوم|امس|غدا|البارحه) ?[,،]? ?)"
_WEEK = (
    rf"(?:{_NOW}?(?:يوم |نهار )?{_NOW.replace('now', 'again')}?(?P<wd>{_WEEKDAY}){END}"
    r"(?: الموافق(?: ل)?)?(?: ?[,،-] ?| ))"
)


def _second(pattern: str) -> str:
    return re.sub(r"\?P<(\w+)>", r"?P<\g<1>2>", pattern)


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


NUMERIC = _compile(
    r"(?P<a>[0-9]{1,4})(?P<sep>[/.-])(?P<b>[0-9]{1,2})(?:(?P=sep)(?P<c>[0-9]{1,4}))?(?![0-9]|[/.:-][0-9])(?:"
    + _AD
    + ")?"
)
MONTH_YEAR_NUMERIC = _compile(r"(?P<m>0?[1-9]|1[0-2])/(?P<y>(?:19|20)[0-9]{2})(?![0-9]|[/.:-][0-9])")
DAYS = _compile(
    rf"(?P<list>(?:يومي|ايام) )?(?:{_WEEK})?{_DAY}(?:{_LINK}{_MONTH}{_OF_YEAR}?)?"
    rf"(?P<join>{_DASH}|{_TO}(?:يوم )?| ?و ?)(?:{_second(_WEEK)})?(?:[0-9]{{1,2}} ?و ?){{0,3}}{_second(_DAY)}"
    rf"{_LINK}{_second(_MONTH)}(?:{_second(_OF_YEAR)}|{_second(_OF_REL)})?"
)
CALENDAR = _compile(rf"(?:{_PART})?(?:{_WEEK})?(?:{_DAY}{_LINK})?(?P<word>شهر )?{_MONTH}(?:{_OF_YEAR}|{_OF_REL})?")
DAY_OF_THIS_MONTH = _compile(rf"(?:{_WEEK})?{_DAY} (?:من )?(?:ال)?شهر {_REL}{END}")
MONTHS = _compile(
    rf"{_MONTH}{_OF_YEAR}?(?P<join>{_DASH}|{_TO}| و ?){_second(_MONTH)}(?:{_second(_OF_YEAR)}|{_second(_OF_REL)})?"
)
YEARS = _compile(
    rf"(?P<word>(?:عامي|سنتي|العامين|السنتين|الاعوام|اعوام|السنوات|سنوات|{_YEAR_WORD}) )?(?P<y>[12][0-9]{{3}}){_AD}?"
    rf"(?P<join> ?[-–—/] ?|{_TO}(?:{_YEAR_WORD} )?| ?و ?(?:{_YEAR_WORD} )?)"
    rf"(?P<y2>[12][0-9]{{3}})(?![0-9]|[.,/:-][0-9]){_AD}?"
)
YEAR = _compile(
    rf"(?:{_PART}|(?P<season>(?:ال)?(?:{_any(SEASONS)})) (?:من )?)?"
    rf"(?P<word>(?:ال)?(?:عام|سنه)|عامي|سنتي|الاعوام|اعوام|السنوات|سنوات)? ?"
    rf"(?P<y>[0-9]{{1,4}})(?![0-9]|[.,/:][0-9]|-[0-9]){_ERA}?"
)
FRACTION = _compile(
    rf"(?P<unit>الربع|النصف|الثلث) (?P<n>الاول|الثاني|الثالث|الرابع|الاخير) (?:من |ل)"
    rf"(?:(?:ال)?(?:عام|سنه) )?(?:{_YEAR}|{_REL}{END})"
)
HIJRI_DATE = _compile(
    rf"(?:{_PART})?(?:{_WEEK})?(?:{_DAY}{_LINK})?(?P<word>شهر )?(?P<m>{_HIJRI}){END}"
    rf"(?:(?: ?[,،/]? ?(?:من )?(?:{_YEAR_WORD} )?(?P<y>[0-9]{{1,4}})(?![0-9]))"
    rf"(?: ?(?:ه|هجري|هجريه|للهجره){END})?| {_REL}{END})?"
)
_CENTURY = rf"(?:(?P<o>{_any(ORDINALS)}){END}|(?:ال ?)?(?P<d>[0-9]{{1,2}})(?![0-9]))"
_CENTURY_ERA = rf"(?: (?P<era>الهجري|للهجره|الميلادي|للميلاد|قبل الميلاد|ق\.? ?م){END})"
CENTURY = _compile(
    rf"(?:{_PART}|(?P<half>النصف (?:الاول|الثاني)) (?:من )?)?(?:القرن|القرنين) (?:{_CENTURY}|{_REL}{END})"
    rf"(?:(?: و ?|{_TO}){_second(_CENTURY)})?{_CENTURY_ERA}?"
)
DECADE_OF = _compile(
    rf"(?:{_PART})?العقد (?P<n>{_any(list(ORDINALS)[:10])}|الاخير){END} (?:من |في )القرن (?:{_CENTURY}|{_REL}{END})"
)
DECADE = _compile(
    rf"(?:{_PART})?(?:(?:عقد|فتره|حقبه|سنوات) )?(?P<the>ال)?(?P<dec>{_any(DECADES)})(?:يني|ين|وني)ات{END}"
    rf"(?: (?:من )?القرن (?:{_CENTURY}|{_REL}{END}))?(?P<age> من (?:ال)?عمر)?"
)
RELATIVE_DAY = _compile(
    rf"(?P<day>(?:يوم )?امس الاول|اول (?:من )?امس|(?:يوم )?(?:ال)?امس|البارحه|بعد غد|(?:يوم )?غدا?"
    rf"|(?:هذا )?اليوم(?! (?:نفسه|ذاته|التالي))){END}"
    rf"(?: ?[,،]? ?(?:يوم )?(?P<wd>{_WEEKDAY}){END})?"
)
WEEKDAY = _compile(rf"(?:يوم |نهار )?(?:{_NOW}(?:يوم )?)?(?P<wd>{_WEEKDAY}){END}(?: (?P<twice>قبل )?{_REL}{END})?")
PERIOD = _compile(
    rf"(?:{_PART})?(?:(?P<unit>الشهر|العام|السنه|الاسبوع|القرن|العقد) (?P<twice>قبل )?{_REL}{END}"
    rf"|هذ[اه] (?P<this>الشهر|العام|السنه|الاسبوع|القرن){END})"
)
_COUNT = (
    rf"(?:(?P<n>[0-9]{{1,4}})(?![0-9]|[.,][0-9])"
    rf"|(?P<words>(?:{_any({*SIMPLE, *DUALS})})(?: (?:و ?)?(?:{_any(SIMPLE)})){{0,3}}))"
)
DURATION = _compile(
    rf"(?P<way>منذ|مند|قبل|بعد|في غضون) (?P<about>نحو |حوالي |قرابه |زهاء |اكثر من |اقل من |ما يقارب |ما يزيد عن )?"
    rf"(?:{_COUNT} )?(?P<unit>{_any(UNITS)}){END}(?P<one> (?:واحد|واحده|فقط|تقريبا|كامل|كامله){END})?"
)
SEASON = _compile(
    rf"(?:{_PART})?(?:فصل )?(?:(?P<season>ال(?:{_any(SEASONS)})) (?P<twice>قبل )?{_REL}{END}"
    rf"|هذا (?P<this>ال(?:{_any(SEASONS)})){END})"
)
NIGHT = _compile(rf"(?:ال)?ليل[هت]? (?:الماضيه|الفاءته|الفايته|المنصرمه|البارحه){END}")
SPANS: dict[str, tuple[str, int]] = {
    fold_text(word): (unit, count)
    for unit, count, words in (
        ("day", 0, "الأيام أيام يوما"), ("day", 2, "اليومين"),
        ("week", 0, "الأسابيع أسابيع أسبوعا"), ("week", 2, "الأسبوعين"),
        ("month", 0, "الأشهر الشهور أشهر شهرا"), ("month", 2, "الشهرين"), ("decade", 0, "العقود عقود"),
        ("year", 0, "السنوات الأعوام سنوات أعوام عاما سنة"), ("year", 2, "العامين السنتين"), ("decade", 2, "العقدين"),
    )
    for word in words.split()
}  # fmt: skip
"""Units of a stretch of time that ends or begins with the article → which, and how many it says by itself (0: none)."""
_DEFINITE = {"ال" + form: form for form in SIMPLE if SIMPLE[form] > 2}
_SPAN_SIDE = rf"(?P<rel>{_any({*SIDES, *table('الأخيرة الأخيرين')})}){END}"
_SPAN_COUNT = rf"(?:(?:ال ?)?(?P<n>[0-9]{{1,3}})|(?P<words>{_any({*_DEFINITE, *SIMPLE})}))"
_SPAN_COUNT_AFTER = rf"(?:(?:ال ?)?(?P<n2>[0-9]{{1,3}})|(?P<words2>{_any(_DEFINITE)}))"
SPAN = _compile(rf"(?:{_SPAN_COUNT} )?(?P<unit>{_any(SPANS)}){END}(?: {_SPAN_COUNT_AFTER})? {_SPAN_SIDE}")
WEEKDAYS_SPAN = _compile(
    rf"(?:يوم )?(?P<wd>{_WEEKDAY}){END}(?:{_TO}|{_DASH})(?:يوم )?(?P<wd2>{_WEEKDAY}){END}(?: {_REL}{END})?"
)
FORWARD = _compile(
    rf"(?<![{LETTER}])[وف]?(?:س[يتن](?!اس|ار|لف|د[ ةه]|نم|نا|طر|ره|رت|ف |تين|توي|ته |جار|ول|ناريو|ده|دي|دا|ما )"
    rf"[{LETTER}]{{3,12}}"
    r"|[يت]نطلق|[يت]قام|تدور|[يت]نعقد|[يت]نتظم|[يت]حتضن"
    rf"|سوف|لن|المزمع|المقرر|المنتظر|المرتقب|المتوقع|يعتزم|تعتزم|يستعد|تستعد|ينتظر|ابتداء من|انطلاقا من){END}"
)
