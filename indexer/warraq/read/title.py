"""A headline for a text that came without one."""

from __future__ import annotations

import re

from warraq.fold import MARKS, fold_text

_SHORT_SENTENCE = 20
_SHORT = 40
_LONG = 90
_FURTHEST = 140
_OPENING = {"«": "»", "“": "”", "(": ")", "[": "]", "‹": "›", "„": "“"}
_CLAUSE_END = "،,:"
_SENTENCE_END = ".!؟?؛;…"
# What a verb of speech leads to: «قالت الوزارة، إنها ...» has not said anything before إنها.
_COMPLEMENT = re.compile(r"\s*[\"«“]?\s*[وف]?(?:إن|أن|ان|بأن|أنّ|إنّ)(?:ه|ها|هم|هن|ني|نا|ي|ك|كم|هما)?(?:ّ)?\s")
# A headline cut short must not end on a word that leans on the next.
_LEANING = frozenset(
    fold_text(
        "في من على إلى عن أن إن أو ثم مع قد ما لا لم لن التي الذي الذين بين بعد قبل كل كما حيث منذ حتى وفي ومن وعلى"
        " وهو وهي هذا هذه ذلك تلك غير أي بن ابن أبو عبد و"
    ).split()
)


def title_from_lead(text: str) -> str:
    """Make a headline of a text's beginning.

    A short first line without a full stop is the headline already. Else the first sentence where it is short, else
    the lead up to the end of a clause (40 to 90 letters, tashkeel not counted), else up to a word, with an ellipsis.
    Never in the middle of a quotation, unless that is longer than any headline.
    """
    line, _, rest = text.strip().partition("\n")
    line = line.strip()[: 8 * _FURTHEST]  # a letter may carry any number of marks, a headline not
    reach = _reach(line)
    if len(reach) <= _LONG + 1:
        is_headline = rest.strip() and line[-1:] not in ".،؛:"
        return line if is_headline else (_first_sentence(line, reach) or _without_stop(line))
    return _first_sentence(line, reach) or _first_clause(line, reach) or _cut(line, reach)


def _reach(line: str) -> list[int]:
    """Give `reach[n]`, the offset after the first `n` visible characters, as far as a title can go."""
    reach = [0]
    for offset, character in enumerate(line):
        if character in MARKS:
            reach[-1] = offset + 1
        else:
            reach.append(offset + 1)
        if len(reach) > _FURTHEST + 1:
            break
    return reach


def _open_brackets(line: str, end: int) -> list[int]:
    """List the offsets of what is opened before `end` and not closed: quotations and brackets."""
    opened: list[int] = []
    for offset, character in enumerate(line[:end]):
        if character == '"' and opened and line[opened[-1]] == '"':
            opened.pop()
        elif character in _OPENING or character == '"':
            opened.append(offset)
        elif opened and _OPENING.get(line[opened[-1]]) == character:
            opened.pop()
    return opened


def _ends(line: str, reach: list[int], marks: str, shortest: int) -> list[int]:
    """List the offsets of the marks that end something there and are outside quotations."""
    last = reach[min(_LONG, len(reach) - 1)]
    return [
        offset
        for offset in range(reach[min(shortest, len(reach) - 1)], min(last + 1, len(line)))
        if line[offset] in marks and _really_ends(line, offset) and not _open_brackets(line, offset)
    ]


def _really_ends(line: str, offset: int) -> bool:
    before, mark, after = line[:offset], line[offset], line[offset + 1 : offset + 30]
    if after[:1].isdigit() or (mark in ".:,!?;" and after[:1] and not after[0].isspace() and after[0] not in '»”")'):
        return False  # a decimal, a time, an address
    if mark == "." and len(before.rpartition(" ")[2]) <= 2:
        return False  # an initial or title: د. أ.
    if mark in ":،," and after.lstrip()[:1] in {"«", '"', "“"}:
        return False  # what is said belongs to who says it
    return mark not in "،,:" or not _COMPLEMENT.match(after)


def _first_sentence(line: str, reach: list[int]) -> str:
    for offset in _ends(line, reach, _SENTENCE_END, _SHORT_SENTENCE):
        return _without_stop(line[: offset + 1])
    return ""


def _first_clause(line: str, reach: list[int]) -> str:
    for offset in _ends(line, reach, _CLAUSE_END, _SHORT):
        return line[:offset].rstrip()
    return ""


def _without_stop(line: str) -> str:
    return line.rstrip(" .،,؛;:") or line


def _cut(line: str, reach: list[int]) -> str:
    """Cut at a word's end: before a quotation that is too long, or after it where it ends soon enough."""
    end = reach[_LONG]
    opened = _open_brackets(line, end)
    if opened and opened[0] >= reach[_SHORT_SENTENCE]:
        end = opened[0]
    elif opened:
        closed = [spot for spot in range(end, reach[-1]) if not _open_brackets(line, spot + 1)]
        if closed:
            return line[: closed[0] + 1] + "…"
    words = line[:end].split(" ")
    if len(words) > 1 and (opened or not line[end : end + 1].isspace()) and end != (opened or [0])[0]:
        words.pop()
    while len(words) > 3 and (fold_text(words[-1]) in _LEANING or not words[-1]):
        words.pop()
    title = " ".join(words).rstrip(' .،,؛;:-–(«"')
    return title + "…" + "".join(_OPENING.get(line[spot], line[spot]) for spot in reversed(_open_brackets(title, end)))
