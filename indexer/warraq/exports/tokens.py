"""A text parted for a treebank: tokens with no blank in them, and the words that each of them holds.

A token is a word of ours, or a run of one other visible character with the marks and controls that follow it. It holds
several words where one character stands for them (ﷺ) or where clitics are known: those are words of their own, but for
the article, as in Universal Dependencies' Arabic treebanks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from warraq.fold import fold
from warraq.model import Leaf
from warraq.words import forms

# Letters and digits together, or a run of one sign; marks, joiners and directional controls stay with what they follow.
_PIECE = re.compile(r"[^\W_]+|(?P<sign>\S)(?P=sign)*")
_CLINGING = ("Mn", "Me", "Mc", "Cf")
_CLITICS = frozenset("وفبلكس")
_ARTICLE = "ال"
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(slots=True)
class Token:
    """A stretch of text without blanks."""

    start: int
    """Offset of its first code point in the article's text."""
    end: int
    """Offset after its last."""
    words: list[Mapping[str, str]] = field(default_factory=list)
    """The values of its word annotations; none for signs."""


class Part(NamedTuple):
    """A word of a token."""

    start: int
    """Offset of its first code point in the article's text."""
    end: int
    """Offset after its last."""
    form: str
    """As it is written, an article that ل has swallowed restored; folded where it shares its characters with others."""
    fold: str
    """Folded; a sign as it is."""
    role: str
    """`word`, `clitic` (before a word), `pronoun` (after it) or `sign`."""
    value: Mapping[str, str] = _NOTHING
    """What is known of a word."""


def tokens(leaf: Leaf) -> list[Token]:
    """Part the article's text: every character but blanks is in exactly one token."""
    text = leaf.article.text
    found: list[Token] = []
    end = 0
    for note in leaf.annotations:
        if note.kind != "word" or isinstance(note.value, str):
            continue
        if found and note.start < found[-1].end and found[-1].words:
            found[-1].end = max(found[-1].end, note.end)
            found[-1].words.append(note.value)
        else:
            _fill(text, end, note.start, found)
            found.append(Token(note.start, note.end, [note.value]))
        end = found[-1].end
    _fill(text, end, len(text), found)
    return _joined(text, found)


def _fill(text: str, start: int, end: int, found: list[Token]) -> None:
    """Add the tokens of a stretch that holds no word."""
    while start < end and found and found[-1].end == start and unicodedata.category(text[start]) in _CLINGING:
        start += 1
        found[-1].end = start
    for match in _PIECE.finditer(text, start, end):
        clings = unicodedata.category(match[0][0]) in _CLINGING
        if clings and found and found[-1].end == match.start():
            found[-1].end = match.end()
        else:
            found.append(Token(*match.span()))


def _joined(text: str, found: list[Token]) -> list[Token]:
    """Put together neighbours whose edges normalisation would make one character: else no line would be in NFC."""
    kept = found[:1]
    for before, token in pairwise(found):
        edge = text[token.start - 1 : token.start + 1] if before.end == token.start else ""
        if not edge.isascii() and _melts(edge):
            kept[-1].end = token.end
            kept[-1].words += token.words
        else:
            kept.append(token)
    return kept


def _melts(edge: str) -> bool:
    if unicodedata.is_normalized("NFC", edge):
        return False
    return unicodedata.normalize("NFC", edge) != "".join(unicodedata.normalize("NFC", each) for each in edge)


def parts(token: Token, text: str) -> list[Part]:
    """Give the words of a token, in order."""
    written = text[token.start : token.end]
    if not token.words:
        return [Part(token.start, token.end, written, written, "sign")]
    if len(token.words) == 1:
        return _apart(token, written) or [
            Part(token.start, token.end, written, token.words[0].get("fold", ""), "word", token.words[0])
        ]
    order = {form: place for place, form in enumerate(forms(written))}
    words = sorted(token.words, key=lambda word: order.get(word.get("fold", ""), 0))
    return [
        Part(token.start, token.end, word.get("fold") or written, word.get("fold", ""), "word", word) for word in words
    ]


def _apart(token: Token, written: str) -> list[Part]:
    """Take the clitics off a word; give nothing where none are known, or they are not what is written."""
    (value,) = token.words
    before, _, after = value.get("clitics", "").partition("_")
    clitics = [clitic for clitic in before.split("+") if clitic and clitic != _ARTICLE]
    pronoun = after.removeprefix("+")
    folded = fold(written)
    letters = folded.text
    first, last = len(clitics), len(letters) - len(pronoun)
    known = all(clitic in _CLITICS for clitic in clitics) and letters.startswith("".join(clitics))
    if not (clitics or pronoun) or not known or not letters.endswith(pronoun) or first >= last:
        return []
    edges = [*folded.origin[: first + 1], folded.origin[last]]
    edges[0], whole = 0, len(written)
    if not pronoun:
        edges[-1] = whole
    if any(start >= end for start, end in pairwise([*edges, whole][: len(edges) + bool(pronoun)])):
        return []  # one character holds letters of both, as a ligature does
    found = [
        Part(token.start + start, token.start + end, written[start:end], clitic, "clitic")
        for clitic, (start, end) in zip(clitics, pairwise(edges[:-1]), strict=True)
    ]
    start, end = edges[-2:]
    host = written[start:end]
    restored = _swallowed(clitics, before, letters[first:last], value.get("lemma", "")) + host
    found.append(Part(token.start + start, token.start + end, restored, letters[first:last], "word", value))
    if pronoun:
        found.append(Part(token.start + end, token.end, written[end:], pronoun, "pronoun"))
    return found


def _swallowed(clitics: list[str], before: str, host: str, lemma: str) -> str:
    """Give what ل leaves out of the article of its word: للبيت is ل and البيت, لله is ل and الله."""
    if clitics[-1:] != ["ل"] or host.startswith(_ARTICLE):
        return ""
    if lemma == "الله" and host == "له":
        return _ARTICLE
    has_article = before.removesuffix("+").endswith(_ARTICLE) or lemma.startswith(_ARTICLE)
    return "ا" if has_article and host.startswith("ل") else ""
