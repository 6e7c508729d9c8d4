"""How well and how fast names are found: five-fold cross-validation, other text, speed.

    python bench/names.py NAMES.jsonl --texts ARTICLES.jsonl...
    python bench/names.py NAMES.jsonl --other OTHER.jsonl --speed ARTICLES.jsonl

Folds are contiguous blocks of the file; lists and clusters come from free text and packages, everything learnt from
tagged sentences from the fold's training part. Precision, recall and F1 of exact spans on the given tokens, and the
same with every final ي typed ى. `--other` and `--speed` use the model that is shipped.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import time
from bisect import bisect_right
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))
import train_tagger

from warraq.annotate import names, ruled, scores, tagger
from warraq.annotate.tokens import tokens, words_in

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


def find(sentences: Sequence[train_tagger.Sentence], model: scores.Model | None = None) -> Spans:
    """Find the names of sentences, `train_tagger.ARTICLE` of them taken for one article: spans of tokens."""
    result: Spans = []
    for start in range(0, len(sentences), train_tagger.ARTICLE):
        part = sentences[start : start + train_tagger.ARTICLE]
        begins = [0, *itertools.accumulate(len(some.text) + 1 for some in part)]
        spans: Spans = [set() for _ in part]
        for name in names.names_of("\n".join(some.text for some in part), model):
            at = bisect_right(begins, name.start) - 1
            starts = part[at].starts
            first, last = (bisect_right(starts, offset - begins[at]) for offset in (name.start, name.end - 1))
            spans[at].add((first - 1, last, name.kind))
        result += spans
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
        found += find(sentences[start:end], model)
        found_other += find(other[start:end], model)
        print(f"{start}-{end}: {figures(gold[start:end], found[start:end])}", flush=True)
    print(f"all: {figures(gold, found)}")
    print(f"all, final ي typed ى: {figures(gold, found_other)}", flush=True)


def speed(path: Path) -> None:
    """Print words a second with the shipped model: of the tagger alone, its words ready, and of the finder of names."""
    with path.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    rows = []
    for text in texts:
        row = tokens(text)
        ends = [0, *(token.end for token in row)]
        gaps = [text[end : token.start] for end, token in zip(ends, row, strict=False)] + [text[ends[-1] :]]
        rows.append(tagger.Row([word.form for word in words_in(text)], gaps, ruled.told(ruled.ruled(row), len(row))))
    start = time.perf_counter()
    scores.load()
    print(f"model ready in {time.perf_counter() - start:.2f} s")
    count = sum(len(row.words) for row in rows)
    for what, work in (
        ("tagger alone", lambda: sum(len(tagger.tag(row)) for row in rows)),
        ("all of it", lambda: sum(len(names.names_of(text)) for text in texts)),
    ):
        clock = time.process_time()
        found = work()
        print(f"{what}: {count:,} words, {found:,} names, {count / (time.process_time() - clock):,.0f} words/s")


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", type=Path)
    parser.add_argument("--texts", type=Path, nargs="+")
    parser.add_argument("--models", type=int, default=3)
    parser.add_argument("--other", type=Path)
    parser.add_argument("--speed", type=Path)
    given = parser.parse_args()
    if given.speed:
        speed(given.speed)
    if given.other:
        sentences = train_tagger.read(given.other)
        print(f"{given.other.name}: {figures([some.spans for some in sentences], find(sentences))}")
    if given.texts:
        cross_validate(train_tagger.know(given.texts), given.names, given.models)


if __name__ == "__main__":
    main()
