"""Trains the tagger of names and writes its model.

    python tools/train_tagger.py NAMES.jsonl --texts ARTICLES.jsonl... [--output tagger.npz]

`NAMES.jsonl` has a sentence a line, `{"tokens": [...], "tags": [...]}` with the tags O, B-PERS, I-PERS, LOC, ORG, MISC;
`ARTICLES.jsonl` free texts with `text`. Needs `warraq[train]`.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import tagger_crf
import tagger_lists
import tagger_vectors
from numpy.typing import NDArray

from warraq.annotate.chains import marginals
from warraq.annotate.features import (
    PAD,
    Known,
    Lexicon,
    after_base,
    after_groups,
    face,
    gap_class,
    gap_features,
    group,
    is_arabic,
    key,
    own,
    pair,
    split,
    told_features,
)
from warraq.annotate.mentions import FEATURES, LABELS, mention_features
from warraq.annotate.ruled import ruled, told
from warraq.annotate.scores import OFFSETS
from warraq.annotate.tokens import tokens as word_tokens
from warraq.words import forms, words

KIND = {"PERS": "person", "PER": "person", "LOC": "place", "ORG": "organization"}
ARTICLE = 30
"""Sentences taken for an article where the data do not part articles."""
RARE = 3
"""A feature seen less often is left out."""
STEPS = (0.03, 0.08, 0.15, 0.3, 0.5, 0.7, 0.85)
LEVELS = (64, 256, 1024)
IDENTITY = re.compile(r"(w|b|p3|p4|s4|bp3|c2)=|bb-")
"""Features that tell one word from all others: a share of the words must be known without them."""


class Sentence(NamedTuple):
    """A sentence of the training data."""

    text: str
    """Its tokens, a space between them."""
    starts: list[int]
    """The offset of each token in `text`."""
    forms: list[str]
    gaps: list[str]
    labels: list[str]
    told: list[str]
    """What the rules take each word for."""
    spans: set[tuple[int, int, str]]
    """First token, token after the last, kind."""


def sentence(tokens: Sequence[str], tags: Sequence[str]) -> Sentence:
    """Turn tokens and tags to words, what stands between them, and labels."""
    text = " ".join(tokens)
    starts = np.cumsum([0, *(len(token) + 1 for token in tokens)])
    found = words(text)
    of = [int(np.searchsorted(starts, word.start, side="right")) - 1 for word in found]
    ends = [0, *(word.end for word in found)]
    gaps = [text[end : word.start].strip() for end, word in zip(ends, found, strict=False)] + [text[ends[-1] :].strip()]
    spans = set(_spans(tags))
    inside = {token: span for span in spans for token in range(span[0], span[1])}
    labels = []
    for at, token in enumerate(of):
        span = inside.get(token)
        again = at > 0 and inside.get(of[at - 1]) == span
        labels.append("O" if span is None else f"{'I' if again else 'B'}-{span[2]}")
    row = word_tokens(text)
    forms = [word.form for word in found]
    return Sentence(text, starts[:-1].tolist(), forms, gaps, labels, told(ruled(row), len(row)), spans)


def _spans(tags: Sequence[str]) -> Iterable[tuple[int, int, str]]:
    first = None
    for at, tag in enumerate([*tags, "O"]):
        if first is not None and tag != f"I-{tags[first][2:]}":
            yield first, at, KIND.get(tags[first][2:], "other")
            first = None
        if first is None and tag[0] in "BI" and "-" in tag:
            first = at


def read(path: Path) -> list[Sentence]:
    """Read a file of tagged sentences."""
    with path.open(encoding="utf-8") as lines:
        records = map(json.loads, lines)
        return [sentence(record["tokens"], record["tags"]) for record in records]


class Knowledge(NamedTuple):
    """What is known of words before any tagged sentence is seen."""

    lexicon: dict[str, Known]
    rows: dict[str, int]
    """A form to its row of `vectors`."""
    vectors: tagger_vectors.Floats


def know(texts: Sequence[Path]) -> Knowledge:
    """Gather lists, clusters and vectors."""
    flags = tagger_lists.flags()
    read_texts = [["0" if form[0].isdigit() else form for form in forms(text)] for text in tagger_lists.texts(texts)]
    counts = Counter(form for text in read_texts for form in text)
    vocabulary = [form for form, count in counts.most_common() if count > 1]
    near = tagger_vectors.neighbours(read_texts, vocabulary)
    weights = np.array([counts[form] for form in vocabulary], dtype=np.float32) ** 0.25
    unit = tagger_vectors.unit(near)
    groups = np.stack([tagger_vectors.clusters(unit, weights, level) for level in LEVELS], axis=1)
    cluster = dict(zip(vocabulary, groups.tolist(), strict=True))
    lexicon = {
        form: Known(
            min(counts[form], 65535),
            tuple(sorted(flags.get(form, ()))),
            tuple(f"{group:x}" for group in cluster.get(form, ())),
            (),
        )
        for form in dict.fromkeys((*vocabulary, *flags))
        if len(form) < 31
    }
    number = {form: row for row, form in enumerate(vocabulary)}
    near_rows = {form: number.get(form, number.get(split(form, lexicon)[1], -1)) for form in filter(is_arabic, lexicon)}
    seen = {form: row for form, row in near_rows.items() if row >= 0}
    return Knowledge(lexicon, {form: at for at, form in enumerate(seen)}, unit[list(seen.values())] * 8)


def with_priors(knowledge: Knowledge, sentences: Iterable[Sentence]) -> Lexicon:
    """Add to the lexicon what the names of the training sentences say of like words."""
    kinds = {"O": 0, "person": 1, "place": 2, "organization": 3, "other": 4}
    seen: dict[int, Counter[int]] = defaultdict(Counter)
    lexicon = knowledge.lexicon
    for some in sentences:
        for form, label in zip(some.forms, some.labels, strict=True):
            choices = (form, key(form, lexicon), split(form, lexicon)[1])
            row = next((knowledge.rows[choice] for choice in choices if choice in knowledge.rows), None)
            if row is not None:
                seen[row][kinds[label[2:] or "O"]] += 1
    chances = tagger_vectors.priors(knowledge.vectors, seen, len(kinds))
    steps = (chances[:, 1:, None] >= STEPS).sum(2)
    result = dict(lexicon)
    for form, row in knowledge.rows.items():
        reached = [f"{kind}{step}" for kind in range(4) for step in range(steps[row, kind])]
        result[form] = lexicon[form]._replace(
            prior=tuple(reached) if reached else ("o",) if chances[row, 0] > 0.99 else ("-",)
        )
    return result


class Rows(NamedTuple):
    """Features by word: `codes[ends[i]:ends[i + 1]]` are those of word `i`."""

    codes: NDArray[np.int64]
    ends: NDArray[np.int64]


def features(sentences: Sequence[Sentence], lexicon: Lexicon, names: dict[int, str]) -> list[list[list[int]]]:
    """List the features of each word of each sentence by their CRC-32; what they are called is noted in `names`."""
    known: dict[str, int] = {}

    def code(name: str) -> int:
        found = known.get(name)
        if found is None:
            found = known[name] = zlib.crc32(name.encode())
            names[found] = name
        return found

    owns: dict[str, list[list[int]]] = {}

    def of(form: str) -> list[list[int]]:
        if form not in owns:
            some = own(form, lexicon)
            owns[form] = [
                [code(offset + name) for name, reach in some if reach >= least]
                for offset, least in zip(OFFSETS, (0, 1, 1), strict=True)
            ]
        return owns[form]

    result = []
    for some in sentences:
        row = [PAD, PAD, *some.forms, PAD, PAD]
        faces = [face(form, lexicon) for form in row]
        pairs = [
            [[code(offset + name) for name in pair(a, b)] for offset in OFFSETS[:2]]
            for a, b in itertools.pairwise(faces)
        ]
        groups = [group(form, 1, lexicon) for form in row]
        bases = [code(after_base(split(a, lexicon)[1], b.kinds)) for a, b in zip(row, faces[1:], strict=False)]
        classes = [gap_class(gap) for gap in some.gaps]
        said = ["", *some.told, ""]
        found = []
        for at in range(len(some.forms)):
            here = at + 2
            found.append([
                *of(row[here])[0], *of(row[here - 1])[1], *of(row[here + 1])[2],
                *pairs[here][0], *pairs[here - 1][1], code(after_groups(groups[here - 2], groups[here - 1])),
                *map(code, gap_features(classes[at], classes[at + 1])), code("bias"), bases[here - 1],
                *map(code, told_features(*said[at : at + 3])),
            ])  # fmt: skip
        result.append(found)
    return result


class Model(NamedTuple):
    """What one pass learnt."""

    rows: dict[int, int]
    table: NDArray[np.float32]
    moves: NDArray[np.float32]

    def scores(self, found: Sequence[list[list[int]]]) -> NDArray[np.float32]:
        """Score the words of sentences."""
        get = self.rows.get
        rows = [[row for row in map(get, word) if row is not None] for some in found for word in some]
        return np.stack([self.table[row].sum(0) for row in rows])


def fit(found: Sequence[list[list[int]]], labels: Sequence[Sequence[str]], names: dict[int, str], models: int) -> Model:
    """Fit one pass."""
    counts = Counter(feature for some in found for word in some for feature in set(word))
    rows = {feature: row for row, feature in enumerate(sorted(some for some, count in counts.items() if count >= RARE))}
    kept = [sorted({rows[feature] for feature in word if feature in rows}) for some in found for word in some]
    ends = np.cumsum([0, *map(len, kept)])
    codes = np.fromiter((row for word in kept for row in word), dtype=np.int32, count=ends[-1])
    identity = np.array([bool(IDENTITY.match(names[feature])) for feature in rows])
    numbers = np.array([LABELS.index(label) for some in labels for label in some])
    lengths = list(map(len, found))
    table, moves = tagger_crf.train(codes, ends, lengths, numbers, LABELS, identity, models=models)
    return Model(rows, table, moves.astype(np.float32))


def mentions(sentences: Sequence[Sentence], lexicon: Lexicon, chances: NDArray[np.float32]) -> list[list[list[str]]]:
    """List what other mentions say of each word, sentence by sentence, `ARTICLE` sentences making an article."""
    result: list[list[list[str]]] = []
    start = 0
    for first in range(0, len(sentences), ARTICLE):
        part = sentences[first : first + ARTICLE]
        numbers: dict[str, int] = {"": -1}
        names = [
            key(form, lexicon) if len(form) > 2 and is_arabic(form) else "" for some in part for form in some.forms
        ]
        keys = np.array([numbers.setdefault(name, len(numbers)) for name in names], dtype=np.int64)
        seen = mention_features(keys, chances[start : start + len(keys)]) > 0
        listed = [[FEATURES[column] for column in np.flatnonzero(row)] for row in seen]
        at = 0
        for some in part:
            result.append(listed[at : at + len(some.forms)])
            at += len(some.forms)
        start += len(keys)
    return result


def with_mentions(
    found: Sequence[list[list[int]]], seen: Sequence[list[list[str]]], names: dict[int, str]
) -> list[list[list[int]]]:
    """Add features of mentions to the others."""
    codes = {}
    for offset in OFFSETS:
        for feature in FEATURES:
            name = offset + feature
            codes[name] = zlib.crc32(name.encode())
            names[codes[name]] = name
    result = []
    for some, mentioned in zip(found, seen, strict=True):
        around = [[], *mentioned, []]
        with_told = []
        for at, word in enumerate(some):
            near = zip(("-1", "", "+1"), around[at : at + 3], strict=True)
            with_told.append(word + [codes[offset + name] for offset, those in near for name in those])
        result.append(with_told)
    return result


def chances_of(model: Model, found: Sequence[list[list[int]]]) -> NDArray[np.float32]:
    """Give the label probabilities of each word."""
    lengths = list(map(len, found))
    scores = model.scores(found)
    scores[np.cumsum(lengths) - lengths] += tagger_crf.allowed_moves(LABELS)[1].astype(np.float32)
    return marginals(scores, model.moves, lengths)


def train(knowledge: Knowledge, sentences: Sequence[Sentence], parts: int = 4, models: int = 3) -> dict[str, Any]:
    """Train both passes and give the arrays of the model file.

    What the first pass says of a training sentence, for the second to learn from, comes from a model that did not
    see it.
    """
    sentences = [some for some in sentences if some.forms]
    lexicon = with_priors(knowledge, sentences)
    names: dict[int, str] = {}
    found = features(sentences, lexicon, names)
    labels = [some.labels for some in sentences]
    first = fit(found, labels, names, models)
    edges = [round(len(found) * part / parts) for part in range(parts + 1)]
    chances = []
    for start, end in itertools.pairwise(edges):
        other = fit(found[:start] + found[end:], labels[:start] + labels[end:], names, 1)
        chances.append(chances_of(other, found[start:end]))
    seen = mentions(sentences, lexicon, np.concatenate(chances))
    second = fit(with_mentions(found, seen, names), labels, names, models)
    return arrays(lexicon, first, second, names)


def arrays(lexicon: Lexicon, first: Model, second: Model, names: dict[int, str]) -> dict[str, Any]:
    """Put a trained tagger into the arrays of its file: weights in steps of a 127th of each label's largest."""
    width = len(LABELS)
    parted = {feature: _parted(names[feature]) for feature in first.rows.keys() | second.rows.keys()}
    every = sorted({zlib.crc32(name.encode()) for name, _ in parted.values()})
    number = {code: at for at, code in enumerate(every)}
    table = np.zeros((len(every), len(OFFSETS), 2 * width), dtype=np.float32)
    for model, columns in ((first, slice(width)), (second, slice(width, None))):
        for feature, row in model.rows.items():
            name, offset = parted[feature]
            table[number[zlib.crc32(name.encode())], offset, columns] = model.table[row]
    scale = (np.abs(table).max((0, 1)) / 127).astype(np.float32)
    steps = np.round(table / scale).astype(np.int8)
    used = np.flatnonzero(steps.any((1, 2)))
    return {
        "features": np.array(every, dtype=np.uint32)[used],
        "weights": steps[used],
        "scale": scale,
        "moves": np.stack((first.moves, second.moves)),
        "begins": tagger_crf.allowed_moves(LABELS)[1].astype(np.float32),
        **_lexicon_arrays(lexicon),
    }


