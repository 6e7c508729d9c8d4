"""Linear-chain arithmetic over many sentences at once (Lafferty, McCallum and Pereira 2001), with numpy alone.

Sentences are packed by position, longest first, so each step of the recursions is one matrix product for all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class Packing(NamedTuple):
    """Where the rows of sentences that stand one after another go when they are packed by position."""

    rows: NDArray[np.int64]
    """The row of each packed row."""
    starts: list[int]
    """Where each position's rows start in the packed order; one more ends the last."""


def pack(lengths: Sequence[int]) -> Packing:
    """Pack sentences of the given lengths, in words, none of them empty."""
    sizes = np.asarray(lengths, dtype=np.int64)
    order = np.argsort(-sizes, kind="stable")
    first = (np.cumsum(sizes) - sizes)[order]
    # How many sentences reach each position: sizes in falling order, read the other way.
    alive = np.searchsorted(-sizes[order], -np.arange(sizes.max()), side="left")
    rows = np.concatenate([first[:count] + position for position, count in enumerate(alive)])
    return Packing(rows, [0, *np.cumsum(alive).tolist()])


def marginals(scores: Floats, moves: Floats, packing: Packing) -> Floats:
    """Give each word's probability of each label (forward-backward).

    `scores` are words x labels, those of beginnings added to first words; `moves` label x next label.
    """
    packed = scores[packing.rows]
    emit = np.exp(packed - packed.max(axis=1, keepdims=True))
    move, starts, last = np.exp(moves), packing.starts, len(packing.starts) - 2
    forward = np.empty_like(emit)
    for at in range(last + 1):
        here = slice(starts[at], starts[at + 1])
        size = starts[at + 1] - starts[at]
        step = emit[here]
        if at:
            step = step * (forward[starts[at - 1] : starts[at - 1] + size] @ move)
        forward[here] = step / step.sum(axis=1, keepdims=True)
    backward = np.ones_like(emit)
    for at in range(last - 1, -1, -1):
        size = starts[at + 2] - starts[at + 1]
        after = slice(starts[at + 1], starts[at + 2])
        step = (emit[after] * backward[after]) @ move.T
        backward[starts[at] : starts[at] + size] = step / step.sum(axis=1, keepdims=True)
    both = forward * backward
    result: Floats = np.empty_like(both)
    result[packing.rows] = both / both.sum(axis=1, keepdims=True)
    return result


def best(scores: Floats, moves: Floats, packing: Packing) -> NDArray[np.int64]:
    """Give the labels of the likeliest path through each sentence (Viterbi)."""
    packed, starts, last = scores[packing.rows], packing.starts, len(packing.starts) - 2
    way = np.empty(packed.shape, dtype=np.int64)
    totals = packed.copy()
    for at in range(1, last + 1):
        here = slice(starts[at], starts[at + 1])
        size = starts[at + 1] - starts[at]
        reached = totals[starts[at - 1] : starts[at - 1] + size, :, None] + moves
        way[here] = reached.argmax(axis=1)
        totals[here] += reached.max(axis=1)
    labels = totals.argmax(axis=1)
    for at in range(last, 0, -1):
        size = starts[at + 1] - starts[at]
        labels[starts[at - 1] : starts[at - 1] + size] = way[
            np.arange(starts[at], starts[at + 1]), labels[starts[at] : starts[at + 1]]
        ]
    result = np.empty(len(labels), dtype=np.int64)
    result[packing.rows] = labels
    return result
