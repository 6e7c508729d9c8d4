"""A query word, to the words of the archive that may stand for it, each with its weight.

Weights are in 1024ths (`UNIT`), so that sums of them are exact in any order and every engine gets the same figures. A
spelling of the archive has the weight of the closest link it has with the query word:

| link | weight | level |
|---|---|---|
| same folded form | 1 | `typed` where it is also written the same, else `folded` |
| a variant of it, as أميركا is of أمريكا (see `variants`) | .95 | `folded` |
| same light stem, unless the lemmas known of both differ | .7 | `stem` |
| same lemma, or another spelling of a foreign name (see `sounds`) | .5 | `lemma` |
| same root | .3 | `root` |

The query word itself counts as a lemma and as a root wherever the archive has a word of that lemma or root. All
spellings of a form are linked alike, but for one thing: where the last ه is written ة, it is no pronoun, and the word
has no lemma that asks for one. So عمل (work) finds عمله (his work) and no عملة (currency).

For a word that nothing in the archive is linked with, the four words of similar spelling that begin alike are evidence
for ranking, never a reason for being found: cosine² of their edge-marked four-grams, where the cosine is at least .3.
What that evidence gives beside other words: docs/decisions/003.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from warraq import sounds
from warraq.model import LEVELS
from warraq.search.grams import gram_codes
from warraq.search.route import head
from warraq.search.tree import Node
from warraq.search.vocabulary import Analyse, Vocabulary, described, named, typed_so

UNIT = 1024
"""The weight of a word that is the query word."""
LINK_WEIGHTS = {"folded": UNIT, "variant": 973, "stem": 717, "lemma": 512, "root": 307}
FOLDED, STEM, LEMMA, ROOT = (LEVELS.index(level) for level in ("folded", "stem", "lemma", "root"))
NEAREST = 4
"""Words of similar spelling that stand for a word."""
SIMILAR = len(LEVELS)
"""The level number of a word that is only similar in spelling."""


class Group(NamedTuple):
    """The spellings that may stand for a query word."""

    spellings: NDArray[np.int64]
    """Their places in the vocabulary's `typed`, ascending."""
    levels: NDArray[np.int64]
    """The strictest level that links each with the query word, as a place in `LEVELS`; `SIMILAR` where none does."""
    weights: NDArray[np.int64]
    """The weight of that link, 0 where there is none."""
    similar: NDArray[np.int64]
    """The weight of its likeness in spelling, 0 below the threshold."""

    def at(self, level: int) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
        """Give the spellings that count at a level, their weights, and whether each makes an article a hit.

        Spelling is evidence at the levels `lemma` and `root` only: who asks for exact words wants nothing else.
        """
        linked = self.levels <= level
        weights = np.where(linked, self.weights, 0)
        if level >= LEMMA:
            weights = np.maximum(weights, self.similar)
        kept = weights > 0
        return self.spellings[kept], weights[kept], linked[kept]


def expand(vocabulary: Vocabulary, word: str, analyse: Analyse | None) -> Group:
    """Expand a folded word over the vocabulary; one that ends in ة is taken to have no pronoun there (`asked`).

    `analyse` is asked for a word that the archive does not have; without it such a word has a stem only.
    """
    written, word = word, word.replace("ة", "ه")
    place = vocabulary.place(word)
    stems, lemmas, roots = _described(vocabulary, word, place, analyse)
    wanted = named(lemmas, written)
    links: dict[int, int] = {}
    for root in roots:
        links.update(dict.fromkeys(_spellings(vocabulary, vocabulary.roots.having(root)), ROOT))
    for lemma in wanted:
        links.update(dict.fromkeys(_likely(vocabulary, vocabulary.lemmas.having(lemma), wanted), LEMMA))
    for heard in filter(sounds.is_key, lemmas):
        found = [form for form in vocabulary.lemmas.having(heard) if sounds.alike(word, vocabulary.forms[form])]
        links.update(dict.fromkeys(_spellings(vocabulary, found), LEMMA))
    for stem in stems:
        links.update(dict.fromkeys(_likely(vocabulary, vocabulary.stems.having(stem), wanted), STEM))
    links.update(dict.fromkeys(_spellings(vocabulary, same(vocabulary, word)), FOLDED))
    near = {} if links else nearest(vocabulary, word)
    alike = {spelling: weight for form, weight in near.items() for spelling in vocabulary.spellings(form)}
    spellings = np.array(sorted({*links, *alike}), np.int64)
    levels = np.array([links.get(spelling, SIMILAR) for spelling in spellings.tolist()], np.int64)
    weights = np.array([0, *(LINK_WEIGHTS[level] for level in LEVELS[1:]), 0], np.int64)[levels]
    weights[(levels == FOLDED) & ~np.isin(spellings, vocabulary.spellings(place))] = LINK_WEIGHTS["variant"]
    likeness = np.array([alike.get(spelling, 0) for spelling in spellings.tolist()], np.int64)
    return Group(spellings, levels, weights, likeness)


