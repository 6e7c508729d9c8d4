"""How well and how fast the tagger finds names: five-fold cross-validation, other text, speed.

    python bench/names.py NAMES.jsonl --texts ARTICLES.jsonl... --vectors VECTORS.npz
    python bench/names.py NAMES.jsonl --other OTHER.jsonl --speed ARTICLES.jsonl

Folds are contiguous blocks of the file; lists and clusters come from free text and packages, everything learnt from
tagged sentences from the fold's training part. Precision, recall and F1 of exact spans on the given tokens, and the
same with every final ي typed ى. `--other` and `--speed` use the model that is shipped.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))
import itertools

import train_tagger

from warraq.annotate import scores, tagger
from warraq.words import words

KINDS = ("person", "place", "organization")
FOLDS = 5
Spans = list[set[tuple[int, int, str]]]


def figures(gold: Spans, found: Spans) -> str:
    """Give precision, recall and F1 in percent for each kind and all together."""
    parts, total = [], np.zeros(3)
    for kind in (*KINDS, "all"):
        if kind == "all":
            counts = total
        else:
            ours = [{span for span in some if span[2] == kind} for some in found]
            theirs = [{span for span in some if span[2] == kind} for some in gold]
            hits = sum(len(a & b) for a, b in zip(ours, theirs, strict=True))
            counts = np.array([hits, sum(map(len, ours)), sum(map(len, theirs))])
            total += counts
        precision, recall = counts[0] / max(1, counts[1]), counts[0] / max(1, counts[2])
        parts.append(
            f"{kind} {100 * precision:.1f}/{100 * recall:.1f}/{200 * counts[0] / max(1, counts[1] + counts[2]):.2f}"
        )
    return "  ".join(parts)


def joined(sentences: Sequence[train_tagger.Sentence]) -> list[str]:
    """Give the gaps of sentences that stand one after another, a line each."""
    gaps = [""]
    for at, some in enumerate(sentences):
        gaps[-1] += ("\n" if at else "") + some.gaps[0]
        gaps += some.gaps[1:]
    return gaps


def find(model: scores.Model, sentences: Sequence[train_tagger.Sentence]) -> Spans:
    """Tag sentences, `train_tagger.ARTICLE` at a time, and give the spans of tokens."""
    result: Spans = []
    for start in range(0, len(sentences), train_tagger.ARTICLE):
        part = sentences[start : start + train_tagger.ARTICLE]
        every = [form for some in part for form in some.forms]
        names = tagger.tag(tagger.Row(every, joined(part), [word for some in part for word in some.told]), model)
        at = 0
        for some in part:
            spans = set()
            for name in names:
                if at <= name.first < at + len(some.forms):
                    spans.add((some.tokens[name.first - at], some.tokens[name.last - 1 - at] + 1, name.kind))
            result.append(spans)
            at += len(some.forms)
    return result


def with_final_alef(path: Path) -> list[train_tagger.Sentence]:
    """Read the sentences again with every final ي typed ى."""
    result = []
    with path.open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            tokens = [token[:-1] + "ى" if token.endswith("ي") else token for token in record["tokens"]]
            result.append(train_tagger.sentence(tokens, record["tags"]))
    return result


def model_of(arrays: dict[str, np.ndarray]) -> scores.Model:
    """Make a model ready as if read from its file."""
    content = BytesIO()
    np.savez(content, **arrays)
    return scores.read(content.getvalue())


def cross_validate(knowledge: train_tagger.Knowledge, path: Path, models: int) -> None:
    """Print the figures of five-fold cross-validation."""
    sentences = train_tagger.read(path)
    other = with_final_alef(path)
    edges = [round(len(sentences) * fold / FOLDS) for fold in range(FOLDS + 1)]
    gold: Spans = []
    found: Spans = []
    found_other: Spans = []
    for start, end in itertools.pairwise(edges):
        model = model_of(train_tagger.train(knowledge, sentences[:start] + sentences[end:], models=models))
        gold += [some.spans for some in sentences[start:end]]
        found += find(model, sentences[start:end])
        found_other += find(model, other[start:end])
        print(f"{start}-{end}: {figures(gold[start:end], found[start:end])}", flush=True)
    print(f"all: {figures(gold, found)}")
    print(f"all, final ي typed ى: {figures(gold, found_other)}", flush=True)


def speed(path: Path) -> None:
    """Print words a second with the shipped model, words and gaps already split."""
    articles = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            found = words(text)
            ends = [0, *(word.end for word in found)]
            gaps = [text[end : word.start] for end, word in zip(ends, found, strict=False)] + [text[ends[-1] :]]
            articles.append(([word.form for word in found], gaps))
    start = time.perf_counter()
    tagger.load()
    loaded = time.perf_counter()
    clock = time.process_time()
    names = sum(len(tagger.tag(*article)) for article in articles)
    spent = time.process_time() - clock
    count = sum(len(article[0]) for article in articles)
    print(f"{count:,} words, {names:,} names: {count / spent:,.0f} words/s; model ready in {loaded - start:.2f} s")


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", type=Path)
    parser.add_argument("--texts", type=Path, nargs="+")
    parser.add_argument("--vectors", type=Path)
    parser.add_argument("--models", type=int, default=3)
    parser.add_argument("--other", type=Path)
    parser.add_argument("--speed", type=Path)
    given = parser.parse_args()
    if given.speed:
        speed(given.speed)
    if given.other:
        sentences = train_tagger.read(given.other)
        print(f"{given.other.name}: {figures([some.spans for some in sentences], find(tagger.load(), sentences))}")
    if given.vectors:
        cross_validate(train_tagger.know(given.texts, given.vectors), given.names, given.models)


if __name__ == "__main__":
    main()
