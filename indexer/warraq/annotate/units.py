"""What a number counts where it is money or a measure: currencies by ISO 4217, units by UCUM (ucum.org).

A currency that several countries have, in a text that does not say whose it means, gives its bare name in small
letters: `dinar`, `pound`. So does a unit that UCUM does not know: `feddan`. The words stand in `data/units.json`.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from warraq.fold import fold_text
from warraq.rules import RULES, character_class

_LETTER = character_class(RULES["words"]["arabic"]) + character_class(RULES["words"]["other"])
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₪": "ILS"}
_SQUARE = re.compile(rf" (?:مربع(?:ه|ا)?|مكعب(?:ه|ا)?)(?![{_LETTER}])")
_AN_HOUR = re.compile(rf" ?(?:/ ?(?:س|ساعه)| (?:في|ب) ?الساعه)(?![{_LETTER}])")
_DEGREE = re.compile(rf" درج(?:ه|ات)(?: (?P<of>مءويه|ميويه|فهرنهايت))?(?![{_LETTER}])")
_WORD = re.compile(rf" ?([{_LETTER}]+)")


class _Words(NamedTuple):
    money: dict[str, tuple[str, dict[str, str]]]
    """A form of a currency's name to its code, and to the codes it has with an adjective."""
    units: dict[str, str]
    """A form of a unit's name to its code."""


@cache
def load() -> _Words:
    """Read the words, once a process."""
    data = json.loads(files("warraq").joinpath("annotate/data/units.json").read_text(encoding="utf-8"))
    money = {}
    for entry in data["money"]:
        whose = {
            fold_text(adjective) + ending: code
            for adjectives, code in entry["of"].items()
            for adjective in adjectives.split()
            for ending in ("", "ا", "ه")
        }
        money.update(dict.fromkeys(fold_text(entry["forms"]).split(), (entry["code"], whose)))
    return _Words(money, {form: code for code, forms in data["units"].items() for form in fold_text(forms).split()})


def after(text: str, end: int) -> tuple[int, str]:
    """Give the end and the code of the currency or unit after a number in folded text; `end` and "" without one."""
    sign = text[end : end + 2].strip()[:1]
    if sign in _SIGNS:
        return text.index(sign, end) + 1, _SIGNS[sign]
    degree = _DEGREE.match(text, end)
    if degree:
        return degree.end(), {None: "deg", "فهرنهايت": "[degF]"}.get(degree["of"], "Cel")
    match = _WORD.match(text, end)
    if match is None:
        return end, ""
    money, units = load()
    if match[1] in money:
        code, whose = money[match[1]]
        following = _WORD.match(text, match.end())
        if following and following[1] in whose:
            return following.end(), whose[following[1]]
        return match.end(), code
    unit = units.get(match[1], "")
    return _compound(text, match.end(), unit) if unit else (end, "")


def before(text: str, start: int) -> tuple[int, str]:
    """Give the start and the code of a currency sign that stands before a number; `start` and "" without one."""
    sign = text[start - 1 : start]
    return (start - 1, _SIGNS[sign]) if sign in _SIGNS else (start, "")


def _compound(text: str, end: int, unit: str) -> tuple[int, str]:
    if unit in {"km", "m", "cm", "mm"} and (match := _SQUARE.match(text, end)):
        return match.end(), unit + ("2" if "مربع" in match[0] else "3")
    if unit in {"km", "[mi_i]"} and (match := _AN_HOUR.match(text, end)):
        return match.end(), unit + "/h"
    if unit.endswith("W") and text[end : end + 5] == " ساعه":
        return end + 5, unit + ".h"
    return end, unit