def _parted(feature: str) -> tuple[str, int]:
    """Part a feature's name into the name proper and its place in `OFFSETS`."""
    offset = next((at for at, prefix in enumerate(OFFSETS) if prefix and feature.startswith(prefix)), 0)
    return feature.removeprefix(OFFSETS[offset]), offset


def _lexicon_arrays(lexicon: Lexicon) -> dict[str, Any]:
    columns: dict[str, list[int]] = {"flags": [], "clusters": [], "prior": []}
    known: list[str] = []
    numbers: dict[str, int] = {}
    for name, column in columns.items():
        for some in lexicon.values():
            text = " ".join(getattr(some, name))
            column.append(numbers.setdefault(text, len(numbers)))
    known = list(numbers)
    return {
        "lexicon_forms": np.frombuffer(zlib.compress("\n".join(lexicon).encode(), 9), dtype=np.uint8),
        "lexicon_known": np.frombuffer(zlib.compress("\n".join(known).encode(), 9), dtype=np.uint8),
        "lexicon_count": np.array([some.seen for some in lexicon.values()], dtype=np.uint16),
        **{
            f"lexicon_{name}": np.array(column, dtype=np.uint32 if len(numbers) > 65535 else np.uint16)
            for name, column in columns.items()
        },
    }


def main() -> None:
    """Train on everything and write the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", type=Path)
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    parser.add_argument("--output", type=Path, default=Path("indexer/warraq/annotate/data/tagger.npz"))
    given = parser.parse_args()
    knowledge = know(given.texts)
    content = train(knowledge, read(given.names))
    with given.output.open("wb") as file:
        np.savez_compressed(file, **content)
    print(f"{given.output}: {given.output.stat().st_size:,} bytes, {len(content['features']):,} features")


if __name__ == "__main__":
    main()
