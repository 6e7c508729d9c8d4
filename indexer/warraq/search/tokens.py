"""The words of an article as search sees them: with positions, and with what repairs add.

Every engine, its browser twin and the tests' reference take an article's words from here, so that they agree on
positions and spans.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from warraq.fold import fold, fold_text, unfold
from warraq.model import Annotation, Article, Leaf
from warraq.rules import RULES, code_points
from warraq.words import Word, words

_INVISIBLE = {
    point: None
    for rule in RULES["fold"]
    if rule["name"] in {"marks", "tatweel", "controls"}
    for point in code_points(rule["drop"])
}
_COMBINING_HAMZA = frozenset("\u0653\u0654\u0655")


class Token(NamedTuple):
    """A word at its place in an article."""

    form: str
    """Folded."""
    typed: str
    """As it was written, without what readers do not see as letters: see `typed_form`."""
    position: int
    """The words of a text are counted from 0; a repaired word stands at the position of what it repairs."""
    width: int
    """How many positions it takes up: the next word of a phrase stands at `position + width`. Almost always 1."""
    start: int
    """Offset of its first code point in the text."""
    end: int
    """Offset after its last code point."""


def typed_form(written: str) -> str:
    """Give the spelling that the level `typed` compares.

    NFKC, so that a letter's presentation forms and a hamza written apart are the letter, then without tashkeel, tatweel
    and directional controls. Hamza, ى and ي, ة and ه, the kinds of digits and Latin case stay as they are.
    """
    if not _COMBINING_HAMZA.isdisjoint(written):  # marks between a letter and its hamza must not keep them apart
        written = "".join(letter for letter in written if letter in _COMBINING_HAMZA or ord(letter) not in _INVISIBLE)
    return unicodedata.normalize("NFKC", written).translate(_INVISIBLE)


@lru_cache(maxsize=1 << 15)
def spelling(form: str, written: str) -> str:
    """Give the typed form of the word `form` from what is written at its place.

    Where several words stand in one letter, as in ﷺ or ¼, each has its folded form.
    """
    typed = typed_form(written)
    return typed if whole(form, typed) else form


def whole(form: str, written: str) -> bool:
    """Tell whether what is written at a word's place is that word alone."""
    return fold_text(written).replace(",", "") == form


def tokens(leaf: Leaf) -> list[Token]:
    """List the words of an article's text in order of position, repaired words after those they repair.

    A repair whose words differ from the words under it gives them as alternatives at the same position. Where one side
    has fewer words than the other, its last word is as much wider, so that a phrase leads past either to the same word.
    """
    text = leaf.article.text
    plain = words(text)
    repairs = [note for note in leaf.annotations if note.kind == "repair"]
    if not repairs:
        return [_token(text, word, at) for at, word in enumerate(plain)]
    found: list[Token] = []
    position = at = 0
    for note in sorted(repairs, key=lambda note: (note.start, note.end)):
        first = next((i for i in range(at, len(plain)) if plain[i].end > note.start), len(plain))
        last = next((i for i in range(first, len(plain)) if plain[i].start >= note.end), len(plain))
        mended = _mended(text, note, plain[first:last])
        if not mended or (at and plain[at - 1].end > note.start):  # nothing new, or another repair has these words
            continue
        for word in plain[at:first]:
            found.append(_token(text, word, position))
            position += 1
        most = max(last - first, len(mended))
        written = [_token(text, word, position + place) for place, word in enumerate(plain[first:last])]
        for side in (written, [token._replace(position=position + token.position) for token in mended]):
            side[-1] = side[-1]._replace(width=position + most - side[-1].position)
            found += side
        position, at = position + most, last
    found += [_token(text, word, position + more) for more, word in enumerate(plain[at:])]
    return sorted(found, key=lambda token: token.position)  # stable: what was written stands before what mends it


def _token(text: str, word: Word, position: int) -> Token:
    return Token(word.form, spelling(word.form, text[word.start : word.end]), position, 1, word.start, word.end)


def _mended(text: str, note: Annotation, written: list[Word]) -> list[Token]:
    """Give the words a repair reads where `written` stands, positions from 0; none where it changes no word."""
    if not written or not isinstance(note.value, str):
        return []
    start, end = min(written[0].start, note.start), max(written[-1].end, note.end)
    value = text[start : note.start] + note.value + text[note.end : end]
    mended = words(value)
    if not mended or [word.form for word in mended] == [word.form for word in written]:
        return []
    # Where only spaces and quotation marks changed, each letter leads back to its own place.
    places = [
        (word.start + low, word.start + high)
        for word in written
        for low, high in _letter_places(text[word.start : word.end])
    ]
    exact = "".join(word.form for word in mended) == "".join(word.form for word in written)
    found: list[Token] = []
    letters = 0
    for position, word in enumerate(mended):
        first, letters = letters, letters + len(word.form)
        span = (places[first][0], places[letters - 1][1]) if exact and letters <= len(places) else (start, end)
        found.append(Token(word.form, spelling(word.form, value[word.start : word.end]), position, 1, *span))
    return found


def _letter_places(written: str) -> list[tuple[int, int]]:
    folded = fold(written)
    return [unfold(folded, at, at + 1) for at, letter in enumerate(folded.text) if letter != ","]  # as in 1,250


def title_words(article: Article) -> list[tuple[str, str]]:
    """List the words of an article's title, each folded and as typed; none where the title repeats the text."""
    if article.meta.get("title_from") == "lead":
        return []
    title = article.title
    return [(word.form, spelling(word.form, title[word.start : word.end])) for word in words(title)]
