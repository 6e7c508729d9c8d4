"""Did you mean: for a word that finds nothing, a word of the archive that its writer may have meant."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

import numpy as np

from warraq.search.expand import similar
from warraq.search.postings import Postings
from warraq.search.tree import Node
from warraq.search.vocabulary import Ints
from warraq.words import forms

MOST = 3
"""Suggestions given for one query."""

_LETTERS = "ءابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./"
_ARABIC = "ذضصثقفغعهخحجدشسيبلاتنمكطئءؤر\0ىةوزظ"
_LAYOUT = dict(zip(_KEYS, _ARABIC, strict=True)) | {
    "b": "لا",
    "Y": "إ",
    "H": "أ",
    "N": "آ",
    "G": "لأ",
    "T": "لإ",
    "B": "لآ",
}
"""What the keys of an English keyboard give where the Arabic 101 layout is on."""


def distance(first: str, second: str, most: int) -> int:
    """Count the letters to add, drop, change or exchange with their neighbour (optimal string alignment).

    Gives `most` + 1 for anything more than `most`.
    """
    if abs(len(first) - len(second)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        older, before, row = before, row, [i] * (len(second) + 1)
        for j, other in enumerate(second, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                row[j] = min(row[j], older[j - 2] + 1)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def suggest(
    text: str, missing: Sequence[Node], names: Sequence[tuple[int, int, list[str]]], postings: Postings
) -> tuple[str, ...]:
    """Give whole queries, best first, in which words of the archive stand for those that find nothing.

    `missing` are these words' nodes; their places in `text` say what is replaced. `names` are places with the names
    that may be meant there by Latin letters: see `latin.pieces`.
    """
    if not postings.vocabulary.forms:
        return ()
    places = {(node["start"], node["end"]): node for node in missing}
    choices = [
        (start, end, [*found, *(_words_for(places[start, end], postings) if (start, end) in places else ())])
        for start, end, found in names
    ]
    choices += [
        (start, end, _words_for(node, postings))
        for (start, end), node in places.items()
        if not any(low <= start < high for low, high, _ in names)
    ]
    typed = _other_keyboard(text, missing, postings) if missing else ""
    return queries(text, sorted(choices, key=itemgetter(0)), typed)


def queries(text: str, choices: Sequence[tuple[int, int, list[str]]], typed: str = "") -> tuple[str, ...]:
    """Give whole queries, best first.

    `choices` are places in `text` with the words, best first, that may stand there; `typed` is the query of the other
    keyboard, if that is one.
    """
    if not choices:
        return ()
    mended = [_replaced(text, [(start, end, words[0]) for start, end, words in choices if words])]
    for start, end, words in choices:
        rest = [(low, high, best[0]) for low, high, best in choices if best and low != start]
        mended += [_replaced(text, [*rest, (start, end, word)]) for word in words[1:]]
    found = dict.fromkeys([*([typed] if typed else []), *mended])
    return tuple(query for query in found if query != text)[:MOST]


def _replaced(text: str, replacements: Sequence[tuple[int, int, str]]) -> str:
    for start, end, word in sorted(replacements, reverse=True):
        text = text[:start] + word + text[end:]
    return text


def _words_for(node: Node, postings: Postings) -> list[str]:
    """List the archive's words that a word may be a slip of, best first: fewest slips, then commonest."""
    vocabulary = postings.vocabulary
    word = node["word"]
    found = {place: 1 for edit in _edits(word) if (place := vocabulary.place(edit)) >= 0}
    if len(word) > 4:
        for place in similar(vocabulary, word):
            if place not in found and (slips := distance(word, vocabulary.forms[place], 2)) <= 2:
                found[place] = slips
    best = sorted(found, key=lambda place: (found[place], -_count(postings, place), vocabulary.forms[place]))[:MOST]
    parts = _parts(word, postings)
    return [*([parts] if parts else []), *(_commonest_spelling(postings, place) for place in best)]


def _edits(word: str) -> set[str]:
    """List the words one slip away: a letter too many, too few, another, or exchanged with its neighbour."""
    letters = _LETTERS if word[:1] >= "ء" else "abcdefghijklmnopqrstuvwxyz"
    if word.isdigit():
        return set()
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    edits = {left + right[1:] for left, right in halves if right}
    edits |= {left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1}
    edits |= {left + letter + right[1:] for left, right in halves if right for letter in letters}
    edits |= {left + letter + right for left, right in halves for letter in letters}
    return {edit for edit in edits if len(edit) > 1} - {word}


def _parts(word: str, postings: Postings) -> str:
    """Give the two words that a word is made of when the archive has them side by side, with a space between."""
    vocabulary = postings.vocabulary
    best, most = "", 0
    for at in range(2, len(word) - 1):
        first, second = vocabulary.place(word[:at]), vocabulary.place(word[at:])
        if first < 0 or second < 0:
            continue
        together = len(np.intersect1d(_keys(postings, first) + 1, _keys(postings, second)))
        if together > most:
            best, most = f"{_commonest_spelling(postings, first)} {_commonest_spelling(postings, second)}", together
    return best


def _other_keyboard(text: str, missing: Sequence[Node], postings: Postings) -> str:
    """Give what the keys of a Latin text would have written on an Arabic keyboard, if the archive has all its words."""
    if all(node["word"][:1] >= "ء" for node in missing):
        return ""
    other = "".join(_LAYOUT.get(letter, _LAYOUT.get(letter.lower(), letter)) for letter in text)
    found = forms(other)
    return other if found and all(postings.vocabulary.place(form) >= 0 for form in found) else ""


def _keys(postings: Postings, place: int) -> Ints:
    first, starts = postings.vocabulary.first, postings.starts
    return postings.keys[starts[first[place]] : starts[first[place + 1]]]


def _count(postings: Postings, place: int) -> int:
    return len(_keys(postings, place))


def _commonest_spelling(postings: Postings, place: int) -> str:
    return postings.vocabulary.typed[postings.commonest(place)]
