"""Trains the tagger of parts of speech and writes its model, or says how good it is.

    python tools/train_parts.py TREEBANK.conllu [--output parts.npz | --folds 5]

`TREEBANK.conllu` is Universal Dependencies' Arabic-PUD or another treebank with clitics apart. A written word has the
part of speech of what is left without its clitics. With `--folds` nothing is written: each of as many blocks of
sentences that follow one another is tagged by a model of the others.

A linear-chain conditional random field, fitted by AdaGrad over small batches with weights that decay.
"""

from __future__ import annotations

import argparse
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from warraq.annotate import parts
from warraq.annotate.chains import marginals
from warraq.annotate.partfeatures import PAD, face, gap_classes, gap_features, own, pair
from warraq.fold import fold_text
from warraq.words import words

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

Feature = tuple[int, int]
"""Where the word that has it stands, seen from the word that is described, and its CRC-32."""

PROCLITICS = frozenset("وفبلكسأ")
EPOCHS, RATE, DECAY, BATCH, RARE = 14, 0.12, 2e-4, 16, 2


class Sentence(NamedTuple):
    """A sentence as it stands in a text, with what the treebank says of its words."""

    forms: list[str]
    """Its words, folded."""
    gaps: list[str]
    """What stands before each, and after the last."""
    tags: list[str]
    """The part of speech of each without its clitics."""
    lemmas: list[str]
    """Its lemma, folded."""


def treebank(path: Path) -> Iterator[Sentence]:
    """Read a CoNLL-U file, its words as our program finds them in the text."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line[:1].isdigit()]
        rows = [row for row in rows if row[0].isdigit()]
        text, places = "", []
        for row in rows:
            places.append((len(text), len(text) + len(row[1])))
            text += row[1] + ("" if "SpaceAfter=No" in row[9].split("|") else " ")
        found = Sentence([], [""], [], [])
        end = 0
        for form, start, stop in words(text):
            tokens = [
                row
                for row, (low, high) in zip(rows, places, strict=True)
                if low < stop and high > start and row[3] not in {"PUNCT", "SYM"}
            ]
            if not tokens:
                continue
            main = main_token(tokens)
            found.gaps[-1] = text[end:start]
            found.gaps.append("")
            end = stop
            found.forms.append(form)
            found.tags.append(main[3])
            found.lemmas.append(fold_text(main[2]))
        if found.forms:
            found.gaps[-1] = text[end:]
            yield found


def main_token(tokens: list[list[str]]) -> list[str]:
    """Give the token that is left of a written word without its clitics."""
    rest = tokens
    while (
        len(rest) > 1
        and rest[0][1] in PROCLITICS
        and not (len(rest) == 2 and rest[1][3] == "PRON" and len(rest[1][1]) < 4)
    ):
        rest = rest[1:]
    return rest[0]


class Rows(NamedTuple):
    """Sentences as numbers."""

    features: Ints
    """The features of all words, one word's after another's."""
    starts: Ints
    """Where each word's begin; one more ends the last."""
    lengths: list[int]
    """Words of each sentence."""
    tags: Ints
    """The right tags."""


def described(sentence: Sentence) -> list[list[Feature]]:
    """Give the features of each word as the tagger adds them up."""
    padded = [PAD, *sentence.forms, PAD]
    shown = [[(zlib.crc32(name.encode()), reach) for name, reach in own(form)] for form in padded]
    faces = [face(form) for form in padded]
    signs = gap_classes(sentence.gaps)
    told = []
    for at in range(1, len(padded) - 1):
        names = [pair(faces[at], faces[at + 1])[0], pair(faces[at - 1], faces[at])[1]]
        names += [gap_features(signs[at - 1])[0], gap_features(signs[at])[1]]
        features = [(step, one) for step in parts.OFFSETS for one, reach in shown[at + step] if reach or not step]
        told.append([*features, *((0, zlib.crc32(name.encode())) for name in names)])
    return told


def numbered(sentences: Sequence[Sentence], known: dict[Feature, int]) -> Rows:
    """Turn sentences into numbers; features that are not known are left out."""
    features: list[int] = []
    starts = [0]
    for sentence in sentences:
        for told in described(sentence):
            features += [known[one] for one in told if one in known]
            starts.append(len(features))
    tags = [parts.PARTS.index(tag) for sentence in sentences for tag in sentence.tags]
    return Rows(np.array(features), np.array(starts), [len(one.forms) for one in sentences], np.array(tags))


