"""Trains a linear-chain conditional random field by FTRL-proximal (McMahan et al. 2013): sparse, and seconds a fit."""

# ruff: noqa: ANN001, ANN201, ANN202, C901, PLR0912, PLR0913, PLR0917, NPY002
# Numba compiles these functions: it works the types out itself, knows only NumPy's old random numbers, and is fastest
# with one loop that takes plain arrays.
from __future__ import annotations

import numpy as np
from numba import njit

FORBIDDEN = -50.0
"""The score of a step that the labels do not allow (a later word of a name without its first)."""
SMALL = 1e-3
"""A slope that is not worth learning from."""


@njit(cache=True, fastmath=True)
def _weight(z, root, rate, lasso, ridge):
    if z > lasso:
        return -(z - lasso) / ((1.0 + root) / rate + ridge)
    if z < -lasso:
        return -(z + lasso) / ((1.0 + root) / rate + ridge)
    return 0.0


@njit(cache=True, fastmath=True)
def _learn(state, label, slope, rate, lasso, ridge) -> None:
    """Learn a weight; `state` is a row of weights, of what they follow from (z), and of the root of their slopes' sum.

    The three stand side by side, since memory is what training waits for.
    """
    root = np.sqrt(state[2, label] * state[2, label] + slope * slope)
    z = state[1, label] + slope - (root - state[2, label]) / rate * state[0, label]
    state[1, label], state[2, label] = z, root
    state[0, label] = _weight(z, root, rate, lasso, ridge)


@njit(cache=True, fastmath=True)
def _epoch(
    features,
    ends,
    starts,
    lengths,
    order,
    labels,
    state,
    move_state,
    allowed,
    begins,
    identity,
    setting,
    seed,
) -> None:
    """Go once through the sentences; `identity` marks features that name a word, left out for a share of the words.

    `state` is features x what `_learn` keeps x labels, `move_state` the same by label before the label.
    """
    rate, lasso, ridge, share = setting
    count = state.shape[2]
    np.random.seed(seed)
    longest = lengths.max()
    emit, forward, backward = np.zeros((longest, count)), np.zeros((longest, count)), np.zeros((longest, count))
    scale, blind = np.zeros(longest), np.zeros(longest, np.bool_)
    moves, move_slopes, slopes = np.zeros((count, count)), np.zeros((count, count)), np.zeros(count)
    for sentence in order:
        length, base = lengths[sentence], starts[sentence]
        for a in range(count):
            for b in range(count):
                moves[a, b] = np.exp(move_state[a, 0, b] + allowed[a, b])
                move_slopes[a, b] = 0.0
        for t in range(length):
            emit[t] = 0.0
            blind[t] = np.random.random() < share
            for p in range(ends[base + t], ends[base + t + 1]):
                feature = features[p]
                if not (blind[t] and identity[feature]):
                    for k in range(count):
                        emit[t, k] += state[feature, 0, k]
            emit[t] = np.exp(emit[t] - emit[t].max())
        for t in range(length):
            for k in range(count):
                past = 0.0
                if t == 0:
                    past = np.exp(begins[k])
                else:
                    for a in range(count):
                        past += forward[t - 1, a] * moves[a, k]
                forward[t, k] = past * emit[t, k]
            scale[t] = forward[t].sum()
            forward[t] /= scale[t]
        backward[length - 1] = 1.0
        for t in range(length - 2, -1, -1):
            for a in range(count):
                total = 0.0
                for k in range(count):
                    step = moves[a, k] * emit[t + 1, k] * backward[t + 1, k] / scale[t + 1]
                    total += step
                    move_slopes[a, k] += forward[t, a] * step
                backward[t, a] = total
        for t in range(1, length):
            move_slopes[labels[base + t - 1], labels[base + t]] -= 1.0
        for a in range(count):
            for k in range(count):
                _learn(move_state[a], k, move_slopes[a, k], rate, 0.0, ridge)
        for t in range(length):
            for k in range(count):
                slopes[k] = forward[t, k] * backward[t, k] - (1.0 if labels[base + t] == k else 0.0)
            if np.abs(slopes).max() > SMALL:
                for p in range(ends[base + t], ends[base + t + 1]):
                    if not (blind[t] and identity[features[p]]):
                        for k in range(count):
                            if abs(slopes[k]) > SMALL:
                                _learn(state[features[p]], k, slopes[k], rate, lasso, ridge)


def allowed_moves(names):
    """Give the scores of label after label and of a label at a beginning: 0, or `FORBIDDEN`."""
    moves = [[FORBIDDEN if b[0] == "I" and a[2:] != b[2:] else 0.0 for b in names] for a in names]
    return np.array(moves), np.array([FORBIDDEN if name[0] == "I" else 0.0 for name in names])


def train(
    features, ends, lengths, labels, names, identity, *, rate=0.1, lasso=0.3, ridge=1.0, share=0.3, epochs=5, models=1
):
    """Fit weights to sentences and give them: features x labels, and label x next label.

    `features[ends[i]:ends[i + 1]]` are the features of word `i`; `lengths` parts the words into sentences. With several
    `models`, each sees the sentences in another order and the weights are their mean.
    """
    allowed, begins = allowed_moves(names)
    lengths, count = np.asarray(lengths, dtype=np.int64), len(names)
    starts = np.cumsum(lengths) - lengths
    total, total_moves = 0.0, 0.0
    for model in range(models):
        state = np.zeros((len(identity), 3, count), dtype=np.float32)
        move_state = np.zeros((count, 3, count))
        random = np.random.default_rng(model)
        for epoch in range(epochs):
            order = random.permutation(len(lengths))
            arrays = (state, move_state, allowed, begins, identity)
            _epoch(
                features,
                ends,
                starts,
                lengths,
                order,
                labels,
                *arrays,
                (rate, lasso, ridge, share),
                100 * model + epoch,
            )
        total = total + state[:, 0]
        total_moves = total_moves + move_state[:, 0]
    return total / models, total_moves / models + allowed
