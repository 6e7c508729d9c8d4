"""Endings that Egyptian newspapers and hasty typists write without their dots: ى for ي, ه for ة, and ة for ه."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from warraq import lexicon
from warraq.annotate.gazetteer import load as gazetteer
from warraq.words import forms

_PREFIXES = (
    "", "و", "ف", "ب", "ل", "ك", "ال", "وال", "فال", "بال", "كال", "وبال", "لل", "ولل", "وب", "ول", "فب", "فل",
)  # fmt: skip
_ALWAYS_YEH = frozenset(
    forms(
        "في وفي ففي الذي والذي بالذي للذي التي والتي بالتي للتي أي وأي بأي لأي هي وهي فهي لي كي لكي ذي"
        " حوالي وحوالي الرأي والرأي بالرأي للرأي"
    )
)
_ALWAYS_MAQSURA = frozenset(forms("يمنى مجرى مرسى موفى رشاوى فتاوى دعاوى شكاوى أرى نرى حتى متى"))
_COMMON = 9.0


@lru_cache(maxsize=1 << 15)
def bases(form: str) -> tuple[tuple[str, bool], ...]:
    """List what a folded word may be without its clitics, and whether it then had the article."""
    return tuple(_bases(form))


def _bases(form: str) -> Iterator[tuple[str, bool]]:
    for prefix in _PREFIXES:
        if form.startswith(prefix) and len(form) - len(prefix) >= 2:
            yield form[len(prefix) :], prefix.endswith(("ال", "لل"))


@lru_cache(maxsize=1 << 15)
def is_yeh(form: str) -> bool:
    """Tell whether a folded word ends in ي for certain, so that a final ى is only ي without its dots."""
    if form in _ALWAYS_YEH:
        return True
    if len(form) < 4 or form[-1] != "ي":
        return False
    found = bases(form)
    if any(base in _ALWAYS_MAQSURA for base, _ in found):
        return False
    if any(base in gazetteer().nationalities for base, _ in found):
        return True
    future = form[0] == "س" and lexicon.may_be_present(form[1:])  # سيرى or سيري
    if future or any("ى" in lexicon.final_letters(base) for base, _ in found):
        return False
    return any(_ends_in_yeh(base, definite) for base, definite in found)


def _ends_in_yeh(base: str, definite: bool) -> bool:  # noqa: FBT001 - what `bases` says of it
    root = lexicon.analyse(base).root
    if len(base) < 4 or (base[0] == "م" and root[-1:] in "اويى"):  # مسمى or مسمي, مرمى or مرمي
        return False
    if lexicon.final_letters(base) == "ي":
        return True
    if len(base) < 5 or lexicon.may_be_present(base):
        return False
    whole = base[:-1]  # مقاتلي from مقاتلين, العراقي from العراق
    return any(lexicon.is_noun(noun) for noun in ((whole, whole + "ا", whole + "ه") if definite else (whole,)))


@lru_cache(maxsize=1 << 15)
def is_teh(form: str) -> bool:
    """Tell whether a folded word ends in ة for certain, so that a final ه is only ة without its dots."""
    if len(form) < 5 or not form.endswith("ه") or any("ه" in lexicon.final_letters(base) for base, _ in bases(form)):
        return False
    whole = form[:-1]  # without the article it may be a pronoun
    if lexicon.is_noun(whole) or lexicon.is_past_verb(whole) or lexicon.may_be_present(whole):
        return False
    return any(
        lexicon.final_letters(base) == "ة"
        and lexicon.commonness(base) > _COMMON
        and (definite or (base == form and form[-2] != "ا" and lexicon.is_lemma(form) and form[-2] != "ي"))
        for base, definite in bases(form)
    )


@lru_cache(maxsize=1 << 15)
def is_pronoun(form: str) -> bool:
    """Tell whether a folded word is a verb with the pronoun ه for certain, so that a final ة has dots too many."""
    if len(form) < 5 or not form.endswith("ته"):
        return False
    found = bases(form)
    if any("ة" in lexicon.final_letters(base) or lexicon.is_lemma(base) for base, _ in found):
        return False
    return any(
        lexicon.is_past_verb(base[:-1]) and lexicon.is_past_verb(base[:-2]) and lexicon.commonness(base) > _COMMON
        for base, definite in found
        if not definite and len(base) > 4
    )
