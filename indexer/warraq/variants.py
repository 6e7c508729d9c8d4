"""Spellings that readers take for one word, أمريكا and أميركا, to the one they share: the rules of `rules.json`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from warraq.rules import RULES

_RULES = RULES["variants"]
_SEATED = re.compile(f"ء+([{''.join(_RULES['seats'])}])")
_KEYS: list[str] = [group["words"][0] for group in _RULES["groups"]]


def _pattern(group: dict[str, Any]) -> str:
    words = "|".join(sorted(group["words"], key=len, reverse=True))
    if group.get("g"):
        words = words.replace("غ", f"[{_RULES['g']}]")
    return f"({words})$" if group.get("whole") else f"({words})"


_WORD = re.compile(
    f"(?:{'|'.join(_RULES['conjunctions'])})?(?:{'|'.join(_RULES['prefixes'])})?"
    f"(?:{'|'.join(_pattern(group) for group in _RULES['groups'])})"
)

# Nearly no word is a variant, and to look for what they begin with is faster than the pattern.
_BEGIN = 3
_ONE_G = str.maketrans(dict.fromkeys(_RULES["g"], "غ"))
_BEGINNINGS = frozenset(word.translate(_ONE_G)[:_BEGIN] for group in _RULES["groups"] for word in group["words"])
_BEFORE = range(1 + max(map(len, _RULES["conjunctions"])) + max(map(len, _RULES["prefixes"])))


@lru_cache(maxsize=1 << 14)
def key(form: str) -> str:
    """Give the spelling that a folded word shares with its variants, clitics and endings kept; most have no other."""
    if "ء" in form:
        form = _SEATED.sub(lambda hamza: hamza[1] * len(hamza[0]), form)
    letters = form.translate(_ONE_G)
    if _BEGINNINGS.isdisjoint([letters[at : at + _BEGIN] for at in _BEFORE]):
        return form
    match = _WORD.match(form)
    if not match or not match.lastindex:
        return form
    start, end = match.span(match.lastindex)
    return form[:start] + _KEYS[match.lastindex - 1] + form[end:]
