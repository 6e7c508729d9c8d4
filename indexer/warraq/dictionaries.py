"""The dictionaries, read into memory: forms and lemmas, frequencies, verb stems, roots, spellings.

Forms and their lemmas come from simplemma's Arabic list (MIT), lemmas with their frequency and part of speech, broken
plurals and roots from Arramooz (`arramooz-pysqlite`, GPL). Everything is folded and without tashkeel. All is read on
first use, about a second, and shared by every later call; a process that forks others does well to call `load` before.
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import NamedTuple

from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from warraq.conjugate import stems
from warraq.fold import fold_text

ARTICLE = "ال"


class Dictionaries(NamedTuple):
    """All that is looked up; every word folded, without tashkeel."""

    lemmas: dict[str, str | tuple[str, ...]]
    """Every known nominal form, without article or clitics, to its lemma or lemmas."""
    stems: dict[str, tuple[str, ...]]
    """Every marked verb stem (see `conjugate`) to its lemmas."""
    nominal: dict[str, float]
    """Log frequency of a lemma as a noun, adjective, name or particle."""
    adjectival: dict[str, float]
    """Log frequency of a lemma as an adjective: it has a feminine that is not a lemma of its own."""
    verbal: dict[str, float]
    """Log frequency of a lemma as a verb."""
    roots: dict[str, str]
    """A lemma's root."""
    known_roots: frozenset[str]
    """Every root of three consonants."""
    names: frozenset[str]
    """Lemmas that are proper names oftener than anything else."""
    finals: dict[str, str]
    """For a known form that folds to a final ي or ه, the letters it is written with: some of ي ى ه ة."""


def _arramooz(name: str) -> sqlite3.Connection:
    path = files("arramooz").joinpath(f"data/{name}")
    return sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)


def _frequencies() -> tuple[dict[str, float], dict[str, float], dict[str, float], frozenset[str]]:
    nominal: Counter[str] = Counter()
    adjectival: Counter[str] = Counter()
    verbal: Counter[str] = Counter()
    proper: Counter[str] = Counter()
    with closing(_arramooz("wordfreq.sqlite")) as base:
        for lemma, kind, count in base.execute("SELECT unvocalized, word_type, freq FROM wordfreq"):
            key = fold_text(lemma)
            (verbal if kind == "verb" else nominal)[key] += count
            if kind.startswith("adj"):
                adjectival[key] += count
            elif kind == "noun_prop":
                proper[key] += count
    names = frozenset(key for key, count in proper.items() if 2 * count > nominal[key] + verbal[key])
    return _logs(nominal), _logs(adjectival), _logs(verbal), names


def _logs(counts: Counter[str]) -> dict[str, float]:
    return {key: math.log(count) for key, count in counts.items()}


def _roots_and_plurals() -> tuple[dict[str, str], list[tuple[str, str]]]:
    votes: dict[str, Counter[str]] = {}
    plurals: list[tuple[str, str]] = []
    with closing(_arramooz("arabicdictionary.sqlite")) as base:
        nouns = base.execute("SELECT unvocalized, root, broken_plural, number, single FROM nouns").fetchall()
        verbs = base.execute("SELECT unvocalized, root FROM verbs").fetchall()
    for written, root, broken, number, single in nouns:
        lemma = fold_text(written)
        if re.fullmatch("[ء-ي]{3,5}", root or "") and "ة" not in root:  # others repeat the word
            votes.setdefault(lemma, Counter())[_plain_root(root)] += 1
        if number == "جمع تكسير" and single:
            plurals.append((lemma, fold_text(single)))
        else:
            plurals += [(plural, lemma) for plural in re.findall("[ء-ي]{3,}", fold_text(broken or ""))]
    for written, root in verbs:
        if root:
            votes.setdefault(fold_text(written), Counter())[_plain_root(root)] += 1
    votes["كان"] = Counter({"كون": 1})  # the commonest verb of all is the one the list lacks
    return {
        lemma: max(count, key=lambda root: (len(root) == 3, count[root])) for lemma, count in votes.items()
    }, plurals


