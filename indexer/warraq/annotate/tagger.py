"""A tagger of names: persons, places and organisations in the folded words of one article.

A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) in two passes; the second also sees what
the first made of the other mentions of the same words in the article. `tools/train_tagger.py` makes the model,
`data/LICENCES.md` says of what.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from warraq.annotate.chains import Floats, Packing, best, marginals, pack
from warraq.annotate.features import PAD, around, gap_class, parts_sentences
from warraq.annotate.mentions import LABELS, mention_features
from warraq.annotate.scores import Integers, Model, load

LONGEST_SENTENCE = 200
"""Words after which a sentence is cut: nobody's sentence, and a table's or a hostile text's cells need no context."""
BLOCK = 20_000
"""Words looked at together: an article of more is tagged in parts, so that memory stays bounded."""
LONGEST_NAME = 12
"""Words a name has at most: longer ones are tables and hostile texts."""
_SURE = 8.0
"""How far the score of "no name" is above all others in a word that is surely none; steps between labels add little."""


class Tagged(NamedTuple):
    """A name that the tagger found."""

    first: int
    """Index of its first word."""
    last: int
    """Index after its last word."""
    kind: str
    """`person`, `place` or `organization`."""


class Row(NamedTuple):
    """The words of an article, as the tagger is given them."""

    words: Sequence[str]
    """Folded."""
    gaps: Sequence[str]
    """`gaps[i]` is the text between the words `i - 1` and `i`; one more stands after the last word."""
    told: Sequence[str]
    """What the rules take each word for (see `ruled.told`)."""

    def part(self, start: int, end: int) -> Row:
        """Give some of the words."""
        return Row(self.words[start:end], self.gaps[start : end + 1], self.told[start:end])


def tag(row: Row, model: Model | None = None) -> list[Tagged]:
    """Find the names in an article, in order, none within another, with the model that is shipped or another.

    A gap with a line end or a full stop parts sentences. Time is linear in the number of words. Raises `ValueError`
    where words, gaps and what is told do not fit.
    """
    words, gaps, told = row
    if len(gaps) != len(words) + 1 or len(told) != len(words):
        raise ValueError(f"{len(words)} words have {len(words) + 1} gaps, not {len(gaps)}, and are told {len(told)}")
    model = model or load()
    found: list[Tagged] = []
    for start in range(0, len(words), BLOCK):
        part = row.part(start, min(start + BLOCK, len(words)))
        found += _names(_label(model, part), start)
    return found


def _sentences(row: Row) -> list[int]:
    """Give the length of each sentence."""
    lengths, length = [], 0
    for word, gap in zip(row.words, row.gaps[1:], strict=True):
        length += 1
        if length == LONGEST_SENTENCE or (gap != " " and parts_sentences(gap, word)):
            lengths.append(length)
            length = 0
    return [*lengths, length] if length else lengths


def _label(model: Model, row: Row) -> Integers:
    """Give each word's label, an index of `LABELS`."""
    model.tidy()
    lengths = _sentences(row)
    both, keys = _emissions(model, row, lengths)
    size, labels, weights = len(row.words), len(LABELS), model.weights
    edges = np.zeros(size, dtype=bool)
    edges[np.cumsum(lengths)[:-1]] = True
    chances = np.zeros((size, labels), dtype=np.float32)
    chances[:, 0] = 1
    lattice, unsure, packing = _lattice(both[:, :labels], weights.moves[0], weights.begins, edges)
    if packing:
        chances[unsure] = marginals(lattice, weights.moves[0], packing)
    seen = mention_features(keys, chances)
    before, after = np.zeros_like(seen), np.zeros_like(seen)
    before[1:], after[:-1] = seen[:-1], seen[1:]
    before[edges] = 0
    after[np.flatnonzero(edges) - 1] = 0
    of_mentions = model.mentions[:, :, labels:]
    second = both[:, labels:] + seen @ of_mentions[0] + before @ of_mentions[1] + after @ of_mentions[2]
    chosen = np.zeros(size, dtype=np.int64)
    lattice, unsure, packing = _lattice(second, weights.moves[1], weights.begins, edges)
    if packing:
        chosen[unsure] = best(lattice, weights.moves[1], packing)
    return chosen


