"""How people spell the same question: thirteen changes, each drawn anew for every question from its own seed."""

from __future__ import annotations

import itertools
import random
import re
import unicodedata
from collections.abc import Callable, Mapping

_TASHKEEL = "\u064e\u064f\u0650\u0652"  # a, u, i, and none
_LETTER = re.compile("[ء-غف-ي]")
_WORD = re.compile("[ء-غف-ي]+")
_APART = re.compile("[ءآأؤإاةدذرزوى]|ل[اأإآ]|.ء")  # a letter that no stroke joins to the next, or that the next needs


def _hamza(text: str, _: random.Random) -> str:
    return text.translate(str.maketrans("أإآ", "ااا"))


def _final_yeh(text: str, _: random.Random) -> str:
    return re.sub(r"ي(?![ء-ي\u064b-\u0652])", "ى", text)


def _ta_marbuta(text: str, _: random.Random) -> str:
    return text.replace("ة", "ه")


def _seat(text: str, numbers: random.Random) -> str:
    """Put hamza on another of its seats, as writers of other countries do (شؤون, شئون) or who hurry (شءون)."""
    return re.sub("[ؤئ]", lambda found: numbers.choice({"ؤ": "ئء", "ئ": "ؤء"}[found[0]]), text)


def _tashkeel(text: str, numbers: random.Random) -> str:
    return _LETTER.sub(lambda found: found[0] + numbers.choice(_TASHKEEL), text)


def _tatweel(text: str, numbers: random.Random) -> str:
    def stretched(found: re.Match[str]) -> str:
        joining = [at for at in range(len(found[0]) - 1) if not _APART.match(found[0], at)]
        if not joining:
            return found[0]
        at = numbers.choice(joining) + 1
        return found[0][:at] + "ـ" * numbers.randint(1, 3) + found[0][at:]

    return _WORD.sub(stretched, text)


def _persian(text: str, _: random.Random) -> str:
    return text.translate(str.maketrans("كيى", "کیی"))


def _shapes() -> dict[str, dict[str, str]]:
    """Give the presentation forms of each letter, and of ل with alef, by `isolated`, `initial`, `medial`, `final`."""
    found: dict[str, dict[str, str]] = {}
    for point in range(0xFE80, 0xFEFD):
        form, *letters = unicodedata.decomposition(chr(point)).split()
        found.setdefault("".join(chr(int(letter, 16)) for letter in letters), {})[form.strip("<>")] = chr(point)
    return found


_SHAPES = _shapes()


def _presentation(text: str, _: random.Random) -> str:
    """Write every letter as the shape it has in its place: what old software and some PDF files give."""

    def shaped(found: re.Match[str]) -> str:
        shapes = [_SHAPES[letter] for letter in re.findall("ل[اأإآ]|.", found[0])]
        joined = [
            "initial" in one and "final" in other for one, other in itertools.pairwise([{}, *shapes, {}])
        ]  # whether each letter joins the one before it
        names = {(False, False): "isolated", (False, True): "initial", (True, True): "medial", (True, False): "final"}
        return "".join(one[names[joined[at], joined[at + 1]]] for at, one in enumerate(shapes))

    return _WORD.sub(shaped, text)


def _attached_wa(text: str, numbers: random.Random) -> str:
    words = [found.start() for found in _WORD.finditer(text) if len(found[0]) > 2]
    if not words:
        return text
    at = numbers.choice(words)
    return f"{text[:at]}و{text[at:]}"


def _glued(text: str, numbers: random.Random) -> str:
    gaps = [found.span() for found in re.finditer(r"(?<=[ء-ي]) +(?=[ء-ي])", text)]
    if not gaps:
        return text
    start, end = numbers.choice(gaps)
    return text[:start] + text[end:]


def _changed(text: str, numbers: random.Random, change: Callable[[str, random.Random], str]) -> str:
    """Change one word of four letters or more."""
    words = [found for found in _WORD.finditer(text) if len(found[0]) > 3]
    if not words:
        return text
    word = numbers.choice(words)
    return text[: word.start()] + change(word[0], numbers) + text[word.end() :]


def _deleted(text: str, numbers: random.Random) -> str:
    def change(word: str, numbers: random.Random) -> str:
        at = numbers.randrange(len(word))
        return word[:at] + word[at + 1 :]

    return _changed(text, numbers, change)


def _doubled_or_swapped(text: str, numbers: random.Random) -> str:
    def change(word: str, numbers: random.Random) -> str:
        at = numbers.randrange(len(word) - 1)
        if numbers.random() < 0.5:
            return word[:at] + word[at] + word[at:]
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    return _changed(text, numbers, change)


def _digits(text: str, _: random.Random) -> str:
    """Write numbers with the other digits."""
    ascii_digits, arabic = "0123456789", "٠١٢٣٤٥٦٧٨٩"
    return text.translate(str.maketrans(ascii_digits + arabic, arabic + ascii_digits))


VARIATIONS: Mapping[str, Callable[[str, random.Random], str]] = {
    "no hamza on alef": _hamza,
    "ى for final ي": _final_yeh,
    "ه for ة": _ta_marbuta,
    "seat of hamza": _seat,
    "tashkeel": _tashkeel,
    "tatweel": _tatweel,
    "Persian letters": _persian,
    "presentation forms": _presentation,
    "attached و": _attached_wa,
    "two words glued": _glued,
    "a letter missing": _deleted,
    "doubled or swapped": _doubled_or_swapped,
    "other digits": _digits,
}
"""Each takes a question and gives it as it might also be written; unchanged where it has nothing to change."""


def vary(text: str, name: str, seed: str) -> str:
    """Write a question in the way called `name`."""
    return VARIATIONS[name](text, random.Random(f"{seed} {name}"))
