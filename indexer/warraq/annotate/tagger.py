"""A tagger of names: persons, places and organisations in the folded words of one article.

A linear-chain conditional random field in two passes; the second also sees what the first made of the other mentions of
the same words in the article. A word's features hang on its form and its neighbours' alone, so their scores are added
up once a form, kept, and looked up ever after. `tools/train_tagger.py` makes the model, `data/LICENCES.md` says of
what.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from warraq.annotate.chains import Floats, Packing, best, marginals, pack
from warraq.annotate.features import (
    PAD,
    Face,
    Known,
    Lexicon,
    after_base,
    after_groups,
    around,
    face,
    gap_class,
    gap_features,
    group,
    is_arabic,
    key,
    own,
    pair,
    parts_sentences,
    split,
)
from warraq.annotate.mentions import FEATURES, LABELS, mention_features

LONGEST_SENTENCE = 200
"""Words after which a sentence is cut: nobody's sentence, and a table's or a hostile text's cells need no context."""
BLOCK = 20_000
"""Words looked at together: an article of more is tagged in parts, so that memory stays bounded."""
_KEPT = 100_000
"""Forms, and pairs of forms, whose scores are kept before the tables begin anew."""
_SURE = 8.0
"""How far the score of "no name" is above all others in a word that is surely none; steps between labels add little."""
_OFFSETS = ("", "-1", "+1")
"""Where the word that has a feature stands, seen from the word that is scored."""


class Tagged(NamedTuple):
    """A name that the tagger found."""

    first: int
    """Index of its first word."""
    last: int
    """Index after its last word."""
    kind: str
    """`person`, `place` or `organization`."""
    confidence: float
    """The mean probability of its words' labels, 0 to 1."""


class Weights(NamedTuple):
    """What training learnt: a column for each label of the first pass, then one for each of the second."""

    rows: dict[int, int]
    """A feature's CRC-32 to its row of `table`."""
    table: Floats
    """Features x labels of both passes."""
    moves: Floats
    """Pass x label x next label."""
    begins: Floats
    """A score for each label at a sentence's beginning."""


class _Scores:
    """Scores by form and by pair of forms, worked out when first asked for and kept."""

    def __init__(self, weights: Weights, lexicon: Lexicon) -> None:
        self.weights, self.lexicon = weights, lexicon
        self.width = weights.table.shape[1]
        self._nothing = np.zeros(self.width, dtype=np.float32)
        self._prefixes = tuple(zlib.crc32(offset.encode()) for offset in _OFFSETS)
        self.gaps: dict[tuple[str, str], Floats] = {}
        mentioned = [[zlib.crc32(f"{offset}{name}".encode()) for name in FEATURES] for offset in _OFFSETS]
        self.mentions = np.stack([np.stack([self._sum((feature,)) for feature in row]) for row in mentioned])
        self.forget()

    def forget(self) -> None:
        """Empty the tables, so that they never grow without end."""
        self.forms: dict[str, int] = {}
        self.keys: list[str] = []
        self.bases: list[str] = []
        self.faces: list[int] = []
        self.face_numbers: dict[Face, int] = {}
        self.shown: list[Face] = []
        self.groups: list[str] = []
        self.grouped: dict[tuple[str, str], int] = {}
        self.pairs: dict[tuple[int, int], int] = {}
        self.based: dict[tuple[str, str], int] = {}
        self.kinds: list[str] = []
        self.of_form = np.zeros((1024, len(_OFFSETS), self.width), dtype=np.float32)
        self.of_pair = np.zeros((1024, 2, self.width), dtype=np.float32)
        self.of_base = np.zeros((1024, self.width), dtype=np.float32)
        self.of_group = np.zeros((1024, self.width), dtype=np.float32)
        self.form(PAD)

    def size(self) -> int:
        """Give the size of the largest table."""
        return max(len(self.forms), len(self.pairs), len(self.based), len(self.grouped))

    def _sum(self, features: Iterable[int]) -> Floats:
        find = self.weights.rows.get
        rows = [row for row in map(find, features) if row is not None]
        if len(rows) < 2:
            return self.weights.table[rows[0]] if rows else self._nothing
        total: Floats = np.add.reduce(self.weights.table.take(rows, axis=0), axis=0)
        return total

    def form(self, form: str) -> int:
        """Give the row of a form."""
        row = self.forms.get(form)
        if row is None:
            row = self.forms[form] = len(self.forms)
            self.keys.append(key(form, self.lexicon) if len(form) > 2 and is_arabic(form) else "")
            self.bases.append(split(form, self.lexicon)[1])
            shown = face(form, self.lexicon)
            number = self.face_numbers.setdefault(shown, len(self.shown))
            if number == len(self.shown):
                self.shown.append(shown)
            self.faces.append(number)
            self.groups.append(group(form, 1, self.lexicon))
            self.kinds.append(shown.kinds)
            self.of_form = _room(self.of_form, row)
            features = [(name.encode(), reach) for name, reach in own(form, self.lexicon)]
            for column, (start, least) in enumerate(zip(self._prefixes, (0, 1, 1), strict=True)):
                self.of_form[row, column] = self._sum(
                    zlib.crc32(name, start) for name, reach in features if reach >= least
                )
        return row

    def pair(self, left: int, right: int) -> int:
        """Give the row of two neighbouring forms, themselves given by row: many pairs show the same faces."""
        faces = self.faces[left], self.faces[right]
        row = self.pairs.get(faces)
        if row is None:
            row = self.pairs[faces] = len(self.pairs)
            self.of_pair = _room(self.of_pair, row)
            for column, names in enumerate(pair(self.shown[faces[0]], self.shown[faces[1]])):
                self.of_pair[row, column] = self._sum(zlib.crc32(name.encode()) for name in names)
        return row

    def base(self, left: int, right: int) -> int:
        """Give the row of a form's kinds after another form's base."""
        both = self.bases[left], self.kinds[right]
        row = self.based.get(both)
        if row is None:
            row = self.based[both] = len(self.based)
            self.of_base = _room(self.of_base, row)
            self.of_base[row] = self._sum((zlib.crc32(after_base(*both).encode()),))
        return row

    def after(self, left: int, right: int) -> int:
        """Give the row of what a word's two forerunners say of it."""
        both = self.groups[left], self.groups[right]
        row = self.grouped.get(both)
        if row is None:
            row = self.grouped[both] = len(self.grouped)
            self.of_group = _room(self.of_group, row)
            self.of_group[row] = self._sum((zlib.crc32(after_groups(*both).encode()),))
        return row

    def gap(self, before: str, after: str) -> Floats:
        """Give the scores of a word that stands between two sorts of gap."""
        found = self.gaps.get((before, after))
        if found is None:
            features = (*gap_features(before, after), "bias")
            found = self.gaps[before, after] = self._sum(zlib.crc32(name.encode()) for name in features)
        return found


