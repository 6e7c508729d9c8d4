"""A tagger of parts of speech, and the reading of each word that fits its part.

A linear-chain conditional random field over the readings that the dictionaries have (`morphology`). The scores of a
word hang on its form and its neighbours', so they are added up once a form, kept, and looked up ever after.
`tools/train_parts.py` makes the model; `data/LICENCES.md` says of what.
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

from warraq.annotate.chains import Floats, best
from warraq.annotate.partfeatures import PAD, face, gap_classes, gap_features, own, pair
from warraq.morphology import Analysis, analyses

PARTS = (
    "NOUN", "ADP", "ADJ", "VERB", "PROPN", "PRON", "CCONJ", "PART", "ADV", "NUM", "SCONJ", "AUX", "DET", "INTJ", "X",
)  # fmt: skip
"""Universal Dependencies' UPOS, without signs."""
LONGEST_SENTENCE = 200
"""Words after which a sentence is cut."""
BLOCK = 20_000
"""Words looked at together, so that memory stays bounded."""
_KEPT = 60_000
"""Forms whose scores are kept before the table begins anew."""
OFFSETS = (0, -1, 1)
"""Where the word that has a feature stands, seen from the word that is scored."""


class Weights(NamedTuple):
    """What training learnt."""

    rows: dict[int, int]
    """A feature's CRC-32 to its row of `table`."""
    table: Floats
    """Features x `OFFSETS` x parts of speech."""
    moves: Floats
    """Part of speech x the next word's."""


class Tagger:
    """Weights, and the scores of forms that were asked for."""

    def __init__(self, weights: Weights) -> None:
        """Take the weights; nothing is worked out yet."""
        self._weights = weights
        self._signs: dict[str, int] = {}
        self._of_sign = np.zeros((0, 2, len(PARTS)), np.float32)
        self._faces: dict[str, int] = {}
        self._of_pair = np.zeros((0, 0, 2, len(PARTS)), np.float32)
        self._forget()

    def _forget(self) -> None:
        self._forms: dict[str, int] = {}
        self._face = np.zeros(1024, np.int64)
        self._of_form = np.zeros((1024, len(OFFSETS), len(PARTS)), np.float32)

    def tag(self, words: Sequence[str], gaps: Sequence[str]) -> list[str]:
        """Give the part of speech of each folded word of a text.

        `gaps[i]` is the text between the words `i - 1` and `i`, one more after the last word.
        """
        found: list[str] = []
        for start in range(0, len(words), BLOCK):
            end = min(start + BLOCK, len(words))
            found += [PARTS[tag] for tag in self._tag(words[start:end], gaps[start : end + 1])]
        return found

    def _tag(self, words: Sequence[str], gaps: Sequence[str]) -> list[int]:
        if len(self._forms) > _KEPT:
            self._forget()
        signs = gap_classes(gaps)
        padded = [PAD]
        places: list[int] = []
        lengths: list[int] = []
        first = 0
        for word, sign in zip(words, signs[1:], strict=True):
            places.append(len(padded))
            padded.append(word)
            if sign == "." or len(padded) % LONGEST_SENTENCE == 0:
                lengths.append(len(places) - first)
                first = len(places)
                padded.append(PAD)
        rows = np.array([self._row(word) for word in padded])
        faces = self._face[rows]
        at = np.array(places)
        scores = self._of_form[rows[at], 0] + self._of_form[rows[at - 1], 1] + self._of_form[rows[at + 1], 2]
        scores += self._of_pair[faces[at], faces[at + 1], 0] + self._of_pair[faces[at - 1], faces[at], 1]
        numbers = np.array(list(map(self._sign, signs)))
        scores += self._of_sign[numbers[:-1], 0] + self._of_sign[numbers[1:], 1]
        tags: list[int] = best(scores, self._weights.moves, lengths).tolist()
        return tags

    def _row(self, form: str) -> int:
        row = self._forms.get(form)
        if row is None:
            row = self._forms[form] = len(self._forms)
            if row == len(self._of_form):
                self._of_form = np.concatenate((self._of_form, np.zeros_like(self._of_form)))
                self._face = np.concatenate((self._face, np.zeros_like(self._face)))
            self._face[row] = self._face_number(face(form))
            self._of_form[row] = self._sum(name for name, _ in own(form))
        return row

    def _face_number(self, shown: str) -> int:
        """Give a face's number, working out its pairs with all faces before it when it is new."""
        number = self._faces.setdefault(shown, len(self._faces))
        if number == len(self._of_pair):
            grown = np.zeros((number + 1, number + 1, 2, len(PARTS)), np.float32)
            grown[:number, :number] = self._of_pair
            for other, at in self._faces.items():
                for left, right, place in ((shown, other, (number, at)), (other, shown, (at, number))):
                    for side, name in enumerate(pair(left, right)):
                        grown[place][side] = self._sum((name,))[0]
            self._of_pair = grown
        return number

    def _sign(self, sign: str) -> int:
        number = self._signs.get(sign)
        if number is None:
            number = self._signs[sign] = len(self._signs)
            told = [self._sum((name,))[0] for name in gap_features(sign)]
            self._of_sign = np.concatenate((self._of_sign, [told]))
        return number

    def _sum(self, features: Iterable[str]) -> Floats:
        """Add up the weights of features, for each of `OFFSETS`."""
        found = (self._weights.rows.get(zlib.crc32(feature.encode())) for feature in features)
        rows = [row for row in found if row is not None]
        total: Floats = np.add.reduce(self._weights.table.take(rows, axis=0), axis=0)
        return total


