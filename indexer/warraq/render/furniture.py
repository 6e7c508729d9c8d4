"""The pages' own words, in the archive's language, and marked so that the reader's browser can change them."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Literal

from markupsafe import Markup, escape

from warraq.say import catalogue

Category = Literal["zero", "one", "two", "few", "many", "other"]
_ARABIC: tuple[Category, ...] = ("zero", "one", "two", "few", "many", "other")


def plural(number: int, lang: str) -> int:
    """Give the place of a number's form among those of a message, by the plural rules of the Unicode CLDR.

    Arabic has six forms (zero, one, two, few, many, other), English two (one, other).
    """
    if lang != "ar":
        return 0 if number == 1 else 1
    if number < 3:
        return number
    rest = number % 100
    return 3 if 3 <= rest <= 10 else 4 if rest >= 11 else 5


def wording(key: str, lang: str, number: int | None = None) -> str:
    """Give the words of `pages.key`; with a number, the form that fits it, the number in it with separators."""
    text = catalogue()[f"pages.{key}"][lang]
    if number is None:
        return text
    return text.split("|")[plural(number, lang)].replace("{n}", f"{number:,}")


@lru_cache(maxsize=1 << 12)
def element_text(key: str, lang: str, number: int | None = None) -> Markup:
    """Give the rest of an element after its name, up to its end tag: `<p{{ w("key") }}</p>`.

    The `data-t` in it lets `site.js` say the same in another language.
    """
    count = "" if number is None else f" data-n={number}"
    if lang != "ar":  # it may stand inside Arabic content
        count += f" lang={lang}"
    return Markup(f" data-t={key}{count}>{escape(wording(key, lang, number))}")  # noqa: S704 - escaped here


def strings_script(lang: str) -> str:
    """Give the script that hands all words of a language to `site.js`."""
    told = ("pages.", "search.")  # the search page tells of questions and indexes what the terminal does
    own = {key.removeprefix("pages."): text[lang] for key, text in catalogue().items() if key.startswith(told)}
    text = json.dumps(own, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"warraq.words({json.dumps(lang)},{text});\n"
