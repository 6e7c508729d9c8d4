"""The words of an article as the finder of names sees them: what parts each from the one before, and its clitics."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from warraq.annotate.folded import folded
from warraq.fold import MARKS
from warraq.words import Word, words_of

SPACE, QUOTE, STOP = 0, 1, 2
"""What stands between two words: nothing but space; a quotation mark with it; anything else."""

LONGEST = 40
"""Letters beyond which a run is noise, not a word with clitics."""
_OPENS = "«“„‹\"'"
_CLOSES = "»”›\"'"
_QUOTES = re.compile(r"[ \t\xa0]*[«»“”„‹›\"'][ \t\xa0]*")


class Token(NamedTuple):
    """A word and its neighbourhood."""

    form: str
    """Folded, but for the preposition على."""
    start: int
    """Offset of its first code point in the article's text."""
    end: int
    """Offset after its last."""
    gap: int
    """What parts it from the word before: `SPACE`, `QUOTE` or `STOP`."""
    opened: bool
    """Whether a quotation mark opens before it."""
    closed: bool
    """Whether a quotation mark closes after it."""


class Reading(NamedTuple):
    """A word with some of its clitics taken for clitics."""

    form: str
    """What is left; where ل and ال have become لل, the article is restored."""
    skip: int
    """Letters to leave out at the beginning of the word."""


@lru_cache(maxsize=2)
def words_in(text: str) -> list[Word]:
    """Give the words of a text, worked out once for all the annotators that ask for it; it keeps two texts, no more."""
    return words_of(folded(text))


def tokens(text: str) -> list[Token]:
    """Give the words of a text with what is between them."""
    found: list[Token] = []
    words = words_in(text)
    end = 0
    gap, opened = STOP, False
    for index, (form, start, stop) in enumerate(words):
        if index:
            between = text[end:start]
            opened = between[-1:] in _OPENS and bool(between)
            gap = SPACE if between == " " else _gap(between)
        end = stop
        if form == "علي" and text[stop - 1] in "ىی":
            form = "على"  # noqa: PLW2901 - the preposition, which folding makes one with the name
        after = text[stop : stop + 1]
        found.append(Token(form, start, stop, gap, opened, after != "" and after in _CLOSES))
    return found


def _gap(between: str) -> int:
    if "\n" in between:
        return STOP
    if not between.strip():
        return SPACE
    return QUOTE if _QUOTES.fullmatch(between) else STOP


@lru_cache(maxsize=1 << 15)
def readings(form: str) -> tuple[Reading, ...]:
    """List how a folded word may be read: as it stands, then with ever more clitics off."""
    found = [Reading(form, 0)]
    if len(form) > LONGEST:
        return tuple(found)
    for conjunction in ("", "و", "ف"):
        if not form.startswith(conjunction):
            continue
        rest = form[len(conjunction) :]
        if conjunction and len(rest) > 1:
            found.append(Reading(rest, 1))
        if rest.startswith("لل") and len(rest) > 4:
            found.append(Reading("ال" + rest[2:], len(conjunction)))
        if rest[:1] in {"ب", "ل", "ك"} and len(rest) > 3:
            found.append(Reading(rest[1:], len(conjunction) + 1))
    return tuple(found)


def start_after(text: str, token: Token, letters: int) -> int:
    """Give the offset in `text` of a word's part after its first letters, tashkeel and tatweel passed over."""
    at = token.start
    for _ in range(letters):
        at += 1
        while at < token.end and text[at] in MARKS:
            at += 1
    return min(at, token.end - 1)
