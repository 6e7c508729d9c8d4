"""Numbers in digits and in words, each with its value in plain digits.

The span holds the number, its magnitude (ألف, مليون) and a percent sign or its words, or the currency or unit that it
counts (`3500000 USD`, `120 km/h`, see `units`); nothing else that is counted. Left alone: years and days of dates (the
dates' room reads them), hours, addresses, model names, ordinals, uncounted plenty (مئات، آلاف), and lone words below
three (واحد and أحد are seldom a count).

Separators: three digits after a comma are thousands (`1,250`), any other comma is a decimal one (`12,5`, `0,250`);
a dot is decimal, but thousands when it comes twice (`1.250.000`) or before three zeros (`2.000`); a blank before
three digits is thousands, as French-trained newsrooms type (`10 000`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from warraq.annotate import units
from warraq.annotate.folded import folded, table
from warraq.annotate.months import GREGORIAN, HIJRI, is_year, says_year
from warraq.annotate.numerals import DUALS, FRACTIONS, MAGNITUDES, SIMPLE, TEN, group
from warraq.fold import unfold
from warraq.model import Annotation, Article
from warraq.rules import RULES, character_class

_ARABIC = character_class(RULES["words"]["arabic"])
_OTHER = character_class(RULES["words"]["other"])

_TOKEN = re.compile(rf"(?P<digits>[0-9]{{1,3}}(?: [0-9]{{3}})+(?![0-9.,])|[0-9]+(?:[.,:/⁄-][0-9]+)*)|[{_ARABIC}]+")
_WORD_AFTER = re.compile(rf" ([{_ARABIC}]+)")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_DOTTED = re.compile(r"[1-9][0-9]{0,2}(?:(?:\.[0-9]{3}){2,}|\.000)(?:,[0-9]+)?")
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_PERCENT = re.compile(rf" ?%| (?:في )?(?:ب ?)?ال(?:ميه|مايه)(?![{_ARABIC}])")
_MONTH = "|".join(sorted({*GREGORIAN, *HIJRI}, key=len, reverse=True))
_DAY_OF_MONTH = re.compile(
    rf"(?:(?: الي | حتي | ?- ?| و ?)[0-9]{{1,2}}){{0,3}} ?(?:من )?(?:شهر |الشهر |{_MONTH}(?![{_ARABIC}]))"
)
_ERA = re.compile(rf" ?(?:ه|هجري|هجريه|للهجره|ميلادي|ميلاديه|ق\. ?م)(?![{_ARABIC}])| ?م(?![{_ARABIC}])")
_NOT_AFTER = re.compile(rf"(?!(?:k?m|[kcm]g|[cm]m|m?l|[kmg]w|[kmgt]b)(?![{_OTHER}]))[{_OTHER}_@]")
"""What makes digits a name (5G, 4K): Latin letters that are no unit."""

_BEFORE_DIGITS = frozenset({"و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "لل", "وب", "ول", "فب"})
_CLITICS = ("و", "ف", "ب", "ل", "وب", "ول", "فب", "فل")
_SINGULAR = frozenset(form for form in MAGNITUDES if form not in {"الاف", "الافا", "ملايين", "مليارات", "بلايين"})
_HEADS: dict[str, int] = {
    clitic + form: len(clitic)
    for clitic in (*_CLITICS, "")
    for form in {*SIMPLE, *DUALS, *FRACTIONS, *_SINGULAR}
    if clitic + form not in {"لست", "وليست", "فربع", "لالف"}
}
"""Every word a number may begin with, and how many letters of it are clitics."""

_APPROXIMATE = table("نحو حوالي قرابة زهاء من إلى بقيمة بمبلغ مبلغ بلغ بلغت تجاوز تجاوزت يناهز تناهز")
_DOUBTFUL = frozenset({"ست", "سبع", "عشر", "تسع", "خمس", "الف"})
"""Also another word (lady, lion, fifth, composed): alone they need a counted noun beside them."""
_COUNTED = table(
    "دينار دولار جنيه درهم ريال ليره يورو شخص عام سنه كيلومتر متر طن مقاتل جندي نسمه مره ليله نخله "
    "سنين دول مدن فرق قري نقاط مراحل نساء بنات اشهر غرف قصص قطع مواد صور ليال ليالي ايام لجان محطات"
)
_TWO_OR_ONE = table("ألفا مليونا مليارا")
"""Alone before what is counted they are two (ألفا كتاب), else one in the accusative (ألفا is a Greek letter too)."""
_NOT_COUNTED = table("من في على إلى عن أو ثم بعد قبل خلال منذ")
_REACH = 16
"""The words that one number may have, with their و."""
_LONGEST = 15
"""More digits than this name something (an account, a key) and count nothing."""


class _Item(NamedTuple):
    form: str
    start: int
    end: int
    digits: bool


def annotate(article: Article, before: tuple[Annotation, ...] = ()) -> Iterator[Annotation]:
    """Give the numbers of the article, value in plain digits ("125", "3.5", "12.5%"). Needs no earlier annotation."""
    del before
    source = folded(article.text)
    text = source.text
    items = [
        _Item(match[0], match.start(), match.end(), match["digits"] is not None) for match in _TOKEN.finditer(text)
    ]
    done = 0  # offset in the folded text: what lies before it has been read
    for index, item in enumerate(items):
        if item.start < done:
            continue
        if item.digits:
            read = _digits(text, items, index)
        elif item.form in _HEADS:
            read = _words(text, source.source, items, index, source.origin)
        else:
            continue
        for start, end, value in read:
            first, last = unfold(source, start, end)
            yield Annotation(first, last, "number", value)
            done = end


def _plain(value: Decimal) -> str:
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _decimal(written: str) -> Decimal | None:
    """Read digits and separators as the module says; `None` for what is no number: a date, an address, a key."""
    if len(written) > 2 * _LONGEST or sum(map(str.isdigit, written)) > _LONGEST:
        return None
    if " " in written:
        return Decimal(written.replace(" ", ""))
    if _GROUPED.fullmatch(written):
        return Decimal(written.replace(",", ""))
    if _DOTTED.fullmatch(written):
        return Decimal(written.replace(".", "").replace(",", "."))
    if _PLAIN.fullmatch(written):
        return Decimal(written.replace(",", "."))
    return None


def _digits(text: str, items: list[_Item], index: int) -> Iterator[tuple[int, int, str]]:  # noqa: PLR0911 (a list of reasons, one return each)
    """Read the run of digits at `index`, in folded offsets; a dashed run (6-4, 10-15) is a number for each part."""
    item = items[index]
    ahead, behind = text[item.end : item.end + 1], text[item.start - 1 : item.start]
    if _NOT_AFTER.match(text, item.end) or (behind and (behind in "#@_/\\." or "a" <= behind <= "z")):
        return
    if behind == "-" and "a" <= text[max(0, item.start - 2)] <= "z":
        return  # GBU-43
    previous = items[index - 1] if index else None
    glued = previous is not None and previous.end == item.start
    if glued and previous is not None and previous.form not in _BEFORE_DIGITS:
        return  # م2, كوفيد19
    if ":" in item.form or "/" in item.form or "⁄" in item.form or ahead in {"/", "\\"}:
        return
    if "-" in item.form:
        yield from _dashed(item)
        return
    if _of_a_date(text, item, "" if previous is None or glued else previous.form):
        return
    value, end = _number(_run(text, items, index, 0))
    if value is None:
        return
    yield _finish(text, item.start, end, value)


def _dashed(item: _Item) -> Iterator[tuple[int, int, str]]:
    parts = item.form.split("-")
    if len(parts) != 2 or all(map(is_year, parts)):
        return  # a date, a telephone, a pair of years
    position = item.start
    for part in parts:
        value = _decimal(part)
        if value is not None:
            yield position, position + len(part), _plain(value)
        position += len(part) + 1


def _of_a_date(text: str, item: _Item, before: str) -> bool:
    if len(item.form) <= 2 and _DAY_OF_MONTH.match(text, item.end):
        return True
    era = _ERA.match(text, item.end)
    if era and (is_year(item.form) or (len(item.form) <= 4 and era[0].strip() != "م")):
        return True
    following = _WORD_AFTER.match(text, item.end)
    enclosed = text[item.start - 1 : item.start] == "(" and text[item.end : item.end + 1] == ")"
    return says_year(before, item.form, following[1] if following else "") or (enclosed and is_year(item.form))


def _finish(text: str, start: int, end: int, value: Decimal) -> tuple[int, int, str]:
    """Take in a percent sign after the number, or before it, where right-to-left typing may leave it; money; a unit."""
    percent = _PERCENT.match(text, end)
    if percent:
        return start, percent.end(), _plain(value) + "%"
    if text[start - 1 : start] == "%" and not text[start - 2 : start - 1].isdigit():
        return start - 1, end, _plain(value) + "%"
    counted, code = units.after(text, end)
    if not code:
        start, code = units.before(text, start)
    return start, counted, f"{_plain(value)} {code}".rstrip()


def _run(text: str, items: list[_Item], index: int, clitics: int) -> list[_Item]:
    """The items from `index` that nothing but a blank parts, the first without its clitics, a lone و joined on."""
    first = items[index]
    run = [_Item(first.form[clitics:], first.start + clitics, first.end, first.digits)]
    position = index + 1
    while position < len(items) and len(run) < _REACH:
        item = items[position]
        if text[run[-1].end : item.start] not in {" ", "  "}:
            break
        following = items[position + 1] if position + 1 < len(items) else None
        if item.form == "و" and following is not None and following.start - item.end <= 1:
            between = text[item.end : following.start]
            if between not in {"", " "}:
                break
            item = _Item("و" + following.form, item.start, following.end, following.digits)
            position += 1
        run.append(item)
        position += 1
    return run


def _number(run: list[_Item]) -> tuple[Decimal | None, int]:
    """Add up a run's summands, each with magnitudes smaller than the last; the value and the end of what was read."""
    forms = [item.form for item in run]
    total: Decimal | None = None
    end, at, least = run[0].start, 0, 10**18
    while at < len(run):
        joined = total is not None
        if joined and not forms[at].startswith("و"):
            break
        bare = forms[at][1:] if joined else forms[at]
        value, after, scale = _summand(run, forms, at, bare)
        if joined and bare == "نصف" and least > 1:
            value, after, scale = Decimal(least) / 2, at + 1, 1
            after += forms[after : after + 1] in (["المليون"], ["المليار"], ["الالف"])
        if value is None or scale >= least or (joined and run[at].digits and scale == 1 and value < 100):
            break
        total = value + (total or 0)
        end, at, least = run[after - 1].end, after, scale
        if scale == 1:
            break
    return total, end


