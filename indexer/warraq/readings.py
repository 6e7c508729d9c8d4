"""All that a word without its context may be: the lemmas and roots by which search finds it.

`lexicon.analyse` gives the likeliest reading; here are besides it those that are about as likely (`lexicon.others`),
and the plurals that these hide. Many broken plurals are spelt like another word (مشاهد: scenes, or a spectator), and
the dictionaries list both. A lemma is taken for the singular of a form where the form has the shape of a broken plural
and both have the same consonants. Where the shape is as usual in singulars (قطع: pieces, or to cut), the plural counts
only if its singular is about as common or more. For a plural that no dictionary lists, the singular it would have by
rule is taken, if there is such a word. An indefinite noun that lost its ي (قاض) is found by the whole. A name that is
spelt like the dual of a doer (طالبان) is found by him too. What may be a name from another language, a word that is in
no dictionary or a name without a root, has besides what other spellings of that name share (`sounds`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from warraq import lexicon, sounds
from warraq.roots import root
from warraq.rules import RULES


class Readings(NamedTuple):
    """What a word may be; likeliest first, nothing where no dictionary has it."""

    lemmas: tuple[str, ...]
    """Its dictionary forms, and keys of `sounds`."""
    roots: tuple[str, ...]
    """Their roots."""


_LIKELY = 3.0
"""The costliest clitics that are taken off in search of a plural: one or two of the commonest."""
_MARGIN = 6.0
"""How much rarer than the likeliest reading a plural may be (natural log; this and `_SLACK` were set on half of a list
of 1,600 broken plurals)."""
_SLACK = 0.5
"""How much rarer than a word its plural's singular may be, where the shape is as usual in singulars."""
_DOUBTFUL = 5.0
"""Below this commonness the likeliest reading may be a mistake: see `lexicon.commonness`."""
_SELDOM = 7.0
"""The same for a form that looks like a defective noun; قاض may be a verb too."""


def _shapes(*names: str) -> re.Pattern[str]:
    return re.compile("|".join(re.sub("[فعل]", ".", name) for name in names))


_RULES = RULES["readings"]
_PLURAL, _EITHER, _DOERS, _DEFECTIVE = (_shapes(*_RULES[name]) for name in ("plural", "either", "doer", "defective"))
"""Shapes that singulars seldom have, those that they have as often, those of who does something, and of قاض."""
_SUPPLETIVE: dict[str, str] = _RULES["suppletive"]
"""Plurals, most of another root, with singulars that the dictionaries do not have for them."""
_REGULAR = tuple(
    (re.compile(plural.replace("ف", "(?P<first>.)").replace("ع", "(?P<second>.)").replace("ل", "(?P<third>.)")), ones)
    for plural, ones in _RULES["regular"].items()
)


@lru_cache(maxsize=1 << 14)
def read(form: str) -> Readings:
    """Give the lemmas and roots of a folded word; one that ends in ة is taken to have no pronoun."""
    first = lexicon.analyse(form)
    lemmas = dict.fromkeys(lemma for lemma in (first.lemma, *lexicon.others(form), *_hidden(form)) if lemma)
    roots = dict.fromkeys(one for one in (first.root, *map(root, lemmas)) if one)
    name = next(iter(lemmas), form.replace("ة", "ه"))
    if lexicon.is_word(form) and not roots and (not lemmas or lexicon.is_name(name)):
        lemmas |= dict.fromkeys(sounds.keys(name))
    return Readings(tuple(lemmas), tuple(roots))


def _hidden(form: str) -> Iterator[str]:
    common = lexicon.commonness(form)
    found = dict(lexicon.bases(form, _LIKELY))
    for base, cost in found.items():
        if base + "ه" in found and lexicon.is_lemma(base + "ه"):
            continue  # معاملة is no معامل with a pronoun
        if base in _SUPPLETIVE:
            yield _SUPPLETIVE[base]
        if form.endswith("ة") and base in lexicon.lemmas(base[:-1]):
            yield base[:-1]  # دفع are several times دفعة
        known = lexicon.lemmas(base)
        for lemma in known:
            if _is_plural(base, lemma) and lexicon.nominal(lemma) - cost > common - _MARGIN:
                yield lemma
        if common < _DOUBTFUL and not lexicon.is_lemma(base) and known in {(), (base,)}:
            yield from (lemma for lemma in _guessed(base) if lexicon.is_lemma(lemma))
        if common < _SELDOM and form.endswith(base) and _is_defective(base):
            yield base + "ي"
    if lexicon.is_name(form) and form.endswith("ان") and _DOERS.fullmatch(form[:-2]) and lexicon.is_lemma(form[:-2]):
        yield form[:-2]


def _is_plural(form: str, lemma: str) -> bool:
    """Tell whether a form may be a broken plural of a lemma that is listed for it."""
    if lemma in {form, form.removesuffix("ه")} or not _consonants(form)[1:] or _consonants(form) != _consonants(lemma):
        return False
    if form.endswith("ه") and not form.startswith("ا"):
        return False  # صلابة; of such plurals there is only أفعلة
    if _PLURAL.fullmatch(form):
        return True
    return bool(_EITHER.fullmatch(form)) and lexicon.nominal(lemma) > lexicon.nominal(form) - _SLACK


def _is_defective(form: str) -> bool:
    """Tell whether a form may be of a noun in ي that it loses where it is indefinite: قاض, محام."""
    whole = form + "ي"
    return (
        bool(_DEFECTIVE.fullmatch(form))
        and not lexicon.is_lemma(form)
        and lexicon.is_lemma(whole)
        and (not lexicon.is_name(whole))
    )


def _consonants(form: str) -> str:
    """Give the letters that a word and its broken plural share: without weak ones, each once where it is doubled."""
    return re.sub(r"(.)\1", r"\1", re.sub("[اويءه]", "", form.removesuffix("ه")))


def _guessed(form: str) -> Iterator[str]:
    """Give the singulars that a broken plural would have if it were regular."""
    for plural, singulars in _REGULAR:
        match = plural.fullmatch(form)
        if match:
            first, second, third = match["first"], match["second"], match["third"]
            letters = str.maketrans({"ف": first, "ع": second, "ل": third})
            yield from (singular.translate(letters) for singular in singulars)
            if second == third and singulars[0] == "فعل":
                yield first + second  # اجداد, جد
