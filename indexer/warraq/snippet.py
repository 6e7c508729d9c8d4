"""The few words of an article that show why it was found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from warraq.model import Article

WIDTH = 200
_MARK = ("\x1b[1;33m", "\x1b[0m")


class Piece(NamedTuple):
    """A stretch of a snippet."""

    text: str
    """As the article has it, line breaks turned into spaces."""
    marked: bool
    """Whether it is a hit."""


class Snippet(NamedTuple):
    """A stretch of an article's text."""

    pieces: tuple[Piece, ...]
    """Its parts, in order."""
    cut_before: bool
    """Whether text of the article stands before it."""
    cut_after: bool
    """Whether text of the article stands after it."""


def snippet(article: Article, spans: Sequence[tuple[int, int]], width: int = WIDTH) -> Snippet:
    """Choose the stretch of at most about `width` code points with the most different hits, cut between words.

    `spans` are offsets in `article.text`, in order. Without any, it is the text's beginning.
    """
    text = article.text
    start, end = _window(text, spans, width)
    pieces: list[Piece] = []
    at = start
    for low, high in ((max(low, start), min(high, end)) for low, high in spans):
        if low >= high or low < at:
            continue
        if low > at:
            pieces.append(Piece(_plain(text[at:low]), marked=False))
        shown = _plain(text[low:high])
        if pieces and pieces[-1].marked:  # two hits in one word: nothing may stand between its letters
            shown = pieces.pop().text + shown
        pieces.append(Piece(shown, marked=True))
        at = high
    if at < end:
        pieces.append(Piece(_plain(text[at:end]), marked=False))
    return Snippet(tuple(pieces), bool(text[:start].strip()), bool(text[end:].strip()))


def as_text(found: Snippet) -> str:
    """Write a snippet as plain text, hits unmarked."""
    return _dots(found, "".join(piece.text for piece in found.pieces))


def as_terminal(found: Snippet, *, colour: bool) -> str:
    """Write a snippet for a terminal: hits in colour, or between asterisks where there is none.

    Control characters of the article never reach the terminal.
    """
    before, after = _MARK if colour else ("*", "*")
    safe = ("".join(c if c.isprintable() or c in "\u200c\u200d" else " " for c in piece.text) for piece in found.pieces)
    marked = zip(safe, found.pieces, strict=True)
    return _dots(found, "".join(f"{before}{text}{after}" if piece.marked else text for text, piece in marked))


def as_html(found: Snippet) -> Markup:
    """Write a snippet as HTML, escaped, hits in `<mark>`."""
    parts = (Markup("<mark>{}</mark>").format(p.text) if p.marked else escape(p.text) for p in found.pieces)
    return Markup(_dots(found, Markup().join(parts)))  # noqa: S704 - every part is escaped above


def _dots(found: Snippet, text: str) -> str:
    return ("… " if found.cut_before else "") + text + (" …" if found.cut_after else "")


def _plain(text: str) -> str:
    return "".join(" " if letter.isspace() else letter for letter in text)


def _window(text: str, spans: Sequence[tuple[int, int]], width: int) -> tuple[int, int]:
    """Give the stretch's ends: at a hit's or a word's edge, a third of the spare room before its first hit."""
    length = len(text)
    if length <= width:
        return _trimmed(text, 0, length)
    first, last = _best(text, spans, width)
    start = max(0, first - max(0, width - (last - first)) // 3)
    end = min(length, start + width)
    start = max(0, min(start, end - width))
    return _trimmed(text, _word_edge(text, start, first, 1), _word_edge(text, end, max(last, start), -1))


def _best(text: str, spans: Sequence[tuple[int, int]], width: int) -> tuple[int, int]:
    """Give the ends of the hits to show together: most different words, then most hits, then earliest."""
    best, most = (0, 0), (0, 0)
    for at, (start, end) in enumerate(spans):
        inside = [span for span in _following(spans, at) if span[1] <= start + width] or [(start, end)]
        worth = len({text[low:high] for low, high in inside}), len(inside)
        if worth > most:
            best, most = (start, min(inside[-1][1], start + width)), worth
    return best


def _following(spans: Sequence[tuple[int, int]], at: int) -> Iterable[tuple[int, int]]:
    return spans[at : at + 40]


def _word_edge(text: str, at: int, limit: int, step: int) -> int:
    """Move a cut that would fall within a word inwards to the word's edge, but never beyond `limit` or far."""
    if at in {0, len(text)}:
        return at
    for moved in range(40):
        place = at + step * moved
        if place * step >= limit * step:
            return limit if moved else at
        if text[place].isspace() or text[place - 1].isspace():
            return place
    return at


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
