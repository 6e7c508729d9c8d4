"""What an article is about: its nouns by lemma, and a few phrases of its own that say it in short.

A run of two or three nouns is a phrase where the articles make it one: `مجلس النواب`, `المجلس الأعلى`. It counts when
it comes again or stands in the title, occurrences brought together by lemma. A phrase weighs (1 + ln times) · the sum
of ln(N / df) of its terms: the tf-idf of its words (Salton and Buckley 1988) added up.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from warraq.dictionaries import look_up
from warraq.fold import MARKS, fold_text
from warraq.lexicon import analyse
from warraq.model import NAMES, Leaf
from warraq.rules import RULES
from warraq.stem import stem

_LONGEST = 3  # words of a phrase
_KEPT = 24  # candidates kept of an article
_TITLED = 1.6  # how much more weighs what stands in the title
_NAMED = 1.5  # how much more a name weighs than a word
_RARE = 2.5  # ln(N / df) that a term which stands alone has at least: fewer than a twelfth of the articles have it
_ADJECTIVE = 1.0  # ln of how much oftener a word must be a noun than an adjective to stand alone
_SHORT = 2  # letters of a lemma that tells too little
_ARTICLE = "ال"
_CONJUNCTIONS = "وف"
_PREPOSITIONS = "بلك"
_PRONOUNS = ("ه", "ها", "هم", "هما", "هن", "نا")
_STOP = frozenset(RULES["stop"]["words"])


class Noun(NamedTuple):
    """A noun or adjective of the text that is no name."""

    start: int
    """Its first code point."""
    end: int
    """After its last code point."""
    lemma: str
    """Its lemma, or its stem where that is unknown."""
    shape: _Shape
    """What its form shows."""


class _Shape(NamedTuple):
    definite: bool  # it has the article
    glued: int  # letters before the article or the noun
    joins: bool  # it may stand in a phrase
    alone: bool  # it may be one


class Candidate(NamedTuple):
    """A phrase that may tell what an article is about."""

    text: str
    """As the article writes it, without what is glued to its front; a name as it is listed."""
    terms: tuple[str, ...]
    """The lemmas of its words; of a name, the one key that all its spellings share."""
    weight: float
    """What the article alone says of its weight: how often, in the title or not, a name or not."""


@lru_cache(maxsize=1 << 14)
def _use(lemma: str) -> tuple[bool, bool]:
    """Whether a lemma is a noun or adjective rather than a verb, and whether it is a noun rather than an adjective."""
    known = look_up(lemma)
    if known is None:
        return True, True
    uses = [part for part in (known.nominal, known.adjectival) if part is not None]
    if not uses or (known.verbal is not None and known.verbal > max(uses)):
        return known.verbal is None, known.verbal is None
    return True, known.adjectival is None or known.adjectival < max(uses) - _ADJECTIVE


@lru_cache(maxsize=1 << 15)
def _shape(form: str, lemma: str) -> _Shape | None:
    """What a folded form shows; None for verbs, particles, numbers and what tells nothing."""
    noun, alone = _use(lemma)
    if not noun or len(lemma) <= _SHORT or len(form) <= _SHORT or form[0] < "ء":
        return None
    glued = 1 if form[0] in _CONJUNCTIONS and lemma[0] != form[0] and len(form) > 3 else 0
    rest = form[glued:]
    if rest.startswith("لل"):
        glued, definite = glued + 1, len(rest) > 4
    else:
        if rest[0] in _PREPOSITIONS and (rest[1:3] == _ARTICLE or lemma[0] != rest[0]) and len(rest) > 3:
            glued, rest = glued + 1, rest[1:]
        definite = rest.startswith(_ARTICLE) and len(rest) > 4
    if not _STOP.isdisjoint((form, rest, lemma)):
        return None
    owned = not definite and rest.endswith(_PRONOUNS) and not lemma.endswith(rest[-1])  # حكومته, معاناتها
    led = form[:glued].endswith(tuple(_PREPOSITIONS))  # بالنسبة, للغاية: often no nouns at all
    return _Shape(definite, glued, not owned, alone and not owned and not led)


def nouns(leaf: Leaf) -> list[Noun]:
    """Give the nouns and adjectives of an article that are no part of a name, in order."""
    found = []
    named = 0
    for note in leaf.annotations:
        if note.kind == "word":
            value = note.value
            if note.start >= named and not isinstance(value, str):
                lemma = value["lemma"] or value["stem"]
                shape = _shape(value["fold"], lemma)
                if shape is not None:
                    found.append(Noun(note.start, note.end, lemma, shape))
        elif note.kind in NAMES and note.end > named:
            named = note.end
    return found


def lemmas(forms: Iterable[str]) -> frozenset[str]:
    """Give the lemmas of folded words, or their stems."""
    return frozenset(analyse(form).lemma or stem(form) for form in forms)


def _chunks(text: str, found: Iterable[Noun]) -> Iterator[list[Noun]]:
    """The runs of two nouns and more that nothing parts: no sign, no name, no other word, no clitic."""
    chunk: list[Noun] = []
    for noun in found:
        shape = noun.shape
        if chunk and (shape.glued or not shape.joins or text[chunk[-1].end : noun.start] != " "):
            if len(chunk) > 1:
                yield chunk
            chunk = []
        if shape.joins:
            chunk.append(noun)
    if len(chunk) > 1:
        yield chunk


def _is_phrase(run: Sequence[Noun]) -> bool:
    """One noun phrase: bare nouns before nouns with the article, or all with it."""
    marks = [noun.shape.definite for noun in run]
    return marks[-1] and marks == sorted(marks)


def _bare(text: str, run: Sequence[Noun]) -> str:
    """A phrase without what is glued to its front: `وبالمجلس` is `المجلس`, `للمجلس` too, and `للجنة` is `اللجنة`."""
    start, end = run[0].start, run[-1].end
    last = ""
    for _ in range(run[0].shape.glued):
        last = text[start]
        start += 1
        while text[start] in MARKS:
            start += 1
    if last == text[start] == "ل":
        return f"ال{text[start if run[0].lemma.startswith('ل') else start + 1 : end]}"
    return text[start:end]


def candidates(text: str, found: Sequence[Noun], title: Collection[str]) -> tuple[Candidate, ...]:
    """Give the phrases that come again in a text, or whose lemmas stand in its title, the heaviest first."""
    counts = Counter([noun.lemma for noun in found])
    telling = [noun for noun in found if counts[noun.lemma] > 1 or noun.lemma in title]
    runs: list[tuple[Noun, ...]] = [(noun,) for noun in telling if noun.shape.alone]
    for chunk in _chunks(text, telling):
        for first in range(len(chunk) - 1):
            for size in range(2, min(_LONGEST, len(chunk) - first) + 1):
                run = tuple(chunk[first : first + size])
                if _is_phrase(run):
                    runs.append(run)
    occurrences: dict[tuple[str, ...], list[tuple[Noun, ...]]] = {}
    for run in runs:
        occurrences.setdefault(tuple([noun.lemma for noun in run]), []).append(run)
    made = []
    for terms, places in occurrences.items():
        titled = all(term in title for term in terms)
        if len(places) + titled > (1 if len(terms) > 1 else 2):
            shown = min((_bare(text, run) for run in places), key=len)
            made.append(Candidate(shown, terms, _weight(len(places), _TITLED if titled else 1.0)))
    made.sort(key=lambda entry: (-entry.weight * len(entry.terms), entry.terms))
    return tuple(made[:_KEPT])


@lru_cache(maxsize=1 << 14)
def _forms(canonical: str) -> tuple[str, ...]:
    return tuple(fold_text(canonical).split())


def name_candidate(kind: str, canonical: str, key: str, times: int, title: Collection[str]) -> Candidate | None:
    """Give a name that an article has more than once, or among its title's folded words.

    A person may go by the last name there.
    """
    forms = _forms(canonical)
    titled = all(form in title for form in (forms[-1:] if kind == "person" else forms))
    if times + titled < 2:
        return None
    return Candidate(canonical, (key,), _weight(times, _NAMED * (_TITLED if titled else 1.0)))


def _weight(times: int, factor: float) -> float:
    return round((1 + math.log(times)) * factor, 3)


def choose(found: Iterable[Candidate], rarity: Callable[[str], float], most: int) -> tuple[str, ...]:
    """Give the `most` phrases that weigh most, no two with a word in common; `rarity` is ln(N / df) of a term."""
    weights = []
    for entry in found:
        rarities = [rarity(term) for term in entry.terms]
        if len(rarities) > 1 or rarities[0] >= _RARE:
            weights.append((-entry.weight * sum(rarities), entry))
    chosen: list[str] = []
    taken: set[str] = set()
    for _, entry in sorted(weights):
        own = {*entry.terms, *(form.removeprefix(_ARTICLE) for form in fold_text(entry.text).split())}
        if len(chosen) < most and taken.isdisjoint(own):
            chosen.append(entry.text)
            taken |= own
    return tuple(chosen)
