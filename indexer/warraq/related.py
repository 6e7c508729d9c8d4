"""Which articles are most like each other: cosine of tf-idf over content words and names.

tf-idf is (1 + ln tf) · ln(N / df), normalised to length one (Salton and Buckley 1988). An article is known by its
heaviest terms alone, and a term that a tenth of the archive shares tells nothing; so the work grows with the archive
and not with its square.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

_HEAVIEST = 16  # terms an article is known by
_COMMON = 0.1  # share of the archive above which a term tells nothing
_LEAST = 0.12  # cosine below which two articles are not called related


def _postings(
    articles: Sequence[Mapping[str, int]],
) -> tuple[list[list[tuple[int, float]]], list[tuple[NDArray[np.int64], NDArray[np.float64]]]]:
    """Each article's heaviest terms with their weights, and each term's articles with theirs."""
    frequency = Counter(term for terms in articles for term in terms)
    most = max(2, int(len(articles) * _COMMON))
    numbers: dict[str, int] = {}
    profiles: list[list[tuple[int, float]]] = []
    for terms in articles:
        weights = {
            term: (1 + np.log(count)) * np.log(len(articles) / frequency[term])
            for term, count in terms.items()
            if 2 <= frequency[term] <= most
        }
        heaviest = sorted(weights, key=lambda term: (-weights[term], term))[:_HEAVIEST]
        length = float(np.sqrt(sum(weights[term] ** 2 for term in heaviest))) or 1.0
        profiles.append([(numbers.setdefault(term, len(numbers)), float(weights[term]) / length) for term in heaviest])
    places: list[list[int]] = [[] for _ in numbers]
    shares: list[list[float]] = [[] for _ in numbers]
    for place, profile in enumerate(profiles):
        for number, weight in profile:
            places[number].append(place)
            shares[number].append(weight)
    return profiles, [
        (np.array(place, dtype=np.int64), np.array(share)) for place, share in zip(places, shares, strict=True)
    ]


def most_alike(articles: Sequence[Mapping[str, int]], most: int) -> list[tuple[int, ...]]:
    """Give for each article the places of the `most` articles most like it, most alike first, ties by place.

    `articles` holds each article's terms and how often each stands in it.
    """
    profiles, postings = _postings(articles)
    found = []
    for place, profile in enumerate(profiles):
        scores = np.zeros(len(articles))
        for number, weight in profile:
            others, shares = postings[number]
            scores[others] += weight * shares
        scores[place] = 0.0
        near = np.flatnonzero(scores >= _LEAST)
        best = near[np.lexsort((near, -scores[near].round(9)))][:most]
        found.append(tuple(int(other) for other in best))
    return found