def _spellings(vocabulary: Vocabulary, forms: Iterable[int]) -> Iterator[int]:
    return (spelling for form in forms for spelling in vocabulary.spellings(form))


def _likely(vocabulary: Vocabulary, forms: Iterable[int], wanted: set[str]) -> Iterator[int]:
    """Give the spellings of forms that may be of one of the lemmas `wanted`, as far as these and theirs are known."""
    for form in forms:
        lemmas = vocabulary.lemmas.of(form)
        for spelling in vocabulary.spellings(form):
            theirs = named(lemmas, typed_so(vocabulary.forms[form], vocabulary.typed[spelling]))
            if not wanted or not theirs or wanted & theirs:
                yield spelling


def asked(node: Node) -> str:
    """Give the word of a node of a query as `expand` takes it: folded, but with the ة it was typed with."""
    return typed_so(node["word"], node["typed"])


def same(vocabulary: Vocabulary, word: str) -> list[int]:
    """List the places of a folded word and of its variants."""
    shared = vocabulary.key(word)
    own = vocabulary.place(shared) if vocabulary.key(shared) == shared else -1
    places = [own, *vocabulary.variants.having(shared).tolist()]
    return sorted(place for place in places if place >= 0)


def having(vocabulary: Vocabulary, word: str, level: str, analyse: Analyse | None) -> Group:
    """Give the group of `root:word` or the like: what the word finds at that level, each with its link's weight.

    All of them count as hits whatever level the rest of the query is asked at.
    """
    group = expand(vocabulary, word, analyse)
    linked = group.levels <= LEVELS.index(level)
    none = np.zeros(int(linked.sum()), np.int64)
    return Group(group.spellings[linked], none, group.weights[linked], none)


def _described(
    vocabulary: Vocabulary, word: str, place: int, analyse: Analyse | None
) -> tuple[list[str], set[str], set[str]]:
    if place >= 0:
        tables = (vocabulary.stems, vocabulary.lemmas, vocabulary.roots)
        stems, lemmas, roots = (links.of(place) for links in tables)
    else:
        stems, lemmas, roots, _ = described(word, analyse, vocabulary.key)
    names = {word, vocabulary.key(word)}
    return (
        stems,
        {*lemmas, *(name for name in names if len(vocabulary.lemmas.having(name)))},
        {*roots, *(name for name in names if len(vocabulary.roots.having(name)))},
    )


def nearest(vocabulary: Vocabulary, word: str) -> dict[int, int]:
    """Give the few forms spelt most like a word, with their weights; of equal ones the first."""
    alike = similar(vocabulary, word)
    return {form: alike[form] for form in sorted(alike, key=lambda form: (-alike[form], form))[:NEAREST]}


def similar(vocabulary: Vocabulary, word: str) -> dict[int, int]:
    """Give the forms spelt like a word that have the same `head`, the word itself among them, with their weights."""
    if word.isdigit() or not vocabulary.forms:
        return {}
    grams = vocabulary.grams
    own, _ = gram_codes([word])
    places = np.searchsorted(grams.codes, own)
    found = [
        grams.forms[grams.starts[place] : grams.starts[place + 1]]
        for place, code in zip(places.tolist(), own, strict=True)
        if place < len(grams.codes) and grams.codes[place] == code
    ]
    if not found:
        return {}
    forms, shared = np.unique(np.concatenate(found), return_counts=True)
    square, total = shared.astype(np.int64) ** 2, len(own) * grams.counts[forms].astype(np.int64)
    alike = 100 * square >= 9 * total  # cosine at least .3, in whole numbers
    forms, square, total = forms[alike], square[alike], total[alike]
    weights = (2 * UNIT * square + total) // (2 * total)  # cosine² rounded to a 1024th
    first = head(word)
    return {
        form: weight
        for form, weight in zip(forms.tolist(), weights.tolist(), strict=True)
        if head(vocabulary.forms[form]) == first
    }
