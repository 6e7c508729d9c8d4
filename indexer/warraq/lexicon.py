"""What the dictionaries know of a word: its lemma, its root, how common it is and how it is spelt.

A word is taken apart into clitics and a form that the dictionaries have (see `dictionaries` for where they come from);
of all the ways to do that, the one whose lemma is most frequent wins. Every word that comes in is folded.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from warraq.clitics import TA_MARBUTA, Parse, parses
from warraq.conjugate import PRESENT, PRESENT_VOWEL, past_parses, present_parses
from warraq.conjugate import parses as verb_parses
from warraq.dictionaries import ARTICLE, look_up, verbs
from warraq.roots import root
from warraq.rules import RULES


class Entry(NamedTuple):
    """What is known of a word; empty where nothing is."""

    lemma: str
    """The dictionary form: a noun's singular, an adjective's masculine, a verb's past tense of the third person."""
    root: str
    """The consonants it is derived from, three or four as a rule."""


PARTICLES = frozenset({"ADP", "PART", "CCONJ", "SCONJ", "PRON", "DET"})
"""Parts of speech (UPOS) that never take the article."""
_UNKNOWN = Entry("", "")
_RARE = -1.0
"""Log frequency of a lemma that has no count."""
_ITSELF, _FEMININE, _VERB = 2.0, 1.0, 1.0
"""How much likelier a word is its own lemma than another's form, and how much rarer one feminine or one verb form is
than its lemma (natural log; set on half of UD Arabic-PUD)."""
_PERSONS: dict[str, float] = RULES["readings"]["persons"]
"""The same of a present tense that begins with these letters: news speak of themselves seldom."""
_BENDING = frozenset(RULES["readings"]["bending"])
"""Particles that have forms of their own, as هذا has هذه."""
_BOUND = frozenset(RULES["readings"]["bound"])
"""Pronouns that are listed as forms but never follow a preposition: بني is not ب and ني."""
LIKELY = 2.5
"""How much rarer than the likeliest lemma of a word another may be, to be one that search finds it by (natural log);
none that is rarer than anything in a large collection of newspapers."""
_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = tuple(RULES["readings"]["endings"])
"""Ending taken off, what replaces it: inflection that the lists leave out."""


def nominal(lemma: str) -> float:
    """Give the log frequency of a lemma as a noun, adjective, name or particle; low where it has none."""
    known = look_up(lemma)
    return _RARE if known is None or known.nominal is None else known.nominal


def _is_particle(lemma: str) -> bool:
    """Tell whether a lemma is never anything that takes the article."""
    known = look_up(lemma)
    return known is not None and known.readings != () and all(use.part in PARTICLES for use in known.readings)


def is_unbending(lemma: str) -> bool:
    """Tell whether a lemma is a particle oftener than anything else, and has no other forms as one.

    Forms that are listed for it are of a rare word that is spelt like it: ليون is not (و)أنّ but for the verb أنّ.
    """
    known = look_up(lemma)
    return bool(known and known.readings and known.readings[0].part in PARTICLES and lemma not in _BENDING)


def _candidates(parse: Parse) -> Iterator[tuple[str, float, bool]]:
    """Give each lemma a form without its clitics may have, and the log frequency of that lemma as that form.

    The third tells whether the form shows it: as its own lemma, a feminine, a verb. Lists of plurals and the like hold
    much that nobody writes.
    """
    base = parse.base
    if parse.verb is not True:
        for lemma in lemmas(base):
            if parse.definite and _is_particle(lemma):
                continue
            if lemma == base:
                yield lemma, nominal(lemma) + _ITSELF, True
            else:
                yield lemma, _RARE if base in _BOUND or is_unbending(lemma) else nominal(lemma), False
        masculine = look_up(base[:-1]) if base.endswith("ه") else None
        if masculine and masculine.adjectival is not None:
            yield base[:-1], masculine.adjectival - _FEMININE, True
    if parse.verb is not False:
        we = _PERSONS.get(base[:1], 0.0) > _VERB  # نقل is hardly ever (لم) نقل, of قال
        for lemma, likely in verb_lemmas(parse):
            if lemma == base or not is_unbending(lemma):
                yield lemma, likely, not we or lemma[0] == base[0]


def verb_lemmas(parse: Parse) -> Iterator[tuple[str, float]]:
    """Give each verb that a form without its clitics may be of, with its log frequency as that form."""
    for stem in present_parses(parse.base) if parse.verb else verb_parses(parse.base):
        for lemma in verbs(stem):
            verb = look_up(lemma)
            cost = _PERSONS[parse.base[0]] if stem[-1] in {PRESENT, PRESENT_VOWEL} else _VERB
            yield lemma, (verb.verbal if verb and verb.verbal is not None else _RARE) - cost


@lru_cache(maxsize=1 << 8)
def _weighed(form: str) -> tuple[tuple[float, str, bool, float, bool], ...]:
    """Give what a form may be: how likely, the lemma, whether the form shows it, its clitics' cost, whether ه is one.

    A form that ends in ه is asked for twice, one after the other: as it is, and with ة in its place.
    """
    return tuple(
        (frequency - parse.cost, lemma, sure, parse.cost, parse.after == "ه")
        for parse in parses(form)
        for lemma, frequency, sure in _candidates(parse)
    )


