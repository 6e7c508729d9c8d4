"""Quotations and who speaks them: direct speech within quotation marks, or after a verb of saying and a colon.

The span is what stands inside the marks; the value is the speaker as the text names it, the noun phrase from the
verb to its complement (إن، أن، a colon) with its titles and appositions (وزير الخارجية، سامح شكري), without relative
clauses, without where and to whom it was said. Where only a pronoun speaks the value is empty, unless the same
sentence has named the speaker (قالت القيادة ... لكنها قالت إن «...»); no speaker is carried over from another sentence.

Marks alone make no quotation: names, titles of works and scare quotes stand in them too. What counts is the length,
a verb of saying in the sentence, what stands just before the mark (a colon, أن, a word like رواية or اسم) and whether
the inside has a verb. Marks may nest or be left unclosed; none reaches over a line end. Reported speech outside
marks (قال إن ...) is no quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from warraq.annotate import speech
from warraq.annotate.folded import folded
from warraq.annotate.quotemarks import pairs
from warraq.annotate.speakers import (
    LETTER,
    SENTENCE_END,
    WORD,
    Token,
    according,
    named_after,
    said_after,
    saying,
    sentence_before,
    speaker,
)
from warraq.fold import unfold
from warraq.model import Annotation, Article

_COLON = re.compile(rf":(?= ?[{LETTER}0-9])")
_FINITE = re.compile(
    rf"(?<![{LETTER}])(?:لم|لن|لا|قد|سوف|ليس|ليست|كان|كانت|كنا|ان|انه|انها|اننا|هل|هو|هي|يجب|سن?[يتا][{LETTER}]{{2,}}"
    rf"|[ين][{LETTER}]{{3,}})(?![{LETTER}])"
)
Span = tuple[int, int]
"""Start and end in the folded text."""

_SAMPLE = 400
"""How much of a quotation is read to judge it."""


def annotate(article: Article, before: tuple[Annotation, ...] = ()) -> Iterator[Annotation]:
    """Give the quotations of the article, value the speaker as written or "". They need no earlier annotation."""
    del before
    source = folded(article.text)
    text = source.text
    found: list[tuple[int, int, Span]] = []
    done = 0
    for start, end in sorted(pairs(text)):
        if start < done:
            continue  # within a quotation already found
        named = _judge(text, start, end)
        if named is not None:
            found.append((start + 1, end, named))
            done = end
    found.extend(_after_colons(text, [(start, end) for start, end, _ in found]))
    for start, end, named in sorted(found):
        inside = text[start:end]
        first = start + len(inside) - len(inside.lstrip())
        last = first + len(inside.strip())
        if last > first:
            said = unfold(source, first, last)
            yield Annotation(*said, "quote", _surface(article.text, source.origin, named))


def _surface(text: str, origin: tuple[int, ...], span: Span) -> str:
    start, end = origin[span[0]], origin[span[1]]
    article = "ا" if text[start - 1 : start + 1] == "لل" else ""  # وفقا للمصدر: ل has swallowed the article's alef
    return article + text[start:end].strip() if end > start else ""


def _judge(text: str, start: int, end: int) -> Span | None:  # noqa: PLR0911 (a list of reasons, one return each)
    """Who says what the marks at `start` and `end` hold (an empty span: a pronoun); `None` when it is no speech."""
    inside = text[start + 1 : min(end, start + _SAMPLE)]
    length = len(WORD.findall(inside))
    before = text[max(0, start - 8) : start].rstrip()
    if not length or (length < 3 and not before.endswith((":", "قاءلا", "قايلا", "قايله"))):
        return None  # too short for speech, whatever stands around it: most marks end here
    tokens = sentence_before(text, start)
    verb, following = saying(tokens), named_after(text, end)
    if before.endswith(":"):
        unsaid = verb is None and (length < 5 or _titled(tokens[:-1]))
        return None if unsaid else speaker(tokens, start) or following or (start, start)
    if _titled(tokens):
        return None
    finite = _FINITE.search(inside) is not None
    if following is not None and (length >= 6 or finite or said_after(text, end)):
        return (speaker(tokens, start) if verb is not None else None) or following
    if verb is None:
        return _unsaid(tokens, start, length, finite=finite)
    reported = length >= 6 and any(token.form in speech.COMPLEMENT for token in tokens[verb:])
    if length >= 10 or (length >= 4 and finite) or reported or _opened(tokens, inside):
        return speaker(tokens, start) or (start, start)
    return None


def _unsaid(tokens: list[Token], start: int, length: int, *, finite: bool) -> Span | None:
    """Judge what no verb of saying leads to: بحسب فلان، «...», or so long and wordy that it can only be speech."""
    leads = tokens and (tokens[-1].form in "،," or tokens[-1].form in speech.COMPLEMENT)
    named = according(tokens) if leads else None
    if named is None and length >= 12 and finite:
        return start, start
    return named


def _opened(tokens: list[Token], inside: str) -> bool:
    """Whether إن or قائلا stands before the mark, or إن just after it."""
    last, first = tokens[-1].form if tokens else "", WORD.search(inside)
    return last in speech.COMPLEMENT | speech.PARTICIPLES or (first is not None and first[0] in speech.COMPLEMENT)


def _titled(tokens: list[Token]) -> bool:
    """Whether the word before the mark announces a name or a title: رواية «...», فيلمه «...»."""
    words = [token.form for token in tokens[-2:]]
    if not words or words[-1] in speech.COMPLEMENT:
        return False
    last = words[-1]
    bare = {
        last,
        last.removesuffix("ها"),
        last.removesuffix("ه"),
        last.removesuffix("ته") + "ه",
        last.removeprefix("ب"),
        last.removeprefix("ل"),
    }
    return bool(bare & speech.TITLED) or last in {"عليها", "عليه"} or last.removeprefix("ال") in speech.TITLED


def _after_colons(text: str, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int, Span]]:
    """Speech without marks: from a colon after a verb of saying to the end of the sentence."""
    done, index = 0, 0
    for match in _COLON.finditer(text):
        place = match.start()
        while index < len(taken) and taken[index][1] <= place:
            index += 1
        if place < done or (index < len(taken) and taken[index][0] <= place):
            continue
        tokens = sentence_before(text, place)
        verb = saying(tokens)
        if verb is None or len(tokens) - verb > 20 or any(token.form in speech.COMPLEMENT for token in tokens[verb:]):
            continue
        if tokens[-1].form in {"التالي", "الاتي", "التاليه", "الاتيه"} or tokens[-1].form.isdigit():
            continue
        stop = SENTENCE_END.search(text, match.end())
        end = len(text) if stop is None else stop.end() if stop[0] != "\n" else stop.start()
        if index < len(taken):
            end = min(end, taken[index][0] - 1)
        if len(WORD.findall(text[match.end() : min(end, match.end() + _SAMPLE)])) >= 2:
            yield match.end(), end, speaker(tokens, place) or (place, place)
            done = end
