"""The form that a name is known under: without clitics, titles, tashkeel and quotation marks, spelt as it should be."""

from __future__ import annotations

from functools import lru_cache

from warraq import lexicon
from warraq.annotate.features import split
from warraq.annotate.gazetteer import load as gazetteer
from warraq.annotate.namefacts import Found, facts, is_given, listed
from warraq.annotate.scores import load as model
from warraq.annotate.spelling import is_yeh
from warraq.annotate.tokens import Token, start_after
from warraq.fold import MARKS, fold_text


@lru_cache(maxsize=1 << 14)
def letters_before(form: str) -> int:
    """Count the letters of a name's first word that are conjunction and preposition; of لل the article stays."""
    if is_given(form):
        return 0  # ليلى is not ل and يلي
    proclitics, _ = split(form, model().lexicon)
    return len(proclitics) - 2 if proclitics.endswith(("ال", "لل")) else len(proclitics)


def canonical(text: str, row: list[Token], found: Found) -> str:
    """Spell a name as it is listed: in the listed form where there is one, else made from its words."""
    if found.canonical:
        return found.canonical
    first = _proper_start(row, found)
    if first > found.first:
        known = listed(row, first)
        if known and known.last == found.last and known.kind == found.kind:
            return known.canonical
    parts = []
    for at in range(first, found.last + 1):
        token = row[at]
        begin = start_after(text, token, found.skip) if at == found.first and found.skip else token.start
        word = "".join(letter for letter in text[begin : token.end] if letter not in MARKS)
        if at == found.first and len(word) > 4 and word.startswith("لل"):
            word = "ال" + word[2:]
        parts.append(_spelt(word, found.kind))
    return " ".join(parts)


def _proper_start(row: list[Token], found: Found) -> int:
    """Give the first word of a name after its announcers: a person's titles, وكالة before an agency's name."""
    outside = gazetteer().words["outside"]
    at = found.first
    if found.kind == "person":
        while at + 1 < found.last and facts(row[at].form).title:
            at += 1
    elif found.kind == "organization" and at < found.last and row[at].form[found.skip :] in outside:
        known = listed(row, at + 1)
        if known and known.last == found.last and known.kind == "organization":
            at += 1
    return at


def _spelt(word: str, kind: str) -> str:
    form = fold_text(word)
    if kind == "person" and form in gazetteer().spelling:
        return gazetteer().spelling[form]
    if word[-1:] != "ى":
        return word
    letters = lexicon.final_letters(form) or lexicon.final_letters(form.removeprefix("ال"))
    doubtful = len(letters) > 1 and kind == "person"  # few last names end in ى
    return word[:-1] + "ي" if is_yeh(form) or "ى" not in letters or doubtful else word
