"""Measures of a ranking, and what chance has to do with them.

nDCG is that of Järvelin and Kekäläinen (2002) with the grade as gain; all four are defined as in trec_eval.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

MEASURES = ("nDCG@10", "MRR@10", "recall@10", "recall@100")
"""The columns of `measure`."""
ROUNDS = 10_000
"""Resamplings of the bootstrap and of the significance test."""

_CHUNK = 500  # resamplings held in memory at a time

Floats = NDArray[np.float64]


def measure(ranking: Sequence[str], grades: Mapping[str, int]) -> tuple[float, float, float, float]:
    """Measure one question's ranking (ids, best first) by what its passages are worth: see `MEASURES`."""
    first = next((place for place, found in enumerate(ranking[:10], 1) if found in grades), 0)
    return (
        ndcg(ranking, grades, 10),
        1 / first if first else 0.0,
        len(grades.keys() & set(ranking[:10])) / len(grades),
        len(grades.keys() & set(ranking[:100])) / len(grades),
    )


def ndcg(ranking: Sequence[str], grades: Mapping[str, int], depth: int) -> float:
    """Give the discounted gain of the first `depth` places, as a share of what the best order would give."""
    gained = sum(grades.get(found, 0) / math.log2(place + 1) for place, found in enumerate(ranking[:depth], 1))
    best = sorted(grades.values(), reverse=True)[:depth]
    return gained / sum(grade / math.log2(place + 1) for place, grade in enumerate(best, 1))


def interval(values: Floats, seed: int) -> tuple[float, float]:
    """Give the 95% confidence interval of a mean: percentiles of the means of questions drawn with replacement."""
    numbers = np.random.default_rng(seed)
    size = len(values)
    means = [values[numbers.integers(0, size, (_CHUNK, size))].mean(axis=1) for _ in range(ROUNDS // _CHUNK)]
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)


def significance(ours: Floats, theirs: Floats, seed: int) -> float:
    """Give p of the paired randomisation test (Smucker, Allan and Carterette 2007), two-sided.

    It is how often exchanging the two systems' figures by the toss of a coin for each question gives a difference of
    the means at least as large as the one observed; 1 / (`ROUNDS` + 1) is the least it can be.
    """
    differences = ours - theirs
    observed = abs(float(differences.sum())) - 1e-12
    extreme = 0
    numbers = np.random.default_rng(seed)
    for _ in range(ROUNDS // _CHUNK):
        signs = 2.0 * numbers.integers(0, 2, (_CHUNK, len(differences)), np.int8) - 1.0
        sums = signs @ differences
        extreme += int(np.count_nonzero(np.abs(sums) >= observed))
    return (extreme + 1) / (ROUNDS + 1)
