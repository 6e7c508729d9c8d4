"""Linear-chain arithmetic over many sentences at once (Lafferty, McCallum and Pereira 2001), with numpy alone.

What a recursion says of a word hangs on the word before it, but little on words far away. So all words are worked out
at once, as if nothing stood before them, and again where the word before has changed, until nothing changes: that is
the recursion's own result, reached in a few rounds instead of one for each word of the longest sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_LEAST = -30.0
"""The lowest log chance that a word's features give a label: what is lower is as good as none, and ends in zeros."""


def marginals(scores: Floats, moves: Floats, lengths: Sequence[int], reach: int = 12) -> Floats:
    """Give each word's probability of each label (forward-backward), as if only words within `reach` of it were there.

    `scores` are words x labels, those of beginnings added to first words; `moves` label x next label; `lengths` parts
    the words into sentences, none of them empty.
    """
    emit = np.exp(np.maximum(scores - scores.max(axis=1, keepdims=True), _LEAST)).T
    move = np.exp(moves)
    firsts = np.flatnonzero(~_follows(lengths))
    before = _reached(emit, move.T, firsts, reach)
    after = _reached(emit[:, ::-1], move, emit.shape[1] - np.append(firsts[1:], emit.shape[1]), reach)[:, ::-1]
    chances = (emit * before * after).T
    result: Floats = chances / chances.sum(axis=1, keepdims=True)
    return result


def _reached(emit: Floats, move: Floats, firsts: NDArray[np.int64], reach: int) -> Floats:
    """Give what the words before each say of its labels, labels x words; nothing to the first of a sentence."""
    emit, move = np.ascontiguousarray(emit), np.ascontiguousarray(move / move.max())
    before = np.ones_like(emit)
    for _ in range(reach):
        reached = move @ (before * emit)[:, :-1]
        before[:, 1:] = reached / reached.max(axis=0)
        before[:, firsts] = 1
    return before


def best(scores: Floats, moves: Floats, lengths: Sequence[int]) -> NDArray[np.int64]:
    """Give the labels of the likeliest path through each sentence (Viterbi)."""
    follows = _follows(lengths)
    emit, steps = np.ascontiguousarray(scores.T), moves[:, :, None]
    totals = emit - emit.max(axis=0)
    words, inner = np.flatnonzero(follows), np.append(follows[1:], False)
    while len(words):
        found = (totals.take(words - 1, axis=1)[:, None] + steps).max(axis=0)
        found += emit.take(words, axis=1)
        found -= found.max(axis=0)
        changed = (found != totals.take(words, axis=1)).any(axis=0)
        totals[:, words] = found
        words = words[changed & inner[words]] + 1
    ways = (totals[:, None, :-1] + steps).argmax(axis=0).T.tolist()
    labels = totals.argmax(axis=0).tolist()
    for at in np.flatnonzero(follows)[::-1].tolist():
        labels[at - 1] = ways[at - 1][labels[at]]
    return np.array(labels, dtype=np.int64)


def _follows(lengths: Sequence[int]) -> NDArray[np.bool_]:
    """Tell of each word whether one of its sentence stands before it."""
    ends = np.cumsum(lengths)
    follows = np.ones(int(ends[-1]), dtype=bool)
    follows[0] = False
    follows[ends[:-1]] = False
    return follows