def _room(table: Floats, row: int) -> Floats:
    return table if row < len(table) else np.concatenate((table, np.zeros_like(table)))


@cache
def load() -> _Scores:
    """Read the model, once a process."""
    return read(files("warraq").joinpath("annotate/data/tagger.npz").read_bytes())


def read(content: bytes) -> _Scores:
    """Make a model ready from the content of its file."""
    with np.load(BytesIO(content), allow_pickle=False) as data:
        table = data["weights"].astype(np.float32) * data["scale"]
        rows = {feature: row for row, feature in enumerate(data["features"].tolist())}
        lexicon = unpack_lexicon({name: data[name] for name in data.files if name.startswith("lexicon_")})
        return _Scores(Weights(rows, table, data["moves"], data["begins"]), lexicon)


def unpack_lexicon(data: dict[str, NDArray[np.generic]]) -> Lexicon:
    """Rebuild what is known of each form from the arrays of the model file."""
    forms = zlib.decompress(data["lexicon_forms"].tobytes()).decode().split("\n")
    kinds = zlib.decompress(data["lexicon_known"].tobytes()).decode().split("\n")
    parts = [tuple(kind.split()) for kind in kinds]
    return {
        form: Known(count, parts[flags], parts[clusters], parts[prior])
        for form, count, flags, clusters, prior in zip(
            forms,
            data["lexicon_count"].tolist(),
            *(data[f"lexicon_{name}"].tolist() for name in ("flags", "clusters", "prior")),
            strict=True,
        )
    }


def tag(words: Sequence[str], gaps: Sequence[str] = ()) -> list[Tagged]:
    """Find the names in the folded words of an article, in order, none within another.

    `gaps[i]` is the text between the words `i - 1` and `i`, one more after the last word; without it, spaces are taken
    for granted. A gap with a line end or a full stop parts sentences. Time is linear in the number of words.
    """
    scores = load()
    marks = list(gaps) if gaps else [""] * (len(words) + 1)
    if len(marks) != len(words) + 1:
        raise ValueError(f"{len(words)} words have {len(words) + 1} gaps, not {len(marks)}")
    found: list[Tagged] = []
    for start in range(0, len(words), BLOCK):
        end = min(start + BLOCK, len(words))
        labels, sure = label(scores, words[start:end], marks[start : end + 1])
        found += _names(labels, sure, start)
    return found


