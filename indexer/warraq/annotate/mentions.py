"""What the other mentions of a name in an article say of it: the tagger's second pass sees them as features."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from warraq.annotate.chains import Floats

KINDS = ("person", "place", "organization", "other")
"""What a name may name; the tagger learns of `other` (peoples, languages, works) so as not to take it for the rest."""

LABELS = ("O", *(f"{edge}-{kind}" for kind in KINDS for edge in "BI"))
"""Labels of a word: outside any name, or a name's first word (B) or a later one (I)."""

_STEPS = (0.3, 0.6, 0.9)

FEATURES = (
    *(f"D{kind}{how}{step}" for kind in KINDS for how in ("x", "m") for step in _STEPS),
    "Dnone",
    "Dplain",
    "Dplain+",
    "Dlast",
)
"""The likeliest (x) and the mean (m) of the other mentions reach a step; there is none; they name nothing (often);
one of them ends a person's name."""


def mention_features(keys: NDArray[np.int64], chances: Floats) -> Floats:
    """Give a row of `FEATURES`, 0 or 1, for each word of an article.

    `keys` are the words' numbers, equal for mentions of the same name, -1 for words that are never a name alone;
    `chances` are their label probabilities after the first pass.
    """
    result = np.zeros((len(keys), len(FEATURES)), dtype=np.float32)
    asked = np.flatnonzero(keys >= 0)
    if not len(asked):
        return result
    order = asked[np.argsort(keys[asked], kind="stable")]
    sorted_keys = keys[order]
    starts = np.flatnonzero(np.concatenate(([True], sorted_keys[1:] != sorted_keys[:-1])))
    group = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(order))))
    count = np.diff(np.append(starts, len(order)))[group]
    some = chances[order]
    # Columns: the four kinds, nothing, and the later word of a person's name.
    columns = np.column_stack((some[:, 1::2] + some[:, 2::2], some[:, 0], some[:, 2]))
    others = np.maximum(count - 1, 1)[:, None]
    mean = (np.add.reduceat(columns, starts)[group] - columns) / others
    highest = _highest_of_others(columns, starts, group)
    rows = [part for at in range(4) for part in (highest[:, at, None] >= _STEPS, mean[:, at, None] >= _STEPS)]
    plain = mean[:, 4] > 0.9
    ends = (plain, plain & (count > 3), highest[:, 5] > 0.5)
    found = np.column_stack((*rows, count == 1, *ends)).astype(np.float32)
    found[count == 1, :-4] = 0
    found[count == 1, -3:] = 0
    result[order] = found
    return result


def _highest_of_others(columns: Floats, starts: NDArray[np.int64], group: NDArray[np.int64]) -> Floats:
    highest = np.maximum.reduceat(columns, starts)[group]
    is_highest = columns == highest
    alone = np.add.reduceat(is_highest.astype(np.int64), starts)[group] == 1
    second = np.maximum.reduceat(np.where(is_highest, -1, columns), starts)[group]
    result: Floats = np.where(is_highest & alone, second, highest)
    return result
