"""How well slips are found: `python bench/repairs.py ARTICLES.jsonl [--other PASSAGES.jsonl...]`.

Recall: pairs of adjacent words of running text, of whatever kind, each of three letters at least, parted by a space
alone, are glued, if the glued form is not itself a word that the dictionaries have. They are drawn (seed 2) from every
second article, those that `tools/train_glued.py` does not see, and from other texts, whole.

False repairs: every glued word found in all articles is looked up among the judgments of `bench/judgments/glued.tsv`
(words judged by eye, in context); what nobody has judged is told and counts as false. Of the other rules, a sample of
each was judged: `bench/judgments/repairs.tsv`. With `--sample` a new sample is printed, to be judged.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))
from train_glued import pairs

from warraq.annotate import load
from warraq.annotate.repairs import SAFE, Proposal, proposals
from warraq.fold import fold_text
from warraq.search.tokens import typed_form
from warraq.words import words

JUDGMENTS = Path(__file__).parent / "judgments"
PAIRS = 3_000


def judgments(name: str) -> list[list[str]]:
    """Read the rows of a file of judgments."""
    lines = (JUDGMENTS / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line[:1] != "#"]


def recall(texts: list[str], name: str) -> None:
    """Print how many glued pairs are parted at the right place, all of them, and by what the second begins with."""
    found: Counter[tuple[str, str]] = Counter()
    for one, two, glued in pairs(texts, PAIRS, seed=2):
        kind = "before ال" if two.startswith("ال") else "any other"
        best = next((slip for slip in proposals(f"قيل {glued} هناك") if slip.start == 4), None)
        right = best is not None and fold_text(best.mended).split() == [one, two]
        for what in (kind, "all"):
            found[what, "pairs"] += 1
            found[what, "made"] += right and best is not None and best.safe
            found[what, "listed"] += right
    print(f"{name}: recall of glued pairs, made (and made or listed)")
    for what in ("before ال", "any other", "all"):
        count = found[what, "pairs"]
        made, listed = found[what, "made"] / count, found[what, "listed"] / count
        print(f"  {what}: {made:.3f} ({listed:.3f}) of {count}")


def gather(texts: list[str]) -> tuple[int, dict[tuple[str, bool], list[tuple[str, Proposal]]]]:
    """List all slips by rule and whether they are made, and count the words."""
    count = 0
    found: dict[tuple[str, bool], list[tuple[str, Proposal]]] = defaultdict(list)
    for text in texts:
        count += len(words(text))
        for slip in proposals(text):
            found[slip.rule, slip.safe].append((text[slip.start : slip.end], slip))
    return count, found


def false_repairs(count: int, found: dict[tuple[str, bool], list[tuple[str, Proposal]]]) -> None:
    """Print how many of the glued words found are no glued words."""
    judged = {typed_form(row[1]): row[2] == "right" for row in judgments("glued.tsv")}
    for safe in (True, False):
        verdicts = Counter(judged.get(typed_form(slip.mended)) for _, slip in found["glued", safe])
        wrong = verdicts[False] + verdicts[None]
        print(
            f"glued words {'made' if safe else 'listed'} (confidence {'>=' if safe else '<'} {SAFE}): "
            f"{verdicts.total()} in {count:,} words, wrong {wrong} = {1000 * wrong / count:.3f} in 1,000 words"
            f" ({verdicts[None]} of them not judged)"
        )
        if verdicts[None]:
            print(
                "  not judged: "
                + "  ".join(slip.mended for _, slip in found["glued", safe] if typed_form(slip.mended) not in judged)
            )


def other_rules(count: int, found: dict[tuple[str, bool], list[tuple[str, Proposal]]]) -> None:
    """Print how many slips of each other rule there are, and how many of those judged were right."""
    judged: dict[str, Counter[str]] = defaultdict(Counter)
    for rule, _, _, verdict in judgments("repairs.tsv"):
        judged[rule][verdict] += 1
    for (rule, safe), slips in sorted(found.items()):
        if rule != "glued":
            told = judged[rule]
            right = f"{told['right']} of {told.total()} judged right" if told else "none judged"
            often = f"{len(slips)} ({1000 * len(slips) / count:.2f} in 1,000 words)"
            print(f"{rule}, {'made' if safe else 'listed'}: {often}, {right}")


def sample(found: dict[tuple[str, bool], list[tuple[str, Proposal]]], size: int) -> None:
    """Print a sample of every other rule, each pair once, in the form of the judgments."""
    draw = random.Random(1)
    for (rule, _), slips in sorted(found.items()):
        if rule != "glued":
            some = sorted({(written, slip.mended) for written, slip in slips})
            for written, mended in draw.sample(some, min(size, len(some))):
                print(rule, written, mended, "?", sep="\t")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--other", type=Path, nargs="+", default=[])
    parser.add_argument("--sample", type=int, default=0)
    given = parser.parse_args()
    load()
    texts = [json.loads(line)["text"] for line in given.articles.read_text(encoding="utf-8").splitlines()]
    count, found = gather(texts)
    if given.sample:
        sample(found, given.sample)
        return
    recall(texts[1::2], given.articles.name)
    for path in given.other:
        recall([json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()], str(path))
    false_repairs(count, found)
    other_rules(count, found)


if __name__ == "__main__":
    main()