def _sentences(words: Sequence[str], gaps: Sequence[str]) -> list[int]:
    """Give the length of each sentence."""
    lengths, length = [], 0
    for at, word in enumerate(words):
        length += 1
        if parts_sentences(gaps[at + 1], word) or length == LONGEST_SENTENCE:
            lengths.append(length)
            length = 0
    return [*lengths, length] if length else lengths


def label(
    scores: _Scores, words: Sequence[str], gaps: Sequence[str], lengths: Sequence[int] | None = None
) -> tuple[NDArray[np.int64], Floats]:
    """Give each word's label (an index of `LABELS`) and its probability; `lengths` are those of the sentences."""
    if scores.size() > _KEPT:
        scores.forget()
    lengths = _sentences(words, gaps) if lengths is None else lengths
    both, rows = _emissions(scores, words, gaps, lengths)
    labels, weights = len(LABELS), scores.weights
    edges = np.zeros(len(words), dtype=bool)
    edges[np.cumsum(lengths)[:-1]] = True
    chances = np.zeros((len(words), labels), dtype=np.float32)
    chances[:, 0] = 1
    lattice, unsure, packing = _lattice(both[:, :labels], weights.moves[0], weights.begins, edges)
    if packing:
        chances[unsure] = marginals(lattice, weights.moves[0], packing)
    numbers: dict[str, int] = {"": -1}
    keys = np.array([numbers.setdefault(scores.keys[row], len(numbers)) for row in rows], dtype=np.int64)
    seen = mention_features(keys, chances)
    before, after = np.zeros_like(seen), np.zeros_like(seen)
    before[1:], after[:-1] = seen[:-1], seen[1:]
    before[edges] = 0
    after[np.flatnonzero(edges) - 1] = 0
    of_mentions = scores.mentions[:, :, labels:]
    second = both[:, labels:] + seen @ of_mentions[0] + before @ of_mentions[1] + after @ of_mentions[2]
    chosen, sure = np.zeros(len(words), dtype=np.int64), np.ones(len(words), dtype=np.float32)
    lattice, unsure, packing = _lattice(second, weights.moves[1], weights.begins, edges)
    if packing:
        chosen[unsure] = path = best(lattice, weights.moves[1], packing)
        sure[unsure] = marginals(lattice, weights.moves[1], packing)[np.arange(len(path)), path]
    return chosen, sure


def _lattice(
    scores: Floats, moves: Floats, begins: Floats, edges: NDArray[np.bool_]
) -> tuple[Floats, NDArray[np.int64], Packing | None]:
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


def _emissions(
    scores: _Scores, words: Sequence[str], gaps: Sequence[str], lengths: Sequence[int]
) -> tuple[Floats, list[int]]:
    """Add up the scores of each word, its neighbours and the gaps; give the words' rows too."""
    padded = [PAD, PAD]
    places: list[int] = []
    start = 0
    for length in lengths:
        places.extend(range(len(padded), len(padded) + length))
        padded += [*words[start : start + length], PAD, PAD]
        start += length
    rows = [scores.form(word) for word in padded]
    couples = np.array(list(map(scores.pair, rows, rows[1:])))
    based = np.array(list(map(scores.base, rows, rows[1:])))
    grouped = np.array(list(map(scores.after, rows, rows[1:])))
    row, at = np.array(rows), np.array(places)
    total = scores.of_form[row[at], 0] + scores.of_form[row[at - 1], 1] + scores.of_form[row[at + 1], 2]
    total += scores.of_pair[couples[at], 0] + scores.of_pair[couples[at - 1], 1]
    total += scores.of_base[based[at - 1]] + scores.of_group[grouped[at - 2]]
    total += np.stack(list(map(scores.gap, *_gap_classes(gaps, lengths))))
    return total, [rows[place] for place in places]


def _gap_classes(gaps: Sequence[str], lengths: Sequence[int]) -> tuple[list[str], list[str]]:
    """Sort what stands before and after each word; between two sentences each has its own part of it."""
    classes = [gap_class(gap) for gap in gaps]
    before, after = classes[:-1], classes[1:]
    start = 0
    for length in lengths[:-1]:
        start += length
        closing, opening = around(gaps[start])
        after[start - 1], before[start] = gap_class(closing), gap_class(opening)
    return before, after


def _names(labels: NDArray[np.int64], sure: Floats, start: int) -> Iterable[Tagged]:
    inside = np.flatnonzero(labels)
    for first in inside:
        if not labels[first] % 2:
            continue
        last = int(first) + 1
        while last < len(labels) and labels[last] == labels[first] + 1:
            last += 1
        kind = LABELS[labels[first]][2:]
        if kind != "other":
            yield Tagged(start + int(first), start + last, kind, float(sure[first:last].mean()))
