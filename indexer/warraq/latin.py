"""Names written in Latin letters: which Arabic words they may stand for, by the rules of `rules.json`.

Nothing here knows an archive: `key` and `keys` bring together what may be one name, `cost` tells how well it fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import product
from typing import Any

from warraq.rules import RULES

_RULES: dict[str, Any] = RULES["latin"]
_ARTICLES = frozenset(_RULES["articles"])
_ARABIC: dict[str, str] = _RULES["consonants"]
_LATIN: dict[str, list[str]] = {piece: letters.split() for piece, letters in _RULES["latin"].items()}


def _any(pieces: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(pieces, key=lambda piece: (-len(piece), piece))))


_PIECES, _LETTERS = _any(_LATIN), _any(_ARABIC)
_NO_LETTER = re.compile("[^a-z]")
_DOUBLE = re.compile(r"([b-df-hj-np-tv-xz]|[csgkt]h)\1+")
_TWICE = re.compile(r"(.)\1")
_GLUED = re.compile("[ae]l(?=..)")
_ARTICLE = "ال"
_READINGS = 4
_VOWELS, _WEAK = "aeiou", "اعويءه"
_STRANGE = 2
"""What it costs that a name begins with a vowel in Latin letters alone."""
UNLIKE = 99
"""More than any cost."""


def _options(tiers: Iterable[str]) -> list[tuple[str, int]]:
    return [(piece.replace("-", ""), more) for more, tier in enumerate(tiers) for piece in tier.split()]


_SOUNDS = {piece: _options(tiers) for piece, tiers in _RULES["sounds"].items()}
_SILENT = _options(_RULES["silent"])
_LONGEST = max(map(len, _SOUNDS))


def is_latin(form: str) -> bool:
    """Tell whether a folded word begins with a Latin letter."""
    return "a" <= form[:1] < "\u0250"


def plain(words: Iterable[str]) -> list[str]:
    """Give folded Latin words with consonants written once, letters from a to z alone, and no articles.

    An article stays where there is nothing else.
    """
    found = [_DOUBLE.sub(r"\1", _NO_LETTER.sub("", word.replace("ı", "i"))) for word in words]
    return [word for word in found if word and word not in _ARTICLES] or [word for word in found if word]


def keys(latin: Sequence[str]) -> list[str]:
    """List the keys that Latin words, as `plain` gives them, may share with Arabic ones; none without consonants."""
    pieces = [_LATIN[piece] for piece in _PIECES.findall("".join(latin))]
    found = ["".join(letters) for letters, _ in zip(product(*pieces), range(_READINGS), strict=False)]
    if latin and _GLUED.match(latin[0]):
        found += [one[1:] for one in found if len(one) > 2]
    return [one for one in dict.fromkeys(found) if one]


def key(forms: Iterable[str], *, glued: bool = False) -> str:
    """Give the key of folded Arabic words; with `glued`, articles but the first are letters of it: Abdulaziz."""
    return "".join(_letters(form, glued and at > 0) for at, form in enumerate(forms))


@lru_cache(maxsize=1 << 15)
def _letters(form: str, whole: bool) -> str:  # noqa: FBT001 - cached by position
    bare = form[2:] if not whole and len(form) > 4 and form.startswith(_ARTICLE) else form
    return "".join(_ARABIC[letter] for letter in _LETTERS.findall(_TWICE.sub(r"\1", bare)))


def cost(latin: Sequence[str], arabic: Sequence[str], most: int) -> int:
    """Tell how far Latin words, as `plain` gives them, are from a spelling of folded Arabic words.

    It is the least sum of the rules' costs of writing one as the other; `UNLIKE` where that is more than `most`.
    """
    first = latin[0][0] in _VOWELS and arabic[0].removeprefix(_ARTICLE)[:1] not in _WEAK
    written, said = ("".join(f"<{word}>" for word in words) for words in (latin, arabic))
    best = {(0, 0): _STRANGE if first else 0}  # by what is read of both
    for at in range(len(written) + 1):
        for to in range(len(said) + 1):
            now = best.get((at, to), UNLIKE)
            if now > most:
                continue
            for size in range(min(_LONGEST, len(written) - at) + 1):
                for piece, more in _SOUNDS.get(written[at : at + size], ()) if size else _SILENT:
                    after = at + size, to + len(piece)
                    if said.startswith(piece, to) and now + more < best.get(after, UNLIKE):
                        best[after] = now + more
    found = best.get((len(written), len(said)), UNLIKE)
    return found if found <= most else UNLIKE
