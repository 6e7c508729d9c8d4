"""Number words of folded Arabic and how they add up: what pyarabic's tables hold, and the forms they leave out.

pyarabic's own parser wants whole phrases in its own spelling and answers 0 to what it does not know; its table
of words is what is used here, folded, so that every spelling of hamza, ta marbuta and yeh is one.
"""

from __future__ import annotations

from decimal import Decimal

from pyarabic.number_const import NUMBER_WORDS

from warraq.fold import fold_text

MAGNITUDES: dict[str, int] = {
    fold_text(word): value
    for value, words in {
        1_000: "ألف ألفا آلاف آلافا الف",
        1_000_000: "مليون مليونا ملايين",
        1_000_000_000: "مليار مليارا مليارات بليون بليونا بلايين",
        1_000_000_000_000: "تريليون تريليونا تريليونات ترليون",
    }.items()
    for word in words.split()
}
"""Words that multiply the number before them."""

DUALS: dict[str, int] = {
    fold_text(word): value
    for value, words in {
        200: "مئتان مئتين مائتان مائتين مئتا مئتي مائتا مائتي ميتين",
        2_000: "ألفان ألفين ألفي",
        2_000_000: "مليونان مليونين مليوني",
        2_000_000_000: "ملياران مليارين ملياري",
    }.items()
    for word in words.split()
}
"""Two of a magnitude in one word."""

FRACTIONS: dict[str, Decimal] = {"نصف": Decimal("0.5"), "ربع": Decimal("0.25"), "ثلاثه ارباع": Decimal("0.75")}
"""Parts of a magnitude: نصف مليون."""

_MORE = {
    **dict.fromkeys(["اثنتان", "اثنتين", "اثنتا", "اثنتي", "اتنين", "اثنا", "اثني"], 2),
    "واحدا": 1,
    **dict.fromkeys(["تلاته", "تلات"], 3),
    **dict.fromkeys(["تمانيه", "تمان", "ثمانيا", "ثمان", "ثماني", "تماني"], 8),
    **dict.fromkeys(["عشره", "عشرا"], 10),
    **dict.fromkeys(["تلاتين"], 30),
    **dict.fromkeys(["تمانين"], 80),
    **dict.fromkeys(["اربعمايه", "اربعميه", "ربعميه"], 400),
    **dict.fromkeys(["ثلثميه", "ثلثمايه", "تلتميه", "تلتمايه"], 300),
    **dict.fromkeys(["ثمانيميه", "ثمانيمايه", "تمنميه", "تمنمايه", "ثمنميه"], 800),
    **dict.fromkeys(["ستميه", "ستمايه"], 600),
}  # fmt: skip

SIMPLE: dict[str, int] = {
    **{
        form: value
        for word, value in NUMBER_WORDS.items()
        if 0 < value < 1_000 and (form := fold_text(word)) not in DUALS and form != "ثلاثا"
    },
    **_MORE,
}
"""Folded word → its value below 1,000."""

TEN = frozenset({"عشر", "عشره"})
"""The second half of 11 to 19."""


def group(words: list[str], position: int) -> tuple[int, int]:
    """Read a number below 1,000 in `words` from `position`: its value and the position after it, or (0, position).

    A word that و joins to what stands before it carries that و: `ميه`, `وخمسه`, `وعشرون`.
    """
    value, last = 0, position
    rank = 1_000
    while last < len(words):
        word = words[last]
        if last > position:
            if not word.startswith("و"):
                break
            word = word[1:]
        step, after, found_rank = _part(word, words, last)
        if step == 0 or found_rank >= rank:
            break
        value, last, rank = value + step, after, found_rank
    return value, last


def _part(word: str, words: list[str], at: int) -> tuple[int, int, int]:
    """Read one summand: its value, the position after it, and its rank (3 hundreds, 2 units, 1 tens or teens).

    Arabic names units before tens, so a summand may only be followed by one of a lower rank.
    """
    following = words[at + 1] if at + 1 < len(words) else ""
    value = SIMPLE.get(word, DUALS.get(word, 0))
    if value == 0 or value >= 1_000:
        return 0, at, 0
    if value < 10 and following in TEN:
        return value + 10, at + 2, 1
    if 2 < value < 10 and following in {"ميه", "مايه", "ميات"}:
        return value * 100, at + 2, 3
    if value >= 100:
        return value, at + 1, 3
    return value, at + 1, 2 if value < 10 else 1
