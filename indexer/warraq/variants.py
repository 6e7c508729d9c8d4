"""Spellings that readers take for one word, أمريكا and أميركا, to the one they share.

They are the rules of `rules.json`, and in an archive the publisher's own besides (see `ownvariants`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from warraq.rules import RULES

Sets = Sequence[Sequence[str]]
"""Folded words that are taken for the same, set by set; no word is in two of them."""

Key = Callable[[str], str]
"""Gives the spelling that a folded word shares with its variants."""

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


_GLUED = sorted(
    (before + prefix for before in ("", *_RULES["conjunctions"]) for prefix in ("", *_RULES["prefixes"])), key=len
)


def with_own(sets: Sets) -> Key:
    """Make the key of an archive whose publisher takes more words for the same.

    A word of a set becomes what the first of the set becomes by the rules, after the fewest letters of a conjunction
    and a prefix; no endings are taken off.
    """
    if not sets:
        return key
    shared: dict[str, str] = {key(word): key(words[0]) for words in sets for word in words}

    @lru_cache(maxsize=1 << 14)
    def own(form: str) -> str:
        ruled: str = key(form)
        for glued in _GLUED:
            if ruled.startswith(glued) and ruled[len(glued) :] in shared:
                return str(glued + shared[ruled[len(glued) :]])
        return ruled

    return own
