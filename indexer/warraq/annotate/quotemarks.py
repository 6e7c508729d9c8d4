"""Pairing quotation marks as they are really typed: nested, wrongly turned, left open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from warraq.rules import RULES, character_class

_LETTERS = re.compile(f"[{character_class(RULES['words']['arabic'])}{character_class(RULES['words']['other'])}]")
_MARK = re.compile(r"[«»‹›“”„‟\"\n]")
_DOUBLE = '“”„‟"'
_NEVER_FIRST = {"", "\n", "،", ",", ".", "؛", ")"}


def pairs(text: str) -> Iterator[tuple[int, int]]:
    """Pair quotation marks: the place of the opening and of the closing one, inner pairs before outer ones.

    A straight or wrongly turned mark opens when it stands at the head of a word, and closes at its end.
    """
    stack: list[tuple[str, int]] = []
    waiting = {"«": 0, '"': 0, "»": 0}
    for match in _MARK.finditer(text):
        mark, place = match[0], match.start()
        if mark == "\n":
            stack, waiting = [], dict.fromkeys(waiting, 0)
            continue
        if mark in _DOUBLE:
            if (
                not waiting['"']
                and text[place + 1 : place + 2] in _NEVER_FIRST
                and not text[place - 1 : place].isspace()
            ):
                continue  # closes what nothing opened
            kind, opens = '"', not waiting['"'] or _opens(text, place)
        elif mark in "«‹":
            reverse = waiting["»"] and not _opens(text, place)  # »كذا«
            kind, opens = ("»", False) if reverse else ("«", True)
        else:
            kind, opens = ("«", False) if waiting["«"] else ("»", True)
        if opens:
            stack.append((kind, place))
            waiting[kind] += 1
            continue
        while True:  # marks left open inside a closed pair are dropped
            opened, start = stack.pop()
            waiting[opened] -= 1
            if opened == kind:
                yield start, place
                break


def _opens(text: str, place: int) -> bool:
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    clitic = before in {"و", "ف", "ب", "ل", "ك"} and not _LETTERS.match(text[place - 2 : place - 1])
    return (
        bool(after) and not after.isspace() and after not in "،.؛:,)!؟" and (not before or before in " (:،[" or clitic)
    )