def to_bytes(weights: Weights) -> bytes:
    """Pack a model: weights in steps of a 127th of the largest, features whose weights all are zero then left out."""
    scale = np.float32(np.abs(weights.table).max() / 127)
    table: NDArray[np.int8] = np.rint(weights.table / scale).astype(np.int8)
    features = np.array(list(weights.rows), np.uint32)
    kept = table.any(axis=(1, 2))
    packed = BytesIO()
    np.savez_compressed(packed, features=features[kept], table=table[kept], scale=scale, moves=weights.moves)
    return packed.getvalue()


def from_bytes(content: bytes) -> Weights:
    """Unpack what `to_bytes` packed."""
    with np.load(BytesIO(content), allow_pickle=False) as data:
        rows = {feature: row for row, feature in enumerate(data["features"].tolist())}
        return Weights(rows, data["table"].astype(np.float32) * data["scale"], data["moves"])


@cache
def load() -> Tagger:
    """Read the model, once a process."""
    return Tagger(from_bytes(files("warraq").joinpath("data/parts.npz").read_bytes()))


_NOTHING = Analysis("", "", 0.0, "", (), "")
_PARTICLES = ("ADP", "CCONJ", "SCONJ", "PART", "PRON", "DET")
_KIN = {
    "AUX": ("VERB", "PART"), "ADV": ("ADV", "ADJ", "NOUN", "ADP"), "NUM": ("NUM", "NOUN", "ADJ"),
    "NOUN": ("NUM", "ADJ", "ADV", "PROPN"), "ADJ": ("NUM", "NOUN", "PROPN"), "ADP": (*_PARTICLES, "ADV"),
    **dict.fromkeys(_PARTICLES[1:], _PARTICLES),
}  # fmt: skip
"""Under which parts of speech the dictionaries may have a word that texts use as another."""


def _unknown_name(form: str) -> Analysis:
    """Take a name that no dictionary has for its own lemma, its article apart."""
    start = next((start for start in ("لل", "ال") if form.startswith(start) and len(form) > 4), "")
    clitics = {"لل": ("ل", "ال"), "ال": ("ال",), "": ()}[start]
    return Analysis(form[len(start) :], "PROPN", 0.0, form[len(start) :], clitics, "")


def choose(form: str, part: str) -> Analysis:
    """Give the likeliest reading of a folded word as a part of speech; of any where the dictionaries have none."""
    known = analyses(form)
    if part == "PROPN" and known:  # a name is its own lemma: السيسي is no form of سيس
        return next((one for one in known if one.lemma == one.base), known[0]._replace(lemma=known[0].base))
    if part == "PROPN":
        return _unknown_name(form)
    for kin in ((part,), _KIN.get(part, ())):
        for one in known:
            if one.part in kin:
                return one
    return known[0] if known else _NOTHING
