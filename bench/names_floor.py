"""Names in the project's own small set of annotated sentences (`tests/data/names.jsonl`), for CI: needs nothing else.

    python bench/names_floor.py

News, encyclopaedia and Egyptian spelling. Sentences of the half `tune` were looked at while the finder of names was
written; those of `held` were written before and not looked at.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from warraq.annotate.names import names_of

SENTENCES = Path(__file__).parent.parent / "tests/data/names.jsonl"

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
    with SENTENCES.open(encoding="utf-8") as lines:
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


def measured() -> dict[str, float]:
    """Measure all of this that has a floor; more is better."""
    return {f"names F1, {half} half": f1(counts(half)["all"]) for half in ("tune", "held")}


def main() -> None:
    """Print the figures."""
    for half in ("tune", "held"):
        print(half, "  ".join(f"{kind} {f1(count):.3f}" for kind, count in counts(half).items()))


if __name__ == "__main__":
    main()