def _plain_root(root: str) -> str:
    return fold_text(root).replace("ء", "ا")


@cache
def load() -> Dictionaries:
    """Read the dictionaries, about a second, once a process; forked processes share what their parent has read."""
    nominal, adjectival, verbal, names = _frequencies()
    roots, plurals = _roots_and_plurals()
    three = frozenset(root for root in roots.values() if len(root) == 3)
    marked: dict[str, tuple[str, ...]] = {}
    for verb in verbal:
        if len(verb) > 1:
            for stem in dict.fromkeys(stems(verb)):
                marked[stem] = (*marked.get(stem, ()), verb)
    spellings: dict[str, str] = {}
    found: dict[str, str | tuple[str, ...]] = {}
    for form, lemma in _forms(nominal, verbal, roots, plurals, _listed(spellings)):
        have = found.get(form)
        if have is None:
            found[form] = lemma
        elif isinstance(have, str):
            if have != lemma:
                found[form] = (have, lemma)
        elif lemma not in have:
            found[form] = (*have, lemma)
    # The longer list has Egyptian spellings too (عالمى): it is asked only for what the shorter one lacks.
    lemma_spellings: dict[str, str] = {}
    for written, form in _written_lemmas():
        _note_ending(lemma_spellings, written, form)
    finals = {**spellings, **lemma_spellings}
    return Dictionaries(found, marked, nominal, adjectival, verbal, roots, three, names, finals)


def _forms(
    nominal: dict[str, float],
    verbal: dict[str, float],
    roots: dict[str, str],
    plurals: list[tuple[str, str]],
    listed: Iterable[tuple[str, str]],
) -> Iterator[tuple[str, str]]:
    """Give every form that is not a verb's, with a lemma of it; `conjugate` knows the verbs' forms better."""
    one = {lemma: lemma for lemma in (*nominal, *roots)}  # one string for a lemma, however often it is named
    yield from one.items()
    for plural, lemma in plurals:
        if lemma in nominal:
            yield plural, one[lemma]
    for form, lemma in listed:
        if lemma in verbal and lemma not in nominal:
            continue
        plain = form[2:] if form.startswith(ARTICLE) and len(form) > 4 and not lemma.startswith(ARTICLE) else form
        if len(plain) > 1 and " " not in plain and (plain != lemma or plain not in one):
            yield plain, one.setdefault(lemma, lemma)


def _written_lemmas() -> Iterator[tuple[str, str]]:
    with closing(_arramooz("wordfreq.sqlite")) as base:
        lemmas = base.execute("SELECT unvocalized FROM wordfreq").fetchall()
    with closing(_arramooz("arabicdictionary.sqlite")) as base:
        lemmas += base.execute("SELECT unvocalized FROM nouns").fetchall()
    for (written,) in lemmas:
        yield written, fold_text(written)


def _listed(spellings: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Give simplemma's forms and lemmas, folded, and note in `spellings` how the forms end."""
    pairs = iter(DefaultDictionaryFactory().get_dictionary("ar").items())
    while batch := list(islice(pairs, 10_000)):
        written, lemmas = zip(*batch, strict=True)
        for spelt, form, lemma in zip(written, _fold_all(written), _fold_all(lemmas), strict=True):
            _note_ending(spellings, spelt, form)
            yield form, lemma


def _note_ending(spellings: dict[str, str], written: str, form: str) -> None:
    if written and written[-1] in "يىةه":
        plain = form[2:] if form.startswith(ARTICLE) and len(form) > 4 else form
        have = spellings.get(plain, "")
        if written[-1] not in have:
            spellings[plain] = have + written[-1]


def _fold_all(words: Iterable[str]) -> list[str]:
    return fold_text("\n".join(words)).split("\n")  # one call for many is several times faster
