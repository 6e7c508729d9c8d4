"""Names from other languages, which everyone spells as he hears them: كلينتون and كلنتون, غيفارا and جيفارا.

By the rules of `rules.json`: letters that stand for one foreign sound are of one class, and a vowel may be written or
left out. `keys` brings together what may be one name; `alike` tells whether it is: one of the two has every vowel that
the other has, and the two differ in few places. Whether a word is such a name is for the dictionaries to say: those
without a root, or in no dictionary (`readings`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from warraq.rules import RULES

_MARK = "~"
_RULES: dict[str, Any] = RULES["sounds"]
_NEVER = frozenset(_RULES["never"])
_VOWELS = frozenset(_RULES["vowels"])
_CLASS = str.maketrans({letter: letters[-1] for letters in _RULES["same"] for letter in letters})
_CLOSE = frozenset(_RULES["close"])
_GLUED: list[str] = _RULES["glued"]
_BESIDE = 2
"""The first of so many of what is glued are taken off short names too: nothing, and a conjunction."""
_ARTICLE = "ال"
_DOUBLE = re.compile(r"(.)\1+")
_SHORT, _LONG = 4, 5
"""Names with fewer consonants than the first are short; with the second and more, they may differ in two places."""


class _Heard(NamedTuple):
    consonants: str
    vowels: tuple[str, ...]
    """Those before the first consonant, after it, and so on: one more than consonants."""

    @property
    def key(self) -> str:
        return self.vowels[0][:1] + self.consonants.translate(_CLASS) + self.vowels[-1] + _MARK


def is_key(lemma: str) -> bool:
    """Tell whether something that stands among lemmas is of `keys`."""
    return lemma.endswith(_MARK)


def keys(form: str) -> list[str]:
    """List what a folded word shares with other spellings of the name it may be; nothing if it can be none."""
    return list(dict.fromkeys(heard.key for heard in _names(form)))


def spellings_of(form: str, key: Callable[[str], str]) -> list[str]:
    """List, sorted, the keys of a folded word in the spellings that it shares with its variants (`variants.Key`)."""
    return sorted({heard for spelling in (form, key(form)) for heard in keys(spelling)})


def alike(one: str, other: str) -> bool:
    """Tell whether two folded words may be spellings of one name."""
    return any(_agree(first, second) for first in _names(one) for second in _names(other) if first.key == second.key)


@lru_cache(maxsize=1 << 12)
def _names(form: str) -> tuple[_Heard, ...]:
    return () if _NEVER.intersection(form) else tuple(dict.fromkeys(_read(form)))


def _read(form: str) -> Iterator[_Heard]:
    """Give the names a form may be: without what is glued to it and the article, which may be the name's own too."""
    names = [(form[len(glued) :].removeprefix(_ARTICLE), at < _BESIDE) for at, glued in enumerate(_GLUED)
             if form.startswith(glued)]  # fmt: skip
    if form.startswith(_ARTICLE):
        names.append((form, False))
    for name, short in names:
        heard = _heard(name)
        if len(heard.consonants) >= (_SHORT - 1 if short else _SHORT):
            yield heard


def _heard(name: str) -> _Heard:
    name = _DOUBLE.sub(r"\1", name)
    if name.endswith("ه"):
        name = name[:-1] + "ا"
    consonants, vowels = "", [""]
    for letter in name:
        if letter in _VOWELS:
            vowels[-1] += letter
        else:
            consonants += letter
            vowels.append("")
    return _Heard(consonants, tuple(vowels))


def _agree(one: _Heard, other: _Heard) -> bool:
    """Tell whether two names of one key differ as spellings of one do."""
    others = [pair for pair in zip(one.consonants, other.consonants, strict=True) if pair[0] != pair[1]]
    size = len(one.consonants)
    if size < _SHORT and not all(_CLOSE.issuperset(pair) for pair in others):
        return False
    first, second = ((heard.vowels[0][1:], *heard.vowels[1:-1]) for heard in (one, other))
    slots = [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]]
    left_out = {bool(pair[0]) for pair in slots}
    if len(left_out) > 1 or any(all(pair) for pair in slots):
        return False
    return len(others) + len(slots) <= (2 if size >= _LONG else 1)
