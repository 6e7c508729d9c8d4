"""The tagger's model in memory: what training learnt, and the scores of words and what is around them, looked up.

A word's features hang on its form and its neighbours' alone, so the scores of a form are added up once, kept, and
looked up ever after; what two neighbours say together stands in tables over their groups and kinds. Sums are of whole
numbers, so every machine agrees.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from warraq.annotate.chains import Floats
from warraq.annotate.features import (
    NO_GROUP,
    PAD,
    SIGNATURES,
    TOLD,
    Face,
    Known,
    Lexicon,
    after_base,
    after_groups,
    face,
    gap_features,
    group,
    is_arabic,
    key,
    own,
    pair,
    split,
    told_features,
)
from warraq.annotate.mentions import FEATURES

OFFSETS = ("", "-1", "+1")
"""Where the word that has a feature stands, seen from the word that is scored."""
_KEPT = 1 << 16
"""Forms whose scores are kept before the table begins anew."""
_SIGNATURES = [kinds.encode() for kinds in SIGNATURES]

Integers = NDArray[np.int64]
_Small = NDArray[np.int16]
"""Scores in the model's own steps, labels of both passes in the last dimension."""


class Weights(NamedTuple):
    """What training learnt."""

    features: NDArray[np.uint32]
    """CRC-32 of every feature's name, in rising order."""
    table: NDArray[np.int8]
    """Features x `OFFSETS` x labels of both passes; one more row of nothing, for features unknown."""
    scale: Floats
    """What a step of `table` is worth, for each label of both passes."""
    moves: Floats
    """Pass x label x next label."""
    begins: Floats
    """A score for each label at a sentence's beginning."""

    def rows(self, names: Iterable[str]) -> Integers:
        """Give the rows of `table` of features by their names."""
        return self.rows_of(np.array([zlib.crc32(name.encode()) for name in names], dtype=np.uint32))

    def rows_of(self, codes: NDArray[np.uint32]) -> Integers:
        """Give the rows of `table` of features by their CRC-32."""
        at = np.searchsorted(self.features, codes)
        at[self.features[at - (at == len(self.features))] != codes] = len(self.features)
        return at

    def listed(self, lists: Iterable[Iterable[str]], offsets: int) -> _Small:
        """Add up the scores of lists of features, none of them empty, at the first so many of `OFFSETS`."""
        names: list[str] = []
        starts = []
        for some in lists:
            starts.append(len(names))
            names.extend(some)
        sums: _Small = np.add.reduceat(self.table[self.rows(names), :offsets], starts, axis=0, dtype=np.int16)
        return sums


class Around(NamedTuple):
    """Scores of what stands around a word, all of it small enough to be worked out beforehand."""

    pairs: tuple[_Small, _Small, _Small, _Small]
    """What two neighbours say together: group and group, kinds and kinds, kinds and group, group and kinds of the left
    and the right one, times the words the scores are of: the left and the right one."""
    groups: _Small
    """Finer group x that of the next word: what both say of the word after them."""
    told: _Small
    """What the rules take the word before for x the word x the word after; the same for every word (bias) in it."""

    @classmethod
    def of(cls, weights: Weights, coarse: Sequence[str], fine: Sequence[str]) -> Around:
        """Work them out; `coarse` and `fine` are the names of the groups of words."""
        by_group, by_kinds = [Face(group, "") for group in coarse], [Face("", kinds) for kinds in SIGNATURES]
        sides = ((by_group, by_group), (by_kinds, by_kinds), (by_kinds, by_group), (by_group, by_kinds))
        a, b, c, d = (
            weights.listed(((pair(*both)[which],) for both in product(left, right)), 2).reshape(
                len(left), len(right), 2, -1
            )
            for which, (left, right) in enumerate(sides)
        )
        groups = weights.listed(((after_groups(*both),) for both in product(fine, fine)), 1)
        told = weights.listed(((*told_features(*three), "bias") for three in product(TOLD, repeat=3)), 1)
        return cls((a, b, c, d), groups.reshape(len(fine), len(fine), -1), told.reshape(*[len(TOLD)] * 3, -1))


