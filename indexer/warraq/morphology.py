"""All that a written word may be: its clitics, its lemma and its part of speech, likeliest first.

`lexicon.analyse` gives the one reading that is likeliest without context, and `readings.read` the lemmas by which
search finds a word; here are the readings among which `annotate.parts` chooses in context.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from warraq import lexicon
from warraq.clitics import PRONOUNS, Parse, parses
from warraq.dictionaries import look_up


class Analysis(NamedTuple):
    """One reading of a word."""

    lemma: str
    """The dictionary form, folded."""
    part: str
    """Its part of speech (Universal Dependencies' UPOS), as the dictionaries have it."""
    likely: float
    """Log frequency of the lemma in this use and with these clitics."""
    base: str
    """The word without clitics, folded."""
    before: tuple[str, ...]
    """The clitics before it."""
    after: str
    """The pronoun after it."""


_RARE = -1.0
_ITSELF, _FEMININE, _VERB, _GUESSED = 2.0, 1.0, 1.0, 3.0
"""As in `lexicon`, and how much less likely an inflection is that no list has."""
_PREPOSITIONS = frozenset("لب")
_MOST = 8
"""Readings kept for a word."""


@lru_cache(maxsize=1 << 14)
def analyses(form: str) -> tuple[Analysis, ...]:
    """Give the readings of a folded word, likeliest first; none where no dictionary knows any."""
    if not lexicon.is_word(form):
        return ()
    if form[0] in _PREPOSITIONS and form[1:] in PRONOUNS - {"ني"}:
        return (Analysis(form[0], "ADP", 15.0, form[0], (), form[1:]),)
    best: dict[tuple[str, str], Analysis] = {}
    for parse in parses(form):
        for lemma, part, likely in _uses(parse):
            have = best.get((lemma, part))
            if have is None or have.likely < likely - parse.cost:
                best[lemma, part] = Analysis(lemma, part, likely - parse.cost, parse.base, parse.before, parse.after)
    found = best.values() or _guessed(form)
    return tuple(sorted(found, key=lambda one: (-one.likely, one.lemma, one.part))[:_MOST])


def _uses(parse: Parse) -> Iterator[tuple[str, str, float]]:
    """Give lemma, part of speech and log frequency of what a form without its clitics may be."""
    base = parse.base
    if parse.verb is not True:
        for lemma in lexicon.lemmas(base):
            for part, likely in _parts(lemma):
                if not (parse.definite and part in lexicon.PARTICLES):
                    yield lemma, part, likely + (_ITSELF if lemma == base else 0.0)
        if base.endswith("ات") and lexicon.is_lemma(base[:-2] + "ه"):
            yield base[:-2] + "ه", "NOUN", lexicon.nominal(base[:-2] + "ه") - _FEMININE
        masculine = look_up(base[:-1]) if base.endswith("ه") else None
        if masculine and masculine.adjectival is not None:
            yield base[:-1], "ADJ", masculine.adjectival - _FEMININE
    if parse.verb is not False:
        for lemma, likely in lexicon.verb_lemmas(parse):
            yield lemma, "VERB", likely


@lru_cache(maxsize=1 << 14)
def _parts(lemma: str) -> tuple[tuple[str, float], ...]:
    """Give the parts of speech of a lemma that are no verbs, with the log frequency of each."""
    known = look_up(lemma)
    counts: dict[str, int] = {}
    for use in known.readings if known else ():
        if use.part != "VERB":
            counts[use.part] = counts.get(use.part, 0) + use.times
    return tuple((part, math.log(times)) for part, times in counts.items()) or (("NOUN", _RARE),)


def _guessed(form: str) -> Iterator[Analysis]:
    """Give the readings that a form would have with an inflection that no list has."""
    for parse, lemma, likely in lexicon.inflected(form):
        for part, _ in _parts(lemma):
            yield Analysis(lemma, part, likely - _GUESSED, parse.base, parse.before, parse.after)
