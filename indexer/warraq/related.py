"""Which articles are most like each other, and which names keep company.

Articles: cosine of tf-idf over nouns, by lemma, and names. tf-idf is (1 + ln tf) · ln(N / df), normalised to length one
(Salton and Buckley 1988). An article is known by its heaviest terms alone, and a term that a tenth of the archive
shares tells nothing; so the work grows with the archive and not with its square.

Names: the log-likelihood ratio of standing in the same articles (Dunning, "Accurate methods for the statistics of
surprise and coincidence", 1993), so that a name which is everywhere is not everyone's companion.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

_HEAVIEST = 40  # terms an article is known by
_COMMON = 0.1  # share of the archive above which a term tells nothing
_LEAST = 0.2  # cosine below which two articles are not called related

Postings = list[tuple[NDArray[np.int64], NDArray[np.float64]]]
"""By a term's number: the articles that have it, and what it weighs there."""


def _postings(
    articles: Sequence[Mapping[str, int]], frequency: Mapping[str, int]
) -> tuple[list[list[tuple[int, float]]], Postings]:
    """Each article's heaviest terms with their weights, and each term's articles with theirs."""
    most = max(2, int(len(articles) * _COMMON))
    rarity = {term: math.log(len(articles) / count) for term, count in frequency.items() if 2 <= count <= most}
    numbers: dict[str, int] = {}
    profiles: list[list[tuple[int, float]]] = []
    for terms in articles:
        heaviest = sorted(
            (-(1 + math.log(count)) * rarity[term], term) for term, count in terms.items() if term in rarity
        )[:_HEAVIEST]
        length = math.sqrt(sum(weight**2 for weight, _ in heaviest)) or 1.0
        profiles.append([(numbers.setdefault(term, len(numbers)), -weight / length) for weight, term in heaviest])
    places: list[list[int]] = [[] for _ in numbers]
    shares: list[list[float]] = [[] for _ in numbers]
    for place, profile in enumerate(profiles):
        for number, weight in profile:
            places[number].append(place)
            shares[number].append(weight)
    return profiles, [
        (np.array(place, dtype=np.int64), np.array(share)) for place, share in zip(places, shares, strict=True)
    ]


def most_alike(
    articles: Sequence[Mapping[str, int]], frequency: Mapping[str, int], reports: Sequence[int], most: int
) -> list[tuple[int, ...]]:
    """Give for each article the places of the `most` articles most like it, most alike first, ties by place.

    `articles` holds each article's terms and how often each stands in it, `frequency` how many articles have a term.
    Of the articles that `reports` gives one number, which are one report, at most one is given, and not an article's
    own.
    """
    profiles, postings = _postings(articles, frequency)
    nobody = np.zeros(0, np.int64)
    found = []
    for place, profile in enumerate(profiles):
        others = np.concatenate([nobody, *(postings[number][0] for number, _ in profile)])
        products = np.concatenate([nobody, *(weight * postings[number][1] for number, weight in profile)])
        scores = np.bincount(others, products, len(articles))
        near = np.flatnonzero(scores >= _LEAST)
        best: dict[int, int] = {}
        for other in near[np.lexsort((near, -scores[near].round(9)))].tolist():
            if len(best) == most:
                break
            if reports[other] != reports[place]:
                best.setdefault(reports[other], other)
        found.append(tuple(best.values()))
    return found


def _surprise(both: int, one: int, other: int, articles: int) -> float:
    """Dunning's ratio for two names that stand in `both` articles together and in `one` and `other` at all.

    Zero where they meet no oftener than chance would have it.
    """
    if both * articles <= one * other:
        return 0.0
    cells = (both, one - both, other - both, articles - one - other + both)
    expected = (one * other, one * (articles - other), other * (articles - one), (articles - one) * (articles - other))
    return 2 * sum(
        cell * math.log(cell * articles / chance) for cell, chance in zip(cells, expected, strict=True) if cell
    )


def company(articles: Iterable[Sequence[str]], most: int) -> dict[str, tuple[tuple[str, int], ...]]:
    """Give for each name the `most` names that keep it company, and in how many articles they do.

    `articles` holds the names of each article, none twice. What met once may have met by chance, and comes last.
    """
    beside: dict[str, Counter[str]] = {}
    frequency: Counter[str] = Counter()
    count = 0
    for names in articles:
        count += 1
        frequency.update(names)
        for name in names:
            beside.setdefault(name, Counter()).update(names)
    found = {}
    for name, others in beside.items():
        del others[name]
        ranked = sorted(
            (-_surprise(both, frequency[name], frequency[other], count) if both > 1 else 0.0, -both, other)
            for other, both in others.items()
        )
        found[name] = tuple((other, -both) for _, both, other in ranked[:most])
    return found
