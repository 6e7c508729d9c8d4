"""A tagger of names: persons, places and organisations in the folded words of one article.

A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) in two passes; the second also sees what
the first made of the other mentions of the same words in the article. `tools/train_tagger.py` makes the model,
`data/LICENCES.md` says of what.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from warraq.annotate.chains import Floats, best, marginals
from warraq.annotate.features import PAD, TOLD, around, gap_class, parts_sentences
from warraq.annotate.mentions import LABELS, mention_features
from warraq.annotate.scores import Integers, Model, load

LONGEST_SENTENCE = 200
"""Words after which a sentence is cut: nobody's sentence, and a table's or a hostile text's cells need no context."""
BLOCK = 20_000
"""Words looked at together: an article of more is tagged in parts, so that memory stays bounded."""
LONGEST_NAME = 12
"""Words a name has at most: longer ones are tables and hostile texts."""


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
    labels, moves = len(LABELS), model.weights.moves
    starts = np.cumsum([0, *lengths[:-1]])
    both[starts] += np.tile(model.weights.begins, 2)
    seen = mention_features(keys, marginals(both[:, :labels], moves[0], lengths))
    before, after = np.zeros_like(seen), np.zeros_like(seen)
    before[1:], after[:-1] = seen[:-1], seen[1:]
    before[starts] = 0
    after[starts[1:] - 1] = 0
    of_mentions = model.mentions[:, :, labels:]
    second = both[:, labels:] + seen @ of_mentions[0] + before @ of_mentions[1] + after @ of_mentions[2]
    return best(second, moves[1], lengths)


def _emissions(model: Model, row: Row, lengths: Sequence[int]) -> tuple[Floats, Integers]:
    """Add up the scores of each word, its neighbours, the gaps and what is told; number the names it may be of."""
    size = len(row.words)
    numbers = model.numbers([PAD, *row.words])
    sentence = np.repeat(np.arange(len(lengths)), lengths)
    places = np.arange(size) + 2 * sentence + 2  # two forms that are none before, between and after sentences
    padded = np.full(size + 2 * len(lengths) + 2, numbers[0])
    padded[places] = numbers[1:]
    told = np.zeros(len(padded), dtype=np.int64)
    told[places] = [TOLD[what] for what in row.told]
    forms, tables = model.forms[padded], model.around
    of_form, coarse, kinds, fine = (forms[column] for column in ("scores", "coarse", "kinds", "fine"))
    total = of_form[places, 0].astype(np.int32) + of_form[places - 1, 1] + of_form[places + 1, 2]
    seen = ((coarse, coarse), (kinds, kinds), (kinds, coarse), (coarse, kinds))
    for table, (left, right) in zip(tables.pairs, seen, strict=True):
        both = table[left[:-1], right[1:]]
        total += both[places, 0]
        total += both[places - 1, 1]
    total += tables.groups[fine[places - 2], fine[places - 1]]
    total += tables.told[told[places - 1], told[places], told[places + 1]]
    total += model.after(forms["base"][places - 1], kinds[places])
    before, after = _gaps(model, row.gaps, lengths)
    total += model.gaps[before, 0] + model.gaps[after, 1]
    scores: Floats = total * model.weights.scale
    return scores, forms["key"][places]


def _gaps(model: Model, gaps: Sequence[str], lengths: Sequence[int]) -> tuple[list[int], list[int]]:
    """Sort what stands before and after each word; between two sentences each has its own part of it."""
    space = model.gap("")
    sorts = [space if gap == " " else model.gap(gap_class(gap)) for gap in gaps]
    before, after = sorts[:-1], sorts[1:]
    start = 0
    for length in lengths[:-1]:
        start += length
        closing, opening = around(gaps[start])
        after[start - 1], before[start] = model.gap(gap_class(closing)), model.gap(gap_class(opening))
    return before, after


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
