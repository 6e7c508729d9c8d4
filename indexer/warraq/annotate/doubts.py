"""Doubts about what the tagger takes for names: it has learnt from news, and goes wrong where other texts differ.

A name does not go on beyond a comma, a bracket or a quotation mark that closes; a run of Latin letters is the gloss of
a name or a formula; and a person has at least one word that looks like a person's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from warraq import lexicon
from warraq.annotate.features import is_arabic
from warraq.annotate.namefacts import Found, facts
from warraq.annotate.tokens import QUOTE, SPACE, Token, readings

_PARTING = frozenset("،,؛;:()[]{}!?؟\n")
_COMMON = 8.0
"""Commonness from which a word that no list of names has is no last name, alone."""


def believed(row: Sequence[Token], gaps: Sequence[str], found: Iterable[Found]) -> list[Found]:
    """Give the names that are left, some of them shorter; `gaps` are the texts before each word of `row`."""
    names = [_cut(row, gaps, name) for name in found]
    in_full = {form for name in names if name.kind == "person" and name.last > name.first for form in _forms(row, name)}
    return [name for name in names if _is_believed(list(_forms(row, name)), name.kind, in_full)]


def _cut(row: Sequence[Token], gaps: Sequence[str], name: Found) -> Found:
    """End a name where a sign or a gloss ends it; quotation marks around its last words (حزب «النور») are its own."""
    arabic = is_arabic(row[name.first].form)
    for at in range(name.first + 1, name.last + 1):
        gap, form = row[at].gap, row[at].form
        quoted = gap == QUOTE and not (row[at].opened and row[name.last].closed)
        parted = gap != SPACE and not _PARTING.isdisjoint(gaps[at])
        if quoted or parted or (arabic and form[0].isalpha() and not is_arabic(form)):
            return name._replace(last=at - 1, canonical="")
    return name


def _forms(row: Sequence[Token], name: Found) -> Iterator[str]:
    return (token.form for token in row[name.first : name.last + 1])


def _is_believed(words: Sequence[str], kind: str, in_full: Collection[str]) -> bool:
    if not any(map(is_arabic, words)):
        return False
    if kind != "person" or any(map(_looks_personal, (*(reading.form for reading in readings(words[0])), *words[1:]))):
        return True
    return len(words) == 1 and (words[0] in in_full or lexicon.commonness(words[0]) < _COMMON)


def _looks_personal(form: str) -> bool:
    known = facts(form)
    return known.proper or (known.given is not None and known.given.skip == 0)
