"""BM25 as Lucene 8 and later has it, over plain dictionaries: what our ports of other engines rank with.

    Σ idf · tf / (tf + 1.2 · (.25 + .75 · length / mean)),   idf = ln(1 + (N − df + .5) / (df + .5))

Lucene keeps a text's length in one byte; the port rounds as it does. Ties are in order of coming.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from search.analyzers import Analyzer

K1, B = 1.2, 0.75


def rounded(length: int) -> int:
    """Give a length as Lucene remembers it: exact up to 39, then four significant bits of what is above 24."""
    if length < 24:
        return length
    shift = max((length - 24).bit_length() - 4, 0)
    return 24 + ((length - 24) >> shift << shift)


class Index:
    """Texts that can be ranked."""

    def __init__(self, texts: Iterable[tuple[str, str]], analyze: Analyzer) -> None:
        """Index pairs of an id and a text."""
        self._analyze = analyze
        self.ids: list[str] = []
        self._places: dict[str, dict[int, list[int]]] = {}
        lengths: list[int] = []
        for number, (identity, text) in enumerate(texts):
            self.ids.append(identity)
            terms = analyze(text)
            for place, term in enumerate(terms):
                if term:
                    self._places.setdefault(term, {}).setdefault(number, []).append(place)
            lengths.append(len(terms) - terms.count(""))
        kept = [length for length in lengths if length]  # Lucene's mean is over texts that have the field
        mean = sum(kept) / len(kept) if kept else 1.0
        self._damping = K1 * (1 - B + B * np.array([rounded(length) for length in lengths], float) / mean)
        self._count = len(kept)
        self._impacts: dict[str, tuple[NDArray[np.int64], NDArray[np.float64]]] = {}

    def _impact(self, term: str) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Give the texts that have a term and what it adds to their scores."""
        if term not in self._impacts:
            places = self._places.get(term, {})
            numbers = np.fromiter(places, np.int64, len(places))
            tf = np.fromiter((len(found) for found in places.values()), float, len(places))
            idf = np.log(1 + (self._count - len(places) + 0.5) / (len(places) + 0.5))
            self._impacts[term] = numbers, idf * tf / (tf + self._damping[numbers])
        return self._impacts[term]

    def rank(self, text: str, limit: int) -> list[str]:
        """Give the ids of the texts with any of the words, best first; of those with the phrase if all is in quotes."""
        terms = self._analyze(text)
        scores = np.zeros(len(self.ids))
        for term, times in Counter(term for term in terms if term).items():
            numbers, impact = self._impact(term)
            scores[numbers] += times * impact
        if len(text) > 2 and text[0] == text[-1] == '"':
            scores[[number for number in range(len(self.ids)) if not self._has_phrase(number, terms)]] = 0
        order = np.argsort(-scores, kind="stable")[:limit]
        return [self.ids[number] for number in order if scores[number] > 0]

    def _has_phrase(self, number: int, terms: list[str]) -> bool:
        wanted = [(place, term) for place, term in enumerate(terms) if term]
        starts = [{found - place for found in self._places.get(term, {}).get(number, ())} for place, term in wanted]
        return bool(starts) and bool(set.intersection(*starts))
