"""The people, places and organisations that an article names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from warraq import lexicon
from warraq.annotate.gazetteer import load as gazetteer
from warraq.annotate.namefacts import Found, facts, is_given, listed
from warraq.annotate.namerules import organization, place
from warraq.annotate.personrules import person
from warraq.annotate.spelling import is_yeh
from warraq.annotate.tokens import Token, readings, start_after, tokens
from warraq.fold import MARKS, fold_text
from warraq.model import Annotation, Article

_PLAIN = 13.0
"""Commonness above which an adjective (العربي, المصري) is not taken for a last name when it stands alone."""
_RANK = {"organization": 0, "person": 1, "place": 2}
"""Which kind wins where two names of the same length claim the same words."""


def annotate(article: Article, before: tuple[Annotation, ...]) -> Iterable[Annotation]:  # noqa: ARG001 - the agreed form
    """Give the names of an article, none within another: the longer wins, so a place may be part of an organisation.

    A last name that stands alone is a person where the article names that person in full, before or after.
    """
    text = article.text
    row = tokens(text)
    chosen = _choose(_first_pass(row), len(row))
    chosen += _last_names(text, row, chosen)
    reached = 0
    for found in sorted(chosen):
        start, end = _span(text, row, found)
        if start >= reached:  # one code point may hold several words (ﷺ)
            yield Annotation(start, end, found.kind, found.canonical or canonical(text, row, found))
            reached = end


def _first_pass(row: list[Token]) -> Iterator[Found]:
    for at, token in enumerate(row):
        if not facts(token.form).idle:
            for rule in (listed, organization, place, person):
                found = rule(row, at)
                if found:
                    yield found


def _choose(found: Iterable[Found], size: int) -> list[Found]:
    """Keep the longest names, first come first served among equals, so that none overlap."""
    taken = bytearray(size)
    chosen = []
    for name in sorted(found, key=lambda it: (it.first - it.last, it.first, not it.canonical, _RANK[it.kind])):
        if not any(taken[name.first : name.last + 1]):
            taken[name.first : name.last + 1] = b"\1" * (name.last + 1 - name.first)
            chosen.append(name)
    return chosen


def _last_names(text: str, row: list[Token], chosen: list[Found]) -> list[Found]:
    """Find the last names, standing alone, of people whom the article names in full."""
    full: dict[str, set[str]] = {}
    for name in chosen:
        last = row[name.last].form
        if name.kind == "person" and name.last > name.first and _is_last_name(last):
            full.setdefault(last, set()).add(name.canonical or canonical(text, row, name))
    if not full:
        return []
    taken = {at for name in chosen for at in range(name.first, name.last + 1)}
    found = []
    for at, token in enumerate(row):
        for reading in readings(token.form) if at not in taken else ():
            if reading.form in full:
                bearers = full[reading.form]
                found.append(Found(at, at, reading.skip, "person", min(bearers) if len(bearers) == 1 else ""))
                break
    return found


def _is_last_name(form: str) -> bool:
    return (
        facts(form).proper
        and not is_given(form)
        and (lexicon.is_name(form) or not lexicon.is_adjective(form) or lexicon.commonness(form) < _PLAIN)
        and form not in gazetteer().words["after_servant"]
    )


def _span(text: str, row: list[Token], found: Found) -> tuple[int, int]:
    first, last = row[found.first], row[found.last]
    start = start_after(text, first, found.skip)
    opened = any(token.opened for token in row[found.first + 1 : found.last + 1])
    return start, last.end + (1 if opened and last.closed else 0)


def canonical(text: str, row: list[Token], found: Found) -> str:
    """Spell a name as it is listed: without clitics, tashkeel and quotation marks, its final ى mended."""
    parts = []
    for at in range(found.first, found.last + 1):
        token = row[at]
        begin = start_after(text, token, found.skip) if at == found.first and found.skip else token.start
        word = "".join(letter for letter in text[begin : token.end] if letter not in MARKS)
        parts.append(_spelt(word, found.kind))
    return " ".join(parts)


def _spelt(word: str, kind: str) -> str:
    form = fold_text(word)
    if kind == "person" and form in gazetteer().spelling:
        return gazetteer().spelling[form]
    if word[-1:] != "ى":
        return word
    letters = lexicon.final_letters(form) or lexicon.final_letters(form.removeprefix("ال"))
    doubtful = len(letters) > 1 and kind == "person"  # few last names end in ى
    return word[:-1] + "ي" if is_yeh(form) or "ى" not in letters or doubtful else word