@lru_cache(maxsize=1 << 14)
def _known(form: str) -> tuple[str, float, tuple[str, ...]]:
    """Give the likeliest lemma the dictionaries have for a form, how likely it is, and the other likely ones.

    Where there is none, "" and minus infinity.
    """
    best, most, clitics = "", -math.inf, 0.0
    shown: list[tuple[float, str, float]] = []
    firm = form.endswith(TA_MARBUTA)
    for likely, lemma, sure, cost, bound in _weighed(form[:-1] + "ه" if firm else form):
        if bound and firm:
            continue  # what ends in ة has no pronoun
        if likely > most:
            best, most, clitics = lemma, likely, cost
        if sure:
            shown.append((-likely, lemma, cost))
    least = max(most - LIKELY, 0)
    # وردة is a rose; that it might be و and رد and a pronoun is no reason to find it by رد.
    others = (lemma for likely, lemma, cost in sorted(shown) if -likely >= least and cost <= clitics)
    return best, most, tuple(dict.fromkeys(lemma for lemma in others if lemma != best))


def inflected(form: str) -> Iterator[tuple[Parse, str, float]]:
    """Guess the lemmas of a form that no list has, from endings that only inflect, with their log frequency."""
    for parse in parses(form):
        for ending, replacements in _ENDINGS:
            if parse.base.endswith(ending) and len(parse.base) - len(ending) >= 3:
                for replacement in replacements:
                    plain = parse.base[: -len(ending)] + replacement
                    listed = lemmas(plain)
                    for lemma in (plain,) if plain in listed else listed:
                        yield parse, lemma, nominal(lemma) - parse.cost


@lru_cache(maxsize=1 << 14)
def analyse(form: str) -> Entry:
    """Give lemma and root of a folded word, chosen by frequency without its context.

    A word that is in no dictionary has neither; nor has one that is not Arabic.
    """
    if not is_word(form):
        return _UNKNOWN
    lemma = _known(form)[0]
    if not lemma:
        lemma = max(inflected(form), key=lambda guess: guess[2], default=(None, "", 0.0))[1]
    return Entry(lemma, root(lemma)) if lemma else _UNKNOWN


def others(form: str) -> tuple[str, ...]:
    """List the lemmas that a folded word may have besides that of `analyse` and are about as likely, likeliest first.

    وقع is a verb, or stands for واقع; تأكل is of أكل, or تآكل.
    """
    return _known(form)[2] if is_word(form) else ()


def bases(form: str, most: float) -> Iterator[tuple[str, float]]:
    """List what may be left of a folded noun without its clitics, with their cost, up to `most` (natural log)."""
    if is_word(form):
        for parse in parses(form):
            if parse.verb is not True and parse.cost <= most:
                yield parse.base, parse.cost


def lemmas(form: str) -> tuple[str, ...]:
    """List the lemmas that the dictionaries have for a folded noun without clitics, the rare ones among them."""
    known = look_up(form)
    return known.lemmas if known else ()


def commonness(form: str) -> float:
    """Tell how common a folded word is, clitics and all: the natural logarithm of its likeliest reading's frequency.

    10 and more is everyday news, below 5 rare or doubtful; minus infinity where the dictionaries have no reading.
    """
    return _known(form)[1] if is_word(form) else -math.inf


def final_letters(form: str) -> str:
    """Tell how the dictionaries spell the end of a folded word without clitics: some of ي ى ه ة, or "" if unknown."""
    known = look_up(form)
    return known.finals if known else ""


def is_adjective(form: str) -> bool:
    """Tell whether a folded word without clitics, article apart, is an adjective or an adjective's feminine."""
    plain = form.removeprefix(ARTICLE)
    for masculine in (plain, plain[:-1]) if plain.endswith("ه") else (plain,):
        known = look_up(masculine)
        if known and known.adjectival is not None:
            return True
    return False


def is_past_verb(form: str) -> bool:
    """Tell whether a folded word without clitics may be a verb of the past tense."""
    return len(form) > 2 and any(map(verbs, past_parses(form)))


def may_be_present(form: str) -> bool:
    """Tell whether a folded word without clitics may be a verb of the present tense."""
    return len(form) > 2 and any(map(verbs, present_parses(form)))


def is_noun(form: str) -> bool:
    """Tell whether a folded word without clitics is, as it stands, a noun, an adjective or a form of one."""
    return any(map(is_lemma, lemmas(form)))


def is_lemma(form: str) -> bool:
    """Tell whether a folded word is the dictionary form of a noun, an adjective or a name."""
    known = look_up(form)
    return known is not None and known.nominal is not None


def is_name(form: str) -> bool:
    """Tell whether a folded word, as it stands or without its article, is a proper name oftener than a common word."""
    for name in (form, form[2:]) if form.startswith(ARTICLE) else (form,):
        known = look_up(name)
        if known and known.name:
            return True
    return False


def is_word(form: str) -> bool:
    """Tell whether a folded run of letters can be an Arabic word."""
    return "ء" <= form[:1] <= "ي" and len(form) < 25
