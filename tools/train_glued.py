"""Fits the weights that tell glued words: `python tools/train_glued.py ARTICLES.jsonl [--judgments FILE]`.

`ARTICLES.jsonl` has an article a line, with `text`. Only every second article is used, the first among them, so that
`bench/repairs.py` can measure on the others. Of those used, one half tells how often words are printed while the other
gives the pairs, so that a pair is not always made of words that were counted. Positive examples are adjacent words of
at least three letters glued on purpose, negative ones all other cuts of them and all cuts of the words that no
dictionary has; what are evidently glued words among those is left out before a second fit. The scale is fitted to the
judgments of `bench/judgments/glued.tsv`.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from warraq.annotate import glued
from warraq.fold import fold_text
from warraq.words import words

PAIRS = 8_000
OFTEN = 4
"""How often a word is printed, at least, to be listed."""
EVIDENT = 1.5
"""The score from which a word of the newspapers is taken for a glued one."""
OUTPUT = Path(__file__).parent.parent / "indexer" / "warraq" / "annotate" / "data" / "glued.json"


def pairs(texts: list[str], count: int, seed: int, least: int = 3) -> list[tuple[str, str, str]]:
    """Draw adjacent words parted by a space alone, of `least` and of three letters at least, that glued are no word.

    Gives both forms, folded, and the glued form as written.
    """
    draw = random.Random(seed)  # noqa: S311 - a sample, not a secret
    found: list[tuple[str, str, str]] = []
    while len(found) < count:
        text = draw.choice(texts)
        line = words(text)
        if len(line) < 2:
            continue
        at = draw.randrange(len(line) - 1)
        one, two = line[at], line[at + 1]
        both = text[one.start : one.end] + text[two.start : two.end]
        arabic = all("ء" <= word.form[0] <= "ي" for word in (one, two))
        arabic = arabic and len(one.form) >= least and len(two.form) >= 3
        if arabic and text[one.end : two.start] == " " and not glued.lexicon.analyse(one.form + two.form).lemma:
            found.append((one.form, two.form, both))
    return found


def fit(
    features: NDArray[np.float64], right: NDArray[np.float64], weight: NDArray[np.float64], ridge: float
) -> NDArray[np.float64]:
    """Fit a logistic regression by Newton's method."""
    found = np.zeros(features.shape[1])
    for _ in range(60):
        likely = 1 / (1 + np.exp(-features @ found))
        slope = features.T @ (weight * (right - likely)) - ridge * found
        curve = (features * (weight * likely * (1 - likely))[:, None]).T @ features + ridge * np.eye(len(found))
        step = np.linalg.solve(curve, slope)
        found += step
        if abs(step).max() < 1e-6:
            break
    return found


def steps(texts: list[str], share: float) -> list[str]:
    """List the words printed often, a line for each half of a natural log; `share` of all texts are given."""
    lines: dict[int, list[str]] = {}
    for word, count in Counter(word.form for text in texts for word in words(text)).items():
        times = count / share
        if times >= OFTEN and "ء" <= word[0] <= "ي" and 1 < len(word) <= 15:
            lines.setdefault(round(2 * math.log(times)), []).append(word)
    return [" ".join(sorted(lines.get(step, []))) for step in range(1, max(lines) + 1)]


def use(printed: list[str], weights: NDArray[np.float64] | None, scale: tuple[float, float]) -> None:
    """Write what was found so far, for the package to read."""
    values = [0.0] * len(glued.FEATURES) if weights is None else weights.tolist()
    told = dict(zip(glued.FEATURES, values, strict=True))
    data = {"weights": {name: round(value, 4) for name, value in told.items()}, "scale": scale, "printed": printed}
    OUTPUT.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8", newline="\n")
    for room in (glued.load, glued.may_be, glued._half, glued.cut):  # noqa: SLF001 - what they keep is out of date now
        room.cache_clear()


def scale_to(weights: NDArray[np.float64], path: Path) -> tuple[float, float]:
    """Fit slope and intercept to what was judged; the cut of لا or ما from a verb has a confidence of its own."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    judged = {row[1]: row[2] == "right" for row in rows}
    found: list[tuple[float, bool]] = []
    for repaired, verdict in judged.items():
        left, right = (fold_text(half) for half in repaired.split(" "))
        best = max(((float(np.dot(weights, x)), at) for at, x in glued.cuts(left + right)), default=(0.0, 0))
        if best[1] == len(left):
            found.append((best[0], verdict))
    scores = np.array([[1.0, score] for score, _ in found])
    intercept, slope = fit(scores, np.array([float(verdict) for _, verdict in found]), np.ones(len(found)), 0.01)
    return round(float(slope), 4), round(float(intercept), 4)


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--judgments", type=Path)
    given = parser.parse_args()
    texts = [json.loads(line)["text"] for line in given.articles.read_text(encoding="utf-8").splitlines()][::2]
    use(steps(texts[::2], 0.5), None, (1.0, 0.0))
    rows: list[tuple[tuple[float, ...], bool, int]] = []
    for one, two, _ in pairs(texts[1::2], PAIRS, seed=1, least=2):
        if glued.may_be(one + two):
            rows += [(found, at == len(one), 1) for at, found in glued.cuts(one + two)]
    every = Counter(word.form for text in texts for word in words(text) if "ء" <= word.form[0] <= "ي")
    for form, count in every.items():
        if glued.may_be(form):
            rows += [(found, False, min(count, 5)) for _, found in glued.cuts(form)]
    features = np.array([row[0] for row in rows], float)
    right = np.array([row[1] for row in rows], float)
    weight = np.array([row[2] for row in rows], float)
    weights = fit(features, right, weight, 0.1)
    for _ in range(2):
        kept = (right == 1) | (features @ weights < EVIDENT) | (weight > 2)
        weights = fit(features[kept], right[kept], weight[kept], 0.1)
    print(f"{int(right.sum())} pairs, {len(rows)} cuts, {int((~kept).sum())} left out as evidently glued")
    for name, value in zip(glued.FEATURES, weights, strict=True):
        print(f"  {name}: {value:.2f}")
    use(steps(texts, 1), weights, (1.0, 0.0))
    if given.judgments:
        scale = scale_to(weights, given.judgments)
        print("scale", scale)
        use(steps(texts, 1), weights, scale)


if __name__ == "__main__":
    main()