def _lattice(
    scores: Floats, moves: Floats, begins: Floats, edges: NDArray[np.bool_]
) -> tuple[Floats, Integers, Packing | None]:
    """Leave out the words that are surely no name: what they part can be worked out apart, and most words go.

    Gives the scores of the other words with the steps from and to their sure neighbours added, where they stand, and
    their packing; `edges` are the first words of sentences but the first.
    """
    doubtful = scores[:, 1:].max(axis=1) > scores[:, 0] - _SURE
    unsure = np.flatnonzero(doubtful)
    if not len(unsure):
        return scores[:0], unsure, None
    first_word = edges[unsure] | (unsure == 0)
    follows = np.zeros(len(unsure), dtype=bool)
    follows[1:] = (np.diff(unsure) == 1) & ~first_word[1:]
    last = np.append(~follows[1:], True)
    last_word = np.append(edges, True)[unsure + 1]
    lattice = scores[unsure]
    lattice[first_word] += begins
    lattice[~first_word & ~follows] += moves[0]
    lattice[last & ~last_word] += moves[:, 0]
    starts = np.flatnonzero(~follows)
    return lattice, unsure, pack(np.diff(np.append(starts, len(unsure))).tolist())


def _emissions(model: Model, row: Row, lengths: Sequence[int]) -> tuple[Floats, Integers]:
    """Add up the scores of each word, its neighbours, the gaps and what is told; number the names it may be of."""
    padded, told = [PAD, PAD], ["", ""]
    places: list[int] = []
    start = 0
    for length in lengths:
        places.extend(range(len(padded), len(padded) + length))
        padded += [*row.words[start : start + length], PAD, PAD]
        told += [*row.told[start : start + length], "", ""]
        start += length
    shown = [model.shown(form) for form in padded]
    faces = [some.face for some in shown]
    groups = [some.group for some in shown]
    at = np.array(places)
    forms = model.forms.of(padded)
    pairs = model.pairs.of(list(pairwise(faces)))
    bases = model.bases.of(list(zip([some.base for some in shown], faces[1:], strict=False)))
    after = model.groups.of(list(pairwise(groups)))
    gaps = model.gaps.of(_gap_classes(row.gaps, lengths))
    said = model.told.of([(told[place - 1], told[place], told[place + 1]) for place in places])
    of_form, of_pair = model.forms.table, model.pairs.table
    total = of_form[forms[at], 0] + of_form[forms[at - 1], 1] + of_form[forms[at + 1], 2]
    total += of_pair[pairs[at], 0] + of_pair[pairs[at - 1], 1]
    total += model.bases.table[bases[at - 1], 0] + model.groups.table[after[at - 2], 0]
    total += model.gaps.table[gaps, 0] + model.told.table[said, 0]
    numbers: dict[str, int] = {PAD: -1}
    keys = [numbers.setdefault(shown[place].key, len(numbers)) for place in places]
    return total, np.array(keys, dtype=np.int64)


def _gap_classes(gaps: Sequence[str], lengths: Sequence[int]) -> list[tuple[str, str]]:
    """Sort what stands before and after each word; between two sentences each has its own part of it."""
    classes = ["" if gap == " " else gap_class(gap) for gap in gaps]
    before, after = classes[:-1], classes[1:]
    start = 0
    for length in lengths[:-1]:
        start += length
        closing, opening = around(gaps[start])
        after[start - 1], before[start] = gap_class(closing), gap_class(opening)
    return list(zip(before, after, strict=True))


def _names(labels: Integers, start: int) -> Iterable[Tagged]:
    inside = np.flatnonzero(labels)
    for first in inside:
        if not labels[first] % 2:
            continue
        last = int(first) + 1
        while last < len(labels) and labels[last] == labels[first] + 1:
            last += 1
        kind = LABELS[labels[first]][2:]
        if kind != "other" and last - first <= LONGEST_NAME:
            yield Tagged(start + int(first), start + last, kind)
