"""The tagger's model in memory: what training learnt, and the scores of words and pairs of words, looked up.

A word's features hang on its form and its neighbours' alone, so their scores are added up once a form, kept, and looked
up ever after; what is new in an article is added up together. Sums are of whole numbers, so every machine agrees.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from warraq.annotate.chains import Floats
from warraq.annotate.features import (
    PAD,
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
"""Keys whose scores are kept before the tables begin anew."""

_Key = TypeVar("_Key", bound=Hashable)
Integers = NDArray[np.int64]


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

    def sums(self, names: Iterable[Iterable[str]], offsets: int) -> Floats:
        """Add up the scores of lists of features, none of them empty, at the first so many of `OFFSETS`."""
        codes: list[int] = []
        starts = []
        for some in names:
            starts.append(len(codes))
            codes.extend(zlib.crc32(name.encode()) for name in some)
        asked = np.array(codes, dtype=np.uint32)
        at = np.searchsorted(self.features, asked)
        at[self.features[at - (at == len(self.features))] != asked] = len(self.features)
        steps = np.add.reduceat(self.table[at, :offsets], starts, axis=0, dtype=np.int32)
        result: Floats = steps * self.scale
        return result


class Rows(Generic[_Key]):
    """Scores by key, in the rows of a table, worked out when first asked for."""

    def __init__(self, weights: Weights, features: Callable[[_Key], Iterable[str]], offsets: int = 1) -> None:
        """Take what lists a key's features, and at how many of `OFFSETS` it is seen."""
        self._weights, self._features, self._offsets = weights, features, offsets
        self.forget()

    def forget(self) -> None:
        """Empty the table."""
        self._rows: dict[_Key, int] = {}
        self.table: Floats = np.zeros((1024, self._offsets, len(self._weights.scale)), dtype=np.float32)

    def __len__(self) -> int:
        """Give the number of keys kept."""
        return len(self._rows)

    def of(self, keys: Sequence[_Key]) -> Integers:
        """Give the keys' rows of `table`."""
        rows = self._rows
        new = [some for some in dict.fromkeys(keys) if some not in rows]
        if new:
            start = len(rows)
            rows.update(zip(new, range(start, start + len(new)), strict=True))
            while len(rows) > len(self.table):
                self.table = np.concatenate((self.table, np.zeros_like(self.table)))
            self.table[start : len(rows)] = self._weights.sums(map(self._features, new), self._offsets)
        return np.fromiter(map(rows.__getitem__, keys), dtype=np.int64, count=len(keys))


class Shown(NamedTuple):
    """What of a form matters to others."""

    face: int
    """The number of its `Face`."""
    base: str
    """Its form without clitics."""
    group: str
    """Its group of like words."""
    key: str
    """The form under which mentions of one name are counted together; empty where it is never a name."""


class Model:
    """A model, with the tables that fill as it is used and never grow without end."""

    def __init__(self, weights: Weights, lexicon: Lexicon) -> None:
        """Begin with empty tables."""
        self.weights, self.lexicon = weights, lexicon
        self._shown: dict[str, Shown] = {}
        self._faces: dict[Face, int] = {}
        self._by_number: list[Face] = []
        self.forms: Rows[str] = Rows(weights, lambda form: (name for name, _ in own(form, lexicon)), len(OFFSETS))
        self.pairs: Rows[tuple[int, int]] = Rows(weights, self._pair, 2)
        self.bases: Rows[tuple[str, int]] = Rows(
            weights, lambda both: (after_base(both[0], self._by_number[both[1]].kinds),)
        )
        self.groups: Rows[tuple[str, str]] = Rows(weights, lambda both: (after_groups(*both),))
        self.gaps: Rows[tuple[str, str]] = Rows(weights, lambda both: (*gap_features(*both), "bias"))
        self.told: Rows[tuple[str, str, str]] = Rows(weights, lambda three: told_features(*three))
        self.mentions = weights.sums(((name,) for name in FEATURES), len(OFFSETS)).transpose(1, 0, 2)

    def _pair(self, both: tuple[int, int]) -> Iterable[str]:
        return pair(self._by_number[both[0]], self._by_number[both[1]])

    def tidy(self) -> None:
        """Begin the tables anew where they have grown much."""
        tables = (self.forms, self.pairs, self.bases, self.groups, self.gaps, self.told)
        if max(len(self._shown), *(len(table) for table in tables)) > _KEPT:
            for table in tables:
                table.forget()
            self._shown, self._faces, self._by_number = {}, {}, []

    def shown(self, form: str) -> Shown:
        """Give what of a form matters to others."""
        found = self._shown.get(form)
        if found is None:
            its = face(form, self.lexicon)
            number = self._faces.setdefault(its, len(self._faces))
            if number == len(self._by_number):
                self._by_number.append(its)
            found = self._shown[form] = Shown(
                number,
                split(form, self.lexicon)[1],
                group(form, 1, self.lexicon),
                key(form, self.lexicon) if len(form) > 2 and is_arabic(form) else PAD,
            )
        return found


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
