"""Letters that Egyptian newspapers and hasty typists write otherwise: ى for ي, ه for ة, ة for ه, and hamzas of alef."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from warraq import dictionaries, lexicon
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


@lru_cache(maxsize=1 << 12)
def bases(form: str) -> tuple[tuple[str, bool], ...]:
    """List what a folded word may be without its clitics, and whether it then had the article."""
    return tuple(_bases(form))


def _bases(form: str) -> Iterator[tuple[str, bool]]:
    for prefix in _PREFIXES:
        if form.startswith(prefix) and len(form) - len(prefix) >= 2:
            yield form[len(prefix) :], prefix.endswith(("ال", "لل"))


@lru_cache(maxsize=1 << 12)
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


@lru_cache(maxsize=1 << 12)
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


@lru_cache(maxsize=1 << 12)
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


def is_nisba(form: str) -> bool:
    """Tell whether a folded word that `is_yeh` is not sure of ends in ي most likely: الجهيناوي, المحامي."""
    found = bases(form)
    if len(form) < 5 or form[-1] != "ي" or any(base in _ALWAYS_MAQSURA for base, _ in found):
        return False
    if any(lexicon.commonness(base) > 0 for base, _ in found):
        return not lexicon.may_be_present(form) and {lexicon.final_letters(base) for base, _ in found} == {"", "ي"}
    return any(definite and len(base) > 3 for base, definite in found)


SLIPS: dict[str, tuple[str, Callable[[str], bool], str]] = {
    "ى": ("yeh", is_yeh, "ي"), "ه": ("teh", is_teh, "ة"), "ة": ("pronoun", is_pronoun, "ه"),
}  # fmt: skip
"""A last letter to the rule that may mend it, whether it does for a folded word, and what is meant instead."""
_ALEFS = frozenset("اأإ")


@lru_cache(maxsize=1 << 12)
def _first_alef(form: str) -> tuple[int, str] | None:
    """Give where a folded word's own alef stands and how dictionaries spell it; `None` where they do not agree."""
    found: set[tuple[int, str]] = set()
    for base, _ in bases(form):
        known = dictionaries.look_up(base)
        if known is None or not (known.readings or known.lemmas):
            continue
        clitics = len(form) - len(base)
        if base[0] != "ا" or len(base) < 5 or known.lemmas != (base,) or form[:clitics].endswith(("ك", "ف")):
            return None  # another word, or one that may be a plural of another: أحكام, إحكام
        for reading in known.readings:
            if reading.part == "VERB" and reading.vocalised[0] != "ا":
                return None
            found.add((clitics, reading.vocalised[0] + ("?" if reading.part == "VERB" else "")))
    if len({alef[0] for _, alef in found}) != 1 or len({at for at, _ in found}) != 1:
        return None
    at, alef = min(found)
    return at, alef


def hamza(word: str, form: str) -> str:
    """Spell the first alef of a word as dictionaries do, or give "" where it is so spelt or they do not tell.

    إستعمال is استعمال, اعلان is إعلان; what has أ where they have إ, or أ before a verb (أعتقد), is left alone.
    """
    if len(word) != len(form) or len(word) < 5 or not (_ALEFS & set(word)):
        return ""
    found = _first_alef(form)
    if found is None:
        return ""
    at, meant = found
    written, right = word[at], meant[0]
    if (written == "إ" and right == "ا") or (written == "ا" and right in "أإ" and meant[1:] != "?"):
        return word[:at] + right + word[at + 1 :]
    return ""
