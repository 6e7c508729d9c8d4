"""Words as vectors, for the tagger of names, from their neighbours in free text.

They are singular vectors of positive pointwise mutual information (Levy and Goldberg 2014), by position. Only groups
and steps made of them are shipped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

Floats = NDArray[np.float32]
CONTEXTS = 12_000
SEED = 0


def neighbours(texts: Sequence[Sequence[str]], vocabulary: Sequence[str], size: int = 100) -> Floats:
    """Give each word of the vocabulary, most frequent first, a vector of its neighbours up to two words away."""
    number = {form: at for at, form in enumerate(vocabulary)}
    row = np.concatenate([[*(number.get(form, -1) for form in text), -2, -2] for text in texts]).astype(np.int64)
    columns = np.where(row == -1, CONTEXTS, np.where(row == -2, CONTEXTS + 1, row))
    columns[columns > CONTEXTS + 1] = CONTEXTS
    columns[(row >= CONTEXTS)] = CONTEXTS
    blocks = []
    for offset, weight in ((-2, 0.5), (-1, 1.0), (1, 1.0), (2, 0.5)):
        word = row[max(0, -offset) : len(row) - max(0, offset)]
        context = columns[max(0, offset) : len(row) - max(0, -offset)]
        there = word >= 0
        shape = (len(vocabulary), CONTEXTS + 2)
        counts = (
            sparse.coo_matrix((np.ones(int(there.sum())), (word[there], context[there])), shape=shape).tocsr().tocoo()
        )
        of_word = np.asarray(counts.sum(1)).ravel()
        of_context = np.asarray(counts.sum(0)).ravel() ** 0.75
        of_context *= counts.sum() / of_context.sum()
        surprise = np.log(counts.data * counts.sum() / (of_word[counts.row] * of_context[counts.col]))
        blocks.append(sparse.csr_matrix((np.maximum(surprise, 0) * weight, (counts.row, counts.col)), shape=shape))
    return _singular(sparse.hstack(blocks).tocsr().astype(np.float32), size)


def _singular(matrix: sparse.csr_matrix, size: int) -> Floats:
    """Randomized singular value decomposition (Halko, Martinsson and Tropp 2011)."""
    guess = np.random.default_rng(SEED).standard_normal((matrix.shape[1], size + 40)).astype(np.float32)
    basis = matrix @ guess
    for _ in range(6):
        basis, _ = np.linalg.qr(basis)
        other, _ = np.linalg.qr(matrix.T @ basis)
        basis = matrix @ other
    basis, _ = np.linalg.qr(basis)
    left, values, _ = np.linalg.svd((matrix.T @ basis).T, full_matrices=False)
    return np.asarray((basis @ left)[:, :size] * np.sqrt(values[:size]), dtype=np.float32)


def unit(vectors: Floats) -> Floats:
    """Scale each vector to length 1; none to none."""
    return vectors / np.maximum(1e-9, np.linalg.norm(vectors, axis=1, keepdims=True))


def clusters(vectors: Floats, weights: Floats, count: int, rounds: int = 15) -> NDArray[np.int64]:
    """Group unit vectors by spherical k-means, frequent words drawing more."""
    random = np.random.default_rng(SEED)
    centres = vectors[random.choice(len(vectors), count, replace=False, p=weights / weights.sum())]
    group = np.zeros(len(vectors), dtype=np.int64)
    for _ in range(rounds):
        centres = unit(centres)
        group = np.concatenate([(vectors[at : at + 8192] @ centres.T).argmax(1) for at in range(0, len(vectors), 8192)])
        members = sparse.csr_matrix((weights, (group, np.arange(len(vectors)))), shape=(count, len(vectors)))
        centres = np.asarray(members @ vectors)
        empty = np.bincount(group, minlength=count) == 0
        centres[empty] = vectors[random.choice(len(vectors), int(empty.sum()))]
    return group


def priors(vectors: Floats, seen: Mapping[int, Counter[int]], kinds: int, parts: int = 4) -> Floats:
    """Learn from the words of the training text what a word's vector says of its kind; give every word's chances.

    A word of the training text gets them from words of other parts of it, so that they are as honest as a new word's.
    """
    rows = np.array(sorted(seen))
    counts = np.array([[seen[row][kind] for kind in range(kinds)] for row in rows], dtype=np.float32)
    wanted = counts / counts.sum(1, keepdims=True)
    weights = np.sqrt(np.minimum(counts.sum(1), 20))
    result = _apply(_network(vectors[rows], wanted, weights), vectors)
    part = np.random.default_rng(SEED).integers(0, parts, len(rows))
    for which in range(parts):
        others, these = part != which, part == which
        network = _network(vectors[rows[others]], wanted[others], weights[others])
        result[rows[these]] = _apply(network, vectors[rows[these]])
    return result


Network = tuple[Floats, Floats, Floats, Floats]


def _apply(network: Network, vectors: Floats) -> Floats:
    first, shift, second, bias = network
    scores = np.tanh(vectors @ first + shift) @ second + bias
    chances = np.exp(scores - scores.max(1, keepdims=True))
    return np.asarray(chances / chances.sum(1, keepdims=True), dtype=np.float32)


def _network(vectors: Floats, wanted: Floats, weights: Floats, hidden: int = 32, decay: float = 30.0) -> Network:
    """Fit a network of one hidden layer to soft labels."""
    shapes = [(vectors.shape[1], hidden), (hidden,), (hidden, wanted.shape[1]), (wanted.shape[1],)]
    ends = np.cumsum([int(np.prod(shape)) for shape in shapes])
    random = np.random.default_rng(SEED)

    def parts(flat: NDArray[np.float64]) -> Network:
        pieces = np.split(flat, ends[:-1])
        a, b, c, d = (piece.reshape(shape).astype(np.float32) for piece, shape in zip(pieces, shapes, strict=True))
        return a, b, c, d

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        first, shift, second, _ = network = parts(flat)
        middle = np.tanh(vectors @ first + shift)
        chances = _apply(network, vectors)
        wrong = weights[:, None] * (chances - wanted)
        back = (wrong @ second.T) * (1 - middle * middle)
        slopes = [(vectors.T @ back).ravel(), back.sum(0), (middle.T @ wrong).ravel(), wrong.sum(0)]
        cost = -float((weights[:, None] * wanted * np.log(chances + 1e-9)).sum()) + 0.5 * decay * float(flat @ flat)
        return cost, np.concatenate(slopes).astype(np.float64) + decay * flat

    begin = random.standard_normal(ends[-1]) * 0.3 / np.sqrt(vectors.shape[1])
    return parts(minimize(loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": 60, "maxcor": 6}).x)