def _summand(run: list[_Item], forms: list[str], at: int, bare: str) -> tuple[Decimal | None, int, int]:
    """Read one summand: its value, the place after it, and the magnitude it counts (1 when none)."""
    value: Decimal | None
    after = at + 1
    if run[at].digits:
        value = _decimal(bare)
    elif bare in FRACTIONS and after < len(forms) and forms[after] in _SINGULAR:
        value = FRACTIONS[bare]
    elif bare in DUALS and DUALS[bare] >= 1_000:
        return Decimal(DUALS[bare]), after, DUALS[bare] // 2
    elif bare in _SINGULAR:
        value, after = Decimal(1), at
        return _magnified(value, [*forms[:at], bare, *forms[at + 1 :]], after)
    else:
        small, after = group([*forms[:at], bare, *forms[at + 1 :]], at)
        value = Decimal(small) if small else None
    if value is None:
        return None, at, 1
    return _magnified(value, forms, after)


def _magnified(value: Decimal, forms: list[str], after: int) -> tuple[Decimal, int, int]:
    scale = 1
    while after < len(forms) and forms[after] in MAGNITUDES and scale < 10**12:
        scale *= MAGNITUDES[forms[after]]
        after += 1
    return value * scale, after, scale


def _words(
    text: str, source: str, items: list[_Item], index: int, origin: tuple[int, ...]
) -> Iterator[tuple[int, int, str]]:
    """Read a number that begins with a word, in folded offsets."""
    item = items[index]
    clitics = _HEADS[item.form]
    run = _run(text, items, index, clitics)
    before = items[index - 1].form if index else ""
    if run[0].form in TEN and before.startswith("ال"):
        return  # الحادية عشرة: an ordinal
    value: Decimal | None
    if run[0].form in FRACTIONS and _PERCENT.match(text, run[0].end):
        value, end = FRACTIONS[run[0].form], run[0].end
    else:
        value, end = _number(run)
    start, alone = run[0].start, end == run[0].end
    percent = _PERCENT.match(text, end)
    if value is None or (value < 3 and not percent):
        return
    if alone and not percent and run[0].form in _DOUBTFUL:
        following = run[1].form if len(run) > 1 else ""
        counted = following in _COUNTED or (following.endswith("ات") and not following.startswith("ال"))
        if not counted and not (run[0].form == "الف" and before in _APPROXIMATE):
            return
    if alone and run[0].form in _TWO_OR_ONE:
        following = run[1].form if len(run) > 1 else ""
        counted = following not in _NOT_COUNTED and not following.startswith(("ال", "و")) and following != ""
        if not counted and run[0].form == "الفا":
            return
        value *= 2 if counted else 1
    if alone and run[0].form == "ميه" and not ({"ئ", "ٔ"} & set(source[origin[start] : origin[end]])):
        return  # مية is water where مئة is a hundred
    yield _finish(text, start, end, value)