class Model:
    """A model, with tables that fill as it is used and never grow without end."""

    def __init__(self, weights: Weights, lexicon: Lexicon) -> None:
        """Begin with empty tables."""
        self.weights, self.lexicon = weights, lexicon
        clusters = {known.clusters[:2] for known in lexicon.values() if known.clusters}
        coarse, fine = ((*sorted({some[level] for some in clusters}), NO_GROUP) for level in (0, 1))
        self._coarse, self._fine = ({name: at for at, name in enumerate(names)} for names in (coarse, fine))
        self.around = Around.of(weights, coarse, fine)
        self.mentions = weights.table[weights.rows(FEATURES)].transpose(1, 0, 2) * weights.scale
        self._gaps: dict[str, int] = {}
        self.gaps: _Small = np.zeros((0, 2, len(weights.scale)), dtype=np.int16)
        """What the gap before a word, and that after it, says of it, by the gap's class."""
        self._forget()

    def _forget(self) -> None:
        self._numbers: dict[str, int] = {}
        self._keys: dict[str, int] = {PAD: -1}
        columns = [
            ("scores", np.int16, (len(OFFSETS), len(self.weights.scale))),
            ("coarse", np.int16),  # its coarse group of like words
            ("kinds", np.int16),  # its index in SIGNATURES
            ("fine", np.int16),  # its finer group
            ("base", np.int64),  # CRC-32 of the beginning of what it says of the word after it
            ("key", np.int64),  # under which its mentions are counted together; -1 where it is never a name
        ]
        self.forms = np.zeros(1024, dtype=columns)
        """What is kept of forms, a row each."""

    def tidy(self) -> None:
        """Begin the tables anew where they have grown much."""
        if len(self._numbers) > _KEPT:
            self._forget()

    def numbers(self, forms: Sequence[str]) -> Integers:
        """Give forms' rows in the tables of `forms`."""
        known = self._numbers
        new = [form for form in dict.fromkeys(forms) if form not in known]
        if new:
            self._learn(new)
        return np.fromiter(map(known.__getitem__, forms), dtype=np.int64, count=len(forms))

    def _learn(self, new: Sequence[str]) -> None:
        start, lexicon = len(self._numbers), self.lexicon
        self._numbers.update(zip(new, range(start, start + len(new)), strict=True))
        while len(self._numbers) > len(self.forms):
            self.forms = np.concatenate((self.forms, np.zeros_like(self.forms)))
        rows = self.forms[start : len(self._numbers)]
        faces = [face(form, lexicon) for form in new]
        names = (key(form, lexicon) if len(form) > 2 and is_arabic(form) else PAD for form in new)
        rows["scores"] = self.weights.listed(((name for name, _ in own(form, lexicon)) for form in new), len(OFFSETS))
        rows["coarse"] = [self._coarse[some.cluster] for some in faces]
        rows["kinds"] = [SIGNATURES[some.kinds] for some in faces]
        rows["fine"] = [self._fine[group(form, 1, lexicon)] for form in new]
        rows["base"] = [zlib.crc32(after_base(split(form, lexicon)[1], "").encode()) for form in new]
        rows["key"] = [self._keys.setdefault(name, len(self._keys) - 1) for name in names]

    def after(self, bases: Integers, kinds: Integers) -> NDArray[np.int8]:
        """Score words by the bases of the words before them (the column `base`) and their own kinds."""
        codes = map(zlib.crc32, [_SIGNATURES[at] for at in kinds.tolist()], bases.tolist())
        rows = self.weights.rows_of(np.fromiter(codes, dtype=np.uint32, count=len(bases)))
        found: NDArray[np.int8] = self.weights.table[rows, 0]
        return found

    def gap(self, sort: str) -> int:
        """Give the row in `gaps` of a gap of this class (`features.gap_class`), of which there are few."""
        row = self._gaps.get(sort)
        if row is None:
            row = self._gaps[sort] = len(self.gaps)
            scores = self.weights.listed(((name,) for name in gap_features(sort, sort)), 1)
            self.gaps = np.concatenate((self.gaps, scores.reshape(1, 2, -1)))
        return row


@cache
def load() -> Model:
    """Read the model that is shipped, once a process."""
    return read(files("warraq").joinpath("annotate/data/tagger.npz").read_bytes())


def read(content: bytes) -> Model:
    """Make a model ready from the content of its file."""
    with np.load(BytesIO(content), allow_pickle=False) as data:
        nothing = np.zeros((1, *data["weights"].shape[1:]), dtype=np.int8)
        table = np.concatenate((data["weights"], nothing))
        lexicon = _lexicon({name: data[name] for name in data.files if name.startswith("lexicon_")})
        return Model(Weights(data["features"], table, data["scale"], data["moves"], data["begins"]), lexicon)


def _lexicon(data: dict[str, NDArray[np.generic]]) -> Lexicon:
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
