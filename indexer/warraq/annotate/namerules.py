"""The rules for organisations and places: how the word that announces a name leads to where the name ends."""

from __future__ import annotations

from warraq import lexicon
from warraq.annotate.gazetteer import load as gazetteer
from warraq.annotate.namefacts import COMMON_WORDS, Found, facts, is_given, is_proper, listed
from warraq.annotate.personrules import name_end
from warraq.annotate.tokens import QUOTE, SPACE, Reading, Token

_LONGEST_QUOTE = 5
"""Words a name in quotation marks has at most."""


def _quoted(row: list[Token], at: int) -> int | None:
    """Give the last word of the quotation that opens at a word, if it is short enough for a name."""
    for end in range(at, min(at + _LONGEST_QUOTE, len(row))):
        if end > at and row[end].gap != SPACE:
            return None
        if row[end].closed:
            return end
    return None


def organization(row: list[Token], at: int) -> Found | None:
    """Find an organisation by the word that its name begins with (وزارة, جامعة, المجلس ...)."""
    known = facts(row[at].form)
    trigger = known.organization
    if trigger is None or at + 1 >= len(row):
        return None
    whole = listed(row, at)
    if whole and whole.kind == "organization":  # حزب الله اللبناني is حزب الله
        return None
    if row[at + 1].opened and row[at + 1].gap == QUOTE and not row[at].closed:
        return _quoted_organization(row, at, trigger)
    end = _adjectives(row, at) if known.definite else _construct(row, at, trigger.form)
    if end == at:
        return None
    if trigger.form in gazetteer().words["outside"]:
        return Found(at + 1, end, 0, "organization", "")
    return Found(at, _coordinated(row, end, trigger.form), trigger.skip, "organization", "")


def _quoted_organization(row: list[Token], at: int, trigger: Reading) -> Found | None:
    end = _quoted(row, at + 1)
    if end is None:
        return None
    inside = listed(row, at + 1)
    if inside and inside.kind == "organization":  # تنظيم «داعش»: the name is known without its announcer
        return None
    if trigger.form in gazetteer().words["outside"]:
        return Found(at + 1, end, 0, "organization", "")
    return Found(at, end, trigger.skip, "organization", "")


def _adjectives(row: list[Token], at: int) -> int:
    end = at
    while end + 1 < len(row) and end < at + 3 and row[end + 1].gap == SPACE and facts(row[end + 1].form).adjective:
        end += 1
    return end


def _construct(row: list[Token], at: int, trigger: str) -> int:
    """Give the last word of a name whose first word is without article: وزارة شؤون المرأة, جامعة تونس."""
    own = trigger in gazetteer().words["own_only"]
    for end in range(at + 1, min(at + 4, len(row))):  # nouns without article, up to one that makes the whole definite
        if row[end].gap != SPACE:
            return at
        last = _definite_end(row, end, own)
        if last is not None:
            return last
        form = row[end].form
        if own or form in COMMON_WORDS or not lexicon.is_noun(form):
            return at
    return at


def _definite_end(row: list[Token], at: int, own: bool) -> int | None:  # noqa: FBT001 - what the trigger asks for
    """Give the last word of a name that a word makes definite, or None where it does not."""
    words = gazetteer().words
    form = row[at].form
    known = listed(row, at)
    if known and known.skip == 0:
        return _adjectives(row, at) if known.last == at else known.last
    if form in words["titles"]:
        return name_end(row, at)  # جامعة الملك فهد
    if form.startswith("ال") and len(form) > 4:
        return None if own or form in words["not_adjectives"] | COMMON_WORDS else _adjectives(row, at)
    return at if is_proper(form) and (own or not lexicon.is_noun(form)) else None


def _coordinated(row: list[Token], end: int, trigger: str) -> int:
    """Take in what a name adds: وزارة التربية والتعليم, الهيئة العليا للانتخابات."""
    words = gazetteer().words
    if end + 1 < len(row) and row[end + 1].gap == SPACE:
        form = row[end + 1].form
        if (
            trigger in words["joining"]
            and form.startswith("وال")
            and lexicon.analyse(form[3:]).lemma in words["partners"]
        ):
            return end + 1
        if trigger in words["serving"] and form.startswith("لل") and lexicon.is_noun(form[2:]):
            return _adjectives(row, end + 1)
    return end


def place(row: list[Token], at: int) -> Found | None:
    """Find a place by the word before it (مدينة, ولاية, قرية) or by its own first word (نهر, مطار)."""
    if at + 1 >= len(row):
        return None
    known = facts(row[at].form)
    follows = row[at + 1]
    if not (known.place or known.head) or follows.gap > QUOTE:
        return None
    if follows.opened and (end := _quoted(row, at + 1)) is not None and end < at + 4 and known.place:
        return Found(at + 1, end, 0, "place", "")
    own = listed(row, at + 1)
    end = own.last if own and own.kind == "place" and own.skip == 0 else 0
    if not end:
        form = follows.form
        if not is_proper(form) or is_given(form) or form in COMMON_WORDS or lexicon.is_adjective(form):
            return None
        end = at + 1
    if known.head:
        return Found(at, end, known.head.skip, "place", "")
    return Found(at + 1, end, 0, "place", own.canonical if own and own.last == end else "")
