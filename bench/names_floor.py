"""Names in the project's own small set of annotated sentences (`tests/data/names.jsonl`), for CI: needs nothing else.

    python bench/names_floor.py

News, encyclopaedia and Egyptian spelling. Sentences of the half `tune` were looked at while the finder of names was
written; those of `held` were written before and not looked at. The paragraphs of `tests/data/nameless.jsonl`, literary
and scientific, name nobody: whatever is found there is none.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from warraq.annotate.names import names_of

DATA = Path(__file__).parent.parent / "tests/data"

Spans = set[tuple[int, int, str]]


def wanted(text: str, names: list[dict[str, str]]) -> Spans:
    """Give the spans of names that are listed in the order in which they stand in a text."""
    spans, at = set(), 0
    for name in names:
        start = text.index(name["text"], at)
        at = start + len(name["text"])
        spans.add((start, at, name["kind"]))
    return spans


def counts(half: str) -> dict[str, Counter[str]]:
    """Count, by kind and in `all`, the names that are right, found and wanted in one half; exact spans."""
    result = {kind: Counter[str]() for kind in ("person", "place", "organization", "all")}
    with (DATA / "names.jsonl").open(encoding="utf-8") as lines:
        for entry in map(json.loads, lines):
            if entry["half"] == half:
                gold = wanted(entry["text"], entry["expect"])
                found = {(name.start, name.end, name.kind) for name in names_of(entry["text"])}
                for name, spans in (("right", gold & found), ("found", found), ("wanted", gold)):
                    for _, _, kind in spans:
                        result[kind][name] += 1
                        result["all"][name] += 1
    return result


def f1(count: Counter[str]) -> float:
    """Give the harmonic mean of precision and recall."""
    return 2 * count["right"] / max(1, count["found"] + count["wanted"])


def left_alone() -> list[tuple[str, bool]]:
    """Tell of each paragraph that names nobody its half, and whether no name is found in it."""
    with (DATA / "nameless.jsonl").open(encoding="utf-8") as lines:
        return [(entry["half"], not names_of(entry["text"])) for entry in map(json.loads, lines)]


def measured() -> dict[str, float]:
    """Measure all of this that has a floor; more is better."""
    alone = [clean for _, clean in left_alone()]
    return {
        **{f"names F1, {half} half": f1(counts(half)["all"]) for half in ("tune", "held")},
        "paragraphs without names left alone": sum(alone) / len(alone),
    }


def main() -> None:
    """Print the figures."""
    for half in ("tune", "held"):
        print(half, "  ".join(f"{kind} {f1(count):.3f}" for kind, count in counts(half).items()))
        alone = [clean for of, clean in left_alone() if of == half]
        print(half, f"without names: {sum(alone)} of {len(alone)} paragraphs left alone")


if __name__ == "__main__":
    main()
