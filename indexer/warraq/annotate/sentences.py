"""Sentences: where a reader draws breath, and what a permanent address points at.

Every non-blank stretch of a text is in exactly one sentence; a sentence never crosses a line end, so a
poem's line is a sentence. Rules are read off the marks alone: a list of what a full stop may be instead
(decimal point, initial, abbreviation, address, dotted date) decides the doubtful cases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from warraq.model import Annotation, Article
from warraq.rules import RULES, character_class

_LETTER = character_class(RULES["words"]["arabic"]) + "A-Za-z" + character_class(RULES["words"]["other"])
_MARK = "\u064b-\u065f\u0670\u0640"  # tashkeel and tatweel: they may stand between a letter and its full stop
_DIGIT = "0-9٠-٩۰-۹"
_CLOSING = "»›”’\"'\\)\\]}﴾“"
_OPENING = "«‹“„‘\"'([{﴿"

_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_LINE = re.compile(rf"[^{_BREAKS}]+")
_STOP = re.compile(rf"[.!?؟…۔]+(?:[ \u00a0][.!?؟…۔]+)*(?:[ \u00a0]?[»›”](?=[\s،؛,.]|$)|[{_CLOSING}])*[.!?؟…۔]*")
"""The end of a sentence with the closing marks that belong to it. A spaced » closes too; a spaced \" might open."""

_ABBREVIATIONS_TEXT = (
    "هـ ه د أ م ص ت ط ج ق ع ب س ن ك ل أ.د ا.د م.م ق.م ب.م ص.ب ص.م ت.م ش.م.ل ذ.م.م إلخ الخ د.ت د.ن "
    "dr mr mrs ms prof st vs etc no vol fig inc ltd jr sr e.g i.e cf al a.m p.m u.s u.k"
)
_ABBREVIATIONS = frozenset(_ABBREVIATIONS_TEXT.split())
"""What a full stop may shorten; a lone letter is an initial. `هـ.` may end a sentence, and so is asked what follows."""

_ENDERS = frozenset({"هـ", "ه", "إلخ", "الخ", "م", "ق.م", "etc", "p.m", "a.m", "u.s", "u.k", "inc", "ltd", "jr"})
"""Abbreviations that often stand last: a sentence may begin after them."""

_WORDED = re.compile(rf"[{_LETTER}{_DIGIT}]")
_TOKEN_BEFORE = re.compile(rf"[{_LETTER}{_MARK}.]+\Z")
_OPENERS = re.compile(r"\s+(?:و?(?:قال|أضاف|أكد|كان|هذا|هذه|لم|لا|ثم)|[A-Z«\"“(])")
_MARKS = re.compile(r"[\u064b-\u065f\u0670]")
_LONGEST_TOKEN = 24
"""How far before a full stop an abbreviation or address is looked for, in code points."""


def annotate(article: Article, before: tuple[Annotation, ...] = ()) -> Iterator[Annotation]:
    """Give the sentences of the article; the value is the number, "1" first. They need no earlier annotation."""
    del before
    text = article.text
    number = 0
    for line in _LINE.finditer(text):
        for start, end in _split(text, line.start(), line.end()):
            number += 1
            yield Annotation(start, end, "sentence", str(number))


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut one line into the spans of its sentences, blanks at both ends left out.

    Marks without a word belong to the sentence after them, at the end of the line to the one before.
    """
    looked, worded = start, False
    ready: tuple[int, int] | None = None
    for match in _STOP.finditer(text, start, end):
        worded = worded or _WORDED.search(text, looked, match.start()) is not None
        looked = match.end()
        if worded and match.end() < end and _ends_sentence(text, match, end):
            if ready:
                yield from _trimmed(text, *ready)
            ready = start, match.end()
            start, worded = match.end(), False
    worded = worded or _WORDED.search(text, looked, end) is not None
    if ready and not worded:
        start, ready = ready[0], None
    if ready:
        yield from _trimmed(text, *ready)
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    inner = piece.strip()
    if inner:
        first = start + len(piece) - len(piece.lstrip())
        yield first, first + len(inner)


def _ends_sentence(text: str, match: re.Match[str], end: int) -> bool:
    """Judge a stop inside a line by what stands on both sides of it."""
    stop, first, last = match[0], match.start(), match.end()
    after = text[last]
    before = text[first - 1] if first else " "
    if stop == ".":
        return _full_stop_ends(text, first, end)
    closed = stop[-1] not in ".!?؟…۔"
    if stop[-1] in ")]}" and (stop[0] != "." or _is_short_form(_token_before(text, first))):
        return False  # an aside: (!), (ق.م.)
    if closed and after in "،؛,;:":
        return False  # a quotation inside a sentence that goes on
    if set(stop) <= {".", "…"}:  # `..` is a pause; an ellipsis ends what does not go on with and, then, or a comma
        pause = stop == ".." or before.isspace() or text[last + 1 : last + 2] in {"و", "ف", "ث"}
        return after.isspace() and not pause and not _goes_on(text, last, end)
    if stop[0] == "?" and not after.isspace():
        return after not in "=&/" and not (after.isascii() and after.isalnum())
    return after not in "،؛,;:"


def _goes_on(text: str, position: int, end: int) -> bool:
    """Whether what follows a blank cannot begin a sentence: a comma, a closing mark, a small Latin letter."""
    rest = text[position : min(position + 8, end)].lstrip()
    return not rest or rest[0] in "،؛,;:)]»" or rest[0].islower()


def _full_stop_ends(text: str, stop: int, end: int) -> bool:  # noqa: PLR0911 (a list of reasons, one return each)
    after = text[stop + 1]
    before = text[stop - 1] if stop else " "
    if after in "،؛,;:-/\\_@":
        return False
    if before.isdigit() and after.isdigit():
        return False  # a decimal point or a dotted date
    token = _token_before(text, stop)
    if not after.isspace():
        glued_latin = after.isascii() and after.isalnum()
        if glued_latin and (before.isascii() and before.isalnum()):
            return False  # an address, a file name
        return not (_is_short_form(token) or _numbering(text, stop))
    if _goes_on(text, stop + 1, end) and text[stop + 1 : stop + 8].strip():
        return False
    if token in _ENDERS:
        return bool(_OPENERS.match(text, stop + 1))
    return not (_is_short_form(token) or _numbering(text, stop))


def _token_before(text: str, stop: int) -> str:
    """The letters and stops just before a full stop, without tashkeel: `ق.م`, `أ.د`, `الكتاب`."""
    found = _TOKEN_BEFORE.search(text[max(0, stop - _LONGEST_TOKEN) : stop])
    return _MARKS.sub("", found[0]).strip(".").lower() if found else ""


def _is_short_form(token: str) -> bool:
    """Whether `token` is an abbreviation or an initial: one letter, و before it not counted (`ود.`)."""
    bare = token[1:] if token[:1] in {"و", "ف", "ل", "ب"} else token
    return any(form in _ABBREVIATIONS or (form and len(form.rsplit(".", 1)[-1]) == 1) for form in (token, bare))


def _numbering(text: str, stop: int) -> bool:
    """Whether the stop closes the number of a list's point: digits that begin a line."""
    position = stop
    while position > max(0, stop - 4) and text[position - 1].isdigit():
        position -= 1
    return position < stop and (position == 0 or text[position - 1] in _BREAKS)
