"""Where a word lies in an index that is cut into parts: words of one root nearly always in one of them.

A part holds a range of keys, and a word's key is worked out from its letters alone, the same in Python and in the
browser. First come the letters of its stem that are never added to a root, all but those of سألتمونيها: كتاب, مكتبة
and كاتب have كب. Then come its letters that are not weak, then the stem itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from warraq.rules import RULES
from warraq.stem import stem

_ADDED = frozenset("سالتمونيهءى~")  # ~ ends the keys of `sounds`, which lie beside the names that have them
_WEAK = frozenset("اويءه~")
_ARTICLES: tuple[str, ...] = tuple(RULES["stem"]["prefixes"])


@lru_cache(maxsize=1 << 14)
def key(form: str) -> str:
    """Give the key of a folded word, of a lemma or of a root; keys are in order of code points."""
    rest = stem(form)
    sure = "".join(letter for letter in rest if letter not in _ADDED)
    strong = "".join(letter for letter in rest if letter not in _WEAK)
    return f"{sure} {strong} {rest}"


def place(keys: Sequence[str], form: str) -> int:
    """Tell which part a word lies in; `keys` are the first key of each part, in order."""
    return max(bisect_right(keys, key(form)) - 1, 0)


def bare(form: str) -> str:
    """Give a word without the article and what is glued before it: what the drawers of the vocabulary are sorted by."""
    for glued in _ARTICLES:
        if form.startswith(glued) and len(form) > len(glued) + 1:
            return form[len(glued) :]
    return form


def head(form: str) -> str:
    """Give the first letter of `bare`: words that are spelt alike are looked for among those that share it."""
    return bare(form)[:1]