def fit(sentences: Sequence[Sentence], seed: int = 1) -> parts.Weights:
    """Fit a model."""
    counts = Counter(one for sentence in sentences for told in described(sentence) for one in told)
    kept = sorted(one for one, count in counts.items() if count >= RARE)
    known = {one: row for row, one in enumerate(kept)}
    data = numbered(sentences, known)
    size = len(parts.PARTS)
    weights, squares = np.zeros((len(kept), size), np.float32), np.full((len(kept), size), 1e-2, np.float32)
    moves, move_squares = np.zeros((size, size), np.float32), np.full((size, size), 1e-2, np.float32)
    mean, mean_moves, steps = np.zeros_like(weights), np.zeros_like(moves), 0
    firsts = np.cumsum([0, *data.lengths])
    random = np.random.default_rng(seed)
    for epoch in range(EPOCHS):
        order = random.permutation(len(data.lengths))
        for batch in np.array_split(order, max(1, len(order) // BATCH)):
            at = np.concatenate([np.arange(firsts[one], firsts[one + 1]) for one in batch])
            lengths = [data.lengths[one] for one in batch]
            owner = np.repeat(np.arange(len(at)), data.starts[at + 1] - data.starts[at])
            used = np.concatenate([data.features[data.starts[one] : data.starts[one + 1]] for one in at])
            keep = random.random(len(used)) > 0.1
            owner, used = owner[keep], used[keep]
            scores = summed(weights[used], owner, len(at))
            slope, move_slope = slopes(scores, moves, lengths, data.tags[at])
            distinct, place = np.unique(used, return_inverse=True)
            order_of = np.argsort(place, kind="stable")
            grown = summed(slope[owner[order_of]], place[order_of], len(distinct)) + DECAY * len(at) * weights[distinct]
            squares[distinct] += grown**2
            weights[distinct] -= RATE * grown / np.sqrt(squares[distinct])
            move_squares += move_slope**2
            moves -= RATE * move_slope / np.sqrt(move_squares)
        if epoch >= EPOCHS // 2:
            mean, mean_moves, steps = mean + weights, mean_moves + moves, steps + 1
    return parts.Weights(*by_feature(known, mean / steps), mean_moves / steps)


def by_feature(known: dict[Feature, int], weights: Floats) -> tuple[dict[int, int], Floats]:
    """Give each feature a row of its weights for all offsets."""
    rows = {feature: row for row, feature in enumerate(sorted({feature for _, feature in known}))}
    table = np.zeros((len(rows), len(parts.OFFSETS), weights.shape[1]), np.float32)
    for (offset, feature), row in known.items():
        table[rows[feature], parts.OFFSETS.index(offset)] = weights[row]
    return rows, table


def summed(rows: Floats, owner: Ints, count: int) -> Floats:
    """Add up rows by owner; owners ascend."""
    total = np.zeros((count, rows.shape[1]), np.float32)
    first = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])
    total[owner[first]] = np.add.reduceat(rows, first, axis=0)
    return total


def slopes(scores: Floats, moves: Floats, lengths: list[int], tags: Ints) -> tuple[Floats, Floats]:
    """Give how the loss grows with the scores of words and of steps: what the model expects less what is right."""
    expected = marginals(scores, moves, lengths)
    step = np.zeros_like(moves)
    inner = np.ones(len(tags), bool)
    inner[np.cumsum(lengths) - 1] = False
    left = np.flatnonzero(inner)
    # The chance of two tags in a row, from the chances of each (an approximation that costs one product).
    step += expected[left].T @ expected[left + 1]
    np.subtract.at(step, (tags[left], tags[left + 1]), 1)
    expected[np.arange(len(tags)), tags] -= 1
    return expected, step


def folds(sentences: list[Sentence], count: int) -> Iterator[tuple[list[Sentence], list[Sentence]]]:
    """Give the sentences to learn from and those to tag, for each block."""
    for number in range(count):
        low, high = len(sentences) * number // count, len(sentences) * (number + 1) // count
        yield sentences[:low] + sentences[high:], sentences[low:high]


def main() -> None:
    """Train, or measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebank", type=Path)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--folds", type=int)
    given = parser.parse_args()
    sentences = list(treebank(given.treebank))
    if given.folds:
        total = Counter[str]()
        for learnt, asked in folds(sentences, given.folds):
            total += measured(parts.Tagger(fit(learnt)), asked)
            print(told(total), flush=True)
    if given.output:
        given.output.write_bytes(parts.to_bytes(fit(sentences)))


def measured(tagger: parts.Tagger, sentences: Sequence[Sentence]) -> Counter[str]:
    """Count words, and those that are right."""
    found = Counter[str]()
    for sentence in sentences:
        tags = tagger.tag(sentence.forms, sentence.gaps)
        for form, tag, right, lemma in zip(sentence.forms, tags, sentence.tags, sentence.lemmas, strict=True):
            found["words"] += 1
            found["tags"] += tag == right
            found[f"wrong {right} {tag}"] += tag != right
            if right in {"NOUN", "VERB", "ADJ"}:
                found["content"] += 1
                found["lemmas"] += parts.choose(form, tag).lemma == lemma
                found["lemmas with the right tag"] += parts.choose(form, right).lemma == lemma
    return found


def told(found: Counter[str]) -> str:
    """Write figures on a line."""
    content = found["content"]
    wrong = [(name, count) for name, count in found.most_common() if name.startswith("wrong")][:8]
    return (
        f"tags {found['tags'] / found['words']:.4f} of {found['words']}; lemmas of nouns, verbs, adjectives "
        f"{found['lemmas'] / content:.4f} of {content} ({found['lemmas with the right tag'] / content:.4f} with the "
        f"right tag); {wrong}"
    )


if __name__ == "__main__":
    main()
