"""The rules for people: given names, titles and verbs of saying before a name, and how far a name goes on."""

from __future__ import annotations

from warraq import lexicon
from warraq.annotate.gazetteer import load as gazetteer
from warraq.annotate.namefacts import COMMON_WORDS, Found, facts, is_given, is_nationality
from warraq.annotate.tokens import QUOTE, SPACE, Token


def person(row: list[Token], at: int) -> Found | None:
    """Find a person by a given name, a title before it, or a verb of saying before an unknown word."""
    form = row[at].form
    known = facts(form)
    announced = _announced(row, at)
    if known.given:
        end = _said_by(row, at) if announced else name_end(row, at)
        if end > at or (announced and known.given.skip == 0 and not lexicon.is_noun(form)):
            return Found(at, end, known.given.skip, "person", "")
        return None
    if form == "عبد" and at + 1 < len(row) and row[at + 1].gap == SPACE and _goes_on(form, row[at + 1].form):
        end = name_end(row, at)
        return Found(at, end, 0, "person", "") if end > at + 1 or announced else None
    if form in gazetteer().words["kunya"] and _is_followed(row, at):
        if facts(row[at + 1].form).proper or announced:
            return Found(at, name_end(row, at + 1), 0, "person", "")
    elif announced and known.proper and not (known.alone or known.adjective or known.organization):
        end = _said_by(row, at)
        if end > at or len(form) > 3:
            return Found(at, end, 0, "person", "")
    return None


def _said_by(row: list[Token], at: int) -> int:
    """Give the last word of a name after a verb or title; two words before أن or إن are a name, known or not."""
    end = name_end(row, at)
    if end == at and at + 2 < len(row) and row[at + 2].form == "ان" and row[at + 1].gap == row[at + 2].gap == SPACE:
        return at if row[at + 1].form in COMMON_WORDS or is_nationality(row[at + 1].form) else at + 1
    return end


def _announced(row: list[Token], at: int) -> bool:
    """Tell whether a title stands before a word, definite adjectives between them allowed, or a verb of saying."""
    if row[at].gap > QUOTE:
        return False
    if facts(row[at - 1].form).speech:
        return row[at].gap == SPACE
    for before in range(at - 1, max(at - 4, -1), -1):
        form = row[before].form
        if facts(form).title:
            return True
        if row[before].gap != SPACE or not form.startswith("ال"):
            return False
        if not (lexicon.is_adjective(form) or is_nationality(form)):
            return False
    return False


def name_end(row: list[Token], at: int) -> int:
    """Give the last word of a person's name that has begun."""
    words = gazetteer().words
    end = at
    while end + 1 < len(row) and end < at + 4 and row[end + 1].gap == SPACE and not row[end].closed:
        form = row[end + 1].form
        if form in words["particles"] and _is_followed(row, end + 1):
            end += 2
        elif _goes_on(row[end].form, form):
            end += 1
        else:
            return end + 1 if form in words["ordinals"] or (end == at and _is_byname(row[at].form, form)) else end
    return end


def _is_followed(row: list[Token], at: int) -> bool:
    return at + 1 < len(row) and row[at + 1].gap == SPACE and row[at + 1].form not in COMMON_WORDS


def _goes_on(before: str, form: str) -> bool:
    known = facts(form)
    if (known.proper and not known.alone) or (is_given(form) and form not in COMMON_WORDS):
        return True
    words = gazetteer().words
    return form in words["after_servant"] and before in words["before_servant"]


def _is_byname(given: str, form: str) -> bool:
    """Tell whether an adjective after a given name is a last name of its own kind: توفيق الحكيم."""
    return facts(form).adjective and form[-1] != "ه" and lexicon.is_name(given) and not is_nationality(form)
